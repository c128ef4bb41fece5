"""For whoever writes a connector."""
