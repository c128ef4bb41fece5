"""What a steward can do; each operation returns what it changed and how to undo it."""
