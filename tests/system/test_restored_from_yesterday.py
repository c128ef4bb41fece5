"""The server's database is yesterday's again, and the agent has delivered since."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.system.conftest import MakePlace
from tests.system.driver import Driver, set_up

from pursight_server.demo import processes

pytestmark = [pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def driver(make_place: MakePlace) -> Iterator[Driver]:
    with set_up(make_place()) as driver:
        yield driver


def back_up(driver: Driver, file: Path) -> None:
    """Make a backup while the server runs."""
    processes.run("server", "backup", str(file), "--data", str(driver.stage.server_folder))


def bring_back(driver: Driver, file: Path) -> None:
    """Stop the server, replace its database by the backup, start it."""
    assert driver.stage.server is not None
    driver.stage.server.stop()
    processes.run(
        "server", "restore", str(file), "--force", "--data", str(driver.stage.server_folder)
    )
    driver.stage.start_server()


def said_by_the_agent(driver: Driver) -> list[dict[str, object]]:
    """The agent's log."""
    lines = (driver.stage.folder / "logs" / "agent.log").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_what_was_reported_since_comes_back_with_the_next_scan(
    driver: Driver, tmp_path: Path
) -> None:
    before = driver.ask()
    driver.wait(lambda: driver.committed(before))
    back_up(driver, tmp_path / "yesterday")
    since = driver.ask()
    driver.wait(lambda: driver.committed(since))
    driver.wait(driver.delivered)
    assert driver.stage.agent is not None
    agent = driver.stage.agent.process.pid
    told = len(said_by_the_agent(driver))

    bring_back(driver, tmp_path / "yesterday")
    driver.asked.remove(since)  # nobody remembers it
    assert driver.rows_in_catalog() == {driver.rows - 1}
    # nothing has changed for the agent, which remembers; the server needs it all the same
    again = driver.ask_again()
    driver.wait(lambda: driver.committed(again))
    assert driver.api.get(f"/api/v1/scans/{again}")["counts"]["unchanged"] > 0
    driver.agree()
    assert driver.stage.agent.process.pid == agent
    assert not driver.stage.agent_ended()
    wrong = [one for one in said_by_the_agent(driver)[told:] if one["level"] == "error"]
    assert not wrong


def test_a_report_on_its_way_arrives_at_the_restored_server(driver: Driver, tmp_path: Path) -> None:
    stage = driver.stage
    back_up(driver, tmp_path / "yesterday")
    stage.stop_agent()
    marker = tmp_path / "died"
    stage.start_agent({"PURSIGHT_CRASH_AT": f"deliver.before_commit_sent@{marker}"})
    on_its_way = driver.ask()  # its chunks are there, its commit is not
    driver.wait(lambda: marker.exists() and stage.agent_ended())
    bring_back(driver, tmp_path / "yesterday")
    stage.start_agent()
    driver.wait(driver.delivered)
    driver.wait(lambda: driver.committed(on_its_way))
    driver.agree()


def test_what_was_queued_yesterday_and_is_done_is_done_again(
    driver: Driver, tmp_path: Path
) -> None:
    """The restored server hands out what the agent did long ago and has no report of any more."""
    stage = driver.stage
    stage.stop_agent()
    run = driver.ask()
    back_up(driver, tmp_path / "yesterday")
    stage.start_agent()
    driver.wait(lambda: driver.committed(run))
    driver.wait(driver.delivered)
    bring_back(driver, tmp_path / "yesterday")
    assert driver.state_of(run) != "committed"
    driver.wait(lambda: driver.committed(run))
    driver.agree()
