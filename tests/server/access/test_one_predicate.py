"""What is compiled for lists selects exactly what the point check allows."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.pool import NullPool
from tests.builders import random_policies
from tests.builders.governed import FINANCE, SALES, Governed, govern

from pursight_server.access.model import Permission, Rights
from pursight_server.access.policy import compiling, engine, store
from pursight_server.access.policy.judging import Facts, PolicyJudge, decide
from pursight_server.access.sight import (
    ALWAYS,
    NEVER,
    Among,
    And,
    Has,
    HasAny,
    IsEmpty,
    Not,
    Or,
    Sight,
    Test,
    Within,
    any_of,
)
from pursight_server.catalog.store import listing
from pursight_server.catalog.tables import asset
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database, with_driver
from pursight_server.platform.unit_of_work import Actor
from pursight_server.sources.tables import source

_P = Permission.CATALOG_READ
_EXAMPLES = 75
_TRIES = 20 * _EXAMPLES
"""For planted differences: at the first that is found the search is over."""
Change = Callable[[Sight], Sight]


@dataclass(frozen=True)
class World:
    """A catalog, its facts, and where to ask for conditions."""

    governed: Governed
    organisation_id: UUID
    assets: dict[UUID, Facts]
    sources: dict[UUID, Facts]
    connection: Connection

    def selected(self, sight: Sight) -> set[UUID]:
        """Ask the database."""
        found: set[UUID] = set()
        for table in (asset, source):
            rows = compiling.rows(sight, table, self.organisation_id)
            found |= set(self.connection.execute(select(table.c.id).where(rows)).scalars())
        assert self.of_a_page(sight) == found - self.sources.keys()
        return found

    def of_a_page(self, sight: Sight) -> set[UUID]:
        """Ask as pages of assets do, which have joined the tables of columns."""
        parents = listing.parents_table
        rows = compiling.rows(sight, asset, self.organisation_id, parents=parents)
        page = listing._assets().where(rows)
        return {row.id for row in self.connection.execute(page)}

    def allowed(self, some: Rights) -> set[UUID]:
        """Ask the engine, one thing after the other."""
        judge = some.judge
        assert isinstance(judge, PolicyJudge)
        return {
            facts.id
            for facts in [*self.assets.values(), *self.sources.values()]
            if decide(
                judge,
                random_policies.covers(
                    some, _P, facts.path, facts.source_id, self.governed.belongs_to[facts.id]
                ),
                _P,
                facts,
            ).allowed
        }


@pytest.fixture
async def world(
    database: Database,
    organisation: Organisation,
    other_organisation: Organisation,
    superuser_dsn: str,
) -> AsyncIterator[World]:
    async with database.unit_of_work(other_organisation.id, Actor.system("tests")) as uow:
        await govern(uow, seed=2)
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        governed = await govern(uow)
    async with database.reading(organisation.id) as unit:
        assets = await store.facts_of(unit, governed.assets)
        sources = await store.facts_of_sources(unit, governed.sources)
    assert len(assets) == 81
    assert all(facts.path[-1] == facts.id for facts in assets.values())
    told = {one: facts.attributes.get("domain") for one, facts in (assets | sources).items()}
    assert told == {one: in_ and str(in_) for one, in_ in governed.belongs_to.items()}
    # A superuser sees past row-level security: the condition alone keeps organisations apart.
    with create_engine(with_driver(superuser_dsn), poolclass=NullPool).connect() as connection:
        yield World(governed, organisation.id, assets, sources, connection)


def differences(world: World, some: Rights, change: Change = lambda sight: sight) -> set[UUID]:
    """Tell what lists and points do not agree about."""
    return world.selected(change(some.sight(_P))) ^ world.allowed(some)


def test_lists_select_what_points_allow(world: World) -> None:
    cases = 0

    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(random_policies.rights(world.governed))
    def agree(some: Rights) -> None:
        nonlocal cases
        judge = some.judge
        assert isinstance(judge, PolicyJudge)
        for _, written in judge.texts:
            engine.check(written)  # all of them could have been saved
        assert differences(world, some) == set()
        cases += len(world.assets) + len(world.sources)

    agree()
    assert cases >= 5_000


def _agree(world: World, examples: int = _EXAMPLES) -> None:
    """See that what is forbidden for a table is forbidden for its columns, and nothing else is."""

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(random_policies.forbidding(world.governed))
    def agree(some: Rights) -> None:
        assert differences(world, some) == set()

    agree()


def test_what_is_forbidden_for_a_table_is_forbidden_for_its_columns(world: World) -> None:
    _agree(world)


def _all_of_one_kind(kind: type) -> Callable[[Test], Test]:
    def wrong(test: Test) -> Test:
        if isinstance(test, Or):
            return any_of(wrong(part) for part in test.parts)
        return NEVER if isinstance(test, kind) else test

    return wrong


@pytest.mark.parametrize("kind", [Among, IsEmpty, Not])
def test_a_table_that_is_forgotten_is_caught(
    world: World, kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "not_handed_down", _all_of_one_kind(kind))
    with pytest.raises(AssertionError):
        _agree(world, _TRIES)


def test_what_is_forbidden_in_a_domain_holds_for_columns_of_another(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def differing() -> set[UUID]:
        return {
            one
            for domain in (SALES, FINANCE)
            for one in differences(world, random_policies.forbidden_in(domain))
        }

    assert differing() == set()
    monkeypatch.setattr(compiling, "not_handed_down", _all_of_one_kind(Within))
    belongs_to = world.governed.belongs_to
    assert differing() == {
        one
        for one, facts in world.assets.items()
        if facts.table and belongs_to[facts.table.id] not in {None, belongs_to[one]}
    }


def _each(test: Test, change: Callable[[Test], Test]) -> Test:
    if isinstance(test, And | Or):
        return type(test)(tuple(_each(part, change) for part in test.parts))
    if isinstance(test, Not):
        return Not(_each(test.part, change))
    return change(test)


def _without(kind: type, instead: Test) -> Change:
    def change(sight: Sight) -> Sight:
        def one(test: Test) -> Test:
            return instead if isinstance(test, kind) else test

        return Sight(_each(sight.allow, one), _each(sight.forbid, one))

    return change


@pytest.mark.parametrize(
    "planted",
    [
        lambda sight: replace(sight, forbid=NEVER),
        _without(Has, ALWAYS),
        _without(HasAny, NEVER),
        lambda sight: replace(sight, allow=ALWAYS),
    ],
    ids=["forbids ignored", "has dropped", "tags forgotten", "roles' scopes forgotten"],
)
def test_a_planted_difference_is_caught(world: World, planted: Change) -> None:
    _caught(world, planted)


_OWN = "SELECT n.domain_id FROM annotation AS n WHERE n.asset_id = a.id"
_NOT_INHERITED = f"UPDATE asset AS a SET domain_id = ({_OWN})"
_NEVER_ITS_OWN = "UPDATE asset a SET domain_id = p.domain_id FROM asset p WHERE p.id = a.parent_id"
_NOT_FROM_ITS_SOURCE = "UPDATE source SET domain_id = NULL"


@pytest.mark.parametrize(
    "planted",
    [_NOT_INHERITED, _NEVER_ITS_OWN, _NOT_FROM_ITS_SOURCE],
    ids=["not inherited", "never its own", "not from its source"],
)
def test_a_domain_that_is_not_kept_right_is_caught(world: World, planted: str) -> None:
    world.connection.execute(text(planted))
    _caught(world)
    world.connection.rollback()


def _caught(world: World, planted: Change = lambda sight: sight) -> None:
    @settings(
        max_examples=_TRIES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(random_policies.rights(world.governed))
    def agree(some: Rights) -> None:
        assert differences(world, some, planted) == set()

    with pytest.raises(AssertionError):
        agree()
