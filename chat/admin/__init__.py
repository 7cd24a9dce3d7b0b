"""The admin page at /admin, for the office's own people."""
