"""Opening a DuckDB file: read-only, shut off from the world, within bounds."""

import hashlib
from pathlib import Path
from typing import Any

import duckdb

from pursight_agent.connectors.duckdb.errors import NOT_A_DATABASE, translated
from pursight_agent.database_file import first_bytes
from pursight_agent.source import SourceCorrupt, SourceUnsupported

_MAGIC = b"DUCK"
_MAGIC_AT = 8
_HEADERS = 3 * 4096
"""The file's own header and the two of the database, which count its checkpoints."""
_CONFIGURATION: dict[str, Any] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_unsigned_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",  # else a view could name a variable of ours
    "memory_limit": "512MiB",
    "threads": "1",  # as fast for reading, and a sample is the same rows each time
    "temp_directory": "",  # nothing is written, not even beside the file
    "arrow_large_buffer_size": "true",
}


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the database.

    Raises:
        SourceError: With the reason for which it cannot be opened.
    """
    _check(path)
    try:
        spelled = str(path)
        spelled.encode()
    except UnicodeEncodeError as error:
        raise SourceUnsupported(
            "The path of the database is not valid UTF-8, which DuckDB insists on.",
            hint="Rename it, or scan a link to it that has a plain name.",
        ) from error
    with translated("the database"):
        connection = duckdb.connect(spelled, read_only=True, config=_CONFIGURATION)
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_progress_bar = false")
    return connection


def _check(path: Path) -> None:
    """Find out in time, and in plain words, what DuckDB would call an IO Error."""
    if first_bytes(path, _MAGIC_AT + len(_MAGIC))[_MAGIC_AT:] != _MAGIC:
        _, message, hint = NOT_A_DATABASE
        raise SourceCorrupt(message, hint=hint)


def file_state(path: Path) -> str | None:
    """Identity, size and time of the database and its log, and the headers' digest."""
    parts = []
    for file in (path, path.with_name(path.name + ".wal")):
        try:
            found = file.stat()
        except OSError:
            continue
        if found.st_size:
            parts.append(f"{file.suffix}:{found.st_ino}:{found.st_size}:{found.st_mtime_ns}")
    try:
        with path.open("rb") as opened:
            parts.append(hashlib.sha256(opened.read(_HEADERS)).hexdigest())
    except OSError:
        return None
    return "|".join(parts)
