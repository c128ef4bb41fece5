"""How policies and their versions are kept, and how often rights were changed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.policy.engine import Texts
from pursight_server.access.policy.model import Policy
from pursight_server.access.policy.tables import (
    access_policy,
    access_policy_version,
    access_version,
)
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

policies_table = access_policy
"""For `access.scope.visible`."""

_FIELDS = tuple(Policy.__dataclass_fields__)
_OF_VERSION = tuple(name for name in _FIELDS if name not in {"id", "created_at"})


async def version(unit: ReadUnit) -> int:
    """Read how often rights were changed."""
    found = await unit.connection.execute(
        select(access_version.c.version).where(
            access_version.c.organisation_id == unit.organisation_id
        )
    )
    return found.scalar_one_or_none() or 0


async def count_up(uow: UnitOfWork) -> int:
    """Note that rights change, and hold them: nobody else changes any before this ends."""
    found = await uow.connection.execute(
        upsert(access_version)
        .values(organisation_id=uow.organisation_id, version=1)
        .on_conflict_do_update(
            index_elements=["organisation_id"], set_={"version": access_version.c.version + 1}
        )
        .returning(access_version.c.version)
    )
    return int(found.scalar_one())


async def in_force(unit: ReadUnit) -> Texts:
    """Read the policies that hold now, in the order of their ids."""
    found = await unit.connection.execute(
        select(access_policy.c.id, access_policy.c.text)
        .where(access_policy.c.organisation_id == unit.organisation_id, access_policy.c.enabled)
        .order_by(access_policy.c.id)
    )
    return tuple((str(row[0]), row[1]) for row in found)


async def find(unit: ReadUnit, policy_id: UUID) -> Policy | None:
    """Read one policy."""
    found = await unit.connection.execute(
        select(access_policy).where(
            access_policy.c.organisation_id == unit.organisation_id,
            access_policy.c.id == policy_id,
        )
    )
    row = found.one_or_none()
    return None if row is None else _policy(row)


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Policy]:
    """Read policies by id."""
    found = await unit.connection.execute(
        select(access_policy).where(
            access_policy.c.organisation_id == unit.organisation_id,
            among(access_policy.c.id, ids),
        )
    )
    return {row.id: _policy(row) for row in found}


async def every(unit: ReadUnit) -> list[Policy]:
    """Read all policies, by name."""
    found = await unit.connection.execute(
        select(access_policy)
        .where(access_policy.c.organisation_id == unit.organisation_id)
        .order_by(access_policy.c.name)
    )
    return [_policy(row) for row in found]


async def page(unit: ReadUnit, wanted: PageRequest, visible: Condition) -> Page[Policy]:
    """Read a page of policies by name."""
    return await fetch_page(
        unit,
        select(access_policy),
        wanted,
        kind="access_policies",
        order=[access_policy.c.name, access_policy.c.id],
        visible=visible,
        read=_policy,
    )


async def versions(unit: ReadUnit, policy_id: UUID) -> list[Policy]:
    """Read what a policy said, the latest first."""
    found = await unit.connection.execute(
        select(access_policy_version)
        .where(
            access_policy_version.c.organisation_id == unit.organisation_id,
            access_policy_version.c.policy_id == policy_id,
        )
        .order_by(access_policy_version.c.rev.desc())
    )
    return [
        Policy(
            id=row.policy_id,
            created_at=row.changed_at,
            **{name: getattr(row, name) for name in _OF_VERSION},
        )
        for row in found
    ]


async def put(uow: UnitOfWork, policy: Policy) -> None:
    """Write a policy as it is now, and keep this version for ever.

    Raises:
        Conflict: Another policy has its name.
    """
    values = {name: getattr(policy, name) for name in _FIELDS}
    try:
        async with uow.connection.begin_nested():
            if policy.rev == 1:
                await uow.connection.execute(
                    insert(access_policy).values(organisation_id=uow.organisation_id, **values)
                )
            else:
                await uow.connection.execute(
                    update(access_policy)
                    .where(
                        access_policy.c.organisation_id == uow.organisation_id,
                        access_policy.c.id == policy.id,
                    )
                    .values(**values)
                )
    except IntegrityError as error:
        raise Conflict("there is a policy with this name", hint="Choose another name.") from error
    await uow.connection.execute(
        insert(access_policy_version).values(
            organisation_id=uow.organisation_id,
            policy_id=policy.id,
            **{name: values[name] for name in _OF_VERSION},
        )
    )


def _policy(row: Any) -> Policy:
    return Policy(**{name: getattr(row, name) for name in _FIELDS})
