"""Reads files as documents, and splits documents into passages."""
