"""Consoles with a real server that stops, and consoles that are killed: no edit is lost or doubled.

The oracle is what the test asked for, held against the server's database and its log.
"""

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.builders.server_state import ServerState
from tests.system.conftest import MakePlace
from tests.system.consoles import ConsoleProcess
from tests.system.running import wait

from pursight_server.demo import story
from pursight_server.demo.company import DemoSource
from pursight_server.demo.stage import Stage
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

pytestmark = [pytest.mark.timeout(900)]

TABLES, COLUMNS = 20, 16
GRACE, PASSWORD = "grace@demo.example", "several words in a row"


@dataclass
class Scene:
    """A server with a scanned source, and two people at their consoles."""

    stage: Stage
    grace: ConsoleProcess
    ada: ConsoleProcess
    columns: list[str]

    def stop_server(self) -> None:
        """Let the server be gone."""
        assert self.stage.server is not None
        self.stage.server.stop()

    def state(self) -> ServerState:
        """The server's database, asked past the server."""
        postgres = EmbeddedPostgres(self.stage.server_folder / "postgresql")
        assert postgres.join()
        return ServerState(postgres.dsn("pursight"))

    def quiet(self) -> None:
        """Wait until both have sent and received everything."""
        for one in (self.grace, self.ada):
            one.until(connection="online", pending=0, seconds=200)  # five hundred, one by one
        wait(lambda: self.seq(self.grace) == self.seq(self.ada) == self.head())

    def seq(self, console: ConsoleProcess) -> int:
        """How far a console is."""
        return int(console.ask("status")["seq"])

    def head(self) -> int:
        """How far the server is."""
        [(seq,)] = self.state().rows("select seq from sync_head")
        return int(seq)

    def said(self, field: str) -> Counter[tuple[str, str]]:
        """How often the log says that a field of an asset was set to a text."""
        rows = self.state().rows(
            f"select subject_id, after->>'{field}' from event"
            f" where kind = 'asset.annotated' and after ? '{field}'"
        )
        return Counter((str(subject), str(text)) for subject, text in rows)

    def annotations(self) -> dict[str, tuple[str, str]]:
        """Description and owner of each asset, as the server has them."""
        rows = self.state().rows("select asset_id::text, description, owner from annotation")
        return {str(asset): (str(text), str(owner)) for asset, text, owner in rows}

    def decisions(self) -> dict[str, str]:
        """What was decided of each column, as the server has it."""
        rows = self.state().rows("select asset_id::text, verdict from decision where stands")
        return {str(asset): str(verdict) for asset, verdict in rows}


