"""SQL Server, Oracle, Snowflake, BigQuery, Redshift, Databricks and Trino, through SQLAlchemy."""

import importlib
from typing import cast

from pursight_agent.source import Source

SCHEMES = {
    "sqlserver": "sqlserver",
    "mssql": "sqlserver",
    "oracle": "oracle",
    "snowflake": "snowflake",
    "bigquery": "bigquery",
    "redshift": "redshift",
    "databricks": "databricks",
    "trino": "trino",
}
"""Schemes of addresses and the module that describes each one's dialect."""


def open_warehouse(url: str, *, secret: str | None = None) -> Source:
    """Open the source that a URL of one of `SCHEMES` names; nothing is connected to yet."""
    from pursight_agent.connectors.warehouse.connector import WarehouseSource
    from pursight_agent.connectors.warehouse.flavour import Flavour
    from pursight_agent.connectors.warehouse.parsing import parse

    name = SCHEMES[url.partition("://")[0].lower()]
    module = importlib.import_module(f"pursight_agent.connectors.warehouse.{name}")
    flavour = cast(Flavour, getattr(module, name.upper()))
    return WarehouseSource(flavour, parse(url, flavour, secret))


__all__ = ["SCHEMES", "open_warehouse"]
