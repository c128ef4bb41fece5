"""Lists, facets and the tree say the same as a plain look at every row does."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.builders.replica import DOMAIN, AnEstate, an_estate
from tests.desktop.replica.conftest import KEY

from pursight_desktop.replica.queries import catalog
from pursight_desktop.replica.queries.asset_facets import FACETS
from pursight_desktop.replica.queries.catalog import AssetQuery, Lines
from pursight_desktop.replica.store import Store

Fields = dict[str, Any]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, AnEstate]]:
    store = Store.open(tmp_path_factory.mktemp("catalog") / "replica.db", KEY)
    yield store, an_estate(store, tables=100, columns=1_500)
    store.close()


@pytest.fixture(scope="module")
def assets(full: tuple[Store, AnEstate]) -> list[Fields]:
    with full[0].reader() as connection:
        found = connection.execute("SELECT fields FROM row WHERE entity = 'asset'").fetchall()
    return [json.loads(text) for (text,) in found]


QUERIES: list[tuple[AssetQuery, Callable[[Fields], bool]]] = [
    (AssetQuery(), lambda _: True),
    (AssetQuery(levels=("table", "schema")), lambda a: a["level"] in ("table", "schema")),
    (AssetQuery(labels=("email",)), lambda a: a["label"] == "email"),
    (
        AssetQuery(labels=("email", "phone"), label_states=("suggested",)),
        lambda a: a["label"] in ("email", "phone") and a["label_state"] == "suggested",
    ),
    (AssetQuery(sensitivities=("restricted",)), lambda a: a["sensitivity"] == "restricted"),
    (AssetQuery(owners=("",)), lambda a: not a["owner"]),
    (AssetQuery(tags=("gdpr",)), lambda a: "gdpr" in a["tags"]),
    (
        AssetQuery(quality_below=45.5),
        lambda a: a["quality"] is not None and a["quality"] < 45.5,
    ),
    (AssetQuery(kinds=("view",), levels=("table",)), lambda a: a["kind"] == "view"),
    (AssetQuery(levels=("column",), labels=("none",)), lambda a: (
        a["level"] == "column" and a["label"] == "none"
    )),
    (AssetQuery(quality_below=50), lambda a: a["quality"] is not None and a["quality"] < 50),
    (AssetQuery(gone=True), lambda _: False),
]  # fmt: skip


def _names(store: Store, lines: Lines) -> list[str]:
    with store.reader() as connection:
        return [line.fqn for line in lines.fetch(connection, 0, len(lines))]


@pytest.mark.parametrize(("query", "holds"), QUERIES)
def test_a_list_has_what_the_query_asks_for(
    full: tuple[Store, AnEstate],
    assets: list[Fields],
    query: AssetQuery,
    holds: Callable[[Fields], bool],
) -> None:
    with full[0].reader() as connection:
        lines = catalog.lines(connection, query)
    assert sorted(_names(full[0], lines)) == sorted(a["fqn"] for a in assets if holds(a))


SORTS: dict[str, Callable[[Fields], Any]] = {
    "name": lambda a: a["name"].lower(),
    "fqn": lambda a: a["fqn"],
    "type": lambda a: a["type"],
    "label": lambda a: a["label"],
    "confidence": lambda a: a["label_confidence"],
    "sensitivity": lambda a: ("public", "internal", "confidential", "restricted").index(
        a["sensitivity"]
    ),
    "quality": lambda a: -1 if a["quality"] is None else a["quality"],
    "owner": lambda a: a["owner"],
    "row_count": lambda a: -1 if a["row_count"] is None else a["row_count"],
    "last_seen_at": lambda a: a["last_seen_at"],
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("labels", [(), ("email",), ("none",)])
def test_a_list_is_in_order_however_its_pages_are_read(
    full: tuple[Store, AnEstate],
    assets: list[Fields],
    sort: str,
    descending: bool,
    labels: tuple[str, ...],
) -> None:
    store = full[0]
    by_fqn = {one["fqn"]: one for one in assets}
    query = AssetQuery(sort=sort, descending=descending, labels=labels)
    with store.reader() as connection:
        lines = catalog.lines(connection, query)
        whole = [line.fqn for line in lines.fetch(connection, 0, len(lines))]
        keys = [SORTS[sort](by_fqn[fqn]) for fqn in whole]
        assert keys == sorted(keys, reverse=descending)
        assert len(set(whole)) == len(lines)
        lines = catalog.lines(connection, query)
        count = len(lines)
        for start in (count // 2, 0, count - 30, 40, 70, 60, count // 2 + 30, count - 1):
            page = [line.fqn for line in lines.fetch(connection, start, start + 30)]
            assert page == whole[start : start + 30]


@pytest.mark.parametrize(("query", "holds"), QUERIES)
def test_facets_count_as_if_nothing_of_themselves_were_chosen(
    full: tuple[Store, AnEstate],
    assets: list[Fields],
    query: AssetQuery,
    holds: Callable[[Fields], bool],
) -> None:
    with full[0].reader() as connection:
        counted = catalog.facets(connection, query)
        assert list(counted) == list(FACETS)
        for facet, choices in counted.items():
            alone = catalog.lines(connection, query.without(facet))
            shown = set(_names(full[0], alone))
            chosen = [one for one in assets if one["fqn"] in shown]
            mine = {one.value: one.count for one in choices}
            match facet:
                case "tag":
                    theirs = Counter(tag for one in chosen for tag in one["tags"])
                case "quality":
                    theirs = Counter(
                        value
                        for one in chosen
                        for value in (
                            ["unscored"]
                            if one["quality"] is None
                            else [str(step) for step in (50, 70, 90) if one["quality"] < step]
                        )
                    )
                case "source":
                    theirs = Counter(one["source_id"] for one in chosen)
                case "domain":  # the one there is has nothing in it
                    theirs = Counter("" for _ in chosen)
                    theirs[str(DOMAIN)] = 0
                case _:
                    theirs = Counter(one[facet] for one in chosen)
            assert mine == dict(theirs), facet


def test_under_means_everything_below(full: tuple[Store, AnEstate], assets: list[Fields]) -> None:
    store, built = full
    with store.reader() as connection:
        for root in (built.schemas[1], built.tables[5], *[built.schemas[-1]]):
            (node,) = catalog.path(connection, root)[-1:]
            line_names = _names(store, catalog.lines(connection, AssetQuery(under=root)))
            fqn = catalog.path(connection, root)
            prefix = ".".join(one.name for one in fqn) + "."
            assert sorted(line_names) == sorted(
                a["fqn"] for a in assets if a["fqn"].startswith(prefix)
            ), node


def test_the_tree_leads_from_sources_to_columns(full: tuple[Store, AnEstate]) -> None:
    store, built = full
    with store.reader() as connection:
        roots = catalog.children(connection, None)
        assert len(roots) == len(built.sources)
        path = []
        node = roots[0]
        while node.count:
            path.append(node.name)
            below = catalog.children(connection, node.id)
            assert len(below) == node.count
            node = below[-1]
        assert node.level == "column"
        assert [one.name for one in catalog.path(connection, node.id)] == [*path, node.name]


def test_text_narrows_a_list_to_names_and_prose(full: tuple[Store, AnEstate]) -> None:
    store, _ = full
    with store.reader() as connection:
        lines = catalog.lines(connection, AssetQuery(text="e-mai"))
        found = lines.fetch(connection, 0, 500)
        prose = catalog.lines(connection, AssetQuery(text="nightly load"))
        nothing = catalog.lines(connection, AssetQuery(text="qqqqq"))
    assert found
    assert all("mail" in line.name.lower() or line.description for line in found)
    assert len(prose) > 0
    assert len(nothing) == 0
