"""DuckDB's errors in our own words (its texts can hold names and values)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from pursight_agent.source import (
    ObjectFailed,
    SourceBusy,
    SourceCorrupt,
    SourceDenied,
    SourceError,
    SourceNotFound,
    SourceRefused,
    SourceTimeout,
    SourceUnreachable,
    SourceUnsupported,
)

_Words = tuple[type[SourceError], str, str]

NOT_A_DATABASE: _Words = (
    SourceCorrupt,
    "The file is not a DuckDB database.",
    "Check that the path is that of the database itself, and that the file was copied whole.",
)
_DAMAGED: _Words = (
    SourceCorrupt,
    "DuckDB finds {what} damaged.",
    "Restore the file from a backup, or export what can be read with EXPORT DATABASE.",
)
_NEEDS_A_FILE: _Words = (
    SourceDenied,
    "{What} reads files or addresses outside the database, which the agent does not do.",
    "Scan the files themselves, or store the rows in a table.",
)
_NEEDS_AN_EXTENSION: _Words = (
    ObjectFailed,
    "{What} needs an extension of DuckDB, and the agent loads none.",
    "Store its rows in a table of plain types.",
)
_ENCRYPTED: _Words = (
    SourceRefused,
    "The database is encrypted.",
    "Copy it into a database without encryption and scan that.",
)
_BAD_DATA: _Words = (
    ObjectFailed,
    "Computing the rows of {what} fails on some data (a bad number, date or conversion).",
    "Select from it with the duckdb program to see where, and correct it.",
)
_STALE: _Words = (
    ObjectFailed,
    "{What} no longer fits the database: something that it needs is gone or was never there.",
    "Select from it with the duckdb program to see what, and recreate it.",
)

_TEXTS: tuple[tuple[str, _Words], ...] = (
    (
        r"could not set lock|conflicting lock",
        (
            SourceBusy,
            "Another program has the database open for writing.",
            "Scan again when it has closed the file, or scan a copy of the file.",
        ),
    ),
    (
        r"different configuration than existing",
        (
            SourceBusy,
            "This program has the database open already, in another way.",
            "Scan again when that is done.",
        ),
    ),
    (
        r"newer version of duckdb|we can only read versions|only be read by|unsupported.*version",
        (
            SourceUnsupported,
            "The database was written by a version of DuckDB that the agent does not read.",
            "Update the agent, or write a copy in an older format: ATTACH … (STORAGE_VERSION …).",
        ),
    ),
    (
        r"database does not exist",
        (SourceNotFound, "There is no such database.", "Check the spelling of the path."),
    ),
    (r"not a valid duckdb database file", NOT_A_DATABASE),
    (
        r"replaying wal|wal file",
        (
            SourceCorrupt,
            "The log of the database (.wal) is damaged.",
            "Restore both files from a backup, or move the log away and lose the last changes.",
        ),
    ),
    (
        r"permission denied",
        (
            SourceDenied,
            "The operating system does not let the agent read {what}.",
            "Give the agent's account read permission on the file and its log (.wal).",
        ),
    ),
    (
        r"corrupt|checksum|could not read enough bytes|deserializ|invalidated",
        _DAMAGED,
    ),
)
"""Looked for in the first line of an error about the file as a whole; it is never repeated."""


_KINDS: dict[str, _Words] = {
    "INTERRUPT": (
        SourceTimeout,
        "Reading {what} took longer than this scan allows.",
        "Raise the time limit of a statement, or leave the object out of the scope.",
    ),
    "Out of Memory": (
        ObjectFailed,
        "{What} needs more memory than the agent gives DuckDB.",
        "A view that sorts or joins much is better stored as a table.",
    ),
    "Missing Extension": _NEEDS_AN_EXTENSION,
    "Permission": _NEEDS_A_FILE,
    "Catalog": _STALE,
    "Binder": _STALE,
    "Parser": _STALE,
    "Serialization": _DAMAGED,
    "FATAL": _DAMAGED,
    "INTERNAL": (
        SourceCorrupt,
        "{What} brings DuckDB itself to a halt: it is damaged, or DuckDB has a defect.",
        "Select from it with the newest duckdb program; update the agent when that works.",
    ),
    "Conversion": _BAD_DATA,
    "Out of Range": _BAD_DATA,
    "Invalid Input": _BAD_DATA,
    "IO": (
        SourceUnreachable,
        "The operating system reports an error while {what} is read.",
        "Check the disk or network drive, then scan again.",
    ),
}
"""By the word before "Error" that begins DuckDB's messages, also where Arrow hands them on."""

_OF_THE_FILE = frozenset({"IO", "Connection", "FATAL", "Serialization"})
_ENCRYPTED_TEXT = "Catalog Error: Cannot open encrypted database"
_EXTENSION_TEXT = re.compile(r"\bin the \S+ extension\b")
_OTHERWISE: _Words = (
    ObjectFailed,
    "DuckDB reports an error in {what}.",
    "Select from it with the duckdb program to see why.",
)


def translate(error: Exception, what: str) -> SourceError:
    """Say what happened to `what`, such as "the table" or "the database"."""
    kind, message, hint = _words(error)
    return kind(message.format(what=what, What=what[:1].upper() + what[1:]), hint=hint)


def _words(error: Exception) -> _Words:
    text = str(error).partition("\n")[0]
    kind, separator, _ = text.partition(" Error: ")
    if text.startswith(_ENCRYPTED_TEXT):
        return _ENCRYPTED
    if kind in {"Catalog", "Binder"} and _EXTENSION_TEXT.search(text):
        return _NEEDS_AN_EXTENSION
    if kind in _OF_THE_FILE:  # elsewhere the text may say anything, a value of a row among others
        for pattern, words in _TEXTS:
            if re.search(pattern, text, re.IGNORECASE):
                return words
    return _KINDS.get(kind if separator else "", _OTHERWISE)


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Let no driver error out of the block."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException, OSError) as error:  # Arrow's reader raises the latter
        raise translate(error, what) from error
