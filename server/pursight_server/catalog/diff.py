"""Last scan and this scan of one source to changes, and changes replayed (pure)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pursight_server.catalog.model import ColumnSeen, Snapshot, TableKey, TableSeen, What


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """One difference in a table's columns; `was` is the name before, where there was one."""

    what: What
    name: str
    was: str | None = None
    now: ColumnSeen | None = None


@dataclass(frozen=True, slots=True)
class TableChange:
    """All that differs in one table.

    `what` speaks of the table itself; it is CHANGED with `facts_changed` False when only columns
    differ. `now` is None for a table that is gone.
    """

    what: What
    key: TableKey
    was: TableKey | None = None
    now: TableSeen | None = None
    facts_changed: bool = True
    columns: tuple[ColumnChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Renames:
    """What is taken for the same thing under another name: new name to old name."""

    tables: Mapping[TableKey, TableKey] = field(default_factory=dict)
    columns: Mapping[TableKey, Mapping[str, str]] = field(default_factory=dict)
    """By the table's new key."""


def diff(
    before: Snapshot,
    after: Snapshot,
    *,
    renames: Renames | None = None,
    deletable: Collection[TableKey] = (),
    keep_columns: Collection[TableKey] = (),
) -> list[TableChange]:
    """Compare two scans.

    Args:
        before: What was present after the last scan.
        after: What this scan saw.
        renames: Pairs found by `renames.find`; only pairs that exist are used.
        deletable: Tables of `before` that are gone if they are not in `after`; others stay.
        keep_columns: Tables whose missing columns are not taken for gone.

    Returns:
        Changes in the order of the new keys, gone tables last; nothing for what is equal.
    """
    renames = renames or Renames()
    renamed_from = {old: new for new, old in renames.tables.items() if old in before}
    changes: list[TableChange] = []
    for key in sorted(after):
        old_key = renames.tables.get(key, key)
        old = before.get(old_key)
        now = after[key]
        if old is None:
            columns = tuple(
                ColumnChange(What.ADDED, name, now=now.columns[name]) for name in now.columns
            )
            changes.append(TableChange(What.ADDED, key, now=now, columns=columns))
            continue
        columns = tuple(_columns(old, now, renames.columns.get(key, {}), keep=key in keep_columns))
        facts_changed = (old.kind, old.facts) != (now.kind, now.facts)
        if old_key != key:
            changes.append(TableChange(What.RENAMED, key, old_key, now, facts_changed, columns))
        elif facts_changed or columns:
            changes.append(TableChange(What.CHANGED, key, key, now, facts_changed, columns))
    changes += [
        TableChange(What.GONE, key, key)
        for key in sorted(before.keys() & set(deletable))
        if key not in after and key not in renamed_from
    ]
    return changes


def replay(before: Snapshot, changes: Sequence[TableChange]) -> dict[TableKey, TableSeen]:
    """Carry changes out on a snapshot: `replay(before, diff(before, after)) == after`."""
    tables = dict(before)
    taken = {
        change.key: tables.pop(change.was)
        for change in changes
        if change.was is not None and change.was in tables
    }
    for change in changes:
        if change.now is None:
            continue
        old = taken.get(change.key)
        columns = _replay_columns(old.columns if old else {}, change.columns)
        tables[change.key] = TableSeen(change.now.kind, change.now.facts, columns)
    return tables


def _replay_columns(
    before: Mapping[str, ColumnSeen], changes: Sequence[ColumnChange]
) -> dict[str, ColumnSeen]:
    columns = dict(before)
    for change in changes:
        if change.was is not None:
            columns.pop(change.was, None)
    for change in changes:
        if change.now is not None:
            columns[change.name] = change.now
    return columns


def _columns(
    old: TableSeen, now: TableSeen, renames: Mapping[str, str], *, keep: bool
) -> Iterator[ColumnChange]:
    if old.columns == now.columns:
        return
    used = {was for name, was in renames.items() if name in now.columns and was in old.columns}
    for name, column in now.columns.items():
        was = renames.get(name, name)
        known = old.columns.get(was)
        if known is None:
            yield ColumnChange(What.ADDED, name, now=column)
        elif was != name:
            yield ColumnChange(What.RENAMED, name, was, column)
        elif known.type != column.type:
            yield ColumnChange(What.RETYPED, name, name, column)
        elif known != column:
            yield ColumnChange(What.CHANGED, name, name, column)
    if not keep:
        for name in old.columns:
            if name not in now.columns and name not in used:
                yield ColumnChange(What.GONE, name, name)
