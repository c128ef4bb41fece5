"""Queries over sources."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from pursight.canonical import plain
from pursight.contracts.agents import Limits, Scope
from pursight.errors import Conflict
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.sources.model import (
    ConnectionTest,
    Source,
    SourceProblem,
    SourceState,
)
from pursight_server.sources.tables import source

sources_table = source
"""For `access.scope.visible`."""


class SourceTaken(Conflict):
    """The name, or the agent's alias, belongs to another source."""

    code = "source.taken"


async def add(uow: UnitOfWork, new: Source) -> None:
    """Keep a new source.

    Raises:
        SourceTaken: Its name or alias is in use.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                insert(source).values(organisation_id=uow.organisation_id, **_row(new))
            )
    except IntegrityError as error:
        raise _taken(error) from error


async def change(uow: UnitOfWork, source_id: UUID, values: Mapping[str, Any]) -> None:
    """Change fields and count the revision up.

    Raises:
        SourceTaken: The new name or alias is in use.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                update(source)
                .where(source.c.organisation_id == uow.organisation_id, source.c.id == source_id)
                .values(rev=source.c.rev + 1, changed_at=uow.clock.now(), **values)
            )
    except IntegrityError as error:
        raise _taken(error) from error


async def find(unit: ReadUnit, source_id: UUID) -> Source | None:
    """Read one."""
    return await _one(unit, _all(unit).where(source.c.id == source_id))


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Source]:
    """Read some by id."""
    found = await unit.connection.execute(_all(unit).where(among(source.c.id, ids)))
    return {row["id"]: _source(row) for row in found.mappings()}


async def lock(uow: UnitOfWork, source_id: UUID) -> Source | None:
    """Read one and keep others from changing it until the end of the transaction."""
    return await _one(uow, _all(uow).where(source.c.id == source_id).with_for_update())


async def find_by_alias(unit: ReadUnit, agent_id: UUID, alias: str) -> Source | None:
    """Read the source in use that an agent knows by this alias."""
    return await _one(
        unit,
        _all(unit).where(
            source.c.agent_id == agent_id,
            source.c.alias == alias,
            source.c.state != SourceState.ARCHIVED,
        ),
    )


async def page(
    unit: ReadUnit,
    wanted: PageRequest,
    visible: Condition,
    *,
    states: Sequence[str] = (),
    agent_id: UUID | None = None,
    text: str = "",
) -> Page[Source]:
    """Read a page of sources in the order of their registration."""
    query = _all(unit)
    if states:
        query = query.where(source.c.state.in_(states))
    if agent_id is not None:
        query = query.where(source.c.agent_id == agent_id)
    if text:
        query = query.where(func.strpos(func.lower(source.c.name), text.lower()) > 0)
    return await fetch_page(
        unit,
        query,
        wanted,
        kind="sources",
        order=[source.c.created_at, source.c.id],
        visible=visible,
        read=lambda row: _source(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
    )


def _all(unit: ReadUnit) -> Select[Any]:
    return select(source).where(source.c.organisation_id == unit.organisation_id)


async def _one(unit: ReadUnit, query: Select[Any]) -> Source | None:
    row = (await unit.connection.execute(query)).mappings().one_or_none()
    return None if row is None else _source(row)


def _row(one: Source) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in Source.__dataclass_fields__},
        "tags": list(one.tags),
        "scope": one.scope.model_dump(mode="json"),
        "limits": one.limits.model_dump(mode="json"),
        "problem": None if one.problem is None else asdict(one.problem),
        "last_test": None if one.last_test is None else plain(asdict(one.last_test)),
    }


def _source(row: RowMapping) -> Source:
    values = dict(row)
    del values["organisation_id"]
    problem, last_test = values["problem"], values["last_test"]
    return Source(
        **values
        | {
            "tags": tuple(values["tags"]),
            "scope": Scope.model_validate(values["scope"]),
            "limits": Limits.model_validate(values["limits"]),
            "state": SourceState(values["state"]),
            "problem": None if problem is None else SourceProblem(**problem),
            "last_test": None if last_test is None else _test(last_test),
        }
    )


def _test(stored: Mapping[str, Any]) -> ConnectionTest:
    return ConnectionTest(**{**stored, "at": datetime.fromisoformat(stored["at"])})


def _taken(error: IntegrityError) -> SourceTaken:
    if "uq_source_alias" in str(error.orig):
        return SourceTaken(
            "this agent's alias is registered as a source already",
            hint="Use the source that is there, or archive it first.",
        )
    if "uq_source_name" in str(error.orig):
        return SourceTaken("a source with this name exists already", hint="Choose another name.")
    raise error
