"""Protocol versions, each with its date and the reason it exists."""

AGENT_PROTOCOL = 1
"""2026-11-21: the first. Header `PurSight-Agent-Protocol`; a server serves it and the last."""
