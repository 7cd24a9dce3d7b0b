"""The analysis of what a question asks for, and the reader that finds the sentences and words that answer it; no language model."""
