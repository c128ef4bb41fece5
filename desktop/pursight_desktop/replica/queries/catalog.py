"""The catalog: long lists of assets page by page, facets with counts, the tree."""

import json
import threading
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import sqlcipher3

from pursight_desktop.replica import projection
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.asset_filter import AssetQuery, Conditions, conditions
from pursight_desktop.replica.queries.reading import AssetLine, lines_of, source_names
from pursight_desktop.replica.schema import SORTS

__all__ = [
    "AssetLine",
    "AssetQuery",
    "FacetCount",
    "Lines",
    "TreeNode",
    "children",
    "facets",
    "lines",
    "path",
]

FACETS: Final = (
    "level", "kind", "label", "label_state", "sensitivity", "owner", "tag", "quality", "source",
)  # fmt: skip

QUALITY_STEPS: Final = (50, 70, 90)

_WALKED: Final = 0.05
_PATIENCE: Final = 600_000
_FIRST_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A choice of a facet.

    Attributes:
        value: What an `AssetQuery` takes; of `source` an id as text, of `quality` the number
            below which (`quality_below`), or `unscored`.
        count: How many assets would be shown with this choice.
        title: In words where the value is none, the name of a source; else the value.
    """

    value: str
    count: int
    title: str


@dataclass(frozen=True, slots=True)
class TreeNode:
    """An asset in the tree.

    Attributes:
        count: Of its children that are there.
    """

    id: UUID
    name: str
    level: str
    kind: str
    count: int
    sensitivity: str
    quality: float | None


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
        return lines_of(connection, self.numbers(connection, start, min(stop, self._count)))

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
        self._places: dict[int, tuple[Any, int, int]] = {}

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
        return [number for _, _, number in found]

    def _remember(self, position: int, place: tuple[Any, int, int]) -> None:
        with self._lock:
            if position not in self._places:
                self._positions.insert(bisect_right(self._positions, position), position)
            self._places[position] = place

    def _rows(
        self,
        connection: Connection,
        limit: int,
        offset: int,
        place: tuple[Any, int, int] | None,
        *,
        backwards: bool,
    ) -> list[tuple[Any, int, int]]:
        down = self._descending != backwards
        way, sign = ("DESC", "<") if down else ("ASC", ">")
        key, plain = self._key, self._key.removesuffix(" COLLATE NOCASE")
        since = f" AND ({key}, level, n) {sign} (?, ?, ?)" if place is not None else ""
        sql = (
            f"SELECT {plain}, level, n FROM asset INDEXED BY {self._index}"  # noqa: S608
            f" WHERE {self._where}{since}"
            f" ORDER BY {key} {way}, level {way}, n {way} LIMIT ? OFFSET ?"
        )
        params = (*self._params, *(place or ()), limit, offset)
        return list(connection.execute(sql, params).fetchall())


def lines(connection: Connection, query: AssetQuery) -> Lines:
    """Find assets; however many there are, only a page of them is read."""
    found = conditions(connection, query)
    key = SORTS.get(query.sort)
    if found.can_count and key is not None and query.gone is not None:
        count = _count(connection, found)
        walk = _Walk(*found.where(), query.sort, descending=query.descending)
        if found.only_levels or (
            count > 2 * _FIRST_PAGE
            and count >= _WALKED * _count(connection, Conditions())
            and _is_quick(connection, walk, count)
        ):
            return Lines(count, walk=walk)
    where, params = found.where()
    way = "DESC" if query.descending else "ASC"
    # the plus keeps the database from walking a whole index in order for the few that fit
    order = f"+{key or 'position'}"
    where = where.replace("present IN", "+present IN")
    numbers = connection.execute(
        f"SELECT n FROM asset WHERE {where} ORDER BY {order} {way}, level {way}, n {way}",  # noqa: S608
        params,
    ).fetchall()
    ordered = array("q", [number for (number,) in numbers])
    return Lines(len(ordered), numbers=ordered)


def _is_quick(connection: Connection, walk: _Walk, count: int) -> bool:
    """Try whether the first page comes soon: what is asked for may lie far along the index."""
    connection.set_progress_handler(lambda: 1, _PATIENCE)
    try:
        walk.read(connection, 0, min(count, _FIRST_PAGE), count)
    except sqlcipher3.OperationalError:
        return False
    finally:
        connection.set_progress_handler(None, 0)
    return True


def _count(connection: Connection, found: Conditions) -> int:
    where, params = found.where_counted()
    sql = f"SELECT coalesce(sum(count), 0) FROM tally WHERE {where}"  # noqa: S608
    (count,) = connection.execute(sql, params).fetchone()
    return int(count)


def facets(connection: Connection, query: AssetQuery) -> dict[str, list[FacetCount]]:
    """Count the choices of each facet, as if nothing of itself were chosen; most frequent first.

    The facets are level, kind, label, label_state, sensitivity, owner, tag, quality and source.
    """
    names = source_names(connection)
    counted: dict[str, list[FacetCount]] = {}
    for facet in FACETS:
        found = conditions(connection, query.without(facet))
        if facet == "tag":
            pairs = _tags(connection, found)
        elif facet == "quality":
            pairs = _qualities(connection, found)
        else:
            pairs = _choices(connection, found, facet)
        counted[facet] = [worded(facet, value, count, names) for value, count in pairs]
    return counted


def _choices(connection: Connection, found: Conditions, column: str) -> list[tuple[Any, int]]:
    if found.can_count:
        where, params = found.where_counted()
        sql = f"SELECT {column}, sum(count) AS c FROM tally WHERE {where}"  # noqa: S608
    else:
        where, params = found.where()
        sql = f"SELECT {column}, count(*) AS c FROM asset WHERE {where}"  # noqa: S608
    sql += f" GROUP BY {column} ORDER BY c DESC, {column}"
    return list(connection.execute(sql, params).fetchall())


def _tags(connection: Connection, found: Conditions) -> list[tuple[Any, int]]:
    where, params = found.where()
    (gone,) = connection.execute("SELECT EXISTS (SELECT 1 FROM tally WHERE present = 0)").fetchone()
    if found.only_present and not gone:
        sql = "SELECT tag, count(*) AS c FROM asset_tag GROUP BY tag ORDER BY c DESC, tag"
        return list(connection.execute(sql).fetchall())
    sql = (
        "SELECT tag, count(*) AS c FROM asset_tag CROSS JOIN asset USING (n)"  # noqa: S608
        f" WHERE {where} GROUP BY tag ORDER BY c DESC, tag"
    )
    return list(connection.execute(sql, params).fetchall())


def _qualities(connection: Connection, found: Conditions) -> list[tuple[Any, int]]:
    if found.can_count:
        where, params = found.where_counted()
        sql = f"SELECT quality, sum(count) FROM tally WHERE {where} GROUP BY 1"  # noqa: S608
    else:
        where, params = found.where()
        band = f"min(CAST(quality AS INTEGER), 99) / {projection.BANDS}"
        band = f"CASE WHEN quality < 0 THEN -1 ELSE {band} END"
        sql = f"SELECT {band}, count(*) FROM asset WHERE {where} GROUP BY 1"  # noqa: S608
    bands = connection.execute(sql, params).fetchall()
    pairs: list[tuple[Any, int]] = [
        (str(step), sum(c for band, c in bands if 0 <= band < step // projection.BANDS))
        for step in QUALITY_STEPS
    ]
    pairs.append(("unscored", sum(c for band, c in bands if band < 0)))
    return [(value, count) for value, count in pairs if count]


def worded(facet: str, value: Any, count: int, names: dict[UUID, str]) -> FacetCount:
    """Word a choice as it is kept in the tables."""
    if facet == "source":
        source = UUID(bytes=value)
        return FacetCount(str(source), count, names.get(source, str(source)))
    if facet == "level":
        value = projection.LEVELS[value] if value < len(projection.LEVELS) else ""
    elif facet == "sensitivity":
        value = projection.SENSITIVITIES[value]
    return FacetCount(str(value), count, str(value))


def children(
    connection: Connection, parent_id: UUID | None, *, gone: bool = False
) -> list[TreeNode]:
    """List what is directly below an asset, or the roots; as their source orders them."""
    mine = "parent IS NULL AND level = 0" if parent_id is None else "parent = ?"
    there = "" if gone else " AND present = 1"
    sql = (
        "SELECT id, name, level, kind, sensitivity, quality,"  # noqa: S608
        " (SELECT count(*) FROM asset AS child WHERE child.parent = asset.id)"
        f" FROM asset WHERE {mine}{there} ORDER BY position, name COLLATE NOCASE"
    )
    params = () if parent_id is None else (parent_id.bytes,)
    return [_node(found) for found in connection.execute(sql, params).fetchall()]


def path(connection: Connection, asset_id: UUID) -> list[TreeNode]:
    """List an asset and what is above it, the root first; empty if it is not here."""
    nodes: list[TreeNode] = []
    wanted: bytes | None = asset_id.bytes
    while wanted is not None and len(nodes) < len(projection.LEVELS):
        found = connection.execute(
            "SELECT id, name, level, kind, sensitivity, quality,"
            " (SELECT count(*) FROM asset AS child WHERE child.parent = asset.id), parent"
            " FROM asset WHERE id = ?",
            (wanted,),
        ).fetchone()
        if found is None:
            break
        nodes.append(_node(found[:7]))
        wanted = found[7]
    return nodes[::-1]


def _node(found: tuple[Any, ...]) -> TreeNode:
    row_id, name, level, kind, sensitivity, quality, count = found
    return TreeNode(
        id=UUID(bytes=row_id),
        name=name,
        level=projection.LEVELS[level] if level < len(projection.LEVELS) else "",
        kind=kind,
        count=count,
        sensitivity=projection.SENSITIVITIES[sensitivity],
        quality=None if quality < 0 else quality,
    )
