"""Recognisers in Presidio's form: its own and those that users bring, over every value."""
