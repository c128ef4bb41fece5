"""Changing the language: the window is made anew, with the same tabs; an edit is not lost by it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pursight_desktop.app.run import Launch, Run
from pursight_desktop.app.window import Window
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Paths, Preferences
from pursight_desktop.views.settings.screen import SettingsScreen


@pytest.fixture
def run(
    qapp: QApplication, replica_store: Store, account: Account, tmp_path: Path
) -> Iterator[Run]:
    """The console behind its doors, with nobody else's preferences."""
    run = Run(qapp, Launch(Paths(tmp_path)))
    run.preferences.language = "en"
    run.desk = Desk(replica_store, account, run.preferences)
    run.window = run._make_window(run.desk)
    run.window.show()
    yield run
    window = run.window
    run.close()
    window.deleteLater()


def words_of(window: Window | None) -> set[str]:
    assert window is not None
    return {button.text().strip() for button in window.sidebar.buttons.values()}


def test_the_choice_in_the_settings_holds_at_once(run: Run, qtbot: QtBot) -> None:
    before = run.window
    assert before is not None
    assert "Settings" in words_of(before)
    before.go(Place("catalog"))
    before.go(Place("settings"), new_tab=True)
    screen = before.tabs.shown()
    assert isinstance(screen, SettingsScreen)
    box = screen.looks.language
    box.setCurrentIndex(box.findData("de"))
    qtbot.waitUntil(lambda: run.window is not before)
    after = run.window
    assert after is not None
    assert {"Einstellungen", "Katalog", "Start"} <= words_of(after)
    assert after.tabs.places() == [Place("catalog"), Place("settings")]
    assert after.tabs.here() == Place("settings")
    assert QLocale().language() is QLocale.Language.German
    assert run.desk is not None
    run.desk.notice.emit("info", "gesagt")
    assert [toast.text for toast in after.toasts.toasts()] == ["gesagt"]
    run.preferences.language = "en"
    qtbot.waitUntil(lambda: run.window is not after)
    assert "Settings" in words_of(run.window)


def test_the_same_language_leaves_the_window_alone(run: Run, qtbot: QtBot) -> None:
    before = run.window
    run.preferences.language = "en-GB"
    run.preferences.language = "en"
    qtbot.wait(50)
    assert run.window is before


def test_who_is_writing_may_stay(run: Run, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run.window
    assert before is not None
    monkeypatch.setattr(before.tabs, "may_leave", lambda: False)
    run.preferences.language = "de"
    qtbot.waitUntil(lambda: bool(before.toasts.toasts()))
    assert run.window is before
    assert "opened again" in before.toasts.toasts()[0].text


def test_the_next_start_speaks_what_was_chosen(qapp: QApplication, tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.make()
    Preferences(paths.preferences).language = "de"
    run = Run(qapp, Launch(paths))
    assert run.speech.language == "de"
    assert qapp.translate("screens", "Catalog") == "Katalog"
    run.close()
    assert qapp.translate("screens", "Catalog") == "Catalog"
