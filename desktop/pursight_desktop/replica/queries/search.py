"""Search: instant as one types, ranked, forgiving about spelling and about how names are written.

Names are searched once each, however many assets bear them; what is best comes first and only then
assets are read. Exact names rank above names that begin so, those above names that hold the
words, those above paths and labels, those above prose; tables rank above columns.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.asset_facets import FacetCount, facets_among
from pursight_desktop.replica.queries.asset_filter import AssetQuery, Conditions, conditions
from pursight_desktop.replica.queries.name_search import NameMatch, Names, find_names
from pursight_desktop.replica.queries.reading import AssetLine, lines_of
from pursight_desktop.replica.words import asked, folded, quoted

COUNTED: Final = 20_000
"""Hits beyond these are not counted."""

_TABLES: Final = 1_000
_SAID: Final = 2_000

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
        facets: Choices among what was found, all but tags; each as if nothing of itself were
            chosen.
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
    query = _without_text(facets)
    names = find_names(connection, text)
    finding = _Finding(connection, text, conditions(connection, query), limit)
    finding.names(names.matches)
    finding.paths()
    finding.labels()
    finding.prose()
    ranked = finding.ranked()
    ids = _ids(connection, [n for n, _ in ranked])
    lines = {line.id: line for line in lines_of(connection, list(ids))}
    hits = tuple(Hit(lines[ids[n]], score, by) for n, (score, by) in ranked if n in ids)
    counts = finding.counts(names)
    choices = facets_among(connection, query, counts)
    total = sum(
        one.count for one in choices["level"] if not query.levels or one.value in query.levels
    )
    return Found(hits, total, choices, sum(counts.values()) < COUNTED, names.spelled)


def suggest(connection: Connection, text: str, limit: int = 12) -> list[Suggestion]:
    """Suggest assets by their names, as one types."""
    if not asked(text):
        return []
    finding = _Finding(connection, text, Conditions(present=1), limit)
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
        "sources", "domains", "label_states", "quality_below", "gone",
    )  # fmt: skip
    return AssetQuery(**{name: getattr(facets, name) for name in names})


class _Finding:
    """One search: what it looks for, among which assets, and the best it found so far."""

    def __init__(self, connection: Connection, text: str, among: Conditions, limit: int) -> None:
        self._connection, self._text, self._limit = connection, text, limit
        self._forms = [one[0] for one in asked(text)]
        self._condition, self._values = among.tallies()
        self._sets = among.members()
        self.best: dict[int, tuple[float, str]] = {}

    def ranked(self) -> list[tuple[int, tuple[float, str]]]:
        """List numbers of assets with score and reason, best first."""
        return sorted(self.best.items(), key=lambda one: (-one[1][0], one[0]))[: self._limit]

    def names(self, matches: list[NameMatch]) -> None:
        """Read the assets of the best names; enough of them, and no more."""
        scores = {match.number: (match.score, match.by) for match in matches}
        among, params = self._among()
        found = self._connection.execute(
            "SELECT asset.n, level, name_n FROM json_each(?) AS wanted"  # noqa: S608
            " CROSS JOIN asset INDEXED BY asset_name_n ON name_n = wanted.value"
            f" WHERE {among} LIMIT ?",
            (json.dumps(list(scores)), *params, 2 * self._limit),
        )
        for number, level, name in found.fetchall():
            self._take(number, level, *scores[name])

    def paths(self) -> None:
        """Find `customer email` where the table is a customer's and the column is an e-mail."""
        if len(self._forms) < 2 or len(self.best) >= self._limit:
            return
        among, params = self._among()
        for split in range(1, len(self._forms)):
            above = find_names(self._connection, " ".join(self._forms[:split]), _TABLES)
            below = " AND ".join(quoted(self._forms[split:], prefix=True))
            found = self._connection.execute(
                "WITH above AS MATERIALIZED (SELECT asset.id FROM json_each(?) AS wanted"  # noqa: S608
                " CROSS JOIN asset INDEXED BY asset_name_n ON name_n = wanted.value"
                " WHERE level = 2 LIMIT ?)"
                " SELECT asset.n, level FROM above CROSS JOIN asset INDEXED BY asset_children"
                " ON parent = above.id"
                " WHERE name_n IN (SELECT rowid FROM name_words WHERE name_words MATCH ?)"
                f" AND {among} LIMIT ?",
                (
                    json.dumps([match.number for match in above.matches]),
                    _TABLES, below, *params, self._limit,
                ),
            )  # fmt: skip
            for number, level in found.fetchall():
                self._take(number, level, _PATH, "path")

    def labels(self) -> None:
        """Find columns that hold what was typed, whatever their names say."""
        labels = self._labels()
        if labels:
            among, params = self._among(f"label IN ({', '.join('?' * len(labels))})", labels)
            sql = f"SELECT n, level FROM asset WHERE {among} LIMIT ?"  # noqa: S608
            for number, level in self._connection.execute(sql, (*params, self._limit)).fetchall():
                self._take(number, level, _LABEL, "label")

    def _labels(self) -> list[str]:
        whole = folded(self._text)
        if len(whole) < 3:
            return []
        found = self._connection.execute("SELECT DISTINCT label FROM tally")
        return [
            label
            for (label,) in found.fetchall()
            if label not in ("", "none") and folded(label).startswith(whole)
        ]

    def prose(self) -> None:
        """Find what descriptions, comments, owners and tags say."""
        match = self._prose()
        if match:
            among, params = self._among()
            found = self._connection.execute(
                "SELECT n, level FROM asset WHERE n IN"  # noqa: S608  our own names
                f" (SELECT rowid FROM said WHERE said MATCH ? LIMIT {_SAID}) AND +{among} LIMIT ?",
                (match, *params, self._limit),
            )
            for number, level in found.fetchall():
                self._take(number, level, _PROSE, "prose")

    def _prose(self) -> str:
        if len("".join(self._forms)) < 3:
            return ""
        return " AND ".join(quoted(self._forms[:-1]) + quoted(self._forms[-1:], prefix=True))

    def counts(self, names: Names) -> dict[int, int]:
        """Count all that was found by tally, whatever is chosen of the facets; up to a bound."""
        by_path = [number for number, (_, by) in self.best.items() if by == "path"]
        condition, params = names.condition or ("SELECT 0 WHERE 0", ())
        labels = self._labels()
        found = (
            f"WITH named (name_n) AS MATERIALIZED ({condition}),"  # noqa: S608  our own names
            " path (n) AS MATERIALIZED (SELECT value FROM json_each(?)),"
            " holding (tally_n) AS MATERIALIZED"
            f" (SELECT n FROM tally WHERE label IN ({', '.join('?' * len(labels))})),"
            f" told (n) AS MATERIALIZED (SELECT rowid FROM said WHERE said MATCH ? LIMIT {_SAID}),"
            " other (n, name_n, tally_n) AS (SELECT n, name_n, tally_n FROM asset"
            " WHERE name_n NOT IN (SELECT name_n FROM named))"
            " SELECT n, tally_n FROM asset INDEXED BY asset_name_n WHERE name_n IN named"
            " UNION ALL SELECT n, tally_n FROM other WHERE n IN path"
            " UNION ALL SELECT n, tally_n FROM other WHERE tally_n IN holding AND n NOT IN path"
            " UNION ALL SELECT n, tally_n FROM other WHERE n IN told AND n NOT IN path"
            " AND tally_n NOT IN holding"
        )
        values = [*params, json.dumps(by_path), *labels, self._prose() or '""']
        if self._sets is not None:
            found = f"SELECT * FROM ({found}) WHERE n IN (SELECT n FROM ({self._sets[0]}))"  # noqa: S608
            values += self._sets[1]
        counted = self._connection.execute(
            f"SELECT tally_n, count(*) FROM ({found} LIMIT {COUNTED}) GROUP BY tally_n",  # noqa: S608
            values,
        )
        return dict(counted.fetchall())

    def _among(self, also: str = "1", values: Sequence[Any] = ()) -> tuple[str, list[Any]]:
        """Give the condition over `asset`, and one more over `tally`."""
        condition = f"tally_n IN (SELECT n FROM tally WHERE {self._condition} AND {also})"  # noqa: S608
        params = [*self._values, *values]
        if self._sets is None:
            return condition, params
        return f"{condition} AND n IN (SELECT n FROM ({self._sets[0]}))", [*params, *self._sets[1]]  # noqa: S608

    def _take(self, number: int, level: int, score: float, by: str) -> None:
        full = score + _BY_LEVEL.get(level, 0.0)
        if number not in self.best or self.best[number][0] < full:
            self.best[number] = (full, by)


def _ids(connection: Connection, numbers: list[int]) -> dict[int, UUID]:
    marks = ", ".join("?" * len(numbers))
    sql = f"SELECT n, id FROM asset WHERE n IN ({marks})"  # noqa: S608
    return {n: UUID(bytes=row_id) for n, row_id in connection.execute(sql, numbers).fetchall()}
