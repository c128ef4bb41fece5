"""The one log: dense, in commit order, nothing lost, every edit found."""

import asyncio
import random
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.audit.events import GENESIS, Event, breaks, link
from pursight.canonical import canonical, plain
from pursight.errors import PurSightError
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

WRITERS, ROUNDS = 12, 25
ACTOR = Actor.system("the tests")


class _Abandoned(Exception):
    pass


async def _write(
    database: Database, organisation: Organisation, writer: int, ledger: set[str]
) -> None:
    chance = random.Random(writer)
    for number in range(ROUNDS):
        names = [f"{writer}.{number}.{i}" for i in range(chance.randint(1, 4))]
        abandon = chance.random() < 0.35
        with suppress(_Abandoned):
            async with database.unit_of_work(organisation.id, ACTOR) as uow:
                for name in names:
                    uow.record("test.written", "test", name)
                    await asyncio.sleep(chance.random() * 0.002)
                if abandon:
                    raise _Abandoned
        if not abandon:
            ledger.update(names)


async def _follow(
    dsn: str, organisation: Organisation, seen: list[int], done: asyncio.Event
) -> None:
    """Read as a feed does: whatever is after the last number seen."""
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
        last, final = 0, False
        while True:
            final = done.is_set()
            rows = await (
                await connection.execute(
                    "SELECT seq FROM event WHERE organisation_id = %s AND seq > %s ORDER BY seq",
                    [organisation.id, last],
                )
            ).fetchall()
            seen.extend(row[0] for row in rows)
            last = seen[-1] if seen else 0
            if final:
                return
            await asyncio.sleep(0.001)


async def test_twelve_writers_with_rollbacks_lose_nothing(
    database: Database, organisation: Organisation, superuser_dsn: str
) -> None:
    ledger: set[str] = set()
    seen: list[int] = []
    done = asyncio.Event()
    follower = asyncio.create_task(_follow(superuser_dsn, organisation, seen, done))
    await asyncio.gather(
        *[_write(database, organisation, writer, ledger) for writer in range(WRITERS)]
    )
    done.set()
    await follower
    events = await _events(superuser_dsn, organisation.id)
    written = {event.subject_id for event in events if event.kind == "test.written"}
    assert written == ledger
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert seen == [event.seq for event in events], "a reader of the feed missed or doubled events"
    assert list(breaks(events)) == []


async def test_events_of_one_unit_stand_together(
    database: Database, organisation: Organisation, superuser_dsn: str
) -> None:
    async def write(name: str) -> None:
        async with database.unit_of_work(organisation.id, ACTOR) as uow:
            for _ in range(5):
                uow.record("test.written", "test", name)
                await asyncio.sleep(0)

    await asyncio.gather(*[write(str(i)) for i in range(8)])
    names = [e.subject_id for e in await _events(superuser_dsn, organisation.id)][1:]
    assert [names[i : i + 5] for i in range(0, 40, 5)] == [[n] * 5 for n in names[::5]]


async def test_an_event_is_written_with_its_change_or_not_at_all(
    database: Database, organisation: Organisation, superuser_dsn: str
) -> None:
    with pytest.raises(_Abandoned):  # noqa: PT012  the unit is what is tested
        async with database.unit_of_work(organisation.id, ACTOR) as uow:
            uow.record("test.written", "test", "never")
            raise _Abandoned
    assert len(await _events(superuser_dsn, organisation.id)) == 1


@pytest.mark.parametrize(
    "edit",
    [
        'UPDATE event SET after = \'{"name": "Evil"}\' WHERE seq = 3',
        "UPDATE event SET before = NULL WHERE seq = 3",
        "UPDATE event SET actor_name = 'somebody else' WHERE seq = 3",
        "UPDATE event SET at = at + interval '1 microsecond' WHERE seq = 3",
        "UPDATE event SET note = 'x' WHERE seq = 5",
        "DELETE FROM event WHERE seq = 3",
        "DELETE FROM event WHERE seq = 5",
        "UPDATE event SET seq = seq + 1000 WHERE seq = 5",
        "UPDATE log_head SET hash = repeat('0', 64)",
    ],
)
async def test_a_planted_edit_is_found(
    database: Database, organisation: Organisation, superuser_dsn: str, edit: str
) -> None:
    from pursight_server.activity import service

    for number in range(4):
        async with database.unit_of_work(organisation.id, ACTOR) as uow:
            uow.record("t.u", "t", str(number), before={"name": "Old"}, after={"name": "New"})
    async with database.reading(organisation.id) as unit:
        whole = await service.verify(unit)
    assert whole.holds
    assert whole.events == 5
    async with await psycopg.AsyncConnection.connect(superuser_dsn) as connection:
        done = await connection.execute(edit.encode())
        assert done.rowcount == 1
    async with database.reading(organisation.id) as unit:
        assert not (await service.verify(unit)).holds


