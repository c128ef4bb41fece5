"""AssetQuery: which assets a list shows and how; and the same as conditions of SQL."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from pursight_desktop.replica import projection
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.domains import within
from pursight_desktop.replica.words import asked, folded, quoted


@dataclass(frozen=True, slots=True)
class AssetQuery:
    """Which assets, and how sorted; an empty tuple means any.

    Attributes:
        under: Everything below this asset, whatever the depth.
        parent: Only its direct children.
        owners: An empty text means those without one.
        quality_below: Only what is scored, and lower than this.
        text: Names and prose that hold these words, the last of them as far as it is typed.
        domains: In which they lie, also through what they lie in; None: in none.
        gone: False: what is there; True: what is there no more; None: both.
        sort: name, fqn, type, label, confidence, sensitivity, quality, owner, row_count,
            last_seen_at or position; what is not known sorts as the lowest.
    """

    under: UUID | None = None
    parent: UUID | None = None
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    sensitivities: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[UUID, ...] = ()
    domains: tuple[UUID | None, ...] = ()
    label_states: tuple[str, ...] = ()
    quality_below: float | None = None
    text: str = ""
    gone: bool | None = False
    sort: str = "name"
    descending: bool = False

    def without(self, facet: str) -> "AssetQuery":
        """Drop the choice of one facet, as `facets` names it."""
        changes: dict[str, Any] = {
            "level": {"levels": ()},
            "kind": {"kinds": ()},
            "label": {"labels": ()},
            "label_state": {"label_states": ()},
            "sensitivity": {"sensitivities": ()},
            "owner": {"owners": ()},
            "tag": {"tags": ()},
            "source": {"sources": ()},
            "domain": {"domains": ()},
            "quality": {"quality_below": None},
        }
        return replace(self, **changes[facet])


@dataclass(slots=True)
class Conditions:
    """A query as SQL.

    Attributes:
        present: Whether assets must be there (1) or gone (0); None for either.
        levels: Numbers of the levels; empty for any.
        tallied: Conditions over `tally` on everything else that it knows, with their values.
        sets: Statements that select `n` and `tally_n` of assets, with their values: assets must
            be in all of these.
    """

    present: int | None = None
    levels: list[int] = field(default_factory=list)
    tallied: list[str] = field(default_factory=list)
    tallied_params: list[Any] = field(default_factory=list)
    sets: list[tuple[str, list[Any]]] = field(default_factory=list)

    def tallies(self) -> tuple[str, list[Any]]:
        """Give the condition over `tally`."""
        clauses, params = self._places()
        return " AND ".join([*clauses, *self.tallied]) or "1", [*params, *self.tallied_params]

    def members(self) -> tuple[str, list[Any]] | None:
        """Select `n` and `tally_n` of the assets in all sets; None if there are no sets."""
        if not self.sets:
            return None
        sql, params = self.sets[0]
        params = list(params)
        for other, more in self.sets[1:]:
            sql = f"SELECT n, tally_n FROM ({sql}) WHERE n IN (SELECT n FROM ({other}))"  # noqa: S608
            params += more
        return sql, params

    def where(self) -> tuple[str, list[Any]]:
        """Give the whole condition over `asset`; indexes that end in `tally_n` can answer it."""
        # the plus keeps the database from taking the level for given, and sorting what is in order
        clauses, params = self._places("+level")
        if self.tallied:
            condition, more = self.tallies()
            clauses.append(f"tally_n IN (SELECT n FROM tally WHERE {condition})")  # noqa: S608
            params += more
        for sql, more in self.sets:
            clauses.append(f"n IN (SELECT n FROM ({sql}))")  # noqa: S608
            params += more
        return " AND ".join(clauses) or "1", params

    def _places(self, level: str = "level") -> tuple[list[str], list[Any]]:
        clauses, params = [], list[Any]()
        if self.present is not None:
            clauses.append("present = ?")
            params.append(self.present)
        if self.levels:
            clauses.append(f"{level} IN ({', '.join('?' * len(self.levels))})")
            params += self.levels
        return clauses, params

    def choose(self, column: str, values: list[Any]) -> None:
        """Ask for one of several values of what `tally` has."""
        if values:
            marks = ", ".join("?" * len(values))
            self.tallied.append(f"{column} IN ({marks})")
            self.tallied_params += values

    def demand(self, sql: str, *params: Any) -> None:
        """Ask for the assets of a set."""
        self.sets.append((sql, list(params)))


def conditions(connection: Connection, query: AssetQuery) -> Conditions:
    """Word a query as SQL."""
    made = Conditions(
        present=None if query.gone is None else int(not query.gone),
        levels=[projection.level_number(one) for one in query.levels],
    )
    made.choose("kind", list(query.kinds))
    made.choose("label", list(query.labels))
    made.choose("label_state", list(query.label_states))
    made.choose("sensitivity", [projection.sensitivity_number(s) for s in query.sensitivities])
    made.choose("owner", list(query.owners))
    made.choose("source", [one.bytes for one in query.sources])
    if query.parent is not None:
        made.demand("SELECT n, tally_n FROM asset WHERE parent = ?", query.parent.bytes)
    if query.under is not None:
        _demand_under(connection, made, query.under)
    if query.tags:
        marks = ", ".join("?" * len(query.tags))
        made.demand(
            f"SELECT DISTINCT n, tally_n FROM asset_tag WHERE tag IN ({marks})",  # noqa: S608
            *query.tags,
        )
    if query.domains:
        _demand_domains(connection, made, query.domains)
    if query.quality_below is not None:
        _demand_quality(made, query.quality_below)
    if query.text.strip():
        _demand_text(made, query.text)
    return made


def _demand_domains(
    connection: Connection, made: Conditions, domains: tuple[UUID | None, ...]
) -> None:
    found = within(connection, domains)
    if found.tallied:
        made.tallied.append(found.tallied)
        made.tallied_params += found.params
    else:
        made.demand(found.selected, *found.params)


def _demand_quality(made: Conditions, below: float) -> None:
    if 0 < below < 100 and below % projection.BANDS == 0:
        made.tallied.append(f"quality BETWEEN 0 AND {int(below) // projection.BANDS - 1}")
    else:
        made.demand("SELECT n, tally_n FROM asset WHERE quality >= 0 AND quality < ?", below)


def _demand_under(connection: Connection, made: Conditions, root: UUID) -> None:
    found = connection.execute(
        "SELECT level, source, schema_name, name FROM asset WHERE id = ?", (root.bytes,)
    ).fetchone()
    if found is None:
        made.tallied.append("0")
        return
    level, source, schema_name, name = found
    if level == 0:
        made.choose("source", [source])
        made.tallied.append("level > 0")
    elif level == 1:
        made.demand(
            "SELECT n, tally_n FROM asset WHERE source = ? AND schema_name = ?",
            source,
            schema_name or name,
        )
        made.tallied.append("level > 1")
    else:
        made.demand("SELECT n, tally_n FROM asset WHERE parent = ?", root.bytes)


def _demand_text(made: Conditions, text: str) -> None:
    forms = asked(text)
    if not forms:
        made.tallied.append("0")
        return
    whole = folded(text)
    words = " AND ".join(quoted([forms_of[0] for forms_of in forms], prefix=True))
    made.demand(
        "SELECT n, tally_n FROM asset WHERE name_n IN (SELECT n FROM name WHERE folded LIKE ?"
        " UNION SELECT rowid FROM name_words WHERE name_words MATCH ?)"
        " UNION SELECT n, tally_n FROM asset WHERE n IN"
        " (SELECT rowid FROM said WHERE said MATCH ?)",
        f"%{whole}%",
        words,
        words,
    )
