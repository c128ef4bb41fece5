"""Lists of assets of any length: how long they are at once, their lines page by page."""

import json
import threading
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import count as count_from
from typing import Any, Final
from uuid import UUID

import sqlcipher3

from pursight_desktop.replica import projection
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.asset_filter import AssetQuery, Conditions, conditions
from pursight_desktop.replica.queries.domains import with_domains
from pursight_desktop.replica.queries.reading import AssetLine, lines_of
from pursight_desktop.replica.schema import SORTS

_FIRST_PAGE: Final = 200
_WALKED_SHARE: Final = 7
"""A walk sees 1 / share of all before its page is full, while sorting reads each asset that fits:
they cost the same where the square of how many fit is about so many times all there are."""
_TOO_MANY: Final = 30_000
"""So many are not sorted, however long the walk."""
_STEPS: Final = 50_000
_PATIENCE: Final = 20
"""So many times so many steps of the database, some tens of milliseconds in all."""

_RANGES: Final = {
    "label": "label BETWEEN ? AND ?",
    "owner": "owner BETWEEN ? AND ?",
    "sensitivity": "sensitivity BETWEEN ? AND ?",
}

Place = tuple[Any, int, int, int]
"""Where a line stands along an index: its key, level, tally and number."""


class Lines:
    """A list of any length: its length is known, its lines are read by page.

    Either the numbers of all its assets are here, in order; or, when there are very many, pages
    are read along an index, from the nearest place that was read before.
    """

    def __init__(
        self, count: int, numbers: "array[int] | None" = None, walk: "_Walk | None" = None
    ) -> None:
        self._count, self._numbers, self._walk = count, numbers, walk

    def __len__(self) -> int:
        """How many assets there are."""
        return self._count

    def fetch(self, connection: Connection, start: int, stop: int) -> list[AssetLine]:
        """Read lines; fewer if some have gone since."""
        numbers = self.numbers(connection, start, min(stop, self._count))
        return with_domains(connection, lines_of(connection, numbers))

    def ids(self, connection: Connection, start: int, stop: int) -> list[UUID]:
        """Read only ids, for a selection."""
        numbers = self.numbers(connection, start, min(stop, self._count))
        found = connection.execute(
            "SELECT n, asset.id FROM json_each(?) JOIN asset ON n = value",
            (json.dumps(list(numbers)),),
        )
        by_number = {n: UUID(bytes=row_id) for n, row_id in found.fetchall()}
        return [by_number[number] for number in numbers if number in by_number]

    def numbers(self, connection: Connection, start: int, stop: int) -> Sequence[int]:
        """Read the numbers of assets."""
        if start >= stop:
            return ()
        if self._walk is not None:
            return self._walk.read(connection, start, stop, self._count)
        return self._numbers[start:stop] if self._numbers is not None else ()


class _Walk:
    """Pages along an index; remembers where each began."""

    def __init__(self, where: str, params: Sequence[Any], sort: str, *, descending: bool) -> None:
        self._where, self._params = where, params
        self._index, self._key = f"asset_by_{sort}", SORTS[sort]
        self._descending = descending
        self._lock = threading.Lock()
        self._positions: list[int] = []
        self._places: dict[int, Place] = {}

    def read(self, connection: Connection, start: int, stop: int, count: int) -> list[int]:
        """Read numbers of assets from a position on."""
        with self._lock:
            at = bisect_right(self._positions, start) - 1
            near = self._positions[at] if at >= 0 else 0
            place = self._places.get(near)
        if count - stop < start - near:
            found = self._rows(connection, stop - start, count - stop, None, backwards=True)[::-1]
        else:
            found = self._rows(connection, stop - start, start - near, place, backwards=False)
        if found:
            self._remember(start + len(found), found[-1])
        return [number for *_, number in found]

    def _remember(self, position: int, place: Place) -> None:
        with self._lock:
            if position not in self._places:
                self._positions.insert(bisect_right(self._positions, position), position)
            self._places[position] = place

    def _rows(
        self,
        connection: Connection,
        limit: int,
        offset: int,
        place: Place | None,
        *,
        backwards: bool,
    ) -> list[Place]:
        down = self._descending != backwards
        way, sign = ("DESC", "<") if down else ("ASC", ">")
        key, plain = self._key, self._key.removesuffix(" COLLATE NOCASE")
        since = f" AND ({key}, level, tally_n, n) {sign} (?, ?, ?, ?)" if place is not None else ""
        sql = (
            f"SELECT {plain}, level, tally_n, n FROM asset"  # noqa: S608  our own names
            f" INDEXED BY {self._index} WHERE {self._where}{since}"
            f" ORDER BY {key} {way}, level {way}, tally_n {way}, n {way} LIMIT ? OFFSET ?"
        )
        params = (*self._params, *(place or ()), limit, offset)
        return list(connection.execute(sql, params).fetchall())


