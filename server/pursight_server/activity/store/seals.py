"""Queries over signed heads and the inner nodes of the log's tree."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight.contracts.audit import TreeHead
from pursight_server.activity.tables import log_node, log_seal
from pursight_server.platform.one_at_a_time import one_at_a_time
from pursight_server.platform.tables import event
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


async def lock(uow: UnitOfWork) -> None:
    """Let nobody else seal this organisation's log until the commit."""
    await one_at_a_time(uow.connection, f"seal {uow.organisation_id}")


async def newest(unit: ReadUnit) -> TreeHead | None:
    """Read the newest signed head."""
    found = await heads(unit, most=1)
    return found[0] if found else None


async def of_size(unit: ReadUnit, size: int) -> TreeHead | None:
    """Read the head over so many events."""
    row = (await unit.connection.execute(_heads(unit).where(log_seal.c.size == size))).one_or_none()
    return None if row is None else _head(row)


async def heads(unit: ReadUnit, *, most: int, before: int | None = None) -> list[TreeHead]:
    """Read signed heads, the newest first."""
    query = _heads(unit).order_by(log_seal.c.size.desc()).limit(most)
    if before is not None:
        query = query.where(log_seal.c.size < before)
    return [_head(row) for row in await unit.connection.execute(query)]


async def all_heads(unit: ReadUnit, until: int) -> list[TreeHead]:
    """Read all heads up to a size, the first first."""
    query = _heads(unit).where(log_seal.c.size <= until).order_by(log_seal.c.size)
    return [_head(row) for row in await unit.connection.execute(query)]


async def add(uow: UnitOfWork, head: TreeHead) -> None:
    """Keep a head."""
    values = head.model_dump(include={"size", "root", "at", "key_id", "signature"})
    await uow.connection.execute(
        insert(log_seal).values(organisation_id=uow.organisation_id, **values)
    )


async def add_nodes(uow: UnitOfWork, level: int, nodes: Sequence[tuple[int, bytes]]) -> None:
    """Keep inner nodes; one that is there already stays."""
    for at in range(0, len(nodes), 5_000):
        rows = [
            {
                "organisation_id": uow.organisation_id,
                "level": level,
                "index": index,
                "hash": node,
            }
            for index, node in nodes[at : at + 5_000]
        ]
        await uow.connection.execute(upsert(log_node).on_conflict_do_nothing(), rows)


async def nodes(unit: ReadUnit, level: int, start: int, end: int) -> list[bytes]:
    """Read kept nodes `start` to `end - 1` of a level; missing ones are left out."""
    found = await unit.connection.execute(
        select(log_node.c.hash)
        .where(
            log_node.c.organisation_id == unit.organisation_id,
            log_node.c.level == level,
            log_node.c.index >= start,
            log_node.c.index < end,
        )
        .order_by(log_node.c.index)
    )
    return [bytes(one) for one in found.scalars()]


async def hashes(unit: ReadUnit, first: int, last: int) -> list[str]:
    """Read hashes of the events `first` to `last`; missing ones are left out."""
    found = await unit.connection.execute(
        select(event.c.hash)
        .where(
            event.c.organisation_id == unit.organisation_id,
            event.c.seq >= first,
            event.c.seq <= last,
        )
        .order_by(event.c.seq)
    )
    return list(found.scalars())


async def unannounced(unit: ReadUnit) -> list[TreeHead]:
    """Read heads that the world was not told of yet, the first first."""
    query = _heads(unit).where(log_seal.c.announced_at.is_(None)).order_by(log_seal.c.size)
    return [_head(row) for row in await unit.connection.execute(query.limit(1_000))]


async def announced(uow: UnitOfWork, until: int) -> None:
    """Note that heads up to a size were announced."""
    await uow.connection.execute(
        update(log_seal)
        .where(
            log_seal.c.organisation_id == uow.organisation_id,
            log_seal.c.size <= until,
            log_seal.c.announced_at.is_(None),
        )
        .values(announced_at=uow.clock.now())
    )


async def mailed_last(unit: ReadUnit) -> tuple[int, datetime] | None:
    """Read the size of the head that was mailed last, and when."""
    row = (
        await unit.connection.execute(
            select(log_seal.c.size, log_seal.c.mailed_at)
            .where(
                log_seal.c.organisation_id == unit.organisation_id,
                log_seal.c.mailed_at.is_not(None),
            )
            .order_by(log_seal.c.size.desc())
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else (row.size, row.mailed_at)


async def mailed(uow: UnitOfWork, size: int) -> None:
    """Note that the head over so many events was mailed."""
    await uow.connection.execute(
        update(log_seal)
        .where(log_seal.c.organisation_id == uow.organisation_id, log_seal.c.size == size)
        .values(mailed_at=uow.clock.now())
    )


def _heads(unit: ReadUnit) -> Select[Any]:
    return select(log_seal).where(log_seal.c.organisation_id == unit.organisation_id)


def _head(row: Any) -> TreeHead:
    return TreeHead(
        organisation_id=row.organisation_id,
        size=row.size,
        root=row.root,
        at=row.at,
        key_id=row.key_id,
        signature=row.signature,
    )
