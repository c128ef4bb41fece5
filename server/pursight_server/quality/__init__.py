"""How good a table is, as one number with its reasons."""
