"""Console sync, what both halves share: keys, digests, cursors and the errors between them."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from pursight.contracts.sync import Digests, Row, ScopeDigest
from pursight.errors import Conflict, Forbidden, Refused

Key = tuple[str, UUID]
"""Entity and id of a row."""

Rows = Mapping[Key, Row]

_MODULUS = 1 << 64


class Rescope(Conflict):
    """409: what this person may see has changed; compare digests."""

    code = "sync.rescope"


class Resync(Refused):
    """410: the cursor is too old, or of another feed; begin anew and keep the outbox."""

    code = "sync.resync"
    status = 410


class ConsoleTooOld(Refused):
    """426: the console does not know the rows' schema."""

    code = "sync.console_too_old"
    status = 426


class DeviceRevoked(Forbidden):
    """403: the console deletes its key, then its files."""

    code = "sync.device_revoked"


SyncError = Rescope | Resync | ConsoleTooOld | DeviceRevoked


def key_of(row: Row) -> Key:
    """Name a row."""
    return row.entity, row.id


def row_hash(row: Row) -> int:
    """Hash a row to 64 bits: entity, id, rev and fields in canonical JSON."""
    text = json.dumps(
        [row.entity, str(row.id), row.rev, row.fields],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def digests(rows: Iterable[Row]) -> Digests:
    """Digest each scope that has rows; independent of order, and updatable row by row."""
    counts: dict[str, int] = {}
    sums: dict[str, int] = {}
    for row in rows:
        counts[row.entity] = counts.get(row.entity, 0) + 1
        sums[row.entity] = (sums.get(row.entity, 0) + row_hash(row)) % _MODULUS
    return {
        scope: ScopeDigest(count=count, sum=f"{sums[scope]:016x}")
        for scope, count in counts.items()
    }


def differing(mine: Digests, theirs: Digests) -> tuple[str, ...]:
    """Which scopes differ, sorted; one that is absent has no rows."""
    none = ScopeDigest()
    scopes = mine.keys() | theirs.keys()
    return tuple(sorted(s for s in scopes if mine.get(s, none) != theirs.get(s, none)))


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a console is in the feed.

    Attributes:
        seq: All changes up to here are known. Dense and in commit order: taken from the
            organisation's counter row as the last statement before commit, never from a sequence.
        epoch: Of this person's permissions; any change of them counts it up.
        feed: Changes when the server is restored from a backup.
        after: Inside a snapshot: the last row of the page before, as text; empty else.
    """

    organisation: str
    device: str
    seq: int
    epoch: int
    feed: str
    schema: int
    after: str = ""


def seal(cursor: Cursor, secret: bytes) -> str:
    """Write a cursor as the opaque text that travels."""
    parts = [
        cursor.organisation,
        cursor.device,
        cursor.seq,
        cursor.epoch,
        cursor.feed,
        cursor.schema,
        cursor.after,
    ]
    text = json.dumps(parts, separators=(",", ":")).encode()
    tag = hmac.new(secret, text, hashlib.sha256).digest()[:16]
    return base64.urlsafe_b64encode(tag + text).decode("ascii")


def unseal(sealed: str, secret: bytes) -> Cursor:
    """Read a cursor back.

    Raises:
        Resync: It was not sealed with this secret, or is damaged.
    """
    try:
        raw = base64.urlsafe_b64decode(sealed.encode("ascii"))
        tag, text = raw[:16], raw[16:]
        if not hmac.compare_digest(tag, hmac.new(secret, text, hashlib.sha256).digest()[:16]):
            raise Resync("the cursor was not made by this server")
        return Cursor(*json.loads(text))
    except (binascii.Error, ValueError, TypeError) as error:
        raise Resync("the cursor cannot be read") from error
