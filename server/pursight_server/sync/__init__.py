"""Consoles: their devices, the feed they follow, what they push and how they are told."""
