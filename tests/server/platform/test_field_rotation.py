"""New field keys while the server runs; whoever is killed goes on where they were."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from pursight.clock import StoppedClock
from pursight.identity import new_id
from pursight_server.organisations.model import Organisation
from pursight_server.platform import fields
from pursight_server.platform.database import Database
from pursight_server.platform.field_keys import (
    FieldKeyMissing,
    FileKeys,
    Vault,
    make_key_file,
    read_key_file,
)
from pursight_server.platform.field_rotation import KEPT, forget_retired, rotate
from pursight_server.platform.request_units import ReplyKey
from pursight_server.platform.stored_replies import AnsweredBefore, Reply, find_reply, keep_reply
from pursight_server.platform.tables import stored_reply
from pursight_server.platform.unit_of_work import Actor
from pursight_server.sync.feed import flush

ACTOR = Actor.system("the tests")


class Killed(BaseException):
    pass


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    make_key_file(tmp_path / "field-keys.json")
    return tmp_path


@pytest.fixture
async def database(app_dsn: str, clock: StoppedClock, keys: Path) -> AsyncIterator[Database]:
    opened = _open(app_dsn, clock, keys)
    yield opened
    await opened.dispose()


def _open(app_dsn: str, clock: StoppedClock, keys: Path) -> Database:
    vault = Vault(FileKeys(keys / "field-keys.json"))
    return Database(app_dsn, clock=clock, before_commit=flush, vault=vault)


@pytest.fixture
def both(
    organisation: Organisation, other_organisation: Organisation
) -> tuple[Organisation, Organisation]:
    return organisation, other_organisation


async def keep(database: Database, organisation: Organisation, body: bytes) -> ReplyKey:
    key = ReplyKey(new_id(database.clock), body.decode(), "0" * 64)
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        await keep_reply(uow, key, Reply(200, {}, body))
    return key


async def kept(database: Database, organisation: Organisation, key: ReplyKey) -> bytes:
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        with pytest.raises(AnsweredBefore) as found:
            await find_reply(uow, key.caller_id, key.key, key.request_sha256)
    return found.value.reply.body


async def versions(database: Database, organisation: Organisation) -> set[bytes]:
    async with database.reading(organisation.id) as unit:
        rows = await unit.connection.execute(select(stored_reply.c.body))
        return {bytes(body)[:6] for body in rows.scalars()}


async def test_all_is_encrypted_anew_while_others_write(
    database: Database,
    both: tuple[Organisation, Organisation],
    app_dsn: str,
    clock: StoppedClock,
    keys: Path,
) -> None:
    organisation, other_organisation = both
    before = [await keep(database, organisation, b"reply %d" % n) for n in range(7)]
    await keep(database, other_organisation, b"theirs")
    old = read_key_file(keys / "field-keys.json")
    server = _open(app_dsn, clock, keys)  # a running server, with the old keys in its memory
    assert await kept(server, organisation, before[0]) == b"reply 0"
    clock.advance(timedelta(minutes=1))
    done = await rotate(database, keys, data_keys=True, batch=2)
    assert (done.organisations, done.data_keys, done.fields, done.resumed) == (2, 2, 8, False)
    assert await versions(database, organisation) == {b"pf1.2."}
    later = await keep(server, organisation, b"after")
    assert await versions(database, organisation) == {b"pf1.2."}
    for number, key in enumerate(before):
        assert await kept(server, organisation, key) == b"reply %d" % number
    assert await kept(database, organisation, later) == b"after"
    new = read_key_file(keys / "field-keys.json")
    assert set(new.keys) == {new.current_id}
    assert new.current_id != old.current_id
    await server.dispose()


async def test_old_data_keys_are_forgotten_when_nothing_needs_them(
    database: Database, organisation: Organisation, clock: StoppedClock, keys: Path
) -> None:
    key = await keep(database, organisation, b"kept")
    clock.advance(timedelta(minutes=1))
    await rotate(database, keys, data_keys=True)
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        assert await forget_retired(uow) == 0
    clock.advance(KEPT + timedelta(seconds=1))
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        planted = await fields.seal_bytes(uow, "stored_reply", "body", "x", b"x")
        mark = text("UPDATE stored_reply SET body = convert_to('pf1.1.', 'UTF8') || body")
        await uow.connection.execute(mark)
        assert await forget_retired(uow) == 0  # something still names the first key
        undo = text("UPDATE stored_reply SET body = substring(body from 7)")
        await uow.connection.execute(undo)
        assert await forget_retired(uow) == 1
        assert planted.startswith(b"pf1.2.")
    assert await kept(database, organisation, key) == b"kept"


async def test_only_the_wrapping_key_is_new_when_no_more_is_asked_for(
    database: Database, organisation: Organisation, keys: Path
) -> None:
    key = await keep(database, organisation, b"kept")
    stolen = (keys / "field-keys.json").read_bytes()
    done = await rotate(database, keys, data_keys=False)
    assert (done.data_keys, done.fields) == (0, 0)
    assert await kept(database, organisation, key) == b"kept"
    async with database.reading(organisation.id) as unit:
        held = await unit.connection.execute(text("SELECT kek_id FROM field_key"))
        assert held.scalar_one() == read_key_file(keys / "field-keys.json").current_id
    (keys / "field-keys.json").write_bytes(stolen)  # the old file opens nothing any more
    fresh = Vault(FileKeys(keys / "field-keys.json"))
    database.vault = fresh
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        with pytest.raises(FieldKeyMissing):
            await find_reply(uow, key.caller_id, key.key, key.request_sha256)


@pytest.mark.parametrize("last_step", range(1, 8))
async def test_a_rotation_that_was_killed_goes_on(
    database: Database,
    both: tuple[Organisation, Organisation],
    clock: StoppedClock,
    keys: Path,
    last_step: int,
) -> None:
    organisation, other_organisation = both
    before = [await keep(database, organisation, b"reply %d" % n) for n in range(4)]
    theirs = await keep(database, other_organisation, b"theirs")
    clock.advance(timedelta(minutes=1))
    steps = iter(range(1, 100))

    def step() -> None:
        if next(steps) == last_step:
            raise Killed

    with pytest.raises(Killed):
        await rotate(database, keys, data_keys=True, batch=2, step=step)
    for number, key in enumerate(before):  # nothing is lost meanwhile
        assert await kept(database, organisation, key) == b"reply %d" % number
    made = set(read_key_file(keys / "field-keys.json").keys)
    clock.advance(timedelta(minutes=1))
    done = await rotate(database, keys, data_keys=True, batch=2)
    assert done.resumed
    assert set(read_key_file(keys / "field-keys.json").keys) < made  # no third one was made
    assert await versions(database, organisation) == {b"pf1.2."}
    assert await versions(database, other_organisation) == {b"pf1.2."}
    assert await kept(database, other_organisation, theirs) == b"theirs"
    assert not (await rotate(database, keys, data_keys=False)).resumed
