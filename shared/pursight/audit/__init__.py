"""The log and its proofs: what anybody can check without trusting the server (pure)."""
