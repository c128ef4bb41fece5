"""Which columns point at another table's key: the values of one lie among those of the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pursight.classification.tokens import plain_tokens
from pursight.contracts.scans import TableFacts
from pursight.contracts.structure import MOST_JOINS, JoinKey, TableJoins
from pursight.engine.table import TableState
from pursight.profiling.key_sample import Containment, KeySample
from pursight.values.arrow import Family

CONTAINED = 0.95
"""The least share of a column's values that must lie in a key; a declared key is always told."""

MEMORY = 64 * 1024 * 1024
"""Bytes for the samples of all columns of a scan; beyond it all are cut to half their size."""

_KEY_SAMPLE = 1 << 17
_COLUMN_SAMPLE = 4096
_LEAST_SAMPLE = 256

_FEWEST_VALUES = 3
_TELLING_VALUES = 50
"""So many values of texts lie in a key of another name by no chance. Whole numbers always may:
all tables count from one."""

_MOST_COMPARISONS = 50_000
_JOINABLE = frozenset({Family.INTEGER, Family.TEXT, Family.DECIMAL, Family.BINARY})

_GENERIC = frozenset(
    ["id", "ids", "key", "keys", "code", "no", "nr", "num", "number", "fk", "pk", "ref", "uuid",
     "guid", "sk", "bk", "index", "idx"]
)  # fmt: skip

TableKey = tuple[str, str]
Pointing = tuple[str, TableKey, str]
"""A column, and the table and column that it points at."""


@dataclass(slots=True)
class _Column:
    table: TableKey
    name: str
    family: Family
    sample: KeySample
    is_key: bool
    words: frozenset[str]


class Joins:
    """Collects samples of the columns of all tables of a scan, then compares them.

    Only tables that were read to their end take part. The samples are hashes of values: they never
    leave the process and are not written anywhere.
    """

    def __init__(self, memory: int = MEMORY) -> None:
        self._left = memory // 8
        self._key_size, self._column_size = _KEY_SAMPLE, _COLUMN_SAMPLE
        self._columns: list[_Column] = []
        self._declared: dict[TableKey, frozenset[Pointing]] = {}
        self._held = 0

    def add(self, facts: TableFacts, state: TableState) -> None:
        """Take in a table that was read to its end."""
        table = (facts.schema_name, facts.name)
        self._declared[table] = _declared(facts)
        pointing = {column for column, _, _ in self._declared[table]}
        unique = {key.columns[0] for key in facts.unique if len(key.columns) == 1}
        if len(facts.primary_key) == 1:
            unique.add(facts.primary_key[0])
        for name, profile in state.measured():
            few = profile.numbers().distinct < _FEWEST_VALUES
            if profile.family not in _JOINABLE or (few and name not in pointing | unique):
                continue
            is_key = name in unique or profile.is_key
            size = self._key_size if is_key else self._column_size
            sample = profile.sample(size)
            words = _words(name) or (_last_word(facts.name) if is_key else frozenset())
            self._columns.append(_Column(table, name, profile.family, sample, is_key, words))
            self._held += len(sample.hashes)
        while self._held > self._left and self._column_size > _LEAST_SAMPLE:
            self._shrink()

    def found(self) -> Iterator[TableJoins]:
        """Say of every table that was compared what its columns point at, in names' order."""
        joins: dict[TableKey, list[JoinKey]] = {table: [] for table in self._declared}
        for column, key in self._candidates():
            held = column.sample.contained_in(key.sample)
            declared = self._says_so(column, key)
            if held.compared and (declared or _convincing(column, key, held)):
                joins[column.table].append(_worded(column, key, held, declared=declared))
        for table in sorted(joins):
            ordered = sorted(joins[table], key=_order)[:MOST_JOINS]
            yield TableJoins(schema_name=table[0], name=table[1], joins=tuple(ordered))

    def _candidates(self) -> Iterator[tuple[_Column, _Column]]:
        """Columns beside keys that they may point at; likely ones first, at most so many."""
        seen: set[tuple[TableKey, str, TableKey, str]] = set()
        for column, key in chain(self._named(), self._unnamed()):
            pair = (column.table, column.name, key.table, key.name)
            if pair in seen or key.family is not column.family or pair[:2] == pair[2:]:
                continue
            if len(seen) == _MOST_COMPARISONS:
                return
            seen.add(pair)
            yield column, key

    def _named(self) -> Iterator[tuple[_Column, _Column]]:
        """What is declared, and what is called alike in another table."""
        keys = {(column.table, column.name): column for column in self._columns if column.is_key}
        by_word: dict[tuple[Family, str], list[_Column]] = defaultdict(list)
        for key in keys.values():
            for word in key.words:
                by_word[key.family, word].append(key)
        for column in self._columns:
            for name, table, at in sorted(self._declared[column.table]):
                if name == column.name and (table, at) in keys:
                    yield column, keys[table, at]
            for word in sorted(column.words):
                for key in by_word[column.family, word]:
                    if key.words <= column.words and key.table != column.table:
                        yield column, key

    def _unnamed(self) -> Iterator[tuple[_Column, _Column]]:
        """What only its values can tell of: no whole numbers."""
        keys = [one for one in self._columns if one.is_key and one.family is not Family.INTEGER]
        for column in self._columns:
            if len(column.sample.hashes) >= _TELLING_VALUES and column.family is not Family.INTEGER:
                yield from ((column, key) for key in keys if key.table != column.table)

    def _says_so(self, column: _Column, key: _Column) -> bool:
        return (column.name, key.table, key.name) in self._declared[column.table]

    def _shrink(self) -> None:
        self._key_size //= 2
        self._column_size //= 2
        for column in self._columns:
            size = self._key_size if column.is_key else self._column_size
            column.sample = column.sample.cut(size)
        self._held = sum(len(column.sample.hashes) for column in self._columns)


