"""Findings in, an answer in the source's own words out; or the related passages, or a refusal and whom to call."""
