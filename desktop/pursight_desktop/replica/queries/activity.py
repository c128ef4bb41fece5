"""The log: who changed what and when, with filters."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.reading import Fields, moment, uuid_of
from pursight_desktop.replica.queries.subjects import Opens, Subject, subjects


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events; an empty value means any.

    Attributes:
        kinds: Whole kinds (`asset.annotated`), or all that begin so (`asset.`).
        actors: Names, as `people` lists them.
        actor_kinds: person, agent, system.
        subject_id: Of the asset, rule, … that it is about.
        since: Not earlier.
        until: Earlier than this.
        first: Number of the first; None for any.
        last: Number of the last; None for any.
    """

    kinds: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    actor_kinds: tuple[str, ...] = ()
    subject_kinds: tuple[str, ...] = ()
    subject_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class EventLine:
    """One entry of the log.

    Attributes:
        subject_name: What it is about in words, if that is here; else empty.
        before: What was there, by field; None if it says nothing.
        opens: Where one sees what it is about; None if nothing of it is here.
        names: What ids in its fields are called: those of domains.
    """

    number: int
    id: UUID
    at: datetime | None
    kind: str
    actor_kind: str
    actor_name: str
    actor_id: UUID | None
    subject_kind: str
    subject_id: UUID | None
    subject_name: str
    before: Fields | None
    after: Fields | None
    note: str
    opens: Opens | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who is in the log, with the number of their entries."""

    name: str
    kind: str
    events: int


def events(
    connection: Connection,
    wanted: EventFilter | None = None,
    before: int | None = None,
    limit: int = 200,
) -> list[EventLine]:
    """List events, newest first; `before` is the number of the last one that is known."""
    clauses, params = _conditions(wanted or EventFilter())
    if before is not None:
        clauses.append("event.number < ?")
        params.append(before)
    where = " AND ".join(clauses) or "1"
    found = connection.execute(
        "SELECT row.id, row.fields FROM event JOIN row USING (n)"  # noqa: S608
        f" WHERE {where} ORDER BY event.number DESC LIMIT ?",
        (*params, limit),
    ).fetchall()
    lines = [(row_id, json.loads(text)) for row_id, text in found]
    named = {one for _, fields in lines for one in _domains(fields)}
    known = subjects(connection, {*named, *(_key(fields) for _, fields in lines)})
    return [
        _line(
            row_id,
            fields,
            known[_key(fields)],
            {key[1]: known[key].name for key in _domains(fields) if known[key].name},
        )
        for row_id, fields in lines
    ]


def kinds(connection: Connection) -> list[str]:
    """List the kinds of events that there are."""
    found = connection.execute(
        "WITH RECURSIVE seen (kind) AS (SELECT min(kind) FROM event UNION ALL"
        " SELECT (SELECT min(kind) FROM event WHERE kind > seen.kind) FROM seen"
        " WHERE seen.kind IS NOT NULL) SELECT kind FROM seen WHERE kind IS NOT NULL"
    )
    return [kind for (kind,) in found.fetchall()]


def people(connection: Connection) -> list[PersonLine]:
    """List who is in the log, by name."""
    found = connection.execute(
        "SELECT actor, min(actor_kind), count(*) FROM event GROUP BY actor"
        " ORDER BY actor COLLATE NOCASE"
    )
    return [PersonLine(*line) for line in found.fetchall()]


def _conditions(wanted: EventFilter) -> tuple[list[str], list[Any]]:
    clauses: list[str] = []
    params: list[Any] = []
    if wanted.kinds:
        parts = [
            "kind >= ? AND kind < ?" if one.endswith(".") else "kind = ?" for one in wanted.kinds
        ]
        clauses.append("(" + " OR ".join(parts) + ")")
        for one in wanted.kinds:
            params += [one, one[:-1] + "/"] if one.endswith(".") else [one]
    for column, values in (
        ("actor", wanted.actors),
        ("actor_kind", wanted.actor_kinds),
        ("subject_kind", wanted.subject_kinds),
    ):
        if values:
            clauses.append(f"{column} IN ({', '.join('?' * len(values))})")
            params += values
    if wanted.subject_id is not None:
        clauses.append("subject = ?")
        params.append(str(wanted.subject_id))
    for moment_wanted, sign in ((wanted.since, ">="), (wanted.until, "<")):
        if moment_wanted is not None:
            clauses.append(f"julianday(event.at) {sign} julianday(?)")
            params.append(moment_wanted.isoformat())
    for number, sign in ((wanted.first, ">="), (wanted.last, "<=")):
        if number is not None:
            clauses.append(f"event.number {sign} ?")
            params.append(number)
    return clauses, params


def _key(fields: Fields) -> tuple[str, str]:
    return str(fields.get("subject_kind") or ""), str(fields.get("subject_id") or "")


def _domains(fields: Fields) -> set[tuple[str, str]]:
    """List the domains that an entry names by their ids, before and after."""
    sides = (fields.get("before"), fields.get("after"))
    named = (side.get("domain_id") for side in sides if isinstance(side, dict))
    return {("domain", one) for one in named if isinstance(one, str)}


def _line(row_id: bytes, fields: Fields, subject: Subject, names: Mapping[str, str]) -> EventLine:
    return EventLine(
        number=int(fields.get("number") or 0),
        id=UUID(bytes=row_id),
        at=moment(fields.get("at")),
        kind=str(fields.get("kind") or ""),
        actor_kind=str(fields.get("actor_kind") or ""),
        actor_name=str(fields.get("actor_name") or ""),
        actor_id=uuid_of(fields.get("actor_id")),
        subject_kind=str(fields.get("subject_kind") or ""),
        subject_id=uuid_of(fields.get("subject_id")),
        subject_name=subject.name,
        before=fields.get("before"),
        after=fields.get("after"),
        note=str(fields.get("note") or ""),
        opens=subject.opens,
        names=names,
    )
