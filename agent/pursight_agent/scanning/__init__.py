"""One scan, start to end."""
