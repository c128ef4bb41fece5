"""Places that hold data, and where each stands in its life."""
