"""Rows as they come over the wire, unbuffered, taken apart into raw cells."""

from typing import Any, TypeAlias

from pymysql.cursors import SSCursor

Cells: TypeAlias = tuple[bytes | None, ...]

_CHUNK = 1 << 26
"""Bytes in one batch, more or less."""
_NULL = 0xFB
_WIDTHS = {0xFC: 2, 0xFD: 3, 0xFE: 8}
"""Bytes that hold the length of a cell of more than 250, by the sign before them."""


class Rows(SSCursor):
    """A result that is read while the server still sends it."""

    _result: Any

    def abandon(self) -> None:
        """Forget what the server may still send; the connection is of no use afterwards."""
        if self._result is not None:
            self._result.unbuffered_active = False
        self.connection = None  # type: ignore[assignment]  # what the driver itself does

    def take(self, size: int) -> list[Cells]:
        """Take some rows, fewer when they are long: memory is bounded, not rows.

        None are left when the list is empty.
        """
        result = self._result
        rows: list[Cells] = []
        room = _CHUNK
        while len(rows) < size and room > 0 and result.unbuffered_active:
            # Its own way to the next row costs three times as much, a call or two for each cell.
            packet = result.connection._read_packet()  # noqa: SLF001
            if result._check_packet_is_eof(packet):  # noqa: SLF001
                result.unbuffered_active, result.connection = False, None
            else:
                data = packet.get_all_data()
                room -= len(data)
                rows.append(cells_of(data, result.field_count))
        return rows


def cells_of(data: bytes, count: int) -> Cells:
    """Take a row of the text protocol apart: each cell is its length and as many bytes.

    Source: https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response_text_resultset.html
    """
    cells: list[bytes | None] = []
    place = 0
    for _ in range(count):
        length = data[place]
        place += 1
        if length >= _NULL:
            if length == _NULL:
                cells.append(None)
                continue
            width = _WIDTHS[length]
            length = int.from_bytes(data[place : place + width], "little")
            place += width
        cells.append(data[place : place + length])
        place += length
    return tuple(cells)
