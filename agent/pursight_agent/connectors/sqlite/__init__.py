"""SQLite databases, through the standard library."""

from pursight_agent.connectors.sqlite.connector import SqliteSource

__all__ = ["SqliteSource"]
