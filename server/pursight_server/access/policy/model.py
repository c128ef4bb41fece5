"""Policies as they are kept (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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
