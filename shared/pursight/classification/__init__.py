"""What kind of data a column holds."""
