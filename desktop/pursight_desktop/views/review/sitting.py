"""Sitting: the queue as one works through it; its order stays while lines are decided (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic, Protocol, TypeVar
from uuid import UUID


class Line(Protocol):
    """What has an id."""

    @property
    def id(self) -> UUID:
        """Of the column."""
        ...


L = TypeVar("L", bound=Line)

ELSEWHERE = "elsewhere"
"""What became of a line that somebody else has decided."""


@dataclass(slots=True)
class Sitting(Generic[L]):
    """Lines in the order in which they were first seen, and what became of each.

    Attributes:
        lines: All of this sitting, the decided ones too: nothing moves under one's hands.
        settled: What became of lines: a verdict, or `ELSEWHERE`.
        skipped: Lines that are to come up again after all others.
        picked: Lines that are decided together.
        current: The line one is at.
        moment: Grows with each write that is done: what was read before it does not know of it.
    """

    lines: list[L] = field(default_factory=list)
    settled: dict[UUID, str] = field(default_factory=dict)
    skipped: set[UUID] = field(default_factory=set)
    picked: set[UUID] = field(default_factory=set)
    current: UUID | None = None
    moment: int = 0
    _places: dict[UUID, int] = field(default_factory=dict)
    _undone: dict[UUID, str] = field(default_factory=dict)
    _on_its_way: set[UUID] = field(default_factory=set)
    _written: dict[UUID, int] = field(default_factory=dict)
    _anchor: UUID | None = None

    # --- which lines ---

    def begin(self, lines: Sequence[L], *, asked: int | None = None) -> None:
        """Start over with these, at the same line if it is among them.

        Args:
            lines: The queue as it was read.
            asked: The `moment` when the reading was begun, if that was not just now.
        """
        self.lines = list(lines)
        self._places = {line.id: place for place, line in enumerate(self.lines)}
        settled = self.settled.items()
        self.settled = {one: what for one, what in settled if self._newer(one, asked)}
        self.skipped &= self._places.keys()
        self.picked &= self._places.keys()
        if self.current not in self._places:
            self.current = None
            self.current = self.next_open()

    def merge(
        self, waiting: Sequence[L], *, complete: bool = True, asked: int | None = None
    ) -> list[UUID]:
        """Take over what waits now, and leave every line where it is.

        Args:
            waiting: The queue as it was read.
            complete: All that waits is among them: who is missing has been decided.
            asked: The `moment` when the reading was begun, if that was not just now.

        Returns:
            Lines that were settled here and wait again: their decision was taken back.
        """
        now = {line.id: line for line in waiting}
        again: list[UUID] = []
        for place, line in enumerate(self.lines):
            fresh = now.pop(line.id, None)
            if fresh is None and not complete and line.id not in self._undone:
                continue
            if fresh is None:
                self.settled.setdefault(line.id, self._undone.pop(line.id, ELSEWHERE))
                self.picked.discard(line.id)
                continue
            self.lines[place] = fresh
            if line.id in self.settled and not self._newer(line.id, asked):
                verdict = self.settled.pop(line.id)
                if verdict != ELSEWHERE:
                    self._undone[line.id] = verdict
                    again.append(line.id)
        for line in waiting:
            if line.id in now:
                self._places[line.id] = len(self.lines)
                self.lines.append(line)
        if self.current is None:
            self.current = self.next_open()
        return again

    def __len__(self) -> int:
        return len(self.lines)

    def place(self, one: UUID | None) -> int:
        """Return where a line stands; -1 if it is not here."""
        return -1 if one is None else self._places.get(one, -1)

    def line(self, one: UUID | None) -> L | None:
        """Return a line."""
        place = self.place(one)
        return self.lines[place] if place >= 0 else None

    def waits(self, one: UUID) -> bool:
        """Whether nobody has decided a line."""
        return one in self._places and one not in self.settled

    @property
    def open_count(self) -> int:
        """How many lines wait."""
        return len(self.lines) - sum(one in self._places for one in self.settled)

    # --- where one is ---

    def go(self, steps: int) -> UUID | None:
        """Move by so many lines, settled ones too, not beyond the ends."""
        if self.lines:
            place = min(max(self.place(self.current) + steps, 0), len(self.lines) - 1)
            self.current = self.lines[place].id
        return self.current

    def next_open(self) -> UUID | None:
        """Return the next line that waits: behind the current one, then from the top.

        Skipped ones come last; None when nothing waits.
        """
        start = self.place(self.current) + 1

        def waiting() -> Iterator[UUID]:
            for place in chain(range(start, len(self.lines)), range(start)):
                if self.waits(self.lines[place].id):
                    yield self.lines[place].id

        fresh = next((one for one in waiting() if one not in self.skipped), None)
        return fresh or next(waiting(), None)

    def skip(self) -> UUID | None:
        """Put the current line behind all others, and move on."""
        if self.current is not None and self.waits(self.current):
            self.skipped.add(self.current)
            self.current = self.next_open() or self.current
        return self.current

    # --- deciding ---

    def _newer(self, one: UUID, asked: int | None) -> bool:
        """Whether a reading of then may not know yet what was decided of a line."""
        then = self.moment if asked is None else asked
        return one in self._on_its_way or self._written.get(one, 0) > then

    def settle(self, ids: Iterable[UUID], verdict: str) -> UUID | None:
        """Note that these are being decided, and move to the next that waits."""
        for one in ids:
            if one in self._places:
                self.settled[one] = verdict
                self._on_its_way.add(one)
                self.picked.discard(one)
                self.skipped.discard(one)
        if self.current is None or not self.waits(self.current):
            self.current = self.next_open() or self.current
        return self.current

    def written(self, ids: Iterable[UUID]) -> None:
        """Note that decisions are in the store: from now on the store is right."""
        self.moment += 1
        for one in ids:
            self._on_its_way.discard(one)
            self._written[one] = self.moment

    def failed(self, ids: Iterable[UUID]) -> None:
        """Note that decisions could not be written: the lines wait again."""
        for one in list(ids):
            self._on_its_way.discard(one)
            self.settled.pop(one, None)

    # --- deciding together ---

    def pick(self, one: UUID) -> None:
        """Pick a line, or let it go; ranges begin here."""
        if self.waits(one):
            self.picked ^= {one}
            self._anchor = one

    def pick_to(self, one: UUID) -> None:
        """Pick all lines that wait from the one picked last to this one."""
        first = self.place(self._anchor if self._anchor is not None else one)
        last = self.place(one)
        low, high = sorted((max(first, 0), max(last, 0)))
        self.picked |= {line.id for line in self.lines[low : high + 1] if self.waits(line.id)}

    def targets(self) -> list[UUID]:
        """Return what a decision is about: the picked lines in order, else the current one."""
        if self.picked:
            return sorted(self.picked, key=self.place)
        return [self.current] if self.current is not None and self.waits(self.current) else []
