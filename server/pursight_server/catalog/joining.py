"""What tables point at, kept over scans that read only some of them (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pursight.contracts.scans import TableReport
from pursight.contracts.structure import TableJoins
from pursight_server.catalog.model import Facts, TableKey, clean, storable


@dataclass(frozen=True, slots=True)
class Joined:
    """What a scan compared, and what was known before.

    Attributes:
        found: By table; a table that is not here was not compared.
        before: By table, the joins as they are kept; only of tables that this can matter for.
    """

    found: Mapping[TableKey, TableJoins]
    before: Mapping[TableKey, Sequence[Facts]]

    def of(self, report: TableReport, unchanged: frozenset[TableKey]) -> list[Facts]:
        """Say what a table points at now.

        Two tables are compared anew when both were read. So what an unchanged table points at
        stays, and what a table that was read points at in an unchanged one stays too.
        """
        key = key_of(report)
        mine = self.found.get(key)
        kept = [
            one for one in self.before.get(key, ())
            if report.unchanged or (mine is not None and _target(one) in unchanged)
        ]  # fmt: skip
        new = [] if mine is None else [clean(one.model_dump(mode="json")) for one in mine.joins]
        return new + kept


def joined(
    reports: Sequence[TableReport],
    found: Sequence[TableJoins],
    before: Mapping[TableKey, Sequence[Facts]],
) -> Joined:
    """Bring what was found together with what is still there of what was known."""
    there = {key_of(report) for report in reports}
    return Joined(
        {(storable(one.schema_name), storable(one.name)): one for one in found},
        {key: [one for one in joins if _target(one) in there] for key, joins in before.items()},
    )


def unchanged(reports: Sequence[TableReport]) -> frozenset[TableKey]:
    """Name the tables that a scan did not read again."""
    return frozenset(key_of(report) for report in reports if report.unchanged)


def key_of(report: TableReport) -> TableKey:
    """Name a table as the catalog does."""
    return storable(report.facts.schema_name), storable(report.facts.name)


def _target(join: Mapping[str, Any]) -> TableKey:
    return str(join.get("ref_schema") or ""), str(join.get("ref_table") or "")
