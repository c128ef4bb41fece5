"""The real window in German: every text of ours is German, and none is cut."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QDate, QLocale, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.builders.replica import an_estate

from pursight_desktop.app.screens import SCREENS
from pursight_desktop.app.window import Window
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.language.spoken import TRANSLATIONS, Speech
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.session.answers import offline
from pursight_desktop.sync.status import Connection, ConsoleStatus, word
from pursight_desktop.theme import Theme
from pursight_desktop.widgets.charts.bars import BarChart
from pursight_desktop.widgets.labels import Chip, Elided

_WORD = re.compile(r"[^\W\d_]{3,}")
_PLACE = re.compile(r"\{[^{}]*\}")
_NO_WORDS = re.compile(r"\w*[_\d…]\w*(…\w+)*|<[^>]*>|https?:\S+|\S+@\S+")
"""Names of tables, numbers of runs, mark-up, addresses."""

KEYS = frozenset({"PurSight", "Strg", "Umschalt", "Esc", "Enter", "Entf", "Alt", "Tab", "Ende",
                  "Rechts", "Links", "Bild", "abwärts", "aufwärts", "Leertaste", "Return",
                  "English", "Deutsch", "SQLite", "adres", "cust"})  # fmt: skip
"""Keys, languages by their own names, examples of what one may type."""


@lru_cache(maxsize=1)
def german_words() -> frozenset[str]:
    """All words of the translation."""
    words: set[str] = set()
    root = ET.parse(TRANSLATIONS / "pursight_de.ts").getroot()  # noqa: S314  our own file
    for told in root.iter("translation"):
        for text in [form.text or "" for form in told.iter("numerusform")] or [told.text or ""]:
            words.update(word.casefold() for word in _WORD.findall(_PLACE.sub(" ", text)))
    return frozenset(words)


class Reader:
    """Says of a text which words in it are neither German nor data.

    Args:
        data: What the replica holds: names, descriptions.
    """

    def __init__(self, data: frozenset[str]) -> None:
        self._prose = sorted((one for one in data if " " in one), key=len, reverse=True)
        names = {word for one in data if " " not in one for word in _WORD.findall(one)}
        dates = {QLocale("de").toString(QDate(2026, m, d), "dddd MMMM MMM")
                 for m in range(1, 13) for d in range(1, 8)}  # fmt: skip
        said = {word for one in dates for word in _WORD.findall(one)}
        self._known = german_words() | {word.casefold() for word in names | said | KEYS}

    def foreign(self, text: str) -> list[str]:
        """List the words that are neither."""
        text = text.replace("&&", "&")
        for one in self._prose:
            text = text.replace(one, " ")
        text = _NO_WORDS.sub(" ", text)
        return [word for word in _WORD.findall(text) if word.casefold() not in self._known]


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """List what a widget and those in it say to a person: the kind, the text."""
    for one in [widget, *widget.findChildren(QWidget)]:
        if not one.isVisibleTo(widget) and one is not widget:
            continue
        kind = type(one).__name__
        if isinstance(one, Elided):
            yield kind, one.whole()
        elif isinstance(one, QLabel | QAbstractButton | Chip):
            yield kind, one.text()
        elif isinstance(one, QLineEdit):
            yield kind, one.placeholderText()
        elif isinstance(one, QComboBox):
            yield from ((kind, one.itemText(number)) for number in range(one.count()))
        elif isinstance(one, QTabBar):
            yield from ((kind, one.tabText(number)) for number in range(one.count()))
        elif isinstance(one, QHeaderView) and one.model() is not None:
            for number in range(one.count()):
                yield kind, str(one.model().headerData(number, one.orientation()) or "")
        elif isinstance(one, QTreeWidget | BarChart):
            pass  # data
        yield kind + " tip", one.toolTip()
        yield kind + " name", one.accessibleName()
        yield from ((kind + " action", action.text()) for action in one.actions())


def strings(value: object) -> Iterator[str]:
    """List all texts in a row, names also taken apart."""
    if isinstance(value, str):
        yield " ".join(value.split())
        if " " not in value:
            yield from re.split(r"[._:/-]", value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[Speech]:
    speech = Speech(qapp)
    speech.speak("de")
    yield speech
    speech.leave()


@pytest.fixture
def window(german: Speech, desk: Desk, theme: Theme, qtbot: QtBot) -> Iterator[Window]:
    assert german.language == "de"
    estate = an_estate(desk.store, tables=30, columns=300)
    sync = SyncState(desk.store).status()
    desk.latest = ConsoleStatus(Connection.ONLINE, sync, word(Connection.ONLINE, sync))
    window = Window(desk, theme)
    window.resize(1280, 800)
    window.show()
    window.setProperty("estate", [estate.tables[0], estate.columns[0]])
    qtbot.waitUntil(lambda: desk.idle)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def reader(desk: Desk, window: Window) -> Reader:
    assert window.isVisible()
    found: set[str] = set()
    with desk.store.reader() as connection:
        for (fields,) in connection.execute("SELECT fields FROM row"):
            found.update(strings(json.loads(fields)))
    account = desk.account
    found.update((account.person_name, account.organisation_name))
    away = offline(account.server_url)  # what errors say is English
    found.update((away.message, away.hint, f"{away.message} {away.hint}"))
    return Reader(frozenset(found))


PLACES = [screen.name for screen in SCREENS] + ["table", "column", "found"]


def go(window: Window, name: str, qtbot: QtBot) -> QWidget:
    """Go somewhere, and wait for all that is shown there."""
    table, column = window.property("estate")
    place = {
        "table": Place("asset", table),
        "column": Place("asset", column),
        "found": Place("search", args=(("text", "email"),)),
    }.get(name, Place(name))
    window.go(place)
    calm: list[bool] = []

    def still() -> bool:
        calm.append(window.desk.idle)
        return len(calm) > 5 and all(calm[-5:])

    qtbot.waitUntil(still)
    shown = window.tabs.shown()
    assert shown is not None
    return shown


@pytest.mark.parametrize("name", PLACES)
def test_every_text_on_a_screen_is_german(
    window: Window, reader: Reader, name: str, qtbot: QtBot
) -> None:
    shown = go(window, name, qtbot)
    said = {pair for pair in texts(shown) if pair[1].strip()}
    assert said
    english = sorted((*pair, *foreign) for pair in said if (foreign := reader.foreign(pair[1])))
    assert english == []


def test_the_window_itself_is_german(window: Window, reader: Reader, qtbot: QtBot) -> None:
    go(window, "home", qtbot)
    said = {text.strip() for part in (window.sidebar, window.status) for _, text in texts(part)}
    assert {"Start", "Katalog", "Einstellungen", "Aktuell"} <= said
    titles = [(entry.title, entry.group) for entry in window.actions_]
    said |= {text for title in titles for text in title}
    assert sorted(text for text in said if reader.foreign(text)) == []


def test_english_would_be_noticed(reader: Reader) -> None:
    assert reader.foreign("Nothing waits for you") == ["Nothing", "waits", "for", "you"]
    assert "new" in reader.foreign("Open in a new tab")
    assert reader.foreign("Nichts wartet auf Sie") == []


def _has_room(widget: QWidget) -> bool:
    hint = widget.sizeHint()
    room = widget.size()
    return room.width() + 2 >= hint.width() or hint == QSize(0, 0)


@pytest.mark.parametrize("name", PLACES)
def test_no_word_on_a_screen_is_cut(window: Window, name: str, qtbot: QtBot) -> None:
    shown = go(window, name, qtbot)
    cut = []
    for one in shown.findChildren(QWidget):
        if not one.isVisible() or one.visibleRegion().isEmpty():
            continue
        if isinstance(one, QPushButton) and one.text() and not _has_room(one):
            cut.append((type(one).__name__, one.text()))
        if isinstance(one, QPushButton) and one.text():
            whole = one.visibleRegion().boundingRect().width() >= one.width()
            if not whole:
                cut.append((f"{type(one).__name__} beyond an edge", one.text()))
        if (
            isinstance(one, QLabel)
            and not isinstance(one, Elided)
            and not one.wordWrap()
            and one.text()
            and not _has_room(one)
        ):
            cut.append((type(one).__name__, one.text()))
        if isinstance(one, QHeaderView) and one.model() is not None:
            for number in range(one.count()):
                title = str(one.model().headerData(number, one.orientation()) or "")
                wide = one.fontMetrics().horizontalAdvance(title)
                if not one.isSectionHidden(number) and one.sectionSize(number) < wide + 8:
                    cut.append(("header", title))
    assert cut == []
