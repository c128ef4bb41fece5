"""The stage: a server, an agent and the company's databases, running as long as it is open."""

import json
import secrets
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pursight_server.demo import processes
from pursight_server.demo.api import Api
from pursight_server.demo.company import NAME
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.private_files import write_private
from pursight_server.platform.settings import default_data_dir

ORGANISATION = "demo"
EMAIL = "admin@demo.example"
_SERVER_CLUSTER, _SOURCE_CLUSTER = "postgresql", "postgres"


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
        name: What the organisation is called, on the report too.
    """

    def __init__(self, folder: Path, name: str = NAME) -> None:
        self.folder, self.name = folder, name
        self.account = _account(folder)
        self.url = ""
        self.server: processes.Program | None = None
        self.agent: processes.Program | None = None
        self.server_folder = folder / "server"
        self.agent_environment = {"PURSIGHT_AGENT_DIR": str(folder / "agent")}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self._stop)
            if not (made := self.folder / "server-made").exists():
                self._initialise()
                made.touch()
            self.start_server()
            self._open = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def start_server(self, *options: str, environment: Mapping[str, str] | None = None) -> None:
        """Run the server, on the port of the last time, until it is ready."""
        announced = self.server_folder / "server.json"
        announced.unlink(missing_ok=True)
        port = self.folder / "port"
        kept = port.read_text(encoding="utf-8") if port.exists() else "0"
        self.server = processes.Program(
            "server",
            ("server", "run", "--data", str(self.server_folder), "--port", kept, *options),
            self.folder / "logs" / "server.log",
            environment=environment,
        )

        def ready() -> str | None:
            if not announced.exists():
                return None
            return str(json.loads(announced.read_text(encoding="utf-8"))["url"])

        self.url = self.server.wait_until(ready)
        # the agent keeps the address it enrolled at, so the port must stay
        port.write_text(self.url.rpartition(":")[2], encoding="utf-8")

    def restart_server(self, *options: str, environment: Mapping[str, str] | None = None) -> None:
        """Stop the server, if it still runs, and run it with other options."""
        if self.server is not None:
            self.server.stop()
        self.start_server(*options, environment=environment)

    def start_agent(self, environment: Mapping[str, str] | None = None) -> None:
        """Run the agent's service."""
        self.agent = processes.Program(
            "agent",
            ("agent", "run"),
            self.folder / "logs" / "agent.log",
            environment={**self.agent_environment, **(environment or {})},
        )

    def stop_agent(self) -> None:
        """Ask the agent to end, and wait for it."""
        if self.agent is not None:
            self.agent.stop()

    def kill_server(self) -> None:
        """End the server as a power cut would."""
        if self.server is not None:
            self.server.process.kill()
            self.server.process.wait()

    def agent_ended(self) -> bool:
        """Whether the agent does not run."""
        return self.agent is None or self.agent.process.poll() is not None

    def server_ended(self) -> bool:
        """Whether the server does not run."""
        return self.server is None or self.server.process.poll() is not None

    def start_sources(self) -> EmbeddedPostgres:
        """Start the PostgreSQL of the invented company's customers, apart from the server's own."""
        return self._open.enter_context(EmbeddedPostgres(self.folder / "company" / _SOURCE_CLUSTER))

    @property
    def certificate(self) -> Path:
        """The server's own certificate, which no authority vouches for."""
        return self.server_folder / "keys" / "tls-certificate.pem"

    def sign_in(self) -> Api:
        """Open a session as the administrator."""
        api = Api(self.url, self.certificate)
        self._open.callback(api.close)
        api.sign_in(self.account.organisation, self.account.email, self.account.password)
        return api

    def enrol_agent(self, api: Api, *, at: str = "") -> str:
        """Enrol the agent with a fresh token unless it is enrolled; returns its id.

        Args:
            api: A session that may make enrolment tokens.
            at: Address at which the agent reaches the server, when it is another than ours.
        """
        status = self.agent_status()
        if "agent" not in status:
            made = api.post("/api/v1/agents/tokens", {"note": "demonstration"})
            self.run_agent(
                "enrol", at or self.url, "-", "--name", "demonstration", stdin=made["token"] + "\n"
            )
            status = self.agent_status()
        return str(status["agent"]["id"])

    def add_sources(self, urls: Mapping[str, str]) -> None:
        """Tell the agent where its sources are, by alias; one that has moved is replaced.

        One that has not is left alone: the agent knows what it saw there the last time.
        """
        kept = self.folder / "sources.json"
        told: dict[str, str] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
        for alias, url in urls.items():
            if told.get(alias) == url:
                continue
            if alias in told:
                self.run_agent("sources", "remove", alias)
            self.run_agent("sources", "add", alias, url)
            told[alias] = url
            write_private(kept, json.dumps(told).encode())

    def agent_status(self) -> dict[str, Any]:
        """What `pursight agent status --json` tells."""
        status: dict[str, Any] = json.loads(self.run_agent("status", "--json"))
        return status

    def run_agent(self, *arguments: str, stdin: str | None = None) -> str:
        """Run a `pursight agent` command to its end; returns what it printed."""
        return processes.run("agent", *arguments, environment=self.agent_environment, stdin=stdin)

    def _initialise(self) -> None:
        # what an interrupted first run left would be half a server
        _remove(self.server_folder, _SERVER_CLUSTER)
        data = ("--data", str(self.server_folder))
        processes.run("server", "init", *data, "--organisation", ORGANISATION, "--name", self.name)
        processes.run(
            "server", "create-admin", *data, "--organisation", self.account.organisation,
            "--email", self.account.email, "--name", "Administrator", "--password-stdin",
            stdin=self.account.password + "\n",
        )  # fmt: skip

    def _stop(self) -> None:
        for program in (self.agent, self.server):
            if program is not None:
                program.stop()


def default_folder(*, own_data: bool) -> Path:
    """Where it is kept when nothing is said: beside a server's data; one's own data apart."""
    return default_data_dir().with_name("demo-own-data" if own_data else "demo")


def forget(folder: Path) -> None:
    """Delete all that an earlier demonstration left.

    Raises:
        PostgresInUse: It still runs.
    """
    if (folder / "account.json").exists():
        _remove(folder / "company", _SOURCE_CLUSTER)
        _remove(folder / "server", _SERVER_CLUSTER)
        shutil.rmtree(folder)


def _remove(folder: Path, cluster: str) -> None:
    """Delete a folder and its cluster, whose files lie elsewhere in a folder closed to others."""
    EmbeddedPostgres(folder / cluster, watch=False).clear_away()
    shutil.rmtree(folder, ignore_errors=True)


def _account(folder: Path) -> Account:
    kept = folder / "account.json"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        account = Account(ORGANISATION, EMAIL, secrets.token_urlsafe(12))
        write_private(kept, json.dumps({"password": account.password}).encode())
        return account
    return Account(ORGANISATION, EMAIL, json.loads(kept.read_text(encoding="utf-8"))["password"])
