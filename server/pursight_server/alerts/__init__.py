"""Alerts: what in the log should wake somebody."""
