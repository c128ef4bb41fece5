"""Policies over metadata and their violations."""
