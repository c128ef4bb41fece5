"""What the engine knows of others: as the live connection tells, and nothing once it is cut."""

import asyncio
import threading
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from tests.desktop.sync.paper_console import Console, console
from tests.desktop.sync.paper_server import PaperLink, an_asset

from pursight.contracts.sync import Hint, Present
from pursight_desktop.session.answers import Offline

__all__ = ["console"]

ORDERS = UUID(int=5)


def test_others_are_known_until_the_connection_is_cut(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_asset(console.server)
    cut = threading.Event()

    async def hints() -> AsyncIterator[Hint]:

        if cut.is_set():
            raise Offline("cut")
        yield Hint(people=("Ada",), present=(Present(name="Ada", looking_at=ORDERS),))
        await asyncio.to_thread(cut.wait)
        raise Offline("cut")

    monkeypatch.setattr(console.link, "hints", hints)
    console.engine.start()
    console.until(lambda: console.engine.status.present == (("Ada", ORDERS),))
    cut.set()
    console.until(lambda: console.engine.status.present == ())
    assert console.engine.status.people == ()


def test_where_one_is_is_told_to_each_new_link_also_what_was_said_before_the_start(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[UUID | None] = []

    async def look_at(_self: object, asset_id: UUID | None) -> None:
        told.append(asset_id)

    monkeypatch.setattr(PaperLink, "look_at", look_at)
    console.engine.look_at(ORDERS)
    console.engine.start()
    console.until(lambda: told == [ORDERS])
    console.engine.look_at(None)
    console.until(lambda: told == [ORDERS, None])
    console.engine.signed_in(lambda: PaperLink(console.server))
    console.until(lambda: told == [ORDERS, None, None])
