"""Messages between the process that reads a table and those that measure its columns.

Pickled, with large buffers behind the pickle, so that they are copied once. Both ends are this
program, the one started by the other, and what they exchange goes nowhere else.
"""

import pickle
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
from typing_extensions import override

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext
from pursight.classification.recognizers.recognizer import Recognizer
from pursight.engine.column import ColumnState, Seen
from pursight.values.arrow import ArrowArray

_HEAD = struct.Struct("<QI")
_SIZE = struct.Struct("<Q")
_CLASSIFIER = "classifier"
_ROOM = 1.2
"""Memory that may go along with values, next to what they take up themselves."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """To a measurer, first: what to look for, and by what."""

    parent: int
    cache: Path | None
    recognizers: tuple[Recognizer, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """From a measurer, first: it can begin, and looks for this."""

    identity: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Lend:
    """To a measurer: more columns of a table that are its own from now on, by their places."""

    table: int
    states: dict[int, ColumnState]


@dataclass(frozen=True, slots=True)
class Chunk:
    """To a measurer: the next rows of its columns of a table."""

    table: int
    number: int
    values: dict[int, ArrowArray]
    """By the places of the columns; made by `alone`."""
    together: frozenset[int]
    """Places of the columns whose hashes are wanted."""


@dataclass(frozen=True, slots=True)
class Hand:
    """To a measurer: hand the state of one column back, that another goes on with."""

    table: int
    at: int


@dataclass(frozen=True, slots=True)
class Return:
    """To a measurer: hand the state of one column back, ready to be asked.

    Attributes:
        context: If there is one, the column's features are measured before.
    """

    table: int
    at: int
    context: ColumnContext | None


@dataclass(frozen=True, slots=True)
class Drop:
    """To a measurer: forget a table."""

    table: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What a measurer has used since it was started."""

    cpu_seconds: float = 0.0
    peak_memory_bytes: int = 0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """From a measurer: what its columns say of a chunk; hashes that nobody wants are left out."""

    table: int
    number: int
    seen: dict[int, Seen]
    seconds: dict[int, float]
    """Of a processor, that each column took."""
    spent: Spent


@dataclass(frozen=True, slots=True)
class Returned:
    """From a measurer: the state of one column of a table."""

    table: int
    at: int
    state: ColumnState
    spent: Spent


@dataclass(frozen=True, slots=True)
class Failed:
    """From a measurer: a defect, by its kind and its place in our program."""

    table: int
    defect: str


def write(stream: IO[bytes], message: object, classifier: Classifier | None) -> None:
    """Send a message; the classifier itself stays behind, each process has its own."""
    buffers: list[pickle.PickleBuffer] = []
    content = BytesIO()
    _Pickler(content, classifier, buffers).dump(message)
    views = [buffer.raw() for buffer in buffers]
    pickled = content.getbuffer()
    stream.write(_HEAD.pack(len(pickled), len(views)))
    stream.write(b"".join(_SIZE.pack(view.nbytes) for view in views))
    stream.write(pickled)
    for view in views:
        stream.write(view)
    stream.flush()


def read(stream: IO[bytes], classifier: Classifier | None) -> Any:
    """Wait for a message.

    Raises:
        EOFError: The other end is gone.
    """
    length, number = _HEAD.unpack(_taken(stream, _HEAD.size))
    sizes = [_SIZE.unpack(_taken(stream, _SIZE.size))[0] for _ in range(number)]
    pickled = _taken(stream, length)
    buffers = [_taken(stream, size) for size in sizes]
    return _Unpickler(BytesIO(pickled), classifier, buffers).load()


def alone(values: ArrowArray) -> ArrowArray:
    """Cut a slice out of the memory that it lies in, as all of that would go along.

    Raises:
        NotImplementedError: Arrow cannot do that with values of this type.
    """
    if values.get_total_buffer_size() <= _ROOM * values.nbytes:
        return values
    cut: ArrowArray = pa.concat_arrays([values])
    return cut


def travels(values: ArrowArray) -> bool:
    """Whether values of this type come out at the other end as they went in."""
    stream = BytesIO()
    try:
        write(stream, alone(values.slice(0, 0)), None)
        stream.seek(0)
        found = read(stream, None)
    except (pa.ArrowException, NotImplementedError, pickle.PickleError):
        return False
    return bool(found.type == values.type)


def identity_of(classifier: Classifier) -> tuple[Any, ...]:
    """What two classifiers must share for a column to be measured by either."""
    matcher = classifier.matcher
    return (
        classifier.automaton.engine,
        tuple(pattern.detector for pattern in classifier.everywhere),
        classifier.prose_labels,
        "" if matcher is None else matcher.fingerprint,
    )


class _Pickler(pickle.Pickler):
    def __init__(
        self, file: BytesIO, classifier: Classifier | None, buffers: list[pickle.PickleBuffer]
    ) -> None:
        super().__init__(file, protocol=5, buffer_callback=buffers.append)
        self._classifier = classifier

    @override
    def persistent_id(self, value: Any) -> str | None:
        return _CLASSIFIER if value is self._classifier and value is not None else None


class _Unpickler(pickle.Unpickler):
    def __init__(
        self, file: BytesIO, classifier: Classifier | None, buffers: Sequence[Any]
    ) -> None:
        super().__init__(file, buffers=buffers)
        self._classifier = classifier

    @override
    def persistent_load(self, name: str) -> Any:
        return self._classifier


def _taken(stream: IO[bytes], size: int) -> memoryview:
    """Read so many bytes into memory that arrays can lie in, and be written to."""
    view = memoryview(pa.allocate_buffer(size)).cast("B") if size else memoryview(bytearray())
    done = 0
    while done < size:
        taken = stream.readinto(view[done:])  # type: ignore[attr-defined]
        if not taken:
            raise EOFError
        done += taken
    return view