def _declared(facts: TableFacts) -> frozenset[Pointing]:
    """Foreign keys of one column."""
    return frozenset(
        (
            key.columns[0],
            (facts.schema_name if key.ref_schema is None else key.ref_schema, key.ref_table),
            key.ref_columns[0],
        )
        for key in facts.foreign_keys
        if len(key.columns) == 1 and len(key.ref_columns) == 1
    )


def _convincing(column: _Column, key: _Column, held: Containment) -> bool:
    if held.share < CONTAINED or len(column.sample.hashes) < _FEWEST_VALUES:
        return False
    if key.words and key.words <= column.words:
        return True
    return column.family is not Family.INTEGER and held.compared >= _TELLING_VALUES


def _worded(column: _Column, key: _Column, held: Containment, *, declared: bool) -> JoinKey:
    return JoinKey(
        column=column.name,
        ref_schema=key.table[0],
        ref_table=key.table[1],
        ref_column=key.name,
        contained=held.share,
        error=held.error,
        compared=held.compared,
        declared=declared,
        estimated_from="all" if held.error is None else "sample",
    )


def _order(join: JoinKey) -> tuple[object, ...]:
    return (not join.declared, -join.contained, join.column, join.ref_schema, join.ref_table,
            join.ref_column)  # fmt: skip


def _words(name: str) -> frozenset[str]:
    """Words that say what is counted or named: `customers`, `customer_id` are both `customer`."""
    return frozenset(_singular(plain_tokens(name)))


def _last_word(name: str) -> frozenset[str]:
    """What the rows of a table are: of `crm_customers` it is `customer`."""
    words = list(_singular(plain_tokens(name)))
    return frozenset(words[-1:])


def _singular(tokens: Iterable[str]) -> Iterator[str]:
    for token in tokens:
        if token in _GENERIC or token.isdigit():
            continue
        if token.endswith("ies") and len(token) > 4:
            yield token[:-3] + "y"
        elif token.endswith("s") and not token.endswith("ss") and len(token) > 3:
            yield token[:-1]
        else:
            yield token
