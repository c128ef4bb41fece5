"""Numbers about a column, as states that merge."""
