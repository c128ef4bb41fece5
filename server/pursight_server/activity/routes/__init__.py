"""The log and its proofs over HTTP."""
