"""The PurSight agent."""
