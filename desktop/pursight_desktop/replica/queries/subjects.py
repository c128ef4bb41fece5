"""Subjects: what entries of the log are about, by name, and the row where one sees more of it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.reading import Fields, several_of, uuid_of

TOLD: Final = 20
"""So many of the newest entries about a subject are looked through for what it was called."""

_NAMES: Final = ("fqn", "name", "email", "person", "policy", "agent_group")
_READ: Final = (
    "scan", "violation", "rule", "held_deletion", "agent", "domain", "source", "asset",
)  # fmt: skip
_OWN: Final = {"asset": "asset", "source": "source", "agent": "agent", "scan": "scan"}


@dataclass(frozen=True, slots=True)
class Opens:
    """A row that is here and has a screen of its own.

    Attributes:
        entity: asset, source, agent or scan.
        part: Of an asset: in which of its sections one sees what happened; empty for no certain.
    """

    entity: str
    id: UUID
    part: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about; `opens` is None where there is nothing here to look at."""

    name: str = ""
    opens: Opens | None = None


Key = tuple[str, str]
"""Kind and id of a subject as an entry spells them."""


def subjects(connection: Connection, keys: Iterable[Key]) -> dict[Key, Subject]:
    """Name what entries are about, and say where it is found.

    A scan is called by its source, a violation by its asset. What has no row here, or has none any
    more, is called as the log itself calls it.
    """
    wanted = set(keys)
    found = _Rows(connection, wanted)
    named = {key: _subject(key, found) for key in wanted}
    silent = [key for key, subject in named.items() if not subject.name]
    for key, name in _told(connection, silent).items():
        named[key] = Subject(name, named[key].opens)
    return named


class _Rows:
    """The rows that subjects are, and those that these point at; each entity is read once."""

    def __init__(self, connection: Connection, keys: set[Key]) -> None:
        ids: dict[str, list[UUID]] = {}
        for kind, text in keys:
            row_id = uuid_of(text)
            if row_id is not None:
                ids.setdefault("scan" if kind == "run" else kind, []).append(row_id)
        self._rows: dict[str, dict[UUID, Fields]] = {
            entity: several_of(connection, entity, ids[entity]) for entity in _READ if entity in ids
        }
        for entity, field, target in _POINTS:
            pointed = (uuid_of(row.get(field)) for row in self._rows.get(entity, {}).values())
            known = self._rows.setdefault(target, {})
            missing = [one for one in pointed if one is not None and one not in known]
            known |= several_of(connection, target, missing)

    def get(self, entity: str, row_id: UUID | None) -> Fields | None:
        return None if row_id is None else self._rows.get(entity, {}).get(row_id)

    def opens(self, entity: str, row_id: UUID | None, part: str = "") -> Opens | None:
        there = row_id is not None and self.get(entity, row_id) is not None
        return Opens(entity, row_id, part) if there and row_id is not None else None


_POINTS: Final = (
    ("scan", "source_id", "source"),
    ("held_deletion", "source_id", "source"),
    ("rule", "source_id", "source"),
    ("rule", "table_id", "asset"),
    ("violation", "asset_id", "asset"),
)


def _subject(key: Key, rows: _Rows) -> Subject:
    kind, row_id = "scan" if key[0] == "run" else key[0], uuid_of(key[1])
    if kind.startswith("sensitivity_"):
        return Subject(key[1])  # of a label or a category; its id is its name
    fields = rows.get(kind, row_id) if row_id is not None else None
    if fields is None:
        return Subject()
    if kind in ("scan", "held_deletion"):
        source_id = uuid_of(fields.get("source_id"))
        source = rows.get("source", source_id) or {}
        own = rows.opens(kind, row_id) if kind == "scan" else rows.opens("source", source_id)
        return Subject(_text(source, "name"), own)
    if kind == "rule":
        table_id, source_id = uuid_of(fields.get("table_id")), uuid_of(fields.get("source_id"))
        place = rows.opens("asset", table_id, "rules") or rows.opens("source", source_id)
        return Subject(_text(fields, "name"), place)
    if kind == "violation":
        place = rows.opens("asset", uuid_of(fields.get("asset_id")), "violations")
        return Subject(_text(fields, "fqn"), place)
    name = _text(fields, "fqn") or _text(fields, "name")
    return Subject(name, rows.opens(kind, row_id) if kind in _OWN else None)


def _told(connection: Connection, keys: Sequence[Key]) -> dict[Key, str]:
    """Look up in the log what subjects without a row were called last."""
    found = connection.execute(
        # the oldest entry too: it is what made the subject known
        "SELECT wanted.value ->> 0, wanted.value ->> 1, row.fields FROM json_each(?) AS wanted"
        " JOIN event ON event.n IN (SELECT n FROM event WHERE subject = wanted.value ->> 1"
        " AND subject_kind = wanted.value ->> 0 ORDER BY number DESC LIMIT ?)"
        " OR event.n IN (SELECT n FROM event WHERE subject = wanted.value ->> 1"
        " AND subject_kind = wanted.value ->> 0 ORDER BY number LIMIT 1)"
        " JOIN row ON row.n = event.n ORDER BY event.number",
        (json.dumps(list(keys)), TOLD),
    )
    names: dict[Key, str] = {}
    for kind, text, content in found.fetchall():
        fields = json.loads(content)
        for side in (fields.get("before") or {}, fields.get("after") or {}):
            for name in _NAMES:
                if _text(side, name):
                    names[(kind, text)] = _text(side, name)
                    break
    return names


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
