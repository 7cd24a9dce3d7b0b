"""What a message is and whether its question may be searched for, decided before any document is searched."""
