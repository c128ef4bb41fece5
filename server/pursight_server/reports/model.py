"""What the compliance report shows, ordered and worded (pure)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pursight_server.reports.wording import counted, number, plural, title_of

SENSITIVITIES = ("restricted", "confidential", "internal", "public")
SEVERITIES = ("critical", "high", "medium", "low")

FILE_KINDS = frozenset({"file", "sheet"})


@dataclass(frozen=True, slots=True)
class Place:
    """A column that holds something sensitive."""

    name: str
    """Fully qualified, as the catalog spells it."""
    label: str
    sensitivity: str
    confidence: float
    state: str
    """`decided` by a person, `applied` or `suggested`."""
    category: str = ""
    table_kind: str = "table"
    named: bool = True
    """Whether the column's name or comment says so too."""
    matched: int | None = None
    examined: int | None = None
    entities: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """All columns of one label."""

    label: str
    title: str
    category: str
    sensitivity: str
    places: tuple[Place, ...]
    confidence: float
    """Mean over its columns."""
    waiting: int
    """How many of them are suggestions that a person has not decided yet."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Sensitive data where nobody would look for it."""

    place: Place
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class FailedRule:
    """A rule that does not hold, or could not be checked."""

    name: str
    table: str
    check: str
    severity: str
    failing: int
    examined: int
    complete: bool = True
    error: str = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """A policy violation, open or accepted."""

    policy: str
    severity: str
    subject: str
    message: str
    remedy: str
    state: str
    opened_at: datetime
    reason: str = ""
    """Why the risk was accepted."""
    accepted_by: str = ""
    why: str = ""
    """Why the policy matters; the same for all of its violations."""


@dataclass(frozen=True, slots=True)
class BreachGroup:
    """The violations of one policy."""

    policy: str
    severity: str
    why: str
    remedy: str
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table in the list of quality."""

    name: str
    kind: str
    rows: int | None
    rows_exact: bool
    columns: int
    score: float | None
    reasons: tuple[str, ...] = ()
    sensitivity: str | None = None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in the list of what was looked at."""

    name: str
    kind: str
    version: str
    tables: int
    columns: int
    rows: int
    scanned_at: datetime | None
    sampled: int
    """Tables of which not every row was looked at."""
    unread: int
    """Tables without any value looked at, empty ones too."""
    score: float | None
    score_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """An object that was not scanned, or only in part."""

    source: str
    name: str
    kind: str
    code: str
    reason: str
    hint: str
    partial: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page, in its order."""

    organisation: str
    made_at: datetime
    sources: tuple[SourceLine, ...] = ()
    places: tuple[Place, ...] = ()
    rules_active: int = 0
    rules: tuple[FailedRule, ...] = ()
    policies_active: int = 0
    breaches: tuple[Breach, ...] = ()
    tables: tuple[TableLine, ...] = ()
    skipped: tuple[SkippedLine, ...] = ()
    score: float | None = None

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Sensitive columns by label, the most sensitive and then the most frequent first."""
        return kinds_of(self.places)

    @property
    def misplaced(self) -> tuple[Misplaced, ...]:
        """Sensitive data where nobody would look for it."""
        return misplaced(self.places)

    @property
    def failed(self) -> tuple[FailedRule, ...]:
        """Rules that do not hold, the worst first."""
        return tuple(sorted((rule for rule in self.rules if not rule.error), key=_rule_order))

    @property
    def unchecked(self) -> tuple[FailedRule, ...]:
        """Rules that could not be checked."""
        return tuple(sorted((rule for rule in self.rules if rule.error), key=_rule_order))

    @property
    def open(self) -> tuple[Breach, ...]:
        """Violations that somebody has to see to."""
        return tuple(breach for breach in self.breaches if breach.state == "open")

    @property
    def accepted(self) -> tuple[Breach, ...]:
        """Violations whose risk a person has accepted."""
        return tuple(breach for breach in self.breaches if breach.state == "accepted")

    @property
    def groups(self) -> tuple[BreachGroup, ...]:
        """Open violations by policy, the most severe first."""
        return group(self.open)

    @property
    def severities(self) -> dict[str, int]:
        """How many open violations of each severity, the worst first; none left out."""
        return {
            severity: sum(breach.severity == severity for breach in self.open)
            for severity in SEVERITIES
        }

    @property
    def sensitivities(self) -> dict[str, int]:
        """How many columns of each sensitivity, the highest first; unlabelled ones are public."""
        counted = {
            sensitivity: sum(place.sensitivity == sensitivity for place in self.places)
            for sensitivity in SENSITIVITIES
        }
        counted["public"] += self.column_count - len(self.places)
        return counted

    @property
    def column_count(self) -> int:
        """Columns of all sources."""
        return sum(source.columns for source in self.sources)

    @property
    def table_count(self) -> int:
        """Tables of all sources."""
        return sum(source.tables for source in self.sources)

    @property
    def row_count(self) -> int:
        """Rows of all tables, as far as they are known."""
        return sum(source.rows for source in self.sources)

    @property
    def headline(self) -> str:
        """The whole report in a sentence or two."""
        return headline(self)


