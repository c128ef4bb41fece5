"""What waits for a decision, as one reading of the replica."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import review
from pursight_desktop.replica.queries.asset import classification_of
from pursight_desktop.replica.queries.reading import fields_of, source_names
from pursight_desktop.replica.queries.review import LabelCount, ReviewLine

MOST: Final = 2000
"""Lines of one sitting; when they are decided, the next ones come."""

MOST_OF_A_BAND: Final = 20_000
"""Lines that are read when only some confidences are wanted, for these are chosen here."""

BANDS: Final = {"sure": (0.85, 1.01), "fair": (0.7, 0.85), "unsure": (0.0, 0.7)}
"""Stretches of confidence, from and up to below."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of them one wants to see; `band` is one of `BANDS`, or empty."""

    source_id: UUID | None = None
    label: str | None = None
    band: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits.

    Attributes:
        lines: Those that are wanted, `MOST` of them at most.
        complete: All of them are here.
        decided: How many columns are decided, of `total` that are or wait to be.
        labels: How many wait of each label, whatever is wanted.
        sources: Names by ids.
    """

    lines: list[ReviewLine]
    complete: bool
    decided: int
    total: int
    labels: list[LabelCount]
    sources: dict[UUID, str]


def former(connection: Connection, column_id: UUID) -> str | None:
    """Read which label a person had decided on, `none` for none; None if nobody has decided."""
    found = classification_of(fields_of(connection, "classification", column_id))
    return found.decision.label if found is not None and found.decision is not None else None


def read(connection: Connection, wanted: Wanted) -> Waiting:
    """Ask the replica."""
    most = MOST_OF_A_BAND if wanted.band else MOST
    lines = review.queue(connection, wanted.source_id, wanted.label, most)
    complete = len(lines) < most
    if wanted.band:
        low, below = BANDS.get(wanted.band, (0.0, 1.01))
        lines = [line for line in lines if low <= line.confidence < below]
    decided, total = review.progress(connection)
    return Waiting(
        lines=lines[:MOST],
        complete=complete and len(lines) <= MOST,
        decided=decided,
        total=total,
        labels=review.labels(connection),
        sources=source_names(connection),
    )
