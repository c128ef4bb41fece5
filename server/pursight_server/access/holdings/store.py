"""Who has what in an organisation: for those who review it, or look for somebody to decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, union

from pursight_server.access.model import Subject, SubjectKind
from pursight_server.access.policy.resources import declared
from pursight_server.access.rights.model import Assignment
from pursight_server.access.rights.store.assignments import assignment_of
from pursight_server.access.rights.tables import group_member, person_group, role_assignment
from pursight_server.access.tables import passkey, person, service_account, totp
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.unit_of_work import ReadUnit

_HOLDERS = ((person, SubjectKind.PERSON), (service_account, SubjectKind.SERVICE_ACCOUNT))


@dataclass(frozen=True, slots=True)
class Holder:
    """A person or service account that is not disabled, with roles of their own."""

    subject: Subject
    name: str
    roles: tuple[str, ...]


async def holders(unit: ReadUnit) -> list[Holder]:
    """List persons, then service accounts, by name."""
    found: list[Holder] = []
    for table, kind in _HOLDERS:
        rows = await unit.connection.execute(
            select(table.c.id, table.c.name, table.c.roles)
            .where(_of(unit, table), table.c.disabled_at.is_(None))
            .order_by(table.c.name, table.c.id)
        )
        found += [Holder(Subject(kind, row.id), row.name, tuple(sorted(row.roles))) for row in rows]
    return found


async def is_promised(unit: ReadUnit, subject_ids: Sequence[UUID]) -> bool:
    """Whether any of some subjects will be given a role: approved, but its time has not come."""
    request = declared("access_request")
    found = await unit.connection.execute(
        select(request.c.id)
        .where(
            _of(unit, request),
            request.c.state == "approved",
            among(request.c.subject_id, subject_ids),
        )
        .limit(1)
    )
    return found.first() is not None


@dataclass(frozen=True, slots=True)
class Particulars:
    """What lists tell of a person besides.

    Attributes:
        department: Empty for nowhere.
        second_factor: Whether they have an authenticator app or a passkey in use.
    """

    department: str = ""
    second_factor: bool = False


async def particulars(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Particulars]:
    """Read departments, and who has a second factor."""
    app = select(totp.c.person_id).where(
        _of(unit, totp), totp.c.confirmed_at.is_not(None), among(totp.c.person_id, ids)
    )
    key = select(passkey.c.person_id).where(_of(unit, passkey), among(passkey.c.person_id, ids))
    secured = set((await unit.connection.execute(union(app, key))).scalars())
    rows = await unit.connection.execute(
        select(person.c.id, person.c.department).where(_of(unit, person), among(person.c.id, ids))
    )
    return {row.id: Particulars(row.department, row.id in secured) for row in rows}


async def given(unit: ReadUnit) -> list[Assignment]:
    """List all assignments that hold now, the first first."""
    rows = await unit.connection.execute(
        select(role_assignment).where(_of(unit, role_assignment)).order_by(role_assignment.c.id)
    )
    found = [assignment_of(row) for row in rows]
    now = unit.clock.now()
    return [one for one in found if one.holds(now)]


async def memberships(unit: ReadUnit) -> list[tuple[UUID, Subject]]:
    """List who is in which group, the group's id first."""
    rows = await unit.connection.execute(
        select(group_member)
        .where(_of(unit, group_member))
        .order_by(group_member.c.group_id, group_member.c.member_kind, group_member.c.member_id)
    )
    return [(row.group_id, Subject(SubjectKind(row.member_kind), row.member_id)) for row in rows]


async def names(unit: ReadUnit) -> dict[UUID, str]:
    """Read the names of all persons, service accounts and groups."""
    found: dict[UUID, str] = {}
    for table in (person, service_account, person_group):
        rows = await unit.connection.execute(
            select(table.c.id, table.c.name).where(_of(unit, table))
        )
        found |= {row[0]: row[1] for row in rows}
    return found


async def names_of(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Read the names of some persons, service accounts and groups."""
    found: dict[UUID, str] = {}
    for table in (person, service_account, person_group):
        rows = await unit.connection.execute(
            select(table.c.id, table.c.name).where(_of(unit, table), among(table.c.id, ids))
        )
        found |= {row[0]: row[1] for row in rows}
    return found


async def who_can_sign_in(unit: ReadUnit, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Leave out whoever is disabled, or no person."""
    found = await unit.connection.execute(
        select(person.c.id).where(
            _of(unit, person), person.c.id.in_(sorted(ids)), person.c.disabled_at.is_(None)
        )
    )
    return frozenset(found.scalars())


def _of(unit: ReadUnit, table: Any) -> Condition:
    condition: Condition = table.c.organisation_id == unit.organisation_id
    return condition
