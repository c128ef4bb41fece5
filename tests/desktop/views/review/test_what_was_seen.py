"""A verdict tells which version of a finding the person had before the eyes."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.desktop.views.review.deciding import queued, settled

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.views.review.view import ReviewView
from pursight_desktop.widgets.label_chooser import LabelChooser

LATER = 1_000_000


def _arrives(desk: Desk, view: ReviewView) -> None:
    """Let somebody's newer version of the current finding arrive that leaves it waiting."""
    current = view.sitting.current
    assert current is not None
    with desk.store.reader() as connection:
        fields = fields_of(connection, "classification", current)
    assert fields is not None
    changed = {**fields, "confidence": 0.51}
    with desk.store.writing() as writer:
        Rows.of(writer).put_base(KeptRow.make("classification", current, LATER, changed))


def _shown_rev(view: ReviewView) -> int:
    line = view.sitting.line(view.sitting.current)
    assert line is not None
    return line.rev


def test_a_label_is_of_the_version_on_which_one_was_asked(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    asked = _shown_rev(view)
    assert 0 < asked < LATER
    qtbot.keyClick(view.list, Qt.Key.Key_C)
    chooser = view.chooser
    assert isinstance(chooser, LabelChooser)
    _arrives(desk, view)
    qtbot.waitUntil(lambda: _shown_rev(view) == LATER)
    qtbot.keyClicks(chooser.field, "iban")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    settled(qtbot, desk, view)
    assert [one["base_rev"] for one in queued(desk)] == [asked]


def test_a_verdict_is_of_the_version_that_is_shown(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    _arrives(desk, view)
    qtbot.waitUntil(lambda: _shown_rev(view) == LATER)
    qtbot.keyClick(view.list, Qt.Key.Key_A)
    settled(qtbot, desk, view)
    assert [one["base_rev"] for one in queued(desk)] == [LATER]


def test_a_verdict_before_the_news_is_shown_is_of_the_version_before_it(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    shown = _shown_rev(view)
    _arrives(desk, view)
    qtbot.keyClick(view.list, Qt.Key.Key_A)
    settled(qtbot, desk, view)
    assert [one["base_rev"] for one in queued(desk)] == [shown]
