"""Signed heads of the log, and the lines of an export that an auditor checks without a server."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from pursight.contracts.agents import Base64
from pursight.contracts.base import Count, Moment, Sha256, Wire


class TreeHead(Wire):
    """The server's signature under the log as it was: its first `size` events, and no others."""

    organisation_id: UUID
    size: Annotated[int, Field(ge=1)] = Field(description="Events that it covers")
    root: Sha256 = Field(description="Root of the Merkle tree (RFC 6962) over their hashes")
    at: Moment
    key_id: str = Field(max_length=64, description="Which key signed, by its fingerprint")
    signature: Base64 = Field(default="", description="Ed25519 over the head's canonical JSON")


class LogKey(Wire):
    """A key that signed heads."""

    key_id: str = Field(max_length=64)
    public_key: Base64 = Field(description="Ed25519, 32 bytes raw")


class ExportHeader(Wire):
    """First line: whose log, which part of it, made when."""

    record: Literal["export"] = "export"
    format: Literal["pursight.audit/1"] = "pursight.audit/1"
    organisation_id: UUID
    organisation: str
    exported_at: Moment
    whole: bool = Field(description="Whether it holds every event from the first on")
    keys: tuple[LogKey, ...] = ()


class ExportedEvent(Wire):
    """One event, with all that its hash is computed from."""

    record: Literal["event"] = "event"
    organisation_id: UUID
    seq: int = Field(ge=1)
    at: Moment
    actor_kind: str
    actor_id: UUID
    actor_name: str
    kind: str
    subject_kind: str
    subject_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    note: str
    trace_id: str
    prev_hash: Sha256
    hash: Sha256
    path: tuple[Sha256, ...] | None = Field(
        default=None, description="In an excerpt: proof that it is in the tree of the head before"
    )


class ExportedHead(Wire):
    """One signed head; in an excerpt it stands before the events that it proves."""

    record: Literal["head"] = "head"
    head: TreeHead


class ExportEnd(Wire):
    """Last line: without it an export is cut off."""

    record: Literal["end"] = "end"
    events: Count
    heads: Count


ExportLine = Annotated[
    ExportHeader | ExportedEvent | ExportedHead | ExportEnd, Field(discriminator="record")
]
