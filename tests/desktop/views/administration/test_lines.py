"""Many lines of a pane: some at a time, and a way to the next."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pursight_desktop.views.administration.lines import AT_ONCE, Lines, PaneLine


def test_many_are_shown_some_at_a_time(qtbot: QtBot) -> None:
    made: list[int] = []

    def line(number: int) -> QWidget:
        made.append(number)
        return PaneLine(str(number))

    lines = Lines(range(2 * AT_ONCE + 1), line)
    qtbot.addWidget(lines)
    lines.show()
    assert made == list(range(AT_ONCE))
    for left in (AT_ONCE + 1, 1):
        assert lines.more is not None
        assert f" {left} " in lines.more.text()
        lines.more.click()
    assert made == list(range(2 * AT_ONCE + 1))
    assert lines.more is None


def test_few_need_no_way_to_more(qtbot: QtBot) -> None:
    lines = Lines(["one"], PaneLine)
    qtbot.addWidget(lines)
    assert lines.more is None
