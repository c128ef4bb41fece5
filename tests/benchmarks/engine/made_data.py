"""A table of twenty columns that nobody's data is in: the same seed gives the same rows."""

# ruff: noqa: E501, SIM905  word lists stay whole

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet as pq

pc: Any = pyarrow.compute
CHUNK = 100_000

_FIRST = "Anna Boris Clara Dmitri Élodie Farid Greta Hiro Ines Jonas Katrin Lars Maya Noor Olga Pavel Quentin Rosa Søren Tomás Ulla Vera Wim Xenia Yusuf Zoë".split()
_LAST = "Abel Brandt Costa Duarte Eriksen Fischer Garcia Hansen Ivanov Jansen Kowalski Lindqvist Müller Novak Okafor Petrov Quist Rossi Silva Tanaka Ueda Vargas Weber Yilmaz Zhang".split()
_STREETS = "Oak Elm Main Park Mill Church Station Garden River Hill Lake Market".split()
_TOWNS = "Lisbon Oslo Porto Graz Lyon Malmö Leeds Turin Ghent Brno Cork Basel Riga Split".split()
_COUNTRIES = "Portugal Norway Austria France Sweden Ireland Italy Belgium Latvia Croatia".split()
_STATES = "new paid packed shipped returned".split()
_WORDS = "please call back before noon the parcel was left at the door and nobody signed for it ask for the manager when you come again".split()


def batches(rows: int, seed: int = 1) -> Iterator[pa.RecordBatch]:
    """Yield the table's rows, some a time."""
    for number, start in enumerate(range(0, rows, CHUNK)):
        yield _batch(np.random.default_rng([seed, number]), start, min(CHUNK, rows - start))


def write(folder: Path, rows: int) -> None:
    """Write people.parquet and people.csv of so many rows, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    parquet, table = folder / f"people-{rows}.parquet", folder / f"people-{rows}.csv"
    if parquet.exists() and table.exists():
        return
    writer: Any = None
    text: Any = None
    for batch in batches(rows):
        writer = writer or pq.ParquetWriter(parquet, batch.schema)
        text = text or pyarrow.csv.CSVWriter(table, batch.schema)
        writer.write_batch(batch)
        text.write_batch(batch)
    writer.close()
    text.close()


def _batch(g: np.random.Generator, start: int, n: int) -> pa.RecordBatch:
    first, last = _pick(g, _FIRST, n), _pick(g, _LAST, n)
    number = pa.array(np.arange(start + 1, start + n + 1))
    digits = number.cast(pa.string())
    mail = _joined(pc.utf8_lower(first), ".", pc.utf8_lower(last), digits, "@example.org")
    amounts = g.integers(1, 5_000_000, n)
    born = g.integers(-7_000, 14_000, n).astype(np.int32)
    made = 1_600_000_000_000_000 + g.integers(0, 10**14, n)
    house = pa.array(g.integers(1, 400, n)).cast(pa.string())
    columns = {
        "id": number,
        "first_name": first,
        "last_name": last,
        "email": _some_null(g, mail, 0.02),
        "phone": _joined("+351 9", _digits(g, 2, n), " ", _digits(g, 3, n), " ", _digits(g, 3, n)),
        "born_on": pa.array(born).cast(pa.date32()),
        "street": _joined(house, " ", _pick(g, _STREETS, n), " Street"),
        "town": _pick(g, _TOWNS, n),
        "country": _pick(g, _COUNTRIES, n),
        "last_ip": _joined(*_between(".", [_number(g, 1, 255, n) for _ in range(4)])),
        "card": _cards(g, n),
        "reference": _hexadecimal(g, 32, n),
        "state": _pick(g, _STATES, n),
        "amount": _decimals(amounts),
        "quantity": pa.array(g.integers(1, 40, n)),
        "latitude": pa.array(np.round(g.uniform(36, 70, n), 6)),
        "balance": pa.array(g.normal(1000, 300, n)),
        "active": pa.array(g.random(n) < 0.8),
        "made_at": pa.array(made).cast(pa.timestamp("us")),
        "notes": _notes(g, mail, n),
    }
    return pa.RecordBatch.from_pydict(columns)


def _pick(g: np.random.Generator, words: list[str], n: int) -> Any:
    return pc.take(pa.array(words), pa.array(g.integers(0, len(words), n)))


def _number(g: np.random.Generator, low: int, high: int, n: int) -> Any:
    return pa.array(g.integers(low, high, n)).cast(pa.string())


def _digits(g: np.random.Generator, size: int, n: int) -> Any:
    return _matrix(g.integers(0, 10, (n, size), dtype=np.uint8) + ord("0"))


def _hexadecimal(g: np.random.Generator, size: int, n: int) -> Any:
    return _matrix(np.frombuffer(b"0123456789abcdef", np.uint8)[g.integers(0, 16, (n, size))])


def _matrix(signs: Any) -> Any:
    """Rows of bytes to texts."""
    n, size = signs.shape
    offsets = np.arange(0, (n + 1) * size, size, dtype=np.int32)
    data = np.ascontiguousarray(signs, np.uint8)
    return pa.StringArray.from_buffers(n, _buffer(offsets), _buffer(data))


def _buffer(numbers: Any) -> pa.Buffer:
    return pa.py_buffer(numbers)


def _cards(g: np.random.Generator, n: int) -> Any:
    """Random numbers of sixteen digits that begin with 4 and end in a valid check digit."""
    digits = g.integers(0, 10, (n, 16), dtype=np.uint8)
    digits[:, 0] = 4
    doubled = digits[:, 0:15:2].astype(np.int64) * 2
    total = (doubled - 9 * (doubled > 9)).sum(axis=1) + digits[:, 1:15:2].sum(axis=1)
    digits[:, 15] = (-total) % 10
    return _matrix(digits + ord("0"))


def _decimals(cents: Any) -> Any:
    words = np.ascontiguousarray(np.stack([cents, cents >> 63], axis=1))
    buffers: Any = [None, _buffer(words)]
    return pa.Array.from_buffers(pa.decimal128(12, 2), len(cents), buffers)


def _notes(g: np.random.Generator, mail: Any, n: int) -> Any:
    words = [_pick(g, _WORDS, n) for _ in range(9)]
    plain = _joined(*_between(" ", words))
    with_mail = _joined(plain, ", write to ", mail)
    chosen = pc.if_else(pa.array(g.random(n) < 0.02), with_mail, plain)
    return _some_null(g, chosen, 0.3)


def _some_null(g: np.random.Generator, values: Any, share: float) -> Any:
    return pc.if_else(pa.array(g.random(len(values)) < share), None, values)


def _between(sign: str, parts: list[Any]) -> list[Any]:
    return [x for part in parts for x in (sign, part)][1:]


def _joined(*parts: Any) -> Any:
    return pc.binary_join_element_wise(*parts, "")
