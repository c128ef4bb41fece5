"""Access in an emergency: active, then ended, then reviewed (pure)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Verdict(StrEnum):
    """What somebody else found afterwards."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


class Stage(StrEnum):
    """Where it stands; until it is reviewed it is an open item."""

    ACTIVE = "active"
    ENDED = "ended"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakGlass:
    """A role that somebody took in an emergency.

    Attributes:
        until: When it ends by itself; it is never moved.
        told: Who was to be alarmed: administrators and auditors of that moment.
        again: How often this person had done so in the thirty days before.
    """

    id: UUID
    person_id: UUID
    person_name: str
    role: str
    reason: str
    assignment_id: UUID
    told: tuple[UUID, ...]
    again: int
    taken_at: datetime
    until: datetime
    ended_at: datetime | None
    end_note: str
    reviewed_by: UUID | None
    reviewed_by_name: str
    reviewed_at: datetime | None
    verdict: Verdict | None
    review_note: str

    @property
    def stage(self) -> Stage:
        """Where it stands, by what was written down."""
        if self.reviewed_at is not None:
            return Stage.REVIEWED
        return Stage.ACTIVE if self.ended_at is None else Stage.ENDED

    def holds(self, now: datetime) -> bool:
        """Whether the role is still there."""
        return self.ended_at is None and now < self.until
