"""Logs and exports of them, made without a server."""

import base64
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pursight.audit.events import GENESIS, Event, link
from pursight.audit.export import leaf
from pursight.audit.heads import key_id, sign_head
from pursight.audit.merkle import Frontier, inclusion_ranges, joined
from pursight.canonical import canonical
from pursight.contracts.audit import (
    ExportedEvent,
    ExportedHead,
    ExportEnd,
    ExportHeader,
    LogKey,
    TreeHead,
)
from pursight.contracts.base import Wire

ORGANISATION = UUID(int=7)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
_BEGAN = datetime(2026, 3, 1, tzinfo=UTC)


def chain(size: int, *, word: str = "thing", first: tuple[Event, ...] = ()) -> tuple[Event, ...]:
    """Make a sound log, on from `first`."""
    events = [*first]
    for seq in range(len(events) + 1, size + 1):
        event = Event(
            organisation_id=ORGANISATION,
            seq=seq,
            at=_BEGAN + timedelta(seconds=seq),
            actor_kind="person",
            actor_id=UUID(int=1),
            actor_name="Ada",
            kind=f"{word}.made",
            subject_kind=word,
            subject_id=str(seq),
            before=None,
            after={"n": seq},
            note="",
            trace_id="",
            prev_hash=events[-1].hash if events else GENESIS,
            hash="",
        )
        events.append(replace(event, hash=link(event)))
    return tuple(events)


def head_over(
    events: tuple[Event, ...], size: int, key: Ed25519PrivateKey = KEY, **other: UUID
) -> TreeHead:
    """Sign for the first `size` events."""
    tree = Frontier().extend(leaf(event.hash) for event in events[:size])
    head = TreeHead(
        organisation_id=other.get("organisation", ORGANISATION),
        size=size,
        root=tree.root.hex(),
        at=_BEGAN + timedelta(hours=1),
        key_id="",
    )
    return sign_head(head, key)


def whole(events: tuple[Event, ...], *heads: TreeHead, public: bytes = PUBLIC) -> list[bytes]:
    """Export everything."""
    lines: list[Wire] = [header(public, whole=True)]
    lines += [ExportedHead(head=head) for head in heads]
    lines += [ExportedEvent(**asdict(event)) for event in events]
    lines.append(ExportEnd(events=len(events), heads=len(heads)))
    return [line(one) for one in lines]


def excerpt(events: tuple[Event, ...], head: TreeHead, *chosen: int) -> list[bytes]:
    """Export some, each with its proof."""
    leaves = [leaf(event.hash) for event in events[: head.size]]
    lines: list[Wire] = [header(PUBLIC, whole=False), ExportedHead(head=head)]
    for seq in chosen:
        path = [
            joined(
                [
                    Frontier().extend(leaves[index << level : (index + 1) << level]).root
                    for level, index in one.pieces
                ]
            ).hex()
            for one in inclusion_ranges(seq - 1, head.size)
        ]
        lines.append(ExportedEvent(**asdict(events[seq - 1]), path=tuple(path)))
    lines.append(ExportEnd(events=len(chosen), heads=1))
    return [line(one) for one in lines]


def header(public: bytes, *, whole: bool) -> ExportHeader:
    """Begin an export."""
    text = base64.b64encode(public).decode()
    return ExportHeader(
        organisation_id=ORGANISATION,
        organisation="Example",
        exported_at=_BEGAN + timedelta(days=1),
        whole=whole,
        keys=(LogKey(key_id=key_id(public), public_key=text),),
    )


def line(one: Wire) -> bytes:
    """Spell a line."""
    return canonical(one.model_dump(mode="json"))
