"""Answers that an official has fixed for a kind of question."""
