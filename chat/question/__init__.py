"""A message comes in; what it is, and what may be searched for, comes out: before any document is looked at."""
