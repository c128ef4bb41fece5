"""The server is yesterday's again under its consoles: what they had sent since is not lost.

The oracle is what the test asked for, held against the restored server's database and its log.
"""

from pathlib import Path

import pytest
from tests.system.conftest import MakePlace
from tests.system.test_console_offline import Scene, scene

from pursight_server.demo import processes

__all__ = ["MakePlace", "scene"]

pytestmark = [pytest.mark.timeout(900)]


@pytest.fixture
def yesterday(scene: Scene, tmp_path: Path) -> Path:
    """A backup of the server as it is at the beginning of the test."""
    scene.quiet()
    file = tmp_path / "yesterday"
    data = str(scene.stage.server_folder)
    processes.run("server", "backup", str(file), "--data", data)
    return file


def bring_back(scene: Scene, file: Path) -> None:
    """Replace the stopped server's database by the backup, start it, have the consoles try it."""
    data = str(scene.stage.server_folder)
    processes.run("server", "restore", str(file), "--force", "--data", data)
    scene.stage.start_server()
    for one in (scene.grace, scene.ada):
        one.ask("retry")


def test_what_was_acknowledged_since_the_backup_is_there_again(
    scene: Scene, yesterday: Path
) -> None:
    grace, ada, columns = scene.grace, scene.ada, scene.columns
    described = {column: f"since {number}" for number, column in enumerate(columns[:30])}
    for column, text in described.items():
        grace.ask("annotate", ids=[column], description=text)
    grace.ask("decide", ids=columns[30:50], verdict="reject", reason="looked at")
    ada.ask("annotate", ids=columns[50:60], owner="ada")
    scene.quiet()  # the server has answered all of it
    assert scene.annotations()[columns[0]][0] == "since 0"

    scene.stop_server()
    for one in (grace, ada):
        one.until(connection="offline")
    waiting = {column: f"offline {number}" for number, column in enumerate(columns[60:65])}
    for column, text in waiting.items():
        grace.ask("annotate", ids=[column], description=text)
    bring_back(scene, yesterday)
    scene.quiet()

    assert (grace.ask("tray"), ada.ask("tray")) == ([], [])
    kept, decided, said = scene.annotations(), scene.decisions(), scene.said("description")
    wanted = described | waiting
    assert {one: kept[one][0] for one in wanted} == wanted
    assert {one: said[one, text] for one, text in wanted.items()} == dict.fromkeys(wanted, 1)
    assert {decided.get(one) for one in columns[30:50]} == {"reject"}
    assert {kept[one][1] for one in columns[50:60]} == {"ada"}
    assert scene.state().log_is_dense()
    for entity in ("asset", "classification"):
        assert grace.rows(entity) == ada.rows(entity)


def test_what_two_have_done_to_the_same_since_is_settled_or_shown(
    scene: Scene, yesterday: Path
) -> None:
    """Both know of their own; after the restore the order in which they come may be another."""
    grace, ada, columns = scene.grace, scene.ada, scene.columns[100:110]
    grace.ask("annotate", ids=columns, owner="grace")
    scene.quiet()
    ada.ask("annotate", ids=columns, owner="ada")  # having seen what Grace did
    scene.quiet()
    assert {scene.annotations()[one][1] for one in columns} == {"ada"}
    scene.stop_server()
    for one in (grace, ada):
        one.until(connection="offline")
    bring_back(scene, yesterday)
    scene.quiet()
    trays = str(grace.ask("tray")) + str(ada.ask("tray"))
    for one in columns:
        owner = scene.annotations().get(one, ("", ""))[1]
        shown = {name for name in ("grace", "ada") if f"'{name}'" in trays}
        assert {"grace", "ada"} <= shown | {owner} | {
            text for (asset, text), _ in scene.said("owner").items() if asset == one
        }
    assert grace.rows("asset") == ada.rows("asset")
