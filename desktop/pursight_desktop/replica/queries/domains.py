"""Business domains: which there are, in which an asset lies, and which assets lie in one."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.projection import LEVELS
from pursight_desktop.replica.queries.reading import AssetLine, Fields, all_of, fields_of, uuid_of

PLACED: Final = (
    "WITH RECURSIVE placed (id, n, tally_n, source, domain) AS ("
    "SELECT id, n, tally_n, source, domain FROM asset WHERE domain IS NOT NULL AND level > 0"
    " UNION ALL SELECT child.id, child.n, child.tally_n, child.source, placed.domain FROM placed"
    " JOIN asset AS child ON child.parent = placed.id WHERE child.domain IS NULL)"
)
"""Assets that lie in another domain than their source may: each that was put into one below the
root, with all below it that was not put elsewhere."""


@dataclass(frozen=True, slots=True)
class DomainLine:
    """A business domain."""

    id: UUID
    name: str
    description: str
    owner_id: UUID | None


@dataclass(frozen=True, slots=True)
class Placement:
    """In which domain an asset lies.

    Attributes:
        id: Of the domain; None for none.
        name: Of the domain; empty for one that is not here.
        own: Whether it was put there itself.
        through: The asset that it has it from; None for its own, and for one of the source.
        through_name: What it has it from is called; empty for its own.
    """

    id: UUID | None = None
    name: str = ""
    own: bool = False
    through: UUID | None = None
    through_name: str = ""


@dataclass(frozen=True, slots=True)
class Bases:
    """In which domain assets lie that were not put anywhere themselves.

    Attributes:
        of_sources: By source: the domain of its root, else that of the source itself.
        elsewhere: Domains into which assets below a root were put, and in which sources.
    """

    of_sources: Mapping[bytes, bytes] = field(default_factory=dict)
    elsewhere: frozenset[tuple[bytes, bytes]] = frozenset()


def domains(connection: Connection) -> list[DomainLine]:
    """List the domains by name."""
    lines = [
        DomainLine(
            id=row_id,
            name=str(fields.get("name") or ""),
            description=str(fields.get("description") or ""),
            owner_id=uuid_of(fields.get("owner_id")),
        )
        for row_id, fields in all_of(connection, "domain")
    ]
    return sorted(lines, key=lambda line: line.name.casefold())


def domain_names(connection: Connection) -> dict[UUID, str]:
    """Name the domains by their ids."""
    return {line.id: line.name for line in domains(connection)}


def bases(connection: Connection) -> Bases:
    """Read in which domains sources are, and whether anything in them lies elsewhere."""
    of_sources = {
        row_id.bytes: domain.bytes
        for row_id, fields in all_of(connection, "source")
        if (domain := uuid_of(fields.get("domain_id"))) is not None
    }
    found = connection.execute(
        "SELECT DISTINCT domain, source, level = 0 FROM asset WHERE domain IS NOT NULL"
    ).fetchall()
    of_sources |= {source: domain for domain, source, root in found if root}
    elsewhere = frozenset((domain, source) for domain, source, root in found if not root)
    return Bases(of_sources, elsewhere)


def placement(connection: Connection, asset_id: UUID) -> Placement:
    """Say in which domain an asset lies, and what it has it from.

    Its own counts; without one, that of what it lies in, the nearest first, at last its source's.
    """
    fields = fields_of(connection, "asset", asset_id) or {}
    domain = uuid_of(fields.get("domain_id"))
    if domain is None:
        return inherited(connection, asset_id)
    return Placement(domain, domain_names(connection).get(domain, ""), own=True)


def inherited(connection: Connection, asset_id: UUID) -> Placement:
    """Say in which domain an asset would lie if it were not put into one itself."""
    names = domain_names(connection)
    fields = fields_of(connection, "asset", asset_id) or {}
    for _ in LEVELS:
        parent = uuid_of(fields.get("parent_id"))
        over = None if parent is None else fields_of(connection, "asset", parent)
        if over is None:
            break
        domain = uuid_of(over.get("domain_id"))
        if domain is not None:
            return Placement(
                domain, names.get(domain, ""), through=parent, through_name=_called(over)
            )
        fields = over
    source_id = uuid_of(fields.get("source_id"))
    source = (None if source_id is None else fields_of(connection, "source", source_id)) or {}
    domain = uuid_of(source.get("domain_id"))
    if domain is None:
        return Placement()
    return Placement(domain, names.get(domain, ""), through_name=_called(source))


def _called(fields: Fields) -> str:
    return str(fields.get("name") or "")


def with_domains(connection: Connection, lines: Sequence[AssetLine]) -> list[AssetLine]:
    """Tell of each asset the name of the domain in which it lies."""
    names = {one.bytes: name for one, name in domain_names(connection).items()}
    if not names:
        return list(lines)
    found = _nearest(connection, [line.id for line in lines])
    of_sources = bases(connection).of_sources
    told = []
    for line in lines:
        domain = found.get(line.id)
        if domain is None and line.source_id is not None:
            domain = of_sources.get(line.source_id.bytes)
        told.append(replace(line, domain=names.get(domain, "") if domain else ""))
    return told


def _nearest(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """Find the nearest asset at or above each that was put into a domain; gives the domains."""
    found = connection.execute(
        "WITH RECURSIVE up (id, parent, domain) AS ("
        "SELECT asset.id, asset.parent, asset.domain FROM json_each(?) AS wanted"
        " JOIN asset ON asset.id = unhex(wanted.value)"
        " UNION ALL SELECT up.id, over.parent, over.domain FROM up"
        " JOIN asset AS over ON over.id = up.parent WHERE up.domain IS NULL)"
        " SELECT id, domain FROM up WHERE domain IS NOT NULL",
        (json.dumps([one.hex for one in ids]),),
    )
    return {UUID(bytes=row_id): domain for row_id, domain in found.fetchall()}


@dataclass(frozen=True, slots=True)
class Within:
    """Assets in some domains, as SQL.

    Attributes:
        tallied: A condition over `tally` where that can tell; else empty.
        selected: Else what selects `n` and `tally_n` of them.
    """

    tallied: str
    selected: str
    params: tuple[Any, ...]


def within(connection: Connection, wanted: Iterable[UUID | None]) -> Within:
    """Word which assets lie in one of some domains; None stands for those in none."""
    ids = {None if one is None else one.bytes for one in wanted}
    known = bases(connection)
    inside = [source for source, domain in known.of_sources.items() if domain in ids]
    clause = f"source IN ({', '.join('?' * len(inside))})"
    params: list[Any] = list(inside)
    if None in ids:
        clause = f"({clause} OR source NOT IN ({', '.join('?' * len(known.of_sources))}))"
        params += known.of_sources
    if not any(_differs(one, known, ids) for one in known.elsewhere):
        return Within(clause, "", tuple(params))
    some = [one for one in ids if one is not None]
    marks = ", ".join("?" * len(some))
    sql = (
        f"{PLACED} SELECT n, tally_n FROM placed WHERE domain IN ({marks})"  # noqa: S608
        f" UNION ALL SELECT n, tally_n FROM asset WHERE {clause}"
        " AND n NOT IN (SELECT n FROM placed)"
    )
    return Within("", sql, (*some, *params))


def _differs(one: tuple[bytes, bytes], known: Bases, ids: set[bytes | None]) -> bool:
    """Whether assets that were put into a domain count otherwise than their source does."""
    domain, source = one
    return (domain in ids) != (known.of_sources.get(source) in ids)
