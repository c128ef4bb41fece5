"""The error tree: code, what happened, hint, whose fault."""

from enum import StrEnum
from typing import ClassVar


class Fault(StrEnum):
    """Who can put it right."""

    CALLER = "caller"  # change the request; never logged as an error
    WORLD = "world"  # disk, network, database; retry with back-off
    OURS = "ours"  # a defect; log the traceback, offer a report


class PurSightError(Exception):
    """Something PurSight refuses or fails to do.

    Args:
        message: What happened. One sentence, no secrets and no source values, fit for a dialog.
        hint: What the reader can do next; empty when nothing helps.
    """

    code: ClassVar[str] = "internal"
    fault: ClassVar[Fault] = Fault.OURS
    status: ClassVar[int] = 500

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Refused(PurSightError):
    """The request cannot be carried out as it stands."""

    code = "request.refused"
    fault = Fault.CALLER
    status = 422


class NotFound(PurSightError):
    """What was asked for does not exist, or may not be seen by who asks."""

    code = "not_found"
    fault = Fault.CALLER
    status = 404


class Conflict(PurSightError):
    """It exists already, or has changed since the caller last looked."""

    code = "conflict"
    fault = Fault.CALLER
    status = 409


class Forbidden(PurSightError):
    """The caller is known and may not do this."""

    code = "forbidden"
    fault = Fault.CALLER
    status = 403


class Unauthenticated(PurSightError):
    """The caller is not known."""

    code = "unauthenticated"
    fault = Fault.CALLER
    status = 401


class Unavailable(PurSightError):
    """Disk, network or database does not answer; trying again may help."""

    code = "unavailable"
    fault = Fault.WORLD
    status = 503
