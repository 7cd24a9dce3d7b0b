"""Measurements of the running product, listed by `mureobwa bench`: the source of the figures in docs/measurements*.md."""
