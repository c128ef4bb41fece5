"""The law of the catalog: a diff replayed on what was gives what is."""

from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.scans import TableKind
from pursight_server.catalog.diff import diff, replay
from pursight_server.catalog.model import ColumnSeen, TableSeen, What
from pursight_server.catalog.renames import candidates, find

NAMES = st.sampled_from(["a", "b", "c", "d", 'a"b.c', ""])
COLUMNS = st.builds(
    ColumnSeen, st.integers(1, 4), st.sampled_from(["text", "int"]), st.sampled_from(["1", "2"])
)
TABLES = st.builds(
    TableSeen,
    st.sampled_from([TableKind.TABLE, TableKind.VIEW]),
    st.sampled_from(["1", "2"]),
    st.dictionaries(NAMES, COLUMNS, max_size=5),
)
SNAPSHOTS = st.dictionaries(st.tuples(st.sampled_from(["s", "t"]), NAMES), TABLES, max_size=5)
PROFILES = st.fixed_dictionaries({"examined": st.just(10), "nulls": st.integers(0, 1)})


@given(SNAPSHOTS, SNAPSHOTS)
def test_replaying_a_diff_on_before_gives_after(
    before: dict[tuple[str, str], TableSeen], after: dict[tuple[str, str], TableSeen]
) -> None:
    assert replay(before, diff(before, after, deletable=before)) == after


@given(SNAPSHOTS, SNAPSHOTS, st.data())
def test_the_law_holds_with_renames_too(
    before: dict[tuple[str, str], TableSeen],
    after: dict[tuple[str, str], TableSeen],
    data: st.DataObject,
) -> None:
    pairs = candidates(before, after, deletable=before)
    old = {key: data.draw(PROFILES) for key in sorted(pairs.profiles(before))}
    new = {
        (*key, name): data.draw(PROFILES) for key in sorted(after) for name in after[key].columns
    }
    renames = find(pairs, before, after, old, new)
    changes = diff(before, after, renames=renames, deletable=before)
    assert replay(before, changes) == after
    gone = {change.key for change in changes if change.what is What.GONE}
    assert not gone & set(renames.tables.values())


@given(SNAPSHOTS)
def test_nothing_changed_when_nothing_changed(before: dict[tuple[str, str], TableSeen]) -> None:
    assert diff(before, before, deletable=before) == []


@given(SNAPSHOTS, SNAPSHOTS, st.sets(st.tuples(st.sampled_from(["s", "t"]), NAMES)))
def test_only_what_may_go_goes(
    before: dict[tuple[str, str], TableSeen],
    after: dict[tuple[str, str], TableSeen],
    deletable: set[tuple[str, str]],
) -> None:
    changes = diff(before, after, deletable=deletable)
    gone = {change.key for change in changes if change.what is What.GONE}
    assert gone == (before.keys() & deletable) - after.keys()


def test_each_change_is_called_by_its_name() -> None:
    one, other = ColumnSeen(1, "text", "1"), ColumnSeen(2, "text", "1")
    was = TableSeen(TableKind.TABLE, "1", {"a": one, "b": other, "c": one})
    now = TableSeen(
        TableKind.TABLE,
        "1",
        {"a": ColumnSeen(1, "int", "1"), "b": ColumnSeen(2, "text", "2"), "d": one},
    )
    [change] = diff({("s", "t"): was}, {("s", "t"): now})
    assert (change.what, change.facts_changed) == (What.CHANGED, False)
    assert {(column.name, column.what) for column in change.columns} == {
        ("a", What.RETYPED),
        ("b", What.CHANGED),
        ("c", What.GONE),
        ("d", What.ADDED),
    }
