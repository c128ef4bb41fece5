"""Feeds over time: purged, thinned out, restored from a backup, begun on an old database."""

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from tests.builders.consoles import Console, MakeConsole
from tests.builders.scanned import Scanner, table
from tests.builders.sync_driver import everything

from pursight.clock import StoppedClock
from pursight.contracts.sync_rows import ROWS
from pursight.identity import new_id
from pursight_server.access import service as access
from pursight_server.access.model import FIRST_ADMINISTRATOR
from pursight_server.organisations import service as organisations
from pursight_server.platform.database import Database
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.roles import prepare_embedded
from pursight_server.platform.schema import upgrade
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor
from pursight_server.sync import sweep
from pursight_server.sync.feed import catch_up, flush
from pursight_server.sync.store import feeding
from pursight_server.sync.sweep import sweep_feeds

ACTOR = Actor.system("the tests")


async def code_of(console: Console) -> tuple[int, str]:
    answer = await console.get("changes", cursor=console.cursor)
    return answer.status_code, answer.json().get("code", "")


async def test_who_was_away_for_too_long_begins_anew(
    console: MakeConsole, scanner: Scanner, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scanner.scan(table("customer", "email"))
    grace = await console()
    for number in range(2):
        await scanner.scan(table("customer", "email", f"c{number}"))  # a minute later each
    ada = await console()
    await sweep_feeds(services)
    assert await code_of(grace) == (200, "")
    await scanner.scan(table("customer", "email"))
    monkeypatch.setattr(sweep, "KEPT", timedelta(minutes=1))
    await sweep_feeds(services)
    assert await code_of(grace) == (410, "sync.resync")
    await ada.pull()
    await grace.fill()
    assert grace.rows == ada.rows


async def test_thinning_out_takes_nothing_from_anybody(
    console: MakeConsole, scanner: Scanner, services: Services, superuser_dsn: str
) -> None:
    await scanner.scan(table("customer", "email"))
    grace = await console()
    for number in range(3):
        await scanner.scan(table("customer", "email", f"c{number}"))
    with psycopg.connect(superuser_dsn) as connection:
        before = connection.execute("SELECT count(*) FROM sync_entry").fetchone()
        await sweep_feeds(services)
        after = connection.execute("SELECT count(*) FROM sync_entry").fetchone()
    assert before is not None
    assert after is not None
    assert after[0] < before[0]
    await grace.pull(limit=2)
    late = await console()
    await grace.pull()
    assert late.rows == grace.rows


async def test_after_a_restore_it_is_another_feed(console: MakeConsole, superuser_dsn: str) -> None:
    grace = await console()
    with psycopg.connect(superuser_dsn) as connection:  # as `pursight server restore` does
        connection.execute("UPDATE installation SET feed_id = %s", [new_id()])
    assert await code_of(grace) == (410, "sync.resync")
    answer = await grace.post("rescope", {"cursor": grace.cursor, "digests": {}})
    assert answer.json()["code"] == "sync.resync"
    before = dict(grace.rows)
    await grace.fill()
    assert grace.rows == before


@pytest.fixture
async def old_database(postgres: EmbeddedPostgres) -> tuple[str, str]:  # type: ignore[misc]
    """A database with an organisation, as it was before there were consoles."""
    app, owner = prepare_embedded(postgres, "before_consoles")
    upgrade(owner, "0004")
    yield app, owner
    with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier("before_consoles"))
        )


async def test_an_old_database_tells_all_it_holds(
    old_database: tuple[str, str], clock: StoppedClock
) -> None:
    app, owner = old_database
    before = Database(app, clock=clock)
    ids: list[UUID] = []
    for slug in ("acme", "umbrella"):
        ids.append((await organisations.found(before, slug, slug, actor=ACTOR)).id)
        async with before.unit_of_work(ids[-1], ACTOR) as uow:
            await access.create_person(
                uow, email="grace@example.com", name="Grace", roles=FIRST_ADMINISTRATOR
            )
    await before.dispose()
    upgrade(owner)
    database = Database(app, clock=clock, before_commit=flush)
    await catch_up(database)
    for organisation_id in ids:
        async with database.reading(organisation_id) as unit:
            told = await feeding.digests(unit)
            rows = await everything(unit, tuple(ROWS))
        assert {scope: digest.count for scope, digest in told.items()} == {"event": len(rows)}
        assert len(rows) == 2
    await database.dispose()
