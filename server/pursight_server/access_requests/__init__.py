"""Access that is asked for, decided by somebody else, and ends by itself."""
