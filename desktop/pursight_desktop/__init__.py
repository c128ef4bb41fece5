"""The PurSight console."""
