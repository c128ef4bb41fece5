"""A real server with something scanned, and Grace, whose console is drawn."""

import asyncio
import os
import shutil
import sqlite3
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import httpx
from typing_extensions import override

from pursight_desktop.session import trust
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.passphrase import PassphraseVault
from pursight_desktop.session.session import TIMEOUT, Session
from pursight_desktop.session.sign_in import sign_in
from pursight_desktop.settings import Paths
from pursight_desktop.sync.console import Console
from pursight_server.demo import company, processes, story
from pursight_server.demo.api import Api, ApiRefused
from pursight_server.demo.company import DemoSource
from pursight_server.demo.stage import Stage
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

EMPTY: Final = "fresh"
"""Short name of the organisation that was only just founded."""

GRACE: Final = "grace@demo.example"
ROLES: Final = ("data_administrator", "data_steward", "system_administrator")
LESSER: Final = ("workspace_member", "data_user")
PASSWORD: Final = "several words in a row"
QUICK: Final = 1 << 10
PAGE_ROWS: Final = "40"
"""Of the pages in which a held fill arrives, so that it has something to show."""


class Gate:
    """Lets a console's requests for the sync through, or holds them, as a hanging network does.

    Args:
        pages: How many pages of the first fill pass while it is shut; None: it is open.
    """

    def __init__(self, pages: int | None = None) -> None:
        self._open = threading.Event()
        self._pages = pages or 0
        if pages is None:
            self._open.set()

    def shut(self) -> None:
        """Hold what is asked from now on."""
        self._open.clear()

    def open(self) -> None:
        """Let everything pass."""
        self._open.set()

    async def __call__(self, request: httpx.Request) -> None:
        """Wait until a request may go on."""
        path = request.url.path
        if not path.startswith("/sync/v1/") or path.endswith("/devices"):
            return
        if path.endswith("/snapshot") and not self._open.is_set():
            request.url = request.url.copy_merge_params({"limit": PAGE_ROWS})
            self._pages -= 1
            if self._pages >= 0:
                return
        while not self._open.is_set():  # noqa: ASYNC110  another thread's event
            await asyncio.sleep(0.02)


class GatedSession(Session):
    """A session whose requests pass a gate."""

    gate: Gate

    @override
    def client(self, *, timeout: httpx.Timeout = TIMEOUT) -> httpx.AsyncClient:
        client = super().client(timeout=timeout)
        client.event_hooks["request"].append(self.gate)
        return client


class PicturedServer:
    """A server as a process of its own, and what others do there meanwhile.

    Args:
        stage: Runs; Grace is in its organisation, and in the empty one.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        api = stage.sign_in()
        people = {one["email"]: one["id"] for one in api.all("/api/v1/persons")}
        self._grace = people[GRACE]
        trusted = ssl.create_default_context(cafile=str(stage.certificate))
        self._http = httpx.Client(base_url=stage.url, verify=trusted, trust_env=False)
        account = stage.account
        body = {
            "organisation": account.organisation,
            "email": account.email,
            "password": account.password,
        }
        token = self._http.post("/api/v1/sessions", json=body).json()["access_token"]
        self._http.headers["Authorization"] = f"Bearer {token}"

    def close(self) -> None:
        """End the connections."""
        self._http.close()

    @contextmanager
    def console(self, home: Path, organisation: str, gate: Gate) -> Iterator[Console]:
        """Sign Grace in and let her console sync."""
        paths = Paths(home)
        paths.make()
        vault = PassphraseVault.open(paths.wrapped_secrets, PASSWORD, cost=QUICK)
        pin = trust.pin_of_certificate(self.stage.certificate.read_bytes())
        opened = asyncio.run(
            sign_in(
                self.stage.url, organisation, GRACE, PASSWORD,
                vault=vault, accounts=Accounts(paths.accounts), pin=pin,
            )
        )  # fmt: skip
        session = GatedSession(opened.account, vault)
        session.gate = gate
        console = Console.open(paths, opened.account, vault, session=session)
        console.start()
        try:
            yield console
        finally:
            console.close()

    def stop(self) -> None:
        """Let the server be gone."""
        assert self.stage.server is not None
        self.stage.server.stop()

    def start(self) -> None:
        """Have it back, at the same address."""
        self.stage.start_server()

    def annotate(self, asset_id: object, **fields: object) -> None:
        """Document an asset, as the administrator."""
        self._ask("PATCH", f"/api/v1/assets/{asset_id}", fields)

    def decide(self, column_id: object, **decision: object) -> None:
        """Say what a column holds, as the administrator."""
        self._ask("PUT", f"/api/v1/classifications/{column_id}/decision", decision)

    def let_grace(self, *roles: str) -> None:
        """Give Grace other roles."""
        self._ask("PATCH", f"/api/v1/persons/{self._grace}", {"roles": list(roles)})

    def _ask(self, method: str, path: str, body: dict[str, Any]) -> None:
        answer = self._http.request(method, path, json=body)
        assert answer.is_success, answer.text


@contextmanager
def quick_place() -> Iterator[Path]:
    """A folder for a stage, in memory when there is any, that PostgreSQL's account can pass."""
    memory = Path("/dev/shm")  # noqa: S108
    place = memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="pursight-pictures-", dir=place))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        # a list, since the tree changes under our hands
        for home in [home for home in folder.rglob("home") if (home / "cluster").exists()]:
            EmbeddedPostgres(home.parent, watch=False).clear_away()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def pictured_server(folder: Path, *, whole_company: bool) -> Iterator[PicturedServer]:
    """Run a server over a folder; what an earlier run scanned there is not scanned again.

    Args:
        folder: Of the stage.
        whole_company: Scan the demonstration's company, which takes a minute; else a small shop.
    """
    with Stage(folder, "Acme Retail") as stage:
        done = folder / "scanned"
        if not done.exists():
            _scan(stage, whole_company=whole_company)
            done.touch()
        server = PicturedServer(stage)
        try:
            yield server
        finally:
            server.close()


