"""What columns hold, as found and as decided."""
