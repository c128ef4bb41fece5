"""The queue: evidence in words, filters, news from elsewhere, nothing left, not all here yet."""

import json
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate
from tests.desktop.views.review.deciding import decision, order, settled, waiting

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.deciding import decide
from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.sync.status import Connection, ConsoleStatus
from pursight_desktop.views.review import make
from pursight_desktop.views.review.view import ReviewView
from pursight_desktop.widgets.evidence_words import question
from pursight_desktop.widgets.states import EmptyState


def _empty_words(view: ReviewView) -> str:
    shown = view.deck.shown()
    assert isinstance(shown, EmptyState)
    return shown.title.text()


def _open(desk: Desk, qtbot: QtBot, place: Place | None = None) -> ReviewView:
    view = make(desk, place or Place("review"))
    assert isinstance(view, ReviewView)
    qtbot.addWidget(view)
    view.resize(1100, 760)
    view.show()
    qtbot.waitUntil(lambda: desk.idle)
    return view


def test_asks_in_words_and_says_why(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    settled(qtbot, desk, view)
    line = view.sitting.lines[0]
    assert view.detail.question.text() == question(line.name, line.label, line.table_name)
    assert view.detail.sentences
    assert all(sentence.endswith(".") for sentence in view.detail.sentences)
    beside = [view.detail.neighbours.table.row(n).name for n in range(3)]
    assert "id" in {name.lower().strip("_") for name in beside}


def test_filters_by_source_label_and_confidence(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    every = list(view.sitting.lines)
    label = every[-1].label
    view.filters.label.setCurrentIndex(view.filters.label.findData(label))
    view.filters.label.activated.emit(view.filters.label.currentIndex())
    settled(qtbot, desk, view)
    assert order(view) == [line.id for line in every if line.label == label]
    source = every[-1].source_id
    view.filters.source.setCurrentIndex(view.filters.source.findData(str(source)))
    view.filters.source.activated.emit(view.filters.source.currentIndex())
    settled(qtbot, desk, view)
    assert {line.source_id for line in view.sitting.lines} == {source}
    assert view.place().arg("label") == label
    view.filters.clear.click()
    settled(qtbot, desk, view)
    view.filters.confidence.setCurrentIndex(view.filters.confidence.findData("sure"))
    view.filters.confidence.activated.emit(view.filters.confidence.currentIndex())
    settled(qtbot, desk, view)
    assert order(view) == [line.id for line in every if line.confidence >= 0.85]


def test_a_place_brings_back_filter_and_column(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    line = view.sitting.lines[-1]
    place = Place("review").having(label=line.label, at=str(line.id))
    again = _open(desk, qtbot, place)
    settled(qtbot, desk, again)
    assert {one.label for one in again.sitting.lines} == {line.label}
    assert again.sitting.current == line.id
    assert again.place() == place


def test_what_others_decide_is_marked_and_nothing_moves(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    lines = order(view)
    qtbot.keyClick(view.list, Qt.Key.Key_J)
    decide(desk.store, [lines[0], lines[2]], "reject")
    qtbot.waitUntil(lambda: not view.sitting.waits(lines[0]))
    settled(qtbot, desk, view)
    assert order(view) == lines
    assert view.sitting.current == lines[1]
    assert view.list.model().index(0, 0).data().endswith("Decided elsewhere")


def test_the_last_decision_leaves_calm_and_can_be_undone(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    lines = order(view)
    for _ in lines:
        qtbot.keyClick(view.list, Qt.Key.Key_A)
    settled(qtbot, desk, view)
    assert waiting(desk) == []
    assert _empty_words(view) == "Nothing waits for you"
    assert view.progress.bar.value() == view.progress.bar.maximum()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_U)
    settled(qtbot, desk, view)
    assert view.deck.shown() is view.panes
    assert view.sitting.current == lines[-1]


def test_nothing_at_all_is_calm_too(desk: Desk, qtbot: QtBot) -> None:
    assert _empty_words(_open(desk, qtbot)) == "Nothing waits for you"


def test_filters_that_leave_nothing_say_so(desk: Desk, estate: AnEstate, qtbot: QtBot) -> None:
    view = _open(desk, qtbot, Place("review").having(label="biometric"))
    settled(qtbot, desk, view)
    assert _empty_words(view) == "Nothing waits with these filters"
    shown = view.deck.shown()
    assert isinstance(shown, EmptyState)
    qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    settled(qtbot, desk, view)
    assert set(order(view)) == set(estate.undecided)


def test_while_it_fills_more_may_come(desk: Desk, qtbot: QtBot) -> None:
    filling = SyncStatus(first_fill=True, filled=10, total=100)
    desk.latest = ConsoleStatus(Connection.ONLINE, filling)
    view = _open(desk, qtbot)
    assert _empty_words(view) == "Nothing waits so far"
    assert not view.filling.isHidden()


def _contest(desk: Desk, column: UUID, decided: str) -> None:
    """Have a later scan be sure of something else than somebody decided."""
    made = {"verdict": "change", "label": decided, "by": "Ada", "reason": "", "at": None}
    with desk.store.writing() as writer:
        (text,) = writer.connection.execute(
            "SELECT fields FROM row WHERE entity = 'classification' AND id = ?", (column.bytes,)
        ).fetchone()
        fields = {**json.loads(text), "decision": made, "contested": True}
        writer.connection.execute(
            "UPDATE row SET fields = ? WHERE entity = 'classification' AND id = ?",
            (json.dumps(fields), column.bytes),
        )


def test_r_lets_a_former_decision_stand(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    first = view.sitting.lines[0]
    _contest(desk, first.id, "job_title")
    view.refresh()
    settled(qtbot, desk, view)
    assert view.sitting.lines[0] == replace(first, contested=True)
    told = "Ada decided: job titles. A later scan is sure of"
    assert any(sentence.startswith(told) for sentence in view.detail.sentences)
    qtbot.keyClick(view.list, Qt.Key.Key_R)
    settled(qtbot, desk, view)
    made = decision(desk, first.id)
    assert made is not None
    assert made["label"] == "job_title"
    assert made["by"] == "Grace Hopper"
