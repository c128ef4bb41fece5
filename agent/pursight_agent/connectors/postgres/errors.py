"""PostgreSQL's error codes in our own words (its texts can hold values)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from pursight_agent.source import (
    ObjectFailed,
    PasswordNeeded,
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

_WORDS: dict[str, tuple[type[SourceError], str, str]] = {
    "28P01": (
        SourceRefused,
        "The server does not accept this name and password.",
        "Check both; the password can be given in PGPASSWORD.",
    ),
    "28000": (
        SourceRefused,
        "The server does not let this account in from here.",
        "Ask its administrator for a line in pg_hba.conf, with or without TLS (sslmode=require).",
    ),
    "3D000": (
        SourceNotFound,
        "There is no database of this name on the server.",
        "Check the last part of the URL; `psql -l` lists the databases.",
    ),
    "53300": (
        SourceBusy,
        "The server has no connection free.",
        "Scan again later, or give the account a connection limit of its own.",
    ),
    "57P03": (SourceBusy, "The server is starting or stopping.", "Scan again in a minute."),
    "42501": (
        SourceDenied,
        "The account may not read this object.",
        "Ask its owner for GRANT SELECT on it and on what it reads.",
    ),
    "42P01": (
        ObjectFailed,
        "A table it needs is gone.",
        "It was dropped during the scan, or the view is out of date. Scan again.",
    ),
    "42703": (
        ObjectFailed,
        "A column it needs is gone.",
        "It was dropped during the scan, or the view is out of date. Scan again.",
    ),
    "57014": (
        SourceTimeout,
        "Reading it took longer than this scan allows.",
        "Raise the time limit of a statement, scan a sample, or leave it out of the scope.",
    ),
    "55P03": (
        SourceBusy,
        "Another session holds a lock on it.",
        "Scan again when the change to the table is done.",
    ),
    "40001": (
        SourceBusy,
        "The server cancelled the reading in favour of replication.",
        "Scan again, or scan the primary server.",
    ),
    "XX001": (SourceCorrupt, "Its data is damaged on disk.", "Restore it from a backup."),
    "XX002": (SourceCorrupt, "One of its indexes is damaged.", "Run REINDEX on it."),
    "55000": (
        ObjectFailed,
        "It is not ready to be read.",
        "A materialized view without data needs REFRESH MATERIALIZED VIEW.",
    ),
    "0A000": (ObjectFailed, "The server cannot read this kind of object.", ""),
}
_CLASSES: dict[str, tuple[type[SourceError], str, str]] = {
    "08": (SourceUnreachable, "The connection to the server was lost.", "Scan again."),
    "22": (
        ObjectFailed,
        "Computing its rows fails on some data (a division by zero, or a bad number or date).",
        "Select from it as the same account to see where, and correct the view.",
    ),
    "28": (SourceRefused, "The server refuses this account.", "Check the name and password."),
    "42": (
        ObjectFailed,
        "Its definition no longer fits the database.",
        "Select from it to see why, and recreate it.",
    ),
    "53": (
        SourceBusy,
        "The server has too little memory, disk or connections.",
        "Scan again later.",
    ),
    "54": (ObjectFailed, "It is beyond a limit of the server.", "Leave it out of the scope."),
    "57": (SourceUnreachable, "The server ended the session.", "Scan again."),
    "58": (SourceUnreachable, "The server's disk reported an error.", "Look at its log."),
    "HV": (
        ObjectFailed,
        "The foreign server behind it cannot be read.",
        "Select from it as the same account to see why.",
    ),
    "P0": (
        ObjectFailed,
        "A function it calls raised an error.",
        "Select from it as the same account to see which.",
    ),
}


def translate(error: psycopg.Error) -> SourceError:
    """Say what happened while something was read."""
    state = error.sqlstate or ""
    kind, message, hint = _WORDS.get(state) or _CLASSES.get(
        state[:2],
        (SourceUnreachable, "The connection to the server was lost.", "Scan again.")
        if not state
        else (
            ObjectFailed,
            f"The server reports an error (SQLSTATE {state}).",
            "Select from it as the same account to see why.",
        ),
    )
    return kind(message, hint=hint)


def translate_connecting(error: psycopg.Error, place: str) -> SourceError:
    """Say why there is no connection; before a session exists libpq gives no SQLSTATE, only text.

    The text is only looked at here, never repeated: it may hold what the URL held.
    """
    if error.sqlstate in _WORDS:
        return translate(error)
    text = str(error)
    kind: type[SourceError]
    for pattern, kind, message, hint in _CONNECTING:
        if re.search(pattern, text, re.IGNORECASE):
            return kind(message.format(place=place), hint=hint)
    return SourceUnreachable(
        f"No connection to {place} came about.",
        hint="Check host, port and network; `pg_isready` tells whether a server listens there.",
    )


_CONNECTING: tuple[tuple[str, type[SourceError], str, str], ...] = (
    (
        r"no password supplied",
        PasswordNeeded,
        "The server at {place} asks for a password.",
        "Give it in PGPASSWORD, or answer the question for it.",
    ),
    (
        r"password authentication failed",
        SourceRefused,
        "The server at {place} does not accept this name and password.",
        "Check both; the password can be given in PGPASSWORD.",
    ),
    (
        r"database .* does not exist",
        SourceNotFound,
        "There is no database of this name at {place}.",
        "Check the last part of the URL; `psql -l` lists the databases.",
    ),
    (
        r"role .* does not exist|no pg_hba|authentication failed|not permitted to log in",
        SourceRefused,
        "The server at {place} does not let this account in.",
        "Check the account's name, and ask for a line in pg_hba.conf; it may want sslmode=require.",
    ),
    (
        r"too many (clients|connections)|remaining connection slots",
        SourceBusy,
        "The server at {place} has no connection free.",
        "Scan again later, or give the account a connection limit of its own.",
    ),
    (
        r"starting up|shutting down|recovery mode",
        SourceBusy,
        "The server at {place} is starting or stopping.",
        "Scan again in a minute.",
    ),
    (
        r"certificate",
        SourceRefused,
        "The TLS certificate of {place} cannot be trusted.",
        "Name the authority in sslrootcert, or choose a weaker sslmode.",
    ),
    (
        r"ssl|tls",
        SourceRefused,
        "The server at {place} and the agent do not agree on TLS.",
        "Set sslmode in the URL: require when the server wants TLS, disable when it has none.",
    ),
    (
        r"could not translate host|name or service not|nodename nor|failed to resolve|resolution",
        SourceUnreachable,
        "The host name of {place} is not known.",
        "Check its spelling, and the name service of this machine.",
    ),
    (
        r"timeout|timed out",
        SourceUnreachable,
        "Nothing at {place} answers in time.",
        "Check host and port; a firewall may drop the packets.",
    ),
    (
        r"connection refused|no such file or directory",
        SourceUnreachable,
        "No server listens at {place}.",
        "Check host and port, and that the server runs and listens there.",
    ),
    (
        r"invalid (connection option|uri|dsn|port|integer|sslmode)|missing .* in|unexpected",
        SourceUnsupported,
        "The URL cannot be understood.",
        "Write postgresql://user@host:5432/database; percent-encode special characters.",
    ),
)


@contextmanager
def translated() -> Iterator[None]:
    """Let no driver error out of the block."""
    try:
        yield
    except psycopg.Error as error:
        raise translate(error) from error
