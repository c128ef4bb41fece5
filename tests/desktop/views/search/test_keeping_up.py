"""A search that is not looked at keeps up, a hit opens once, a saved search is not overwritten."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate
from tests.desktop.views.search.test_searching import CONTROL, _open, _type, estate, view

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.views.search import start
from pursight_desktop.views.search.saved import Asked
from pursight_desktop.views.search.view import SearchView

__all__ = ["_open", "estate", "view"]


def test_what_changed_while_it_was_hidden_is_shown_when_it_is_seen_again(
    desk: Desk, estate: AnEstate, view: SearchView, qtbot: QtBot
) -> None:
    _type(qtbot, view, desk, "zanzibar")
    view.hide()
    annotate(desk.store, [estate.tables[0]], description="Ships of Zanzibar")
    qtbot.waitUntil(lambda: view.news.stale)
    qtbot.waitUntil(lambda: desk.idle)
    assert not view.list.hits()
    view.show()
    qtbot.waitUntil(lambda: len(view.list.hits()) == 1)


def test_a_double_click_opens_once(
    desk: Desk, estate: AnEstate, view: SearchView, qtbot: QtBot
) -> None:
    _type(qtbot, view, desk, "email")
    opened: list[Any] = []
    desk.place_wanted.connect(lambda place, new: opened.append(new))
    at = view.list.visualRect(view.list.model().index(0, 0)).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.list.viewport(), left, CONTROL, pos=at)
    qtbot.mouseDClick(view.list.viewport(), left, CONTROL, pos=at)
    qtbot.mouseRelease(view.list.viewport(), left, CONTROL, pos=at)
    assert opened[0] is True
    assert len(opened) <= 2
    qtbot.mouseClick(view.list.viewport(), left, CONTROL, pos=at)
    assert len(opened) == 2


def test_another_saved_search_is_not_forgotten_unasked(
    desk: Desk, estate: AnEstate, view: SearchView, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.searches.save("Mails", Asked("email"))
    view.searches.save("Banks", Asked("iban"))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Mails", True))
    agreed: list[bool] = [False, False, True]
    monkeypatch.setattr(start, "ask", lambda *_, **__: agreed.pop(0))
    view.start.refresh()
    view.start._rename("Banks")
    view.ask(Asked("phone"))
    view._save()
    assert {one.name: one.asked.text for one in view.searches.saved()} == {
        "Mails": "email",
        "Banks": "iban",
    }
    view._save()
    assert {one.name: one.asked.text for one in view.searches.saved()}["Mails"] == "phone"
    assert agreed == []
    view._save()  # the same one under its own name is no question
    view.searches.rename("Mails", "Mails")
    assert len(view.searches.saved()) == 2


def test_only_a_search_can_be_saved(desk: Desk, estate: AnEstate, view: SearchView) -> None:
    view.ask(Asked("", {"level": ("column",)}))
    assert not view.keep.isEnabled()
    view.ask(Asked("email"))
    assert view.keep.isEnabled()
