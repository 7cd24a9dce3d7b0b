"""Verifies that the passage cited supports what a model wrote, by rules and measured thresholds, without a language model."""
