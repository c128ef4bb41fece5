"""An unchanged table judged again from its kept features: no row is read (pure)."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from pursight.contracts.features import ColumnFeatures
from pursight.contracts.scans import Classification, ColumnReport, Profile, TableReport
from pursight.engine.table import is_sensitive

_NOTHING_KNOWN: Mapping[str, Classification] = MappingProxyType({})

_HARMLESS = frozenset(
    [
        "examined", "complete", "nulls", "empties", "distinct", "distinct_exact", "distinct_error",
        "length_min", "length_max", "length_mean", "trues", "falses", "looks_like", "measured",
    ]
)  # fmt: skip
"""What a profile keeps when its column turns out to be sensitive. All else could show a value of
few; a later reading measures anew what it may show."""


class Judges(Protocol):
    """Whatever judges features, as `Classifier` does."""

    def judge(self, columns: Sequence[ColumnFeatures]) -> list[Classification]:
        """Judge columns."""
        ...


def judged_again(
    report: TableReport,
    classifier: Judges,
    known: Mapping[str, Classification] = _NOTHING_KNOWN,
) -> TableReport:
    """Judge a table's columns by the features that its last report holds.

    With the model and the thresholds of then, what was said stays as it is. A column that becomes
    sensitive loses what its profile must no longer show; one that ceases to be stays masked until
    it is read again.

    Args:
        report: As the last scan made it, by the same patterns.
        classifier: With the model and the thresholds of now.
        known: By name what columns without features hold: those of a partition, from its parent.
    """
    kept = [column.features for column in report.columns if column.features is not None]
    judged = iter(classifier.judge(kept))
    columns = tuple(
        _column(
            column,
            known.get(column.name, column.classification)
            if column.features is None
            else next(judged),
        )
        for column in report.columns
    )
    return report if columns == report.columns else report.model_copy(update={"columns": columns})


def _column(column: ColumnReport, found: Classification) -> ColumnReport:
    profile = column.profile
    if profile is not None and not profile.masked and is_sensitive(found):
        profile = _masked(profile)
    return column.model_copy(update={"classification": found, "profile": profile})


def _masked(profile: Profile) -> Profile:
    shown = {name: value for name, value in profile if name in _HARMLESS}
    return Profile(**shown, masked=True)
