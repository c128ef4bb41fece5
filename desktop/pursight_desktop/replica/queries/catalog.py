"""The catalog: the tree, and what its lists are made with."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pursight_desktop.replica import projection
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.asset_facets import FacetCount, facets
from pursight_desktop.replica.queries.asset_filter import AssetQuery
from pursight_desktop.replica.queries.asset_lines import Lines, lines
from pursight_desktop.replica.queries.reading import AssetLine

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