def kinds_of(places: Iterable[Place]) -> tuple[Kind, ...]:
    """Group columns by label; the most sensitive and then the most frequent labels first."""
    by_label: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_label[place.label].append(place)
    kinds = [
        Kind(
            label=label,
            title=title_of(label),
            category=title_of(found[0].category),
            sensitivity=min((place.sensitivity for place in found), key=SENSITIVITIES.index),
            places=tuple(sorted(found, key=lambda place: (-place.confidence, place.name))),
            confidence=sum(place.confidence for place in found) / len(found),
            waiting=sum(place.state == "suggested" for place in found),
        )
        for label, found in by_label.items()
    ]
    return tuple(
        sorted(kinds, key=lambda k: (SENSITIVITIES.index(k.sensitivity), -len(k.places), k.label))
    )


def misplaced(places: Iterable[Place]) -> tuple[Misplaced, ...]:
    """Find sensitive data where nobody would look for it.

    Three cases: personal data inside prose; a column whose name says nothing of what it holds;
    and restricted data in a file, outside the protection of a database.
    """
    found = [
        Misplaced(place, title_of(place.label), why)
        for place in places
        if place.sensitivity in {"restricted", "confidential"} and (why := _why_misplaced(place))
    ]
    return tuple(
        sorted(found, key=lambda m: (SENSITIVITIES.index(m.place.sensitivity), m.place.name))
    )


def _why_misplaced(place: Place) -> str:
    if place.entities:
        listed = sorted(place.entities.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"{title_of(label)} in {number(count)}" for label, count in listed[:4])
        cells = "cell" if listed[0][1] == 1 and len(listed) == 1 else "cells"
        return f"Free text that holds personal data: {shown} {cells}"
    if not place.named and place.state != "decided":
        share = f" ({counted(place.matched, place.examined)})" if place.matched else ""
        return f"The column’s name does not say so; its values do{share}"
    if place.sensitivity == "restricted" and place.table_kind in FILE_KINDS:
        return "Restricted data in a file, outside the protection of a database"
    return ""


def group(breaches: Iterable[Breach]) -> tuple[BreachGroup, ...]:
    """Gather violations by policy, the most severe and then the most frequent policies first."""
    by_policy: dict[tuple[str, str], list[Breach]] = defaultdict(list)
    for breach in breaches:
        by_policy[breach.policy, breach.severity].append(breach)
    groups = [
        BreachGroup(
            policy,
            severity,
            found[0].why,
            found[0].remedy,
            tuple(sorted(found, key=lambda one: one.subject)),
        )
        for (policy, severity), found in by_policy.items()
    ]
    return tuple(
        sorted(groups, key=lambda g: (SEVERITIES.index(g.severity), -len(g.breaches), g.policy))
    )


def headline(report: Report) -> str:
    """Say in a sentence or two what a manager has to know."""
    if not report.sources:
        return "Nothing has been scanned yet, so there is nothing to report."
    sensitive = len(report.places)
    share = f" ({sensitive / report.column_count:.0%})" if report.column_count else ""
    first = (
        f"{plural(sensitive, 'column')} of {number(report.column_count)}{share} "
        f"{'holds' if sensitive == 1 else 'hold'} sensitive data."
    )
    urgent = report.severities["critical"] + report.severities["high"]
    if urgent:
        second = (
            f"{plural(urgent, 'violation')} of critical or high severity {_need(urgent)} action."
        )
    elif report.open:
        lesser = len(report.open)
        second = f"{plural(lesser, 'violation')} of lesser severity {_need(lesser)} a look."
    elif report.policies_active:
        second = f"None of the {number(report.policies_active)} active policies is violated."
    else:
        second = "No policy is active, so none was checked."
    return f"{first} {second}"


def _need(count: int) -> str:
    return "needs" if count == 1 else "need"


def _rule_order(rule: FailedRule) -> tuple[int, float, str]:
    share = rule.failing / rule.examined if rule.examined else 1.0
    return SEVERITIES.index(rule.severity), -share, rule.name


def worst_first(tables: Sequence[TableLine]) -> tuple[TableLine, ...]:
    """Order tables by score, the lowest first and those without a score last."""
    return tuple(
        sorted(
            tables, key=lambda t: (t.score is None, t.score if t.score is not None else 0, t.name)
        )
    )
