"""AssetQuery: which assets a list shows and how; and the same as conditions of SQL."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from pursight_desktop.replica import projection
from pursight_desktop.replica.files import Connection
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
            "quality": {"quality_below": None},
        }
        return replace(self, **changes[facet])


@dataclass(slots=True)
class Conditions:
    """A query as SQL.

    Attributes:
        clauses: Over `asset`; those of `counted` are not among them.
        counted: Over what `tally` has too, under the same names.
        scored: Over the quality in `asset`; `banded` says the same over `tally`.
    """

    clauses: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)
    counted_params: list[Any] = field(default_factory=list)
    scored: list[str] = field(default_factory=list)
    banded: list[str] = field(default_factory=list)
    only_levels: bool = True

    @property
    def can_count(self) -> bool:
        """Whether the tally alone can say how many there are."""
        return not self.clauses

    @property
    def only_present(self) -> bool:
        """Whether nothing is asked for but what is there."""
        asked_for = (self.counted, self.counted_params, self.scored, self.clauses)
        return asked_for == (["present IN (?)"], [1], [], [])

    def where(self) -> tuple[str, list[Any]]:
        """Give the whole condition over `asset`."""
        clauses = [*self.counted, *self.scored, *self.clauses]
        return " AND ".join(clauses) or "1", [*self.counted_params, *self.params]

    def where_counted(self) -> tuple[str, list[Any]]:
        """Give the condition over `tally`."""
        return " AND ".join([*self.counted, *self.banded]) or "1", list(self.counted_params)

    def choose(self, column: str, values: list[Any]) -> None:
        """Ask for one of several values of what `tally` has too."""
        if values:
            marks = ", ".join("?" * len(values))
            self.counted.append(f"{column} IN ({marks})")
            self.counted_params += values
            self.only_levels = self.only_levels and column in ("level", "present")

    def demand(self, clause: str, *params: Any) -> None:
        """Ask for what only the assets themselves tell."""
        self.clauses.append(clause)
        self.params += params
        self.only_levels = False


def conditions(connection: Connection, query: AssetQuery) -> Conditions:
    """Word a query as SQL."""
    made = Conditions()
    if query.gone is not None:
        made.choose("present", [int(not query.gone)])
    made.choose("level", [projection.level_number(one) for one in query.levels])
    made.choose("kind", list(query.kinds))
    made.choose("label", list(query.labels))
    made.choose("label_state", list(query.label_states))
    made.choose("sensitivity", [projection.sensitivity_number(s) for s in query.sensitivities])
    made.choose("owner", list(query.owners))
    made.choose("source", [one.bytes for one in query.sources])
    if query.parent is not None:
        made.demand("parent = ?", query.parent.bytes)
    if query.under is not None:
        _demand_under(connection, made, query.under)
    if query.tags:
        marks = ", ".join("?" * len(query.tags))
        made.demand(f"n IN (SELECT n FROM asset_tag WHERE tag IN ({marks}))", *query.tags)  # noqa: S608
    if query.quality_below is not None:
        _demand_quality(made, query.quality_below)
    if query.text.strip():
        _demand_text(made, query.text)
    return made


def _demand_quality(made: Conditions, below: float) -> None:
    if 0 < below < 100 and below % projection.BANDS == 0:
        made.scored.append(f"quality >= 0 AND quality < {int(below)}")
        made.banded.append(f"quality >= 0 AND quality < {int(below) // projection.BANDS}")
        made.only_levels = False
    else:
        made.demand("quality >= 0 AND quality < ?", below)


def _demand_under(connection: Connection, made: Conditions, root: UUID) -> None:
    found = connection.execute(
        "SELECT level, source, schema_name, table_name, name FROM asset WHERE id = ?",
        (root.bytes,),
    ).fetchone()
    if found is None:
        made.demand("0")
        return
    level, source, schema_name, _, name = found
    if level == 0:
        made.choose("source", [source])
        made.choose("level", [1, 2, 3])
    elif level == 1:
        made.demand("source = ? AND schema_name = ? AND level > 1", source, schema_name or name)
    else:
        made.demand("parent = ?", root.bytes)


def _demand_text(made: Conditions, text: str) -> None:
    forms = asked(text)
    if not forms:
        made.demand("0")
        return
    whole = folded(text)
    words = " AND ".join(quoted([forms_of[0] for forms_of in forms], prefix=True))
    made.demand(
        "n IN ("
        "SELECT asset.n FROM asset WHERE name_n IN (SELECT n FROM name WHERE folded LIKE ?"
        " UNION SELECT rowid FROM name_words WHERE name_words MATCH ?)"
        " UNION SELECT rowid FROM said WHERE said MATCH ?)",
        f"%{whole}%",
        words,
        words,
    )
