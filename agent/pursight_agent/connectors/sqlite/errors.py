"""SQLite's error codes in our own words (its texts can hold names and values)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pursight_agent.source import (
    ObjectFailed,
    SourceBusy,
    SourceCorrupt,
    SourceDenied,
    SourceError,
    SourceTimeout,
    SourceUnreachable,
)

_Words = tuple[type[SourceError], str, str]
_NOT_A_DATABASE: _Words = (
    SourceCorrupt,
    "The file is not a SQLite database, or it is encrypted.",
    "An encrypted database must be decrypted into a copy before it is scanned.",
)
_LOCKED: _Words = (
    SourceBusy,
    "Another program has the database locked.",
    "Scan again when it is done writing, or scan a copy of the file.",
)
_DENIED: _Words = (
    SourceDenied,
    "The operating system does not let the agent read {what}.",
    "Give the agent's account read permission on the file.",
)
_CANNOT_OPEN: _Words = (
    SourceDenied,
    "The database cannot be opened for reading.",
    "Check the permissions of file and folder; after a crash its program must open it once.",
)
_TOO_LARGE: _Words = (
    ObjectFailed,
    "{What} holds something too large to be read.",
    "Leave the object out of the scope.",
)
_WORDS: dict[int, _Words] = {
    26: _NOT_A_DATABASE,
    5: _LOCKED,
    6: _LOCKED,
    3: _DENIED,
    23: _DENIED,
    14: _CANNOT_OPEN,
    8: _CANNOT_OPEN,
    7: _TOO_LARGE,
    18: _TOO_LARGE,
    11: (
        SourceCorrupt,
        "SQLite finds {what} damaged.",
        "Run `PRAGMA integrity_check` and `.recover` on a copy of the file.",
    ),
    9: (
        SourceTimeout,
        "Reading {what} took longer than this scan allows.",
        "Raise the time limit of a statement, or leave the object out of the scope.",
    ),
    10: (
        SourceUnreachable,
        "The disk reported an error while the database was read.",
        "Check the disk or network drive, then scan again.",
    ),
}
_OTHERWISE: _Words = (
    ObjectFailed,
    "SQLite reports an error in {what}.",
    "Select from it with the sqlite3 program: a view may be stale, a module not built in.",
)
"""By primary result code. Source: https://sqlite.org/rescode.html."""


def translate(error: sqlite3.Error, what: str) -> SourceError:
    """Say what happened to `what`, such as "the table" or "the database"."""
    code = getattr(error, "sqlite_errorcode", 1) & 0xFF
    kind, message, hint = _WORDS.get(code, _OTHERWISE)
    return kind(message.format(what=what, What=what.capitalize()), hint=hint)


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Let no driver error out of the block."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, what) from error
