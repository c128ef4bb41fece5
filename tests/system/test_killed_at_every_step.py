"""Server and agent killed with SIGKILL at every marked step: nothing lost, nothing doubled."""

import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tests.system.conftest import MakePlace
from tests.system.driver import Driver, set_up

from pursight.crash import AGENT_POINTS, SERVER_POINTS

pytestmark = [pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def driver(make_place: MakePlace) -> Iterator[Driver]:
    with set_up(make_place()) as driver:
        yield driver


@pytest.mark.parametrize("point", sorted(AGENT_POINTS))
def test_the_agent_killed(driver: Driver, point: str, tmp_path: Path) -> None:
    stage = driver.stage
    stage.stop_agent()
    marker = tmp_path / "died"
    stage.start_agent({"PURSIGHT_CRASH_AT": f"{point}@{marker}"})
    run = driver.ask()
    driver.wait(lambda: marker.exists() and stage.agent_ended())
    stage.start_agent()
    driver.wait(lambda: driver.committed(run))
    driver.agree()


@pytest.mark.parametrize("point", sorted(SERVER_POINTS))
def test_the_server_killed(driver: Driver, point: str, tmp_path: Path) -> None:
    stage = driver.stage
    if stage.agent_ended():
        stage.start_agent()
    marker = tmp_path / "died"
    stage.restart_server(environment={"PURSIGHT_CRASH_AT": f"{point}@{marker}"})
    run = driver.ask()
    driver.wait(lambda: marker.exists() and stage.server_ended())
    stage.start_server()
    driver.wait(lambda: driver.committed(run))
    driver.agree()


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
    driver.wait(driver.answered)
    driver.wait(lambda: driver.committed(run))
    driver.agree()


def test_a_scan_worker_killed(driver: Driver) -> None:
    run = driver.ask()
    agent = driver.stage.agent
    assert agent is not None
    driver.wait(lambda: bool(psutil.Process(agent.process.pid).children()) or driver.committed(run))
    for child in psutil.Process(agent.process.pid).children():
        child.kill()
    driver.wait(lambda: driver.committed(run))
    driver.agree()


def test_the_server_away_while_the_agent_works(driver: Driver) -> None:
    run = driver.ask()
    stage = driver.stage
    driver.wait(lambda: driver.state_of(run) != "queued")
    stage.kill_server()
    time.sleep(3)
    stage.start_server()
    driver.wait(lambda: driver.committed(run))
    driver.agree()
