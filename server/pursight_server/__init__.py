"""The PurSight server."""
