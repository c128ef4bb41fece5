"""ORC: types as Arrow spells them, nested values as JSON text."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.orc

from pursight.contracts.scans import ColumnFacts, Skipped, TableFacts, TableKind
from pursight_agent.connectors.files.headers import column_names
from pursight_agent.connectors.files.place import Place, corrupt, file_errors, for_arrow, notice
from pursight_agent.connectors.files.plain import plain_column, readable_type

_CHUNK = 1 << 26
_PIECE = 2048
"""Rows that are decoded at once: a stripe may be of any size."""


class OrcFile:
    """One ORC file."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._notices: list[Skipped] = []
        with self._opened() as file:
            self._schema: pa.Schema = file.schema
            rows = file.nrows
        self._names = column_names(
            [field.name.encode("utf-8", "replace").decode() for field in self._schema]
        )
        self.tables = (
            TableFacts(
                schema_name=place.schema,
                name=place.name,
                kind=TableKind.FILE,
                format="orc",
                row_count=max(rows, 0),
                columns=tuple(
                    ColumnFacts(name=name, position=number, type=str(field.type)[:4096])
                    for number, (name, field) in enumerate(
                        zip(self._names, self._schema, strict=True), 1
                    )
                ),
            ),
        )

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Yield the rows in the file's order."""
        with self._opened():
            lost = self._beyond_reach(sample_rows)
            if lost:
                self._say(table, sorted(lost))
            schema = pa.schema(
                [
                    pa.field(name, pa.string() if place in lost else readable_type(field.type))
                    for place, (name, field) in enumerate(
                        zip(self._names, self._schema, strict=True)
                    )
                ]
            )
            kept = [place for place in range(len(self._names)) if place not in lost]
            started = False
            for batch in _joined(self._pieces(kept), sample_rows, batch_rows):
                started = True
                read = dict(zip(kept, batch.columns, strict=True))
                nothing = pa.nulls(batch.num_rows, pa.string())
                yield pa.RecordBatch.from_arrays(
                    [
                        plain_column(read[place]) if place in read else nothing
                        for place in range(len(self._names))
                    ],
                    schema=schema,
                )
            if not started:
                yield pa.RecordBatch.from_pylist([], schema=schema)

    def _pieces(self, places: Sequence[int]) -> Iterator[pa.RecordBatch]:
        with for_arrow(self._place.stored) as lying:
            yield from self._scanned(lying, places)

    def _scanned(self, lying: Any, places: Sequence[int]) -> Iterator[pa.RecordBatch]:
        orc = ds.OrcFileFormat()
        file: Any = (
            ds.dataset(lying, format=orc, schema=self._schema)
            if isinstance(lying, Path)
            else orc.make_fragment(lying)
        )
        scanner = file.scanner(
            **({} if isinstance(lying, Path) else {"schema": self._schema}),
            columns={str(place): ds.field(self._schema.names[place]) for place in places},
            batch_size=_PIECE,
            batch_readahead=1,
            fragment_readahead=0,
            use_threads=False,
        )
        yield from scanner.to_batches()

    def _beyond_reach(self, sample_rows: int | None) -> frozenset[int]:
        """Columns with moments that Arrow's reader cannot hold: it knows only nanoseconds.

        Such as the customary end of time, 9999-12-31.
        """
        lost = set()
        for place, field in enumerate(self._schema):
            if "timestamp" not in str(field.type):
                continue
            try:
                for _ in _joined(self._pieces([place]), sample_rows, _PIECE):
                    pass
            except pa.ArrowInvalid as error:
                if "out of range" not in str(error):
                    raise
                lost.add(place)
        return frozenset(lost)

    def _say(self, table: TableFacts, lost: Sequence[int]) -> None:
        named = ", ".join(self._names[place] for place in lost[:5]) + ", …" * (len(lost) > 5)
        self._notices.append(
            notice(
                table,
                "file.out_of_range",
                f"Moments before 1677 or after 2262 keep whole columns from being read: {named}.",
                "Store them as dates, or write the file as Parquet.",
            )
        )

    def notices(self) -> tuple[Skipped, ...]:
        """Columns that could not be read."""
        taken, self._notices = tuple(self._notices), []
        return taken

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        with file_errors():
            try:
                self._place.stored.open().close()  # says plainly why it cannot be opened
                with for_arrow(self._place.stored) as lying:
                    yield pyarrow.orc.ORCFile(lying)
            except (pa.ArrowException, UnicodeDecodeError, OverflowError, MemoryError) as error:
                raise corrupt("The ORC file is damaged, or of a kind not known yet.") from error
            except OSError as error:
                if error.errno is not None:
                    raise
                raise corrupt("The ORC file is damaged or cut off.") from error


def _joined(
    pieces: Iterator[pa.RecordBatch], sample_rows: int | None, batch_rows: int
) -> Iterator[pa.RecordBatch]:
    """Join small batches to larger ones: memory is bounded, not rows."""
    left = sample_rows
    waiting: list[pa.RecordBatch] = []
    rows = size = 0
    for piece in pieces:
        kept = piece if left is None else piece.slice(0, left)
        for start in range(0, kept.num_rows, min(batch_rows, _PIECE)):
            part = kept.slice(start, min(batch_rows, _PIECE))
            if waiting and (rows + part.num_rows > batch_rows or size >= _CHUNK):
                yield _one(waiting)
                waiting, rows, size = [], 0, 0
            waiting.append(part)
            rows, size = rows + part.num_rows, size + part.nbytes
        if left is not None:
            left -= kept.num_rows
            if left <= 0:
                break
    if waiting:
        yield _one(waiting)


def _one(pieces: list[pa.RecordBatch]) -> pa.RecordBatch:
    (whole,) = pa.Table.from_batches(pieces).combine_chunks().to_batches()
    return whole
