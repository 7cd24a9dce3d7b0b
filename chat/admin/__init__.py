"""What the office's own people see and do at /admin."""
