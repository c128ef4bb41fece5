"""Screen readers: every control of the window and of the doors has a name."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pursight_desktop.app.entrance import Known, PassphraseDoor, SignInDoor
from pursight_desktop.app.unlocking import Locked
from pursight_desktop.app.window import Window
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.secrets import KeyringVault

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)


def nameless(widget: QWidget) -> list[str]:
    """The controls without a name; Qt's own inner ones, whose names begin with qt_, aside."""
    return [
        f"{type(control).__name__} in {type(control.parent()).__name__}"
        for control in widget.findChildren(QWidget)
        if isinstance(control, CONTROLS)
        and not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text())
        and not control.objectName().startswith("qt_")
        and type(control).__name__ not in ("QLineEditIconButton", "QToolButton")
    ]


def test_every_control_of_the_window_has_a_name(window: Window) -> None:
    window.open_palette()
    assert nameless(window) == []


@pytest.mark.parametrize("is_new", [True, False])
def test_every_control_of_the_doors_has_a_name(qtbot: QtBot, tmp_path: Path, is_new: bool) -> None:
    door = PassphraseDoor(Locked(tmp_path, "There is none.", is_new=is_new))
    sign_in = SignInDoor(KeyringVault(), Accounts(tmp_path / "accounts.json"), Known())
    for one in (door, sign_in):
        qtbot.addWidget(one)
        assert nameless(one) == []


def test_the_search_for_nameless_controls_bites(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    QLineEdit(ground)
    assert nameless(ground) == ["QLineEdit in QWidget"]
