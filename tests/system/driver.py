"""The driver: asks for scans, keeps its own ledger of them, and holds it against everything else.

In the end the ledger, scans, receipts, catalog, log, the agent's spool and its egress ledger have
to agree.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.builders.server_state import ServerState
from tests.system.running import PATIENCE_SECONDS, wait

from pursight.errors import PurSightError
from pursight_server.demo import story
from pursight_server.demo.api import Api
from pursight_server.demo.company import DemoSource
from pursight_server.demo.stage import Stage
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

TABLES = 4
LAST_LINES = 25


@dataclass
class Driver:
    """Asks for scans of one source and remembers which it asked for, and how many rows there are.

    A test takes out of `asked` what the server can no longer know.
    """

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
        return self.ask_again()

    def ask_again(self) -> str:
        """Ask for a scan of what has not changed."""
        run: str = self.api.post(f"/api/v1/sources/{self.source_id}/scan")["id"]
        self.asked.append(run)
        return run

    def state_of(self, run: str) -> str:
        """How far a scan is."""
        return str(self.api.get(f"/api/v1/scans/{run}")["state"])

    def committed(self, run: str) -> bool:
        """Whether a scan has come to its good end."""
        found: dict[str, Any] = self.api.get(f"/api/v1/scans/{run}")
        assert found["state"] not in {"failed", "cancelled"}, found
        return bool(found["state"] == "committed")

    def answered(self) -> bool:
        """Whether the server answers."""
        try:
            self.api.get("/api/v1/me")
        except PurSightError:
            return False
        return True

    def delivered(self) -> bool:
        """Whether the agent has nothing left to deliver."""
        return bool(self.stage.agent_status()["spool"]["undelivered"] == 0)

    def wait(self, what: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until something is so; if it does not become so, the logs end the message."""
        wait(what, seconds, told=self._last_words)

    def _last_words(self) -> str:
        logs = sorted((self.stage.folder / "logs").glob("*.log"))
        return "\n".join(
            line
            for log in logs
            for line in [f"--- {log.name}", *log.read_text("utf-8").splitlines()[-LAST_LINES:]]
        )

    def rows_in_catalog(self) -> set[int]:
        """Row counts of the tables as the catalog has them."""
        tables = self.api.all("/api/v1/assets", source_id=self.source_id, level="table")
        return {
            self.api.get(f"/api/v1/assets/{table['id']}")["measures"]["row_count"]
            for table in tables
        }

    def agree(self) -> None:
        """Hold the ledger against everything else."""
        scans = {run["id"]: run for run in self.api.all("/api/v1/scans", kind="scan")}
        assert set(scans) == set(self.asked)
        assert {run["state"] for run in scans.values()} == {"committed"}
        postgres = EmbeddedPostgres(self.stage.server_folder / "postgresql")
        assert postgres.join()
        state = ServerState(postgres.dsn("pursight"))
        applied = state.rows("select run_id::text from run_receipt where applied = 'applied'")
        assert sorted(run for (run,) in applied if run in scans) == sorted(self.asked)
        assert state.count("run_chunk") == 0
        assert state.log_is_dense()
        reported = state.rows(
            "select subject_id, count(*) from event where kind = 'scan.reported' group by 1"
        )
        once = {run: times for run, times in reported if run in scans}
        assert once == dict.fromkeys(self.asked, 1)
        assert self.api.post("/api/v1/events/verification")["holds"]
        assert self.rows_in_catalog() == {self.rows}
        self.wait(self.delivered)
        assert "broken" not in self.stage.run_agent("egress", "--verify").lower()


@contextmanager
def set_up(home: Path, way: Callable[[str], str] = str) -> Iterator[Driver]:
    """Start server and agent with one tested source of some tables.

    Args:
        home: Where all of it is kept.
        way: Turns the server's address into the one at which the agent reaches it.
    """
    database = home / "shop.sqlite"
    with closing(sqlite3.connect(database)) as connection, connection:
        for number in range(TABLES):
            connection.execute(f"create table t{number} (id integer, word text)")
    with Stage(home / "stage") as stage:
        api = stage.sign_in()
        agent_id = stage.enrol_agent(api, at=way(stage.url))
        stage.add_sources({"shop": f"sqlite:///{database}"})
        stage.start_agent()
        story.wait_for_agent(api, agent_id, {"shop"})
        ids = story.register(
            api, agent_id, (DemoSource("shop", "Shop", "sqlite", str(database), ""),)
        )
        assert story.run_all(api, ids, "test", lambda _run: None).scanned
        yield Driver(stage, api, ids["shop"], database)
