"""How a directory's groups are asked for and written."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from scim2_models import AttributeBinding, InvalidFilterException, ScimFilter
from sqlalchemy import Boolean, Select, Subquery, Text, and_, case, cast, func, literal, select
from sqlalchemy.dialects.postgresql import insert as upsert
from typing_extensions import override

from pursight_server.access.model import SubjectKind
from pursight_server.access.rights.store import groups_table, members_table
from pursight_server.access.store import persons_table
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.provisioning.model import SOURCE, KeptGroup
from pursight_server.provisioning.store.filters import (
    Elements,
    Expression,
    Shape,
    compiled,
    folded,
)
from pursight_server.provisioning.tables import provisioned_group as link


def _kept(unit: ReadUnit) -> Subquery:
    group = groups_table
    return (
        select(
            group.c.id,
            cast(group.c.id, Text).label("id_text"),
            group.c.name,
            link.c.external_id,
            link.c.version,
            group.c.created_at,
            link.c.changed_at,
        )
        .join(
            link,
            and_(link.c.organisation_id == group.c.organisation_id, link.c.group_id == group.c.id),
        )
        .where(group.c.organisation_id == unit.organisation_id, group.c.source == SOURCE)
        .subquery("kept_group")
    )


def _members(unit: ReadUnit) -> Elements:
    """Persons and groups inside groups, with their names; `of_this` still lacks which group."""
    member, person, inner = members_table.alias(), persons_table.alias(), groups_table.alias()
    kind = member.c.member_kind
    rows = member.join(
        person,
        and_(
            person.c.organisation_id == member.c.organisation_id,
            person.c.id == member.c.member_id,
            kind == SubjectKind.PERSON.value,
        ),
        isouter=True,
    ).join(
        inner,
        and_(
            inner.c.organisation_id == member.c.organisation_id,
            inner.c.id == member.c.member_id,
            kind == SubjectKind.GROUP.value,
        ),
        isouter=True,
    )
    parts: dict[str, Expression] = {
        "value": cast(member.c.member_id, Text),
        "type": case((kind == SubjectKind.GROUP.value, "Group"), else_="User"),
        "display": func.coalesce(person.c.name, inner.c.name, type_=Text),
        "id": member.c.member_id,
        "group_id": member.c.group_id,
    }
    return Elements(rows, member.c.organisation_id == unit.organisation_id, parts)


class _Groups(Shape):
    def __init__(self, unit: ReadUnit, kept: Subquery) -> None:
        self._unit, self._of = unit, kept.c

    @override
    def value(self, binding: AttributeBinding) -> Expression | None:
        field, part = binding.field_name, binding.sub_field_name
        if field == "meta":
            return {
                "created": self._of.created_at,
                "last_modified": self._of.changed_at,
                "resource_type": literal("Group", Text),
            }.get(part or "")
        return {
            "id": self._of.id_text,
            "display_name": self._of.name,
            "external_id": self._of.external_id,
        }.get(field)

    @override
    def parts(self, binding: AttributeBinding) -> Sequence[Expression]:
        return [self._of.created_at] if binding.field_name == "meta" else []

    @override
    def elements(self, binding: AttributeBinding) -> Elements | None:
        if binding.field_name != "members":
            return None
        every = _members(self._unit)
        of_this = and_(every.of_this, every.parts["group_id"] == self._of.id)
        shown = {name: every.parts[name] for name in ("value", "type", "display")}
        return Elements(every.rows, of_this, shown)


async def get(unit: ReadUnit, group_id: UUID, *, with_members: bool = True) -> KeptGroup | None:
    """Read one group."""
    kept = _kept(unit)
    query = select(kept).where(kept.c.id == group_id)
    found = await _read(unit, query, with_members=with_members)
    return found[0] if found else None


async def count(unit: ReadUnit, wanted: ScimFilter[Any] | None) -> int:
    """Count the groups that a filter selects."""
    kept = _kept(unit)
    query = select(func.count()).select_from(kept).where(_where(unit, kept, wanted))
    return int((await unit.connection.execute(query)).scalar_one())


async def page(
    unit: ReadUnit,
    wanted: ScimFilter[Any] | None,
    *,
    order: AttributeBinding | None,
    descending: bool,
    offset: int,
    limit: int,
    around: bool,
) -> list[KeptGroup]:
    """Read some of the groups that a filter selects, in an order; `around`: who is in them too."""
    kept = _kept(unit)
    query = select(kept).where(_where(unit, kept, wanted))
    if order is not None:
        value = _Groups(unit, kept).value(order)
        if value is None:
            raise InvalidFilterException(detail=f"{order.urn} gives no order")
        key = folded(value, order)
        query = query.order_by(key.desc() if descending else key.asc())
    query = query.order_by(kept.c.id).offset(offset).limit(limit)
    return await _read(unit, query, with_members=around)


def _where(unit: ReadUnit, kept: Subquery, wanted: ScimFilter[Any] | None) -> Condition:
    if wanted is None:
        return cast(True, Boolean)
    return compiled(wanted, _Groups(unit, kept))


async def _read(
    unit: ReadUnit, query: Select[tuple[Any, ...]], *, with_members: bool
) -> list[KeptGroup]:
    rows = (await unit.connection.execute(query)).all()
    members: dict[UUID, list[tuple[str, UUID, str]]] = {}
    if with_members:
        every = _members(unit)
        parts = every.parts
        found = await unit.connection.execute(
            select(
                parts["group_id"].label("group_id"),
                parts["type"].label("type"),
                parts["id"].label("id"),
                parts["display"].label("display"),
            )
            .select_from(every.rows)
            .where(every.of_this, among(parts["group_id"], [row.id for row in rows]))
            .order_by(parts["id"])
        )
        for row in found:
            members.setdefault(row.group_id, []).append((row.type, row.id, row.display or ""))
    return [
        KeptGroup(
            id=row.id,
            display_name=row.name,
            external_id=row.external_id,
            version=row.version,
            created_at=row.created_at,
            changed_at=row.changed_at,
            members=tuple(members.get(row.id, ())) if with_members else None,
        )
        for row in rows
    ]


async def put(uow: UnitOfWork, group_id: UUID, external_id: str | None) -> None:
    """Write what a directory says of a group, and its next version."""
    now = uow.clock.now()
    statement = upsert(link).values(
        organisation_id=uow.organisation_id,
        group_id=group_id,
        external_id=external_id,
        version=1,
        changed_at=now,
    )
    await uow.connection.execute(
        statement.on_conflict_do_update(
            index_elements=["organisation_id", "group_id"],
            set_={"external_id": external_id, "version": link.c.version + 1, "changed_at": now},
        )
    )
