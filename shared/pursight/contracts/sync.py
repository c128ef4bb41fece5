"""Console sync v1 on the wire: snapshot, changes, rescope, repair, push (see docs/protocols.md)."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, JsonValue, StringConstraints

from pursight.contracts.base import Code, Count, Wire

SYNC_SCHEMA = 1
"""Of the rows as they travel; a console that knows less is told to update (426)."""

Feed = Annotated[str, StringConstraints(min_length=1, max_length=100)]
"""Which feed a position is of; changes when the server is restored from a backup."""

Value = JsonValue
"""Of a field: a text, number, truth or null, or lists and objects of them."""

SealedCursor = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
"""Opaque to the console, signed by the server."""


class Row(Wire):
    """A row as this person may see it."""

    entity: Code = Field(examples=["asset", "glossary_term"], description="Also its scope")
    id: UUID
    rev: int = Field(ge=1, description="Position in the feed of its latest change")
    fields: dict[str, Value] = Field(default_factory=dict)


class Put(Wire):
    """This is the row now."""

    change: Literal["put"] = "put"
    row: Row


class Evict(Wire):
    """The row is gone, or may no longer be seen: every trace of it must go."""

    change: Literal["evict"] = "evict"
    entity: Code
    id: UUID


Change = Annotated[Put | Evict, Field(discriminator="change")]


class ScopeDigest(Wire):
    """How many rows a scope has, and the sum of their hashes modulo 2^64 in hex."""

    count: Count = 0
    sum: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")] = "0" * 16


Digests = dict[Code, ScopeDigest]


class SnapshotReply(Wire):
    """`GET /sync/v1/snapshot`: one page; then changes from `cursor` make it one state."""

    rows: tuple[Row, ...]
    next: SealedCursor | None = Field(
        default=None, description="Of the next page; None: it was the last"
    )
    cursor: SealedCursor = Field(description="The feed as it was before the first page")
    last_mid: Count = Field(default=0, description="Last command of this device the server has")
    total: Count = Field(default=0, description="Rows of the whole snapshot, about")


class ChangesReply(Wire):
    """`GET /sync/v1/changes`: one page; a checkpoint when there are no more."""

    changes: tuple[Change, ...]
    cursor: SealedCursor
    seq: Count = Field(description="Feed position that the cursor stands for")
    feed: Feed
    more: bool
    digests: Digests | None = Field(default=None, description="At a checkpoint, of all scopes")
    last_mid: Count = 0
    lease: str | None = Field(
        default=None, description="At a checkpoint: until when the console may work offline, signed"
    )


class RescopeRequest(Wire):
    """`POST /sync/v1/rescope`: what the replica holds at its last checkpoint."""

    cursor: SealedCursor
    digests: Digests = Field(examples=[{"asset": {"count": 2, "sum": "00f1e2d3c4b5a697"}}])


class RescopeReply(Wire):
    """`POST /sync/v1/rescope`: which scopes differ, where changes go on."""

    differ: tuple[Code, ...]
    cursor: SealedCursor
    last_mid: Count = 0


class RepairRequest(Wire):
    """`POST /sync/v1/repair`: what the replica has of a scope, or of a range of its ids."""

    cursor: SealedCursor
    scope: Code = Field(examples=["asset"])
    known: dict[UUID, int] = Field(
        description="rev by id, of the range",
        examples=[{"019e1f3a-7b1c-7cc2-9a55-0242ac120002": 7}],
    )
    after: UUID | None = Field(default=None, description="The range begins after this id")
    until: UUID | None = Field(default=None, description="The range ends with this id")
    limit: int | None = Field(
        default=None, ge=1, le=10_000, description="Rows to compare at once; None: 10,000"
    )


class RepairReply(Wire):
    """`POST /sync/v1/repair`: what makes the scope, or the range, right."""

    changes: tuple[Change, ...]
    next: UUID | None = Field(
        default=None, description="The range was looked at up to this id, go on after it"
    )


class Operation(StrEnum):
    """What a command does."""

    CREATE = "create"
    SET = "set"
    DELETE = "delete"


class Command(Wire):
    """An edit, written together with its optimistic effect."""

    mid: int = Field(ge=1, description="Dense per device: 1, 2, 3, …")
    entity: Code
    id: UUID
    op: Operation
    args: dict[str, Value] = Field(default_factory=dict, description="Fields to set")
    base_rev: Count = Field(default=0, description="`rev` of the row the person looked at")


class Outcome(StrEnum):
    """What became of a command; each of them uses up its `mid`."""

    APPLIED = "applied"
    CONFLICT = "conflict"  # some governed fields were changed by others: see `conflicts`
    REFUSED = "refused"


class FieldConflict(Wire):
    """A governed field that somebody else changed meanwhile; a person decides."""

    field: str
    theirs: Value
    mine: Value


class CommandResult(Wire):
    """The same for the same `mid`, for ever."""

    mid: int
    outcome: Outcome
    seq: Count = Field(default=0, description="Feed position of the effect; 0: there was none")
    code: Code | None = Field(default=None, description="Why it was refused")
    detail: str = Field(default="", description="The same in words, for the person")
    conflicts: tuple[FieldConflict, ...] = ()


class PushRequest(Wire):
    """`POST /sync/v1/push`: commands in order of their `mid`."""

    commands: tuple[Command, ...] = Field(
        max_length=1000,
        examples=[
            [
                {
                    "mid": 1,
                    "entity": "asset",
                    "id": "019e1f3a-7b1c-7cc2-9a55-0242ac120002",
                    "op": "set",
                    "args": {"description": "Customers of the web shop"},
                    "base_rev": 7,
                }
            ]
        ],
    )


class PushReply(Wire):
    """`POST /sync/v1/push`: one result a command, in order; fewer when there was a gap."""

    results: tuple[CommandResult, ...]
    feed: Feed
    last_mid: Count


class DeviceRequest(Wire):
    """`POST /sync/v1/devices`: make a console known; repeated it changes nothing."""

    id: UUID = Field(description="Made by the console, a UUIDv7")
    name: str = Field(min_length=1, max_length=200, examples=["grace-laptop"])


class DeviceReply(Wire):
    """What a console needs to know before its first sync."""

    id: UUID
    organisation_id: UUID
    person_id: UUID
    lease_key: str = Field(description="Ed25519 public key that signs leases, base64")


class LiveRequest(Wire):
    """First message on `/sync/v1/live`, where the handshake had no `Authorization` header."""

    token: str = Field(min_length=1, max_length=4000, description="Access token")
    device: UUID


class LookingAt(Wire):
    """Later messages on `/sync/v1/live`: what the person looks at; whoever says so hears others."""

    looking_at: UUID | None = Field(default=None, description="An asset; null for none")


class Present(Wire):
    """Somebody else who looks at something that the one who hears of it may see."""

    name: str
    looking_at: UUID


class Hint(Wire):
    """`/sync/v1/live`: there is something to pull, or who else is here; never a row."""

    seq: Count = 0
    people: tuple[str, ...] = Field(default=(), description="Names of others who are connected")
    present: tuple[Present, ...] = Field(
        default=(), description="Who looks at which asset; only for who has sent `LookingAt`"
    )
