"""What lists need of a row, entity by entity: from fields to the columns of a narrow table (pure).

Fields that are missing count as empty: a row of a newer server may know more or less than we do.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from pursight.classification.tokens import fold

Fields = Mapping[str, Any]

LEVELS: Final = ("source", "schema", "table", "column")
SENSITIVITIES: Final = ("public", "internal", "confidential", "restricted")
NO_ID: Final = UUID(int=0).bytes
UNKNOWN: Final = -1
"""Of a quality or a count of rows that nobody knows; sorts as the lowest."""

BANDS: Final = 10
"""Qualities are counted in steps of so many points."""


def id_bytes(value: object) -> bytes | None:
    """Read an id as JSON spells it; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        return UUID(value).bytes
    except ValueError:
        return None


def level_number(level: object) -> int:
    """Number a level from 0, the source, on."""
    return LEVELS.index(str(level)) if level in LEVELS else len(LEVELS)


def sensitivity_number(sensitivity: object) -> int:
    """Number a sensitivity from 0, public, on."""
    return SENSITIVITIES.index(str(sensitivity)) if sensitivity in SENSITIVITIES else 0


def band(quality: float) -> int:
    """Give the band a quality is counted in; -1 for an unknown one."""
    return UNKNOWN if quality < 0 else min(int(quality), 99) // BANDS


def number(value: object, default: float = UNKNOWN) -> float:
    """Read a number; anything else is unknown."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else default


def text(fields: Fields, name: str) -> str:
    """Read a text; anything else is empty."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def asset(row_id: bytes, fields: Fields) -> tuple[Any, ...]:
    """Make the columns of `asset` but `n`, `name_n` and `tally_n`."""
    return (
        row_id,
        id_bytes(fields.get("parent_id")),
        id_bytes(fields.get("source_id")) or NO_ID,
        text(fields, "schema_name"),
        text(fields, "table_name"),
        level_number(fields.get("level")),
        int(number(fields.get("position"), 0)),
        int(fields.get("present") is not False),
        text(fields, "kind"),
        text(fields, "name"),
        text(fields, "fqn"),
        text(fields, "type"),
        text(fields, "label"),
        text(fields, "label_state"),
        float(number(fields.get("label_confidence"), 0)),
        sensitivity_number(fields.get("sensitivity")),
        float(number(fields.get("quality"))),
        int(number(fields.get("row_count"))),
        text(fields, "owner"),
        text(fields, "last_seen_at"),
        id_bytes(fields.get("domain_id")),
    )


ASSET_COLUMNS: Final = (
    "id, parent, source, schema_name, table_name, level, position, present, kind, name, fqn, type,"
    " label, label_state, confidence, sensitivity, quality, row_count, owner, last_seen,"
    " domain"
)


def tally_key(columns: tuple[Any, ...]) -> tuple[Any, ...]:
    """Say what an asset is counted by, from its columns: in the order of `tally`."""
    return (
        columns[7],
        columns[5],
        columns[8],
        columns[12],
        columns[13],
        columns[15],
        columns[18],
        columns[2],
        band(columns[16]),
    )


def score(columns: tuple[Any, ...]) -> int:
    """Give an asset's quality in hundredths of a point, from its columns; 0 for an unknown one."""
    quality: float = columns[16]
    return max(0, round(quality * 100))


def tags(fields: Fields) -> tuple[str, ...]:
    """List the tags, each once."""
    value = fields.get("tags")
    return (
        tuple(dict.fromkeys(str(tag) for tag in value)) if isinstance(value, list | tuple) else ()
    )


def references(fields: Fields) -> list[tuple[dict[str, Any], str, str]]:
    """List the keys of a table that point elsewhere: each with schema and table it points at."""
    facts = fields.get("facts")
    keys = facts.get("foreign_keys") if isinstance(facts, dict) else None
    return [
        (key, str(key.get("ref_schema") or fields.get("schema_name") or ""), str(key["ref_table"]))
        for key in (keys if isinstance(keys, list) else ())
        if isinstance(key, dict) and key.get("ref_table")
    ]


def prose(fields: Fields) -> str:
    """Join what people and the source said of an asset: searched, but ranked below names."""
    parts = [text(fields, name) for name in ("description", "comment", "owner")]
    return fold(" ".join(filter(None, (*parts, *tags(fields)))))


def is_open(fields: Fields) -> bool:
    """Whether a classification waits for a person."""
    if fields.get("contested") is True:
        return True
    return fields.get("decision") is None and fields.get("found") == "suggested"


def _finding(row_id: bytes, fields: Fields) -> tuple[Any, ...]:
    decided = fields.get("decision") is not None and fields.get("contested") is not True
    return (
        row_id,
        id_bytes(fields.get("source_id")) or NO_ID,
        text(fields, "label"),
        float(number(fields.get("confidence"), 0)),
        int(is_open(fields)),
        int(decided),
    )


def _violation(_: bytes, fields: Fields) -> tuple[Any, ...]:
    return (
        id_bytes(fields.get("asset_id")) or NO_ID,
        id_bytes(fields.get("source_id")) or NO_ID,
        text(fields, "severity"),
        text(fields, "state"),
    )


def _rule(_: bytes, fields: Fields) -> tuple[Any, ...]:
    return (
        id_bytes(fields.get("table_id")),
        id_bytes(fields.get("source_id")) or NO_ID,
        text(fields, "state"),
    )


def _scan(_: bytes, fields: Fields) -> tuple[Any, ...]:
    return (
        id_bytes(fields.get("source_id")) or NO_ID,
        text(fields, "created_at"),
        text(fields, "state"),
    )


def _event(_: bytes, fields: Fields) -> tuple[Any, ...]:
    return (
        int(number(fields.get("number"), 0)),
        text(fields, "at"),
        text(fields, "kind"),
        text(fields, "actor_name"),
        text(fields, "actor_kind"),
        text(fields, "subject_kind"),
        text(fields, "subject_id"),
    )


NARROW: Final[Mapping[str, tuple[str, int, Callable[[bytes, Fields], tuple[Any, ...]]]]] = (
    MappingProxyType(
        {
            "classification": ("finding", 7, _finding),
            "violation": ("violation", 5, _violation),
            "rule": ("rule", 4, _rule),
            "scan": ("scan", 4, _scan),
            "event": ("event", 8, _event),
        }
    )
)
"""Of the other entities: table, how many columns with `n`, and what makes them."""
