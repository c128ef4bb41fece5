"""A column model from decisions to the agent that judges by it, in real processes.

They are killed at each point where something becomes durable: nothing is lost or half done.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.builders.server_state import ServerState
from tests.system.conftest import MakePlace
from tests.system.driver import Driver, set_up

from pursight.crash import AGENT_MODEL_POINTS, SERVER_MODEL_POINTS
from pursight.errors import Unavailable
from pursight_agent.runtime.models import FILE_NAME
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

pytestmark = [pytest.mark.timeout(1800)]

WORD, LABEL = "zorblat", "insurance_id"
"""A word that only this house uses, and what its people mean by it."""
BRANCHES, COLUMNS, LEFT_OPEN = 8, 5, 6
TRAINED_WITHIN = 600.0
"""Seconds: a training takes half a minute of a processor, and gives way to everything else."""
MODELS, PREVIEWS = "/api/v1/classification/models", "/api/v1/classification/previews"


def add_branch(database: Path, number: int) -> None:
    """Make a table with columns that are called by the house's word and whose values say little."""
    names = [f"{WORD}_{letter}" for letter in "abcde"[:COLUMNS]]
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"create table branch{number} ({', '.join(f'{n} text' for n in names)})")
        connection.executemany(
            f"insert into branch{number} values ({', '.join('?' * COLUMNS)})",
            [
                [f"k{(row * 37 + at * 11 + number) % 97}-{row % 13}" for at in range(COLUMNS)]
                for row in range(60)
            ],
        )


