"""How policies are kept, and the facts of assets that they are decided on."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import Text, any_, func, insert, literal, select, type_coerce, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.model import Role
from pursight_server.access.policy.engine import Texts
from pursight_server.access.policy.judging import Facts
from pursight_server.access.policy.model import Policy, Proposal, ProposalState
from pursight_server.access.policy.resources import declared
from pursight_server.access.policy.tables import (
    access_policy,
    access_policy_version,
    access_version,
)
from pursight_server.access.policy.tables import access_policy_proposal as proposal
from pursight_server.access.sight import RANKS
from pursight_server.access.tables import person
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

policies_table, proposals_table = access_policy, proposal
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


# --- proposals ------------------------------------------------------------------------------------


async def add_proposal(uow: UnitOfWork, new: Proposal) -> None:
    """Keep a new one."""
    await uow.connection.execute(
        insert(proposal).values(organisation_id=uow.organisation_id, **asdict(new))
    )


async def find_proposal(
    unit: ReadUnit, proposal_id: UUID, *, lock: bool = False
) -> Proposal | None:
    """Read one; with `lock` nobody else decides about it before this transaction ends."""
    query = select(proposal).where(
        proposal.c.organisation_id == unit.organisation_id, proposal.c.id == proposal_id
    )
    found = await unit.connection.execute(query.with_for_update() if lock else query)
    row = found.one_or_none()
    return None if row is None else _proposal(row)


async def page_of_proposals(
    unit: ReadUnit, wanted: PageRequest, visible: Condition, state: ProposalState | None
) -> Page[Proposal]:
    """Read a page of proposals, the latest first."""
    query = select(proposal)
    return await fetch_page(
        unit,
        query if state is None else query.where(proposal.c.state == state),
        wanted,
        kind="access_policy_proposals",
        order=[proposal.c.id.desc()],
        visible=visible,
        read=_proposal,
    )


async def decide_proposal(uow: UnitOfWork, decided: Proposal) -> None:
    """Write what became of one."""
    await uow.connection.execute(
        update(proposal)
        .where(proposal.c.organisation_id == uow.organisation_id, proposal.c.id == decided.id)
        .values(asdict(decided))
    )


def _proposal(row: Any) -> Proposal:
    values = {name: getattr(row, name) for name in Proposal.__dataclass_fields__}
    return Proposal(**values | {"state": ProposalState(row.state)})


# --- facts ----------------------------------------------------------------------------------------


async def facts_of(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """Read what policies may ask of assets, by id; of a column its table's, too."""
    found = await _facts(unit, ids)
    tables = {
        facts.path[-2]
        for facts in found.values()
        if facts.attributes["level"] == "column" and len(facts.path) > 1
    }
    more = await _facts(unit, sorted(tables - found.keys()))
    known = {**more, **found}
    return {
        one: Facts(
            id=facts.id,
            source_id=facts.source_id,
            attributes=facts.attributes,
            path=facts.path,
            table=known.get(facts.path[-2])
            if facts.attributes["level"] == "column" and len(facts.path) > 1
            else None,
        )
        for one, facts in found.items()
    }


async def _facts(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    asset, source, note = declared("asset"), declared("source"), declared("annotation")
    said = note.c.asset_id == any_(asset.c.path)
    own = note.c.organisation_id == unit.organisation_id
    owners = select(func.array_agg(note.c.owner)).where(own, said, note.c.owner != "")
    tag = func.unnest(note.c.tags).table_valued("tag").render_derived()
    tags = select(func.array_agg(tag.c.tag)).select_from(note).join(tag, literal(True))
    rows = await unit.connection.execute(
        select(
            asset.c.id,
            asset.c.source_id,
            asset.c.path,
            asset.c.level,
            asset.c.kind,
            asset.c.name,
            asset.c.label,
            asset.c.sensitivity,
            source.c.name.label("source"),
            source.c.environment,
            source.c.tags.label("source_tags"),
            func.coalesce(asset.c.domain_id, source.c.domain_id).label("domain"),
            type_coerce(owners.scalar_subquery(), ARRAY(Text)).label("owners"),
            type_coerce(tags.where(own, said).scalar_subquery(), ARRAY(Text)).label("tags"),
        )
        .join(
            source,
            (source.c.organisation_id == asset.c.organisation_id)
            & (source.c.id == asset.c.source_id),
        )
        .where(asset.c.organisation_id == unit.organisation_id, among(asset.c.id, ids))
    )
    return {
        row.id: Facts(
            id=row.id,
            source_id=row.source_id,
            path=tuple(row.path),
            attributes=_attributes(
                level=row.level,
                kind=row.kind,
                name=row.name,
                label=row.label,
                sensitivity=row.sensitivity,
                environment=row.environment,
                source=row.source,
                tags={*(row.tags or ()), *row.source_tags},
                owners=set(row.owners or ()),
                domain=row.domain,
            ),
        )
        for row in rows
    }


async def facts_of_sources(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """Read what policies may ask of sources, by id."""
    source = declared("source")
    rows = await unit.connection.execute(
        select(source).where(
            source.c.organisation_id == unit.organisation_id, among(source.c.id, ids)
        )
    )
    return {
        row.id: Facts(
            id=row.id,
            source_id=row.id,
            path=(row.id,),
            attributes=_attributes(
                level="source",
                kind=row.kind,
                name=row.name,
                label="none",
                sensitivity=RANKS[0],
                environment=row.environment,
                source=row.name,
                tags=set(row.tags),
                owners=set(),
                domain=row.domain_id,
            ),
        )
        for row in rows
    }


def _attributes(
    *, label: str, tags: set[str], owners: set[str], domain: UUID | None, **texts: str
) -> dict[str, Any]:
    rank = RANKS.index(texts["sensitivity"]) if texts["sensitivity"] in RANKS else 0
    found: dict[str, Any] = {**texts, "rank": rank, "tags": sorted(tags), "owners": sorted(owners)}
    optional = {"label": None if label == "none" else label, "domain": domain and str(domain)}
    return found | {name: text for name, text in optional.items() if text is not None}


async def there(unit: ReadUnit, table: Any, key: Any, row_id: object, condition: Condition) -> bool:
    """Whether a table has a row that fits a condition."""
    found = await unit.connection.execute(
        select(literal(1)).select_from(table).where(key == row_id, condition).limit(1)
    )
    return found.first() is not None


# --- for simulations ------------------------------------------------------------------------------


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
