"""Sources: how they are, in words; what was skipped by reason; nothing pretends offline."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.views.rows_of import change
from tests.desktop.views.stations import a_desk, connect, settle, show

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.estate import SkippedLine
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.sync.status import Connection
from pursight_desktop.views import sources
from pursight_desktop.views.sources.pane import SourcePane
from pursight_desktop.views.sources.register import offers
from pursight_desktop.views.sources.screen import SourcesScreen
from pursight_desktop.views.sources.words import by_reason, health, life
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.problem_box import ProblemBox
from pursight_desktop.widgets.states import EmptyState
from pursight_server.sources.model import SourceState


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    """Two sources."""
    return an_estate(replica_store, tables=30, columns=300)


@pytest.fixture
def desk(replica_store: Store, account: Account, qapp: QApplication) -> Iterator[Desk]:
    """A desk with a server."""
    desk = a_desk(replica_store, account)
    connect(desk, Connection.ONLINE)
    yield desk
    desk.close()


def screen(qtbot: QtBot, desk: Desk, place: Place | None = None) -> SourcesScreen:
    view = sources.make(desk, place or Place("sources"))
    assert isinstance(view, SourcesScreen)
    show(qtbot, desk, view)
    return view


def words(view: SourcesScreen) -> str:
    pane = view.pane()
    assert pane is not None
    return "\n".join(label.text() for label in pane.findChildren(Label))


def test_goes_to_the_source_of_the_place_and_tells_all_of_it(
    qtbot: QtBot, desk: Desk, estate: AnEstate
) -> None:
    problem = {"code": "source.denied", "message": "the account may not log in", "hint": "Ask IT."}
    skipped = [
        {"schema_name": "hr", "name": name, "kind": "table", "code": "source.denied",
         "reason": "no rights", "hint": "Grant SELECT."}
        for name in ("pay", "leave")
    ]  # fmt: skip
    wanted = estate.sources[1]
    change(desk.store, "source", wanted, state="scan_failed", problem=problem)
    change(desk.store, "skipped", wanted, objects=skipped)
    view = screen(qtbot, desk, Place("sources", wanted))
    assert view.place() == Place("sources", wanted)
    told = words(view)
    assert "The account may not log in" in told
    assert "Ask IT." in told
    assert "2 · no rights" in told
    assert "hr.leave\nhr.pay" in told
    pane = view.pane()
    assert pane is not None
    assert pane.findChild(ProblemBox) is not None


def test_follows_what_changes_and_stays_where_one_is(
    qtbot: QtBot, desk: Desk, estate: AnEstate
) -> None:
    wanted = estate.sources[1]
    view = screen(qtbot, desk, Place("sources", wanted))
    change(desk.store, "source", wanted, name="aaa first now")
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: getattr(view.table.current(), "name", "") == "aaa first now")
    assert view.table.current_number() == 0
    settle(qtbot, desk)
    assert "aaa first now" in words(view)


def test_without_the_server_buttons_are_off_and_say_why(
    qtbot: QtBot, desk: Desk, estate: AnEstate
) -> None:
    view = screen(qtbot, desk)
    pane = view.pane()
    assert isinstance(pane, SourcePane)
    assert all(button.isEnabled() for button in pane.online_buttons)
    connect(desk, Connection.OFFLINE)
    assert not any(button.isEnabled() for button in pane.online_buttons)
    assert all("offline" in button.toolTip() for button in pane.online_buttons)
    assert not view.register_button.isEnabled()
    with qtbot.waitSignal(desk.notice) as told:
        qtbot.keyClick(view.table, Qt.Key.Key_S)
    assert told.args == ["warning", "You are offline: this needs the server."]


def test_a_role_that_may_not_is_told_so(
    qtbot: QtBot, replica_store: Store, account: Account, estate: AnEstate
) -> None:
    desk = a_desk(replica_store, account, "catalog.read")
    connect(desk, Connection.ONLINE)
    view = screen(qtbot, desk)
    assert "role" in view.register_button.toolTip()
    desk.close()


def test_no_sources_says_what_to_do_next(qtbot: QtBot, desk: Desk) -> None:
    view = screen(qtbot, desk)
    state = view.deck.shown()
    assert isinstance(state, EmptyState)
    assert state.button.text() == "Register a source"
    assert not view.register_button.isVisible()
    connect(desk, Connection.OFFLINE)
    shown = view.deck.shown()
    assert isinstance(shown, EmptyState)
    assert not hasattr(shown, "button")


def test_offers_what_is_announced_and_not_registered(desk: Desk, estate: AnEstate) -> None:
    agent = estate.agents[0]
    announced = [
        {"alias": alias, "kind": "postgresql", "consents": ["scan"]} for alias in ("new", "old")
    ]
    change(desk.store, "agent", agent, announced=announced)
    change(desk.store, "source", estate.sources[0], agent_id=str(agent), alias="old")
    with desk.store.reader() as connection:
        found = [one for one in offers(connection) if one.agent_id == agent]
    assert [one.alias for one in found] == ["new"]
    change(desk.store, "agent", agent, state="revoked")
    with desk.store.reader() as connection:
        assert not [one for one in offers(connection) if one.agent_id == agent]


@pytest.mark.parametrize("state", list(SourceState))
def test_every_state_has_words(state: SourceState) -> None:
    assert life(state).endswith(".")


@pytest.mark.parametrize(
    ("state", "problem", "test", "skipped", "said"),
    [
        ("monitoring", None, {"reachable": True}, 0, "Healthy"),
        ("monitoring", None, None, 3, "Partly read"),
        ("monitoring", None, {"reachable": False}, 0, "Unreachable"),
        ("failed", {"message": "x"}, None, 0, "Unreachable"),
        ("scan_failed", {"message": "x"}, None, 3, "Scan failed"),
        ("registered", None, None, 0, "Not tested yet"),
        ("archived", {"message": "x"}, None, 3, "Archived"),
    ],
)
def test_health_in_words(
    state: str, problem: dict[str, Any] | None, test: dict[str, Any] | None, skipped: int, said: str
) -> None:
    assert health(state, problem, test, skipped)[0] == said


def test_skipped_is_grouped_by_why_with_most_first() -> None:
    def one(name: str, reason: str) -> SkippedLine:
        return SkippedLine("s", name, "table", "c", reason, "", partial=False)

    found = by_reason([one("b", "rare"), one("z", "often"), one("a", "often")])
    assert found == [
        ("often", "", ["s.a", "s.z"], False),
        ("rare", "", ["s.b"], False),
    ]
