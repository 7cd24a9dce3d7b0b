"""Composes an answer from findings in the source's own words; or related passages, or a refusal with the contacts to call."""
