"""Which added table or column is a vanished one under another name (pure, and cautious)."""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pursight_server.catalog.diff import Renames
from pursight_server.catalog.model import ColumnKey, ColumnSeen, Snapshot, TableKey, TableSeen

Measures = Mapping[str, object]
"""A column's profile as the catalog keeps it."""

SHARES_MAY_DIFFER = 0.05
"""Nulls and distinct values, as shares of the rows, of a column taken for the same."""

LENGTHS_MAY_DIFFER = 0.10
"""Mean lengths and means, relative."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What could be a rename, so that only these profiles are looked up."""

    tables: tuple[tuple[TableKey, TableKey], ...] = ()
    """Pairs new, old: the only one with these columns on either side."""
    columns: tuple[tuple[TableKey, str, str], ...] = ()
    """Table, new name, old name: same place, same type."""

    def profiles(self, before: Snapshot) -> set[ColumnKey]:
        """Name the columns of `before` whose stored profiles `find` wants."""
        wanted = {(*key, was) for key, _, was in self.columns}
        for _, old in self.tables:
            wanted |= {(*old, name) for name in before[old].columns}
        return wanted


def candidates(
    before: Snapshot,
    after: Snapshot,
    *,
    deletable: Collection[TableKey],
    returning: Collection[TableKey | ColumnKey] = (),
) -> Candidates:
    """Pair what is new with what vanished.

    Args:
        before: What was present after the last scan.
        after: What this scan saw.
        deletable: Tables that may be gone.
        returning: New names that the catalog knows from earlier: they return, they are no renames.
    """
    gone_tables = {key for key in deletable if key in before and key not in after}
    new_tables = {key for key in after if key not in before and key not in returning}
    columns = [
        (key, name, was)
        for key in after.keys() & before.keys()
        if before[key].columns != after[key].columns
        for name, was in _same_place(before[key], after[key])
        if (*key, name) not in returning
    ]
    return Candidates(tuple(_same_columns(before, gone_tables, after, new_tables)), tuple(columns))


def find(
    found: Candidates,
    before: Snapshot,
    after: Snapshot,
    old_profiles: Mapping[ColumnKey, Measures],
    new_profiles: Mapping[ColumnKey, Measures],
) -> Renames:
    """Keep the pairs whose values look the same too.

    A column without values on both sides is taken for renamed only if it is the only one of its
    table; a table without values never is: two empty tables with the same columns are nothing
    special.
    """
    tables = {
        new: old
        for new, old in found.tables
        if _table_alike(before[old], old, new, old_profiles, new_profiles)
    }
    in_table: dict[TableKey, list[tuple[str, str]]] = defaultdict(list)
    for key, name, was in found.columns:
        in_table[key].append((name, was))
    columns: dict[TableKey, dict[str, str]] = {}
    for key, pairs in in_table.items():
        kept = {
            name: was
            for name, was in pairs
            if alike(
                old_profiles.get((*key, was)),
                new_profiles.get((*key, name)),
                when_empty=len(pairs) == 1
                and after[key].columns[name].facts == before[key].columns[was].facts,
            )
        }
        if kept:
            columns[key] = kept
    return Renames(tables, columns)


def alike(old: Measures | None, new: Measures | None, *, when_empty: bool) -> bool:
    """Whether two profiles could be of the same column at two times."""
    if old is None or new is None:
        return when_empty
    old_rows, new_rows = _number(old, "examined"), _number(new, "examined")
    if not old_rows or not new_rows:
        return when_empty and not old_rows and not new_rows
    if abs(_number(old, "nulls") / old_rows - _number(new, "nulls") / new_rows) > SHARES_MAY_DIFFER:
        return False
    distinct = _number(old, "distinct") / old_rows - _number(new, "distinct") / new_rows
    if abs(distinct) > SHARES_MAY_DIFFER:
        return False
    return all(
        _close(old.get(what), new.get(what)) for what in ("length_mean", "mean", "length_max")
    ) and old.get("looks_like") == new.get("looks_like")


def _same_place(old: TableSeen, now: TableSeen) -> list[tuple[str, str]]:
    gone: dict[tuple[int, str], str] = {
        (column.position, column.type): name
        for name, column in old.columns.items()
        if name not in now.columns
    }
    return [
        (name, gone[place])
        for name, column in now.columns.items()
        if name not in old.columns and (place := (column.position, column.type)) in gone
    ]


def _same_columns(
    before: Snapshot, gone: set[TableKey], after: Snapshot, new: set[TableKey]
) -> list[tuple[TableKey, TableKey]]:
    if not gone or not new:
        return []
    by_shape: dict[object, tuple[list[TableKey], list[TableKey]]] = defaultdict(lambda: ([], []))
    for key in gone:
        by_shape[_shape(key, before[key])][0].append(key)
    for key in new:
        by_shape[_shape(key, after[key])][1].append(key)
    return [
        (added[0], vanished[0])
        for vanished, added in by_shape.values()
        if len(vanished) == len(added) == 1 and len(before[vanished[0]].columns) >= 2
    ]


def _shape(key: TableKey, table: TableSeen) -> object:
    def place(item: tuple[str, ColumnSeen]) -> tuple[int, str, str]:
        return item[1].position, item[0], item[1].type

    return key[0], table.kind, tuple(sorted(map(place, table.columns.items())))


def _table_alike(
    table: TableSeen,
    old: TableKey,
    new: TableKey,
    old_profiles: Mapping[ColumnKey, Measures],
    new_profiles: Mapping[ColumnKey, Measures],
) -> bool:
    pairs = [
        (old_profiles.get((*old, name)), new_profiles.get((*new, name))) for name in table.columns
    ]
    if not all(alike(was, now, when_empty=False) for was, now in pairs):
        return False
    rows = [
        (_number(was, "examined"), _number(now, "examined")) for was, now in pairs if was and now
    ]
    return all(_close(was, now) for was, now in rows)


def _number(measures: Measures, what: str) -> float:
    value = measures.get(what)
    return float(value) if isinstance(value, int | float) else 0.0


def _close(old: object, new: object) -> bool:
    if not isinstance(old, int | float) or not isinstance(new, int | float):
        return old == new or (old is None) == (new is None)
    return math.isclose(old, new, rel_tol=LENGTHS_MAY_DIFFER, abs_tol=1e-9)
