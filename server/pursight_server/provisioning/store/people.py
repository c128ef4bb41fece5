"""How accounts are asked for and written: persons, with what a directory says of them."""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from pydantic.alias_generators import to_camel
from scim2_models import AttributeBinding, InvalidFilterException, ScimFilter
from scim2_models.path import CompareOperator as Op
from scim2_models.path import Comparison, FilterNode, LogicalExpr, LogicalOperator
from sqlalchemy import (
    Boolean,
    CompoundSelect,
    Select,
    Subquery,
    Text,
    and_,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB
from typing_extensions import override

from pursight_server.access.model import SubjectKind
from pursight_server.access.rights.store import groups_table, members_table
from pursight_server.access.store import persons_table
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.unit_of_work import ReadUnit
from pursight_server.provisioning.model import ENTERPRISE, SOURCE, EnterpriseUser, Kept, fold
from pursight_server.provisioning.store.filters import (
    Elements,
    Expression,
    Shape,
    compiled,
    folded,
)
from pursight_server.provisioning.tables import provisioned_person as link

_NAME_PARTS: Final = (
    "formatted",
    "familyName",
    "givenName",
    "middleName",
    "honorificPrefix",
    "honorificSuffix",
)


_NOBODY: Final = UUID(int=0)


def _accounts(organisation_id: UUID) -> Subquery:
    """Put persons and what a directory says of them side by side, but for those it has deleted."""
    person = persons_table
    made_up = func.jsonb_build_object(
        literal("displayName", Text),
        person.c.name,
        literal("emails", Text),
        func.jsonb_build_array(
            func.jsonb_build_object(
                literal("value", Text),
                person.c.email,
                literal("type", Text),
                literal("work", Text),
                literal("primary", Text),
                cast(True, Boolean),
            )
        ),
    )
    return (
        select(
            person.c.id,
            cast(person.c.id, Text).label("id_text"),
            func.coalesce(link.c.user_name, person.c.email, type_=Text).label("user_name"),
            link.c.external_id,
            person.c.disabled_at.is_(None).label("active"),
            cast(func.coalesce(link.c.details, made_up), JSONB).label("details"),
            link.c.person_id.is_not(None).label("linked"),
            person.c.created_at,
            func.greatest(
                person.c.changed_at, link.c.changed_at, type_=person.c.changed_at.type
            ).label("changed_at"),
        )
        .join(
            link,
            and_(
                link.c.organisation_id == person.c.organisation_id, link.c.person_id == person.c.id
            ),
            isouter=True,
        )
        .where(person.c.organisation_id == organisation_id, link.c.unlinked_at.is_(None))
        .subquery("account")
    )


class _People(Shape):
    def __init__(self, organisation_id: UUID, accounts: Subquery) -> None:
        self._organisation_id, self._of = organisation_id, accounts.c

    @override
    def value(self, binding: AttributeBinding) -> Expression | None:
        field, part = binding.field_name, binding.sub_field_name
        if field == "meta":
            return {
                "created": self._of.created_at,
                "last_modified": self._of.changed_at,
                "resource_type": literal("User", Text),
            }.get(part or "")
        named: dict[str, Expression] = {
            "id": self._of.id_text,
            "user_name": self._of.user_name,
            "external_id": self._of.external_id,
            "active": self._of.active,
        }
        if field in named:
            return named[field]
        if field == "name":
            return None if part is None else self._of.details["name"][to_camel(part)].astext
        if field in {"schemas", "emails", "groups"}:
            return None
        inside: Any = self._of.details
        if binding.model is EnterpriseUser:
            inside = inside[ENTERPRISE]
        found: Expression = inside[to_camel(field)].astext
        return found

    @override
    def parts(self, binding: AttributeBinding) -> Sequence[Expression]:
        if binding.field_name == "name" and binding.sub_field_name is None:
            return [self._of.details["name"][part].astext for part in _NAME_PARTS]
        if binding.field_name == "meta" and binding.sub_field_name is None:
            return [self._of.created_at]
        return []

    @override
    def elements(self, binding: AttributeBinding) -> Elements | None:
        if binding.field_name == "emails":
            every = func.coalesce(
                self._of.details["emails"], cast(literal("[]", Text), JSONB), type_=JSONB
            )
            rows = func.jsonb_array_elements(every, type_=JSONB).table_valued("value", name="one")
            one: Any = cast(rows.c.value, JSONB)
            parts: dict[str, Expression] = {
                "value": one["value"].astext,
                "type": one["type"].astext,
                "primary": cast(one["primary"].astext, Boolean),
            }
            return Elements(rows, cast(True, Boolean), parts)
        if binding.field_name == "groups":
            return self._groups()
        return None

    def _groups(self) -> Elements:
        group, member = groups_table.alias(), members_table.alias()
        return Elements(
            group.join(
                member,
                and_(
                    member.c.organisation_id == group.c.organisation_id,
                    member.c.group_id == group.c.id,
                ),
            ),
            and_(
                member.c.organisation_id == self._organisation_id,
                member.c.member_kind == SubjectKind.PERSON.value,
                member.c.member_id == self._of.id,
                group.c.source == SOURCE,
            ),
            {
                "value": cast(group.c.id, Text),
                "display": group.c.name,
                "type": literal("direct", Text),
            },
        )


async def find(
    unit: ReadUnit, wanted: ScimFilter[Any] | None, *, with_groups: bool = False
) -> list[Kept]:
    """List every account that a filter selects, by id; for tests and small answers."""
    accounts = _accounts(unit.organisation_id)
    query = select(accounts).where(_where(unit, accounts, wanted)).order_by(accounts.c.id)
    return await _read(unit, query, with_groups=with_groups)


async def get(unit: ReadUnit, person_id: UUID) -> Kept | None:
    """Read one account with its groups."""
    accounts = _accounts(unit.organisation_id)
    found = await _read(unit, select(accounts).where(accounts.c.id == person_id), with_groups=True)
    return found[0] if found else None


async def count(unit: ReadUnit, wanted: ScimFilter[Any] | None) -> int:
    """Count the accounts that a filter selects."""
    accounts = _accounts(unit.organisation_id)
    query = select(func.count()).select_from(accounts).where(_where(unit, accounts, wanted))
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
) -> list[Kept]:
    """Read some of the accounts that a filter selects, in an order; `around`: their groups too."""
    accounts = _accounts(unit.organisation_id)
    query = select(accounts).where(_where(unit, accounts, wanted))
    if order is not None:
        key = _sort_key(_People(unit.organisation_id, accounts), accounts, order)
        query = query.order_by(key.desc() if descending else key.asc())
    query = query.order_by(accounts.c.id).offset(offset).limit(limit)
    return await _read(unit, query, with_groups=around)


