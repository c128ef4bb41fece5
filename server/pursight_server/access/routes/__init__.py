"""How persons, sessions and the organisation are reached."""
