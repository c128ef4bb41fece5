"""What the server stands on; knows no domain."""
