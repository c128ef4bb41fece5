"""A real server in this process, and somebody at its door."""

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from tests.builders.real_server import *  # noqa: F403
from tests.desktop.kept_here import *  # noqa: F403
from tests.server.access.test_directories import server as slapd
from tests.server.access.test_identity_providers import issuer

from pursight.identity import new_id
from pursight_desktop.app.entrance import Known, SignInDoor
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.secrets import KeyringVault
from pursight_server.access.model import Role
from pursight_server.access.service import create_person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

__all__ = ["issuer", "slapd"]

EMAIL, PASSWORD = "grace@example.com", "several words in a row"
TESTS = Actor.system("the tests")


@pytest.fixture
async def grace(database: Database, organisation: Organisation) -> UUID:
    """A steward with a password; her id."""
    async with database.unit_of_work(organisation.id, TESTS) as uow:
        roles = frozenset({Role.DATA_STEWARD})
        made = await create_person(uow, email=EMAIL, name="Grace", roles=roles, password=PASSWORD)
    return made.id


@pytest.fixture
def owner(grace: UUID, served: str, organisation: Organisation) -> Account:
    """Grace, as a console of hers knows her."""
    return Account(
        server_url=served,
        organisation="acme",
        organisation_id=organisation.id,
        person_id=grace,
        person_name="Grace",
        email=EMAIL,
        device_id=new_id(),
    )


@pytest.fixture
def door(served: str, vault: KeyringVault, accounts: Accounts, qtbot: QtBot) -> SignInDoor:
    """A door that knows server and organisation; not shown yet."""
    door = SignInDoor(vault, accounts, Known(served, "acme"))
    qtbot.addWidget(door)
    return door


@pytest.fixture
def came(door: SignInDoor) -> list[object]:
    """The sessions that the door has opened."""
    sessions: list[object] = []
    door.opened.connect(sessions.append)
    return sessions
