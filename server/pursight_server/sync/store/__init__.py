"""Queries over feed, devices and results."""