async def test_the_server_cannot_change_its_log(
    database: Database, organisation: Organisation
) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import ProgrammingError

    for statement in ("UPDATE event SET note = 'x'", "DELETE FROM event", "TRUNCATE event"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.unit_of_work(organisation.id, ACTOR) as uow:
                await uow.connection.execute(text(statement))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(value=st.dictionaries(st.text(), json_values, max_size=4))
@settings(max_examples=150, deadline=None)
def test_what_was_hashed_is_what_jsonb_gives_back(
    shared_connection: psycopg.Connection[tuple[object, ...]], value: dict[str, object]
) -> None:
    written = plain(value)
    row = shared_connection.execute(
        "SELECT (%s::text::jsonb)::text", [canonical(written).decode()]
    ).fetchone()
    assert row is not None
    import json

    assert canonical(plain(json.loads(str(row[0])))) == canonical(written)


@given(
    count=st.integers(2, 12),
    where=st.integers(0, 11),
    field=st.sampled_from(["kind", "subject_id", "note", "trace_id", "actor_name", "hash"]),
)
@settings(max_examples=60, deadline=None)
def test_the_chain_finds_any_single_edit(count: int, where: int, field: str) -> None:
    events = _chain(count)
    assert list(breaks(events)) == []
    at = where % count
    events[at] = replace(events[at], **{field: "tampered"})  # type: ignore[arg-type]
    assert list(breaks(events))


@given(count=st.integers(2, 12), where=st.integers(0, 11))
@settings(max_examples=40, deadline=None)
def test_the_chain_finds_an_edit_whose_hash_was_made_to_fit(count: int, where: int) -> None:
    """Each hash stands on all before it: who changes one event must change all that follow."""
    events = _chain(count)
    at = where % (count - 1)
    forged = replace(events[at], note="tampered")
    events[at] = replace(forged, hash=link(forged))
    events[at + 1] = replace(events[at + 1], prev_hash=events[at].hash)
    assert list(breaks(events))


@given(count=st.integers(3, 12), where=st.integers(1, 11), again=st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_chain_finds_events_that_are_gone_or_moved(count: int, where: int, again: bool) -> None:
    events = _chain(count)
    at = where % (count - 1)
    if again:
        events[at], events[at + 1] = events[at + 1], events[at]
    else:
        del events[at]
    assert list(breaks(events))


def test_numbers_that_are_not_finite_are_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        plain({"share": float("nan")})
    with pytest.raises(TypeError):
        plain({"thing": object()})


async def test_an_unknown_organisation_has_no_log(database: Database) -> None:
    with pytest.raises((RuntimeError, PurSightError)):
        async with database.unit_of_work(UUID(int=5), ACTOR) as uow:
            uow.record("test.written", "test", "nowhere")


def _chain(count: int) -> list[Event]:
    events: list[Event] = []
    previous = GENESIS
    for seq in range(1, count + 1):
        event = Event(
            organisation_id=UUID(int=1),
            seq=seq,
            at=datetime(2026, 11, 21, tzinfo=UTC),
            actor_kind="person",
            actor_id=UUID(int=2),
            actor_name="Ada",
            kind="a.b",
            subject_kind="a",
            subject_id=str(seq),
            before=None,
            after={"n": seq},
            note="",
            trace_id="",
            prev_hash=previous,
            hash="",
        )
        previous = link(event)
        events.append(replace(event, hash=previous))
    return events


async def _events(dsn: str, organisation_id: UUID) -> list[Event]:
    from psycopg.rows import class_row

    async with await psycopg.AsyncConnection.connect(dsn, row_factory=class_row(Event)) as c:
        found = await c.execute(
            "SELECT * FROM event WHERE organisation_id = %s ORDER BY seq", [organisation_id]
        )
        return await found.fetchall()
