"""What a server's answer to a delivery means; anything that is not surely the server's is noise.

Every answer of a PurSight server under `/agent/v1` carries the header `PurSight-Agent-Protocol`.
A captive portal or a proxy that answers 200, 403 or 422 with a page of its own does not, so its
answers count as a network failure and are tried again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import AwareDatetime, ConfigDict, TypeAdapter, ValidationError

from pursight.contracts.agents import CommitReceipt, MissingChunks

PROTOCOL_HEADER = "PurSight-Agent-Protocol"

_MOMENT: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """No answer, or none that can be trusted: try again later.

    Attributes:
        retry_after: Seconds the server asked for, if it did.
        code: Why, for the log.
    """

    retry_after: float | None = None
    code: str = "network.failed"


@dataclass(frozen=True, slots=True)
class ChunkStored:
    """The chunk is durable there."""


@dataclass(frozen=True, slots=True)
class Committed:
    """The run is durable there, now or already."""

    receipt: CommitReceipt


@dataclass(frozen=True, slots=True)
class ChunksMissing:
    """These must be sent (again) before the commit."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """400, 413, 422: this will never be taken as it is."""

    code: str


@dataclass(frozen=True, slots=True)
class ClockIsOff:
    """401: signed at another time than the server's, or by an unknown key."""

    now: datetime | None


@dataclass(frozen=True, slots=True)
class Revoked:
    """403: this agent is no longer trusted."""

    code: str


ServerSaid = NoAnswer | ChunkStored | Committed | ChunksMissing | Rejected | ClockIsOff | Revoked


def read_reply(status: int | None, headers: Mapping[str, str], body: bytes) -> ServerSaid:
    """Understand an answer to `PUT …/chunks/{n}` or `POST …/commit`.

    Args:
        status: None when there was no answer at all (refused, timed out, cut).
        headers: Names in any case.
        body: After decompression.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    if status is None:
        return NoAnswer()
    if PROTOCOL_HEADER.lower() not in lower:
        return NoAnswer(code="network.not_our_server")
    fields = _fields(body)
    if 200 <= status < 300:
        return _success(body, fields)
    if status == 409 and "missing" in fields:
        return _missing(body)
    return _refusal(status, fields, _seconds(lower.get("retry-after")))


def _refusal(status: int, fields: Mapping[str, object], retry_after: float | None) -> ServerSaid:
    code = str(fields.get("code", "")) or f"http.{status}"
    if status in (400, 413, 422):
        return Rejected(code)
    if status == 401:
        return ClockIsOff(_moment(fields.get("now")))
    if status == 403:
        return Revoked(code)
    return NoAnswer(retry_after, code=f"http.{status}")


def _success(body: bytes, fields: Mapping[str, object]) -> ServerSaid:
    if "root" not in fields:
        return ChunkStored()
    try:
        return Committed(CommitReceipt.model_validate_json(body))
    except ValidationError:
        return NoAnswer(code="receipt.unreadable")


def _missing(body: bytes) -> ServerSaid:
    try:
        return ChunksMissing(tuple(_MISSING.validate_json(body).missing))
    except ValidationError:
        return NoAnswer(code="missing.unreadable")


class _AnyMissing(MissingChunks):
    """`MissingChunks` inside a problem body, whose other fields do not matter here."""

    model_config = ConfigDict(extra="ignore")


_MISSING: TypeAdapter[_AnyMissing] = TypeAdapter(_AnyMissing)


def _fields(body: bytes) -> dict[str, object]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):  # brackets in brackets, by the million
        return {}
    return value if isinstance(value, dict) else {}


def _moment(value: object) -> datetime | None:
    try:
        return _MOMENT.validate_python(value)
    except ValidationError:
        return None


def _seconds(text: str | None) -> float | None:
    """Read `Retry-After` in its seconds form; as a date it is left to the back-off."""
    return float(text) if text is not None and text.isascii() and text.isdigit() else None
