"""What the replica holds, counted."""

from dataclasses import dataclass

from pursight_desktop.replica.files import Connection


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows of a kind there are."""

    entity: str
    rows: int


def stored(connection: Connection) -> list[Stored]:
    """Count rows by kind, most first."""
    found = connection.execute(
        "SELECT entity, count(*) FROM row GROUP BY entity ORDER BY count(*) DESC, entity"
    )
    return [Stored(*line) for line in found.fetchall()]


def names(connection: Connection) -> frozenset[str]:
    """List every name that an asset, source, agent, … has, to keep them out of what is told on."""
    found = connection.execute("SELECT text FROM name")
    told = {name for (name,) in found.fetchall()}
    more = connection.execute(
        "SELECT fields ->> 'name' FROM row WHERE entity IN ('source', 'agent', 'rule', 'domain')"
    )
    return frozenset(told | {name for (name,) in more.fetchall() if name})
