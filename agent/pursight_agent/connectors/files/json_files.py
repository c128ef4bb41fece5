"""JSON and JSON lines: records to rows, nested values to JSON text."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import pyarrow as pa
from typing_extensions import override

from pursight.contracts.scans import ColumnFacts, Skipped, TableFacts, TableKind
from pursight_agent.connectors.files.cells import ColumnKind, to_arrow
from pursight_agent.connectors.files.headers import LONGEST_NAME, column_names, shape
from pursight_agent.connectors.files.place import Place, corrupt, file_errors, notice
from pursight_agent.source import ObjectError

_MOST_BYTES = 1 << 29
_MOST_COLUMNS = 20_000
_LONGEST_LINE = 1 << 27
_CHUNK = 1 << 25
"""Bytes of lines in one batch, more or less."""
_BLANKS = re.compile(r"[ \t\n\r]*")
_VALUE = "value"
_KEY = "key"
_JSON_TYPES = {"text": "string"}

Record = dict[str, Any]


class _Records(ABC):
    """What both readers share: records of any shape to columns of one schema."""

    def __init__(self, place: Place, format_: str) -> None:
        self._place = place
        self._notices: list[Skipped] = []
        self._kinds: dict[str, ColumnKind] = {}
        self._filled: dict[str, int] = {}
        self._rows = 0
        self._taken = 0
        self._format = format_
        for record in self._records():
            self._rows += 1
            for key, value in record.items():
                if key not in self._kinds:
                    self._new_column(key)
                self._kinds[key].see(value)
                self._filled[key] += value is not None
        names = column_names([_clean(key) for key in self._kinds])
        self._keys = tuple(self._kinds)
        self._names = names
        columns = tuple(
            ColumnFacts(
                name=name,
                position=number,
                type=_JSON_TYPES.get(kind.spelled, kind.spelled),
                nullable=self._filled[key] < self._rows or not self._rows,
            )
            for number, (key, name, kind) in enumerate(
                zip(self._keys, names, self._kinds.values(), strict=True), 1
            )
        )
        self.tables = (
            TableFacts(
                schema_name=place.schema,
                name=place.name,
                kind=TableKind.FILE,
                format=format_,
                columns=columns,
            ),
        )

    def _new_column(self, key: str) -> None:
        if len(self._kinds) >= _MOST_COLUMNS:
            raise ObjectError(
                "file.too_wide",
                f"Its records have more than {_MOST_COLUMNS} different keys.",
                hint="Keys that are values (ids, names) belong into a field of their own.",
            )
        self._kinds[key] = ColumnKind()
        self._filled[key] = 0

    @abstractmethod
    def _records(self) -> Iterator[Record]:
        """Read the file from its beginning."""

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Yield one row a record; a key that a record lacks is null."""
        types = [self._kinds[key].arrow for key in self._keys]
        schema = pa.schema([pa.field(n, t) for n, t in zip(self._names, types, strict=True)])
        records: Iterable[Record] = self._records()
        if sample_rows is not None:
            records = islice(records, sample_rows)
        records = iter(records)
        started = False
        while rows := self._chunk(records, batch_rows):
            started = True
            try:
                arrays = [
                    to_arrow([row.get(key) for row in rows], type_)
                    for key, type_ in zip(self._keys, types, strict=True)
                ]
            except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError, ValueError) as error:
                raise ObjectError(
                    "file.changed", "The file was changed while it was read.", hint="Scan again."
                ) from error
            yield _batch(arrays, schema, len(rows))
        if not started:
            yield pa.RecordBatch.from_pylist([], schema=schema)
        self._note(table)

    def _chunk(self, records: Iterator[Record], size: int) -> list[Record]:
        """Take some records, fewer when their lines are long: memory is bounded, not rows."""
        rows: list[Record] = []
        full = self._taken + _CHUNK
        while len(rows) < size and self._taken < full:
            record = next(records, None)
            if record is None:
                break
            rows.append(record)
        return rows

    def _note(self, table: TableFacts) -> None:  # noqa: B027  most have nothing to say
        """Say what was left out; nothing here."""

    def notices(self) -> tuple[Skipped, ...]:
        """Lines that could not be read."""
        taken, self._notices = tuple(self._notices), []
        return taken


