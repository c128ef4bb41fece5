"""How many assets are alike in all that lists are narrowed by; kept as assets come and go."""

from dataclasses import dataclass
from typing import Any

from pursight_desktop.replica import projection
from pursight_desktop.replica.files import Connection

_KEY = "present, level, kind, label, label_state, sensitivity, owner, source, quality"
_FIND = (
    f"SELECT n FROM tally WHERE ({_KEY})"  # noqa: S608  our own names
    f" = ({', '.join('?' * len(_KEY.split(', ')))})"
)
_ADD = (
    f"INSERT INTO tally ({_KEY}, count, scores)"  # noqa: S608  our own names
    f" VALUES ({', '.join('?' * len(_KEY.split(', ')))}, 0, 0)"
)


@dataclass(slots=True)
class _Change:
    count: int = 0
    scores: int = 0


class Tallies:
    """Batches what one transaction does to the counts; `flush` before its commit."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._changes: dict[int, _Change] = {}

    def take(self, columns: tuple[Any, ...]) -> int:
        """Count one more asset, by its columns; returns the number of its tally."""
        key = projection.tally_key(columns)
        number = self._numbers.get(key)
        if number is None:
            found = self._connection.execute(_FIND, key).fetchone()
            number = found[0] if found else self._connection.execute(_ADD, key).lastrowid
            self._numbers[key] = number
        self._change(number, 1, projection.score(columns))
        return number

    def leave(self, number: int, columns: tuple[Any, ...]) -> None:
        """Count one asset of a tally less."""
        self._change(number, -1, -projection.score(columns))

    def _change(self, number: int, count: int, scores: int) -> None:
        change = self._changes.setdefault(number, _Change())
        change.count += count
        change.scores += scores

    def flush(self) -> None:
        """Write the counts; tallies that count nothing any more go for good."""
        self._connection.executemany(
            "UPDATE tally SET count = count + ?, scores = scores + ? WHERE n = ?",
            [(one.count, one.scores, number) for number, one in self._changes.items()],
        )
        self._connection.executemany(
            "DELETE FROM tally WHERE n = ? AND count <= 0",
            [(number,) for number, one in self._changes.items() if one.count <= 0],
        )
        self._changes.clear()
        self._numbers.clear()
