"""Sessions: who is signed in."""

from uuid import UUID

from pursight.errors import Unauthenticated
from pursight_server.access import store
from pursight_server.access.model import Caller
from pursight_server.platform.unit_of_work import ReadUnit


class SessionEnded(Unauthenticated):
    """The session was ended, has expired, or its person was disabled."""

    code = "session.ended"


async def caller(unit: ReadUnit, session_id: UUID, person_id: UUID) -> Caller:
    """Say who a session belongs to, with the roles they have now.

    Raises:
        SessionEnded: It is over, or its person may no longer sign in.
    """
    person = await store.person_of_session(unit, session_id, person_id)
    if person is None:
        raise SessionEnded("the session has ended", hint="Sign in again.")
    return Caller(
        person_id=person.id,
        organisation_id=unit.organisation_id,
        session_id=session_id,
        email=person.email,
        name=person.name,
        roles=person.roles,
    )
