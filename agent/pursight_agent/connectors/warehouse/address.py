"""Where a database is and who asks; the password never shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.engine import URL

from pursight_agent.source import SourceUnsupported

EXAMPLES = {
    "sqlserver": "sqlserver://user@host:1433/database",
    "oracle": "oracle://user@host:1521/service",
    "snowflake": "snowflake://user@account/database?warehouse=NAME&role=NAME",
    "bigquery": "bigquery://project?location=EU",
    "redshift": "redshift://user@host:5439/database",
    "databricks": "databricks://host/catalog?http_path=/sql/1.0/warehouses/ID",
    "trino": "trino://user@host:8443/catalog?scheme=https",
}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the database is and who asks."""

    host: str
    port: int | None
    user: str | None
    database: str
    options: Mapping[str, str]
    secret: str | None = field(repr=False)
    seconds: float = 300.0
    """What a statement may take, for drivers that want to know when they connect."""

    @property
    def place(self) -> str:
        """Host and port, as a person would say it."""
        return f"{self.host}:{self.port}" if self.port else self.host


def plain_url(address: Address, driver: str) -> URL:
    """Give SQLAlchemy what most dialects take."""
    return URL.create(
        driver,
        username=address.user,
        password=address.secret,
        host=address.host,
        port=address.port,
        database=address.database or None,
    )


def misunderstood(name: str, unknown: list[str] | None = None) -> SourceUnsupported:
    """Word the refusal of an address; options are named, their values are not."""
    what = f": no option is called {', '.join(unknown)}" if unknown else ""
    return SourceUnsupported(
        f"The URL cannot be understood{what}.",
        hint=f"Write {EXAMPLES.get(name, 'scheme://user@host/database')}; "
        "percent-encode special characters.",
    )
