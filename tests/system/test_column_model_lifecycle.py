"""Decisions become a model: trained, compared, activated, used, and killed at every marked step."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from tests.system.conftest import MakePlace
from tests.system.driver import Driver, set_up

from pursight.crash import SERVER_MODEL_POINTS
from pursight.errors import PurSightError
from pursight_agent.runtime.models import FILE_NAME

pytestmark = [pytest.mark.timeout(900), pytest.mark.xdist_group("faults")]

CLASSIFICATIONS = "/api/v1/classifications"
MODELS = "/api/v1/classification/models"
PREVIEWS = "/api/v1/classification/previews"
COLUMNS = 30
KILLED_IN = {
    "learning.before_version_commit": "training",
    "learning.after_batch": "comparing",
    "learning.before_activation_commit": "activating",
}


@pytest.fixture(scope="module")
def driver(make_place: MakePlace) -> Iterator[Driver]:
    with set_up(make_place()) as driver:
        yield driver


def add_table(driver: Driver, name: str, columns: int) -> None:
    """Make a table of columns that only this house calls so, with texts that say little."""
    names = [f"zwirbel_{at}" for at in range(columns)]
    with closing(sqlite3.connect(driver.database)) as connection, connection:
        connection.execute(f"create table {name} ({', '.join(f'{n} text' for n in names)})")
        rows = [[f"q{row}-{at}" for at in range(columns)] for row in range(60)]
        holders = ", ".join("?" * columns)
        connection.executemany(f"insert into {name} values ({holders})", rows)


def scan(driver: Driver) -> None:
    run = driver.ask_again()
    driver.wait(lambda: driver.committed(run), seconds=90)


def columns_of(driver: Driver, table: str) -> dict[str, str]:
    assets = driver.api.all("/api/v1/assets", source_id=driver.source_id, level="column")
    return {one["name"]: one["id"] for one in assets if f".{table}." in one["fqn"]}


def decide(driver: Driver, column: str) -> None:
    body = {"verdict": "change", "label": "phone", "reason": "as everybody here knows"}
    answer = driver.api._send("PUT", f"{CLASSIFICATIONS}/{column}/decision", json=body)
    assert answer.is_success, answer.text


def with_a_kill(
    driver: Driver, point: str, marker: Path, act: Callable[[], object], done: Callable[[], bool]
) -> None:
    """Act at a server that dies at a step; started again, it is done or can be done again."""
    stage = driver.stage
    stage.restart_server(environment={"PURSIGHT_CRASH_AT": f"{point}@{marker}"})
    driver.wait(driver.answered)
    with suppress(PurSightError):
        act()
    driver.wait(lambda: marker.exists() and stage.server_ended(), seconds=400)
    stage.start_server()
    driver.wait(driver.answered)
    if KILLED_IN[point] == "activating":
        assert not done(), "nothing of it is to be seen"
        act()
    driver.wait(done, seconds=400)


def held(driver: Driver) -> bytes:
    path = Path(driver.stage.agent_environment["PURSIGHT_AGENT_DIR"]) / FILE_NAME
    return path.read_bytes() if path.exists() else b""


def one(driver: Driver, path: str) -> Mapping[str, Any]:
    found: dict[str, Any] = driver.api.get(path)
    return found


def test_decisions_train_a_model_that_the_agent_uses(driver: Driver, tmp_path: Path) -> None:
    assert set(KILLED_IN) == SERVER_MODEL_POINTS, "every marked step is tried"
    api = driver.api
    add_table(driver, "house", COLUMNS)
    scan(driver)
    columns = columns_of(driver, "house")
    assert len(columns) == COLUMNS
    for column in columns.values():
        decide(driver, column)
    assert held(driver) == b""

    with_a_kill(
        driver,
        "learning.before_version_commit",
        tmp_path / "training",
        lambda: api.post(f"{MODELS}/train", {"note": "house words"}),
        lambda: any(each["state"] == "ready" and each["number"] > 0 for each in trained(driver)),
    )
    (version,) = trained(driver)
    number = version["number"]

    with_a_kill(
        driver,
        "learning.after_batch",
        tmp_path / "comparing",
        lambda: api.post(PREVIEWS, {"number": number}),
        lambda: [each["state"] for each in api.all(PREVIEWS)] == ["ready"],
    )
    (preview,) = list(api.all(PREVIEWS))
    before = list(api.all(f"{MODELS}/activations"))

    with_a_kill(
        driver,
        "learning.before_activation_commit",
        tmp_path / "activating",
        lambda: api.post(f"{PREVIEWS}/{preview['id']}/activate", {"note": "go"}),
        lambda: len(list(api.all(f"{MODELS}/activations"))) == len(before) + 1,
    )
    active = one(driver, f"{MODELS}/state")["active"]
    assert active["number"] == number
    driver.wait(lambda: len(held(driver)) > 0, seconds=90)

    add_table(driver, "more", 3)
    scan(driver)
    for column in columns_of(driver, "more").values():
        found = one(driver, f"{CLASSIFICATIONS}/{column}")
        assert found["found_label"] == "phone", found
        assert "model" in {each["kind"] for each in found["evidence"]}
    for column in columns.values():
        assert one(driver, f"{CLASSIFICATIONS}/{column}")["state"] == "decided"
    assert api.post("/api/v1/events/verification")["holds"]


def trained(driver: Driver) -> list[dict[str, Any]]:
    return [each for each in driver.api.all(MODELS) if each["origin"] == "trained"]
