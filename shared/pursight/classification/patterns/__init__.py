"""Patterns over whole cells, in the subset that Hyperscan and RE2 both read."""
