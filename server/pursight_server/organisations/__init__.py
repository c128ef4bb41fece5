"""Tenants: whose data this is."""
