"""A table's numbers and verdicts by SQL in its own engine: what several connectors share."""
