"""Our own bugs: said, copied, and the console goes on; no data in the text."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from pursight.errors import Refused
from pursight_desktop.app.defects import MOST, Defects, DefectSheet, diagnostics
from pursight_desktop.app.window import Window

pytestmark = pytest.mark.logs_warnings


@pytest.fixture
def defects(window: Window) -> Iterator[Defects]:
    defects = Defects(lambda: window, window.say)
    yield defects
    for sheet in defects.sheets:
        sheet.close()


def raised(error: BaseException) -> tuple[type[BaseException], BaseException, object]:
    try:
        raise error
    except type(error):
        return sys.exc_info()  # type: ignore[return-value]


def test_a_bug_is_shown_with_text_to_copy_and_the_window_goes_on(
    defects: Defects, window: Window, qtbot: QtBot
) -> None:
    defects.caught(*raised(ZeroDivisionError("secret cell value")))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(defects.sheets))
    sheet = defects.sheets[0]
    assert isinstance(sheet, DefectSheet)
    assert sheet.isVisible()
    sheet.copy()
    copied = QGuiApplication.clipboard().text()
    box = sheet.findChild(QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    assert copied == box.toPlainText()
    assert "ZeroDivisionError" in copied
    assert "test_defects.py" in copied
    assert "secret cell value" not in copied
    sheet.confirm_button.click()
    assert not sheet.isVisible()
    assert window.isEnabled()


def test_an_error_that_is_no_bug_is_a_toast(defects: Defects, window: Window, qtbot: QtBot) -> None:
    defects.caught(*raised(Refused("It says no.", hint="Ask again.")))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(window.toasts.toasts()))
    assert window.toasts.toasts()[0].text == "It says no. Ask again."
    assert not defects.sheets


def test_a_bug_at_every_turn_does_not_bury_the_window(
    defects: Defects, window: Window, qtbot: QtBot
) -> None:
    for _ in range(MOST + 3):
        defects.caught(*raised(KeyError("x")))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(window.toasts.toasts()))
    assert len(defects.sheets) == MOST


def test_the_text_says_which_versions() -> None:
    text = diagnostics(ValueError("x"))
    assert "Qt 6" in text
    assert "Python 3" in text
