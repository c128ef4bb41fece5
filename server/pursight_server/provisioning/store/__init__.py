"""How accounts and groups are asked for and written."""
