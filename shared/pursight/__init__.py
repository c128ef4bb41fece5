"""PurSight's language: what all three programs know; holds the version, nothing else."""

__version__ = "0.1.0"
