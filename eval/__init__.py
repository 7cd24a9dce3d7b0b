"""Question set in, scores and a report out."""
