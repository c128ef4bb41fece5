"""Seal the log: sign a head over all events so far, and prove what lies under one."""

from collections.abc import Sequence
from dataclasses import dataclass

from pursight.audit.events import GENESIS, breaks
from pursight.audit.export import leaf
from pursight.audit.heads import sign_head
from pursight.audit.merkle import (
    Frontier,
    Range,
    consistency_ranges,
    inclusion_ranges,
    joined,
)
from pursight.contracts.audit import TreeHead
from pursight.errors import NotFound, Unavailable
from pursight.protocol.keys import PrivateKey
from pursight_server.activity.store import log
from pursight_server.activity.store import seals as stored
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_WIDTH = 8
"""Levels between those whose nodes are kept: a tile is 256 nodes side by side."""
_TILE = 1 << _WIDTH


class LogBroken(Unavailable):
    """The log was changed behind the server's back: nobody signs for it."""

    code = "log.broken"


class NotProven(NotFound):
    """No signed head covers what is asked for."""

    code = "log.not_sealed"


class Tree:
    """An organisation's tree, read tile by tile; each tile at most once.

    Args:
        unit: Whose log.
        size: Events it is made of; all nodes below that are kept already.
    """

    def __init__(self, unit: ReadUnit, size: int) -> None:
        self._unit, self.size = unit, size
        self._tiles: dict[tuple[int, int], list[bytes]] = {}

    async def root(self) -> bytes:
        """Root over all of it."""
        return await self.over(Range(0, self.size))

    async def over(self, wanted: Range) -> bytes:
        """Root over some leaves, as a proof asks for them."""
        return joined([await self._subtree(*piece) for piece in wanted.pieces])

    async def path(self, ranges: Sequence[Range]) -> tuple[str, ...]:
        """Spell a proof."""
        return tuple([(await self.over(one)).hex() for one in ranges])

    async def tile(self, level: int, index: int) -> list[bytes]:
        """The up to 256 nodes of a kept level that begin at `index * 256`."""
        known = self._tiles.get((level, index))
        if known is None:
            first = index * _TILE
            last = min(first + _TILE, self.size >> level)
            if level:
                known = await stored.nodes(self._unit, level, first, last)
            else:
                known = [leaf(one) for one in await stored.hashes(self._unit, first + 1, last)]
            if len(known) != last - first:
                raise LogBroken(f"nodes {first} to {last} of level {level} of the log are missing")
            self._tiles[level, index] = known
        return known

    async def _subtree(self, level: int, index: int) -> bytes:
        kept = level // _WIDTH * _WIDTH
        wide = 1 << (level - kept)
        first = index * wide
        tile = await self.tile(kept, first // _TILE)
        at = first % _TILE
        return Frontier().extend(tile[at : at + wide]).root


@dataclass(frozen=True, slots=True)
class Inclusion:
    """That an event is in the log a head signs for."""

    head: TreeHead
    seq: int
    event_hash: str
    path: tuple[str, ...]


async def seal(uow: UnitOfWork, key: PrivateKey) -> TreeHead | None:
    """Sign for all events so far; None when the newest head covers them already.

    Raises:
        LogBroken: An event since the newest head was changed, dropped, added or moved.
    """
    await stored.lock(uow)
    newest = await stored.newest(uow)
    sealed = newest.size if newest else 0
    size, head_hash = await log.head(uow)
    if size == sealed:
        return None
    await _check(uow, sealed, size, head_hash)
    await _keep_nodes(uow, sealed, size)
    head = sign_head(
        TreeHead(
            organisation_id=uow.organisation_id,
            size=size,
            root=(await Tree(uow, size).root()).hex(),
            at=uow.clock.now(),
            key_id="",
        ),
        key,
    )
    await stored.add(uow, head)
    return head


async def _check(unit: ReadUnit, sealed: int, size: int, head_hash: str) -> None:
    previous = (await stored.hashes(unit, sealed, sealed) or [GENESIS])[0] if sealed else GENESIS
    last = sealed
    async for event in log.events_after(unit, sealed, until=size):
        for found in breaks([event], after=last, prev_hash=previous):
            raise LogBroken(f"event {found.seq} of the log {found.reason}")
        last, previous = event.seq, event.hash
    if (last, previous) != (size, head_hash):
        raise LogBroken(f"the log ends at event {last}, and its head says {size}")


async def _keep_nodes(uow: UnitOfWork, sealed: int, size: int) -> None:
    level = _WIDTH
    while size >> level:
        new: list[tuple[int, bytes]] = []
        for index in range(sealed >> level, size >> level):
            below = await Tree(uow, size).tile(level - _WIDTH, index)
            new.append((index, Frontier().extend(below).root))
        await stored.add_nodes(uow, level, new)
        level += _WIDTH


async def inclusion(unit: ReadUnit, seq: int, size: int | None = None) -> Inclusion:
    """Prove that an event is in the log, under the newest head or the one of `size` events.

    Raises:
        NotProven: There is no such head, or it does not cover the event.
    """
    head = await _head(unit, size)
    if not 0 < seq <= head.size:
        raise NotProven(
            f"no signed head covers event {seq} yet", hint="The log is sealed once a minute."
        )
    hashes = await stored.hashes(unit, seq, seq)
    path = await Tree(unit, head.size).path(inclusion_ranges(seq - 1, head.size))
    return Inclusion(head, seq, hashes[0], path)


async def consistency(unit: ReadUnit, old: int, new: int) -> tuple[TreeHead, TreeHead, list[str]]:
    """Prove that the log under one signed head begins with that under an earlier one.

    Raises:
        NotProven: There are no such heads, or the first is not the earlier one.
    """
    before, after = await _head(unit, old), await _head(unit, new)
    if before.size > after.size:
        raise NotProven(f"the head over {old} events is not earlier than that over {new}")
    path = await Tree(unit, after.size).path(consistency_ranges(before.size, after.size))
    return before, after, list(path)


async def _head(unit: ReadUnit, size: int | None) -> TreeHead:
    found = await stored.newest(unit) if size is None else await stored.of_size(unit, size)
    if found is None:
        raise NotProven(
            "the log has not been sealed yet" if size is None else f"no signed head covers {size}",
            hint="GET /api/v1/events/heads lists the signed heads.",
        )
    return found
