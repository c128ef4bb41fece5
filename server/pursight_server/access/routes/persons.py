"""Persons and their roles."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from pursight_server.access import four_eyes, passwords, scope, service, store
from pursight_server.access.guard import (
    Given,
    IdempotencyKey,
    IfMatch,
    Paged,
    Reading,
    Writing,
    in_session,
    requires,
)
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import GRANTS, Caller, Permission, Person, Role
from pursight_server.access.rights import assignments
from pursight_server.access.rights import store as rights
from pursight_server.access.routes.messages import (
    DepartmentBody,
    ListedPersonReply,
    Looked,
    NewPersonBody,
    PasswordBody,
    PersonEdit,
    PersonReply,
    RoleReply,
)
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag
from pursight_server.platform.unit_of_work import UnitOfWork

router = APIRouter(prefix="/api/v1", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.PERSONS_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.PERSONS_WRITE))]
_UNKNOWN = holdings.Particulars()


@router.get("/persons", summary="All persons")
async def list_persons(
    caller: Reader, unit: Reading, page: Paged, q: Looked = "", role: Role | None = None
) -> PageOf[ListedPersonReply]:
    """List persons by e-mail address; `q` looks in name, e-mail address and department.

    `role` is one of their own, which hold everywhere.
    """
    visible = scope.visible(caller, Permission.PERSONS_READ, store.persons_table)
    found = await store.list_persons(unit, page, visible, q.split(), role=role)
    more = await holdings.particulars(unit, [one.id for one in found.items])
    items = [ListedPersonReply.told(one, more.get(one.id, _UNKNOWN)) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.post("/persons", status_code=201, summary="Add a person")
async def create_person(
    body: NewPersonBody,
    caller: Editor,
    given: Given,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> PersonReply:
    """Add somebody; with a password, which no API token can give, they can sign in at once."""
    if body.password is not None:
        in_session(caller)
        await passwords.check_leaked(body.password, given.settings.leaked_passwords)
    await four_eyes.check_roles(uow, (), body.roles)
    person = await service.create_person(
        uow,
        email=body.email,
        name=body.name,
        roles=frozenset(body.roles),
        password=body.password,
    )
    if body.department:
        person = await _work_in(uow, person.id, body.department)
    response.headers["ETag"] = etag(person.rev)
    response.headers["Location"] = f"/api/v1/persons/{person.id}"
    return PersonReply.of(person)


@router.get("/persons/{person_id}", summary="One person")
async def get_person(
    person_id: UUID, _caller: Reader, unit: Reading, response: Response
) -> ListedPersonReply:
    """Read somebody."""
    person = await service.get_person(unit, person_id)
    response.headers["ETag"] = etag(person.rev)
    more = await holdings.particulars(unit, [person_id])
    return ListedPersonReply.told(person, more.get(person_id, _UNKNOWN))


@router.patch("/persons/{person_id}", summary="Change a person")
async def change_person(
    person_id: UUID,
    body: PersonEdit,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> PersonReply:
    """Change name, roles or department, disable or enable; it holds from their next request on."""
    if body.roles is not None:
        before = await service.hold_person(uow, person_id)
        await four_eyes.check_roles(uow, before.roles, body.roles)
    person = await service.change_person(
        uow,
        person_id,
        if_match=if_match,
        name=body.name,
        roles=None if body.roles is None else frozenset(body.roles),
        disabled=body.disabled,
    )
    if body.department is not None:
        person = await _work_in(uow, person.id, body.department)
    response.headers["ETag"] = etag(person.rev)
    return PersonReply.of(person)


@router.put(
    "/persons/{person_id}/password",
    status_code=204,
    summary="Give another password",
    dependencies=[Depends(in_session)],
)
async def set_password(
    person_id: UUID, body: PasswordBody, _caller: Editor, uow: Writing, given: Given
) -> None:
    """Give somebody another password; their sessions end."""
    await passwords.check_leaked(body.password, given.settings.leaked_passwords)
    await service.set_password(uow, person_id, body.password)


@router.put("/persons/{person_id}/department", status_code=204, summary="Say where they work")
async def set_department(
    person_id: UUID, body: DepartmentBody, _caller: Editor, uow: Writing
) -> None:
    """Say in which department somebody works; policies can ask for it."""
    await _work_in(uow, person_id, body.department)


async def _work_in(uow: UnitOfWork, person_id: UUID, department: str) -> Person:
    if department != (await rights.called(uow, person_id))[1]:
        await four_eyes.check_asked_for(uow, four_eyes.DEPARTMENT)
    await assignments.set_department(uow, person_id, department)
    return await service.get_person(uow, person_id)


@router.get("/roles", summary="All roles")
async def list_roles(_caller: Reader) -> list[RoleReply]:
    """List the roles and what each allows."""
    return [
        RoleReply(role=role, permissions=sorted(permissions))
        for role, permissions in GRANTS.items()
    ]
