"""What one column's values are, whatever source they come from: Arrow in, numbers out."""
