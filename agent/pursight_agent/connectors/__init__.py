"""The table of connectors; imports none until asked."""
