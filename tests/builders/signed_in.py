"""A person who is signed in at a server, made behind its API."""

from uuid import UUID

from pursight.identity import new_id
from pursight_server.access import sessions, store
from pursight_server.access.model import Caller, Person, Role
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor


async def signed_in(
    given: Services, organisation_id: UUID, name: str, roles: frozenset[Role]
) -> Caller:
    """Make a person with these roles and a session, without password and token."""
    now = given.clock.now()
    new = Person(
        id=new_id(given.clock),
        email=f"{name}@example.com",
        name=name.title(),
        roles=roles,
        disabled_at=None,
        rev=1,
        created_at=now,
        changed_at=now,
    )
    session_id = new_id(given.clock)
    async with given.database.unit_of_work(organisation_id, Actor.system("the tests")) as uow:
        await store.add_person(uow, new, None)
        expires_at = now + given.settings.refresh_token_life
        await store.open_session(uow, session_id, new.id, expires_at=expires_at, client="tests")
    async with given.database.reading(organisation_id) as unit:
        return await sessions.caller(unit, session_id, new.id)
