"""What others have written is shown as text: markup in names, descriptions, purposes, addresses."""

from uuid import UUID

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.desktop.operations.conftest import SOURCE, Desktop, desktop
from tests.desktop.widgets.numbered import at_once

from pursight.errors import Refused
from pursight.identity import new_id
from pursight_desktop.app.screens import SCREENS, make_screen
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.widgets import dialogs
from pursight_desktop.widgets.containers import Card, Facts
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.labels import Chip, Elided, Label, SectionHeader
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.problem_box import ProblemBox
from pursight_desktop.widgets.states import EmptyState, ErrorState
from pursight_desktop.widgets.table import Column, DataTable, Mark, Text
from pursight_desktop.widgets.toast import Toasts

__all__ = ["desktop"]

EVIL = '<b>bold</b><img src="file:///etc/hostname">'
ROWS_LOOKED_AT = 20


def seen(text: str) -> str:
    """What a person sees of a text where Qt guesses whether it is markup."""
    if not Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def texts(ground: QWidget) -> tuple[list[str], list[str]]:
    """Give what is shown of the hostile text as it was written, and where it was taken for markup.

    Looks at labels, tooltips and help of every widget, tooltips of cells, and documents.
    """
    shown: list[str] = []
    taken: list[str] = []
    for widget in [ground, *ground.findChildren(QWidget)]:
        where = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        guessed = [widget.toolTip(), widget.whatsThis(), widget.statusTip()]
        if isinstance(widget, QLabel):
            plain = widget.textFormat() == Qt.TextFormat.PlainText
            (shown if plain else guessed).append(widget.text())
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            cells = [
                model.index(row, column)
                for row in range(min(model.rowCount(), ROWS_LOOKED_AT))
                for column in range(_columns(model))
            ]
            guessed += [str(cell.data(Qt.ItemDataRole.ToolTipRole) or "") for cell in cells]
            shown += [str(cell.data(Qt.ItemDataRole.DisplayRole) or "") for cell in cells]
        if isinstance(widget, QTextBrowser):
            html = widget.document().toHtml()
            if "<img" in html:
                taken.append(f"an image in {where}")
            shown.append(widget.document().toPlainText())
        for text in guessed:
            if "bold" in text and "<b>bold</b>" not in seen(text):
                taken.append(f"{text} of {where}")
            shown.append(seen(text))
    return [text for text in shown if "<b>bold</b>" in text], taken


def _columns(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def test_the_search_bites(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    column = QVBoxLayout(ground)
    column.addWidget(QLabel(EVIL))
    ground.setToolTip(EVIL)
    table = DataTable([Column("n", "N", lambda row: row, tip=lambda row: row)], at_once)
    table.show_rows([EVIL])
    column.addWidget(table)
    shown, taken = texts(ground)
    assert len(taken) == 2  # the table makes its tips plain by itself
    assert shown


def test_every_piece_that_shows_what_others_wrote_shows_it_as_text(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(900, 700)
    column = QVBoxLayout(ground)
    facts, pane, elided = Facts(), Pane(EVIL, EVIL), Elided(EVIL)
    facts.show_facts([(EVIL, EVIL)])
    pane.add_part(EVIL)
    elided.setFixedWidth(20)
    error = Refused(EVIL, hint=EVIL)
    cells = DataTable(
        [
            Column("plain", EVIL, lambda row: row),
            Column("text", "Text", lambda row: Text(row, detail=row)),
            Column("mark", "Mark", Mark, tip=lambda row: row),
        ],
        at_once,
    )
    cells.show_rows([EVIL])
    form = Form(ground, EVIL)
    form.field(EVIL, QWidget(), EVIL)
    form.refused(error)
    form.problem.tell(error)
    pieces = [
        Label(EVIL), Label(EVIL, "heading", wrap=True), elided, facts, pane, cells, form,
        Chip(EVIL, removable=True), SectionHeader(EVIL, EVIL), Card(EVIL, EVIL),
        ProblemBox({"message": EVIL, "hint": EVIL}), EmptyState("search", EVIL, EVIL),
        ErrorState(error),
    ]  # fmt: skip
    for piece in pieces:
        column.addWidget(piece)
    toasts = Toasts(ground)
    toasts.say("error", EVIL)
    ground.show()
    for piece in pieces:
        shown, taken = texts(piece)
        assert taken == []
        assert shown, type(piece).__name__
    assert texts(ground)[1] == []
    assert any(texts(toast)[0] for toast in toasts.toasts())

    asked: list[tuple[list[str], list[str]]] = []

    def leave(sheet: QDialog) -> int:
        asked.append(texts(sheet))
        return 0

    monkeypatch.setattr(dialogs.Sheet, "exec", leave)
    dialogs.ask(ground, EVIL, EVIL, EVIL, danger=True)
    assert asked[0][1] == []
    assert len(asked[0][0]) >= 2


@pytest.fixture
def hostile(desktop: Desktop) -> dict[str, UUID]:
    """A replica in which every text that somebody else can write is markup."""
    server = desktop.server
    table = new_id()
    said = {"description": EVIL, "owner": EVIL, "tags": [EVIL], "comment": EVIL}
    server.put(
        "source", UUID(SOURCE), name=EVIL, kind="postgresql", alias=EVIL, environment=EVIL,
        description=EVIL, tags=[EVIL], state="scanned",
    )  # fmt: skip
    column = desktop.column(EVIL, fqn=f"shop.{EVIL}", parent_id=str(table), **said)
    server.put(
        "asset", table, source_id=SOURCE, level="table", kind="table", name=EVIL,
        fqn=f"shop.public.{EVIL}", label="none", label_state="none", **said,
        first_seen_at="2026-01-01T00:00:00Z", last_seen_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    desktop.violation(asset_id=str(table), fqn=EVIL, sentence=EVIL, remedy=EVIL, reason=EVIL)
    for number, (kind, subject) in enumerate(
        [("asset.annotated", "asset"), ("access_request.made", "access_request"),
         ("person.created", "person"), ("policy.created", "policy"), ("alert.raised", "alert")], 1,
    ):  # fmt: skip
        fields = {"name": EVIL, "email": EVIL, "purpose": EVIL, "rule": EVIL, "about": EVIL}
        server.put(
            "event", UUID(int=number), number=number, at="2026-01-01T00:00:00Z", kind=kind,
            actor_kind="person", actor_name=EVIL, actor_id=str(UUID(int=9)), subject_kind=subject,
            subject_id=str(table), before=None, after={**fields, "description": EVIL}, note=EVIL,
        )  # fmt: skip
    desktop.sync()
    return {"table": table, "column": column}


@pytest.mark.usefixtures("theme")
def test_no_screen_takes_what_others_wrote_for_markup(
    qtbot: QtBot, desktop: Desktop, account: Account, hostile: dict[str, UUID]
) -> None:
    desk = Desk(desktop.store, account, Preferences())
    places = [Place(screen.name) for screen in SCREENS if screen.name != "administration"]
    places += [Place("asset", one) for one in hostile.values()]
    places.append(Place("search").having(text="bold"))
    found: dict[str, int] = {}
    for place in places:
        screen = make_screen(desk, place)
        qtbot.addWidget(screen)
        screen.resize(1072, 730)
        screen.show()
        qtbot.waitUntil(lambda: desk.at_rest)
        QApplication.processEvents()
        shown, taken = texts(screen)
        assert taken == [], place
        found[f"{place.screen} {place.id or ''}".strip()] = len(shown)
        screen.close()
    desk.close()
    assert sum(found.values()) > 20, found
    for name in ("activity", "sources", "review"):
        assert found[name], found
