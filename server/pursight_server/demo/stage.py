"""The stage: a server, an agent and the company's databases, running as long as it is open."""

import json
import os
import secrets
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pursight.errors import Conflict
from pursight_server.demo import processes
from pursight_server.demo.api import Api
from pursight_server.demo.company import NAME
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.private_files import write_private
from pursight_server.platform.settings import default_data_dir

ORGANISATION = "brightwater"
EMAIL = "admin@brightwater.example"


class AlreadyRuns(Conflict):
    """The demonstration runs in this folder."""

    code = "demo.already_runs"


@dataclass(frozen=True, slots=True)
class Account:
    """Who may sign in to the demonstration's server."""

    organisation: str
    email: str
    password: str


class Stage:
    """Starts everything on entering, stops everything on leaving, in the order that loses nothing.

    Args:
        folder: Where all of it is kept; a second run finds it again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.account = _account(folder)
        self.agent_environment = {
            "PURSIGHT_AGENT_DIR": str(folder / "agent"),
            # one core for the demonstration's server, one for the scan
            "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "2"),
        }
        self._server_folder = folder / "server"
        self._open = ExitStack()
        self.url = ""

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._start_server(stack)
            self._open = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def start_sources(self) -> EmbeddedPostgres:
        """Start the PostgreSQL of the invented company's customers, apart from the server's own."""
        return self._open.enter_context(EmbeddedPostgres(self.folder / "company" / "postgres"))

    def sign_in(self) -> Api:
        """Open a session as the administrator."""
        api = Api(self.url, self.certificate)
        self._open.callback(api.close)
        api.sign_in(self.account.organisation, self.account.email, self.account.password)
        return api

    def enrol_agent(self, api: Api) -> str:
        """Enrol the agent with a fresh token unless it is enrolled; returns its id."""
        status = self._agent_status()
        if "agent" not in status:
            made = api.post("/api/v1/agents/tokens", {"note": "demonstration"})
            processes.run(
                "agent", "enrol", self.url, "-", "--name", "demonstration",
                environment=self.agent_environment, stdin=made["token"] + "\n",
            )  # fmt: skip
            status = self._agent_status()
        return str(status["agent"]["id"])

    def add_source(self, alias: str, url: str) -> None:
        """Tell the agent where a source is; one of that name is replaced."""
        if alias in {source["alias"] for source in self._agent_status()["sources"]}:
            processes.run("agent", "sources", "remove", alias, environment=self.agent_environment)
        processes.run("agent", "sources", "add", alias, url, environment=self.agent_environment)

    def start_agent(self) -> None:
        """Run the agent's service."""
        agent = processes.Program(
            "agent",
            ("agent", "run"),
            self.folder / "logs" / "agent.log",
            environment=self.agent_environment,
        )
        self._open.callback(agent.stop)

    @property
    def certificate(self) -> Path:
        """The server's own certificate."""
        return self._server_folder / "keys" / "tls.pem"

    def _start_server(self, stack: ExitStack) -> None:
        data = ("--data", str(self._server_folder))
        if not (self._server_folder / "keys").exists():
            processes.run("server", "init", *data, "--organisation", ORGANISATION, "--name", NAME)
            processes.run(
                "server", "create-admin", *data, "--organisation", self.account.organisation,
                "--email", self.account.email, "--name", "Administrator", "--password-stdin",
                stdin=self.account.password + "\n",
            )  # fmt: skip
        announced = self._server_folder / "server.json"
        announced.unlink(missing_ok=True)
        server = processes.Program(
            "server",
            ("server", "run", *data, "--port", str(_port(self.folder))),
            self.folder / "logs" / "server.log",
        )
        stack.callback(server.stop)

        def ready() -> str | None:
            if not announced.exists():
                return None
            return str(json.loads(announced.read_text(encoding="utf-8"))["url"])

        self.url = server.wait_until(ready)

    def _agent_status(self) -> dict[str, Any]:
        told = processes.run("agent", "status", "--json", environment=self.agent_environment)
        status: dict[str, Any] = json.loads(told)
        return status


def default_folder() -> Path:
    """Where the demonstration is kept when nothing is said: beside the server's own data."""
    return default_data_dir().with_name("demo")


def forget(folder: Path) -> None:
    """Delete all that an earlier demonstration left."""
    if (folder / "account.json").exists():
        shutil.rmtree(folder)


def _account(folder: Path) -> Account:
    kept = folder / "account.json"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        account = Account(ORGANISATION, EMAIL, secrets.token_urlsafe(12))
        write_private(kept, json.dumps({"password": account.password}).encode())
        return account
    return Account(ORGANISATION, EMAIL, json.loads(kept.read_text(encoding="utf-8"))["password"])


def _port(folder: Path) -> int:
    """The port of the last run, so that the agent finds its server again; 0 at first."""
    kept = folder / "server" / "port"
    return int(kept.read_text(encoding="utf-8")) if kept.exists() else 0
