"""Every kind of source the agent reads, each behind the Source port; opened by URL or path."""

from pathlib import Path

from pursight_agent.source import Source, SourceDenied, SourceNotFound, SourceUnsupported

_DATABASE_ENDINGS = (".sqlite", ".sqlite3", ".db", ".db3", ".s3db")
_SQLITE_MAGIC = b"SQLite format 3\x00"


def open_source(url: str, *, secret: str | None = None) -> Source:
    """Choose the connector for a URL or a path. Nothing is connected to before the first call.

    Args:
        url: `postgresql://…`, `mysql://…`, `mariadb://…`, `sqlite:///relative` or `sqlite:////absolute`,
            `file:///…`, or the path of a SQLite database, a file or a folder.
        secret: The password, when it is not part of the URL.

    Raises:
        SourceUnsupported: The URL's scheme belongs to no connector.
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
        case "file":
            return _open_path(Path(_unquoted(rest)))
        case _:
            raise SourceUnsupported(
                "No connector is called by this kind of URL.",
                hint="Use postgresql://user@host/database, mysql://user@host/database, "
                "sqlite:////path/to/file, or a path.",
            )


def _open_path(path: Path) -> Source:
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
    if is_file and (path.suffix.lower() in _DATABASE_ENDINGS or _starts_like_sqlite(path)):
        from pursight_agent.connectors.sqlite import SqliteSource

        return SqliteSource(path)
    from pursight_agent.connectors.files import FilesSource

    return FilesSource(path)


def _starts_like_sqlite(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC
    except OSError:
        return False


def _unquoted(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)
