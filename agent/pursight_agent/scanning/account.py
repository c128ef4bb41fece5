"""What the columns of a table cost, and what each process that measures them has to do besides."""

import time
from dataclasses import dataclass, field

from pursight_agent.scanning import frames

HERE = 0
"""The process that reads; the lanes are numbered from one."""

_BEGUN = 1.5
"""Batches that another has are about half a one less, as the first is begun, and this process has
one, too."""


@dataclass(slots=True)
class Account:
    """Seconds of a processor a row, as they were in the last batches of which it is known.

    The first batch does not count, as much is done then that is not done again.

    Attributes:
        costs: Of each column, by its place.
        burdens: What each process has to do besides, with all its threads: reading, packing,
            unpacking.
        rows_before: How many the batches before this one had.
    """

    costs: dict[int, float] = field(default_factory=dict)
    burdens: dict[int, float] = field(default_factory=dict)
    rows_before: int = 0
    _batches: int = 0
    _rows: int = 0
    _began: float = 0.0
    _spent: float = 0.0
    _besides: float | None = None
    _before: dict[int, float] = field(default_factory=dict)
    _sent: dict[int, int] = field(default_factory=dict)

    def next_batch(self, rows: int) -> None:
        """Settle the account of this process for the batch before."""
        now = time.process_time()
        if self._batches > 1 and self._rows:
            besides = max(0.0, now - self._began - self._spent) / self._rows
            # The lesser of two on end: what is done once is no burden of the batches to come.
            self.burdens[HERE] = min(besides, self._besides or besides)
            self._besides = besides
        self.rows_before += self._rows
        self._began, self._spent, self._rows = now, 0.0, rows
        self._batches += 1

    def spent_here(self, at: int, seconds: float, rows: int, *, number: int) -> None:
        """Note what a column took of this process for a batch; the first has the number 0."""
        self._spent += seconds
        if number:
            self._learn(at, seconds / max(rows, 1))

    def sent(self, who: int) -> None:
        """Note that another has a batch more to measure."""
        self._sent[who] = self._sent.get(who, 0) + 1

    def spent_there(self, who: int, measured: frames.Measured, rows: int) -> None:
        """Note what columns took of another."""
        self._sent[who] = self._sent.get(who, 0) - 1
        now = measured.spent.cpu_seconds
        before, self._before[who] = self._before.get(who), now
        if measured.number and before is not None:
            for at, one in measured.seconds.items():
                self._learn(at, one / max(rows, 1))
            besides = now - before - sum(measured.seconds.values())
            self.burdens[who] = max(0.0, besides) / max(rows, 1)

    def _learn(self, at: int, seconds: float) -> None:
        """Half of it is what was known before: one batch alone says little."""
        self.costs[at] = (self.costs.get(at, seconds) + seconds) / 2

    def due(self, columns: int) -> bool:
        """Whether it is known of so many columns what they cost."""
        return self._batches > 2 and len(self.costs) >= columns

    def arrears(self, who: int, load: float, rows_to_come: int) -> float:
        """How much more a row another would have to do, to catch up with this process.

        Less than nothing is told of one that is ahead.

        Args:
            who: One of the others.
            load: What it has to do for a row, in seconds.
            rows_to_come: How many are not sent yet, more or less.
        """
        batches = self._sent.get(who, 0)
        behind = batches - _BEGUN if batches > 1 else batches - 1.0
        return load * behind * self._rows / max(rows_to_come, 2 * self._rows, 1)
