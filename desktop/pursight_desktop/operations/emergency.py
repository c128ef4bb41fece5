"""Emergency access: taking a role for some minutes, giving it back, looking at it afterwards."""

from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel

from pursight_desktop.operations.asking import Asking, Listed
from pursight_desktop.session.account import Account

_PATH: Final = "/api/v1/break-glass"
_MINE: Final = "/api/v1/me/break-glass"
USE, REVIEW = "break_glass.use", "break_glass.review"


class Emergency(BaseModel):
    """A role that somebody took in an emergency, and what became of it.

    Attributes:
        stage: active, ended (it waits for its review) or reviewed.
        again: How often the same person did so in the 30 days before.
    """

    id: UUID
    stage: str
    person_id: UUID
    person_name: str
    role: str
    reason: str
    told: tuple[UUID, ...] = ()
    again: int = 0
    taken_at: datetime
    until: datetime
    ended_at: datetime | None = None
    end_note: str = ""
    reviewed_by_name: str = ""
    reviewed_at: datetime | None = None
    verdict: str | None = None
    review_note: str = ""

    def runs(self, now: datetime) -> bool:
        """Whether the role is still there."""
        return self.stage == "active" and now < self.until


async def every(asking: Asking, account: Account) -> Listed[Emergency]:
    """List all that one may see, the latest first: everybody's, or one's own."""
    return await asking.listed(Emergency, _PATH if account.may(REVIEW) else _MINE)


async def running(asking: Asking) -> Emergency | None:
    """Read the emergency access that I have now, if any."""
    found = await asking.listed(Emergency, _MINE, stage="active")
    return found.rows[0] if found.rows else None


async def take(asking: Asking, *, role: str, minutes: int, reason: str) -> Emergency:
    """Take a role for some minutes; the alarm is raised at once."""
    body = {"role": role, "minutes": minutes, "reason": reason}
    return await asking.made(Emergency, "POST", _PATH, body)


async def end(asking: Asking, one_id: UUID, *, note: str) -> Emergency:
    """Give it back before its time."""
    return await asking.made(Emergency, "POST", f"{_PATH}/{one_id}/end", {"note": note})


async def review(asking: Asking, one_id: UUID, *, justified: bool, note: str) -> Emergency:
    """Say afterwards whether it was justified."""
    body = {"verdict": "justified" if justified else "not_justified", "note": note}
    return await asking.made(Emergency, "POST", f"{_PATH}/{one_id}/review", body)
