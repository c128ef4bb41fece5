"""Chips, states, toasts, dialogs, charts: what they say, by sight and by screen reader."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pursight.errors import Refused
from pursight_desktop.background.desk import Desk
from pursight_desktop.theme import Theme
from pursight_desktop.widgets import words
from pursight_desktop.widgets.buttons import Button, IconButton
from pursight_desktop.widgets.charts.bars import BarChart
from pursight_desktop.widgets.charts.plots import Curve, Histogram, LineChart
from pursight_desktop.widgets.charts.shares import Slice, StackedBar
from pursight_desktop.widgets.containers import Flow, StatTile
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import (
    Breadcrumb,
    Crumb,
    Elided,
    Label,
    LabelChip,
    SensitivityChip,
)
from pursight_desktop.widgets.states import Busy, Deck, EmptyState, ErrorState, ProgressLine
from pursight_desktop.widgets.table import Column, DataTable
from pursight_desktop.widgets.toast import FOOT, MOST, Toasts

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("part", "written"),
    [(None, "–"), (0.0, "0 %"), (0.0004, "< 0.1 %"), (0.031, "3.1 %"), (0.37, "37 %"),
     (0.996, "99.6 %"), (0.99999, "> 99.9 %"), (1.0, "100 %")],
)  # fmt: skip
def test_a_share_is_never_nought_or_all_when_it_is_not(part: float | None, written: str) -> None:
    assert words.share(part) == written


@pytest.mark.parametrize(
    ("back", "written"),
    [(timedelta(seconds=5), "just now"), (timedelta(minutes=1), "1 minute ago"),
     (timedelta(hours=5), "5 hours ago"), (timedelta(days=2), "2 days ago"),
     (timedelta(days=400), "1 year ago"), (-timedelta(minutes=10), "in 10 minutes")],
)  # fmt: skip
def test_how_long_ago(back: timedelta, written: str) -> None:
    assert words.ago(NOW - back, NOW) == written


def test_sizes_and_spans() -> None:
    sizes = [words.size(octets) for octets in (0, 999, 1500, 123_456_789)]
    spans = [words.span(seconds) for seconds in (0.2, 59, 3661, 90_000)]
    assert sizes == ["0 B", "999 B", "1.5 kB", "123 MB"]
    assert spans == ["< 1 s", "59 s", "1 h 1 min", "1 d 1 h"]


@pytest.mark.parametrize(
    ("label", "said"),
    [("iban", "IBAN"), ("us_ssn", "US SSN"), ("credit_card", "Credit card"), ("none", "None")],
)
def test_labels_are_said_as_people_write_them(label: str, said: str) -> None:
    assert words.label_words(label) == said


def test_chips_say_in_words_what_they_say_in_colour(qtbot: QtBot) -> None:
    chip = LabelChip("email_address", "suggested", 0.83)
    level = SensitivityChip("restricted")
    for one in (chip, level):
        qtbot.addWidget(one)
    assert chip.accessibleName() == "Email address: suggested, 83 %"
    assert level.accessibleName() == "Sensitivity: restricted"


def test_a_long_text_is_cut_and_told_whole(qtbot: QtBot) -> None:
    label = Elided("warehouse.crm.customers.customer_email_address")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.accessibleName() == label.whole()
    label.resize(600, 20)
    assert label.text() == label.whole()


def test_the_path_leads_anywhere_but_where_one_is(qtbot: QtBot) -> None:
    path = Breadcrumb()
    qtbot.addWidget(path)
    gone: list[object] = []
    path.chosen.connect(gone.append)
    path.show_path([Crumb("warehouse", 1), Crumb("crm", 2), Crumb("customers", 3)])
    links = [b for b in path.findChildren(QWidget) if b.accessibleName().startswith("Go to")]
    assert [link.accessibleName() for link in links] == ["Go to warehouse", "Go to crm"]
    links[1].click()  # type: ignore[attr-defined]
    assert gone == [2]


def test_a_button_calls_without_the_checked_state(qtbot: QtBot) -> None:
    called: list[tuple[object, ...]] = []

    def call(*given: object) -> None:
        called.append(given)

    for button in (Button("Go", clicked=call), IconButton("x", "Close", clicked=call)):
        qtbot.addWidget(button)
        button.click()
    assert called == [(), ()]


def test_controls_tell_their_keys_and_names(qtbot: QtBot) -> None:
    button, alone = Button("Accept", shortcut="A"), IconButton("x", "Close", shortcut="Ctrl+W")
    for one in (button, alone):
        qtbot.addWidget(one)
    assert (button.toolTip(), button.accessibleName()) == ("Accept (A)", "Accept")
    assert (alone.toolTip(), alone.accessibleName()) == ("Close (Ctrl+W)", "Close")


def test_an_error_of_the_world_says_what_next_and_a_bug_gives_details(qtbot: QtBot) -> None:
    known = ErrorState(Refused("It says no.", hint="Ask again."))
    bug = ErrorState(ValueError("x"))
    for one in (known, bug):
        qtbot.addWidget(one)
    assert (known.title.text(), known.details) == ("It says no.", "")
    assert "ValueError" in bug.details
    bug.copy_details()
    assert QGuiApplication.clipboard().text() == bug.details


def test_what_is_quick_shows_no_veil(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.show()
    busy = Busy(ground)
    busy.start("Reading")
    assert not busy.isVisible()
    busy.stop()
    busy.start("Reading")
    qtbot.waitUntil(busy.isVisible)
    busy.stop()
    assert not busy.isVisible()


def test_a_deck_shows_one_thing_and_keeps_its_content(qtbot: QtBot) -> None:
    deck, content = Deck(), QWidget()
    qtbot.addWidget(deck)
    deck.show_content(content)
    deck.show_error(Refused("No."))
    assert isinstance(deck.shown(), ErrorState)
    deck.show_empty("search", "Nothing")
    assert isinstance(deck.shown(), EmptyState)
    deck.show_content(content)
    assert deck.shown() is content


def test_progress_is_told_in_words_and_can_be_cancelled(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.show_progress(1200, 5000, "Scanning")
    assert line.accessibleName() == "Scanning · 1,200 of 5,000"
    with qtbot.waitSignal(line.cancelled):
        line.button.click()


def test_toasts_are_few_leave_by_themselves_and_can_be_acted_on(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    toasts = Toasts(window)
    for number in range(MOST + 2):
        toasts.say("info", f"number {number}")
    assert [toast.text for toast in toasts.toasts()] == ["number 2", "number 3", "number 4"]
    undone: list[int] = []
    toasts.say("success", "Described", ("Undo", lambda: undone.append(1)))
    toasts.toasts()[-1].findChild(Button).click()
    assert undone == [1]
    toasts.say("info", "short", seconds=0.01)
    qtbot.waitUntil(lambda: "short" not in [toast.text for toast in toasts.toasts()])


def test_what_is_offered_later_does_not_lie_over_the_words(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    toasts = Toasts(window)
    toast = toasts.say("success", "Label of 1 column rejected")
    narrow = toast.width()
    toast.offer("Undo", lambda: None)
    qtbot.waitUntil(lambda: toast.width() > narrow)
    words, undo = toast.findChild(Label), toast.findChild(Button)
    assert words.geometry().right() < undo.geometry().left()
    assert words.width() >= words.fontMetrics().horizontalAdvance(words.text())
    assert window.rect().bottom() - toasts.geometry().bottom() >= FOOT


def test_a_sheet_is_confirmed_from_a_table_too(qtbot: QtBot, desk: Desk) -> None:
    sheet, done = Sheet(None, "Title"), list[bool]()
    table = DataTable([Column("name", "Name", str)], desk.read)
    sheet.add(table)
    table.show_rows(["one", "two"])
    sheet.set_confirm("Save", lambda: bool(done.append(True)))
    qtbot.addWidget(sheet)
    sheet.open()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert done == [], "Enter opens what one is on"
    sheet.confirm_button.setEnabled(False)
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == []
    sheet.confirm_button.setEnabled(True)
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == [True]


def test_a_sheet_stays_open_when_its_verb_says_no(qtbot: QtBot) -> None:
    sheet = Sheet(None, "Title")
    qtbot.addWidget(sheet)
    answers = [False, True]
    sheet.set_confirm("Save", lambda: answers.pop(0))
    sheet.show()
    sheet.confirm_button.click()
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not sheet.isVisible()


def test_a_tile_is_clicked_with_the_keyboard_too(qtbot: QtBot) -> None:
    tile = StatTile("Tables", "table-2", clickable=True)
    qtbot.addWidget(tile)
    tile.show_value("12", "3 new")
    assert tile.accessibleName() == "Tables: 12 3 new"
    with qtbot.waitSignal(tile.clicked):
        qtbot.keyClick(tile, Qt.Key.Key_Return)


def test_what_does_not_fit_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    flow = Flow(ground, 4)
    for number in range(6):
        flow.addWidget(Button(f"Button {number}"))
    one = flow.heightForWidth(2000)
    assert flow.heightForWidth(200) > 2 * one


def test_shares_can_be_chosen_by_pointer_and_keyboard(qtbot: QtBot) -> None:
    bar = StackedBar()
    qtbot.addWidget(bar)
    bar.resize(400, 80)
    bar.show_slices([Slice("A", 3, key="a"), Slice("B", 1, key="b"), Slice("none", 0, key="c")])
    assert bar.number_at(QPointF(100, 5)) == 0
    assert bar.number_at(QPointF(395, 5)) == 1
    assert bar.number_at(QPointF(395, 20)) == -1
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    qtbot.keyClick(bar, Qt.Key.Key_Down)
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert chosen == ["b"]
    assert bar.accessibleName() == "A 3 (75 %), B 1 (25 %)"


def test_the_smallest_share_can_still_be_seen(qtbot: QtBot) -> None:
    bar = StackedBar()
    qtbot.addWidget(bar)
    bar.resize(300, 80)
    bar.show_slices([Slice("Public", 1_000_000), Slice("Restricted", 1)])
    widths = [width for _, width in bar._stretches()]
    assert min(widths) >= 4
    assert sum(widths) == pytest.approx(298)


def charts() -> dict[str, Callable[[], QWidget]]:
    def bars() -> QWidget:
        chart = BarChart()
        chart.show_bars([Slice("A", 3), Slice("a long name " * 9, 0, "danger")], "%")
        return chart

    def histogram() -> QWidget:
        chart = Histogram()
        chart.show_bins([0, 1, 2, 5], [3, 0, 9], "length")
        return chart

    def lines() -> QWidget:
        chart = LineChart()
        points = [(NOW + timedelta(days=n), float(n)) for n in range(5)]
        chart.show_lines([Curve("rows", points), Curve("nulls", points[:1]), Curve("no", [])])
        return chart

    return {"bars": bars, "histogram": histogram, "lines": lines}


@pytest.mark.parametrize("name", list(charts()))
def test_charts_are_drawn_in_both_themes_and_have_words(
    name: str, qtbot: QtBot, theme: Theme
) -> None:
    chart = charts()[name]()
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show()
    light = chart.grab().toImage()
    theme.set_mode("dark")
    dark = chart.grab().toImage()
    assert light != dark
    assert chart.accessibleName()


@pytest.mark.parametrize("name", ["bars", "stacked"])
def test_nothing_to_show_is_no_crash(name: str, qtbot: QtBot) -> None:
    chart = {"bars": BarChart, "stacked": StackedBar}[name]()
    qtbot.addWidget(chart)
    if isinstance(chart, BarChart):
        chart.show_bars([])
    else:
        chart.show_slices([])
    chart.resize(300, 160)
    assert not chart.grab().isNull()
