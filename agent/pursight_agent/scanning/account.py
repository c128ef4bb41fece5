"""What the columns of a table cost, and what each process that measures them has to do besides."""

import time
from dataclasses import dataclass, field

from pursight_agent.scanning import frames

HERE = 0
"""The process that reads; the lanes are numbered from one."""


@dataclass(slots=True)
class Account:
    """Seconds of a processor a row, as they were in the last batch of which it is known.

    The first batch does not count, as much is done then that is not done again.

    Attributes:
        costs: Of each column, by its place.
        burdens: What each process has to do besides: reading, packing, unpacking.
    """

    costs: dict[int, float] = field(default_factory=dict)
    burdens: dict[int, float] = field(default_factory=dict)
    _batches: int = 0
    _next: int = 2
    _rows: int = 0
    _began: float = 0.0
    _spent: float = 0.0
    _before: dict[int, float] = field(default_factory=dict)

    def next_batch(self, rows: int) -> None:
        """Settle the account of this process for the batch before."""
        now = time.process_time()
        if self._batches > 1 and self._rows:
            self.burdens[HERE] = max(0.0, now - self._began - self._spent) / self._rows
        self._began, self._spent, self._rows = now, 0.0, rows
        self._batches += 1

    def spent_here(self, at: int, seconds: float, rows: int) -> None:
        """Note what a column took of this process."""
        self._spent += seconds
        if self._batches > 1:
            self.costs[at] = seconds / max(rows, 1)

    def spent_there(self, who: int, measured: frames.Measured, rows: int) -> None:
        """Note what columns took of another."""
        now = measured.spent.cpu_seconds
        before, self._before[who] = self._before.get(who), now
        if measured.number and before is not None:
            self.costs |= {at: one / max(rows, 1) for at, one in measured.seconds.items()}
            besides = now - before - sum(measured.seconds.values())
            self.burdens[who] = max(0.0, besides) / max(rows, 1)

    def due(self, columns: int) -> bool:
        """Whether it is known of so many columns what they cost, and was not asked for long."""
        if self._batches <= self._next or len(self.costs) < columns:
            return False
        self._next = 2 * self._batches
        return True
