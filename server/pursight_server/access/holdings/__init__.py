"""Who has what in an organisation now."""
