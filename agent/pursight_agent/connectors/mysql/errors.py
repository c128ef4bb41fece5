"""MySQL's and MariaDB's error numbers in our own words (their texts can hold values)."""

import ssl
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pymysql

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

INTERRUPTED = frozenset({1028, 1317, 1969, 3024})
"""Ended by KILL QUERY (also while sorting), by max_statement_time, by max_execution_time."""
CLEAR_TEXT = ("mysql_clear_password", "dialog")
"""Ways to sign in that send the password as it is."""
_Words = tuple[type[SourceError], str, str]

_SLOW: _Words = (
    SourceTimeout,
    "Reading it took longer than this scan allows.",
    "Raise the time limit of a statement, scan a sample, or leave it out of the scope.",
)
_LOST: _Words = (SourceUnreachable, "The connection to the server was lost.", "Scan again.")
_DENIED: _Words = (
    SourceDenied,
    "The account may not read this object.",
    "Ask its owner for GRANT SELECT on it and on what it reads.",
)
_LOCKED: _Words = (
    SourceBusy,
    "Another session holds a lock on it.",
    "Scan again when the change to the table is done.",
)
_FULL: _Words = (
    SourceBusy,
    "The server has no connection free.",
    "Scan again later, or give the account a connection limit of its own.",
)
_SHORT: _Words = (
    SourceBusy,
    "The server has too little memory or disk for it.",
    "Scan again later, or leave it out of the scope.",
)
_CRASHED: _Words = (
    SourceCorrupt,
    "Its data or one of its indexes is damaged.",
    "Run CHECK TABLE on it; repair it, or restore it from a backup.",
)
_STALE: _Words = (
    ObjectFailed,
    "Its definition no longer fits the database, or the account it runs as lacks rights.",
    "Select from it to see why, and recreate it or grant its definer what it reads.",
)
_GONE: _Words = (
    ObjectFailed,
    "A table or column it needs is gone.",
    "It was dropped during the scan, or the view is out of date. Scan again.",
)
_FAILS: _Words = (
    ObjectFailed,
    "Computing its rows fails on some data (a number out of range, or a bad date or text).",
    "Select from it as the same account to see where, and correct the view.",
)
_WORDS: dict[int, _Words] = {
    **dict.fromkeys(INTERRUPTED, _SLOW),
    **dict.fromkeys((1205, 1213), _LOCKED),
    **dict.fromkeys((1040, 1203, 1226), _FULL),
    **dict.fromkeys((1021, 1037, 1038, 1041, 1114), _SHORT),
    **dict.fromkeys((126, 127, 144, 145, 1034, 1035, 1194, 1195, 1712, 1877), _CRASHED),
    **dict.fromkeys((1142, 1143, 1227, 1370, 1449), _DENIED),
    **dict.fromkeys((1146, 1054, 1109, 1305, 1932, 1049), _GONE),
    **dict.fromkeys((1356, 1347, 1064), _STALE),
    **dict.fromkeys((1242, 1264, 1292, 1365, 1366, 1411, 1644, 1690, 3141), _FAILS),
    **dict.fromkeys((0, 1053, 1077, 1079, 1080, 1152, 1158, 1159, 1160, 1161, 1927, 1970), _LOST),
    **dict.fromkeys((2000, 2006, 2013, 2014, 2027, 2055, 3169, 4031), _LOST),
    1412: (
        SourceBusy,
        "The table was altered while the scan went on.",
        "Scan again when the change to the table is done.",
    ),
    1792: (
        ObjectFailed,
        "A function it calls wants to write, and a scan may not.",
        "Leave it out of the scope.",
    ),
    1045: (
        SourceRefused,
        "The server does not accept this name and password.",
        "Check both; the password can be given in MYSQL_PWD.",
    ),
    1044: (
        SourceDenied,
        "The account may not use this database.",
        "Ask the administrator for: GRANT SELECT, SHOW VIEW ON the database TO the account.",
    ),
}
"""Source: https://mariadb.com/docs/server/reference/error-codes, and MySQL's error reference."""

