"""Every kind of source the agent reads, each behind the Source port; opened by URL or path."""

from pathlib import Path

from pursight_agent.source import Source, SourceDenied, SourceNotFound, SourceUnsupported

BUILT_IN = {
    "postgresql": "PostgreSQL",
    "postgres": "PostgreSQL",
    "mysql": "MySQL",
    "mariadb": "MariaDB",
    "sqlite": "SQLite",
    "duckdb": "DuckDB",
    "file": "files and folders",
    "s3": "files in S3",
    "az": "files in Azure Blob Storage",
    "abfs": "files in Azure Data Lake Storage",
    "abfss": "files in Azure Data Lake Storage",
    "gs": "files in Google Cloud Storage",
    "gcs": "files in Google Cloud Storage",
    "mongodb": "MongoDB",
    "mongodb+srv": "MongoDB",
    "sqlserver": "SQL Server",
    "mssql": "SQL Server",
    "oracle": "Oracle Database",
    "snowflake": "Snowflake",
    "bigquery": "BigQuery",
    "redshift": "Amazon Redshift",
    "databricks": "Databricks SQL",
    "trino": "Trino",
}
"""Schemes that are PurSight's own; no package of others can take one of them over."""

_DATABASE_ENDINGS = (".sqlite", ".sqlite3", ".db", ".db3", ".s3db")
_DUCKDB_ENDINGS = (".duckdb", ".ddb")
_SQLITE_MAGIC = b"SQLite format 3\x00"
_DUCKDB_MAGIC, _DUCKDB_MAGIC_AT = b"DUCK", 8


def open_source(url: str, *, secret: str | None = None) -> Source:  # noqa: PLR0911  a case each
    """Choose the connector for a URL or a path. Nothing is connected to before the first call.

    Args:
        url: `postgresql://…`, `mysql://…`, `mariadb://…`, `sqlite:///relative` or `sqlite:////absolute`,
            `duckdb:///…` alike, `file:///…`, an object store's or a warehouse's
            (docs/connectors.md), or the path of a SQLite or DuckDB database, a file or a folder.
        secret: The password, when it is not part of the URL.

    Raises:
        SourceUnsupported: The URL's scheme belongs to no connector, neither ours nor that of a
            package with an entry point in `pursight.connectors`.
        SourceNotFound: The path does not exist.
    """
    scheme, separator, rest = url.partition("://")
    if not separator or len(scheme) < 2:
        return _open_path(Path(url).expanduser())
    match scheme.lower():
        case "postgresql" | "postgres":
            from pursight_agent.connectors.postgres import PostgresSource

            return PostgresSource(url, secret=secret)
        case "mysql" | "mariadb" | "mysql+pymysql" | "mariadb+pymysql":
            from pursight_agent.connectors.mysql import MysqlSource

            return MysqlSource(url, secret=secret)
        case "sqlite":
            from pursight_agent.connectors.sqlite import SqliteSource

            return SqliteSource(Path(rest.removeprefix("/")))
        case "duckdb":
            return _open_duckdb(Path(rest.removeprefix("/")))
        case "s3" | "az" | "abfs" | "abfss" | "gs" | "gcs":
            from pursight_agent.connectors.files import FilesSource
            from pursight_agent.connectors.files.stores import open_bucket

            bucket, address = open_bucket(url, secret)
            return FilesSource(bucket, parts=address.options.get("partitions") != "off")
        case "mongodb" | "mongodb+srv":
            return _open_mongodb(url, secret)
        case "file":
            path, _, option = rest.partition("?partitions=")
            return _open_path(Path(_unquoted(path)), parts=option != "off")
        case (
            "sqlserver" | "mssql" | "oracle" | "snowflake" | "bigquery" | "redshift" | "databricks"
            | "trino"
        ):  # fmt: skip
            return _open_warehouse(url, secret)
        case _:
            from pursight_agent.connectors.plugins import open_plugin

            return open_plugin(url, secret=secret, built_in=BUILT_IN)


def _open_mongodb(url: str, secret: str | None) -> Source:
    try:
        from pursight_agent.connectors.mongodb import MongoSource
    except ImportError as error:
        raise SourceUnsupported(
            "The driver for MongoDB is not installed.",
            hint="Install it: pip install 'pursight[agent-lake]'.",
        ) from error
    return MongoSource(url, secret=secret)


def _open_duckdb(path: Path) -> Source:
    try:
        from pursight_agent.connectors.duckdb import DuckDbSource
    except ImportError as error:
        raise SourceUnsupported(
            "The package that reads DuckDB databases is not installed.",
            hint="Install it: pip install 'pursight[agent-duckdb]'.",
        ) from error
    return DuckDbSource(path)


def _open_warehouse(url: str, secret: str | None) -> Source:
    try:
        from pursight_agent.connectors.warehouse import open_warehouse

        return open_warehouse(url, secret=secret)
    except ImportError as error:
        raise SourceUnsupported(
            f"Reading this kind of source needs packages that are absent here ({error.name}).",
            hint="Install them: pip install 'pursight[agent-warehouses]'",
        ) from error


def _open_path(path: Path, *, parts: bool = True) -> Source:
    try:
        is_file = path.is_file()
        exists = is_file or path.exists()
    except PermissionError as error:
        raise SourceDenied(
            f"The agent may not look at {str(path)!r}.",
            hint="Give the agent's account permission to enter the folders above it.",
        ) from error
    except (OSError, ValueError):
        exists = is_file = False
    if not exists:
        raise SourceNotFound(
            f"There is no file or folder {str(path)!r}.",
            hint="Check the spelling; a relative path starts at the current folder.",
        )
    ending = path.suffix.lower() if is_file else ""
    if ending in _DUCKDB_ENDINGS or is_duckdb(path):
        return _open_duckdb(path)
    if ending in _DATABASE_ENDINGS or _head(path) == _SQLITE_MAGIC:
        from pursight_agent.connectors.sqlite import SqliteSource

        return SqliteSource(path)
    from pursight_agent.connectors.files import FilesSource

    return FilesSource(path, parts=parts)


def is_duckdb(path: Path) -> bool:
    """Whether a file begins like a DuckDB database, whatever it is called."""
    return _head(path)[_DUCKDB_MAGIC_AT:].startswith(_DUCKDB_MAGIC)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_MAGIC))
    except OSError:
        return b""


def _unquoted(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)
