"""Is what a model wrote held by the passage it cites? Rules and measured thresholds, no language model."""
