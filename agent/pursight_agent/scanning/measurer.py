"""The process that measures columns for a scan: frames in, frames out, nothing else."""

import gc
import os
import queue
import signal
import sys
import threading
import time
from typing import IO, Any

import pyarrow as pa

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext
from pursight.engine.column import ColumnState, Seen
from pursight.values.arrow import ArrowArray, Words, readable
from pursight.values.memory import FreeMemory
from pursight_agent.load.measure import peak_memory
from pursight_agent.scanning import frames
from pursight_agent.source import defect

_PARENT_IS_GONE = 75
_LOOK_SECONDS = 0.5
_WARMED_UP_ON = 1024
_OVER = object()
"""Comes when the other end is closed."""


def serve() -> int:
    """Measure what comes in until the other end is closed."""
    out = _own_standard_output()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this one decides
    source = sys.stdin.buffer
    try:
        recipe: frames.Recipe = frames.read(source, None)
    except EOFError:
        return 0  # it was not needed
    threading.Thread(target=_die_with, args=(recipe.parent,), daemon=True).start()
    classifier = Classifier.build(
        language=False, model=None, cache=recipe.cache, recognizers=recipe.recognizers
    )
    _warm_up(classifier)
    gc.freeze()  # what is loaded stays: looking through it for garbage takes a tenth of a second
    frames.write(out, frames.Ready(frames.identity_of(classifier)), classifier)
    measurer = Measurer(classifier, out)
    messages: queue.SimpleQueue[object] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(source, classifier, messages), daemon=True).start()
    try:
        while (message := messages.get()) is not _OVER:
            measurer.take(message)
    except BrokenPipeError:
        pass
    return 0


def _receive(
    source: IO[bytes], classifier: Classifier, messages: "queue.SimpleQueue[object]"
) -> None:
    """Take messages in while others are worked on; who sends them sees to it that they are few."""
    try:
        while True:
            messages.put(frames.read(source, classifier))
    except (EOFError, OSError, ValueError):
        messages.put(_OVER)


class Measurer:
    """Holds the states of the columns that were lent to this process."""

    def __init__(self, classifier: Classifier, out: IO[bytes]) -> None:
        self._classifier = classifier
        self._out = out
        self._tables: dict[int, dict[int, ColumnState]] = {}
        self._free = FreeMemory()

    def take(self, message: Any) -> None:
        """Do what a message wants."""
        match message:
            case frames.Lend(table, states):
                self._tables.setdefault(table, {}).update(states)
            case frames.Chunk() if message.table in self._tables:
                self._measure(message)
            case frames.Hand(table, at) if at in self._tables.get(table, {}):
                state = self._tables[table].pop(at)
                self._say(frames.Returned(table, at, state, self._spent()))
            case frames.Return() if message.at in self._tables.get(message.table, {}):
                self._give_back(message)
            case frames.Drop(table):
                self._tables.pop(table, None)
            case _:
                pass  # rows of a table that was given up

    def _give_back(self, wanted: frames.Return) -> None:
        try:
            state = self._tables[wanted.table].pop(wanted.at)
            state.settle()
            if wanted.context is not None:
                state.tell(wanted.context)
            self._say(frames.Returned(wanted.table, wanted.at, state, self._spent()))
        except Exception as error:  # noqa: BLE001  border: one table's defect must not end the scan
            self._say(frames.Failed(wanted.table, defect(error)))

    def _spent(self) -> frames.Spent:
        return frames.Spent(time.process_time(), peak_memory(), self._classifier.notices)

    def _measure(self, chunk: frames.Chunk) -> None:
        states = self._tables[chunk.table]
        seen: dict[int, Seen] = {}
        seconds: dict[int, float] = {}
        try:
            for at, values in chunk.values.items():
                began = time.thread_time()
                seen[at] = _wanted(states[at].update(values), wanted=at in chunk.together)
                seconds[at] = time.thread_time() - began
        except Exception as error:  # noqa: BLE001  border: one table's defect must not end the scan
            del self._tables[chunk.table]
            self._say(frames.Failed(chunk.table, defect(error)))
            return
        self._free.hand_back()
        self._say(frames.Measured(chunk.table, chunk.number, seen, seconds, self._spent()))

    def _say(self, message: object) -> None:
        frames.write(self._out, message, self._classifier)


def _warm_up(classifier: Classifier) -> None:
    """Do what is done once only, while who started this one has other things to do."""
    numbers = range(_WARMED_UP_ON)
    columns: dict[str, ArrowArray] = {
        "customer_id": pa.array(numbers),
        "email": pa.array([f"{one * 7919:x} a.{one}@b.org" for one in numbers]),
        "town": pa.array(["Oslo Station", "Anna Berg", "new", "Norway"] * (_WARMED_UP_ON // 4)),
        "notes": pa.array([f"ask Mr {one} for 4111 when you are in Graz" for one in numbers]),
        "card": pa.array([f"{one * 7919_7919_7919:016}" for one in numbers]),
    }
    for name, values in columns.items():
        state = ColumnState(classifier, values.type, exact_distinct=_WARMED_UP_ON)
        state.update(readable(values))
        state.features(ColumnContext("", "", name))


def _wanted(seen: Seen, *, wanted: bool) -> Seen:
    nothing: Words = seen.hashes[:0]
    return seen if wanted else Seen(nothing, seen.rare_rows)


def _die_with(parent: int) -> None:
    """End with the process that started this one, however that ended."""
    while os.name != "posix" or os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os._exit(_PARENT_IS_GONE)


def _own_standard_output() -> IO[bytes]:
    """Keep standard output for frames; what libraries print goes to standard error."""
    kept = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return os.fdopen(kept, "wb")
