"""What the catalog knew of a source before a scan, arranged for comparing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from pursight.contracts.scans import TableKind
from pursight_server.catalog.model import (
    ColumnKey,
    ColumnSeen,
    Level,
    Snapshot,
    TableKey,
    TableSeen,
)
from pursight_server.catalog.store.merging import KnownAsset


@dataclass(slots=True)
class Known:
    """Assets of one source by their names; those that are gone stand apart."""

    root: KnownAsset | None = None
    schemas: dict[str, KnownAsset] = field(default_factory=dict)
    tables: dict[TableKey, KnownAsset] = field(default_factory=dict)
    columns: dict[ColumnKey, KnownAsset] = field(default_factory=dict)
    gone_tables: dict[TableKey, KnownAsset] = field(default_factory=dict)
    gone_columns: dict[ColumnKey, KnownAsset] = field(default_factory=dict)
    gone_columns_of: dict[TableKey, list[KnownAsset]] = field(default_factory=dict)
    snapshot: Snapshot = field(default_factory=dict)
    _profiles: dict[UUID, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, assets: Iterable[KnownAsset]) -> "Known":
        """Arrange them."""
        known = cls()
        for one in assets:
            known._profiles[one.id] = one.profile_sha256
            match one.level:
                case Level.SOURCE:
                    known.root = one
                case Level.SCHEMA:
                    known.schemas[one.schema_name] = one
                case Level.TABLE:
                    tables = known.tables if one.present else known.gone_tables
                    tables[one.schema_name, one.table_name] = one
                case Level.COLUMN:
                    columns = known.columns if one.present else known.gone_columns
                    columns[one.schema_name, one.table_name, one.column_name] = one
                    if not one.present:
                        table = (one.schema_name, one.table_name)
                        known.gone_columns_of.setdefault(table, []).append(one)
        known.snapshot = known._snapshot()
        return known

    @property
    def absent(self) -> set[TableKey | ColumnKey]:
        """Names under which something was known once."""
        return {*self.gone_tables, *self.gone_columns}

    def profile_of(self, asset_id: UUID) -> str | None:
        """Return the digest of an asset's newest measures."""
        return self._profiles.get(asset_id)

    def columns_of(self, key: TableKey) -> dict[str, KnownAsset]:
        """Return the present columns of a table by name."""
        return {name: self.columns[(*key, name)] for name in self.snapshot[key].columns}

    def _snapshot(self) -> Snapshot:
        columns: dict[TableKey, dict[str, ColumnSeen]] = {key: {} for key in self.tables}
        for (schema, table, name), one in self.columns.items():
            if (schema, table) in columns:
                columns[schema, table][name] = ColumnSeen(
                    one.position or 0, one.type, one.facts_sha256
                )
        return {
            key: TableSeen(TableKind(one.kind), one.facts_sha256, columns[key])
            for key, one in self.tables.items()
        }
