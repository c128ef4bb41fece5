"""DuckDB databases, through DuckDB's own library."""

from pursight_agent.connectors.duckdb.connector import DuckDbSource

__all__ = ["DuckDbSource"]
