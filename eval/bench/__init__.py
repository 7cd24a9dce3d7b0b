"""Measurements of the running product, listed by `mureobwa bench`: what docs/measurements*.md is filled from."""
