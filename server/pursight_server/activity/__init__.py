"""What happened: readers of the one log."""
