"""A scan's walk over its tables: what has not changed, what is done already, what is read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from pursight.classification.classifier import Classifier
from pursight.clock import Clock
from pursight.contracts.agents import Limits, Progress, Scope
from pursight.contracts.rules import RuleSpec
from pursight.contracts.scans import Classification, Skipped, SourceFacts, TableFacts, TableReport
from pursight.contracts.structure import TableJoins
from pursight.engine.joins import Joins
from pursight.engine.rejudging import judged_again
from pursight.engine.table import TableState
from pursight_agent.push_down.choice import Where
from pursight_agent.scanning.bound_rules import rules_of, rules_without_table
from pursight_agent.scanning.fingerprints import fingerprint
from pursight_agent.scanning.finished import (
    NOBODY,
    NOTHING_FINISHED,
    Finished,
    FinishedDocument,
    Mark,
    Watch,
    mark,
    still_good,
)
from pursight_agent.scanning.in_source import way_of
from pursight_agent.scanning.reading import Reader, Reading, concluded
from pursight_agent.scanning.references import read_references
from pursight_agent.scanning.team import Team
from pursight_agent.source import (
    Source,
    SourceError,
    SourceUnreachable,
    kind_code,
    qualified,
    skipped,
)

LARGE_TABLE = 1_000_000
"""Cells, by the catalog's estimate, from which a table is worth more than one process."""
FEW_TABLES = 8
"""Among so few tables of unknown size one is taken to be large."""


