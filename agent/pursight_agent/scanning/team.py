"""Team: the processes that help the one that reads to measure the columns of a scan's tables."""

import contextlib
import os
import queue
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from pursight.classification.classifier import Classifier
from pursight.errors import Fault, PurSightError
from pursight_agent.scanning import frames
from pursight_agent.scanning.beginning import Process, begin
from pursight_agent.scanning.defects import defect_in

_PATIENCE_SECONDS = 2.0
_MOST_LOST = 2
"""So often a lost team is replaced; then the scan goes on with one process."""


class MeasurerLost(PurSightError):
    """A process that measured a table ended before its time."""

    code = "scan.measurer_lost"
    fault: ClassVar[Fault] = Fault.WORLD


class Lane:
    """One process; messages to it wait in a queue, those from it go to the team's.

    Args:
        recipe: Goes in first.
        classifier: Stays behind in each message.
        found: Gets what comes out, and None when the process is gone.
        begun: The process, if it was started before; see `begin`.
    """

    def __init__(
        self,
        recipe: frames.Recipe,
        classifier: Classifier,
        found: "queue.Queue[tuple[Lane, Any]]",
        begun: Process | None = None,
    ) -> None:
        self.ready = threading.Event()
        self.spent = frames.Spent()
        self._classifier = classifier
        self._found = found
        self._messages: queue.Queue[object] = queue.Queue()
        self._process = begun or begin()
        self.pid = self._process.pid
        self._messages.put(recipe)
        self._threads = [
            threading.Thread(target=target, daemon=True) for target in (self._send, self._receive)
        ]
        for thread in self._threads:
            thread.start()

    def say(self, message: object) -> None:
        """Send a message, as soon as the process takes it."""
        self._messages.put(message)

    def end(self, patience: float = 0.0) -> str:
        """Kill the process and wait for it; say how it ended, if it did so by itself.

        Args:
            patience: Seconds that one which is ending may take: its pipe is closed a little before.
        """
        status: int | None = None
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = self._process.wait(patience)
        self._process.kill()
        self._process.wait()
        self._messages.put(None)
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        for thread in self._threads:
            thread.join(timeout=5)
        if status is None:
            return ""
        return f"by signal {-status}" if status < 0 else f"with status {status}"

    def _send(self) -> None:
        pipe = self._process.stdin
        while pipe is not None and (message := self._messages.get()) is not None:
            try:
                frames.write(pipe, message, self._classifier)
            except (OSError, ValueError):
                return  # it is gone: the other thread says so

    def _receive(self) -> None:
        pipe = self._process.stdout
        try:
            while pipe is not None:
                message = frames.read(pipe, self._classifier)
                if isinstance(message, frames.Ready):
                    if message.identity == frames.identity_of(self._classifier):
                        self.ready.set()
                    continue
                if isinstance(message, frames.Measured | frames.Returned):
                    self.spent = message.spent
                self._found.put((self, message))
        except (EOFError, OSError, ValueError):
            self._found.put((self, None))


class Team:
    """So many measuring processes: this one, and lanes that are started when they are worth it.

    All lanes are ended by `close`.

    Args:
        size: How many; 1 is this process alone.
        classifier: That of this process; theirs look for the same.
        cache: Folder of compiled patterns.
        begun: Processes that were started before; those that are used are taken from it.
    """

    def __init__(
        self,
        size: int,
        classifier: Classifier,
        cache: Path | None = None,
        begun: list[Process] | None = None,
    ) -> None:
        self._size = size
        self._classifier = classifier
        self._cache = cache
        self._begun = [] if begun is None else begun
        self._found: queue.Queue[tuple[Lane, Any]] = queue.Queue()
        self._lanes: tuple[Lane, ...] = ()
        self._gone: list[frames.Spent] = []
        self._lost = 0
        self._tables = 0
        self._worked = 0

    @property
    def classifier(self) -> Classifier:
        """That of this process."""
        return self._classifier

    @property
    def lanes(self) -> Sequence[Lane]:
        """Those that can begin; none until all can."""
        return self._lanes if all(lane.ready.is_set() for lane in self._lanes) else ()

    @property
    def workers(self) -> int:
        """How many processes have measured at a time, at most; this one is among them."""
        return 1 + self._worked

    @property
    def cpu_seconds(self) -> float:
        """What all lanes have used up to their last answer."""
        return sum(one.cpu_seconds for one in self._spent())

    @property
    def peak_memory_bytes(self) -> int:
        """The peaks of the lanes that work at a time, added up."""
        return sum(lane.spent.peak_memory_bytes for lane in self._lanes) or sum(
            one.peak_memory_bytes for one in self._gone[1 - self._size :]
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """What their classifiers have to tell."""
        said = [sentence for one in self._spent() for sentence in one.notices]
        return tuple(dict.fromkeys(said))

    def warm(self) -> None:
        """Start the lanes, unless they run; does not wait for them."""
        if self._size < 2 or self._lanes or self._lost >= _MOST_LOST:
            return
        matcher = self._classifier.matcher
        recipe = frames.Recipe(
            os.getpid(), self._cache, () if matcher is None else tuple(matcher.recognizers)
        )
        self._found = queue.Queue()
        self._lanes = tuple(
            Lane(recipe, self._classifier, self._found, self._begun.pop() if self._begun else None)
            for _ in range(self._size - 1)
        )

    def wait(self, seconds: float) -> bool:
        """Wait until all can begin; say whether they can."""
        return all(lane.ready.wait(seconds) for lane in self._lanes)

    def next_table(self) -> int:
        """Number a table whose columns are given to the lanes."""
        self._tables += 1
        self._worked = max(self._worked, len(self._lanes))
        return self._tables

    def answer(self, table: int) -> tuple[Lane, Any]:
        """Wait for the next message about a table; those about tables given up are dropped.

        Raises:
            MeasurerLost: One of the processes is gone; the others are ended too.
            Defect: One of them met a defect of ours.
        """
        while (found := self._about(table, *self._found.get())) is None:
            pass
        return found

    def answer_that_is_there(self, table: int) -> tuple[Lane, Any] | None:
        """The same without waiting; None when there is none.

        Raises:
            MeasurerLost: See `answer`.
            Defect: See `answer`.
        """
        while not self._found.empty():
            if (found := self._about(table, *self._found.get())) is not None:
                return found
        return None

    def _about(self, table: int, lane: Lane, message: Any) -> tuple[Lane, Any] | None:
        if message is None:
            raise self._lose(lane)
        if message.table != table:
            return None
        if isinstance(message, frames.Failed):
            raise defect_in(message.defect)
        return lane, message

    def forget(self, table: int) -> None:
        """Have a table's columns dropped by all."""
        for lane in self._lanes:
            lane.say(frames.Drop(table))

    def close(self) -> None:
        """End all processes; a new team may be started after that."""
        lanes, self._lanes = self._lanes, ()
        for lane in lanes:
            self._gone.append(lane.spent)
            lane.end()

    def _lose(self, lane: Lane) -> MeasurerLost:
        self._lost += 1
        how = lane.end(_PATIENCE_SECONDS)
        self.close()
        return MeasurerLost(
            f"A process that measured the table ended before its time{how and ' '}{how}.",
            hint="Often the machine had too little memory: scan again, or with fewer workers.",
        )

    def _spent(self) -> list[frames.Spent]:
        return [*self._gone, *(lane.spent for lane in self._lanes)]
