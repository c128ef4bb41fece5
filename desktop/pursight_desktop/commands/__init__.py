"""Commands of the console's program."""
