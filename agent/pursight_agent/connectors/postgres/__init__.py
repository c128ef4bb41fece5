"""PostgreSQL, through psycopg."""

from pursight_agent.connectors.postgres.connector import PostgresSource

__all__ = ["PostgresSource"]
