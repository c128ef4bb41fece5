"""The copy and a real server: fetched anew, left for good, revoked from elsewhere."""

import asyncio
import json
from pathlib import Path
from uuid import UUID

import httpx
import keyring
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.builders.scanned import Scanner, table
from tests.desktop.memory_keyring import MemoryKeyring
from tests.desktop.views.online.conftest import EMAIL, PASSWORD, show, until

from pursight.protocol.sync_replica import Phase
from pursight_desktop.app.entrance import SignInDoor
from pursight_desktop.app.run import Launch, Run
from pursight_desktop.app.window import Window
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.secrets import REPLICA_KEY, KeyringVault
from pursight_desktop.session.sign_in import sign_in as open_session
from pursight_desktop.settings import Paths
from pursight_desktop.sync.console import Console
from pursight_desktop.sync.status import Connection
from pursight_desktop.theme import Theme
from pursight_desktop.views import settings
from pursight_desktop.views.settings import copy as copy_part
from pursight_desktop.views.settings.leaving import LeaveSheet
from pursight_desktop.views.settings.screen import SettingsScreen
from pursight_server.access.model import FIRST_ADMINISTRATOR
from pursight_server.access.service import create_person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

NAME, WORDS = "quarterly_bonuses", "Words that only Grace has written"


def named(desk: Desk, name: str) -> UUID | None:
    with desk.store.reader() as connection:
        found = connection.execute("SELECT id FROM asset WHERE name = ?", (name,)).fetchone()
    return None if found is None else UUID(bytes=found[0])


def readable(folder: Path, *words: str) -> list[str]:
    """List files in which words can be read."""
    return [
        f"{path.name}: {word}"
        for path in folder.rglob("*")
        if path.is_file()
        for word in words
        if word.encode() in path.read_bytes()
    ]


async def test_a_copy_is_fetched_anew_and_an_edit_meanwhile_is_kept(
    station: Desk,
    scanner: Scanner,
    client: httpx.AsyncClient,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await scanner.scan(table(NAME, *[f"c{number}" for number in range(40)]))
    station.sync_now()
    asset = await until(lambda: named(station, NAME))
    assert asset is not None
    view = settings.make(station, Place("settings"))
    assert isinstance(view, SettingsScreen)
    qtbot.addWidget(view)
    await show(view)
    await until(view.copy.rebuild_button.isEnabled)
    with station.store.reader() as connection:
        before = connection.execute("SELECT entity, id, fields FROM row ORDER BY 1, 2").fetchall()
    phases: set[Phase] = set()
    station.status.connect(lambda status: phases.add(status.sync.phase))
    monkeypatch.setattr(copy_part, "ask", lambda *_args, **_given: True)
    view.copy.rebuild_button.click()
    station.do(lambda store: annotate(store, [asset], description=WORDS))
    await until(lambda: Phase.SNAPSHOT in phases)

    def done() -> bool:
        latest = station.latest
        return latest is not None and latest.sync.phase is Phase.PULL and not latest.sync.pending

    await until(done)
    told = (await client.get(f"/api/v1/assets/{asset}")).json()
    assert told["description"] == WORDS
    await until(lambda: (named(station, NAME), _description(station, asset)) == (asset, WORDS))
    with station.store.reader() as connection:
        after = connection.execute("SELECT entity, id, fields FROM row ORDER BY 1, 2").fetchall()
    kept = {(entity, row_id) for entity, row_id, _ in before}
    assert kept <= {(entity, row_id) for entity, row_id, _ in after}
    same = set(before) & set(after)
    assert len(before) - len(same) <= 1  # what was described


def _description(desk: Desk, asset: UUID) -> str:
    with desk.store.reader() as connection:
        return str((fields_of(connection, "asset", asset) or {}).get("description"))


async def test_a_console_that_is_revoked_elsewhere_keeps_nothing_readable(  # noqa: PLR0917
    station: Desk, console: Console, served: str, scanner: Scanner, theme: Theme,
    qtbot: QtBot, tmp_path: Path,
) -> None:  # fmt: skip
    await scanner.scan(table(NAME, "amount"))
    station.sync_now()
    await until(lambda: named(station, NAME))
    window = Window(station, theme)
    qtbot.addWidget(window)
    window.show()
    folder = console.account.folder(Paths(tmp_path / "console"))
    assert (folder / "replica.db").exists()
    elsewhere = await open_session(
        served, "acme", EMAIL, PASSWORD,
        vault=KeyringVault(), accounts=Accounts(tmp_path / "elsewhere.json"),
    )  # fmt: skip
    async with elsewhere.client() as other:
        answer = await other.delete(f"/sync/v1/devices/{console.account.device_id}")
        assert answer.status_code < 300
    await until(
        lambda: station.latest is not None and station.latest.connection is Connection.REVOKED
    )
    assert not folder.exists() or not list(folder.glob("replica*"))
    ring = keyring.get_keyring()
    assert isinstance(ring, MemoryKeyring)
    assert not [key for key in ring.kept if REPLICA_KEY in key[1]]
    assert readable(tmp_path / "console", NAME) == []
    assert not window.tabs.isVisible()


async def test_leaving_for_good_asks_for_unsent_edits_and_leaves_nothing(  # noqa: PLR0917
    qapp: QApplication, served: str, database: Database, organisation: Organisation,
    scanner: Scanner, ring: MemoryKeyring, tmp_path: Path, qtbot: QtBot,
) -> None:  # fmt: skip
    await scanner.scan(table(NAME, "amount"))
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
        await create_person(
            uow, email=EMAIL, name="Grace", roles=FIRST_ADMINISTRATOR, password=PASSWORD
        )
    home, saved = tmp_path / "console", tmp_path / "edits.json"
    paths = Paths(home)
    await open_session(
        served, "acme", EMAIL, PASSWORD, vault=KeyringVault(), accounts=Accounts(paths.accounts)
    )
    run = Run(qapp, Launch(paths))
    run.start()
    try:
        desk = run.desk
        assert desk is not None
        assert run.opened is not None
        asset = await until(lambda: named(desk, NAME))
        assert asset is not None
        await until(lambda: desk.latest is not None and desk.latest.online)
        run.preferences.put("search.recent", [NAME])
        run.opened.engine.signed_out()  # from now on edits wait
        await until(lambda: desk.latest.connection is Connection.SIGNED_OUT)  # type: ignore[union-attr]
        desk.do(lambda store: annotate(store, [asset], description=WORDS))
        assert run.window is not None
        run.window.go(Place("settings"))
        view = run.window.tabs.shown()
        assert isinstance(view, SettingsScreen)
        view.account.leave_button.click()
        (sheet,) = view.findChildren(LeaveSheet)
        await until(lambda: "only on this machine" in sheet.waiting.text())
        assert not sheet.send_button.isEnabled()
        sheet.save_to(saved)
        await until(lambda: str(saved) in sheet.saved.text())
        (edit,) = json.loads(saved.read_text())
        assert (edit["set"], edit["id"]) == ({"description": WORDS}, str(asset))
        assert NAME in edit["about"]
        run.window.remember()
        assert readable(home, NAME) != []  # what was searched
        sheet.confirm_button.click()
        await until(lambda: isinstance(run.door, SignInDoor))
        assert (run.opened, run.desk, run.window) == (None, None, None)
        assert ring.kept == {}
        assert Accounts(paths.accounts).last() is None
        assert not list(home.rglob("replica.db*"))
        assert readable(home, NAME, WORDS, str(asset)) == []
    finally:
        await asyncio.get_running_loop().run_in_executor(None, lambda: None)
        run.close()
        if run.door is not None:
            run.door.close()
