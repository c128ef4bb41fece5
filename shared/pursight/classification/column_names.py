"""What a column's name, table and comment say about its content, and what they say against it."""

# ruff: noqa: E501  a table reads best with one entry a line

import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pursight.classification.tokens import spelled

STRONG, FAIR, WEAK = 0.85, 0.55, 0.25

# A word after a phrase that turns what the phrase names into something about it.
AGAINST = frozenset(
    [
        "count",
        "counter",
        "verified",
        "verification",
        "confirmed",
        "confirm",
        "valid",
        "validated",
        "validity",
        "enabled",
        "disabled",
        "active",
        "flag",
        "is",
        "has",
        "had",
        "can",
        "allowed",
        "allow",
        "opt",
        "optin",
        "optout",
        "optedin",
        "type",
        "kind",
        "status",
        "state",
        "date",
        "time",
        "datetime",
        "timestamp",
        "at",
        "ts",
        "updated",
        "changed",
        "created",
        "modified",
        "format",
        "length",
        "len",
        "size",
        "level",
        "rank",
        "ranking",
        "score",
        "template",
        "domain",
        "provider",
        "preference",
        "preferred",
        "version",
        "sent",
        "error",
        "failure",
        "failed",
        "attempt",
        "retry",
        "required",
        "optional",
        "visible",
        "hidden",
        "public",
        "bounced",
        "bounce",
        "subscribed",
        "subscription",
        "total",
        "sum",
        "avg",
        "average",
        "max",
        "min",
        "rate",
        "ratio",
        "percent",
        "pct",
        "percentage",
        "amount",
        "price",
        "cost",
        "fee",
        "limit",
        "expired",
        "deleted",
        "removed",
        "present",
        "exist",
        "exists",
        "set",
        "source",
        "algorithm",
        "method",
        "policy",
        "strength",
        "campaign",
        "open",
        "opened",
        "click",
        "clicked",
        "delivered",
        "notification",
        "reminder",
        "enable",
        "category",
        "class",
        "quality",
        "priority",
        "order",
        "sequence",
        "index",
        "position",
        "sorting",
        "sort",
        "step",
        "stage",
        "mode",
        "unit",
        "model",
        "brand",
        "quantity",
        "qty",
        "check",
        "checked",
        "duration",
        "interval",
        "frequency",
        "group",
        "tier",
        "weight",
        "height",
        "width",
        "year",
        "month",
        "day",
        "week",
        "hour",
        "reason",
        "channel",
        "queue",
        "consent",
        "match",
        "matched",
        "usage",
        "use",
        "used",
        "available",
        "availability",
        "accepted",
        "rejected",
        "missing",
        "unknown",
        "null",
        "hashed",
        "brand",
        "color",
        "colour",
        "language",
        "lang",
        "locale",
        "timezone",
        "currency",
        "schema",
        "table",
        "column",
        "field",
        "label",
        "tag",
        "group",
        "region",
    ]
)
BEFORE = frozenset(["is", "has", "had", "number", "n", "nb", "count", "total", "can", "should", "allow", "enable", "disable", "last_seen", "avg", "average", "max", "min", "sum", "num", "show", "hide", "require", "requires", "needs", "need", "with", "without", "no", "use", "uses", "verified", "valid", "send", "sent"])  # fmt: skip
_EVENT = frozenset(["last", "first", "next", "previous", "failed", "successful"])

