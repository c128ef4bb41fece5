"""Search: instant as one types, ranked, forgiving about spelling and about how names are written.

Names are searched once each, however many assets bear them; what is best comes first and only then
assets are read. Exact names rank above names that begin so, those above names that hold the
words, those above paths and labels, those above prose; tables rank above columns.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.asset_filter import AssetQuery, conditions
from pursight_desktop.replica.queries.catalog import FacetCount, worded
from pursight_desktop.replica.queries.name_search import NameMatch, Names, find_names
from pursight_desktop.replica.queries.reading import AssetLine, lines_of, source_names
from pursight_desktop.replica.words import asked, folded, quoted

COUNTED: Final = 5_000
"""Hits beyond these are not counted one by one."""

_BY_LEVEL: Final = {0: 4.0, 1: 4.0, 2: 6.0, 3: 0.0}
_PATH, _LABEL, _PROSE = 50.0, 45.0, 20.0


@dataclass(frozen=True, slots=True)
class Hit:
    """An asset that was found.

    Attributes:
        score: Higher is better; only for comparing hits of one search.
        matched: By what: name, similar, path, label or prose.
    """

    line: AssetLine
    score: float
    matched: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        hits: The best ones, best first.
        total: How many there are; at least so many if not `counted_all`.
        facets: Choices of level, kind, label, sensitivity, owner and source among what was found.
        spelled: The words that were searched instead of misspelt ones; empty if none were.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: dict[str, list[FacetCount]] = field(default_factory=dict)
    counted_all: bool = True
    spelled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An asset to jump to."""

    id: UUID
    name: str
    fqn: str
    level: str
    kind: str


def search(
    connection: Connection, text: str, facets: AssetQuery | None = None, limit: int = 200
) -> Found:
    """Find assets.

    Args:
        connection: Of a reader.
        text: As typed; the last word need not be complete.
        facets: Only among these; its text and its sorting are not looked at.
        limit: Of the hits.
    """
    if not asked(text):
        return Found()
    names = find_names(connection, text)
    finding = _Finding(
        connection, text, conditions(connection, _without_text(facets)).where(), limit
    )
    finding.names(names.matches)
    finding.paths()
    finding.labels()
    finding.prose()
    ranked = finding.ranked()
    ids = _ids(connection, [n for n, _ in ranked])
    lines = {line.id: line for line in lines_of(connection, list(ids))}
    hits = tuple(Hit(lines[ids[n]], score, by) for n, (score, by) in ranked if n in ids)
    counted, total, counted_all = finding.count(names)
    return Found(hits, total, counted, counted_all, names.spelled)


def suggest(connection: Connection, text: str, limit: int = 12) -> list[Suggestion]:
    """Suggest assets by their names, as one types."""
    if not asked(text):
        return []
    finding = _Finding(connection, text, ("present = 1", []), limit)
    finding.names(find_names(connection, text, limit=4 * limit).matches)
    finding.paths()
    return [
        Suggestion(line.id, line.name, line.fqn, line.level, line.kind)
        for line in lines_of(connection, [n for n, _ in finding.ranked()])
    ]


def _without_text(facets: AssetQuery | None) -> AssetQuery:
    if facets is None:
        return AssetQuery()
    names = (
        "under", "parent", "levels", "kinds", "labels", "sensitivities", "owners", "tags",
        "sources", "label_states", "quality_below", "gone",
    )  # fmt: skip
    return AssetQuery(**{name: getattr(facets, name) for name in names})


