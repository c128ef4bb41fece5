"""The section of API tokens in the administration, against a real server."""

import asyncio
from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from tests.desktop.views.online.conftest import show, until

from pursight.clock import StoppedClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration import make
from pursight_desktop.views.administration import tokens as tokens_package
from pursight_desktop.views.administration.screen import AdministrationScreen
from pursight_desktop.views.administration.tokens.section import TokensSection
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.states import EmptyState

PLACE = Place("administration").having(section="tokens")


async def issue(console: Console, clock: StoppedClock, *names: str) -> None:
    for name in names:
        body = {
            "name": name,
            "permissions": ["catalog.read"],
            "expires_at": (clock.now() + timedelta(days=30)).isoformat(),
        }
        asked = console.engine.ask(
            lambda link, body=body: link.http.post("/api/v1/me/api-tokens", json=body)
        )
        assert (await asyncio.wrap_future(asked)).status_code == 201


@pytest.mark.usefixtures("theme")
async def test_a_token_is_found_and_revoked(
    station: Desk, console: Console, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await issue(console, clock, "build server", "nightly export")
    screen = make(station, PLACE)
    assert isinstance(screen, AdministrationScreen)
    await show(screen)
    section = screen.section()
    assert isinstance(section, TokensSection)
    await until(lambda: len(section.rows()) == 2)
    assert {row.principal_name for row in section.rows()} == {"Grace"}
    QTest.keyClicks(section.search, "NIGHT grace")
    await until(lambda: section.detail.text() == "1 of 2")
    chosen = section.table.current()
    assert chosen is not None
    assert chosen.name == "nightly export"
    assert screen.place() == Place("administration", chosen.id).having(section="tokens")
    asked: list[str] = []
    monkeypatch.setattr(
        "pursight_desktop.views.administration.tokens.section.ask",
        lambda _parent, title, *_words, **_how: asked.append(title) or True,
    )
    section.delete(chosen)
    await until(lambda: any(row.revoked_at for row in section.rows()))
    assert asked == ["Revoke nightly export?"]
    assert [row.name for row in section.rows() if row.works(clock.now())] == ["build server"]
    await until(lambda: isinstance(section.pane(), Pane))
    screen.close()


@pytest.mark.usefixtures("theme")
async def test_where_there_are_none_it_says_what_they_are_for(station: Desk) -> None:
    section = tokens_package.make(station, PLACE)
    await show(section)
    await until(lambda: isinstance(section.deck.shown(), EmptyState))
    await until(lambda: section.deck.shown().title.text() == "No API tokens")
    section.close()
