"""The proof of the log: verifying it, comparing its heads with kept ones, proving one entry."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import httpx
from pydantic import BaseModel, TypeAdapter

from pursight.audit.events import Event, link
from pursight.audit.export import leaf
from pursight.audit.heads import holds
from pursight.audit.merkle import verify_consistency, verify_inclusion
from pursight.contracts.audit import LogKey, TreeHead
from pursight.errors import PurSightError
from pursight_desktop.operations.administering.kept_heads import KeptHeads
from pursight_desktop.operations.asking import Asking, Listed, read_as
from pursight_desktop.session.account import Account
from pursight_desktop.session.answers import ServerRefused

_EVENTS = "/api/v1/events"
SHOWN: Final = 30
PATIENCE_SECONDS: Final = 600.0
"""Of a verification: the server reads every event there is."""


class Standing(StrEnum):
    """How a head of the log stands to those that were kept."""

    KEPT = "kept"
    NEW = "new"
    CONTRADICTS = "contradicts"
    GONE = "gone"
    UNSIGNED = "unsigned"
    UNKNOWN_KEY = "unknown_key"


BAD: Final = frozenset({Standing.CONTRADICTS, Standing.GONE, Standing.UNSIGNED})


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head of the log.

    Attributes:
        id: Made of its root, so that it is found again.
        other: The kept head that it contradicts, if it does.
    """

    id: UUID
    head: TreeHead
    standing: Standing
    other: TreeHead | None = None


@dataclass(frozen=True, slots=True)
class Compared(Listed[SignedHead]):
    """The heads, and what there is to keep of them.

    Attributes:
        since: What had been kept before.
        kept: All that was seen, these included.
        new_key: Name of the key that signs now, when heads were kept before and none by it.
    """

    since: KeptHeads = field(default_factory=KeptHeads)
    kept: KeptHeads = field(default_factory=KeptHeads)
    new_key: str = ""


class Break(BaseModel):
    """Where the chain does not hold."""

    seq: int
    reason: str


class Verification(BaseModel):
    """What came of checking the chain."""

    holds: bool
    events: int
    head_hash: str
    breaks: tuple[Break, ...]


class _Heads(BaseModel):
    items: tuple[TreeHead, ...]
    key: LogKey


class _Path(BaseModel):
    path: tuple[str, ...]


class _Inclusion(BaseModel):
    hash: str
    head: TreeHead
    path: tuple[str, ...]


class _Actor(BaseModel):
    kind: str
    id: UUID
    name: str


class _Event(BaseModel):
    seq: int
    at: datetime
    actor: _Actor
    kind: str
    subject_kind: str
    subject_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    note: str
    trace_id: str
    prev_hash: str
    hash: str


class DoesNotHold(PurSightError):
    """A proof that the server gave does not prove what it should."""

    code = "console.proof_does_not_hold"


async def verify(asking: Asking) -> Verification:
    """Have the server check its whole log; changes nothing."""
    answer = await asking.ask("POST", f"{_EVENTS}/verification", timeout=PATIENCE_SECONDS)
    return read_as(TypeAdapter(Verification), answer)


