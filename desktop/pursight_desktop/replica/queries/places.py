"""Places: what sources, domains and assets are called, for what knows only their ids."""

from collections.abc import Iterable
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.catalog import path
from pursight_desktop.replica.queries.reading import fields_of


def named(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Name assets by all they lie in, sources and domains; what is not here is left out."""
    found: dict[UUID, str] = {}
    for one in ids:
        nodes = path(connection, one)
        if nodes:
            found[one] = " › ".join(node.name for node in nodes)
            continue
        place = fields_of(connection, "source", one) or fields_of(connection, "domain", one)
        if place is not None:
            found[one] = str(place.get("name") or "")
    return found
