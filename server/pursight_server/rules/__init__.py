"""What must hold of data, and what came of checking."""
