"""What an organisation lays down about access (pure)."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Undecided = Literal["keep", "revoke"]
"""What becomes of an assignment that nobody has decided on by the end of a review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSettings:
    """An organisation's own limits; the defaults hold until somebody sets others.

    Attributes:
        api_token_days: How long an API token may live at most.
        four_eyes: Whether giving roles needs a second person.
        four_eyes_off_by: Who has asked to switch that off; somebody else has to ask as well.
        request_days: How long an access request waits for its decision before it expires.
        grant_days: How long access that was asked for may last at most.
        undecided: What becomes of what nobody decided by the end of an access review.
        break_glass_minutes: How long access in an emergency lasts at most.
        rev: Grows with each change; 0 means that nobody has set any.
    """

    api_token_days: int = 365
    four_eyes: bool = False
    four_eyes_off_by: UUID | None = None
    request_days: int = 14
    grant_days: int = 365
    undecided: Undecided = "revoke"
    break_glass_minutes: int = 60
    rev: int = 0
