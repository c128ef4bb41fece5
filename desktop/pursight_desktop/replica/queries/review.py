"""The review queue: classifications that wait for a person, and what helps to decide them."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.asset import (
    Classification,
    Profile,
    classification_of,
    columns,
    profile_of,
)
from pursight_desktop.replica.queries.reading import (
    AssetLine,
    asset_line,
    fields_of,
    source_names,
)

ALIKE = 50


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """An undecided column in the queue.

    Attributes:
        id: Of the column; also of its classification.
        label: What the scan thinks it holds; `confidence` from 0 to 1.
        contested: It was decided, and a later scan is sure of something else.
        rev: Of its classification, for decisions.
    """

    id: UUID
    name: str
    fqn: str
    schema_name: str
    table_name: str
    source_id: UUID | None
    source_name: str
    table_id: UUID | None
    type: str
    label: str
    confidence: float
    contested: bool
    rev: int = 0


@dataclass(frozen=True, slots=True)
class ReviewDetail:
    """What helps to decide a column.

    Attributes:
        neighbours: The columns of its table in order, itself among them.
        alike: Other undecided columns with the same name or type and the same label.
    """

    line: AssetLine
    classification: Classification
    profile: Profile | None
    neighbours: tuple[AssetLine, ...]
    alike: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How many undecided columns have a label."""

    label: str
    count: int


_SELECT = (
    "SELECT finding.id, column_row.fields, finding.label, finding.confidence, finding.decided,"
    " finding_row.fields ->> 'decision', finding_row.rev FROM finding"
    " JOIN asset ON asset.id = finding.id JOIN row AS column_row ON column_row.n = asset.n"
    " JOIN row AS finding_row ON finding_row.n = finding.n"
)


def queue(
    connection: Connection,
    source_id: UUID | None = None,
    label: str | None = None,
    limit: int = 2000,
) -> list[ReviewLine]:
    """List what waits for a person: by label, what the scan is most sure of first."""
    clauses = ["finding.open = 1", "asset.present = 1"]
    params: list[Any] = []
    if source_id is not None:
        clauses.append("finding.source = ?")
        params.append(source_id.bytes)
    if label is not None:
        clauses.append("finding.label = ?")
        params.append(label)
    where = " AND ".join(clauses)
    found = connection.execute(
        f"{_SELECT} WHERE {where}"
        " ORDER BY finding.label, finding.confidence DESC, finding.n LIMIT ?",
        (*params, limit),
    ).fetchall()
    return _lines(connection, found)


def detail(connection: Connection, column_id: UUID) -> ReviewDetail | None:
    """Read what helps to decide a column; None if it or its classification is not here."""
    fields = fields_of(connection, "asset", column_id)
    classification = classification_of(fields_of(connection, "classification", column_id))
    if fields is None or classification is None:
        return None
    line = asset_line(column_id.bytes, fields)
    neighbours = [] if line.parent_id is None else columns(connection, line.parent_id)
    return ReviewDetail(
        line=line,
        classification=classification,
        profile=profile_of(fields_of(connection, "profile", column_id)),
        neighbours=tuple(neighbours),
        alike=tuple(alike(connection, column_id)),
    )


def alike(connection: Connection, column_id: UUID, limit: int = ALIKE) -> list[ReviewLine]:
    """List other undecided columns of the same name and label, those most alike first."""
    found = connection.execute(
        "SELECT asset.name_n, asset.type, finding.label FROM asset JOIN row ON row.id = asset.id"
        " AND row.entity = 'classification' JOIN finding ON finding.n = row.n WHERE asset.id = ?",
        (column_id.bytes,),
    ).fetchone()
    if found is None:
        return []
    name, kind, label = found
    others = connection.execute(
        f"{_SELECT} WHERE asset.name_n IN"  # noqa: S608  our own names
        " (SELECT other.n FROM name AS other JOIN name AS mine"
        " ON mine.folded = other.folded WHERE mine.n = ?) AND asset.level = 3"
        " AND asset.present = 1 AND finding.open = 1 AND finding.label = ? AND finding.id <> ?"
        " ORDER BY asset.type = ? DESC, asset.name_n = ? DESC, finding.confidence DESC LIMIT ?",
        (name, label, column_id.bytes, kind, name, limit),
    ).fetchall()
    return _lines(connection, others)


def progress(connection: Connection) -> tuple[int, int]:
    """Say how many columns are decided, and how many are decided or wait to be."""
    (waiting,) = connection.execute("SELECT count(*) FROM finding WHERE open = 1").fetchone()
    (decided,) = connection.execute("SELECT count(*) FROM finding WHERE decided = 1").fetchone()
    return decided, decided + waiting


def labels(connection: Connection) -> list[LabelCount]:
    """Count what waits by label, most first."""
    found = connection.execute(
        "SELECT label, count(*) AS c FROM finding WHERE open = 1 GROUP BY label"
        " ORDER BY c DESC, label"
    )
    return [LabelCount(*line) for line in found.fetchall()]


def _lines(connection: Connection, found: list[Any]) -> list[ReviewLine]:
    names = source_names(connection)
    lines = []
    for row_id, text, label, confidence, _, decision, rev in found:
        line = asset_line(row_id, json.loads(text))
        lines.append(
            ReviewLine(
                id=line.id,
                name=line.name,
                fqn=line.fqn,
                schema_name=line.schema_name,
                table_name=line.table_name,
                source_id=line.source_id,
                source_name=names.get(line.source_id, "") if line.source_id else "",
                table_id=line.parent_id,
                type=line.type,
                label=label,
                confidence=confidence,
                contested=decision is not None,
                rev=rev,
            )
        )
    return lines
