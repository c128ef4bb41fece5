"""Facets of lists of assets: how many there would be with each choice."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from pursight_desktop.replica import projection
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.asset_filter import AssetQuery, Conditions, conditions
from pursight_desktop.replica.queries.domains import PLACED, bases, domain_names
from pursight_desktop.replica.queries.reading import source_names

FACETS: Final = (
    "level", "kind", "label", "label_state", "sensitivity", "owner", "tag", "quality", "source",
    "domain",
)  # fmt: skip

QUALITY_STEPS: Final = (50, 70, 90)

_TOGETHER: Final = (
    ("kind", "label", "label_state", "sensitivity"), ("owner", "quality"),
    ("level", "source", "domain"),
)  # fmt: skip
"""Facets whose values come in few combinations: one pass counts these."""
_MOST: Final = 4
_COLUMNS: Final[Mapping[str, str]] = {"domain": "source"}
"""What is counted instead of a facet that `tally` has no column for."""

Statement = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A choice of a facet.

    Attributes:
        value: What an `AssetQuery` takes; of `source` and `domain` an id as text (empty: in no
            domain), of `quality` the number below which (`quality_below`), or `unscored`.
        count: How many assets would be shown with this choice.
        title: In words where the value is none, the name of a source or domain; else the value.
    """

    value: str
    count: int
    title: str


def facets(connection: Connection, query: AssetQuery) -> dict[str, list[FacetCount]]:
    """Count the choices of each facet, as if nothing of itself were chosen; most frequent first.

    The facets are level, kind, label, label_state, sensitivity, owner, tag, quality, source, and
    domain where there are any; of domains those too that nothing lies in, for their names.
    """
    found = {facet: conditions(connection, query.without(facet)) for facet in FACETS}
    names = domain_names(connection)
    if not names:
        del found["domain"]
    pairs = {"tag": _tags(connection, found.pop("tag"))}
    together: dict[str, dict[str, Conditions]] = {}
    for facet, one in found.items():
        together.setdefault(repr(one.sets), {})[facet] = one
    for some in together.values():
        pairs |= _choices(connection, some, _picked(next(iter(some.values()))))
    if names:
        counts = _domains(connection, found["domain"], pairs["domain"])
        counts |= {one.bytes: 0 for one in names if one.bytes not in counts}
        pairs["domain"] = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return _worded(connection, pairs)


def facets_among(
    connection: Connection, query: AssetQuery, counts: Mapping[int, int]
) -> dict[str, list[FacetCount]]:
    """Count choices as `facets` does, among assets that are counted by tally.

    Tags and domains are none of what tallies tell.
    """
    found = {facet: conditions(connection, query.without(facet)) for facet in FACETS}
    del found["tag"], found["domain"]
    for one in found.values():
        one.sets.clear()
    told = json.dumps(list(counts.items()))
    picked = "SELECT value ->> 0 AS tally_n, value ->> 1 AS c FROM json_each(?)"
    return _worded(connection, _choices(connection, found, (picked, [told])))


def _picked(found: Conditions) -> Statement | None:
    members = found.members()
    if members is None:
        return None
    sql = f"SELECT tally_n, count(*) AS c FROM ({members[0]}) GROUP BY tally_n"  # noqa: S608
    return sql, members[1]


def _choices(
    connection: Connection, found: dict[str, Conditions], picked: Statement | None
) -> dict[str, list[tuple[Any, int]]]:
    """Count facets; the assets that are picked are looked at once for all of them."""
    begin, counts, params = "", "FROM tally", list[Any]()
    if picked is not None:
        begin = (
            f"WITH picked AS MATERIALIZED ({picked[0]}),"  # noqa: S608  our own names
            " counted AS MATERIALIZED (SELECT level, kind, label, label_state, sensitivity, owner,"
            " source, quality, present, c AS count FROM picked JOIN tally ON tally.n = tally_n) "
        )
        counts, params = "FROM counted", list(picked[1])
    asked = [
        (several, found[several[0]].tallies())
        for together in _TOGETHER
        for several in _alike(found, together)
    ]
    arms = []
    for arm, (several, (condition, values)) in enumerate(asked):
        asked_for = [_COLUMNS.get(one, one) for one in several]
        columns = [*asked_for, *["NULL"] * (_MOST - len(several))]
        arms.append(
            f"SELECT {arm}, sum(count), {', '.join(columns)} {counts}"
            f" WHERE {condition} GROUP BY {', '.join(dict.fromkeys(asked_for))}"
        )
        params += values
    totals: dict[str, Counter[Any]] = {facet: Counter() for facet in found}
    for arm, count, *chosen in connection.execute(begin + " UNION ALL ".join(arms), params):
        for facet, value in zip(asked[arm][0], chosen, strict=False):
            totals[facet][value] += count
    return {
        facet: sorted(counted.items(), key=lambda one: (-one[1], one[0]))
        for facet, counted in totals.items()
    }


