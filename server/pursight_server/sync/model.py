"""Rows as they travel, their hashes and digests, and who may see and write what (pure)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from pursight.contracts.sync import ScopeDigest
from pursight.contracts.sync_rows import ROWS, WRITABLE
from pursight_server.access.model import Caller, Permission
from pursight_server.access.sight import spelled

Fields = dict[str, Any]
"""What a row holds, in JSON."""

READS: Mapping[str, Permission] = MappingProxyType(
    {
        "domain": Permission.DOMAINS_READ,
        "source": Permission.SOURCES_READ,
        "asset": Permission.CATALOG_READ,
        "classification": Permission.CLASSIFICATION_READ,
        "profile": Permission.CATALOG_READ,
        "quality": Permission.QUALITY_READ,
        "rule": Permission.RULES_READ,
        "violation": Permission.COMPLIANCE_READ,
        "scan": Permission.SCANS_READ,
        "skipped": Permission.SCANS_READ,
        "agent": Permission.AGENTS_READ,
        "held_deletion": Permission.CATALOG_READ,
        "event": Permission.ACTIVITY_READ,
    }
)
"""What one must be allowed to see rows of an entity: the same as for its lists."""

WRITES: Mapping[str, Permission] = MappingProxyType(
    {
        "asset": Permission.CATALOG_WRITE,
        "classification": Permission.CLASSIFICATION_DECIDE,
        "violation": Permission.COMPLIANCE_WRITE,
        "rule": Permission.RULES_WRITE,
    }
)
"""What one must be allowed for commands about an entity: the same as for its other writes."""

BESIDES: Mapping[tuple[str, str], Permission] = MappingProxyType(
    {("asset", "domain_id"): Permission.DOMAINS_WRITE}
)
"""What one must be allowed besides to set a field of an entity."""

_MODULUS = 1 << 64
_ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical(fields: Fields) -> str:
    """Spell fields in the one way that is hashed and sent."""
    return _ENCODE(fields)


def hash_of(entity: str, row_id: UUID, rev: int, text: str) -> int:
    """Hash a row as `pursight.protocol.sync.row_hash` does, from its canonical fields.

    Returns:
        64 bits with a sign, as the database keeps them.
    """
    content = f'["{entity}","{row_id}",{rev},{text}]'
    digest = hashlib.blake2b(content.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@dataclass(slots=True)
class ScopeSum:
    """The digest of an entity's rows while it changes."""

    count: int = 0
    sum: int = 0

    @classmethod
    def read(cls, digest: ScopeDigest) -> "ScopeSum":
        """Read it back."""
        return cls(digest.count, int(digest.sum, 16))

    def put(self, new: int, old: int | None) -> None:
        """Take a row in, in place of its former state if there was one."""
        self.count += old is None
        self.sum = (self.sum + new - (old or 0)) % _MODULUS

    def drop(self, old: int) -> None:
        """Take a row out."""
        self.count -= 1
        self.sum = (self.sum - old) % _MODULUS

    @property
    def digest(self) -> ScopeDigest:
        """Spell it."""
        return ScopeDigest(count=self.count, sum=f"{self.sum:016x}")


def visible_entities(caller: Caller) -> tuple[str, ...]:
    """List the entities of which somebody may see rows, in the order of a snapshot."""
    return tuple(entity for entity in ROWS if caller.may(READS[entity]))


def epoch_of(caller: Caller) -> int:
    """Number what somebody may do now, and with what; whoever may do the same has the same number.

    It is made of roles, where they hold, and of what is left of the policies at this hour: when
    any of them changes what somebody may see, their consoles compare all they have.
    """
    asked = sorted({*READS.values(), *WRITES.values(), *caller.permissions})
    sights = ((one, caller.sight(one)) for one in asked)
    content = "\n".join(
        f"{one.value} {spelled(sight.allow)} but {spelled(sight.forbid)}" for one, sight in sights
    )
    return int.from_bytes(hashlib.blake2b(content.encode(), digest_size=6).digest(), "big")


_ITSELF = frozenset({"asset", "profile", "classification", "quality"})
_SOURCES = frozenset({"source", "skipped"})


def about(entity: str, row_id: UUID, fields: Fields) -> tuple[UUID | None, UUID | None]:
    """Say which asset a row is about, or else which source; neither for what is about no asset."""
    if entity in _ITSELF:
        return row_id, None
    if entity in _SOURCES:
        return None, row_id
    if entity == "event":
        asset, source = (
            fields["subject_id"] if fields["subject_kind"] == kind else None
            for kind in ("asset", "source")
        )
    else:
        asset = fields.get("table_id" if entity == "rule" else "asset_id")
        source = fields.get("source_id")
    return (UUID(asset), None) if asset else (None, UUID(source) if source else None)


UNLABELLED: Mapping[str, object] = MappingProxyType(
    {"label": "none", "label_state": "none", "label_confidence": 0.0, "sensitivity": "public"}
)
"""What whoever may see an asset, but not what was found in it, is told in place of its label."""


def plain(entity: str, fields: Fields) -> Fields:
    """Say a row as it is told to those who may not see labels."""
    return {**fields, **UNLABELLED} if entity == "asset" else fields


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of the feed."""

    entity: str
    id: UUID
    rev: int
    text: str

    def json(self) -> str:
        """Spell it as `contracts.sync.Row`."""
        return (
            f'{{"entity":"{self.entity}","id":"{self.id}","rev":{self.rev},"fields":{self.text}}}'
        )


_UNSET: tuple[object, ...] = ("", None, [], "active")
"""What a field that commands may set holds before anybody has set it."""

Changes = dict[str, list[Any]]
"""Of a field: position and device of its latest change."""


def spoken(entity: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what commands may set of a row, under the names that commands use."""
    if entity == "violation":
        accepted = fields.get("state") == "accepted"
        return {
            "acceptance": {"reason": fields["reason"], "by": fields["accepted_by"]}
            if accepted
            else None
        }
    return {name: fields.get(name) for name in WRITABLE.get(entity, ())}


def changes_after(
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    known: Changes,
    seq: int,
    device: str,
) -> Changes:
    """Note at which position and by which device each field that commands may set has changed."""
    if before is None:
        return {name: [seq, device] for name, value in after.items() if value not in _UNSET}
    changed = {name: [seq, device] for name in after if before.get(name) != after[name]}
    return {**known, **changed} if changed else known


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A console of a person."""

    id: UUID
    person_id: UUID
    name: str
    last_mid: int
    created_at: datetime
    last_seen_at: datetime
    revoked_at: datetime | None = None
    connected_until: datetime | None = None
    looking_at: UUID | None = None


@dataclass(slots=True)
class Written:
    """A batch of rows as it goes into the feed."""

    ids: list[UUID] = field(default_factory=list)
    revs: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    hashes: list[int] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    before: list[bool] = field(default_factory=list)
    assets: list[UUID | None] = field(default_factory=list)
    sources: list[UUID | None] = field(default_factory=list)
    plains: list[str] = field(default_factory=list)
    plain_hashes: list[int] = field(default_factory=list)
