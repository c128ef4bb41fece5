"""What must hold of data, and whether it does."""
