"""MySQL and MariaDB, through PyMySQL."""

from pursight_agent.connectors.mysql.connector import MysqlSource

__all__ = ["MysqlSource"]
