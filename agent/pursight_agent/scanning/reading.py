"""One table: read, measured, classified and checked; whatever goes wrong ends here."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

import pyarrow as pa

from pursight.classification.classifier import Classifier
from pursight.contracts.agents import Limits
from pursight.contracts.rules import RuleSpec
from pursight.contracts.scans import Classification, Skipped, TableFacts
from pursight.engine.table import TableState
from pursight.errors import PurSightError
from pursight.values.memory import FreeMemory
from pursight_agent.push_down.choice import Where
from pursight_agent.scanning.defects import defect_of
from pursight_agent.scanning.divided import DividedTable
from pursight_agent.scanning.in_source import measured_there, measuring, sample_of
from pursight_agent.scanning.references import References, read_references
from pursight_agent.scanning.team import Team
from pursight_agent.source import (
    Measured,
    ObjectFailed,
    Source,
    SourceUnreachable,
    kind_code,
    skipped,
)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one table."""

    facts: TableFacts
    state: TableState | None
    """None when nothing was tried, or nothing at all came of it."""
    complete: bool
    skipped: tuple[Skipped, ...] = ()
    measured: Measured | None = None
    """What the source measured itself; then the state has seen a sample only."""
    lost: bool = False
    """The connection broke: whether it can be made again must be asked."""

    @property
    def every_row(self) -> bool:
        """Whether the state has seen all: what it says of keys and the like is true of a sample."""
        return self.complete and self.measured is None

    @property
    def rows_read(self) -> int:
        """How many rows the state has seen."""
        return 0 if self.state is None else self.state.rows


