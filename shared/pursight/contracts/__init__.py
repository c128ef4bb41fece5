"""What travels between the three programs."""
