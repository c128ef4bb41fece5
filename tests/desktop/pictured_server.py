"""A real server with something scanned, and Grace, whose console is drawn."""

import asyncio
import os
import shutil
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import httpx
from tests.builders.agent_driver import AgentDriver
from tests.builders.reports import a_column, a_report, a_table, a_test
from typing_extensions import override

from pursight.clock import SystemClock
from pursight.contracts.scans import TableReport
from pursight_desktop.session import trust
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.passphrase import PassphraseVault
from pursight_desktop.session.session import TIMEOUT, Session
from pursight_desktop.session.sign_in import sign_in
from pursight_desktop.settings import Paths
from pursight_desktop.sync.console import Console
from pursight_server.commands import administration
from pursight_server.demo import company, story
from pursight_server.demo.api import Api, ApiRefused
from pursight_server.demo.company import DemoSource
from pursight_server.demo.stage import Stage
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.settings import Settings

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
        self._sign_in()

    def close(self) -> None:
        """End the connections."""
        self._http.close()

    @contextmanager
    def console(self, home: Path, organisation: str, gate: Gate) -> Iterator[Console]:
        """Sign Grace in and let her console sync; the server is started if it does not run."""
        if self.stage.server_ended():
            self.stage.start_server()  # at the same address
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

    def annotate(self, asset_id: object, **fields: object) -> None:
        """Document an asset, as the administrator."""
        self._ask("PATCH", f"/api/v1/assets/{asset_id}", fields)

    def decide(self, column_id: object, **decision: object) -> None:
        """Say what a column holds, as the administrator."""
        self._ask("PUT", f"/api/v1/classifications/{column_id}/decision", decision)

    def let_grace(self, *roles: str) -> None:
        """Give Grace other roles."""
        self._ask("PATCH", f"/api/v1/persons/{self._grace}", {"roles": list(roles)})

    def _sign_in(self) -> None:
        """Sign the administrator in; between two scenes a token may run out."""
        account = self.stage.account
        body = {
            "organisation": account.organisation,
            "email": account.email,
            "password": account.password,
        }
        token = self._http.post("/api/v1/sessions", json=body).json()["access_token"]
        self._http.headers["Authorization"] = f"Bearer {token}"

    def _ask(self, method: str, path: str, body: dict[str, Any]) -> None:
        now = self._http.get(path.removesuffix("/decision"))
        if now.status_code == httpx.codes.UNAUTHORIZED:
            self._sign_in()
            now = self._http.get(path.removesuffix("/decision"))
        headers = {"If-Match": now.headers["ETag"]} if "ETag" in now.headers else {}
        answer = self._http.request(method, path, json=body, headers=headers)
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
    asyncio.run(_found_another(stage))
    if not whole_company:
        asyncio.run(_report_a_shop(stage, api))
        return
    agent_id = stage.enrol_agent(api)
    sources = company.sources(stage.folder / "company", stage.start_sources())
    stage.add_sources({source.alias: source.url for source in sources})
    stage.start_agent()
    story.wait_for_agent(api, agent_id, {source.alias for source in sources})
    ids = story.register(api, agent_id, sources)
    story.run_all(api, ids, "test", lambda _run: None)
    story.set_rules(api, ids)
    assert not story.run_all(api, ids, "scan", lambda _run: None).failed
    stage.stop_agent()


def _add_grace(api: Api) -> None:
    person = {"email": GRACE, "name": "Grace Hopper", "roles": ROLES, "password": PASSWORD}
    with suppress(ApiRefused):  # she is there already: an earlier run was broken off
        api.post("/api/v1/persons", person)


async def _found_another(stage: Stage) -> None:
    """Found an organisation that has nothing yet, and let Grace administer it."""
    settings, clock = Settings(data_dir=stage.server_folder), SystemClock()
    await administration.initialise(settings, EMPTY, "Acme Retail", clock)
    await administration.create_administrator(
        settings, clock, organisation=EMPTY, email=GRACE, name="Grace Hopper", password=PASSWORD
    )


async def _report_a_shop(stage: Stage, api: Api) -> None:
    """Report a scan of some tables, as an agent would: that is much quicker than running one."""
    trusted = ssl.create_default_context(cafile=str(stage.certificate))
    async with httpx.AsyncClient(base_url=stage.url, verify=trusted, trust_env=False) as http:
        agent = AgentDriver(http, SystemClock())
        await agent.enrol(api.post("/api/v1/agents/tokens")["token"], name="shop agent")
        await agent.poll(capacity=0)
        ids = story.register(api, str(agent.id), [DemoSource("crm", "Shop", "postgresql", "", "")])
        for kind, records in (("test", a_test()), ("scan", a_report(*_shop()))):
            api.post(f"/api/v1/sources/{ids['crm']}/{kind}")
            await agent.delivered(await agent.begin(), records)


def _shop() -> list[TableReport]:
    labels = {"email": "email", "phone": "phone", "full_name": "person_name"}
    columns = ("id", "email", "phone", "full_name", "joined")
    return [
        a_table(name=name, columns=[a_column(name=c, label=labels.get(c, "none")) for c in columns])
        for name in ("customer", "supplier", "visit")
    ]
