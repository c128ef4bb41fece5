"""MongoDB's errors in our own words: its texts can hold values."""

from collections.abc import Iterator
from contextlib import contextmanager

import bson.errors
import pymongo.errors as driver

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

_DENIED = {13}
_NO_SIGN_IN = {18}
_TIME_OVER = {50, 202, 262}
_GONE = {26}
_CURSOR_LOST = {43, 136, 175, 237, 286}
_BUSY = {6, 7, 9001, 89, 91, 189, 10107, 11600, 11602, 13435, 13436, 46, 61}
_NOT_KNOWN = {59, 115, 238, 352}


@contextmanager
def mongo_errors(what: str) -> Iterator[None]:
    """Translate what the driver raises while something is done to `what`."""
    try:
        yield
    except driver.PyMongoError as error:
        raise translated(error, what) from error
    except bson.errors.InvalidBSON as error:
        raise SourceCorrupt(
            f"A document of {what} is damaged: it is not BSON.",
            hint="Run `validate` on the collection.",
        ) from error


def translated(error: driver.PyMongoError, what: str) -> SourceError:
    """Name one error of the driver."""
    found: SourceError
    if isinstance(error, driver.OperationFailure):
        found = _said_by_server(error, what)
    elif isinstance(error, driver.ServerSelectionTimeoutError):
        found = _no_server(error)
    elif isinstance(error, (driver.NetworkTimeout, driver.ExecutionTimeout)):
        found = _too_long(what)
    elif isinstance(error, driver.ConnectionFailure):
        found = SourceUnreachable(
            "The connection to the server was lost.", hint="Scan again when it is up."
        )
    elif isinstance(error, (driver.InvalidURI, driver.ConfigurationError, driver.InvalidName)):
        found = SourceUnsupported(
            "The URL is not of the form that MongoDB's drivers know.",
            hint="Use mongodb://user@host:27017/database?authSource=admin.",
        )
    else:
        found = ObjectFailed(f"The driver cannot read {what}.", hint="Scan again.")
    return found


def _said_by_server(error: driver.OperationFailure, what: str) -> SourceError:
    code = error.code or 0
    found: SourceError
    if code in _DENIED and "requires authentication" in str(error):
        found = password_needed()
    elif code in _DENIED:
        found = SourceDenied(
            f"The account may not read {what}.", hint="Give it the role `read` on the database."
        )
    elif code in _NO_SIGN_IN:
        found = SourceRefused(
            "The server does not accept user and password.",
            hint="Check both, and the database they belong to (?authSource=…).",
        )
    elif code in _TIME_OVER:
        found = _too_long(what)
    elif code in _GONE:
        found = SourceNotFound(f"{what} is gone.", hint="Scan again.")
    elif code in _CURSOR_LOST:
        found = ObjectFailed(
            f"The server gave up the reading of {what} before its end.", hint="Scan again."
        )
    elif code in _BUSY:
        found = SourceBusy("The server asks to come back later.", hint="Scan again later.")
    elif code in _NOT_KNOWN:
        found = SourceUnsupported(
            f"The server does not know a command that {what} needs.",
            hint="MongoDB 4.4 and newer are read.",
        )
    else:
        found = ObjectFailed(
            f"The server reports an error while reading {what} (code {code}).",
            hint="Look into the server's log.",
        )
    return found


def _no_server(error: driver.ServerSelectionTimeoutError) -> SourceError:
    said = str(error)
    if "CERTIFICATE" in said or "SSL" in said:
        return SourceRefused(
            "No encrypted connection can be made: the certificate is not accepted.",
            hint="Give its authority: ?tls=true&tlsCAFile=…",
        )
    return SourceUnreachable(
        "No server answers that may be read from.",
        hint="Check host and port, and that a secondary or primary is up.",
    )


def _too_long(what: str) -> SourceTimeout:
    return SourceTimeout(
        f"{what} took longer than the limits of the scan allow.",
        hint="Raise the limit, or scan a sample.",
    )


def password_needed() -> PasswordNeeded:
    """Word the error for a server that wants to know who asks."""
    return PasswordNeeded(
        "The server asks for user and password.", hint="Write mongodb://user@host/database."
    )
