"""Checks that compare rows: unique keys, and foreign keys that must exist elsewhere."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

import numpy as np
import pyarrow as pa

from pursight.contracts.rules import ForeignKeyHolds, RuleSpec, Unique
from pursight.rules.columns import CannotCheck, Verdict, pick, pick_filled
from pursight.rules.keys import comparable, key_hashes, key_kinds, row_hashes
from pursight.values.arrow import Words

MOST_KEYS = 50_000_000
"""Different keys that one state remembers, 8 bytes each."""


class ReferenceKey(NamedTuple):
    """Columns that foreign keys point at."""

    schema: str
    table: str
    columns: tuple[str, ...]


def references_needed(rules: Sequence[RuleSpec]) -> set[ReferenceKey]:
    """What has to be read into `ReferenceKeys` before these rules can be checked.

    A rule that names no schema for the other table means its own table's schema.
    """
    return {
        reference_of(rule, rule.check) for rule in rules if isinstance(rule.check, ForeignKeyHolds)
    }


def reference_of(rule: RuleSpec, check: ForeignKeyHolds) -> ReferenceKey:
    """The columns that a rule's foreign key points at."""
    return ReferenceKey(check.ref_schema or rule.schema_name, check.ref_table, check.ref_columns)


class KeySet:
    """Hashes of keys, and which of them came more than once; mergeable.

    Raises `CannotCheck` (`rule.too_large`) beyond `MOST_KEYS` different keys.
    """

    def __init__(self, most: int = MOST_KEYS) -> None:
        self._most = most
        self._rows = 0
        self._known: Words = np.empty(0, np.uint64)  # sorted, without repeats
        self._repeated: Words = np.empty(0, np.uint64)  # those of them that came again
        self._pending: list[Words] = []
        self._pending_size = 0

    def add(self, hashes: Words) -> None:
        """Take in the keys of some rows."""
        self._rows += len(hashes)
        self._keep(hashes)

    def merge(self, other: Self) -> None:
        """Take in what another set has seen."""
        other._settle()
        self._rows += other._rows
        self._repeated = np.union1d(self._repeated, other._repeated)
        self._keep(other._known)

    def rows_of_repeated(self) -> int:
        """How many rows have a key that another row has too."""
        self._settle()
        return self._rows - (len(self._known) - len(self._repeated))

    def count_missing(self, hashes: Words) -> int:
        """How many of these keys are not in the set."""
        self._settle()
        if not len(self._known):
            return len(hashes)
        at = np.searchsorted(self._known, hashes)
        at[at == len(self._known)] = 0
        return int(np.count_nonzero(self._known[at] != hashes))

    def _keep(self, hashes: Words) -> None:
        self._pending.append(hashes)
        self._pending_size += len(hashes)
        # Waiting until as much is pending as is known keeps the sorting to n log n in all.
        if self._pending_size > max(len(self._known), 1 << 16):
            self._settle()

    def _settle(self) -> None:
        if len(self._known) > self._most:
            raise self._too_large()
        if not self._pending:
            return
        ordered = np.sort(np.concatenate([self._known, *self._pending]))
        self._pending, self._pending_size = [], 0
        again = ordered[1:] == ordered[:-1]
        self._repeated = np.union1d(self._repeated, ordered[1:][again])
        self._known = ordered[np.concatenate([[True], ~again])] if len(ordered) else ordered
        if len(self._known) > self._most:
            raise self._too_large()

    def _too_large(self) -> CannotCheck:
        return CannotCheck(
            "rule.too_large", f"The table has more than {self._most:,} different keys."
        )


class ReferenceKeys:
    """The keys that foreign keys may point at, read from the other table; mergeable.

    Args:
        columns: Their names there, in the order of the key.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = tuple(columns)
        self._kinds: tuple[str, ...] | None = None
        self._keys = KeySet()

    def update(self, batch: pa.RecordBatch) -> None:
        """Take in rows of the other table; those with a null in the key are left out.

        Raises:
            CannotCheck: A column is missing or ambiguous, or there are too many keys.
        """
        self._kinds = key_kinds([pick(batch, name) for name in self._columns])
        self._keys.add(key_hashes(pick_filled(batch, self._columns)))

    def merge(self, other: Self) -> Self:
        """Take in what another state has seen; this state is changed and returned."""
        self._kinds = self._kinds or other._kinds
        self._keys.merge(other._keys)
        return self

    def fits(self, kinds: tuple[str, ...]) -> bool:
        """Whether keys of these kinds can be among these; everything fits while none was read."""
        return self._kinds is None or comparable(self._kinds, kinds)

    def count_missing(self, hashes: Words) -> int:
        """How many of these keys are not there."""
        return self._keys.count_missing(hashes)


class UniqueCheck:
    """Every row whose key another row has too fails, the first one included.

    Three rows `a a b` have two failing ones. Rows with a null in the key are left out. Keys are
    compared by 64-bit hashes: that two of a hundred million different keys are taken for equal
    has a probability of 0.03 %.
    """

    def __init__(self, check: Unique) -> None:
        self._columns = check.columns
        self._keys = KeySet()

    def update(self, batch: pa.RecordBatch) -> None:
        """Remember the keys of the rows."""
        self._keys.add(row_hashes(pick_filled(batch, self._columns)))

    def merge(self, other: Self) -> None:
        """Take in what another evaluation has seen."""
        self._keys.merge(other._keys)

    def verdict(self, *, complete: bool) -> Verdict:
        """Failed as soon as two rows agree."""
        failing = self._keys.rows_of_repeated()
        return Verdict(holds=not failing, failing=failing)


class ForeignKeyCheck:
    """Every row whose key is not in the other table fails; rows with a null in the key pass."""

    def __init__(
        self,
        rule: RuleSpec,
        check: ForeignKeyHolds,
        references: Mapping[ReferenceKey, ReferenceKeys],
    ) -> None:
        self._columns = check.columns
        self._target = reference_of(rule, check)
        self._reference = references.get(self._target)
        self._failing = 0

    def update(self, batch: pa.RecordBatch) -> None:
        """Count the rows whose key is missing there."""
        if self._reference is None:
            raise CannotCheck(
                "rule.reference_missing",
                f"The keys of table {self._target.table!r} could not be read.",
            )
        kinds = key_kinds([pick(batch, name) for name in self._columns])
        if not self._reference.fits(kinds):
            raise CannotCheck(
                "rule.type_mismatch",
                f"The columns cannot be compared with those of table {self._target.table!r}.",
            )
        keys = key_hashes(pick_filled(batch, self._columns))
        self._failing += self._reference.count_missing(keys)

    def merge(self, other: Self) -> None:
        """Take in what another evaluation has seen."""
        self._failing += other._failing

    def verdict(self, *, complete: bool) -> Verdict:
        """Failed as soon as one key is missing."""
        return Verdict(holds=not self._failing, failing=self._failing)
