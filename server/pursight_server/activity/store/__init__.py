"""Queries over the log and its proofs."""
