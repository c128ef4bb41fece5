"""New keys for sealed columns, while the server runs: wrap anew, encrypt anew, forget the old.

Each step is a transaction of its own, and what is left to do is read from the database: who is
killed goes on where they were.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, LargeBinary, Table, Text, cast, delete, func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from pursight_server.platform import fields
from pursight_server.platform.database import Database
from pursight_server.platform.field_keys import (
    KEY_BYTES,
    FileKeys,
    KeyRing,
    Wrapped,
    about,
    read_key_file,
    write_key_file,
)
from pursight_server.platform.private_files import write_private
from pursight_server.platform.tables import field_key
from pursight_server.platform.tenancy import metadata
from pursight_server.platform.unit_of_work import Actor, UnitOfWork

ROTATION_FILE = "field-rotation.json"
BATCH = 200
KEPT: Final = timedelta(hours=1)
"""How long a retired data key stays for whoever read a ciphertext just before it was changed."""

_ROTATION = Actor.system("key rotation")


@dataclass(slots=True)
class Rotated:
    """What a rotation did."""

    resumed: bool
    organisations: int = 0
    data_keys: int = 0
    fields: int = 0


def begin(port: object, folder: Path, now: datetime, *, data_keys: bool) -> tuple[bool, datetime]:
    """Make a new key-encryption key where that is ours to do; an unfinished rotation goes on.

    Returns:
        Whether one goes on, and when it began; data keys made before are replaced.
    """
    state = folder / ROTATION_FILE
    try:
        content = json.loads(state.read_bytes())
        return True, datetime.fromisoformat(content["before"])
    except FileNotFoundError:
        pass
    if isinstance(port, FileKeys):
        ring = read_key_file(port.path)
        write_key_file(port.path, KeyRing.of(os.urandom(KEY_BYTES), *ring.keys.values()))
    before = now if data_keys else datetime.min.replace(tzinfo=now.tzinfo)
    write_private(state, json.dumps({"before": before.isoformat()}).encode())
    return False, before


async def rotate(
    database: Database,
    folder: Path,
    *,
    data_keys: bool,
    batch: int = BATCH,
    step: Callable[[], None] = lambda: None,
) -> Rotated:
    """Wrap all data keys with the newest key; with `data_keys` make those new as well.

    Args:
        database: Of the server, which may run meanwhile.
        folder: The data directory's `keys`, where an unfinished rotation is noted.
        data_keys: Give each organisation a new data key and encrypt all fields with it.
        batch: Rows a transaction.
        step: Called after each transaction.

    Raises:
        FieldKeyMissing: A key that is needed is not to be had.
    """
    if database.vault is None:
        raise fields.NoVault("this database was opened without field keys")
    port = database.vault.port
    resumed, before = begin(port, folder, database.clock.now(), data_keys=data_keys)
    done = Rotated(resumed)
    for organisation_id in await database.organisations():
        done.organisations += 1
        async with database.unit_of_work(organisation_id, _ROTATION) as uow:
            done.data_keys += await _renew(uow, before)
        step()
        while moved := await _batch(database, organisation_id, batch):
            done.fields += moved
            step()
        async with database.unit_of_work(organisation_id, _ROTATION) as uow:
            await _wrap_again(uow)
        step()
    if isinstance(port, FileKeys):
        ring = read_key_file(port.path)
        write_key_file(port.path, KeyRing.of(ring.keys[ring.current_id]))
    (folder / ROTATION_FILE).unlink()
    return done


async def _renew(uow: UnitOfWork, before: datetime) -> int:
    await fields.lock_data_keys(uow)
    mine = field_key.c.organisation_id == uow.organisation_id
    newest = (
        await uow.connection.execute(
            select(field_key).where(mine).order_by(field_key.c.version.desc()).limit(1)
        )
    ).one_or_none()
    if newest is None or newest.created_at >= before:
        return 0
    await fields.new_data_key(uow, newest.version + 1)
    await uow.connection.execute(
        update(field_key)
        .where(mine, field_key.c.version <= newest.version, field_key.c.retired_at.is_(None))
        .values(retired_at=uow.clock.now())
    )
    uow.record("field_key.made", "field_key", str(newest.version + 1), after={})
    return 1


async def _batch(database: Database, organisation_id: UUID, batch: int) -> int:
    """Encrypt some fields with the newest data key; returns how many, 0 when none is left."""
    async with database.unit_of_work(organisation_id, _ROTATION) as uow:
        old = await _retired(uow)
        for column in sealed_columns() if old else ():
            stale = await _stale(uow, column, old, batch)
            for row in stale:
                await _seal_again(uow, column, row)
            if stale:
                return len(stale)
    return 0


async def _retired(uow: UnitOfWork) -> list[int]:
    # waits for whoever is just sealing something with one of them
    found = await uow.connection.execute(
        select(field_key.c.version)
        .where(
            field_key.c.organisation_id == uow.organisation_id,
            field_key.c.retired_at.is_not(None),
        )
        .with_for_update()
    )
    return list(found.scalars())


async def _stale(
    uow: UnitOfWork, column: Column[Any], versions: Sequence[int], batch: int
) -> list[Any]:
    table = column.table
    found = await uow.connection.execute(
        select(*_keys(table), column)
        .where(table.c.organisation_id == uow.organisation_id, _sealed_with(column, versions))
        .limit(batch)
        .with_for_update()
    )
    return list(found.all())


async def _seal_again(uow: UnitOfWork, column: Column[Any], row: Any) -> None:
    table, keys = column.table, _keys(column.table)
    place = (table.name, column.name, tuple(row[:-1]))
    if isinstance(column.type, LargeBinary):
        content = await fields.unseal_bytes(uow, *place, bytes(row[-1]))
        anew: bytes | str = await fields.seal_bytes(uow, *place, content)
    else:
        anew = await fields.seal(uow, *place, await fields.unseal(uow, *place, row[-1]))
    where = [key == value for key, value in zip(keys, row[:-1], strict=True)]
    await uow.connection.execute(
        update(table)
        .where(table.c.organisation_id == uow.organisation_id, *where)
        .values({column.name: anew})
    )


async def _wrap_again(uow: UnitOfWork) -> None:
    vault = uow.vault
    if vault is None:
        return
    mine = field_key.c.organisation_id == uow.organisation_id
    current = await vault.port.current()
    found = await uow.connection.execute(
        select(field_key).where(mine, field_key.c.kek_id != current).with_for_update()
    )
    for row in found.all():
        words = about(uow.organisation_id, row.version)
        plain = await vault.port.unwrap(Wrapped(row.kek_id, bytes(row.wrapped)), words)
        anew = await vault.port.wrap(plain, words)
        await uow.connection.execute(
            update(field_key)
            .where(mine, field_key.c.version == row.version)
            .values(kek_id=anew.key_id, wrapped=anew.blob)
        )


async def forget_retired(uow: UnitOfWork) -> int:
    """Delete data keys that were retired a while ago and that nothing needs any more."""
    gone = 0
    for version in await _retired(uow):
        needed = [await _stale(uow, column, [version], 1) for column in sealed_columns()]
        if any(needed):
            continue
        done = await uow.connection.execute(
            delete(field_key).where(
                field_key.c.organisation_id == uow.organisation_id,
                field_key.c.version == version,
                field_key.c.retired_at < uow.clock.now() - KEPT,
            )
        )
        gone += done.rowcount
    return gone


def sealed_columns() -> list[Column[Any]]:
    """List every column that was declared with `info=SEALED`, of the tables that are loaded."""
    return [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if column.info.get("sealed") is True
    ]


def _keys(table: Table) -> list[Column[Any]]:
    return [column for column in table.primary_key.columns if column.name != "organisation_id"]


def _sealed_with(column: Column[Any], versions: Sequence[int]) -> ColumnElement[bool]:
    marks = [f"pf1.{version}." for version in versions]
    if isinstance(column.type, LargeBinary):
        found = [func.substring(column, 1, len(mark)) == mark.encode() for mark in marks]
    else:
        found = [func.left(cast(column, Text), len(mark)) == mark for mark in marks]
    return or_(*found)
