"""Whom and what a policy is tried out with."""

from uuid import UUID

from sqlalchemy import func, select

from pursight_server.access.model import Role
from pursight_server.access.policy.resources import declared
from pursight_server.access.tables import person
from pursight_server.platform.conditions import Condition
from pursight_server.platform.unit_of_work import ReadUnit


async def some_persons(
    unit: ReadUnit, limit: int, after: UUID | None = None
) -> list[tuple[UUID, str, list[Role]]]:
    """Read who can sign in, the first by id that follow one: id, name, roles of their own."""
    wanted = _persons(unit) if after is None else _persons(unit) & (person.c.id > after)
    found = await unit.connection.execute(
        select(person.c.id, person.c.name, person.c.roles)
        .where(wanted)
        .order_by(person.c.id)
        .limit(limit)
    )
    return [(row[0], row[1], [Role(role) for role in row[2]]) for row in found]


async def count_persons(unit: ReadUnit) -> int:
    """Count who can sign in."""
    found = await unit.connection.execute(
        select(func.count()).select_from(person).where(_persons(unit))
    )
    return found.scalar_one()


def _persons(unit: ReadUnit) -> Condition:
    return (person.c.organisation_id == unit.organisation_id) & person.c.disabled_at.is_(None)


async def some_assets(
    unit: ReadUnit, condition: Condition, first: int
) -> tuple[int, tuple[str, ...]]:
    """Count the present assets that fit a condition, and name the first."""
    asset = declared("asset")
    fitting = (asset.c.organisation_id == unit.organisation_id) & asset.c.present & condition
    count = await unit.connection.execute(select(func.count()).select_from(asset).where(fitting))
    named = await unit.connection.execute(
        select(asset.c.fqn).where(fitting).order_by(asset.c.sort_key, asset.c.id).limit(first)
    )
    return count.scalar_one(), tuple(named.scalars())
