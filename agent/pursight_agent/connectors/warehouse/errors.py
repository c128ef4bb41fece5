"""What a driver raises, as errors of ours: told by class and number, never by its words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import exc

from pursight_agent.connectors.warehouse.flavour import EXTRA, Flavour
from pursight_agent.source import (
    ObjectFailed,
    PasswordNeeded,
    SourceBusy,
    SourceDenied,
    SourceError,
    SourceNotFound,
    SourceRefused,
    SourceTimeout,
    SourceUnreachable,
    SourceUnsupported,
)

_MEANINGS: dict[str, tuple[type[SourceError], str, str]] = {
    "denied": (
        SourceDenied,
        "The account may not read {what}.",
        "Ask its owner for the right to select from it; docs/connectors.md lists what is needed.",
    ),
    "timeout": (
        SourceTimeout,
        "A statement about {what} took longer than the scan's limit.",
        "Raise the limit of statement seconds, or read a sample.",
    ),
    "busy": (
        SourceBusy,
        "The source has no room for {what} now, or it is locked.",
        "Scan again later.",
    ),
    "refused": (
        SourceRefused,
        "The source does not accept this account, or its password or token.",
        "Check user and password; a token may have run out.",
    ),
    "password": (
        PasswordNeeded,
        "The source asks for a password.",
        "Keep it in the agent's store of secrets.",
    ),
    "unreachable": (
        SourceUnreachable,
        "Nothing answers, or the connection was lost.",
        "Check host, port and network; a warehouse that sleeps may need a second try.",
    ),
    "missing": (
        SourceNotFound,
        "There is no {what}, or the account may not know of it.",
        "Check the name of the database; grant the account the right to use it.",
    ),
    "object": (
        ObjectFailed,
        "The source reports an error in {what}.",
        "Select from it by hand to see what is wrong.",
    ),
}
_CONNECTION = re.compile(
    r"connection (refused|reset|aborted|timed out|closed)|could not (connect|resolve)|unreachable"
    r"|failed to (connect|resolve|establish)|name or service not known|max retries exceeded",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(
    r"authenticat|password|credential|login failed|unauthori[sz]ed|\b401\b|invalid.*token",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:ORA|DPY)-\d{4,5}")


@contextmanager
def translated(flavour: Flavour, what: str, *, connecting: bool = False) -> Iterator[None]:
    """Let no error of SQLAlchemy or a driver out of the block.

    Args:
        flavour: Whose numbers of errors are known.
        what: The object that the block is about, for the message.
        connecting: Whether the block makes a connection: then what has no number is no fault of
            an object.
    """
    try:
        yield
    except (SourceError, GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except exc.NoSuchModuleError as error:
        raise missing_package(flavour) from error
    except ImportError as error:
        raise missing_package(flavour) from error
    except Exception as error:  # each driver has classes of its own
        cause = _driver_error(error)
        if cause is None:
            raise
        raise translate(flavour, cause, what, connecting=connecting) from error


def translate(
    flavour: Flavour, error: BaseException, what: str, *, connecting: bool = False
) -> SourceError:
    """Say in words of ours what a driver's error means for an object."""
    kind, message, hint = _MEANINGS[_meaning(flavour, error, connecting=connecting)]
    return kind(message.format(what=what), hint=hint)


def missing_package(flavour: Flavour) -> SourceUnsupported:
    """Say what to install."""
    return SourceUnsupported(
        f"Reading {flavour.name} needs packages that are not installed here "
        f"({flavour.module.partition('.')[0]}).",
        hint=f"Install them: pip install 'pursight[{EXTRA}]'",
    )


def _meaning(flavour: Flavour, error: BaseException, *, connecting: bool) -> str:
    for code in _codes(error):
        if code in flavour.codes:
            return flavour.codes[code]
    text = str(error)
    if isinstance(error, OSError) or _CONNECTION.search(text):
        return "unreachable"
    if connecting:
        return "refused" if _SIGN_IN.search(text) else "unreachable"
    return "object"


def _codes(error: BaseException) -> Iterator[str | int]:
    """Every number or name by which drivers tell one error from another."""
    for name in ("sqlstate", "errno", "code", "error_name", "number"):
        value: Any = getattr(error, name, None)
        if isinstance(value, str | int):
            yield value
    for argument in error.args:
        if isinstance(argument, int):
            yield argument
        elif isinstance(getattr(argument, "full_code", None), str):  # python-oracledb
            yield argument.full_code
            yield argument.code
        elif isinstance(argument, tuple) and argument and isinstance(argument[0], int):
            yield argument[0]
    yield from _CODE.findall(str(error)[:200])
    if error.__cause__ is not None:
        yield from _codes(error.__cause__)


def _driver_error(error: BaseException) -> BaseException | None:
    """The driver's own error; None when it is a defect of ours."""
    if isinstance(error, exc.DBAPIError):
        return error.orig or error
    if isinstance(error, exc.SQLAlchemyError):
        return None
    module = type(error).__module__.partition(".")[0]
    ours = module in {"builtins", "pursight", "pursight_agent"} and not isinstance(error, OSError)
    return None if ours else error
