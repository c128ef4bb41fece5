"""Agents: silent ones are shown as such, problems are words, offline nothing pretends."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.views.rows_of import change
from tests.desktop.views.stations import a_desk, connect, settle, show

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.online import EnrolmentToken
from pursight_desktop.replica.queries.estate import AgentLine
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.sync.status import Connection
from pursight_desktop.views import agents
from pursight_desktop.views.agents.enrolling import TokenSheet
from pursight_desktop.views.agents.pane import AgentPane
from pursight_desktop.views.agents.screen import AgentsScreen
from pursight_desktop.views.agents.words import consents, problems, state
from pursight_desktop.widgets.states import EmptyState

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def desk(replica_store: Store, account: Account, qapp: QApplication) -> Iterator[Desk]:
    """A desk with a server."""
    desk = a_desk(replica_store, account)
    connect(desk, Connection.ONLINE)
    yield desk
    desk.close()


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    """Two agents."""
    return an_estate(replica_store, tables=10, columns=100)


def screen(qtbot: QtBot, desk: Desk, place: Place | None = None) -> AgentsScreen:
    view = agents.make(desk, place or Place("agents"))
    assert isinstance(view, AgentsScreen)
    show(qtbot, desk, view)
    return view


def an_agent(seen: timedelta | None = timedelta(0), **told: Any) -> AgentLine:
    given: dict[str, Any] = {
        "name": "berlin", "agent_group": "default", "state": "active", "software": "0.1.0",
        "platform": "linux", "health": {}, "enrolled_at": NOW, "announced": (),
    }  # fmt: skip
    last = None if seen is None else NOW - seen
    return AgentLine(id=UUID(int=1), last_seen_at=last, **(given | told))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (an_agent(), "Connected"),
        (an_agent(timedelta(hours=1)), "Silent"),
        (an_agent(None), "Never seen"),
        (an_agent(state="revoked"), "Revoked"),
        (an_agent(health={"warnings": ["The key lies in a file."]}), "Has warnings"),
    ],
)
def test_state_in_words(line: AgentLine, said: str) -> None:
    assert state(line, NOW)[0] == said


def test_each_problem_has_words() -> None:
    line = an_agent(
        health={
            "spool_bytes": 900,
            "spool_limit_bytes": 1000,
            "undelivered_runs": 2,
            "clock_offset_seconds": -120,
            "warnings": ["The key lies in a file."],
        }
    )
    told = [str(one["message"]) for one in problems(line)]
    assert told == [
        "Its store for results is 90 % full: 900 B of 1.0 kB.",
        "2 results wait to be delivered.",
        "Its clock is 2 min ahead.",
        "The key lies in a file.",
    ]
    assert problems(an_agent(health={"spool_limit_bytes": 1000, "clock_offset_seconds": 2})) == []


def test_consents_in_words() -> None:
    assert consents(["test", "scan"]) == "may scan, test"
    assert consents([]) == "nothing is allowed"


def test_shows_the_agent_of_the_place_with_its_sources(
    qtbot: QtBot, desk: Desk, estate: AnEstate
) -> None:
    view = screen(qtbot, desk, Place("agents", estate.agents[1]))
    assert view.place().id == estate.agents[1]
    change(desk.store, "agent", estate.agents[1], state="revoked")
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: getattr(view.table.current(), "state", "") == "revoked")
    settle(qtbot, desk)
    pane = view.pane()
    assert isinstance(pane, AgentPane)
    assert pane.revoke_button is None


def test_without_the_server_nothing_can_be_done_and_it_says_why(
    qtbot: QtBot, desk: Desk, estate: AnEstate
) -> None:
    view = screen(qtbot, desk)
    pane = view.pane()
    assert isinstance(pane, AgentPane)
    assert pane.revoke_button is not None
    assert pane.revoke_button.isEnabled()
    connect(desk, Connection.OFFLINE)
    assert not pane.revoke_button.isEnabled()
    assert not view.enrol_button.isEnabled()
    assert "offline" in view.enrol_button.toolTip()


def test_none_yet_says_what_an_agent_is(qtbot: QtBot, desk: Desk) -> None:
    view = screen(qtbot, desk)
    shown = view.deck.shown()
    assert isinstance(shown, EmptyState)
    assert shown.button.text() == "Enrol an agent"


def test_a_token_is_copied_with_its_command_line(qtbot: QtBot, qapp: QApplication) -> None:
    token = EnrolmentToken("pst1.a.b.c", NOW, "https://server.test")
    sheet = TokenSheet(None, token)
    qtbot.addWidget(sheet)
    sheet.command.click()
    assert qapp.clipboard().text() == "pursight agent enrol https://server.test pst1.a.b.c"
    sheet.token.click()
    assert qapp.clipboard().text() == "pst1.a.b.c"