def a_source(path: Path) -> str:
    """Make a database whose columns hold e-mail addresses."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in range(TABLES):
            names = [f"email_{number}" for number in range(COLUMNS)]
            connection.execute(f"create table t{table} ({' text, '.join(names)} text)")
            row = [f"person{number}@example.org" for number in range(COLUMNS)]
            marks = ", ".join("?" * COLUMNS)
            connection.executemany(f"insert into t{table} values ({marks})", [row] * 5)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def scene(make_place: MakePlace) -> Iterator[Scene]:
    home = make_place()
    url = a_source(home / "shop.sqlite")
    with Stage(home / "stage") as stage:
        api = stage.sign_in()
        agent_id = stage.enrol_agent(api)
        stage.add_sources({"shop": url})
        stage.start_agent()
        story.wait_for_agent(api, agent_id, {"shop"})
        source = DemoSource("shop", "Shop", "sqlite", url, "")
        ids = story.register(api, agent_id, (source,))
        for kind in ("test", "scan"):
            assert story.run_all(api, ids, kind, lambda _run: None).scanned
        stage.stop_agent()
        roles = ["data_steward"]
        person = {"email": GRACE, "name": "Grace", "roles": roles, "password": PASSWORD}
        api.post("/api/v1/persons", person)
        grace, ada = ConsoleProcess(home / "grace"), ConsoleProcess(home / "ada")
        try:
            grace.sign_in(stage, GRACE, PASSWORD)
            ada.sign_in(stage, stage.account.email, stage.account.password)
            for one in (grace, ada):
                one.until(connection="online", first_fill=False)
            assets = grace.rows("asset")
            columns = sorted(key for key, row in assets.items() if row["level"] == "column")
            assert len(columns) == TABLES * COLUMNS
            yield Scene(stage, grace, ada, columns)
        finally:
            grace.clear_away()
            ada.clear_away()


def test_five_hundred_edits_without_a_server(scene: Scene) -> None:
    grace, ada, columns = scene.grace, scene.ada, scene.columns
    scene.quiet()
    scene.stop_server()
    for one in (grace, ada):
        one.until(connection="offline")

    decided, owned, described, alone = columns[:10], columns[10:20], columns[20:30], columns[20:200]
    grace.ask("decide", ids=decided, verdict="reject", reason="of Grace")
    ada.ask("decide", ids=decided, verdict="change", label="iban", reason="of Ada")
    grace.ask("annotate", ids=owned, owner="grace")
    ada.ask("annotate", ids=owned, owner="ada")
    for start in range(0, len(alone), 10):
        grace.ask("decide", ids=alone[start : start + 10], verdict="reject")
    texts = {column: f"text {number}" for number, column in enumerate(columns[:300])}
    for column, text in texts.items():
        grace.ask("annotate", ids=[column], description=text)
    for column in described:
        ada.ask("annotate", ids=[column], description=f"{texts[column]}, of Ada")
    assert grace.ask("status")["pending"] == 500
    assert grace.rows("asset")[alone[0]]["label"] == "none"
    assert grace.rows("asset")[columns[299]]["description"] == "text 299"

    scene.stage.start_server()
    for one in (grace, ada):
        one.ask("retry")  # a person's click; by itself it may take as long again as it was away
    scene.quiet()

    # nothing lost: what was asked for is at the server, once, or lies before the person
    trays = grace.ask("tray"), ada.ask("tray")
    assert len(trays[0]) + len(trays[1]) == 30
    said = scene.said("description")
    kept = scene.annotations()
    alike = {one: text for one, text in texts.items() if one not in described}
    assert {one: said[one, text] for one, text in alike.items()} == dict.fromkeys(alike, 1)
    assert {one: kept[one][0] for one in alike} == alike
    decisions = scene.decisions()
    assert {decisions[one] for one in alone} == {"reject"}

    # nothing overwritten silently: the first stays, the second lies in the tray with both texts
    firsts = {one: kept[one][1] for one in owned} | {one: decisions[one] for one in decided}
    assert set(firsts.values()) <= {"grace", "ada", "reject", "change"}
    assert len(scene.said("owner")) == 10
    told = " ".join(map(str, [*trays[0], *trays[1]]))
    assert all(told.count(word) >= 10 for word in ("'grace'", "'ada'", "of Grace", "of Ada"))
    for one in described:
        both = {texts[one], f"{texts[one]}, of Ada"}
        assert sum(said[one, text] for text in both) == 1
        assert kept[one][0] in both
        assert all(f"'{text}'" in told for text in both)

    # both consoles and the server show the same
    assert grace.rows("asset") == ada.rows("asset")
    assert grace.rows("classification") == ada.rows("classification")


def test_a_console_that_is_killed_again_and_again(scene: Scene) -> None:
    grace, ada, columns = scene.grace, scene.ada, scene.columns
    scene.quiet()
    rng = random.Random(20261121)
    texts = {column: f"killed {number}" for number, column in enumerate(columns)}
    waiting = list(texts.items())
    kills = 0
    while waiting or grace.ask("status")["pending"]:
        for column, text in waiting[:60]:
            grace.ask("annotate", ids=[column], description=text)
        waiting = waiting[60:]
        for column in rng.sample(columns, 5):
            ada.ask("annotate", ids=[column], owner=f"owner {kills}")
        # what was answered is kept, whatever it is at: pushing, pulling, or between the two
        time.sleep(rng.uniform(0.0, 0.25))
        grace.kill()
        assert grace.ask("begin") == ""
        kills += 1
        if kills > 5 and not waiting:
            grace.until(connection="online", pending=0)
    assert kills >= 6
    scene.quiet()
    said = scene.said("description")
    assert {one: said[one, text] for one, text in texts.items()} == dict.fromkeys(texts, 1)
    kept = scene.annotations()
    assert {one: kept[one][0] for one in columns} == texts
    assert grace.rows("asset") == ada.rows("asset")
    assert scene.state().log_is_dense()


def test_consoles_end_at_once(scene: Scene) -> None:
    assert scene.grace.end() < 1.5
    assert scene.ada.end() < 1.5
