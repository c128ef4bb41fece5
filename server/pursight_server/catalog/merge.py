"""Changes between two scans as rows to write and events to record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pursight.clock import Clock
from pursight.contracts.scans import ColumnFacts, SourceFacts, TableReport
from pursight.identity import new_id
from pursight_server.catalog.diff import ColumnChange, TableChange
from pursight_server.catalog.known import Known
from pursight_server.catalog.model import (
    ColumnKey,
    Facts,
    Level,
    TableKey,
    What,
    asset_key,
    clean,
    column_facts,
    digest,
    display_name,
    storable,
    table_facts,
)

Recorded = tuple[str, UUID, Facts | None, Facts | None]
"""Kind of event, asset, before and after."""


@dataclass(slots=True)
class Counts:
    """How many assets were touched, and how."""

    added: int = 0
    changed: int = 0
    gone: int = 0
    renamed: int = 0


class Merge:
    """What has to be written; call `take_source`, `take`, `take_schemas_left` in this order."""

    def __init__(
        self,
        source_id: UUID,
        source_name: str,
        known: Known,
        reports: Sequence[TableReport],
        clock: Clock,
    ) -> None:
        self.source_id, self.source_name, self.known, self.reports = (
            source_id,
            source_name,
            known,
            reports,
        )
        self.inserted: list[Facts] = []
        self.updated: list[Facts] = []
        self.moved: list[Facts] = []
        self.gone: list[UUID] = []
        self.counts = Counts()
        self.source: UUID = known.root.id if known.root else new_id(clock)
        self.schema_ids: dict[str, UUID] = {}
        self._clock = clock
        self._facts = {_key(report): report.facts for report in reports}
        self._changes: list[tuple[TableChange, UUID]] = []
        self._comments: Mapping[str, str | None] = {}
        self._listed: set[str] = set()
        self.table_ids: dict[TableKey, UUID] = {
            key: known.tables[key].id for key in self._facts if key in known.tables
        }
        self.column_ids: dict[ColumnKey, UUID] = {
            (*key, name): known.columns[(*key, name)].id
            for key, facts in self._facts.items()
            for name in (storable(column.name) for column in facts.columns)
            if (*key, name) in known.columns
        }

    def take_source(self, kind: str, facts: SourceFacts | None) -> None:
        """Take what the source says of itself; its asset is there from the first scan on."""
        known = self.known.root
        kept = clean(facts.model_dump(mode="json", exclude={"schemas"})) if facts else {}
        if facts is not None:
            self._comments = {storable(one.name): one.comment for one in facts.schemas}
            self._listed = set(self._comments)
        if known is None or (
            facts is not None
            and (known.facts_sha256, known.name) != (digest(kept), self.source_name)
        ):
            self._put(known is None, self.source, None, Level.SOURCE, kind, (), None, kept)
        for schema in self._listed:
            self._schema(schema)

    def take(self, change: TableChange) -> None:
        """Take the changes of one table."""
        if change.what is What.GONE:
            self._take_gone(change)
            return
        key = change.key
        facts = self._facts[key]
        was = self.known.tables.get(change.was) if change.was else None
        returning = self.known.gone_tables.get(key) if was is None else None
        old = was or returning
        table_id = old.id if old else new_id(self._clock)
        self.table_ids[key] = table_id
        self._count(What.ADDED if old is returning else change.what, facts=change.facts_changed)
        if old is None or returning or change.facts_changed or change.what is What.RENAMED:
            parent = self._schema(key[0]) if key[0] else self.source
            self._put(
                old is None,
                table_id,
                parent,
                Level.TABLE,
                facts.kind,
                key,
                None,
                table_facts(facts),
            )
        columns = {storable(column.name): column for column in facts.columns}
        for column in change.columns:
            self._take_column(key, change.was or key, table_id, column, columns)
        if change.what is What.RENAMED and change.was is not None:
            self._carry_columns(change.was, key, table_id, columns)
        self._changes.append((change, table_id))

    def take_schemas_left(self, *, complete: bool) -> None:
        """Let schemas go that hold nothing any more and that the source no longer lists."""
        for schema, _ in self.table_ids:
            if schema:
                self._schema(schema)
        if not complete:
            return
        gone = set(self.gone)
        kept = {key[0] for key, one in self.known.tables.items() if one.id not in gone}
        for name, one in self.known.schemas.items():
            if one.present and name not in self.schema_ids and name not in kept:
                self.gone.append(one.id)

    def events(self, facts_before: Mapping[UUID, Facts]) -> Iterator[Recorded]:
        """Word one event for each table that changed."""
        for change, asset_id in self._changes:
            yield self._event(change, asset_id, facts_before)

    def _take_gone(self, change: TableChange) -> None:
        table = self.known.tables[change.key]
        columns = [one.id for one in self.known.columns_of(change.key).values()]
        self.gone += [table.id, *columns]
        self.counts.gone += 1 + len(columns)
        self._changes.append((change, table.id))

    def _take_column(
        self,
        key: TableKey,
        was_key: TableKey,
        table_id: UUID,
        change: ColumnChange,
        facts: Mapping[str, ColumnFacts],
    ) -> None:
        column_key = (*key, change.name)
        if change.what is What.GONE:
            self.gone.append(self.known.columns[(*was_key, change.name)].id)
            self.counts.gone += 1
            return
        old = (
            self.known.gone_columns.get(column_key)
            if change.was is None
            else self.known.columns[(*was_key, change.was)]
        )
        column_id = new_id(self._clock) if old is None else old.id
        self.column_ids[column_key] = column_id
        self._count(change.what, facts=True)
        self._put_column(key, change.name, column_id, table_id, facts, is_new=old is None)

    def _carry_columns(
        self, was: TableKey, key: TableKey, table_id: UUID, facts: Mapping[str, ColumnFacts]
    ) -> None:
        """Give the columns of a renamed table their new names; those that changed have them.

        Columns that are gone move too: were they left under the old name, the table could not have
        it again once it holds such a column anew.
        """
        for name, one in self.known.columns_of(was).items():
            if name in facts and (*key, name) not in self.column_ids:
                self.column_ids[(*key, name)] = one.id
                self._put_column(key, name, one.id, table_id, facts, is_new=False)
        self.moved += [
            {
                "id": one.id,
                "schema_name": key[0],
                "table_name": key[1],
                "fqn": display_name(self.source_name, *key, one.column_name),
                "key": asset_key(Level.COLUMN, *key, one.column_name),
            }
            for one in self.known.gone_columns_of.get(was, ())
        ]

    def _put_column(
        self,
        key: TableKey,
        name: str,
        column_id: UUID,
        table_id: UUID,
        facts: Mapping[str, ColumnFacts],
        *,
        is_new: bool,
    ) -> None:
        column = facts[name]
        path = (*key, name)
        kept = column_facts(column)
        self._put(is_new, column_id, table_id, Level.COLUMN, "column", path, column.position, kept)

    def _schema(self, name: str) -> UUID:
        """Return a schema's asset; make it, or change it, the first time it is asked for."""
        if name in self.schema_ids:
            return self.schema_ids[name]
        known = self.known.schemas.get(name)
        self.schema_ids[name] = known.id if known else new_id(self._clock)
        kept = clean({"comment": self._comments[name]}) if name in self._comments else {}
        if known is None or not known.present or (kept and known.facts_sha256 != digest(kept)):
            asset_id = self.schema_ids[name]
            self._put(
                known is None, asset_id, self.source, Level.SCHEMA, "schema", (name,), None, kept
            )
        return self.schema_ids[name]

    def _put(  # noqa: PLR0917  one row, written field by field
        self,
        is_new: bool,
        asset_id: UUID,
        parent: UUID | None,
        level: Level,
        kind: str,
        path: tuple[str, ...],
        position: int | None,
        facts: Facts,
    ) -> None:
        schema, table, column = (*path, "", "", "")[:3]
        row = {
            "id": asset_id,
            "source_id": self.source_id,
            "parent_id": parent,
            "level": level,
            "kind": str(kind),
            "schema_name": schema,
            "table_name": table,
            "column_name": column,
            "name": path[-1] if path else self.source_name,
            "fqn": display_name(self.source_name, *path),
            "key": asset_key(level, *path),
            "position": position,
            "facts": facts,
            "facts_sha256": digest(facts),
        }
        (self.inserted if is_new else self.updated).append(row)

    def _count(self, what: What, *, facts: bool) -> None:
        match what:
            case What.ADDED:
                self.counts.added += 1
            case What.RENAMED:
                self.counts.renamed += 1
            case What.CHANGED | What.RETYPED if facts:
                self.counts.changed += 1
            case _:
                pass

    def _event(
        self, change: TableChange, asset_id: UUID, facts_before: Mapping[UUID, Facts]
    ) -> Recorded:
        name = display_name(self.source_name, *change.key)
        if change.what is What.GONE:
            return "asset.gone", asset_id, {"fqn": name, "present": True}, None
        facts = table_facts(self._facts[change.key])
        if change.what is What.ADDED:
            kind = "asset.returned" if change.key in self.known.gone_tables else "asset.added"
            columns = {one.name: one.now.type if one.now else "" for one in change.columns}
            after = {"fqn": name, "kind": self._facts[change.key].kind, "columns": columns}
            return kind, asset_id, None, after
        before: Facts = {"fqn": display_name(self.source_name, *(change.was or change.key))}
        after = {"fqn": name}
        if change.facts_changed:
            before["facts"], after["facts"] = facts_before.get(asset_id, {}), facts
        if change.columns:
            before["columns"], after["columns"] = self._column_changes(change, facts_before)
        renamed = change.what is What.RENAMED
        return "asset.renamed" if renamed else "asset.changed", asset_id, before, after

    def _column_changes(
        self, change: TableChange, facts_before: Mapping[UUID, Facts]
    ) -> tuple[Facts, Facts]:
        """Tell each changed column before and after; the renamed one by both of its names."""
        before: Facts = {}
        after: Facts = {}
        now = {storable(one.name): one for one in self._facts[change.key].columns}
        for column in change.columns:
            if column.was is not None:
                known = self.known.columns[(*(change.was or change.key), column.was)]
                before[column.was] = facts_before.get(known.id, {"type": known.type})
            if column.now is not None:
                renamed = {"was": column.was} if column.what is What.RENAMED else {}
                after[column.name] = column_facts(now[column.name]) | renamed
        return before, after


def _key(report: TableReport) -> TableKey:
    return storable(report.facts.schema_name), storable(report.facts.name)
