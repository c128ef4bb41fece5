"""One rule at work on one table: a mergeable state over batches, and its result."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Self

import pyarrow as pa

from pursight.contracts.base import LONGEST_SENTENCE
from pursight.contracts.rules import (
    ForeignKeyHolds,
    Freshness,
    InSet,
    NotNull,
    Outcome,
    Pattern,
    Range,
    RowCount,
    RuleResult,
    RuleSpec,
    Unique,
)
from pursight.rules.cells import CellCheck, InSetCells, PatternCells, RowCountCheck, count_nulls
from pursight.rules.columns import CannotCheck, Evaluation
from pursight.rules.freshness import FreshnessCheck
from pursight.rules.ranges import RangeCells
from pursight.rules.relations import (
    ForeignKeyCheck,
    ReferenceKey,
    ReferenceKeys,
    UniqueCheck,
)

_NO_REFERENCES: Mapping[ReferenceKey, ReferenceKeys] = MappingProxyType({})


class RuleState:
    """What is known of one rule after some batches of its table.

    A rule that does not fit the table (a missing column, a type it cannot be applied to, a bad
    expression) never raises: its result is an error with a code and a reason.

    Args:
        spec: The rule.
        now: The moment that freshness is measured from.
        references: For foreign keys: what `references_needed` asked for, completely read.
    """

    def __init__(
        self,
        spec: RuleSpec,
        *,
        now: datetime,
        references: Mapping[ReferenceKey, ReferenceKeys] = _NO_REFERENCES,
    ) -> None:
        self.spec = spec
        self._rows = 0
        self._evaluation = _evaluation(spec, now, references)
        self._problem: CannotCheck | None = None

    def update(self, batch: pa.RecordBatch) -> None:
        """Take in rows of the table; one batch without rows is enough to check the columns."""
        self._rows += batch.num_rows
        if self._problem is None:
            try:
                self._evaluation.update(batch)
            except CannotCheck as problem:
                self._problem = problem

    def merge(self, other: Self) -> Self:
        """Take in what another state of the same rule has seen; this state is changed and returned.

        Raises:
            ValueError: It is a state of another rule or version.
        """
        if other.spec != self.spec:
            raise ValueError("cannot merge the states of two different rules")
        self._rows += other._rows
        self._problem = self._problem or other._problem
        if self._problem is None:
            try:
                self._evaluation.merge(other._evaluation)
            except CannotCheck as problem:
                self._problem = problem
        return self

    def result(self, complete: bool) -> RuleResult:
        """Say what came of it; `complete` is whether every row of the table was taken in."""
        result = RuleResult(
            rule_id=self.spec.id,
            rule_version=self.spec.version,
            outcome=Outcome.ERROR,
            examined=self._rows,
            complete=complete,
        )
        try:
            if self._problem is not None:
                raise self._problem
            verdict = self._evaluation.verdict(complete=complete)
        except CannotCheck as problem:
            # Names stand in it, and two of those alone may be longer than a sentence may be.
            reason = f"{problem.message} {problem.hint}".rstrip()[:LONGEST_SENTENCE]
            return result.model_copy(update={"code": problem.why, "reason": reason})
        return result.model_copy(
            update={
                "outcome": Outcome.PASSED if verdict.holds else Outcome.FAILED,
                "failing": verdict.failing,
                "reason": verdict.reason,
            }
        )


def _evaluation(
    spec: RuleSpec, now: datetime, references: Mapping[ReferenceKey, ReferenceKeys]
) -> Evaluation:
    evaluation: Evaluation
    match spec.check:
        case NotNull() as check:
            evaluation = CellCheck(check.column, count_nulls)
        case Unique() as check:
            evaluation = UniqueCheck(check)
        case Range() as check:
            evaluation = CellCheck(check.column, RangeCells(check).count)
        case Pattern() as check:
            evaluation = CellCheck(check.column, PatternCells(check).count)
        case InSet() as check:
            evaluation = CellCheck(check.column, InSetCells(check).count)
        case RowCount() as check:
            evaluation = RowCountCheck(check)
        case Freshness() as check:
            evaluation = FreshnessCheck(check, now)
        case ForeignKeyHolds() as check:
            evaluation = ForeignKeyCheck(spec, check, references)
    return evaluation