PEOPLE = frozenset(
    [
        "person",
        "people",
        "customer",
        "client",
        "employee",
        "staff",
        "user",
        "member",
        "patient",
        "contact",
        "student",
        "teacher",
        "doctor",
        "physician",
        "provider",
        "actor",
        "author",
        "subscriber",
        "passenger",
        "guest",
        "tenant",
        "resident",
        "citizen",
        "voter",
        "applicant",
        "candidate",
        "donor",
        "volunteer",
        "owner",
        "driver",
        "personnel",
        "hr",
        "kunde",
        "kunden",
        "mitarbeiter",
        "personal",
        "benutzer",
        "personne",
        "cliente",
        "empleado",
        "persona",
        "paciente",
        "dipendente",
        "utente",
        "klant",
        "medewerker",
        "individual",
        "beneficiary",
        "caregiver",
        "worker",
        "attendee",
        "participant",
        "player",
        "lead",
        "borrower",
        "cardholder",
        "child",
        "parent",
        "nurse",
        "prescriber",
        "witness",
        "respondent",
        "profile",
        "account",
        "crew",
        "faculty",
        "alumni",
        "vendor_contact",
        "payroll",
        "household",
        "insured",
        "policyholder",
        "salesperson",
        "artist_member",
    ]
)
THINGS = frozenset(
    [
        "product",
        "item",
        "category",
        "genre",
        "track",
        "album",
        "playlist",
        "film",
        "movie",
        "song",
        "file",
        "folder",
        "table",
        "department",
        "store",
        "shop",
        "warehouse",
        "plant",
        "part",
        "component",
        "event",
        "job",
        "task",
        "project",
        "campaign",
        "report",
        "metric",
        "setting",
        "config",
        "feature",
        "plan",
        "tag",
        "label",
        "role",
        "permission",
        "group",
        "team",
        "status",
        "type",
        "currency",
        "language",
        "unit",
        "brand",
        "model",
        "color",
        "device",
        "server",
        "host",
        "app",
        "application",
        "service",
        "queue",
        "dashboard",
        "widget",
        "template",
        "theme",
        "menu",
        "recipe",
        "ingredient",
        "material",
        "course",
        "subject",
        "drug",
        "lab",
        "test",
        "procedure",
        "media",
        "artist",
        "book",
    ]
)


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """How strongly a name suggests one label, 0 to 1, and the tokens that spoke."""

    label: str
    strength: float
    tokens: tuple[str, ...]
    against: tuple[str, ...] = ()
    origin: str = "name"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases of tokens to labels with their strengths."""

    phrases: Mapping[tuple[str, ...], tuple[tuple[str, float], ...]]
    words: frozenset[str] = field(default=frozenset())
    longest: int = 1


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the shipped lexicon once."""
    text = (
        importlib.resources.files("pursight.classification")
        .joinpath("data/column_names.toml")
        .read_text("utf-8")
    )
    table: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    raw = [
        (phrase, label, strength)
        for label, grades in table.items()
        for grade, strength in (("strong", STRONG), ("fair", FAIR), ("weak", WEAK))
        for phrase in grades.get(grade, [])
    ]
    words = frozenset(w for phrase, _, _ in raw for w in spelled(phrase) if len(w) >= 3)
    phrases: dict[tuple[str, ...], dict[str, float]] = {}
    for phrase, label, strength in raw:
        key = spelled(phrase)
        at = phrases.setdefault(key, {})
        at[label] = max(strength, at.get(label, 0.0))
    return Lexicon(
        {key: tuple(sorted(labels.items())) for key, labels in phrases.items()},
        words,
        max(map(len, phrases)),
    )


def read_name(name: str) -> dict[str, NameEvidence]:
    """Judge a column's name by itself: for each label that it suggests, how strongly."""
    words = lexicon()
    tokens = spelled(name, words.words)
    found: dict[str, NameEvidence] = {}
    matches = _matches(tokens)
    for start, end, labels in matches:
        factor, against = _factor(tokens, start, end, matches)
        for label, strength in labels:
            if label == "none":
                continue
            now = strength * factor
            if label not in found or now > found[label].strength:
                found[label] = NameEvidence(label, now, tokens[start:end], against)
    return found


