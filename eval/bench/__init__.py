"""Measurements of the running product: what docs/measurements.md is filled from."""