def where(wanted: ScimFilter[Any], organisation_id: UUID = _NOBODY) -> Condition:
    """Compile a filter, without asking anything.

    Raises:
        InvalidFilterException: It asks for what cannot be asked for.
    """
    return compiled(wanted, _People(organisation_id, _accounts(organisation_id)))


def _where(unit: ReadUnit, accounts: Subquery, wanted: ScimFilter[Any] | None) -> Condition:
    if wanted is None:
        return cast(True, Boolean)
    fits = compiled(wanted, _People(unit.organisation_id, accounts))
    return and_(*_by_name(unit.organisation_id, accounts, wanted), fits)


def _by_name(
    organisation_id: UUID, accounts: Subquery, wanted: ScimFilter[Any]
) -> Iterator[Condition]:
    """Say who alone can have the name that a filter insists on, in a way that indexes serve.

    A directory asks so before it writes an account, one after the other. In the filter itself a
    name is what a directory says or else an address, and unlike all else if it is not there:
    nothing that an index knows, so that everybody would be read to find one.
    """
    for term in _insisted_on(wanted.ast):
        if isinstance(term, Comparison) and term.op is Op.eq and isinstance(term.value, str):
            binding = wanted.resolve_comparison(term.attr_path)
            named = None if binding is None else binding.field_name
            if named == "user_name":
                yield accounts.c.id.in_(_with_user_name(organisation_id, fold(term.value)))
            elif named == "external_id":
                yield accounts.c.id.in_(_linked(organisation_id, link.c.external_id == term.value))


def _insisted_on(top: FilterNode) -> Sequence[FilterNode]:
    if isinstance(top, LogicalExpr) and top.op is LogicalOperator.and_:
        return top.terms
    return (top,)


def _with_user_name(organisation_id: UUID, key: str) -> CompoundSelect[tuple[UUID]]:
    person = persons_table
    by_address = select(person.c.id).where(
        person.c.organisation_id == organisation_id, person.c.email == key
    )
    return union_all(_linked(organisation_id, link.c.user_name_key == key), by_address)


def _linked(organisation_id: UUID, condition: Condition) -> Select[tuple[UUID]]:
    return select(link.c.person_id).where(
        link.c.organisation_id == organisation_id, link.c.unlinked_at.is_(None), condition
    )


def _sort_key(shape: Shape, accounts: Subquery, binding: AttributeBinding) -> Expression:
    if binding.field_name == "emails":
        elements = shape.elements(binding)
        assert elements is not None  # noqa: S101  it is the one that has them
        part = elements.parts[binding.sub_field_name or "value"]
        primary = (
            select(part)
            .select_from(elements.rows)
            .where(elements.parts["primary"])
            .limit(1)
            .correlate(accounts)
            .scalar_subquery()
        )
        first = accounts.c.details["emails"][0][to_camel(binding.sub_field_name or "value")].astext
        return folded(func.coalesce(primary, first, type_=Text), binding)
    value = shape.value(binding)
    if value is None:
        raise InvalidFilterException(detail=f"{binding.urn} gives no order")
    return folded(value, binding)


async def _read(unit: ReadUnit, query: Select[tuple[Any, ...]], *, with_groups: bool) -> list[Kept]:
    rows = (await unit.connection.execute(query)).all()
    groups = await _groups_of(unit, [row.id for row in rows]) if with_groups else {}
    return [
        Kept(
            id=row.id,
            user_name=row.user_name,
            external_id=row.external_id,
            active=row.active,
            details=row.details,
            linked=row.linked,
            created_at=row.created_at,
            changed_at=row.changed_at,
            groups=tuple(groups.get(row.id, ())),
        )
        for row in rows
    ]


async def _groups_of(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    group, member = groups_table, members_table
    found = await unit.connection.execute(
        select(member.c.member_id, group.c.id, group.c.name)
        .join(
            member,
            and_(
                member.c.organisation_id == group.c.organisation_id,
                member.c.group_id == group.c.id,
            ),
        )
        .where(
            member.c.organisation_id == unit.organisation_id,
            member.c.member_kind == SubjectKind.PERSON.value,
            among(member.c.member_id, ids),
            group.c.source == SOURCE,
        )
        .order_by(group.c.id)
    )
    groups: dict[UUID, list[tuple[UUID, str]]] = {}
    for row in found:
        groups.setdefault(row.member_id, []).append((row.id, row.name))
    return groups
