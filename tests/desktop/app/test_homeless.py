"""The console has no folder to keep anything in: it says so, and goes on once there is one."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pursight_desktop.app.entrance import PassphraseDoor
from pursight_desktop.app.run import Launch, Run
from pursight_desktop.settings import Paths
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.states import ErrorState


def test_a_folder_that_cannot_be_used_is_said_and_tried_again(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    way = tmp_path / "way"
    way.write_text("in the way", encoding="utf-8")
    run = Run(qapp, Launch(Paths(way / "home")))
    try:
        run.start()
        door = run.door
        assert isinstance(door, ErrorState)
        told = " ".join(label.text() for label in door.findChildren(Label))
        assert str(way / "home") in told
        assert "--data FOLDER" in told
        assert str(way / "home") in capsys.readouterr().err
        way.unlink()
        way.mkdir()
        # where secrets lie under a passphrase, that is what is asked for next
        (way / "home").mkdir()
        (way / "home" / "secrets.json").write_text("{}", encoding="utf-8")
        (again,) = door.findChildren(Button)
        again.click()
        assert isinstance(run.door, PassphraseDoor)
    finally:
        run.close()
        if run.door is not None:
            qtbot.addWidget(run.door)