@dataclass
class Life:
    """A model's life, as its stewards see it, and what the database says of it."""

    driver: Driver

    @property
    def state(self) -> ServerState:
        """The database, which is at another port after each start."""
        postgres = EmbeddedPostgres(self.driver.stage.server_folder / "postgresql", watch=False)
        assert postgres.join()
        return ServerState(postgres.dsn("pursight"))

    def columns(self) -> dict[str, str]:
        """Ids of the columns that are called by the word, by table and name."""
        found = self.driver.api.all("/api/v1/assets", source_id=self.driver.source_id)
        tables = {one["id"]: one["name"] for one in found if one["level"] == "table"}
        found = self.driver.api.all(
            "/api/v1/assets", source_id=self.driver.source_id, level="column"
        )
        return {
            f"{tables[one['parent_id']]}.{one['name']}": one["id"]
            for one in found
            if one["name"].startswith(WORD)
        }

    def labels(self) -> dict[str, str]:
        """What counts for each of them."""
        return {
            name: self.driver.api.get(f"/api/v1/classifications/{asset}")["label"]
            for name, asset in self.columns().items()
        }

    def decide(self, asset: str) -> None:
        """Say what a column holds, as a steward."""
        api = self.driver.api
        body = {"verdict": "change", "label": LABEL, "reason": "our word for it"}
        api._read(api._send("PUT", f"/api/v1/classifications/{asset}/decision", json=body))

    def dies(self, point: str, marker: Path, ask: Callable[[], Any]) -> None:
        """Have the server killed at a point by what is asked of it, and start it again."""
        stage = self.driver.stage
        stage.restart_server(environment={"PURSIGHT_CRASH_AT": f"{point}@{marker}"})
        ask()
        self.driver.wait(lambda: marker.exists() and stage.server_ended(), TRAINED_WITHIN)

    def comes_back(self) -> None:
        """Start the server again, minutes later: what a dead worker had is taken up by another."""
        self.driver.stage.start_server()
        for table in ("column_model", "model_preview"):
            self.state.rows(
                f"update {table} set worked_at = worked_at - interval '10 minutes'"
                " where worked_at is not null returning id"
            )

    def model(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = self.driver.api.get(f"{MODELS}/{number}")
        assert found["state"] not in {"failed", "cancelled"}, found
        return found

    def preview(self, preview_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.driver.api.get(f"{PREVIEWS}/{preview_id}")
        assert found["state"] != "failed", found
        return found

    def in_use(self) -> int | None:
        """The serial of the model that judges, None for the one that was brought along."""
        active = self.driver.api.get(f"{MODELS}/state")["active"]
        return None if active is None else int(active["serial"])

    def agent_holds(self) -> int | None:
        """The serial of the model that the agent says it judges by."""
        (agent,) = self.driver.api.all("/api/v1/agents")
        serial: int | None = agent["health"]["model_serial"]
        return serial


@pytest.fixture(scope="module")
def life(make_place: MakePlace) -> Iterator[Life]:
    with set_up(make_place()) as driver:
        for number in range(BRANCHES):
            add_branch(driver.database, number)
        run = driver.ask()
        driver.wait(lambda: driver.committed(run))
        yield Life(driver)


def test_from_decisions_to_the_agent_through_every_kill(life: Life, tmp_path: Path) -> None:
    used: set[str] = set()

    def point(name: str) -> tuple[str, Path]:
        used.add(name)
        return name, tmp_path / name

    driver, stage, api = life.driver, life.driver.stage, life.driver.api
    columns = life.columns()
    assert len(columns) == BRANCHES * COLUMNS
    undecided = set(sorted(columns)[-LEFT_OPEN:])
    for name in columns.keys() - undecided:
        life.decide(columns[name])
    before = life.labels()
    assert {before[name] for name in undecided} == {"none"}

    # Trained: the server dies when the version is about to be kept.
    asked: list[int] = []
    life.dies(
        *point("learning.before_version_commit"),
        lambda: asked.append(api.post(f"{MODELS}/train")["number"]),
    )
    life.comes_back()
    (number,) = asked
    assert life.model(number)["sha256"] == ""  # not half kept
    driver.wait(lambda: life.model(number)["state"] == "ready", TRAINED_WITHIN)
    assert [one["number"] for one in api.all(MODELS) if one["origin"] == "trained"] == [number]
    assert life.state.events("column_model.train%") == [
        "column_model.training_asked", "column_model.trained",
    ]  # fmt: skip

    # Compared: it dies when a part of the columns is through.
    previews: list[str] = []
    life.dies(
        *point("learning.after_batch"),
        lambda: previews.append(api.post(PREVIEWS, {"number": number})["id"]),
    )
    life.comes_back()
    (preview,) = previews
    driver.wait(lambda: life.preview(preview)["state"] == "ready")
    shown = list(api.all(f"{PREVIEWS}/{preview}/changes"))
    assert len(shown) == len({one["asset_id"] for one in shown})  # none twice
    assert life.preview(preview)["counts"]["changed"] == len(shown)
    learnt = {one["asset_id"] for one in shown if one["after"]["label"] == LABEL}
    assert {columns[name] for name in undecided} <= learnt
    assert life.labels() == before  # shown, and nothing done

    # Activated: it dies before that is durable, so that nothing was; then it is done.
    stage.stop_agent()

    def activate() -> None:
        with pytest.raises(Unavailable):
            api.post(f"{PREVIEWS}/{preview}/activate")

    life.dies(*point("learning.before_activation_commit"), activate)
    life.comes_back()
    assert life.in_use() is None
    assert life.preview(preview)["state"] == "ready"
    assert life.labels() == before
    assert life.state.events("classification.rejudged") == []
    serial = api.post(f"{PREVIEWS}/{preview}/activate")["serial"]
    after = life.labels()
    assert after == before | dict.fromkeys(undecided, LABEL)

    # Sent: the agent dies before it has stored the model, and after.
    held = Path(stage.agent_environment["PURSIGHT_AGENT_DIR"]) / FILE_NAME
    for name, there in (("models.before_store", False), ("models.after_store", True)):
        crash, marker = point(name)
        stage.start_agent({"PURSIGHT_CRASH_AT": f"{crash}@{marker}"})
        driver.wait(lambda marker=marker: marker.exists() and stage.agent_ended())  # type: ignore[misc]
        assert held.exists() == there
    stage.start_agent()
    driver.wait(lambda: life.agent_holds() == serial)

    # Used: the next scan finds by it what the one before could not.
    add_branch(driver.database, BRANCHES)
    run = driver.ask()
    driver.wait(lambda: driver.committed(run))
    new = {name: label for name, label in life.labels().items() if name not in after}
    assert new == {f"branch{BRANCHES}.{WORD}_{letter}": LABEL for letter in "abcde"[:COLUMNS]}
    assert {name: label for name, label in life.labels().items() if name in after} == after
    assert life.in_use() == serial
    assert life.state.log_is_dense()
    assert api.post("/api/v1/events/verification")["holds"]
    assert used == SERVER_MODEL_POINTS | AGENT_MODEL_POINTS