def lines(connection: Connection, query: AssetQuery) -> Lines:
    """Find assets; however many there are, only a page of them is read."""
    found = conditions(connection, query)
    if query.sort in SORTS and found.present is not None:
        count = counted(connection, found)
        if count > 2 * _FIRST_PAGE and count * count >= _WALKED_SHARE * _all(connection):
            walk = _Walk(*_along(connection, found, query), query.sort, descending=query.descending)
            if count > _TOO_MANY or _is_quick(connection, walk, count):
                return Lines(count, walk=walk)
    return _sorted(connection, found, query)


def _sorted(connection: Connection, found: Conditions, query: AssetQuery) -> Lines:
    """Read what is sorted by of every asset that fits, and keep their numbers in order."""
    condition, params = found.tallies()
    where = f"tally_n IN (SELECT n FROM tally WHERE {condition})"  # noqa: S608  our own names
    members = found.members()
    if members is not None:
        where = f"n IN (SELECT n FROM ({members[0]}) WHERE {where})"  # noqa: S608
        params = [*members[1], *params]
    way = "DESC" if query.descending else "ASC"
    # the plus keeps the database from walking a whole index in order for the few that fit
    order = f"+{SORTS.get(query.sort) or 'position'}"
    numbers = connection.execute(
        f"SELECT n FROM asset WHERE {where} ORDER BY {order} {way}, level {way}, n {way}",  # noqa: S608
        params,
    ).fetchall()
    ordered = array("q", [number for (number,) in numbers])
    return Lines(len(ordered), numbers=ordered)


def _along(
    connection: Connection, found: Conditions, query: AssetQuery
) -> tuple[str, Sequence[Any]]:
    """Word the condition of a walk; where the tallies tell it, from the first key to the last."""
    where, params = found.where()
    if not found.tallied or query.sort not in (*_RANGES, "quality"):
        return where, params
    tallied, values = found.tallies()
    first, last = connection.execute(
        f"SELECT min({query.sort}), max({query.sort}) FROM tally WHERE {tallied}",  # noqa: S608
        values,
    ).fetchone()
    if query.sort == "quality":
        bands = projection.BANDS
        first, last = (first * bands, 100) if first >= 0 else (projection.UNKNOWN, 100)
    return f"{where} AND {_RANGES.get(query.sort, 'quality BETWEEN ? AND ?')}", [
        *params,
        first,
        last,
    ]


def _is_quick(connection: Connection, walk: _Walk, count: int) -> bool:
    """Try whether the first page comes soon: what is asked for may lie far along the index."""
    asked = count_from(1)
    # the database counts steps on from the last time the same statement ran: only ours are counted
    connection.set_progress_handler(lambda: next(asked) > _PATIENCE, _STEPS)
    try:
        walk.read(connection, 0, min(count, _FIRST_PAGE), count)
    except sqlcipher3.OperationalError:
        return False
    finally:
        connection.set_progress_handler(None, 0)
    return True


def counted(connection: Connection, found: Conditions) -> int:
    """Count the assets that fit."""
    condition, values = found.tallies()
    members = found.members()
    if members is None:
        sql = f"SELECT coalesce(sum(count), 0) FROM tally WHERE {condition}"  # noqa: S608
        (count,) = connection.execute(sql, values).fetchone()
    else:
        (count,) = connection.execute(
            f"SELECT count(*) FROM ({members[0]})"  # noqa: S608  our own names
            f" WHERE tally_n IN (SELECT n FROM tally WHERE {condition})",
            (*members[1], *values),
        ).fetchone()
    return int(count)


def _all(connection: Connection) -> int:
    (count,) = connection.execute("SELECT coalesce(sum(count), 0) FROM tally").fetchone()
    return int(count)