def _matches(tokens: tuple[str, ...]) -> list[tuple[int, int, tuple[tuple[str, float], ...]]]:
    """Find phrases; one that lies within a longer one is not seen (`address` in `ip address`)."""
    words = lexicon()
    spans = [
        (start, start + length, words.phrases[tokens[start : start + length]])
        for length in range(min(words.longest, len(tokens)), 0, -1)
        for start in range(len(tokens) - length + 1)
        if tokens[start : start + length] in words.phrases
    ]
    kept: list[tuple[int, int, tuple[tuple[str, float], ...]]] = []
    for start, end, labels in spans:
        if not any(s <= start and end <= e and (e - s) > (end - start) for s, e, _ in kept):
            kept.append((start, end, labels))
    return kept


def _factor(
    tokens: tuple[str, ...],
    start: int,
    end: int,
    matches: list[tuple[int, int, tuple[tuple[str, float], ...]]],
) -> tuple[float, tuple[str, ...]]:
    """How much of a phrase's strength is left in the whole name, and which tokens took the rest."""
    covered = {i for s, e, labels in matches for i in range(s, e) if labels}
    after = [t for i, t in enumerate(tokens) if i >= end]
    before = [t for i, t in enumerate(tokens) if i < start]
    against = [t for i, t in enumerate(tokens) if i >= end and t in AGAINST]
    if (
        before
        and (before[0] in BEFORE or (before[-1] in _EVENT and len(before) == 1))
        and 0 not in covered
    ):
        against.append(before[0])
    if tokens[:1] == ("number",) and start > 0:
        against.append("number")
    if against:
        return 0.12, tuple(against)
    rest = [
        t
        for t in after
        if not t.isdigit()
        and t
        not in {
            "number",
            "id",
            "value",
            "text",
            "string",
            "raw",
            "code",
            "column",
            "plain",
            "field",
        }
    ]
    if not rest:
        return 1.0, ()
    # Another phrase follows: the head of the name is there (`patient_email`, `city_population`).
    return (0.55 if any(i in covered for i in range(end, len(tokens))) else 0.6), ()


HEALTH = frozenset(
    [
        "patient",
        "admission",
        "hospital",
        "icu",
        "icustay",
        "hadm",
        "clinical",
        "clinic",
        "diagnosis",
        "lab",
        "vital",
        "prescription",
        "encounter",
        "chart",
        "medical",
        "ward",
        "physician",
        "nurse",
        "symptom",
        "medication",
        "disease",
        "surgery",
        "specimen",
        "dose",
        "dosage",
        "patienten",
        "paciente",
        "paziente",
    ]
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the table is about, as its own name and its columns' names tell."""

    people: bool = False
    things: bool = False
    health: bool = False


def read_context(table: str, comment: str, neighbours: tuple[str, ...]) -> Surroundings:
    """Judge a table by its name, its comment and the names of its columns."""
    tokens = set(spelled(table)) | set(spelled(comment[:200]))
    people = bool(tokens & PEOPLE)
    things = bool(tokens & THINGS)
    personal = sum(
        any(
            e.strength >= STRONG * 0.9
            and label
            in {"person_name", "email", "date_of_birth", "gender", "us_ssn", "phone", "national_id"}
            for label, e in read_name(neighbour).items()
        )
        for neighbour in neighbours[:200]
    )
    clinical = sum(bool(HEALTH & set(spelled(neighbour))) for neighbour in neighbours[:200])
    return Surroundings(
        people=people or personal >= 2,
        things=things and not people,
        health=bool(tokens & HEALTH) or clinical >= 2,
    )


def read_comment(comment: str) -> dict[str, NameEvidence]:
    """Judge a comment: only strong phrases of two words and more, or a comment of few words."""
    if not comment:
        return {}
    tokens = spelled(comment[:400])
    found: dict[str, NameEvidence] = {}
    for start, end, labels in _matches(tokens):
        if end - start < 2 and len(tokens) > 4:
            continue
        for label, strength in labels:
            if strength >= STRONG:
                found.setdefault(label, NameEvidence(label, FAIR, tokens[start:end], (), "comment"))
    return found
