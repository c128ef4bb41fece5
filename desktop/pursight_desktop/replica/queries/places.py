"""Places: what sources and assets are called, for what knows only their ids."""

from collections.abc import Iterable
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.catalog import path
from pursight_desktop.replica.queries.reading import fields_of


def named(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Name assets by all they lie in, and sources; what is not here is left out."""
    found: dict[UUID, str] = {}
    for one in ids:
        nodes = path(connection, one)
        if nodes:
            found[one] = " › ".join(node.name for node in nodes)
            continue
        source = fields_of(connection, "source", one)
        if source is not None:
            found[one] = str(source.get("name") or "")
    return found
