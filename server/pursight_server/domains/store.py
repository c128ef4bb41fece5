"""How business domains are kept and asked for."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.policy.resources import declared
from pursight_server.domains.model import Domain
from pursight_server.domains.tables import domain
from pursight_server.platform.conditions import Condition, among, of_organisation
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

domains_table = domain
"""For `access.scope.visible`, and for lists that name the domain of what they show."""

_FIELDS = tuple(Domain.__dataclass_fields__)


class DomainTaken(Conflict):
    """Another domain has the name, whatever the case of its letters."""

    code = "domain.taken"


class DomainInUse(Conflict):
    """Something belongs to the domain, or speaks of it."""

    code = "domain.in_use"


async def add(uow: UnitOfWork, new: Domain) -> None:
    """Keep a new domain.

    Raises:
        DomainTaken: Its name is in use.
    """
    values = {name: getattr(new, name) for name in _FIELDS}
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                insert(domain).values(organisation_id=uow.organisation_id, **values)
            )
    except IntegrityError as error:
        raise _taken() from error


async def change(uow: UnitOfWork, domain_id: UUID, values: Mapping[str, Any]) -> None:
    """Change fields and count the revision up.

    Raises:
        DomainTaken: The new name is in use.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                update(domain)
                .where(of_organisation(domain, uow.organisation_id), domain.c.id == domain_id)
                .values(rev=domain.c.rev + 1, changed_at=uow.clock.now(), **values)
            )
    except IntegrityError as error:
        raise _taken() from error


async def drop(uow: UnitOfWork, domain_id: UUID) -> None:
    """Take a domain away.

    Raises:
        DomainInUse: An asset or a source was put into it meanwhile.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                delete(domain).where(
                    of_organisation(domain, uow.organisation_id), domain.c.id == domain_id
                )
            )
    except IntegrityError as error:
        raise DomainInUse("something was put into this domain just now") from error


async def find(unit: ReadUnit, domain_id: UUID, *, lock: bool = False) -> Domain | None:
    """Read one; with `lock` nobody else changes it before this transaction ends."""
    query = _all(unit).where(domain.c.id == domain_id)
    found = await unit.connection.execute(query.with_for_update() if lock else query)
    row = found.one_or_none()
    return None if row is None else _domain(row)


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Domain]:
    """Read some by id."""
    found = await unit.connection.execute(_all(unit).where(among(domain.c.id, ids)))
    return {row.id: _domain(row) for row in found}


async def page(
    unit: ReadUnit, wanted: PageRequest, visible: Condition, words: Sequence[str] = ()
) -> Page[Domain]:
    """Read a page of domains by name; each word must be a part of it."""
    parts = (domain.c.name.icontains(word, autoescape=True) for word in words)
    return await fetch_page(
        unit,
        select(domain).where(*parts),
        wanted,
        kind="domains",
        order=[domain.c.name, domain.c.id],
        visible=visible,
        read=_domain,
    )


async def assets_in(
    unit: ReadUnit, ids: Sequence[UUID], visible: Condition | None = None
) -> dict[UUID, int]:
    """Count the assets that have one of some domains as their own, gone ones too."""
    note, asset = declared("annotation"), declared("asset")
    query = select(note.c.domain_id, func.count()).where(
        of_organisation(note, unit.organisation_id), among(note.c.domain_id, ids)
    )
    if visible is not None:
        here = (asset.c.organisation_id == note.c.organisation_id) & (asset.c.id == note.c.asset_id)
        query = query.join(asset, here).where(visible)
    found = await unit.connection.execute(query.group_by(note.c.domain_id))
    return {row[0]: row[1] for row in found}


async def sources_in(
    unit: ReadUnit, ids: Sequence[UUID], visible: Condition | None = None
) -> dict[UUID, int]:
    """Count the sources that have one of some domains as their own, archived ones too."""
    source = declared("source")
    query = select(source.c.domain_id, func.count()).where(
        of_organisation(source, unit.organisation_id), among(source.c.domain_id, ids)
    )
    if visible is not None:
        query = query.where(visible)
    found = await unit.connection.execute(query.group_by(source.c.domain_id))
    return {row[0]: row[1] for row in found}


def _all(unit: ReadUnit) -> Select[Any]:
    return select(domain).where(of_organisation(domain, unit.organisation_id))


def _domain(row: Any) -> Domain:
    return Domain(**{name: getattr(row, name) for name in _FIELDS})


def _taken() -> DomainTaken:
    return DomainTaken("there is a domain with this name", hint="Choose another name.")
