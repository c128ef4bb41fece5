"""Runs name the trace under which the logs tell of them, those of before the migration too."""

from typing import Any

import httpx
import pytest
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from tests.builders.agent_driver import AgentDriver
from tests.builders.consoles import MakeConsole
from tests.builders.enrolled import tested

from pursight_server.platform.database import Database, with_driver
from pursight_server.platform.schema import _config, upgrade
from pursight_server.sync import fields
from pursight_server.sync.feed import catch_up


def _downgrade(owner_dsn: str, revision: str) -> None:
    engine = create_engine(with_driver(owner_dsn), poolclass=NullPool)
    with engine.connect() as connection, connection.begin():
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()


async def test_a_run_names_its_trace(
    console: MakeConsole, client: httpx.AsyncClient, agent: AgentDriver, source: str
) -> None:
    await tested(client, agent, source)
    grace = await console()
    assert grace.of("scan")
    for run in grace.of("scan"):
        answer = await grace.http.get(f"/api/v1/scans/{run.id}")
        assert run.fields["trace_id"] == answer.json()["trace_id"] != ""


async def test_after_the_migration_older_runs_are_told_with_it(  # noqa: PLR0917  fixtures
    console: MakeConsole,
    client: httpx.AsyncClient,
    agent: AgentDriver,
    source: str,
    database: Database,
    owner_dsn: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = fields.scan

    def before(one: Any) -> dict[str, Any]:
        return {name: value for name, value in now(one).items() if name != "trace_id"}

    with monkeypatch.context() as older:
        older.setattr(fields, "scan", before)
        await tested(client, agent, source)
        grace = await console()
    runs = {row.id for row in grace.of("scan")}
    assert runs
    assert not any("trace_id" in row.fields for row in grace.of("scan"))
    _downgrade(owner_dsn, "0005")
    upgrade(owner_dsn)
    await catch_up(database)
    replies = await grace.pull()  # whose digests fit
    told = {change.row.id for reply in replies for change in reply.changes}  # type: ignore[union-attr]
    assert told == runs
    assert all(row.fields["trace_id"] for row in grace.of("scan"))
