"""Delimited text that leaves nothing to interpret, a block at a time through Arrow's parser.

A block is plain when Python's `csv` and Arrow cannot but agree on it: valid UTF-8 without NUL,
every quote at the border of its cell or doubled in it, no return without a newline, and every
record as long as the header. At the first block that is not, this stops and tells what is left.
"""

import io
from collections import deque
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import numpy as np
import pyarrow as pa
import pyarrow.csv
from typing_extensions import Buffer, override

from pursight_agent.connectors.files.dialects import quotes_of
from pursight_agent.load.ahead import growing

_BLOCK = 1 << 24
_MARK = b"\xef\xbb\xbf"
_QUOTE, _NEWLINE = b'"\n'
_LOOKED_BACK = 100
"""Newlines from the end that are looked at one by one."""


class PlainBlocks:
    """The plain beginning of a file, as batches of text columns; empty cells are null.

    Args:
        raw: At its start.
        delimiter: Between cells; one ASCII character.
        quotes: Whether `"` quotes.
        header: Whether the first record is none of the data.
        schema: Of the batches.
        batch_rows: At most in one of them.
        block: Bytes looked at at once.
    """

    def __init__(
        self,
        raw: BinaryIO,
        *,
        delimiter: str,
        quotes: bool,
        header: bool,
        schema: pa.Schema,
        batch_rows: int,
        block: int = _BLOCK,
    ) -> None:
        self._raw = raw
        self._delimiter, self._quotes = delimiter, quotes
        self._schema, self._batch_rows, self._block = schema, batch_rows, block
        self.begun = False
        """Whether any record was taken, the header included."""
        self._header = header
        self.left: BinaryIO | None = None
        """What was not plain, from the start of a record on; None when all was."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield batches until the end or the first doubt; a short one first."""
        room = bytearray(self._block)  # one for all blocks: fresh memory is dear
        view = memoryview(room)
        kept, more = 0, True
        for size in growing(self._block):
            stop = kept + read_into(self._raw, view[kept:size])
            more = stop == size
            begin = len(_MARK) if not self.begun and room.startswith(_MARK) else 0
            end = self._end_of_plain(room, begin, stop, more=more)
            if end == begin and more and size < self._block:
                kept = stop
                continue
            table = self._parsed(view[begin:end]) if end > begin else None
            if table is None:
                if stop > begin or more:
                    begun = bytes(view[begin:stop])
                    self.left = cast(BinaryIO, io.BufferedReader(_Joined(begun, self._raw)))
                return
            self.begun = True
            kept = stop - end
            room[:kept] = room[end:stop]
            parts = deque(table.to_batches(max_chunksize=self._batch_rows))
            del table
            while parts:
                yield parts.popleft()
            if not more:
                return

    def _end_of_plain(self, room: bytearray, begin: int, stop: int, *, more: bool) -> int:
        """Where the last whole record ends; `begin` when none does, or not all is plain."""
        if room.find(b"\x00", begin, stop) >= 0 or room.startswith((b"\n", b"\r", _MARK), begin):
            return begin
        ordered, opened = True, False
        if self._quotes:
            ordered, opened = quotes_of(memoryview(room)[begin:stop], self._delimiter)
        if not ordered or (opened and not more):
            return begin
        end = self._end_of_records(room, begin, stop, opened=opened) if more else stop
        returns = room.find(b"\r", begin, end) >= 0
        if returns and room.count(b"\r", begin, end) != room.count(b"\r\n", begin, end):
            return begin
        return end

    def _end_of_records(self, room: bytearray, begin: int, stop: int, *, opened: bool) -> int:
        """Where the last whole record ends that quotes do not hold; `begin` when none does.

        Args:
            room: Its quotes are in order from `begin` to `stop`.
            begin: Of the first record.
            stop: Somewhere in the last.
            opened: Whether a quote is open there.
        """
        behind = stop
        for _ in range(_LOOKED_BACK):
            place = room.rfind(b"\n", begin, behind)
            if place < 0:
                return begin
            if self._quotes:
                opened ^= bool(room.count(b'"', place, behind) % 2)
            if not opened:
                return place + 1
            behind = place
        signs = np.frombuffer(room, np.uint8)[begin:behind]
        ends = np.flatnonzero(signs == _NEWLINE)
        if self._quotes:
            before = np.searchsorted(np.flatnonzero(signs == _QUOTE), ends)
            ends = ends[before % 2 == 0]
        return begin + int(ends[-1]) + 1 if len(ends) else begin

    def _parsed(self, block: memoryview) -> pa.Table | None:
        options: dict[str, Any] = {
            "read_options": pyarrow.csv.ReadOptions(
                column_names=[str(place) for place in range(len(self._schema))],
                skip_rows_after_names=int(self._header and not self.begun),
                block_size=len(block) + 1,
                use_threads=False,
            ),
            "parse_options": pyarrow.csv.ParseOptions(
                delimiter=self._delimiter,
                quote_char='"' if self._quotes else False,
                newlines_in_values=self._quotes,
            ),
            "convert_options": pyarrow.csv.ConvertOptions(
                column_types={str(place): pa.string() for place in range(len(self._schema))},
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        }
        try:
            table = pyarrow.csv.read_csv(cast(Any, pa.BufferReader(pa.py_buffer(block))), **options)
        except pa.ArrowInvalid:  # a record of another length, or bytes that are no UTF-8
            return None
        return pa.Table.from_arrays(table.columns, schema=self._schema).combine_chunks()


class _Joined(io.RawIOBase):
    """Bytes that were read already, then the rest of their file."""

    def __init__(self, begun: bytes, raw: BinaryIO) -> None:
        self._begun, self._raw = memoryview(begun), raw

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        room = memoryview(buffer).cast("B")
        part: Any = self._begun[: len(room)] if self._begun else self._raw.read(len(room))
        self._begun = self._begun[len(room) :]
        room[: len(part)] = part
        return len(part)


def read_into(raw: BinaryIO, room: memoryview) -> int:
    """Fill memory from a file, less of it only at the end; say how many bytes there are.

    One read may give less.
    """
    done = 0
    while done < len(room) and (got := raw.readinto(room[done:])):  # type: ignore[attr-defined]
        done += got
    return done