@dataclass(slots=True)
class Reader:
    """Reads tables one after the other with the same means."""

    source: Source
    classifier: Classifier
    limits: Limits
    now: datetime
    references: References
    on_rows: Callable[[int], None]
    cancelled: Callable[[], bool]
    where: Where = "auto"
    tables: Mapping[str, TableFacts] = field(default_factory=dict)
    team: Team | None = None
    free: FreeMemory = field(default_factory=FreeMemory)

    def read(self, facts: TableFacts, rules: Sequence[RuleSpec]) -> Reading:
        """Read a table to its end, to the sample's end, or as far as it goes."""
        taking: DividedTable | None = None
        rows = 0
        problem: PurSightError | None = None
        stopped = False
        measured: Measured | None = None
        sample_rows = self.limits.sample_rows
        try:
            measured = self._measured(facts, rules)
            if measured is not None:
                rules = ()
                sample_rows = sample_of(self.limits, self.where)
                facts = facts.model_copy(update={"row_count": measured.rows})
            batches = self.source.read(facts, sample_rows=sample_rows)
            for batch in batches:
                if taking is None:
                    taking = self._taking(facts, batch.schema, rules)
                taking.update(batch)
                rows += batch.num_rows
                self.on_rows(batch.num_rows)
                self.free.hand_back()
                if self.cancelled():
                    break
            stopped = self.cancelled()  # also when it stopped in a pause, before the next batch
        except PurSightError as error:
            problem = error
        except Exception as error:  # noqa: BLE001  border: one object's defect must not end the scan
            problem = defect_of(error)
        state, problem = self._gathered(taking, problem)
        if state is None:
            # Nothing could be read: names, types and comments still say something.
            state, problem = self._state_of_names(facts, rules, problem)
        left = list(self.source.notices())
        seen = rows if measured is None else measured.rows
        complete = problem is None and not stopped and self._saw_all(facts, seen, measured)
        if problem is not None:
            left.append(_partly(problem, facts, rows))
        if complete:
            facts = facts.model_copy(update={"row_count": seen, "row_count_exact": True})
        return Reading(
            facts,
            state,
            complete,
            tuple(left),
            measured,
            lost=isinstance(problem, SourceUnreachable),
        )

    def _measured(self, facts: TableFacts, rules: Sequence[RuleSpec]) -> Measured | None:
        """Have the source do the work; None when the rows are to be read here.

        Its arithmetic may give up where ours does not, with a square beyond a double's range say.
        """
        able = measuring(self.source, facts, self.where, self.limits, rules)
        if able is None:
            return None
        measured = None
        with suppress(ObjectFailed):
            measured = measured_there(able, facts, rules, self.tables, self.now)
        if measured is None:
            self.references |= read_references(self.source, rules, self.tables)
        return measured

    def _state(self, facts: TableFacts, schema: pa.Schema, rules: Sequence[RuleSpec]) -> TableState:
        return TableState(
            facts, schema, self.classifier, rules, now=self.now, references=self.references
        )

    def _taking(
        self, facts: TableFacts, schema: pa.Schema, rules: Sequence[RuleSpec]
    ) -> DividedTable:
        state = self._state(facts, schema, rules)
        return DividedTable(state, self.team or Team(1, self.classifier), facts.format)

    def _gathered(
        self, taking: DividedTable | None, problem: PurSightError | None
    ) -> tuple[TableState | None, PurSightError | None]:
        """Have all columns in one state; none when a part is lost, which is no result."""
        if taking is None:
            return None, problem
        try:
            return taking.finish(), problem
        except PurSightError as error:
            return None, error
        except Exception as error:  # noqa: BLE001  border: one object's defect must not end the scan
            return None, defect_of(error)

    def _state_of_names(
        self, facts: TableFacts, rules: Sequence[RuleSpec], problem: PurSightError | None
    ) -> tuple[TableState | None, PurSightError | None]:
        try:
            return self._state(facts, pa.schema([]), rules), problem
        except Exception as error:  # noqa: BLE001  border: one object's defect must not end the scan
            return None, problem or defect_of(error)

    def count(self, facts: TableFacts, known: Mapping[str, Classification]) -> Reading:
        """Only count: the rows of a partition are read with its parent.

        Args:
            facts: Of the partition.
            known: By name what the columns of its parent hold; its own hold the same.
        """
        if self.limits.sample_rows is not None:
            return Reading(facts, self._state_of_partition(facts, known), complete=False)
        problem: PurSightError
        try:
            rows = self.source.count(facts)
        except PurSightError as error:
            problem = error
        except Exception as error:  # noqa: BLE001  border: one object's defect must not end the scan
            problem = defect_of(error)
        else:
            counted = facts.model_copy(
                update={"row_count": rows, "row_count_exact": rows is not None}
            )
            state = self._state_of_partition(counted, known)
            return Reading(counted, state, complete=rows is not None)
        return Reading(
            facts,
            self._state_of_partition(facts, known),
            complete=False,
            skipped=(_partly(problem, facts, 0),),
            lost=isinstance(problem, SourceUnreachable),
        )

    def _state_of_partition(
        self, facts: TableFacts, known: Mapping[str, Classification]
    ) -> TableState:
        return TableState(facts, pa.schema([]), self.classifier, (), now=self.now, known=known)

    def _saw_all(self, facts: TableFacts, rows: int, measured: Measured | None) -> bool:
        wanted = self.limits.sample_rows
        if wanted is None or measured is not None:
            return True
        return rows < wanted and (facts.row_count is None or facts.row_count <= rows)


def concluded(
    reading: Reading, conclude: Callable[[TableState], Result]
) -> tuple[Result | None, Reading]:
    """Draw the result from a table's state; a defect in that becomes an entry of the reading."""
    if reading.state is None:
        return None, reading
    try:
        return conclude(reading.state), reading
    except Exception as error:  # noqa: BLE001  border: one table's defect must not end the scan
        entry = _partly(defect_of(error), reading.facts, 0)
        return None, replace(reading, state=None, skipped=(*reading.skipped, entry))


def _partly(problem: PurSightError, facts: TableFacts, rows: int) -> Skipped:
    """Word the entry of a table that stays in the result with what is known of it."""
    entry = skipped(
        problem,
        schema=facts.schema_name,
        name=facts.name,
        kind=kind_code(facts.kind.value),
        partial=True,
    )
    if not rows:
        return entry
    return entry.model_copy(
        update={"reason": f"{entry.reason} {rows} rows were read before."[:2000]}
    )
