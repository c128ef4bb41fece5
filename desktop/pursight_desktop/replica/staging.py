"""Staging: what has come since the checkpoint and is not shown before the next one.

While a replica is filled for the first time there is nothing that arriving rows could contradict:
they become rows at once, and "what is staged" is all rows.
"""

from collections.abc import Iterable
from uuid import UUID

from pursight.contracts.sync import Digests, ScopeDigest
from pursight.protocol.sync import Key
from pursight.protocol.sync_replica import Replica
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Writer

_MODULUS = 1 << 64


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
        staged = writer.connection.execute(
            "SELECT entity, id, hash, fields IS NULL FROM staged"
        ).fetchall()
        for entity, row_id, new, gone in staged:
            count, total = sums.get(entity, (0, 0))
            before = None if replica.fresh else rows.base_hash(entity, row_id)
            if before is not None:
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
        for entity, row_id in rows.base_keys():
            kept = connection.execute(
                "SELECT fields IS NOT NULL FROM staged WHERE entity = ? AND id = ?",
                (entity, row_id),
            ).fetchone()
            if kept is None or not kept[0]:
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
