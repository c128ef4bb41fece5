"""Paths and preferences."""

import errno
import json
from pathlib import Path

import pytest

from pursight.identity import new_id
from pursight_desktop.settings import (
    HOME_VARIABLE,
    FolderUnusable,
    Paths,
    Preferences,
    write_whole,
)


def test_one_folder_can_hold_everything(tmp_path: Path) -> None:
    paths = Paths.of_this_machine({HOME_VARIABLE: str(tmp_path / "home")})
    paths.make()
    assert paths.preferences.parent == paths.accounts.parent == tmp_path / "home"
    assert paths.root.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_said_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    root = tmp_path / "file" / "home"
    with pytest.raises(FolderUnusable) as caught:
        Paths(root).make()
    assert str(root) in caught.value.message
    assert "--data" in caught.value.hint


def test_a_folder_that_is_there_but_closed_is_said_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(**_where: object) -> None:  # whoever runs tests may be let in everywhere
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("pursight_desktop.settings.TemporaryFile", closed)
    with pytest.raises(FolderUnusable, match="Permission denied"):
        Paths(tmp_path).make()


def test_a_full_disk_and_a_closed_folder_of_preferences_stop_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_where: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    Paths(tmp_path / "home", tmp_path / "file" / "config").make()
    monkeypatch.setattr("pursight_desktop.settings.TemporaryFile", full)
    Paths(tmp_path / "home").make()


def test_without_a_wish_the_systems_folders_are_taken() -> None:
    paths = Paths.of_this_machine({})
    assert "pursight-console" in str(paths.root)
    assert "pursight-console" in str(paths.preferences)


def test_each_person_server_and_organisation_has_a_replica_of_its_own(tmp_path: Path) -> None:
    paths, a, b = Paths(tmp_path), new_id(), new_id()
    folders = {
        paths.replica_folder("https://one", a, b),
        paths.replica_folder("https://two", a, b),
        paths.replica_folder("https://one", b, a),
        paths.replica_folder("https://one", a, a),
    }
    assert len(folders) == 4
    assert paths.replica_folder("https://one", a, b) in folders


def test_preferences_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    mine = Preferences(path)
    mine.theme = "dark"
    mine.put("table.catalog.columns", ["name", "label"])
    mine.put("shortcuts", {"review.accept": "Ctrl+Y"})
    again = Preferences(path)
    assert again.theme == "dark"
    assert again.get("table.catalog.columns", ["name"]) == ["name", "label"]
    assert again.shortcuts == {"review.accept": "Ctrl+Y"}
    again.forget("shortcuts")
    again.forget("theme")
    assert Preferences(path).shortcuts == {}
    assert Preferences(path).theme == "system"


def test_a_preference_of_another_type_is_the_default() -> None:
    mine = Preferences()
    mine.put("width", "wide")
    mine.put("flag", 1)
    mine.put("count", True)
    assert mine.get("width", 100) == 100
    assert mine.get("flag", False) is False
    assert mine.get("count", 3) == 3


def test_what_a_newer_version_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('{"of_tomorrow": {"x": 1}}', encoding="utf-8")
    Preferences(path).theme = "light"
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "of_tomorrow": {"x": 1},
        "theme": "light",
    }


@pytest.mark.parametrize("content", ["{", "[1]", "\x00", ""])
def test_an_unreadable_file_is_put_aside(tmp_path: Path, content: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(content, encoding="utf-8")
    mine = Preferences(path)
    assert mine.theme == "system"
    mine.theme = "dark"
    assert Preferences(path).theme == "dark"
    assert (tmp_path / "preferences.json.unreadable").read_text(encoding="utf-8") == content


def test_listeners_hear_of_changes_only() -> None:
    mine, heard = Preferences(), list[str]()
    leave = mine.listen(heard.append)
    mine.theme = "dark"
    mine.theme = "dark"
    leave()
    mine.theme = "light"
    assert heard == ["theme"]


def test_a_full_disk_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    mine = Preferences(tmp_path / "file" / "preferences.json")
    mine.theme = "dark"
    assert mine.theme == "dark"
    assert mine.problem


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o077 == 0
    assert [one.name for one in path.parent.iterdir()] == ["b.json"]
