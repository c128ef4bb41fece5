"""How access requests are asked for and written."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import and_, insert, or_, select, update

from pursight_server.access.model import Scope, ScopeKind, Subject, SubjectKind
from pursight_server.access_requests.model import AccessRequest, RequestState
from pursight_server.access_requests.tables import access_request
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

requests_table = access_request
"""For `access.scope.visible`."""


async def add(uow: UnitOfWork, new: AccessRequest) -> None:
    """Write a new request."""
    await uow.connection.execute(
        insert(access_request).values(organisation_id=uow.organisation_id, **_values(new))
    )


async def write(uow: UnitOfWork, after: AccessRequest) -> None:
    """Write a request as it is now."""
    await uow.connection.execute(
        update(access_request).where(_is(uow, after.id)).values(**_values(after))
    )


async def find(unit: ReadUnit, request_id: UUID, *, lock: bool = False) -> AccessRequest | None:
    """Read one; with `lock` nobody else moves it before this transaction ends."""
    query = select(access_request).where(_is(unit, request_id))
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return _request(row) if row else None


async def page_of(
    unit: ReadUnit,
    page: PageRequest,
    visible: Condition,
    *,
    state: RequestState | None = None,
    about: UUID | None = None,
    decider: UUID | None = None,
) -> Page[AccessRequest]:
    """Read a page of them, the latest first; those by or for somebody, or for them to decide."""
    query = select(access_request)
    if state is not None:
        query = query.where(access_request.c.state == state.value)
    if about is not None:
        query = query.where(
            or_(access_request.c.requester_id == about, access_request.c.subject_id == about)
        )
    if decider is not None:
        query = query.where(access_request.c.deciders.contains([decider]))
    return await fetch_page(
        unit,
        query,
        page,
        kind="access_requests",
        order=[access_request.c.id],
        visible=visible,
        read=_request,
        descending=True,
    )


async def in_states(unit: ReadUnit, states: Iterable[RequestState]) -> Sequence[UUID]:
    """List the requests in some states by id."""
    found = await unit.connection.execute(
        select(access_request.c.id)
        .where(
            access_request.c.organisation_id == unit.organisation_id,
            access_request.c.state.in_([state.value for state in states]),
        )
        .order_by(access_request.c.id)
    )
    return list(found.scalars())


# --- rows to things -------------------------------------------------------------------------------


def _is(unit: ReadUnit, request_id: UUID) -> Condition:
    return and_(
        access_request.c.organisation_id == unit.organisation_id,
        access_request.c.id == request_id,
    )


def _values(one: AccessRequest) -> dict[str, Any]:
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    subject, scope = values.pop("subject"), values.pop("scope")
    for name in ("columns", "deciders", "assignments"):
        values[name] = list(values[name])
    return values | {
        "state": one.state.value,
        "subject_kind": subject.kind.value,
        "subject_id": subject.id,
        "scope_kind": scope.kind.value,
        "scope_id": scope.id,
    }


def _request(row: Any) -> AccessRequest:
    derived = {"subject", "scope"}
    names = [field.name for field in fields(AccessRequest) if field.name not in derived]
    values = {name: getattr(row, name) for name in names}
    for name in ("columns", "deciders", "assignments"):
        values[name] = tuple(values[name])
    return AccessRequest(
        **(values | {"state": RequestState(row.state)}),
        subject=Subject(SubjectKind(row.subject_kind), row.subject_id),
        scope=Scope(ScopeKind(row.scope_kind), row.scope_id),
    )
