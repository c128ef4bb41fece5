"""The page of an asset comes in several turns of the event loop, not in one."""

import pytest
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import settle

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.asset.view import AssetView


def test_the_section_is_made_before_the_page_has_been_read(
    steward: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as unread:
        unread.setattr(AssetView, "refresh", lambda _view: None)
        view = AssetView(steward, Place("asset", customers.CUSTOMER).having(tab="rules"))
        qtbot.addWidget(view)
        qtbot.waitUntil(lambda: tuple(view.sections) == ("rules",))
    view.refresh()
    settle(qtbot, steward)
    assert tuple(view.sections) == ("rules",)
    assert view.section_name() == "rules"
    assert view.stack.currentWidget() is view.sections["rules"]
