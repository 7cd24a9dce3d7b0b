"""The index in PostgreSQL (pgvector): the same passages and rankings as the folder, for more than one machine (docs/scaling.md)."""
