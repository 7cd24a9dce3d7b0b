"""Answers written by a language model, sentence by sentence, each shown only when its source supports it."""
