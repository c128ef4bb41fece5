"""Find a rule's columns in a batch, or say why it cannot be checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa

from pursight.errors import Refused
from pursight.values.arrow import ArrowArray, compute, flat


class CannotCheck(Refused):
    """A rule that does not fit its table; `why` is the code that stands in the result.

    Codes: `rule.column_missing`, `rule.column_ambiguous`, `rule.type_mismatch`, `rule.bad_pattern`,
    `rule.bad_bound`, `rule.reference_missing`, `rule.too_large`, `rule.sampled`.
    """

    code = "rule.cannot_check"

    def __init__(self, why: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.why = why


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a rule holds, and how many rows break it."""

    holds: bool
    failing: int
    reason: str = ""


class Evaluation(Protocol):
    """One check at work on one table; mergeable."""

    def update(self, batch: pa.RecordBatch) -> None:
        """Take in rows; raises `CannotCheck`."""
        ...

    def merge(self, other: Any) -> None:
        """Take in what another evaluation of the same check has seen."""
        ...

    def verdict(self, *, complete: bool) -> Verdict:
        """Decide; raises `CannotCheck`."""
        ...


def pick(batch: pa.RecordBatch, name: str) -> ArrowArray:
    """The one column of this name, spelled exactly so.

    Raises:
        CannotCheck: There is none, or more than one.
    """
    found = [at for at, other in enumerate(batch.schema.names) if other == name]
    if not found:
        raise CannotCheck(
            "rule.column_missing",
            f"The table has no column {name!r}.",
            hint="Names are compared exactly, upper and lower case included.",
        )
    if len(found) > 1:
        raise CannotCheck(
            "rule.column_ambiguous", f"The table has {len(found)} columns named {name!r}."
        )
    return flat(batch.column(found[0]))


def pick_filled(batch: pa.RecordBatch, names: Sequence[str]) -> list[ArrowArray]:
    """The columns of these names, without the rows that have a null in one of them."""
    columns: list[ArrowArray] = [pick(batch, name) for name in names]
    filled: Any = None
    for column in columns:
        if column.null_count:
            valid = compute.is_valid(column)
            filled = valid if filled is None else compute.and_(filled, valid)
    return columns if filled is None else [compute.filter(column, filled) for column in columns]
