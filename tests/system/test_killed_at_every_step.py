"""Server and agent killed with SIGKILL at every marked step: nothing lost, nothing doubled.

The driver keeps its own ledger of what it asked for. In the end ledger, scans, receipts, catalog,
log, the agent's spool and its egress ledger have to agree.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.builders.server_state import ServerState

from pursight.crash import AGENT_POINTS, SERVER_POINTS
from pursight.errors import PurSightError
from pursight_server.demo import story
from pursight_server.demo.api import Api
from pursight_server.demo.company import DemoSource
from pursight_server.demo.stage import Stage
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

pytestmark = [pytest.mark.timeout(180), pytest.mark.xdist_group("faults")]
TABLES = 4


@dataclass
class Driver:
    """Asks for scans, keeps its own ledger of them, and kills what it is told to."""

    stage: Stage
    api: Api
    source_id: str
    database: Path
    asked: list[str] = field(default_factory=list)
    rows: int = 0

    def ask(self) -> str:
        """Change the data, so that there is something to do, and ask for a scan of it."""
        self.rows += 1
        with closing(sqlite3.connect(self.database)) as connection, connection:
            for number in range(TABLES):
                connection.execute(f"insert into t{number} values (?, ?)", (self.rows, "x"))
        run: str = self.api.post(f"/api/v1/sources/{self.source_id}/scan")["id"]
        self.asked.append(run)
        return run

    def committed(self, run: str) -> bool:
        """Whether a scan has come to its good end."""
        found: dict[str, Any] = self.api.get(f"/api/v1/scans/{run}")
        assert found["state"] not in {"failed", "cancelled"}, found
        return bool(found["state"] == "committed")

    def rows_in_catalog(self) -> set[int]:
        """Row counts of the tables as the catalog has them."""
        tables = self.api.all("/api/v1/assets", source_id=self.source_id, level="table")
        return {
            self.api.get(f"/api/v1/assets/{table['id']}")["measures"]["row_count"]
            for table in tables
        }


def wait(what: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"not so after {seconds} s"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    home = tmp_path_factory.mktemp("faults")
    database = home / "shop.sqlite"
    with closing(sqlite3.connect(database)) as connection, connection:
        for number in range(TABLES):
            connection.execute(f"create table t{number} (id integer, word text)")
    with Stage(home / "stage") as stage:
        api = stage.sign_in()
        agent_id = stage.enrol_agent(api)
        stage.add_sources({"shop": f"sqlite:///{database}"})
        stage.start_agent()
        story.wait_for_agent(api, agent_id, {"shop"})
        ids = story.register(
            api, agent_id, (DemoSource("shop", "Shop", "sqlite", str(database), ""),)
        )
        assert story.run_all(api, ids, "test", lambda _run: None).scanned
        yield Driver(stage, api, ids["shop"], database)


def agree(driver: Driver) -> None:
    """Hold the driver's ledger against everything else."""
    stage = driver.stage
    scans = {run["id"]: run for run in driver.api.all("/api/v1/scans", kind="scan")}
    assert set(scans) == set(driver.asked)
    assert {run["state"] for run in scans.values()} == {"committed"}
    postgres = EmbeddedPostgres(stage.server_folder / "postgresql")
    assert postgres.join()
    state = ServerState(postgres.dsn("pursight"))
    applied = state.rows("select run_id::text from run_receipt where applied = 'applied'")
    assert sorted(run for (run,) in applied if run in scans) == sorted(driver.asked)
    assert state.count("run_chunk") == 0
    assert state.log_is_dense()
    reported = state.rows(
        "select subject_id, count(*) from event where kind = 'scan.reported' group by 1"
    )
    assert {run: times for run, times in reported if run in scans} == dict.fromkeys(driver.asked, 1)
    assert driver.api.post("/api/v1/events/verification")["holds"]
    assert driver.rows_in_catalog() == {driver.rows}
    wait(lambda: stage.agent_status()["spool"]["undelivered"] == 0)
    assert "broken" not in stage.run_agent("egress", "--verify").lower()


@pytest.mark.parametrize("point", sorted(AGENT_POINTS))
def test_the_agent_killed(driver: Driver, point: str, tmp_path: Path) -> None:
    stage = driver.stage
    stage.stop_agent()
    marker = tmp_path / "died"
    stage.start_agent({"PURSIGHT_CRASH_AT": f"{point}@{marker}"})
    run = driver.ask()
    wait(lambda: marker.exists() and stage.agent_ended())
    stage.start_agent()
    wait(lambda: driver.committed(run))
    agree(driver)


@pytest.mark.parametrize("point", sorted(SERVER_POINTS))
def test_the_server_killed(driver: Driver, point: str, tmp_path: Path) -> None:
    stage = driver.stage
    if stage.agent_ended():
        stage.start_agent()
    marker = tmp_path / "died"
    stage.restart_server(environment={"PURSIGHT_CRASH_AT": f"{point}@{marker}"})
    run = driver.ask()
    wait(lambda: marker.exists() and stage.server_ended())
    stage.start_server()
    wait(lambda: driver.committed(run), seconds=90)
    agree(driver)


def test_postgresql_killed_in_the_middle(driver: Driver) -> None:
    run = driver.ask()
    # as root the cluster lies elsewhere, behind a link
    cluster = (driver.stage.server_folder / "postgresql" / "home" / "cluster").resolve()
    postmasters = [
        process
        for process in psutil.process_iter(["name", "cmdline"])
        if process.info["name"] == "postgres" and str(cluster) in (process.info["cmdline"] or [])
    ]
    assert postmasters, "no PostgreSQL of this server was found"
    for postmaster in postmasters:
        postmaster.kill()
    wait(lambda: _answers(driver), seconds=60)
    wait(lambda: driver.committed(run), seconds=90)
    agree(driver)


def test_a_scan_worker_killed(driver: Driver) -> None:
    run = driver.ask()
    agent = driver.stage.agent
    assert agent is not None
    wait(lambda: bool(psutil.Process(agent.process.pid).children()) or driver.committed(run))
    for child in psutil.Process(agent.process.pid).children():
        child.kill()
    wait(lambda: driver.committed(run), seconds=90)
    agree(driver)


def test_the_server_away_while_the_agent_works(driver: Driver) -> None:
    run = driver.ask()
    stage = driver.stage
    wait(lambda: driver.api.get(f"/api/v1/scans/{run}")["state"] != "queued")
    stage.kill_server()
    time.sleep(3)
    stage.start_server()
    wait(lambda: driver.committed(run), seconds=90)
    agree(driver)


def _answers(driver: Driver) -> bool:
    try:
        driver.api.get("/api/v1/me")
    except PurSightError:
        return False
    return True
