"""Home: what needs a person, what changed since the last visit, the estate at a glance."""

from dataclasses import dataclass
from uuid import UUID

from pursight_desktop.replica import projection
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import activity
from pursight_desktop.replica.queries import estate as places
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.replica.queries.estate import ScanLine
from pursight_desktop.replica.queries.reading import all_of, source_names

_FAILED = ("failed",)


@dataclass(frozen=True, slots=True)
class Attention:
    """What needs a person.

    Attributes:
        reviews: Columns whose classification waits.
        conflicts: Edits in the tray that contradict others'.
        refused: Edits in the tray that were refused.
        failed_scans: Of each source the newest run, where that failed.
        sources_with_problems: Names of sources that report a problem.
        held_deletions: Deletions that wait to be confirmed.
        open_violations: By severity.
    """

    reviews: int
    conflicts: int
    refused: int
    failed_scans: tuple[ScanLine, ...]
    sources_with_problems: tuple[str, ...]
    held_deletions: int
    open_violations: dict[str, int]


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since an event.

    Attributes:
        newest: Number of the newest event; to be kept as "seen" after this visit.
        counts: Events by kind.
        events: The newest of them, at most 50.
    """

    newest: int
    total: int
    counts: dict[str, int]
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class SourceQuality:
    """The mean quality of a source's tables; None if none is scored."""

    source_id: UUID
    name: str
    value: float | None
    tables: int
    columns: int


@dataclass(frozen=True, slots=True)
class Estate:
    """The estate at a glance.

    Attributes:
        sensitive: Columns that are confidential or restricted; `sensitive_share` of all, 0 to 1.
        quality: The mean over all scored tables.
        violations: Open ones by severity.
        labels: Columns by label without `none`, most first.
        sensitivities: Columns by sensitivity, from public to restricted.
        owned_tables: Tables that have an owner.
    """

    sources: int
    schemas: int
    tables: int
    columns: int
    sensitive: int
    sensitive_share: float
    quality: float | None
    sources_by_quality: tuple[SourceQuality, ...]
    violations: dict[str, int]
    labels: tuple[tuple[str, int], ...]
    sensitivities: tuple[tuple[str, int], ...]
    owned_tables: int


def attention(connection: Connection) -> Attention:
    """Gather what needs a person."""
    (reviews,) = connection.execute("SELECT count(*) FROM finding WHERE open = 1").fetchone()
    tray = dict(
        connection.execute("SELECT result ->> 'outcome', count(*) FROM tray GROUP BY 1").fetchall()
    )
    sources = places.sources(connection)
    held = [one for _, one in all_of(connection, "held_deletion") if one.get("state") == "waiting"]
    return Attention(
        reviews=reviews,
        conflicts=tray.get("conflict", 0),
        refused=tray.get("refused", 0),
        failed_scans=tuple(
            one.last_scan for one in sources if one.last_scan and one.last_scan.state in _FAILED
        ),
        sources_with_problems=tuple(one.name for one in sources if one.problem),
        held_deletions=len(held),
        open_violations=_violations(connection),
    )


def changes_since(connection: Connection, number: int, limit: int = 50) -> Changes:
    """Gather what happened after an event; 0 for everything."""
    found = connection.execute(
        "SELECT kind, count(*) FROM event WHERE number > ? GROUP BY kind ORDER BY 2 DESC",
        (number,),
    ).fetchall()
    (newest,) = connection.execute("SELECT coalesce(max(number), 0) FROM event").fetchone()
    newest_events = activity.events(connection, limit=limit)
    return Changes(
        newest=newest,
        total=sum(count for _, count in found),
        counts=dict(found),
        events=tuple(one for one in newest_events if one.number > number),
    )


def estate(connection: Connection) -> Estate:
    """Gather the estate at a glance."""
    levels: dict[int, int] = dict(
        connection.execute(
            "SELECT level, sum(count) FROM tally WHERE present = 1 GROUP BY level"
        ).fetchall()
    )
    graded: dict[int, int] = dict(
        connection.execute(
            "SELECT sensitivity, sum(count) FROM tally WHERE present = 1 AND level = 3"
            " GROUP BY sensitivity"
        ).fetchall()
    )
    labels = connection.execute(
        "SELECT label, sum(count) AS c FROM tally WHERE present = 1 AND level = 3"
        " AND label NOT IN ('none', '') GROUP BY label ORDER BY c DESC, label"
    ).fetchall()
    (owned,) = connection.execute(
        "SELECT coalesce(sum(count), 0) FROM tally WHERE present = 1 AND level = 2 AND owner <> ''"
    ).fetchone()
    (quality,) = connection.execute(
        "SELECT sum(scores) / 100.0 / sum(count) FROM tally"
        " WHERE present = 1 AND level = 2 AND quality >= 0"
    ).fetchone()
    columns = levels.get(3, 0)
    sensitive = sum(count for grade, count in graded.items() if grade >= 2)
    return Estate(
        sources=levels.get(0, 0),
        schemas=levels.get(1, 0),
        tables=levels.get(2, 0),
        columns=columns,
        sensitive=sensitive,
        sensitive_share=sensitive / columns if columns else 0.0,
        quality=quality,
        sources_by_quality=tuple(_by_quality(connection)),
        violations=_violations(connection),
        labels=tuple(labels),
        sensitivities=tuple(
            (name, graded.get(grade, 0)) for grade, name in enumerate(projection.SENSITIVITIES)
        ),
        owned_tables=owned,
    )


def _violations(connection: Connection) -> dict[str, int]:
    found = connection.execute(
        "SELECT severity, count(*) FROM violation WHERE state = 'open' GROUP BY severity"
    )
    return dict(found.fetchall())


def _by_quality(connection: Connection) -> list[SourceQuality]:
    names = source_names(connection)
    counts: dict[tuple[bytes, int], int] = {
        (source, level): count
        for source, level, count in connection.execute(
            "SELECT source, level, sum(count) FROM tally WHERE present = 1 GROUP BY source, level"
        ).fetchall()
    }
    means: dict[bytes, float] = dict(
        connection.execute(
            "SELECT source, sum(scores) / 100.0 / sum(count) FROM tally"
            " WHERE present = 1 AND level = 2 AND quality >= 0 GROUP BY source"
        ).fetchall()
    )
    lines = [
        SourceQuality(
            source_id=source,
            name=name,
            value=means.get(source.bytes),
            tables=counts.get((source.bytes, 2), 0),
            columns=counts.get((source.bytes, 3), 0),
        )
        for source, name in names.items()
    ]
    return sorted(lines, key=lambda one: (one.value is None, one.value or 0, one.name))
