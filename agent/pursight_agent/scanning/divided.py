"""A table whose columns are measured by several processes, each column whole and in one of them.

Every column sees the same chunks in the same order as with one process, and what columns hold
together is taken in here, in the order of reading: so the result is the same to the last digit,
however many processes there are and whichever of them had which column.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from pursight.engine.column import ColumnState, Seen
from pursight.engine.table import TableState
from pursight.errors import PurSightError
from pursight.values.arrow import ArrowArray
from pursight_agent.scanning import frames
from pursight_agent.scanning.defects import defect_of
from pursight_agent.scanning.team import Lane, Team

WORTH_DIVIDING = 100_000
"""Cells of a batch from which others are asked to help."""
_AHEAD = 3
"""Batches that are under way at most: what the processes wait with is bounded by them."""
_TRIED_ROWS = 2048
"""Rows by which is tried what a column costs."""


class DividedTable:
    """Measures alone until the team is ready, then shares the columns out.

    Args:
        state: Gets everything in the end; nothing may be asked of it before `finish`.
        team: Of this scan.
    """

    def __init__(self, state: TableState, team: Team) -> None:
        self._state = state
        self._team = team
        self._table = 0
        self._shares: list[tuple[Lane, tuple[int, ...]]] = []
        self._own: dict[int, ColumnState] = {}
        self._sent = 0
        self._under_way: dict[int, _UnderWay] = {}
        self._failed: PurSightError | None = None

    def update(self, batch: pa.RecordBatch) -> None:
        """Take in the next batch; its numbers may be there later.

        Raises:
            MeasurerLost: A process of the team is gone, and with it what it knew of the table.
        """
        if not self._table and not self._divides(batch):
            self._state.update(batch)
            return
        try:
            self._share(batch)
        except PurSightError as error:
            self._give_up(error)
            raise
        except Exception as error:
            self._give_up(defect_of(error))
            raise

    def _share(self, batch: pa.RecordBatch) -> None:
        values = self._state.readable(batch)
        waiting = _UnderWay(batch, values, {}, len(values))
        self._under_way[self._sent] = waiting
        together = frozenset(self._state.together)
        for lane, places in self._shares:
            content = frames.pack([values[at] for at in places], places)
            lane.say(frames.Chunk(self._table, self._sent, content, together))
        self._sent += 1
        for at, state in self._own.items():
            waiting.seen[at] = state.update(values[at])
        self._follow()
        while len(self._under_way) >= _AHEAD:
            self._answer()

    def finish(self) -> TableState:
        """Wait for what is under way, take all columns back, and give the state that is whole.

        Raises:
            MeasurerLost: A process of the team is gone, and with it what it knew of the table.
            Defect: A column could not be measured.
        """
        if self._failed is not None:
            raise self._failed
        if not self._table:
            return self._state
        while self._under_way:
            self._answer()
        for at, state in self._own.items():
            self._state.give_back(at, state)
        apart = not self._team.classifier.reads_language
        contexts = self._state.contexts() if apart else {}
        for lane, places in self._shares:
            around = {at: contexts[at] for at in places if at in contexts}
            lane.say(frames.Return(self._table, around))
        for _ in range(sum(len(places) for _, places in self._shares)):
            _, returned = self._team.answer(self._table)
            self._state.give_back(returned.at, returned.state)
        return self._state

    def _divides(self, batch: pa.RecordBatch) -> bool:
        """Give the columns away, if the batch is large and there is somebody to take them."""
        if batch.num_rows * batch.num_columns < WORTH_DIVIDING:
            return False
        self._team.warm()
        lanes = self._team.lanes
        if not lanes:
            return False
        values = self._state.readable(batch)
        costs = {at: self._cost(column) for at, column in enumerate(values) if _travels(column)}
        self._table = self._team.next_table()
        self._shares = [
            (lane, places)
            for lane, places in zip(lanes, shared_out(costs, len(lanes)), strict=True)
            if places
        ]
        for lane, places in self._shares:
            lane.say(frames.Lend(self._table, {at: self._state.lend(at) for at in places}))
        self._own = {at: self._state.lend(at) for at in range(len(values)) if at not in costs}
        return True

    def _cost(self, values: ArrowArray) -> float:
        """Seconds that some rows of a column cost, by a state that is thrown away."""
        state = ColumnState(self._team.classifier, values.type, exact_distinct=_TRIED_ROWS)
        began = time.thread_time()
        state.update(values.slice(0, _TRIED_ROWS))
        return time.thread_time() - began

    def _answer(self) -> None:
        _, measured = self._team.answer(self._table)
        self._under_way[measured.number].seen.update(measured.seen)
        self._follow()

    def _give_up(self, error: PurSightError) -> None:
        self._failed = error
        self._under_way.clear()
        self._team.forget(self._table)

    def _follow(self) -> None:
        """Take in what columns hold together, batch after batch."""
        for number in list(self._under_way):
            one = self._under_way[number]
            if len(one.seen) < one.wanted:
                return
            del self._under_way[number]
            self._state.follow(one.batch, one.values, [one.seen[at] for at in range(one.wanted)])


@dataclass(slots=True)
class _UnderWay:
    """A batch of which not all columns are measured yet."""

    batch: pa.RecordBatch
    values: Sequence[ArrowArray]
    seen: dict[int, Seen]
    wanted: int


def shared_out(costs: dict[int, float], number: int) -> list[tuple[int, ...]]:
    """Share columns out so that all have about as much to do: the dearest first (pure).

    Args:
        costs: Of each column, by its place.
        number: Of those who share.
    """
    shares: list[list[int]] = [[] for _ in range(number)]
    loads = [0.0] * number
    for at in sorted(costs, key=lambda at: (-costs[at], at)):
        least = min(range(number), key=lambda one: loads[one])
        shares[least].append(at)
        loads[least] += costs[at]
    return [tuple(sorted(share)) for share in shares]


def _travels(values: ArrowArray) -> bool:
    """Whether values of this type come out at the other end as they went in."""
    try:
        found = frames.unpack(frames.pack([values.slice(0, 0)], [0]))[0]
    except (pa.ArrowException, NotImplementedError):
        return False
    return bool(found.type == values.type)
