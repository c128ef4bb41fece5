"""A review queue over a made-up estate, as one would have it in a window."""

import pytest
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.review import make
from pursight_desktop.views.review.view import ReviewView


@pytest.fixture
def estate(desk: Desk) -> AnEstate:
    """An estate with a few dozen undecided columns."""
    return an_estate(desk.store, tables=30, columns=600)


@pytest.fixture
def view(desk: Desk, estate: AnEstate, qtbot: QtBot) -> ReviewView:
    """The queue, shown and read."""
    view = make(desk, Place("review"))
    assert isinstance(view, ReviewView)
    qtbot.addWidget(view)
    view.resize(1100, 760)
    view.show()
    qtbot.waitUntil(lambda: desk.idle and len(view.sitting) > 0)
    return view
