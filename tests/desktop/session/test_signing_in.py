"""Signing in to a real server, going on, and what ends a session."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from typing_extensions import override

from pursight.clock import StoppedClock
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.answers import (
    NotTheServer,
    Offline,
    ServerRefused,
    SessionOver,
    read,
)
from pursight_desktop.session.secrets import REFRESH_TOKEN, KeyringVault, SecretsUnreadable
from pursight_desktop.session.session import Session
from pursight_desktop.session.sign_in import sign_in
from pursight_server.access.model import Role
from pursight_server.access.service import create_person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

EMAIL, PASSWORD = "grace@example.com", "several words in a row"
URL = "https://server.test"


@dataclass
class Line(httpx.AsyncBaseTransport):
    """The line to the server: counts requests, and can be cut before or after one arrives.

    Attributes:
        cut: Paths whose requests never leave.
        deaf: Paths whose answers are lost, once each.
        portal: Whether a captive portal answers instead.
    """

    app: FastAPI
    asked: list[str] = field(default_factory=list)
    cut: set[str] = field(default_factory=set)
    deaf: set[str] = field(default_factory=set)
    portal: bool = False
    refreshing: asyncio.Event = field(default_factory=asyncio.Event)

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path in self.cut:
            raise httpx.ConnectError("no way", request=request)
        self.asked.append(path)
        if path == "/api/v1/sessions/refresh":
            self.refreshing.set()
        if self.portal:
            page = "<html>Welcome to our free network</html>"
            return httpx.Response(200, html=page, request=request)
        answer = await httpx.ASGITransport(app=self.app).handle_async_request(request)
        if path in self.deaf:
            self.deaf.discard(path)
            raise httpx.ReadTimeout("no answer", request=request)
        return answer


@pytest.fixture
def line(app: FastAPI) -> Line:
    return Line(app)


@pytest.fixture
async def session(
    grace: None, line: Line, vault: KeyringVault, accounts: Accounts, clock: StoppedClock
) -> Session:
    """Grace, signed in."""
    return await enter(line, vault, accounts, clock)


@pytest.fixture
async def grace(database: Database, organisation: Organisation) -> None:
    """A steward who has a password."""
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
        roles = frozenset({Role.DATA_STEWARD})
        await create_person(uow, email=EMAIL, name="Grace", roles=roles, password=PASSWORD)


async def enter(
    line: Line, vault: KeyringVault, accounts: Accounts, clock: StoppedClock, word: str = PASSWORD
) -> Session:
    return await sign_in(
        "server.test",
        "acme",
        f" {EMAIL} ",
        word,
        vault=vault,
        accounts=accounts,
        clock=clock,
        transport=lambda: line,
    )


async def my_name(session: Session) -> str:
    async with session.client() as client:
        me = read(await client.get("/api/v1/me"))
    assert isinstance(me, dict)
    return str(me["name"])


async def test_who_signs_in_is_known_and_remembered(session: Session, accounts: Accounts) -> None:
    account = session.account
    assert (account.server_url, account.organisation) == (URL, "acme")
    assert (account.person_name, account.email) == ("Grace", EMAIL)
    assert account.roles == ("data_steward",)
    assert account.may("classification.decide")
    assert not account.may("persons.write")
    assert accounts.last() == account
    assert await my_name(session) == "Grace"


async def test_signing_in_again_is_the_same_device(
    session: Session, line: Line, vault: KeyringVault, accounts: Accounts, clock: StoppedClock
) -> None:
    again = await enter(line, vault, accounts, clock)
    assert again.account == session.account
    assert accounts.all() == (session.account,)


async def test_a_wrong_password_is_said_in_words(
    session: Session, line: Line, vault: KeyringVault, accounts: Accounts, clock: StoppedClock
) -> None:
    with pytest.raises(ServerRefused) as caught:
        await enter(line, vault, accounts, clock, "another one")
    assert "do not fit together" in caught.value.message
    assert await my_name(session) == "Grace"


async def test_an_access_token_is_renewed_before_it_runs_out(
    session: Session, line: Line, clock: StoppedClock, vault: KeyringVault
) -> None:
    before = vault.get(session.account.key, REFRESH_TOKEN)
    clock.advance(timedelta(seconds=280))
    assert await my_name(session) == "Grace"
    assert line.asked.count("/api/v1/sessions/refresh") == 1
    assert vault.get(session.account.key, REFRESH_TOKEN) != before


async def test_many_requests_at_once_refresh_once(
    session: Session, line: Line, clock: StoppedClock
) -> None:
    clock.advance(timedelta(minutes=10))
    names = await asyncio.gather(*(my_name(session) for _ in range(8)))
    assert set(names) == {"Grace"}
    assert line.asked.count("/api/v1/sessions/refresh") == 1


async def test_a_refused_access_token_is_renewed_and_the_request_repeated(
    session: Session, line: Line, clock: StoppedClock
) -> None:
    # this machine's clock stood still while the server's went on, as in a suspended laptop
    ours = StoppedClock(clock.now())
    session._clock = ours
    clock.advance(timedelta(minutes=10))
    names = await asyncio.gather(*(my_name(session) for _ in range(4)))
    assert set(names) == {"Grace"}
    assert line.asked.count("/api/v1/sessions/refresh") == 1


async def test_after_a_restart_the_kept_token_is_enough(
    session: Session, line: Line, vault: KeyringVault, clock: StoppedClock
) -> None:
    for _ in range(3):
        again = Session(session.account, vault, clock=clock, transport=lambda: line)
        assert again.signed_in
        assert await my_name(again) == "Grace"


async def test_the_new_token_is_kept_before_it_is_used(
    session: Session, line: Line, vault: KeyringVault, clock: StoppedClock
) -> None:
    class Witness(KeyringVault):
        @override
        def put(self, account: str, name: str, secret: str) -> None:
            assert line.asked[-1] == "/api/v1/sessions/refresh"
            super().put(account, name, secret)

    line.asked.clear()
    again = Session(session.account, Witness(), clock=clock, transport=lambda: line)
    assert await my_name(again) == "Grace"
    assert line.asked == ["/api/v1/sessions/refresh", "/api/v1/me"]


async def test_a_token_that_cannot_be_kept_is_not_used(
    session: Session, line: Line, clock: StoppedClock
) -> None:
    class Full(KeyringVault):
        @override
        def put(self, account: str, name: str, secret: str) -> None:
            raise SecretsUnreadable("The keyring keeps nothing more.")

    line.asked.clear()
    again = Session(session.account, Full(), clock=clock, transport=lambda: line)
    with pytest.raises(SecretsUnreadable):
        await my_name(again)
    with pytest.raises(SecretsUnreadable):
        await my_name(again)
    assert set(line.asked) == {"/api/v1/sessions/refresh"}
    healed = Session(session.account, KeyringVault(), clock=clock, transport=lambda: line)
    assert await my_name(healed) == "Grace"


async def test_a_request_that_never_left_costs_nothing(
    session: Session, line: Line, clock: StoppedClock
) -> None:
    clock.advance(timedelta(minutes=10))
    line.cut.add("/api/v1/sessions/refresh")
    for _ in range(3):
        with pytest.raises(Offline):
            await my_name(session)
    line.cut.clear()
    assert await my_name(session) == "Grace"


async def test_a_lost_answer_is_asked_for_once_more(
    session: Session, line: Line, clock: StoppedClock
) -> None:
    clock.advance(timedelta(minutes=10))
    line.deaf.add("/api/v1/sessions/refresh")
    assert await my_name(session) == "Grace"
    assert line.asked.count("/api/v1/sessions/refresh") == 2


async def test_who_was_killed_before_the_new_token_was_kept_goes_on(
    session: Session, line: Line, clock: StoppedClock, vault: KeyringVault
) -> None:
    before = vault.get(session.account.key, REFRESH_TOKEN)
    assert before is not None
    clock.advance(timedelta(minutes=10))
    await session.access_token()
    vault.put(session.account.key, REFRESH_TOKEN, before)
    clock.advance(timedelta(seconds=15))
    again = Session(session.account, vault, clock=clock, transport=lambda: line)
    assert await my_name(again) == "Grace"
    clock.advance(timedelta(days=1))
    assert await my_name(again) == "Grace"


async def test_a_caller_that_gives_up_does_not_cut_a_refresh_off(
    session: Session, line: Line, clock: StoppedClock, vault: KeyringVault
) -> None:
    clock.advance(timedelta(minutes=10))
    before = vault.get(session.account.key, REFRESH_TOKEN)
    hasty = asyncio.create_task(my_name(session))
    await line.refreshing.wait()
    hasty.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hasty
    assert await my_name(session) == "Grace"
    assert line.asked.count("/api/v1/sessions/refresh") == 1
    assert vault.get(session.account.key, REFRESH_TOKEN) != before


async def test_a_captive_portal_signs_nobody_out(
    session: Session, line: Line, clock: StoppedClock
) -> None:
    clock.advance(timedelta(minutes=10))
    line.portal = True
    with pytest.raises(NotTheServer) as caught:
        await my_name(session)
    assert "browser" in caught.value.hint
    line.portal = False
    assert await my_name(session) == "Grace"


async def test_an_ended_session_asks_to_sign_in_again(
    session: Session,
    line: Line,
    vault: KeyringVault,
    accounts: Accounts,
    clock: StoppedClock,
) -> None:
    clock.advance(timedelta(days=400))
    with pytest.raises(SessionOver) as caught:
        await my_name(session)
    assert "Sign in again" in caught.value.hint
    assert not session.signed_in
    assert accounts.last() == session.account
    again = await enter(line, vault, accounts, clock)
    assert await my_name(again) == "Grace"
    assert again.account.device_id == session.account.device_id


async def test_who_signs_out_is_out_on_the_server_too(
    session: Session, line: Line, vault: KeyringVault
) -> None:
    token = await session.access_token()
    await session.sign_out()
    assert not session.signed_in
    async with httpx.AsyncClient(transport=line, base_url=URL) as client:
        answer = await client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


async def test_one_can_sign_out_offline(session: Session, line: Line) -> None:
    line.cut.add("/api/v1/sessions/current")
    await session.sign_out()
    assert not session.signed_in


async def test_a_file_of_accounts_that_cannot_be_read_is_none(accounts: Accounts) -> None:
    accounts.path.parent.mkdir(parents=True)
    accounts.path.write_text("{", encoding="utf-8")
    assert accounts.all() == ()
    assert accounts.last() is None
