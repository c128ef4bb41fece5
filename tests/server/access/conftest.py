"""Ada, who has a password, and the door she stands at."""

import httpx
import pytest
from tests.server.access.at_the_door import PASSWORD, Door

from pursight_server.access.model import FIRST_ADMINISTRATOR, Person
from pursight_server.access.service import create_person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor


@pytest.fixture
async def ada(database: Database, organisation: Organisation) -> Person:
    """A person with a password and without a second factor."""
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
        return await create_person(
            uow, email="Ada@Example.com ", name="Ada", roles=FIRST_ADMINISTRATOR, password=PASSWORD
        )


@pytest.fixture
def door(ada: Person, anonymous: httpx.AsyncClient) -> Door:
    """Where Ada signs in."""
    return Door(anonymous)
