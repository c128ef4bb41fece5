"""Assignments: give somebody a role somewhere, for a while, and take it back."""

from datetime import datetime
from uuid import UUID

from pursight.errors import NotFound, Refused
from pursight.identity import new_id
from pursight_server.access import store as persons
from pursight_server.access.model import EVERYWHERE, Scope, ScopeKind, Subject, SubjectKind
from pursight_server.access.policy.store import count_up
from pursight_server.access.rights import groups, roles, store
from pursight_server.access.rights.model import Assignment
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


class BadAssignment(Refused):
    """The role cannot be given like this."""

    code = "assignment.bad"


async def grant(
    uow: UnitOfWork,
    *,
    role: str,
    subject: Subject,
    scope: Scope = EVERYWHERE,
    expires_at: datetime | None = None,
    reason: str = "",
) -> Assignment:
    """Give a role; at `expires_at` it ends by itself.

    That a service account exists, and that a scope's domain, source or asset does, is the caller's
    to know; one that is not there covers nothing.

    Raises:
        BadRole: There is no such role.
        NotFound: There is no such person or group.
        BadAssignment: Its time is over already, or the scope is incomplete.
    """
    await count_up(uow)
    await roles.check_known(uow, role)
    if (scope.kind is ScopeKind.ORGANISATION) != (scope.id is None):
        raise BadAssignment(
            "the scope is incomplete",
            hint="Name a domain, source or asset by its id; the whole organisation has none.",
        )
    if expires_at is not None and expires_at <= uow.clock.now():
        raise BadAssignment("the assignment would be over already", hint="Choose a later end.")
    if subject.kind is SubjectKind.PERSON and not await persons.find_person(uow, subject.id):
        raise NotFound("there is no such person")
    if subject.kind is SubjectKind.GROUP:
        await groups.get(uow, subject.id)
    assignment = Assignment(
        id=new_id(uow.clock),
        role=role,
        subject=subject,
        scope=scope,
        expires_at=expires_at,
        reason=reason,
        granted_by=uow.actor.id,
        granted_by_name=uow.actor.name,
        created_at=uow.clock.now(),
    )
    await store.add_assignment(uow, assignment)
    uow.record("role.granted", "role_assignment", assignment.id, after=_facts(assignment))
    return assignment


async def get(unit: ReadUnit, assignment_id: UUID) -> Assignment:
    """Read an assignment, also one that has run out.

    Raises:
        NotFound: There is none with this id.
    """
    found = await store.find_assignment(unit, assignment_id)
    if found is None:
        raise NotFound("there is no such assignment")
    return found


async def revoke(uow: UnitOfWork, assignment_id: UUID, *, reason: str = "") -> None:
    """Take a role back; it is felt with the next request.

    Raises:
        NotFound: There is no such assignment.
    """
    await count_up(uow)
    given = await get(uow, assignment_id)
    await store.drop_assignment(uow, assignment_id)
    uow.record("role.revoked", "role_assignment", assignment_id, before=_facts(given), note=reason)


async def set_department(uow: UnitOfWork, person_id: UUID, department: str) -> None:
    """Say in which department a person works.

    Raises:
        NotFound: There is no such person.
    """
    await count_up(uow)
    if await persons.find_person(uow, person_id) is None:
        raise NotFound("there is no such person")
    _, before = await store.called(uow, person_id)
    if department != before:
        await store.set_department(uow, person_id, department)
        uow.record(
            "person.changed",
            "person",
            person_id,
            before={"department": before},
            after={"department": department},
        )


async def of_subject(unit: ReadUnit, subject: Subject) -> list[Assignment]:
    """List what somebody was given directly and still holds."""
    now = unit.clock.now()
    return [
        one
        for one in await store.assignments_to(unit, [subject.id])
        if one.subject == subject and one.holds(now)
    ]


def _facts(one: Assignment) -> dict[str, object]:
    return {
        "role": one.role,
        "subject_kind": one.subject.kind.value,
        "subject_id": str(one.subject.id),
        "scope_kind": one.scope.kind.value,
        "scope_id": None if one.scope.id is None else str(one.scope.id),
        "expires_at": one.expires_at,
        "reason": one.reason,
    }