@dataclass(slots=True, kw_only=True)
class Walk:
    """One scan under way; its fields are the arguments of `scan.scan`."""

    source: Source
    classifier: Classifier
    scope: Scope
    limits: Limits
    rules: Sequence[RuleSpec]
    clock: Clock
    progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    where: Where
    team: Team | None = None
    _done: int = 0
    _total: int = 0
    _rows: int = 0
    _states: dict[str, str | None] = field(default_factory=dict)
    _labels: dict[str, Mapping[str, Classification]] = field(default_factory=dict)
    """Of tables that have partitions: what their columns hold, by name."""
    _joins: Joins = field(default_factory=Joins)

    def run(
        self,
        previous: Mapping[str, TableReport],
        finished: Mapping[str, Finished | FinishedDocument] = NOTHING_FINISHED,
        watch: Watch = NOBODY,
    ) -> Iterator[SourceFacts | Skipped | Reading | TableReport | FinishedDocument | TableJoins]:
        """Yield the source, then every object, each as soon as it is known."""
        self._progress("discovering")
        self.source.limit(self.limits)
        discovery = self.source.discover(self.scope)
        yield discovery.source
        yield from discovery.skipped
        tables = {qualified(t.schema_name, t.name): t for t in discovery.tables}
        yield from rules_without_table(self.rules, tables, discovery.skipped)
        self._total = len(tables)
        self._progress("reading")
        self._states = {name: self._state_of(t) for name, t in tables.items()}
        due: list[TableFacts] = []
        for name, table in sorted(tables.items(), key=lambda one: _depth(one[1], tables)):
            known = previous.get(name)
            if known is not None and known.fingerprint and self._same(table, known):
                parent = self._labels.get(table.partition_of or "", {})
                known = judged_again(known, self.classifier, parent)
                self._labels[name] = {one.name: one.classification for one in known.columns}
                yield known.model_copy(update={"unchanged": True})
                self._step()
            elif (done := finished.get(name)) and still_good(done, self.mark_of(table)):
                if isinstance(done, Finished):  # read by an earlier start, judged as by this one
                    parent = self._labels.get(table.partition_of or "", {})
                    again = judged_again(done.table, self.classifier, parent)
                    done = done.model_copy(update={"table": again})
                    watch.resumed(done.table)
                self._labels[name] = {one.name: one.classification for one in done.table.columns}
                yield done.table if isinstance(done, Finished) else done
                self._step()
            else:
                due.append(table)
        yield from self._read_all(due, tables)
        yield from self._compared()
        self._progress("done")

    def _read_all(
        self, due: Sequence[TableFacts], tables: Mapping[str, TableFacts]
    ) -> Iterator[Reading]:
        read = [table for table in due if not self._way(table)]
        needed = [rule for table in read for rule in self._rules_of(table)]
        reader = Reader(
            self.source,
            self.classifier,
            self.limits,
            self.clock.now(),
            read_references(self.source, needed, tables),
            self._count_rows,
            self.cancelled,
            self.where,
            tables,
            self.team,
        )
        self._warm(due)
        lost: SourceError | None = None
        parents = {table.partition_of for table in due}
        for table in sorted(due, key=lambda table: _depth(table, tables)):
            if self.cancelled():
                return
            if lost is not None:
                entry = _left_out(lost, table)
                yield Reading(table, None, complete=False, skipped=(entry,))
                continue
            rules = self._rules_of(table)
            counted = table.partition_of in tables and not rules
            if counted:
                reading = reader.count(table, self._labels.get(table.partition_of or "", {}))
            else:
                reading = reader.read(table, rules)
            if reading.lost:
                lost = self._try_again()
            yield reading
            if reading.every_row:
                concluded(reading, partial(self._joins.add, reading.facts))
            name = qualified(table.schema_name, table.name)
            labels, _ = concluded(reading, TableState.labels) if name in parents else (None, None)
            if labels is not None:
                self._labels[name] = labels
            self._step()

    def _warm(self, due: Sequence[TableFacts]) -> None:
        """Start the team before the first large table is begun, if there is one."""
        large = any((t.row_count or 0) * len(t.columns) > LARGE_TABLE for t in due)
        unknown = len(due) <= FEW_TABLES and any(t.row_count is None for t in due)
        if self.team is not None and (large or unknown):
            self.team.warm()

    def _compared(self) -> Iterator[TableJoins]:
        """Compare the columns of all tables that were read to their ends."""
        try:
            yield from self._joins.found()
        except Exception:  # noqa: BLE001  border: what was read must not be lost for this
            return

    def _state_of(self, table: TableFacts) -> str | None:
        try:
            return self.source.content_state(table)
        except SourceUnreachable:
            raise
        except Exception:  # noqa: BLE001  border: then it is read, and that tells what is wrong
            return None

    def _try_again(self) -> SourceError | None:
        """Whether the source answers once more; if not, no other table is tried."""
        try:
            self.source.test()
        except SourceError as error:
            return error
        return None

    def _rules_of(self, table: TableFacts) -> list[RuleSpec]:
        return rules_of(self.rules, table)

    def fingerprint_of(self, reading: Reading) -> str | None:
        """Digest for the next scan; none when something is missing from the result."""
        if reading.skipped or (not reading.complete and self.limits.sample_rows is None):
            return None
        return self._fingerprint(reading.facts)

    def is_through_with(self, reading: Reading) -> bool:
        """Whether a table was read as far as wanted, without trouble and undisturbed."""
        wanted = reading.complete or self.limits.sample_rows is not None
        return wanted and not reading.skipped and not self.cancelled()

    def mark_of(self, table: TableFacts) -> Mark:
        """Word what a later start of this run compares."""
        name = qualified(table.schema_name, table.name)
        return mark(
            name,
            table,
            rules=self._rules_of(table),
            limits=self.limits,
            classifier=self._identity(table),
            state=self._states.get(name),
        )

    def _fingerprint(self, table: TableFacts) -> str | None:
        rules = self._rules_of(table)
        return fingerprint(table, rules, self.limits, self._states, self._identity(table))

    def _identity(self, table: TableFacts) -> str:
        """What judges the table, and from what: measured in the source, it is from fewer rows."""
        return self.classifier.fingerprint + self._way(table)

    def _way(self, table: TableFacts) -> str:
        return way_of(self.source, table, self.where, self.limits, self._rules_of(table))

    def _same(self, table: TableFacts, known: TableReport) -> bool:
        return known.fingerprint == self._fingerprint(table)

    def _count_rows(self, rows: int) -> None:
        self._rows += rows
        self._progress("reading")

    def _step(self) -> None:
        self._done += 1
        self._progress("reading")

    def _progress(self, phase: str) -> None:
        self.progress(
            Progress(
                phase=phase,
                tables_done=self._done,
                tables_total=self._total,
                rows=self._rows,
            )
        )


def _depth(table: TableFacts, tables: Mapping[str, TableFacts]) -> int:
    """How many tables a partition is below another: what it is part of is read before it."""
    depth = 0
    while (above := tables.get(table.partition_of or "")) is not None and depth < len(tables):
        table, depth = above, depth + 1
    return depth


def _left_out(error: SourceError, table: TableFacts) -> Skipped:
    again = SourceUnreachable(error.message, hint=error.hint)
    return skipped(
        again,
        schema=table.schema_name,
        name=table.name,
        kind=kind_code(table.kind.value),
        partial=True,
    )