class _Finding:
    """One search: what it looks for, among which assets, and the best it found so far."""

    def __init__(
        self, connection: Connection, text: str, where: tuple[str, list[Any]], limit: int
    ) -> None:
        self._connection, self._text = connection, text
        self._where, self._params = where
        self._limit = limit
        self.best: dict[int, tuple[float, str]] = {}

    def ranked(self) -> list[tuple[int, tuple[float, str]]]:
        """List numbers of assets with score and reason, best first."""
        return sorted(self.best.items(), key=lambda one: (-one[1][0], one[0]))[: self._limit]

    def names(self, matches: list[NameMatch]) -> None:
        """Read the assets of the best names; enough of them, and no more."""
        sql = (
            "SELECT n, level FROM asset"  # noqa: S608  our own names
            f" WHERE name_n = ? AND {self._where} ORDER BY level LIMIT ?"
        )
        for match in matches:
            params = (match.number, *self._params, self._limit)
            self._take(sql, params, match.score, match.by)
            if len(self.best) >= 2 * self._limit:
                return

    def paths(self) -> None:
        """Find `customer email` where the table is a customer's and the column is an e-mail."""
        forms = [one[0] for one in asked(self._text)]
        if len(forms) < 2 or len(self.best) >= self._limit:
            return
        sql = (
            "SELECT n, level FROM asset WHERE n IN (SELECT below.n FROM asset AS above"  # noqa: S608
            " JOIN asset AS below ON below.parent = above.id WHERE above.level = 2"
            " AND above.name_n IN (SELECT rowid FROM name_words WHERE name_words MATCH ?)"
            " AND below.name_n IN (SELECT rowid FROM name_words WHERE name_words MATCH ?)"
            f" LIMIT {COUNTED}) AND {self._where} LIMIT ?"
        )
        for split in range(1, len(forms)):
            above = " AND ".join(quoted(forms[:split], prefix=True))
            below = " AND ".join(quoted(forms[split:], prefix=True))
            self._take(sql, (above, below, *self._params, self._limit), _PATH, "path")

    def labels(self) -> None:
        """Find columns that hold what was typed, whatever their names say."""
        whole = folded(self._text)
        if len(whole) < 3:
            return
        found = self._connection.execute(
            "WITH RECURSIVE seen (label) AS (SELECT min(label) FROM asset UNION ALL"
            " SELECT (SELECT min(label) FROM asset WHERE label > seen.label) FROM seen"
            " WHERE seen.label IS NOT NULL) SELECT label FROM seen WHERE label > ''"
        )
        sql = f"SELECT n, level FROM asset WHERE label = ? AND {self._where} LIMIT ?"  # noqa: S608
        for (label,) in found.fetchall():
            if label != "none" and folded(label).startswith(whole):
                self._take(sql, (label, *self._params, self._limit), _LABEL, "label")

    def prose(self) -> None:
        """Find what descriptions, comments, owners and tags say."""
        forms = [one[0] for one in asked(self._text)]
        if len("".join(forms)) < 3:
            return
        match = " AND ".join(quoted(forms[:-1]) + quoted(forms[-1:], prefix=True))
        sql = (
            "SELECT n, level FROM asset WHERE n IN"  # noqa: S608  our own names
            f" (SELECT rowid FROM said WHERE said MATCH ? LIMIT {COUNTED})"
            f" AND {self._where} LIMIT ?"
        )
        self._take(sql, (match, *self._params, self._limit), _PROSE, "prose")

    def count(self, names: Names) -> tuple[dict[str, list[FacetCount]], int, bool]:
        """Count what was found, and the choices of its facets, up to a bound."""
        if names.condition is None:
            return {}, len(self.best), True
        condition, params = names.condition
        sql = (
            "SELECT level, kind, label, sensitivity, owner, source FROM asset"  # noqa: S608
            f" WHERE name_n IN ({condition}) AND {self._where} LIMIT {COUNTED}"
        )
        found = self._connection.execute(sql, (*params, *self._params)).fetchall()
        titles = source_names(self._connection)
        facets: dict[str, list[FacetCount]] = {}
        for at, facet in enumerate(("level", "kind", "label", "sensitivity", "owner", "source")):
            counter = Counter(line[at] for line in found)
            facets[facet] = [
                worded(facet, value, count, titles) for value, count in counter.most_common()
            ]
        return facets, max(len(found), len(self.best)), len(found) < COUNTED

    def _take(self, sql: str, params: tuple[Any, ...], score: float, by: str) -> None:
        for number, level in self._connection.execute(sql, params).fetchall():
            full = score + _BY_LEVEL.get(level, 0.0)
            if number not in self.best or self.best[number][0] < full:
                self.best[number] = (full, by)


def _ids(connection: Connection, numbers: list[int]) -> dict[int, UUID]:
    marks = ", ".join("?" * len(numbers))
    sql = f"SELECT n, id FROM asset WHERE n IN ({marks})"  # noqa: S608
    return {n: UUID(bytes=row_id) for n, row_id in connection.execute(sql, numbers).fetchall()}
