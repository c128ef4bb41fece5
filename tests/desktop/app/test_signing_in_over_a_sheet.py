"""Whose session ends while a sheet is open signs in from there; what was typed stays."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.desktop.app.test_nothing_stays import connect

from pursight_desktop.app.window import Window
from pursight_desktop.sync.status import Connection
from pursight_desktop.widgets.form import Form


def form_over(window: Window) -> tuple[Form, QLineEdit]:
    form, line = Form(window, "Somebody new"), QLineEdit()
    form.field("Name", line)
    form.open()
    line.setText("Ada")
    return form, line


def test_the_way_is_offered_in_every_sheet_that_is_open(window: Window, qtbot: QtBot) -> None:
    connect(window, Connection.ONLINE)
    below, line = form_over(window)
    above = Form(below, "Which one?")
    above.open()
    closed = Form(window, "Later")
    assert not below.offered.isVisible()
    connect(window, Connection.SIGNED_OUT)
    assert below.offered.isVisible()
    assert above.offered.isVisible()
    assert closed.offered.isHidden()
    assert "stays" in above.offered.said.text()
    with qtbot.waitSignal(window.sign_in_wanted):
        above.offered.button.click()
    connect(window, Connection.ONLINE)
    assert not below.offered.isVisible()
    assert not above.offered.isVisible()
    assert (line.text(), below.isVisible()) == ("Ada", True)


def test_what_was_offered_goes_also_where_the_server_is_away(window: Window) -> None:
    form, _line = form_over(window)
    connect(window, Connection.SIGNED_OUT)
    connect(window, Connection.OFFLINE)
    assert form.offered.isHidden()
