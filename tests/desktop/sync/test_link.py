"""The link over real HTTP and a real WebSocket: hints, presence, and how they end."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders.scanned import Scanner, table

from pursight.contracts.sync import Hint
from pursight.identity import new_id
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.answers import Offline
from pursight_desktop.session.secrets import KeyringVault
from pursight_desktop.session.session import Session
from pursight_desktop.session.sign_in import sign_in
from pursight_desktop.settings import Paths
from pursight_desktop.sync.link import HttpLink
from pursight_server.access.model import Role
from pursight_server.access.service import create_person, get_person
from pursight_server.access.store import change_person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor
from pursight_server.sync import live

PASSWORD = "several words in a row"


@pytest.fixture
async def grace(
    database: Database, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Address of a steward who has a password, at a server that looks often."""
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.02)
    email, roles = "grace@example.com", frozenset({Role.DATA_STEWARD})
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
        await create_person(uow, email=email, name="Grace", roles=roles, password=PASSWORD)
    return email


@pytest.fixture
async def session(served: str, vault: KeyringVault, grace: str, tmp_path: Path) -> Session:
    """Grace, signed in through a socket."""
    accounts = Accounts(Paths(tmp_path).accounts)
    return await sign_in(served, "acme", grace, PASSWORD, vault=vault, accounts=accounts)


async def until_it_ends(hints: AsyncIterator[Hint]) -> None:
    async with asyncio.timeout(10):
        async for _hint in hints:
            pass


async def test_hints_arrive_until_the_device_is_revoked(session: Session, scanner: Scanner) -> None:
    link = HttpLink(session)
    await link.register()
    hints = link.hints()
    first = await anext(hints)
    await scanner.scan(table("customer", "email"))
    while (await anext(hints)).seq == first.seq:
        pass
    answer = await link.http.delete(f"/sync/v1/devices/{session.account.device_id}")
    assert answer.status_code == 204
    with pytest.raises(Offline):
        await until_it_ends(hints)
    await link.close()


async def test_changed_roles_are_learned_when_the_device_is_made_known(
    session: Session, database: Database, organisation: Organisation
) -> None:
    kept = list[Account]()
    link = HttpLink(session, kept.append)
    await link.register()
    assert kept == []
    assert session.account.may("classification.decide")
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
        person = await get_person(uow, session.account.person_id)
        await change_person(
            uow, person.id, name="Grace Hopper", roles=frozenset({Role.AUDITOR}), disabled_at=None
        )
    await link.register()
    assert (link.account.person_name, link.account.roles) == ("Grace Hopper", ("auditor",))
    assert not link.account.may("classification.decide")
    assert kept == [link.account]
    assert link.account.device_id == session.account.device_id
    await link.close()


async def test_an_unknown_device_hears_nothing(session: Session) -> None:
    link = HttpLink(session)
    with pytest.raises((Offline, StopAsyncIteration)):
        await anext(link.hints())
    await link.close()


async def test_without_a_server_there_are_no_hints(session: Session) -> None:
    await session.access_token()
    session.account = replace(session.account, server_url="http://127.0.0.1:9", device_id=new_id())
    link = HttpLink(session)
    with pytest.raises(Offline):
        await anext(link.hints())
    await link.close()
