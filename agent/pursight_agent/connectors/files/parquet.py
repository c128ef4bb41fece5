"""Parquet: types as Arrow spells them, nested values as JSON text, checksums verified."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pursight.contracts.scans import ColumnFacts, Skipped, TableFacts, TableKind
from pursight_agent.connectors.files.headers import column_names
from pursight_agent.connectors.files.place import Place, corrupt, file_errors, for_arrow
from pursight_agent.connectors.files.plain import plain_column, readable_type

_CHUNK = 1 << 24
"""Bytes of a batch, as they are stored; in memory they are a few times as many."""
_NEAR, _FAR = 1 << 18, 1 << 21
"""Bytes of a column fetched at once, from this machine and from others: not a whole row group."""


class ParquetFile:
    """One Parquet file."""

    def __init__(self, place: Place) -> None:
        self._place = place
        with self._opened() as file:
            schema = file.schema_arrow
            rows = file.metadata.num_rows
        self._names = column_names([_clean(field.name) for field in schema])
        self.tables = (
            TableFacts(
                schema_name=place.schema,
                name=place.name,
                kind=TableKind.FILE,
                format="parquet",
                row_count=max(rows, 0),
                columns=tuple(
                    ColumnFacts(
                        name=name,
                        position=number,
                        type=str(field.type)[:4096],
                        nullable=field.nullable,
                    )
                    for number, (name, field) in enumerate(zip(self._names, schema, strict=True), 1)
                ),
            ),
        )

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Yield row groups in order, cut into batches."""
        left = sample_rows
        started = False
        with self._opened() as file:
            wanted = self._wanted(table, file.schema_arrow)
            schema = pa.schema(
                [
                    pa.field(name, readable_type(field.type))
                    for name, field in zip(self._names, file.schema_arrow, strict=True)
                    if wanted is None or field.name in wanted
                ]
            )
            for batch in (
                ()
                if sample_rows == 0
                else file.iter_batches(
                    batch_size=min(batch_rows, _rows_at_once(file.metadata)), columns=wanted
                )
            ):
                kept = batch if left is None else batch.slice(0, left)
                if kept.num_rows:
                    started = True
                    yield pa.RecordBatch.from_arrays(
                        [plain_column(column) for column in kept.columns], schema=schema
                    )
                if left is not None:
                    left -= kept.num_rows
                    if left <= 0:
                        break
        if not started:
            yield pa.RecordBatch.from_pylist([], schema=schema)

    def _wanted(self, table: TableFacts, schema: pa.Schema) -> list[str] | None:
        """The file's own names of the columns to fetch; None is all of them.

        Arrow takes a name for a path of fields, so a name with a dot, or one that comes twice,
        cannot be asked for by itself.
        """
        named = {column.name for column in table.columns}
        if not named or named >= set(self._names) or len(set(schema.names)) < len(schema.names):
            return None
        if any("." in name for name in schema.names):
            return None
        return [own for name, own in zip(self._names, schema.names, strict=True) if name in named]

    def notices(self) -> tuple[Skipped, ...]:
        """A Parquet file is read whole or not at all."""
        return ()

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        with file_errors():
            try:
                stored = self._place.stored
                with (
                    for_arrow(stored) as lying,
                    pq.ParquetFile(
                        lying,
                        page_checksum_verification=True,
                        pre_buffer=False,  # else all that was read stays in memory to the end
                        buffer_size=_NEAR if stored.path else _FAR,
                    ) as file,
                ):
                    yield file
            except (pa.ArrowException, UnicodeDecodeError, OverflowError, MemoryError) as error:
                raise corrupt("The Parquet file is damaged, or of a kind not known yet.") from error
            except OSError as error:
                if error.errno is not None:
                    raise
                raise corrupt(
                    "A page of the Parquet file is damaged: its checksum or length is wrong."
                ) from error


def _rows_at_once(metadata: Any) -> int:
    """Rows that take up some megabytes, going by what the file says of itself."""
    stored: int = sum(
        metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups)
    )
    rows: int = metadata.num_rows
    return max(1, _CHUNK * max(rows, 1) // max(stored, 1))


def _clean(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