async def compare(asking: Asking, account: Account, kept: KeptHeads) -> Compared:
    """Read the newest heads and check them against what was kept, here and by our own code."""
    answer = await asking.get(_Heads, f"{_EVENTS}/heads", limit=str(SHOWN))
    known = kept.knowing(answer.key.key_id, answer.key.public_key)
    judged = {one.size: _judge(one, account, known) for one in answer.items}
    missing = _missing(known, judged)
    sound = {size: one.head for size, one in judged.items() if one.standing is Standing.NEW}
    for accused, other in await _accused(asking, known, sound):
        judged[accused.size] = _shown(accused, Standing.CONTRADICTS, other)
        del sound[accused.size]
    against = [one.head for one in judged.values() if one.standing is Standing.CONTRADICTS]
    rows = {one.id: one for one in judged.values()}
    rows |= {one.id: one for one in missing}
    for head in known.against:
        row = _shown(head, Standing.CONTRADICTS, known.of_size(head.size))
        rows.setdefault(row.id, row)
    for head in known.heads:
        row = _shown(head, Standing.KEPT)
        rows.setdefault(row.id, row)
    return Compared(
        rows=tuple(sorted(rows.values(), key=lambda one: -one.head.size)),
        since=kept,
        kept=known.keeping(sound.values(), against),
        new_key=answer.key.key_id if kept.keys and answer.key.key_id not in kept.keys else "",
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What the console shows of an entry, to be held against the log."""

    number: int
    at: datetime
    kind: str
    actor_name: str
    subject_id: str
    note: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Proven:
    """An entry is in the log that a head signs for.

    Attributes:
        known: Whether the log goes on from what this console had kept before.
    """

    head: TreeHead
    known: bool
    kept: KeptHeads


async def prove(asking: Asking, account: Account, told: Told, kept: KeptHeads) -> Proven:
    """Prove that an entry, as it is shown, is under a signed head.

    Raises:
        DoesNotHold: It is not; the message says what does not fit.
    """
    found = await asking.get(_Inclusion, f"{_EVENTS}/{told.number}/inclusion")
    head, known = found.head, kept
    if kept.key(head.key_id) is None:
        key = (await asking.get(_Heads, f"{_EVENTS}/heads", limit="1")).key
        known = kept.knowing(key.key_id, key.public_key)
    if _judge(head, account, known).standing not in (Standing.NEW, Standing.KEPT):
        raise DoesNotHold("The head that the server gave is not one that it could have signed for.")
    event = await _event(asking, account, told)
    if event is None or link(event) != found.hash:
        raise DoesNotHold(f"Entry {told.number} was changed after it was written.")
    if not _is_as_told(event, told):
        raise DoesNotHold(f"Entry {told.number} says something else in the log than here.")
    path, root = _hashes(found.path), bytes.fromhex(head.root)
    if path is None or not verify_inclusion(
        leaf(found.hash), told.number - 1, head.size, path, root
    ):
        raise DoesNotHold(f"Entry {told.number} is not in the log that was signed for.")
    for last in known.heads[-1:]:
        earlier, later = sorted((last, head), key=lambda one: one.size)
        if not await _goes_on(asking, earlier, later):
            raise DoesNotHold("The log does not go on from the one that this console has seen.")
    return Proven(head, bool(kept.heads), known.keeping([head]))


def _judge(head: TreeHead, account: Account, known: KeptHeads) -> SignedHead:
    key = known.key(head.key_id)
    if key is None:
        return _shown(head, Standing.UNKNOWN_KEY)
    if head.organisation_id != account.organisation_id or not holds(head, key):
        return _shown(head, Standing.UNSIGNED)
    before = known.of_size(head.size)
    if before is None:
        return _shown(head, Standing.NEW)
    if before.root != head.root:
        return _shown(head, Standing.CONTRADICTS, before)
    return _shown(head, Standing.KEPT)


def _shown(head: TreeHead, standing: Standing, other: TreeHead | None = None) -> SignedHead:
    return SignedHead(UUID(hex=head.root[:32]), head, standing, other)


def _missing(known: KeptHeads, judged: dict[int, SignedHead]) -> list[SignedHead]:
    """Find kept heads that the server should list and does not."""
    smallest = min(judged) if len(judged) >= SHOWN else 0
    return [
        _shown(one, Standing.GONE)
        for one in known.heads
        if one.size not in judged and one.size >= smallest
    ]


async def _accused(
    asking: Asking, known: KeptHeads, sound: dict[int, TreeHead]
) -> list[tuple[TreeHead, TreeHead]]:
    """Walk from head to head; gives each new one that is no continuation, and of what.

    What was kept is proven among itself already.
    """
    every = {one.size: one for one in known.heads} | sound
    accused: list[tuple[TreeHead, TreeHead]] = []
    last: TreeHead | None = None
    for size in sorted(every):
        head = every[size]
        is_new, after_new = size in sound, last is not None and last.size in sound
        if last is None or not (is_new or after_new) or await _goes_on(asking, last, head):
            last = head
        elif is_new:
            accused.append((head, last))
        else:
            accused.append((last, head))
            last = head
    return accused


async def _goes_on(asking: Asking, earlier: TreeHead, later: TreeHead) -> bool:
    if earlier.size == later.size:
        return earlier.root == later.root
    try:
        found = await asking.get(
            _Path, f"{_EVENTS}/consistency", before=str(earlier.size), after=str(later.size)
        )
    except ServerRefused as refused:
        if refused.problem.status == httpx.codes.NOT_FOUND:
            return False  # a server that cannot prove it is believed as little as one that lies
        raise
    path = _hashes(found.path)
    roots = bytes.fromhex(earlier.root), bytes.fromhex(later.root)
    return path is not None and verify_consistency(earlier.size, later.size, *roots, path)


def _hashes(path: Sequence[str]) -> list[bytes] | None:
    """Read the hashes of a proof; None where one is none."""
    try:
        return [bytes.fromhex(one) for one in path]
    except ValueError:
        return None


async def _event(asking: Asking, account: Account, told: Told) -> Event | None:
    near = timedelta(milliseconds=2)
    since, until = (told.at - near).isoformat(), (told.at + near).isoformat()
    about = {"subject_id": told.subject_id} if told.subject_id else {}
    events = await asking.listed(_Event, _EVENTS, since=since, until=until, **about)
    found = next((one for one in events.rows if one.seq == told.number), None)
    if found is None:
        return None
    rest = found.model_dump(exclude={"actor"})
    actor = {f"actor_{name}": value for name, value in found.actor.model_dump().items()}
    return Event(organisation_id=account.organisation_id, **rest, **actor)


def _is_as_told(event: Event, told: Told) -> bool:
    names = ["kind", "actor_name", "note", "before", "after"]
    if told.subject_id:  # what is no id is not here
        names.append("subject_id")
    return all(getattr(event, name) == getattr(told, name) for name in names)
