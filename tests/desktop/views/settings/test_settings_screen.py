"""Settings: what is chosen holds, the copy is told in numbers, the bundle holds no names."""

import json
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.views.stations import a_desk, connect, settle, show

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.diagnostics import scrubbed
from pursight_desktop.replica.queries.stored import stored
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.sync.status import Connection
from pursight_desktop.views import settings
from pursight_desktop.views.settings import account as account_part
from pursight_desktop.views.settings import copy as copy_part
from pursight_desktop.views.settings.screen import SettingsScreen
from pursight_desktop.widgets.labels import Label


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    """A small estate."""
    return an_estate(replica_store, tables=30, columns=300)


@pytest.fixture
def desk(
    replica_store: Store, account: Account, estate: AnEstate, qapp: QApplication
) -> Iterator[Desk]:
    """A desk without a server."""
    desk = a_desk(replica_store, account)
    connect(desk, Connection.OFFLINE)
    yield desk
    desk.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> SettingsScreen:
    """The screen, shown."""
    view = settings.make(desk, Place("settings"))
    assert isinstance(view, SettingsScreen)
    show(qtbot, desk, view, size=(1072, 1600))
    return view


def words(view: SettingsScreen) -> str:
    return "\n".join(label.text() for label in view.findChildren(Label))


def test_tells_who_is_signed_in_and_what_is_here(screen: SettingsScreen, desk: Desk) -> None:
    told = words(screen)
    assert "Grace Hopper (grace@acme.test)" in told
    assert "https://pursight.test:8443" in told
    with desk.store.reader() as connection:
        rows = sum(one.rows for one in stored(connection))
    assert f"{rows:,}" in told
    assert "\n2 Mar 2026" in told


def test_the_theme_is_kept_at_once(screen: SettingsScreen, desk: Desk, qtbot: QtBot) -> None:
    heard: list[str] = []
    desk.preferences.listen(heard.append)
    button = screen.looks.themes["dark"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (desk.preferences.theme, heard) == ("dark", ["theme"])
    desk.preferences.theme = "light"  # chosen elsewhere, in the palette say
    assert screen.looks.themes["light"].isChecked()


def test_the_language_is_kept(screen: SettingsScreen, desk: Desk) -> None:
    screen.looks.language.setCurrentIndex(screen.looks.language.findData("en"))
    assert desk.preferences.language == "en"


def test_what_needs_the_server_says_so(screen: SettingsScreen, desk: Desk) -> None:
    assert not screen.copy.rebuild_button.isEnabled()
    assert "offline" in screen.copy.rebuild_button.toolTip()
    assert "You are offline: this needs the server." in words(screen)


def test_signing_out_and_rebuilding_ask_before(
    screen: SettingsScreen, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    monkeypatch.setattr(account_part, "ask", lambda *_args, **_given: answers.pop(0))
    wanted: list[bool] = []
    desk.sign_out_wanted.connect(lambda: wanted.append(True))
    screen.account.sign_out_button.click()
    assert wanted == []
    screen.account.sign_out_button.click()
    assert wanted == [True]
    rebuilt: list[bool] = []
    monkeypatch.setattr(desk, "rebuild", lambda: rebuilt.append(True))
    answers += [False, True]
    monkeypatch.setattr(copy_part, "ask", lambda *_args, **_given: answers.pop(0))
    connect(desk, Connection.ONLINE)
    settle(qtbot, desk)
    screen.copy.rebuild_button.click()
    assert rebuilt == []
    screen.copy.rebuild_button.click()
    assert rebuilt == [True]
    assert not screen.findChildren(QDialog)


def test_the_bundle_holds_no_name_and_no_secret(
    screen: SettingsScreen, desk: Desk, estate: AnEstate, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk.store.reader() as connection:
        (name,) = connection.execute("SELECT text FROM name ORDER BY length(text) DESC").fetchone()
    desk.preferences.put("search.recent", [name])
    log = logging.getLogger("pursight")
    handler = logging.FileHandler(tmp_path / "console.log", encoding="utf-8")
    log.addHandler(handler)
    try:
        handler.emit(log.makeRecord("pursight", 20, "x.py", 1, f"read {name} twice", (), None))
        handler.emit(
            log.makeRecord("pursight", 20, "x.py", 1, "Bearer eyJhbGciOi.abc.def", (), None)
        )
        path = tmp_path / "bundle.zip"
        screen.diagnostics.save_to(path)
        qtbot.waitUntil(path.exists)
        settle(qtbot, desk)
    finally:
        log.removeHandler(handler)
        handler.close()
    assert str(path) in screen.diagnostics.saved.text()
    with zipfile.ZipFile(path) as bundle:
        content = {one: bundle.read(one).decode() for one in bundle.namelist()}
    assert set(content) == {
        "versions.json", "settings.json", "sync.json", "rows.json", "console.log",
    }  # fmt: skip
    everything = "\n".join(content.values())
    assert name not in everything
    assert "eyJ" not in everything
    assert "grace" not in everything.casefold()
    assert "read ‹name› twice" in content["console.log"]
    assert json.loads(content["rows.json"])["source"] == len(estate.sources)
    assert "PySide6-Essentials" in json.loads(content["versions.json"])


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("token=abc123 refused", "‹hidden› refused"),
        ("pst1.id.secret.pin was used", "‹hidden› was used"),
        ("asked https://server.internal:8443/api", "asked ‹hidden›"),
        ("mail from grace@acme.test", "mail from ‹hidden›"),
        ("scan of shop.public.customer failed", "scan of ‹name› failed"),
        ("customer came", "‹name› came"),
        ("pursight.console: a turn of the sync failed", None),
        ('File "/home/grace/secret/engine.py", line 12', 'File "engine.py", line 12'),
        ("took 12.5 s", None),
    ],
)
def test_a_line_of_the_log_is_scrubbed(line: str, kept: str | None) -> None:
    assert scrubbed([line], frozenset({"Customer"})) == [line if kept is None else kept]


def test_versions_can_be_copied(screen: SettingsScreen, qapp: QApplication) -> None:
    screen.diagnostics.copy_versions()
    assert "sqlcipher3" in qapp.clipboard().text()
