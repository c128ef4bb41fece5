"""Staging: what has come since the checkpoint and is not shown before the next one.

While a replica is filled for the first time there is nothing that arriving rows could contradict:
they become rows at once, and "what is staged" is all rows.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from pursight.contracts.sync import Digests, ScopeDigest
from pursight.protocol.sync import Key
from pursight.protocol.sync_replica import Replica
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Writer

_MODULUS = 1 << 64

_WITH_BASE: Final = """
SELECT staged.entity, staged.hash, staged.fields IS NULL,
    CASE WHEN aside.id IS NULL THEN row.hash WHEN aside.fields IS NOT NULL THEN aside.hash END
FROM staged
LEFT JOIN aside ON aside.entity = staged.entity AND aside.id = staged.id
LEFT JOIN row ON row.entity = staged.entity AND row.id = staged.id
"""
"""What is staged, with the hash of the server's version that is here."""

_IS_STAGED: Final = """
EXISTS (SELECT 1 FROM staged WHERE staged.entity = base.entity AND staged.id = base.id
    AND staged.fields IS NOT NULL)
"""

_NOT_STAGED: Final = f"""
SELECT entity, id FROM row AS base WHERE NOT {_IS_STAGED} AND NOT EXISTS (SELECT 1 FROM aside
    WHERE aside.entity = base.entity AND aside.id = base.id AND aside.fields IS NULL)
UNION SELECT entity, id FROM aside AS base WHERE fields IS NOT NULL AND NOT {_IS_STAGED}
"""  # noqa: S608  our own words
"""The rows that the server had and that are not staged."""


def put(rows: Rows, writer: Writer, replica: Replica, arrived: Iterable[KeptRow]) -> None:
    """Stage rows."""
    if replica.cursor is None:
        for row in arrived:
            rows.put_base(row)
        return
    writer.connection.executemany(
        "INSERT OR REPLACE INTO staged VALUES (?, ?, ?, ?, ?)",
        ((row.entity, row.id, row.rev, row.hash, row.text) for row in arrived),
    )


def evict(rows: Rows, writer: Writer, replica: Replica, key: Key) -> None:
    """Stage that a row goes."""
    entity, row_id = key[0], key[1].bytes
    if replica.cursor is None:
        rows.drop_base(entity, row_id)
        return
    writer.connection.execute(
        "INSERT OR REPLACE INTO staged VALUES (?, ?, 0, 0, NULL)", (entity, row_id)
    )
    writer.erases = True


def clear(rows: Rows, writer: Writer, replica: Replica) -> None:
    """Forget what is staged."""
    if replica.cursor is None:
        rows.clear()
    elif writer.connection.execute("DELETE FROM staged").rowcount:
        writer.erases = True


def digests(rows: Rows, writer: Writer, replica: Replica) -> Digests:
    """Digest what the base would be at a checkpoint now."""
    start = rows.digests() if replica.cursor is None or not replica.fresh else {}
    sums = {entity: (digest.count, int(digest.sum, 16)) for entity, digest in start.items()}
    if replica.cursor is not None:
        for entity, new, gone, before in writer.connection.execute(_WITH_BASE):
            count, total = sums.get(entity, (0, 0))
            if before is not None and not replica.fresh:
                count, total = count - 1, total - before
            if not gone:
                count, total = count + 1, total + new
            sums[entity] = (count, total % _MODULUS)
    return {
        entity: ScopeDigest(count=count, sum=f"{total:016x}")
        for entity, (count, total) in sums.items()
        if count
    }


def known(rows: Rows, writer: Writer, replica: Replica, scope: str) -> dict[Key, int]:
    """Give the revs of one scope as a checkpoint would have them now."""
    revs: dict[bytes, int] = {}
    if replica.cursor is None or not replica.fresh:
        revs = rows.base_revs(scope)
    if replica.cursor is not None:
        staged = writer.connection.execute(
            "SELECT id, rev, fields IS NULL FROM staged WHERE entity = ?", (scope,)
        ).fetchall()
        for row_id, rev, gone in staged:
            if gone:
                revs.pop(row_id, None)
            else:
                revs[row_id] = rev
    return {(scope, UUID(bytes=row_id)): rev for row_id, rev in revs.items()}


def apply(rows: Rows, writer: Writer, replica: Replica) -> None:
    """Make what is staged the base."""
    if replica.cursor is None:
        return
    connection = writer.connection
    if replica.fresh:
        for entity, row_id in connection.execute(_NOT_STAGED).fetchall():
            rows.drop_base(entity, row_id)
    last = 0
    while found := connection.execute(
        "SELECT rowid, entity, id, rev, hash, fields FROM staged WHERE rowid > ?"
        " ORDER BY rowid LIMIT 1000",
        (last,),
    ).fetchall():
        for _, entity, row_id, rev, hashed, text in found:
            if text is None:
                rows.drop_base(entity, row_id)
            else:
                rows.put_base(KeptRow(entity, row_id, rev, hashed, text))
        last = found[-1][0]
    connection.execute("DELETE FROM staged")
