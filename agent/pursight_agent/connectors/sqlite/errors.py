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



def translate(error: sqlite3.Error, what: str) -> SourceError:
    """Say what happened to `what`, such as "the table" or "the database"."""
    match getattr(error, "sqlite_errorcode", 1) & 0xFF:
        case 26:
            return SourceCorrupt(
                "The file is not a SQLite database, or it is encrypted.",
                hint="An encrypted database must be decrypted into a copy before it is scanned.",
            )
        case 11:
            return SourceCorrupt(
                f"SQLite finds {what} damaged.",
                hint="Run `PRAGMA integrity_check` and `.recover` on a copy of the file.",
            )
        case 5 | 6:
            return SourceBusy(
                "Another program has the database locked.",
                hint="Scan again when it is done writing, or scan a copy of the file.",
            )
        case 3 | 23:
            return SourceDenied(
                f"The operating system does not let the agent read {what}.",
                hint="Give the agent's account read permission on the file.",
            )
        case 14 | 8:
            return SourceDenied(
                "The database cannot be opened for reading.",
                hint="Check the permissions of the file and its folder. A database that was not "
                "closed cleanly (-wal or -journal beside it) must be opened once by its program.",
            )
        case 9:
            return SourceTimeout(
                f"Reading {what} took longer than this scan allows.",
                hint="Raise the time limit of a statement, or leave the object out of the scope.",
            )
        case 10:
            return SourceUnreachable(
                "The disk reported an error while the database was read.",
                hint="Check the disk or network drive, then scan again.",
            )
        case 7 | 18:
            return ObjectFailed(
                f"{what.capitalize()} holds something too large to be read.",
                hint="Leave the object out of the scope.",
            )
        case _:
            return ObjectFailed(
                f"SQLite reports an error in {what}.",
                hint="Select from it with the sqlite3 program to see why: a view may name a "
                "column that is gone, a virtual table may need a module that is not built in.",
            )


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Let no driver error out of the block."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, what) from error
