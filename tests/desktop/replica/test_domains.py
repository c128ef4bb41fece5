"""Business domains in the replica: where each asset lies, what lies in each, and how many."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desktop.replica.made_of_rows import untrue

from pursight_desktop.replica.queries import activity, asset, catalog, domains, estate, places
from pursight_desktop.replica.queries.catalog import AssetQuery
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store

SEEN = "2026-11-20T06:00:00Z"
DOMAINS = tuple(UUID(int=100 + number) for number in range(3))
NAMES = ("Sales", "finance", "People")
SOURCES = (UUID(int=1), UUID(int=2))
LEVELS = ("source", "schema", "table", "column")

Tree = dict[UUID, tuple[UUID | None, UUID, int]]
"""Assets: parent, source, level."""


def _tree() -> Tree:
    """Two sources, each of two schemas, of two tables, of two columns."""
    made: Tree = {}
    number = 1_000
    for source in SOURCES:
        parents: list[UUID | None] = [None]
        for level, each in enumerate((1, 2, 2, 2)):
            children: list[UUID | None] = []
            for parent in parents:
                for _ in range(each):
                    number += 1
                    made[UUID(int=number)] = (parent, source, level)
                    children.append(UUID(int=number))
            parents = children
    return made


TREE = _tree()
PLACES = (*SOURCES, *TREE)
Put = dict[UUID, UUID]
"""Into which domain sources and assets were put."""


def _asset(row_id: UUID, put: Put) -> dict[str, Any]:
    parent, source, level = TREE[row_id]
    name = f"a{row_id.int}"
    return {
        "source_id": str(source), "parent_id": None if parent is None else str(parent),
        "level": LEVELS[level], "kind": LEVELS[level], "name": name, "fqn": name,
        "schema_name": _schema(row_id), "present": True,
        "owner": "Ada" if row_id.int % 3 else "", "first_seen_at": SEEN, "last_seen_at": SEEN,
        "domain_id": str(put[row_id]) if row_id in put else None,
    }  # fmt: skip


def _schema(row_id: UUID) -> str:
    at: UUID | None = row_id
    while at is not None and TREE[at][2] != 1:
        at = TREE[at][0]
    return "" if at is None else f"a{at.int}"


def _fill(store: Store, put: Put, rev: int = 1) -> None:
    with store.writing() as writer:
        rows = Rows.of(writer)
        for one, name in zip(DOMAINS, NAMES, strict=True):
            fields = {"name": name, "description": "", "owner_id": None}
            rows.put_base(KeptRow.make("domain", one, rev, fields))
        for number, source in enumerate(SOURCES):
            fields = {
                "name": f"s{number}", "kind": "postgresql", "state": "monitoring",
                "state_since": SEEN, "agent_id": str(UUID(int=9)), "alias": "s",
                "domain_id": str(put[source]) if source in put else None,
            }  # fmt: skip
            rows.put_base(KeptRow.make("source", source, rev, fields))
        for row_id in TREE:
            rows.put_base(KeptRow.make("asset", row_id, rev, _asset(row_id, put)))


def _lies_in(row_id: UUID, put: Put) -> UUID | None:
    """Where an asset lies by the definition."""
    at: UUID | None = row_id
    while at is not None:
        if at in put:
            return put[at]
        at = TREE[at][0]
    return put.get(TREE[row_id][1])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    put=st.dictionaries(st.sampled_from(PLACES), st.sampled_from(DOMAINS), max_size=12),
    wanted=st.lists(st.sampled_from([*DOMAINS, None]), min_size=1, unique=True),
    owners=st.sampled_from([(), ("Ada",), ("",)]),
    under=st.none() | st.sampled_from([one for one, told in TREE.items() if told[2] < 3]),
)
def test_lists_and_counts_are_as_the_definition_says(
    store: Store,
    put: Put,
    wanted: list[UUID | None],
    owners: tuple[str, ...],
    under: UUID | None,
) -> None:
    _fill(store, put, rev=next(_REVS))
    query = AssetQuery(domains=tuple(wanted), owners=owners, under=under)
    fits = {
        one
        for one in TREE
        if (not owners or _asset(one, put)["owner"] in owners)
        and (under is None or _below(one, under))
    }
    with store.reader() as connection:
        assert untrue(connection) == {}
        lines = catalog.lines(connection, query)
        assert set(lines.ids(connection, 0, len(lines))) == {
            one for one in fits if _lies_in(one, put) in wanted
        }
        counted = {one.value: one.count for one in catalog.facets(connection, query)["domain"]}
        for domain in (*DOMAINS, None):
            there = sum(_lies_in(one, put) == domain for one in fits)
            assert counted.get("" if domain is None else str(domain), 0) == there
        everything = catalog.lines(connection, AssetQuery(sort="fqn"))
        called = dict(zip(DOMAINS, NAMES, strict=True)) | {None: ""}
        for line in everything.fetch(connection, 0, len(everything)):
            place = _lies_in(line.id, put)
            assert line.domain == called[place]
            found = domains.placement(connection, line.id)
            assert (found.id, found.own) == (place, line.id in put)


_REVS = iter(range(2, 1_000_000))


def _below(one: UUID, root: UUID) -> bool:
    at = TREE[one][0]
    while at is not None and at != root:
        at = TREE[at][0]
    return at == root


def test_it_is_told_from_what_an_asset_has_its_domain(store: Store) -> None:
    column = next(one for one, told in TREE.items() if told[2] == 3)
    table = TREE[column][0]
    schema = TREE[table][0] if table is not None else None
    assert schema is not None
    assert table is not None
    _fill(store, {SOURCES[0]: DOMAINS[0], schema: DOMAINS[1], table: DOMAINS[2]})
    with store.reader() as connection:
        own = domains.placement(connection, table)
        assert (own.name, own.own, own.through_name) == ("People", True, "")
        over = domains.inherited(connection, table)
        assert (over.name, over.through, over.through_name) == ("finance", schema, f"a{schema.int}")
        below = domains.placement(connection, column)
        assert (below.name, below.own, below.through) == ("People", False, table)
        root = domains.placement(connection, TREE[schema][0] or column)
        assert (root.name, root.through, root.through_name) == ("Sales", None, "s0")
        page = asset.asset(connection, table)
        assert page is not None
        assert (page.placement, page.inherited) == (own, over)
        assert [one.name for one in page.domains] == ["finance", "People", "Sales"]
        assert [one.domain for one in estate.sources(connection)] == ["Sales", ""]
        assert places.named(connection, [DOMAINS[0]]) == {DOMAINS[0]: "Sales"}


def test_without_domains_there_is_no_such_facet(store: Store) -> None:
    with store.writing() as writer:
        for row_id in TREE:
            Rows.of(writer).put_base(KeptRow.make("asset", row_id, 1, _asset(row_id, {})))
    with store.reader() as connection:
        assert "domain" not in catalog.facets(connection, AssetQuery())


def test_rows_of_a_server_without_domains_lie_in_none(store: Store) -> None:
    fields = _asset(next(iter(TREE)), {})
    del fields["domain_id"]
    with store.writing() as writer:
        Rows.of(writer).put_base(KeptRow.make("asset", UUID(int=5), 1, fields))
    with store.reader() as connection:
        assert domains.placement(connection, UUID(int=5)).id is None
        assert len(catalog.lines(connection, AssetQuery(domains=(None,)))) == 1
        assert len(catalog.lines(connection, AssetQuery(domains=(DOMAINS[0],)))) == 0


@pytest.mark.parametrize("there", [True, False])
def test_the_log_calls_domains_by_name_also_those_that_are_gone(
    store: Store, *, there: bool
) -> None:
    entry: dict[str, Any] = {
        "number": 2, "at": SEEN, "actor_kind": "person", "actor_name": "Ada",
        "actor_id": str(UUID(int=8)), "kind": "asset.annotated", "subject_kind": "asset",
        "subject_id": str(next(iter(TREE))), "before": {"domain_id": None},
        "after": {"domain_id": str(DOMAINS[0])},
    }  # fmt: skip
    made = entry | {
        "number": 1, "kind": "domain.created", "subject_kind": "domain",
        "subject_id": str(DOMAINS[0]), "before": None, "after": {"name": "Sales"},
    }  # fmt: skip
    with store.writing() as writer:
        rows = Rows.of(writer)
        for number, fields in enumerate((made, entry), 1):
            rows.put_base(KeptRow.make("event", UUID(int=number), number, fields))
    if there:
        _fill(store, {})
    with store.reader() as connection:
        annotated, created = activity.events(connection)
    assert annotated.names == {str(DOMAINS[0]): "Sales"}
    assert created.subject_name == "Sales"
