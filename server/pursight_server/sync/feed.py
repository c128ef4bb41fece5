"""The feed: what a transaction changed, told to consoles in the same transaction."""

from collections.abc import Iterator, Sequence
from uuid import UUID

import orjson

from pursight.contracts.sync_rows import ROWS, WRITABLE
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor, UnitOfWork
from pursight_server.sync.model import (
    Fields,
    ScopeSum,
    Written,
    about,
    canonical,
    changes_after,
    hash_of,
    plain,
    spoken,
)
from pursight_server.sync.projection import PROJECTIONS
from pursight_server.sync.store import feeding

_BATCH = 2_000
FEED = Actor.system("feed")


async def flush(uow: UnitOfWork, device: str = "") -> int:
    """Tell what was touched: by this transaction, and by any that ended without telling.

    Triggers note which rows a statement may have changed. Each is read as it is now and compared
    with what was told last; only what differs takes the next position. The feed is held from here
    to the commit, so positions are dense and in the order of the commits, and what is read here is
    all that those before have done. Nothing may follow but the commit.

    Args:
        uow: The transaction, its events written.
        device: Which console's command this is; empty for any other change.

    Returns:
        The newest position, 0 when nothing was told.
    """
    if not await feeding.is_touched(uow):
        return 0
    head = await feeding.lock_head(uow)
    touched = await feeding.take_touched(uow)
    if not touched:
        return 0
    digests = await feeding.digests(uow)
    telling = _Telling(uow, device, head.seq)
    for entity in ROWS:
        if ids := touched.get(entity):
            telling.scope = ScopeSum.read(digests[entity]) if entity in digests else ScopeSum()
            for some in _batches(ids):
                await telling.tell(entity, some)
            telling.scopes[entity] = telling.scope
    if telling.seq == head.seq:
        return 0
    await feeding.set_head(uow, telling.seq, telling.scopes)
    return telling.seq


async def catch_up(database: Database) -> None:
    """Tell what waits in any organisation, after a migration say."""
    for organisation_id in await database.organisations():
        async with database.unit_of_work(organisation_id, FEED) as uow:
            await flush(uow)  # also of a database that was opened without it


class _Telling:
    """One flush: the position it has come to, and the digests."""

    def __init__(self, uow: UnitOfWork, device: str, seq: int) -> None:
        self.uow, self.device, self.seq = uow, device, seq
        self.scope = ScopeSum()
        self.scopes: dict[str, ScopeSum] = {}

    async def tell(self, entity: str, ids: Sequence[UUID]) -> None:
        now = await PROJECTIONS[entity](self.uow, ids)
        kept = await feeding.kept(self.uow, entity, ids)
        texts = {row_id: canonical(fields) for row_id, fields in now.items()}
        changed = [
            row_id
            for row_id, text in texts.items()
            if row_id not in kept
            or hash_of(entity, row_id, kept[row_id][0], text) != kept[row_id][1]
        ]
        if changed:
            await self._put(entity, {one: (now[one], texts[one]) for one in changed}, kept)
        gone = {row_id: hashed for row_id, (_, hashed) in kept.items() if row_id not in now}
        if gone:
            await self._drop(entity, gone)

    async def _put(
        self,
        entity: str,
        rows: dict[UUID, tuple[Fields, str]],
        kept: dict[UUID, tuple[int, int]],
    ) -> None:
        known = [row_id for row_id in rows if row_id in kept] if entity in WRITABLE else []
        before = await feeding.contents(self.uow, entity, known) if known else {}
        new = Written()
        for row_id, (fields, text) in rows.items():
            self.seq += 1
            hashed = hash_of(entity, row_id, self.seq, text)
            changes = "{}"
            if entity in WRITABLE:
                old, earlier = before.get(row_id, (None, {}))
                told = changes_after(
                    None if old is None else spoken(entity, old),
                    spoken(entity, fields),
                    earlier,
                    self.seq,
                    self.device,
                )
                changes = orjson.dumps(told).decode()
            new.ids.append(row_id)
            new.revs.append(self.seq)
            new.texts.append(text)
            new.hashes.append(hashed)
            new.changes.append(changes)
            new.before.append(row_id in kept)
            asset_id, source_id = about(entity, row_id, fields)
            new.assets.append(asset_id)
            new.sources.append(source_id)
            unlabelled = canonical(plain(entity, fields)) if entity == "asset" else text
            differs = unlabelled != text
            new.plains.append(unlabelled if differs else "")
            new.plain_hashes.append(hash_of(entity, row_id, self.seq, unlabelled) if differs else 0)
            self.scope.put(hashed, kept[row_id][1] if row_id in kept else None)
        await feeding.write(self.uow, entity, new)

    async def _drop(self, entity: str, gone: dict[UUID, int]) -> None:
        seqs: dict[UUID, int] = {}
        for row_id, hashed in gone.items():
            self.seq += 1
            seqs[row_id] = self.seq
            self.scope.drop(hashed)
        await feeding.drop(self.uow, entity, seqs)


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH))
