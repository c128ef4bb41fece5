"""What must hold of metadata, and whether it does."""
