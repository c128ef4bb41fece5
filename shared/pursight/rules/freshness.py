"""The freshness check: how old the newest moment of a column is."""

from datetime import datetime
from typing import Self

import pyarrow as pa

from pursight.contracts.rules import Freshness
from pursight.rules.columns import CannotCheck, Verdict, pick
from pursight.rules.moments import DAY, SECOND, nanoseconds, per_unit, span_of
from pursight.values.arrow import (
    ArrowArray,
    Family,
    bare,
    compute,
    family_of,
    integers,
    plain,
)

_MOST_HOURS = 1e9
"""A hundred thousand years: no column reaches back further, and what is infinite counts as this."""


class FreshnessCheck:
    """The newest moment is at most so many hours before `now`.

    A date counts to the end of its day, what has no zone is taken as UTC, and a moment after `now`
    is fresh. A column without any moment, because the table is empty or all cells are null, is
    not fresh: nothing has arrived. One row counts as failing, the newest, or none when there is
    none. In a column of texts those count that are ISO 8601 dates or moments.
    """

    def __init__(self, check: Freshness, now: datetime) -> None:
        self._column = check.column
        self._oldest = nanoseconds(now) - round(min(check.hours, _MOST_HOURS) * 3600 * SECOND)
        self._newest: int | None = None
        self._unreadable = False

    def update(self, batch: pa.RecordBatch) -> None:
        """Look for the newest moment."""
        values = pick(batch, self._column)
        family = family_of(values.type)
        if family is Family.NOTHING:
            return
        if family is Family.TEXT:
            self._look_at_texts(plain(values))
        elif family in {Family.DATE, Family.TIMESTAMP}:
            present = plain(values)
            if len(present):
                newest = int(integers(present).max()) * per_unit(bare(values.type))
                self._see(newest + DAY if family is Family.DATE else newest)
        else:
            raise CannotCheck(
                "rule.type_mismatch",
                f"Column {self._column!r} is of type {family}; freshness needs dates or moments.",
            )

    def merge(self, other: Self) -> None:
        """Take in what another evaluation has seen."""
        self._unreadable |= other._unreadable
        if other._newest is not None:
            self._see(other._newest)

    def verdict(self, *, complete: bool) -> Verdict:
        """Decide; from a part of the rows only that the column is fresh."""
        if self._newest is not None and self._newest >= self._oldest:
            return Verdict(holds=True, failing=0)
        if self._newest is None and self._unreadable:
            raise CannotCheck(
                "rule.type_mismatch",
                f"No text of column {self._column!r} is an ISO 8601 date or moment.",
            )
        if not complete:
            raise CannotCheck("rule.sampled", "Only a part of the rows was read.")
        if self._newest is None:
            return Verdict(holds=False, failing=0, reason="The column holds no moment.")
        return Verdict(holds=False, failing=1)

    def _look_at_texts(self, texts: ArrowArray) -> None:
        for text in compute.unique(texts.cast(pa.large_binary())).to_pylist():
            span = span_of(text.decode("utf-8", "replace"))
            if span is None:
                self._unreadable = True
            else:
                self._see(span[1])

    def _see(self, moment: int) -> None:
        self._newest = moment if self._newest is None else max(self._newest, moment)
