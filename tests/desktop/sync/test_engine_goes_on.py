"""The engine goes on: a disk that fails at a bad moment, edits that the server never takes."""

from collections.abc import Sequence

import pytest
from tests.desktop.sync.paper_console import Console, console
from tests.desktop.sync.paper_server import an_asset

from pursight.contracts.problem import Problem
from pursight.contracts.sync import Command, PushReply
from pursight_desktop.replica.errors import ReplicaUnavailable
from pursight_desktop.session.answers import ServerRefused
from pursight_desktop.sync.status import Connection

__all__ = ["console"]


def full(*_: object) -> None:
    raise ReplicaUnavailable("The local copy cannot be written: disk full.")


def test_a_disk_that_is_full_while_tidying_does_not_end_the_sync(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = an_asset(console.server)
    monkeypatch.setattr(console.engine, "_tidy", full)
    console.engine.start()
    console.until_quiet()
    console.server.put("asset", orders, owner="ada")
    console.engine.retry()
    console.until_shown(orders, "owner", "ada")


def test_a_disk_that_is_full_when_permissions_change_does_not_end_the_sync(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = an_asset(console.server, "salaries")
    console.engine.start()
    console.until_quiet()
    with monkeypatch.context() as patched:
        patched.setattr(console.state, "on_error", full)
        console.server.hidden.add(hidden)
        console.server.epoch += 1
        console.engine.retry()
        console.until_is(Connection.OFFLINE)
        assert "disk full" in console.engine.status.hint
    console.until(lambda: console.shown(hidden) == {})


def test_a_revoked_device_is_destroyed_though_its_disk_is_full(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    console.engine.start()
    console.until_quiet()
    monkeypatch.setattr(console.state, "on_error", full)
    console.server.revoked = True
    console.engine.retry()
    console.until_is(Connection.REVOKED)
    assert console.destroyed


def test_edits_that_the_server_never_takes_do_not_keep_others_from_coming(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders, hidden = an_asset(console.server), an_asset(console.server, "salaries")
    console.engine.start()
    console.until_quiet()

    async def push(_commands: Sequence[Command]) -> PushReply:
        raise ServerRefused(
            Problem(type="urn:x", title="too large", status=413, code="body.too_large")
        )

    monkeypatch.setattr(console.link, "push", push)
    console.describe(orders, "never taken")
    console.until_is(Connection.OFFLINE)
    console.server.hidden.add(hidden)
    console.server.epoch += 1
    console.until(lambda: console.shown(hidden) == {})
    assert console.state.status().pending == 1
