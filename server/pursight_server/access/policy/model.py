"""Policies as they are kept (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One permit or forbid, as it is now.

    Attributes:
        text: In Cedar.
        form: The condition form it was written with; None when somebody wrote the text.
        enabled: Whether it is in force.
        rev: Counts its versions, each of which is kept.
    """

    id: UUID
    name: str
    description: str
    text: str
    form: Mapping[str, Any] | None
    enabled: bool
    rev: int
    changed_by: UUID
    changed_by_name: str
    created_at: datetime
    changed_at: datetime


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    APPROVED = "approved"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What somebody wants a policy to say; somebody else makes it so.

    Attributes:
        policy_id: Of the policy; None for a new one that nobody has agreed to yet.
        base_rev: The version that it was made from; 0 for a new one.
        note: Why, in the words of who proposed it.
        decision_note: Why, in the words of who decided.
    """

    id: UUID
    policy_id: UUID | None
    base_rev: int
    name: str
    description: str
    text: str
    form: Mapping[str, Any] | None
    enabled: bool
    note: str
    state: ProposalState
    proposed_by: UUID
    proposed_by_name: str
    proposed_at: datetime
    decided_by: UUID | None = None
    decided_by_name: str = ""
    decided_at: datetime | None = None
    decision_note: str = ""