_ENDING = "Scan again in a minute."
_CONNECTING: dict[int, _Words] = {
    1049: (
        SourceNotFound,
        "There is no database of this name at {place}.",
        "Check the last part of the URL; SHOW DATABASES lists those that the account may see.",
    ),
    1044: (
        SourceDenied,
        "The account may not use this database at {place}.",
        "Ask the administrator for: GRANT SELECT, SHOW VIEW ON {database}.* TO {account};",
    ),
    1045: (
        SourceRefused,
        "The server at {place} does not accept this name and password.",
        "Check both, and the host the account is tied to; MYSQL_PWD can hold the password.",
    ),
    1130: (
        SourceRefused,
        "The server at {place} lets no account in from this host.",
        "Ask its administrator for an account of the form 'name'@'this host'.",
    ),
    1129: (
        SourceBusy,
        "The server at {place} blocks this host after many failed connections.",
        "Ask its administrator for FLUSH HOSTS.",
    ),
    1053: (SourceBusy, "The server at {place} is stopping.", _ENDING),
    1227: (SourceBusy, "The server at {place} lets in administrators only.", _ENDING),
    1251: (
        SourceRefused,
        "The server at {place} wants a way to sign in that the agent does not know.",
        "Give the account mysql_native_password, caching_sha2_password or sha256_password.",
    ),
    1698: (
        SourceRefused,
        "The server at {place} knows this account by the operating system's, not by password.",
        "Give the scan an account with a password of its own, or use unix_socket.",
    ),
    1820: (
        SourceRefused,
        "The password of this account has expired.",
        "Set a new one with ALTER USER, then give it to the agent.",
    ),
    1862: (
        SourceRefused,
        "The password of this account has expired.",
        "Set a new one with ALTER USER, then give it to the agent.",
    ),
    3118: (SourceRefused, "This account is locked.", "Ask for ALTER USER … ACCOUNT UNLOCK."),
    3159: (
        SourceRefused,
        "The server at {place} wants TLS.",
        "Add ?ssl_mode=required to the URL, or better ssl_ca=FILE.",
    ),
    2026: (
        SourceRefused,
        "The server at {place} and the agent do not agree on TLS.",
        "Choose ssl_mode=preferred or disabled when the server has none.",
    ),
    2059: (
        SourceRefused,
        "The server at {place} wants a way to sign in that the agent does not know.",
        "Give the account mysql_native_password, caching_sha2_password or sha256_password.",
    ),
}
_CONNECTING[4151] = _CONNECTING[3118]
NO_CONNECTION: tuple[type[Exception], ...] = (
    pymysql.Error,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    AssertionError,
    TypeError,
    struct.error,
)
"""What the driver raises, the last six when the other end does not speak its protocol."""


class ClearTextRefused:
    """Stands where the driver would send the password to whoever asked for it."""

    def __init__(self, connection: Any) -> None:
        del connection

    def authenticate(self, packet: Any) -> NoReturn:
        """Refuse."""
        del packet
        raise SourceRefused(
            "The server asks for the password as it is, and it may be another server.",
            hint="Name the authority of its certificate in ssl_ca, or give the account another way "
            "to sign in, such as caching_sha2_password.",
        )


def code_of(error: BaseException) -> int:
    """The error's number; 0 when the driver gives none."""
    first = error.args[0] if error.args else 0
    return first if isinstance(first, int) else 0


def translate(error: pymysql.Error, grant: str = "") -> SourceError:
    """Say what happened while something was read; `grant` is the hint when a right is missing."""
    code = code_of(error)
    kind, message, hint = _WORDS.get(code) or (
        ObjectFailed,
        f"The server reports an error (number {code}).",
        "Select from it as the same account to see why.",
    )
    if grant and kind is SourceDenied:
        hint = f"Ask its owner for: {grant}"
    return kind(message, hint=hint)


def translate_connecting(
    error: Exception, *, place: str, database: str, account: str, password: bool
) -> SourceError:
    """Say why there is no connection."""
    code = code_of(error) if isinstance(error, pymysql.Error) else -1
    if code == 1045 and not password:
        return PasswordNeeded(
            f"The server at {place} asks for a password.",
            hint="Give it in MYSQL_PWD, or answer the question for it.",
        )
    if code in _CONNECTING:
        kind, message, hint = _CONNECTING[code]
        words = {"place": place, "database": database, "account": account}
        return kind(message.format(**words), hint=hint.format(**words))
    if code in _WORDS and code > 0 and _WORDS[code] is not _LOST:
        kind, message, hint = _WORDS[code]
        return kind(message, hint=hint)
    return _unreachable(getattr(error, "original_exception", error), place)


def _unreachable(error: BaseException, place: str) -> SourceError:
    text = str(error).lower()  # only looked at, never repeated
    kind: type[SourceError] = SourceUnreachable
    if isinstance(error, ssl.SSLCertVerificationError):
        kind, message, hint = (
            SourceRefused,
            f"The TLS certificate of {place} cannot be trusted.",
            "Name its authority in ssl_ca, or choose a weaker ssl_mode.",
        )
    elif isinstance(error, ssl.SSLError):
        kind, message, hint = _CONNECTING[2026]
        message = message.format(place=place)
    elif "getaddrinfo" in text or "name or service" in text or "resolution" in text:
        message = f"The host name of {place} is not known."
        hint = "Check its spelling, and the name service of this machine."
    elif isinstance(error, TimeoutError):
        message = f"Nothing at {place} answers in time."
        hint = "Check host and port; a firewall may drop the packets."
    elif isinstance(error, (ConnectionRefusedError, FileNotFoundError)):
        message = f"No server listens at {place}."
        hint = "Check host and port, and that the server runs and listens there."
    elif not isinstance(error, (OSError, pymysql.Error)):
        kind = SourceUnsupported
        message = f"What listens at {place} does not speak the protocol of MySQL."
        hint = "Check host and port."
    else:
        message = f"No connection to {place} came about."
        hint = "Check host, port and network; `mariadb-admin ping` tells whether a server answers."
    return kind(message, hint=hint)


@contextmanager
def translated(grant: str = "") -> Iterator[None]:
    """Let no driver error out of the block."""
    try:
        yield
    except pymysql.Error as error:
        raise translate(error, grant) from error


@contextmanager
def translated_connecting(
    *, place: str, database: str, account: str, password: bool
) -> Iterator[None]:
    """Let nothing out of the block but our own words for a connection that did not come about."""
    try:
        yield
    except NO_CONNECTION as error:
        raise translate_connecting(
            error, place=place, database=database, account=account, password=password
        ) from error
