"""Policies: Cedar text of an organisation, decided for one thing or made a condition for many."""
