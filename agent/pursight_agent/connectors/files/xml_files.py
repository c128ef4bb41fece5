"""XML: a row a record element, its attributes and children as columns of text."""

from collections import deque
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from pursight.contracts.scans import ColumnFacts, Skipped, TableFacts, TableKind
from pursight_agent.connectors.files.cells import spell
from pursight_agent.connectors.files.headers import LONGEST_NAME, column_names
from pursight_agent.connectors.files.place import Place, corrupt, file_errors
from pursight_agent.connectors.files.xml_elements import (
    MOST_NAMES,
    TEXT,
    Elements,
    Record,
    Survey,
    parse,
    too_wide,
)
from pursight_agent.source import ObjectError

_CHUNK = 1 << 25
"""Bytes of the file in one batch, more or less."""

Key = tuple[str, str]
"""Element and attribute or child; the element only counts where there are several."""


class XmlFile:
    """One XML document."""

    def __init__(self, place: Place) -> None:
        self._place = place
        survey = Survey()
        with place.opened() as file, file_errors():
            for _ in parse(file, survey):
                pass
        if not survey.counts:
            raise corrupt("The file is empty: it has no element at all.")
        self._kinds = survey.records()
        self._filled: dict[Key, int] = {}
        self._nested: set[Key] = set()
        rows, spoken = 0, set[Key]()
        for name, record in self._read():
            rows += 1
            for key, value in record.items():
                at = (name, key)
                self._filled[at] = self._filled.get(at, 0) + (value is not None)
                if isinstance(value, (dict, list)):
                    self._nested.add(at)
                spoken.update([at] if value != "" else [])
            if len(self._filled) > MOST_NAMES:
                raise too_wide()
        self._keys = tuple(key for key in self._filled if self._is_column(key, spoken))
        self._names = column_names([self._named(key) for key in self._keys])
        self.tables = (
            TableFacts(
                schema_name=place.schema,
                name=place.name,
                kind=TableKind.FILE,
                format="xml",
                columns=tuple(
                    ColumnFacts(
                        name=name,
                        position=number,
                        type="element" if key in self._nested else "text",
                        nullable=self._filled[key] < rows,
                    )
                    for number, (key, name) in enumerate(
                        zip(self._keys, self._names, strict=True), 1
                    )
                ),
            ),
        )

    def _is_column(self, key: Key, spoken: set[Key]) -> bool:
        """Whether it is more than the void of elements that others of their kind fill."""
        element, child = key
        if child != TEXT or key in spoken:
            return True
        return not any(other != key and other[0] == element for other in self._filled)

    def _named(self, key: Key) -> str:
        """Name a column; where records are of several kinds, their names come first."""
        element, child = key
        if child == TEXT:
            return element[:LONGEST_NAME]
        name = child.removeprefix("@")
        of_root = self._kinds.root is not None and element == self._kinds.root[-1]
        several = len({path[-1] for path in self._kinds.repeated}) > 1
        return (f"{element}.{name}" if of_root or several else name)[:LONGEST_NAME]

    def _read(self) -> Iterator[tuple[str, Record]]:
        ready: deque[tuple[str, Record]] = deque()
        handler = Elements(self._kinds, lambda name, record: ready.append((name, record)))
        with self._place.opened() as file, file_errors():
            for _ in parse(file, handler):
                while ready:
                    yield ready.popleft()

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Yield one row a record; what a record lacks is null."""
        del table
        schema = pa.schema([pa.field(name, pa.string()) for name in self._names])
        places = {key: place for place, key in enumerate(self._keys)}
        rows: list[list[str | None]] = []
        left, room, started = sample_rows, _CHUNK, False
        for name, record in self._read():
            if left is not None and left <= 0:
                break
            row: list[str | None] = [None] * len(places)
            for key, value in record.items():
                if (name, key) not in places and (key, value) == (TEXT, ""):
                    continue
                if (name, key) not in places:
                    raise _changed()
                row[places[name, key]] = text = spell(value)
                room -= len(text or "")
            rows.append(row)
            left = None if left is None else left - 1
            if len(rows) >= batch_rows or room <= 0:
                started = True
                yield _batch(rows, schema)
                rows, room = [], _CHUNK
        if rows or not started:
            yield _batch(rows, schema)

    def notices(self) -> tuple[Skipped, ...]:
        """An XML file is read whole or not at all."""
        return ()


def _changed() -> ObjectError:
    return ObjectError(
        "file.changed", "The file was changed while it was read.", hint="Scan again."
    )


def _batch(rows: list[list[str | None]], schema: pa.Schema) -> pa.RecordBatch:
    if not rows:
        return pa.RecordBatch.from_pylist([], schema=schema)
    if not schema.names:
        nothing: Any = pa.array([{}] * len(rows), pa.struct([]))
        return pa.RecordBatch.from_struct_array(nothing)
    columns = [pa.array(cells, pa.string()) for cells in zip(*rows, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