def _alike(found: dict[str, Conditions], together: Sequence[str]) -> list[list[str]]:
    """Part facets into those that are counted under the same condition."""
    parts: dict[str, list[str]] = {}
    for facet in together:
        if facet in found:
            parts.setdefault(repr(found[facet].tallies()), []).append(facet)
    return list(parts.values())


def _tags(connection: Connection, found: Conditions) -> list[tuple[Any, int]]:
    condition, params = found.tallies()
    members = found.members()
    among = ""
    if members is not None:
        among = f" AND n IN (SELECT n FROM ({members[0]}))"  # noqa: S608
        params = [*params, *members[1]]
    sql = (
        "SELECT tag, count(*) AS c FROM asset_tag"  # noqa: S608  our own names
        f" WHERE tally_n IN (SELECT n FROM tally WHERE {condition}){among}"
        " GROUP BY tag ORDER BY c DESC, tag"
    )
    return list(connection.execute(sql, params).fetchall())


def _domains(
    connection: Connection, found: Conditions, of_sources: list[tuple[Any, int]]
) -> dict[bytes, int]:
    """Count by domain: by those of sources, but for assets that were put elsewhere."""
    known = bases(connection)
    counts: Counter[bytes] = Counter()
    for source, count in of_sources:
        counts[known.of_sources.get(source, b"")] += count
    if known.elsewhere:
        condition, params = found.tallies()
        members = found.members()
        among = ""
        if members is not None:
            among = f" AND n IN (SELECT n FROM ({members[0]}))"  # noqa: S608
            params = [*params, *members[1]]
        sql = (
            f"{PLACED} SELECT source, domain, count(*) FROM placed"  # noqa: S608  our own names
            f" WHERE tally_n IN (SELECT n FROM tally WHERE {condition}){among}"
            " GROUP BY source, domain"
        )
        for source, domain, count in connection.execute(sql, params).fetchall():
            counts[known.of_sources.get(source, b"")] -= count
            counts[domain] += count
    return {domain: count for domain, count in counts.items() if count}


def _qualities(bands: dict[int, int]) -> list[tuple[Any, int]]:
    pairs: list[tuple[Any, int]] = [
        (str(step), sum(c for band, c in bands.items() if 0 <= band < step // projection.BANDS))
        for step in QUALITY_STEPS
    ]
    pairs.append(("unscored", sum(c for band, c in bands.items() if band < 0)))
    return [(value, count) for value, count in pairs if count]


def _worded(
    connection: Connection, pairs: dict[str, list[tuple[Any, int]]]
) -> dict[str, list[FacetCount]]:
    names = source_names(connection) | domain_names(connection)
    pairs["quality"] = _qualities(dict(pairs["quality"]))
    return {
        facet: [_choice(facet, value, count, names) for value, count in pairs[facet]]
        for facet in FACETS
        if facet in pairs
    }


def _choice(facet: str, value: Any, count: int, names: dict[UUID, str]) -> FacetCount:
    """Word a choice as it is kept in the tables."""
    if facet == "domain" and not value:
        return FacetCount("", count, "")
    if facet in ("source", "domain"):
        place = UUID(bytes=value)
        return FacetCount(str(place), count, names.get(place, str(place)))
    if facet == "level":
        value = projection.LEVELS[value] if value < len(projection.LEVELS) else ""
    elif facet == "sensitivity":
        value = projection.SENSITIVITIES[value]
    return FacetCount(str(value), count, str(value))
