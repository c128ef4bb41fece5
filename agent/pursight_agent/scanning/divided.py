"""A table whose columns are measured by several processes, each column whole and in one at a time.

Every column sees the same chunks in the same order as with one process, also when it changes hands,
and what columns hold together is taken in here, in the order of reading: so the result is the same
to the last digit, however many processes there are and whichever of them had which column.
"""

import time
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from pursight.classification.column import ColumnContext
from pursight.engine.column import ColumnState, Seen
from pursight.engine.table import TableState
from pursight.errors import PurSightError
from pursight.values.arrow import ArrowArray
from pursight_agent.scanning import frames
from pursight_agent.scanning.account import HERE, Account
from pursight_agent.scanning.defects import defect_of
from pursight_agent.scanning.sharing import changes, guessed_cost, guessed_reading, shared_out
from pursight_agent.scanning.team import Lane, Team

WORTH_DIVIDING = 100_000
"""Cells of a batch from which others are asked to help."""
_AHEAD = 3
"""Batches that are under way at most: what the processes wait with is bounded by them."""
_ASKED = 2
"""Columns that a process is asked for at once in the end, at least: so it need not wait for us."""
_TO_COME = 4
"""Batches that are taken to come where the source does not know its rows: at least so many."""


class DividedTable:
    """Measures alone until the team is ready, then shares the columns out.

    This process keeps some of the columns: so many that, with reading, it has as much to do as each
    of the others. Once it is known what each column costs, some change hands.

    Args:
        state: Gets everything in the end; nothing may be asked of it before `finish`.
        team: Of this scan.
        format_: Of the table's file, if it is one.
    """

    def __init__(self, state: TableState, team: Team, format_: str | None = None) -> None:
        self._state = state
        self._format = format_
        self._team = team
        self._table = 0
        self._lanes: Sequence[Lane] = ()
        self._owners: dict[int, int] = {}
        self._fixed: frozenset[int] = frozenset()
        self._own: dict[int, ColumnState] = {}
        self._waiting: tuple[int, Set[int]] = (0, frozenset())
        self._moving: dict[int, _Moving] = {}
        self._sent = 0
        self._away: dict[Lane, set[int]] = {}
        self._under_way: dict[int, _UnderWay] = {}
        self._account = Account()
        self._failed: PurSightError | None = None

    def update(self, batch: pa.RecordBatch) -> None:
        """Take in the next batch; its numbers may be there later.

        Raises:
            MeasurerLost: A process of the team is gone, and with it what it knew of the table.
        """
        values = self._state.readable(batch)
        if not self._table and not self._divides(values):
            self._state.take(batch, values)
            return
        try:
            self._share(batch, values)
        except PurSightError as error:
            self._give_up(error)
            raise
        except Exception as error:
            self._give_up(defect_of(error))
            raise

    def _share(self, batch: pa.RecordBatch, values: Sequence[ArrowArray]) -> None:
        while (found := self._team.answer_that_is_there(self._table)) is not None:
            self._take(*found)
        self._account.next_batch(batch.num_rows)
        number, self._sent = self._sent, self._sent + 1
        self._under_way[number] = _UnderWay(batch, values, {}, len(values))
        # The others first: they begin with this batch while the one before is measured here.
        for who, lane in enumerate(self._lanes, 1):
            self._send(lane, number, [at for at in self._held_by(who) if at not in self._moving])
        for at, moving in self._moving.items():
            moving.waiting.append((number, values[at]))
        self._measure_what_waits()
        self._waiting = (number, set(self._own))
        self._follow()
        if not self._moving and self._account.due(len(self._owners)):
            self._change_hands()
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
        apart = not self._team.classifier.reads_language
        contexts = self._state.contexts() if apart else {}
        self._owners |= dict.fromkeys(self._moving, HERE)
        there = [self._dearest_last(self._held_by(who)) for who in range(1, 1 + len(self._lanes))]
        for lane, places in zip(self._lanes, there, strict=True):
            self._ask_back(lane, places, contexts)
        self._measure_what_waits()
        while True:
            while (found := self._team.answer_that_is_there(self._table)) is not None:
                self._take(*found)
            for lane, places in zip(self._lanes, there, strict=True):
                self._ask_back(lane, places, contexts)
                self._ask_help(lane, contexts)
            if self._own:
                self._conclude(self._dearest_last(self._own)[-1], contexts)
                continue
            if not self._moving:
                self._help(there)
            if not self._moving and not any(self._away.values()):
                break
            self._answer()
        return self._state

    def _conclude(self, at: int, contexts: Mapping[int, ColumnContext]) -> None:
        state = self._own.pop(at)
        state.settle()
        if at in contexts:
            state.tell(contexts[at])
        self._state.give_back(at, state)

    def _ask_back(
        self, lane: Lane, places: list[int], contexts: Mapping[int, ColumnContext]
    ) -> None:
        """Have a process conclude its own columns, few at a time: the others may be faster."""
        while places and not self._has_enough(lane):
            self._have_concluded(lane, places.pop(), contexts)

    def _ask_help(self, lane: Lane, contexts: Mapping[int, ColumnContext]) -> None:
        """Have a process that is done conclude columns of this one, which keeps one to go on."""
        able = self._dearest_last(self._own.keys() - self._fixed)
        while len(able) > 1 and not self._has_enough(lane):
            at = able.pop(-2)  # the dearest of all is begun here at once
            lane.say(frames.Lend(self._table, {at: self._own.pop(at)}))
            self._have_concluded(lane, at, contexts)

    def _have_concluded(self, lane: Lane, at: int, contexts: Mapping[int, ColumnContext]) -> None:
        lane.say(frames.Return(self._table, at, contexts.get(at)))
        self._away[lane].add(at)

    def _has_enough(self, lane: Lane) -> bool:
        """Whether a process is asked for so much that it is busy while one column is done here."""
        away, costs = self._away.setdefault(lane, set()), self._account.costs
        longest = max((costs.get(at, 0.0) for at in self._own), default=0.0)
        return len(away) >= _ASKED and sum(costs.get(at, 0.0) for at in away) >= longest

    def _help(self, there: Sequence[list[int]]) -> None:
        """Get a column from the process that has most of them left, to conclude it here."""
        lane, places = max(zip(self._lanes, there, strict=True), key=lambda one: len(one[1]))
        if places:
            at = places.pop(0)
            self._owners[at] = HERE
            self._moving[at] = _Moving()
            lane.say(frames.Hand(self._table, at))

    def _dearest_last(self, places: Iterable[int]) -> list[int]:
        return sorted(places, key=lambda at: (self._account.costs.get(at, 0.0), at))

    def _divides(self, values: Sequence[ArrowArray]) -> bool:
        """Give columns away, if the batch is large and there is somebody to take them."""
        if sum(map(len, values)) < WORTH_DIVIDING:
            return False
        self._team.warm()
        lanes = self._team.lanes
        if not lanes:
            return False
        costs = {
            at: guessed_cost(column) for at, column in enumerate(values) if frames.travels(column)
        }
        self._table = self._team.next_table()
        self._lanes = lanes
        reading = guessed_reading(self._format, sum(costs.values()))
        burdens = [reading, *(0.0 for _ in lanes)]
        shares = shared_out(costs, len(burdens), burdens)
        self._fixed = frozenset(range(len(values))) - costs.keys()
        self._owners = dict.fromkeys(range(len(values)), HERE)
        self._owners |= {at: who for who, places in enumerate(shares) for at in places}
        for who, lane in enumerate(lanes, 1):
            places = self._held_by(who)
            lane.say(frames.Lend(self._table, {at: self._state.lend(at) for at in places}))
        self._own = {at: self._state.lend(at) for at in self._held_by(HERE)}
        return True

    def _held_by(self, who: int) -> list[int]:
        return [at for at, owner in self._owners.items() if owner == who]

    def _change_hands(self) -> None:
        """Give columns to who has less to do; what another had must be handed over by it first."""
        costs = {at: one for at, one in self._account.costs.items() if at not in self._fixed}
        owners = {at: self._owners[at] for at in costs}
        burdens = [self._account.burdens.get(who, 0.0) for who in range(1 + len(self._lanes))]
        burdens[HERE] += sum(one for at, one in self._account.costs.items() if at in self._fixed)
        to_come = self._rows_to_come()
        for who in range(1, len(burdens)):
            load = burdens[who] + sum(one for at, one in costs.items() if owners[at] == who)
            burdens[who] = max(0.0, burdens[who] + self._account.arrears(who, load, to_come))
        for at, to in changes(costs, owners, burdens).items():
            before, self._owners[at] = self._owners[at], to
            if before == HERE:
                self._measure_what_waits({at})
                self._lanes[to - 1].say(frames.Lend(self._table, {at: self._own.pop(at)}))
            else:
                self._moving[at] = _Moving()
                self._lanes[before - 1].say(frames.Hand(self._table, at))

    def _rows_to_come(self) -> int:
        """How many are not sent yet, more or less."""
        known, read = self._state.expected_rows, self._account.rows_before
        if known is not None and known > read:
            return known - read
        return max(read, _TO_COME * read // max(self._sent, 1))

    def _arrived(self, returned: frames.Returned) -> None:
        """Pass a column on that changes hands, and what was read of it meanwhile."""
        at = returned.at
        moving, to = self._moving.pop(at), self._owners[at]
        if to == HERE:
            self._own[at] = returned.state
            for number, values in moving.waiting:
                self._measure(at, number, values)
            return
        self._lanes[to - 1].say(frames.Lend(self._table, {at: returned.state}))
        for number, _ in moving.waiting:
            self._send(self._lanes[to - 1], number, [at])

    def _send(self, lane: Lane, number: int, places: Sequence[int]) -> None:
        if places:
            values = self._under_way[number].values
            chunk = {at: frames.alone(values[at]) for at in places}
            together = frozenset(self._state.together)
            lane.say(frames.Chunk(self._table, number, chunk, together))
            self._account.sent(1 + self._lanes.index(lane))

    def _measure_what_waits(self, places: Set[int] | None = None) -> None:
        """Measure what was left for later of the last batch, or some columns of it."""
        number, left = self._waiting
        chosen = left if places is None else left & places
        self._waiting = (number, left - chosen)
        for at in sorted(chosen):
            self._measure(at, number, self._under_way[number].values[at])

    def _measure(self, at: int, number: int, values: ArrowArray) -> None:
        began = time.thread_time()
        self._under_way[number].seen[at] = self._own[at].update(values)
        self._account.spent_here(at, time.thread_time() - began, len(values), number=number)

    def _answer(self) -> None:
        self._take(*self._team.answer(self._table))

    def _take(self, lane: Lane, message: Any) -> None:
        if isinstance(message, frames.Returned):
            if message.at in self._moving:
                self._arrived(message)
            else:
                self._state.give_back(message.at, message.state)
                self._away[lane].discard(message.at)
        else:
            one = self._under_way[message.number]
            one.seen.update(message.seen)
            who = 1 + self._lanes.index(lane)
            self._account.spent_there(who, message, one.batch.num_rows)
        self._follow()

    def _give_up(self, error: PurSightError) -> None:
        self._failed = error
        self._under_way.clear()
        self._waiting = (0, frozenset())
        self._moving.clear()
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


@dataclass(slots=True)
class _Moving:
    """A column that changes hands: numbers and values of the chunks that wait for its state."""

    waiting: list[tuple[int, ArrowArray]] = field(default_factory=list)