def _scan(stage: Stage, *, whole_company: bool) -> None:
    api = stage.sign_in()
    _add_grace(api)
    _found_another(stage)
    agent_id = stage.enrol_agent(api)
    if whole_company:
        sources = company.sources(stage.folder / "company", stage.start_sources())
    else:
        url = _a_shop(stage.folder / "shop.sqlite")
        sources = (DemoSource("shop", "Shop", "sqlite", url, "Orders of the web shop"),)
    stage.add_sources({source.alias: source.url for source in sources})
    stage.start_agent()
    story.wait_for_agent(api, agent_id, {source.alias for source in sources})
    ids = story.register(api, agent_id, sources)
    story.run_all(api, ids, "test", lambda _run: None)
    if whole_company:
        story.set_rules(api, ids)
    assert not story.run_all(api, ids, "scan", lambda _run: None).failed
    stage.stop_agent()


def _add_grace(api: Api) -> None:
    person = {"email": GRACE, "name": "Grace Hopper", "roles": ROLES, "password": PASSWORD}
    with suppress(ApiRefused):  # she is there already: an earlier run was broken off
        api.post("/api/v1/persons", person)


def _found_another(stage: Stage) -> None:
    """Found an organisation that has nothing yet, and let Grace administer it."""
    assert stage.server is not None
    stage.server.stop()
    data = ("--data", str(stage.server_folder))
    processes.run("server", "init", *data, "--organisation", EMPTY, "--name", "Acme Retail")
    processes.run(
        "server", "create-admin", *data, "--organisation", EMPTY, "--email", GRACE,
        "--name", "Grace Hopper", "--password-stdin", stdin=PASSWORD + "\n",
    )  # fmt: skip
    stage.start_server()


def _a_shop(path: Path) -> str:
    """Make a database of some tables, whose columns hold what their names say."""
    person = "email text, phone text, full_name text, city text, joined text"
    tables = {"customer": person, "supplier": person, "visit": "page text, at text, seconds int"}
    row = ("ada@example.org", "+49 30 901820", "Ada Lovelace", "Berlin", "2026-03-01")
    with closing(sqlite3.connect(path)) as connection, connection:
        for name, columns in tables.items():
            connection.execute(f"create table if not exists {name} (id integer, {columns})")
            width = columns.count(",") + 1
            marks = ", ".join("?" * (width + 1))
            rows = [(number, *row[:width]) for number in range(40)]
            connection.executemany(f"insert into {name} values ({marks})", rows)
    return f"sqlite:///{path}"
