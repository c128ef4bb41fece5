"""What the last committed scan said is given to the child, and only while it still compares."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from tests.agent.runtime.test_spool import NOW, job, request
from tests.fakes.agent_process import AgentProcess
from tests.fakes.agent_service import Serve
from tests.fakes.protocol_server import ProtocolServer

from pursight.contracts.agents import CommitRequest, Job, Scope, SkippedRecord, TableRecord
from pursight.contracts.scans import Skipped, TableFacts, TableKind, TableReport
from pursight.protocol import chunks, report
from pursight_agent.runtime import incremental
from pursight_agent.runtime.database import LocalDatabase


@pytest.fixture
def database(tmp_path: Path) -> Iterator[LocalDatabase]:
    with closing(LocalDatabase(tmp_path / "spool.db", incremental.SCHEMA)) as opened:
        yield opened


def remember(
    database: LocalDatabase, one: Job, *names: str, commit: CommitRequest | None = None
) -> None:
    records = [
        TableRecord(
            table=TableReport(
                facts=TableFacts(name=name, kind=TableKind.TABLE), fingerprint="a" * 64
            )
        )
        for name in names
    ]
    skipped = SkippedRecord(skipped=Skipped(name="x", code="source.denied", reason="r"))
    bodies = chunks.cut(report.encode([*records, skipped]))
    with database.transaction() as connection:
        incremental.remember(connection, one, commit or request(one), bodies)


def known(database: LocalDatabase, one: Job) -> list[str]:
    return sorted(table.facts.name for table in incremental.previous(database, one))


def test_a_complete_scan_replaces_what_was_known(database: LocalDatabase) -> None:
    remember(database, job(1), "a", "b")
    assert known(database, job(2)) == ["a", "b"]
    remember(database, job(2, minutes=1), "b", "c")
    assert known(database, job(3)) == ["b", "c"]


def test_an_older_scan_that_arrives_late_changes_nothing(database: LocalDatabase) -> None:
    remember(database, job(1, minutes=5), "a")
    remember(database, job(2, minutes=1), "a", "z")
    assert known(database, job(3)) == ["a", "z"]
    with database.reading() as connection:
        rows = connection.execute("SELECT nominal FROM previous WHERE name LIKE '%a'").fetchall()
    assert rows[0]["nominal"] == (NOW + timedelta(minutes=5)).isoformat()


def test_a_scan_of_a_part_forgets_nothing(database: LocalDatabase) -> None:
    remember(database, job(1), "a", "b")
    part = request(job(2, minutes=1)).model_copy(update={"scope": Scope(include=("b",))})
    remember(database, job(2, minutes=1), "b", commit=part)
    incomplete = request(job(3, minutes=2)).model_copy(update={"complete": False})
    remember(database, job(3, minutes=2), "b", commit=incomplete)
    assert known(database, job(4)) == ["a", "b"]


def test_other_rules_or_a_full_scan_compare_with_nothing(database: LocalDatabase) -> None:
    remember(database, job(1), "a")
    assert known(database, job(2).model_copy(update={"full": True})) == []
    assert known(database, job(2).model_copy(update={"rules_sha256": "f" * 64})) == []
    assert known(database, job(2).model_copy(update={"alias": "hr"})) == []


def test_damage_means_reading_again(database: LocalDatabase) -> None:
    remember(database, job(1), "a", "b")
    with database.transaction() as connection:
        connection.execute("UPDATE previous SET report = x'00' WHERE name LIKE '%a'")
    assert known(database, job(2)) == ["b"]


def test_the_second_real_scan_reads_only_what_changed(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, tmp_path: Path
) -> None:
    path = tmp_path / "crm0.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table still (id integer primary key)")
        connection.commit()
    serve(agent)
    tables = []
    for _ in range(2):
        row = server.ask("crm")
        server.wait(lambda row=row: row.job.run_id in server.reports, 60)  # type: ignore[misc]
        server.wait(lambda: not agent_has_work(agent))
        records = server.reports[row.job.run_id]
        found = {r.table.facts.name: r.table for r in records if isinstance(r, TableRecord)}
        tables.append(found)
        assert server.requests[row.job.run_id].complete
        assert server.requests[row.job.run_id].counts.tables == 2
    usage = server.requests[row.job.run_id].usage
    assert usage is not None
    assert (usage.tables_read, usage.tables_unchanged) == (0, 2)
    assert usage.unchanged_since == min(table.read_at for table in tables[0].values())
    assert not any(table.unchanged for table in tables[0].values())
    assert all(table.unchanged for table in tables[1].values())
    assert tables[1]["person"].columns == tables[0]["person"].columns


def agent_has_work(agent: AgentProcess) -> bool:
    from pursight_agent.runtime.spool import RunState

    with closing(agent.spool()) as spool:
        return bool(spool.runs(RunState.RUNNING, RunState.FINISHED))
