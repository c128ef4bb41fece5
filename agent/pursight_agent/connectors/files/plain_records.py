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

from pursight_agent.connectors.files.dialects import quotes_in_order

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
        """Yield batches until the end or the first doubt."""
        kept, first, more = b"", True, True
        while more:
            read = read_up_to(self._raw, self._block)
            more = len(read) == self._block
            data = kept + read if kept else read
            del read  # each of these is as long as a block, and one is enough
            if first:
                data, first = data.removeprefix(_MARK), False
            end = self._end_of_records(data) if more else len(data)
            block, kept = data[:end], data[end:]
            del data
            table = self._parsed(block) if block else None
            if table is None and (block or kept):
                self.left = cast(BinaryIO, io.BufferedReader(_Joined(block + kept, self._raw)))
                return
            del block
            if table is not None:
                self.begun = True
                parts = deque(table.to_batches(max_chunksize=self._batch_rows))
                del table
                while parts:
                    yield parts.popleft()

    def _end_of_records(self, data: bytes) -> int:
        """Where the last whole record ends, if its quotes are in order; 0 when none does."""
        near = self._last_near_end(data)
        if near is not None:
            return near
        signs = np.frombuffer(data, np.uint8)
        ends = np.flatnonzero(signs == _NEWLINE)
        if self._quotes:
            before = np.searchsorted(np.flatnonzero(signs == _QUOTE), ends)
            ends = ends[before % 2 == 0]
        return int(ends[-1]) + 1 if len(ends) else 0

    def _last_near_end(self, data: bytes) -> int | None:
        """The same, looked for from the end; None when it is not one of the last newlines."""
        behind = len(data)
        odd = self._quotes and data.count(b'"') % 2
        for _ in range(_LOOKED_BACK):
            place = data.rfind(b"\n", 0, behind)
            if place < 0:
                return 0
            odd = (odd + data.count(b'"', place, behind)) % 2 if self._quotes else 0
            if not odd:
                return place + 1
            behind = place
        return None

    def _parsed(self, block: bytes) -> pa.Table | None:
        if not self._is_plain(block):
            return None
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
            table = pyarrow.csv.read_csv(cast(Any, pa.BufferReader(block)), **options)
        except pa.ArrowInvalid:  # a record of another length, or bytes that are no UTF-8
            return None
        return pa.Table.from_arrays(table.columns, schema=self._schema).combine_chunks()

    def _is_plain(self, block: bytes) -> bool:
        if b"\x00" in block or block.startswith((b"\n", b"\r", _MARK)):
            return False
        if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
            return False
        return not self._quotes or quotes_in_order(block, self._delimiter)


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


def read_up_to(raw: BinaryIO, size: int) -> bytes:
    """Read so many bytes, fewer only at the end: one read may give less."""
    parts: list[bytes] = []
    while size and (part := raw.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