class JsonFile(_Records):
    """A file that is one JSON value, or several of them one after another."""

    def __init__(self, place: Place) -> None:
        super().__init__(place, "json")

    @override
    def _records(self) -> Iterator[Record]:
        values = self._load()
        yield from records_of(values[0] if len(values) == 1 else values)

    def _load(self) -> list[Any]:
        with self._place.opened() as file, file_errors():
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise ObjectError(
                "file.too_large",
                f"A JSON file of more than {_MOST_BYTES >> 20} MiB cannot be read as a whole.",
                hint="Write it as JSON lines, one record a line.",
            )
        if not data.strip():
            raise corrupt("The file is empty: not even an empty JSON list.")
        with _json_errors():
            text = data.decode(json.detect_encoding(data), "surrogatepass")
            return list(_values(text.removeprefix("\ufeff")))


class JsonLinesFile(_Records):
    """A file with one JSON value a line."""

    def __init__(self, place: Place) -> None:
        self._broken = 0
        super().__init__(place, "jsonl")
        if self._broken and not self._rows:
            raise corrupt("No line of the file is JSON.")

    @override
    def _records(self) -> Iterator[Record]:
        self._broken = 0
        with self._place.opened() as file, file_errors():
            while line := file.readline(_LONGEST_LINE):
                self._taken += len(line)
                if not line.strip():
                    continue
                try:
                    value = json.loads(line)
                except (ValueError, RecursionError):
                    self._broken += 1
                    continue
                yield value if isinstance(value, dict) else {_VALUE: value}

    @override
    def _note(self, table: TableFacts) -> None:
        if self._broken:
            self._notices.append(
                notice(
                    table,
                    "file.broken_lines",
                    f"{self._broken} lines are not JSON and were left out.",
                    "Look for lines that were cut off.",
                )
            )


def is_lines(place: Place) -> bool:
    """Whether a file called JSON has one value a line: its first line ends one, and more follow."""
    with place.opened() as file, file_errors():
        while line := file.readline(_LONGEST_LINE):
            if line.strip():
                break
        try:
            first = json.loads(line)
        except (ValueError, RecursionError):
            return False
        if not isinstance(first, (dict, list)):
            return False
        return any(line.strip() for line in iter(lambda: file.readline(_LONGEST_LINE), b""))


def _values(text: str) -> Iterator[Any]:
    """Read the values of a text that stand one after another; at least one."""
    decoder, place = json.JSONDecoder(), _behind_blanks(text, 0)
    while True:
        value, place = decoder.raw_decode(text, place)
        yield value
        place = _behind_blanks(text, place)
        if place == len(text):
            return


def _behind_blanks(text: str, place: int) -> int:
    blanks = _BLANKS.match(text, place)
    return blanks.end() if blanks else place


def records_of(value: Any) -> Iterator[Record]:
    """Turn a JSON value into rows.

    A list gives one row an element, an object whose values are all objects one row each with the
    column `key`, any other object a single row. An object whose keys look like values (addresses,
    ids, dates) gives rows of `key` and `value`: names of columns leave the agent, values never.
    """
    if isinstance(value, list):
        for element in value:
            yield element if isinstance(element, dict) else {_VALUE: element}
    elif not isinstance(value, dict):
        yield {_VALUE: value}
    elif value and all(isinstance(inner, dict) for inner in value.values()):
        name = _KEY
        while any(name in inner for inner in value.values()):
            name += "_"
        for key, inner in value.items():
            yield {name: key, **inner}
    elif _keyed_by_values(list(value)):
        for key, inner in value.items():
            yield {_KEY: key, _VALUE: inner}
    elif value:
        yield value


def _keyed_by_values(keys: Sequence[str]) -> bool:
    odd = sum(shape(key) not in ("text", "blank") for key in keys)
    return len(keys) > 1 and odd > 0.5 * len(keys)


def _clean(key: str) -> str:
    return key.encode("utf-8", "replace").decode()[:LONGEST_NAME]


def _batch(arrays: list[Any], schema: pa.Schema, rows: int) -> pa.RecordBatch:
    if arrays:
        return pa.RecordBatch.from_arrays(arrays, schema=schema)
    nothing: Any = pa.array([{}] * rows, pa.struct([]))
    return pa.RecordBatch.from_struct_array(nothing)


@contextmanager
def _json_errors() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise corrupt("The file is not in UTF-8, UTF-16 or UTF-32, as JSON must be.") from error
    except json.JSONDecodeError as error:
        raise corrupt(
            f"The file is not JSON: line {error.lineno}, column {error.colno} does not fit.",
            hint="Check it with a JSON validator; was it cut off?",
        ) from error
    except (RecursionError, ValueError) as error:
        raise corrupt("The JSON is nested too deeply, or a number in it is too long.") from error
