"""An organisation: whose data it is (pure)."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

_SLUG = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A tenant: people, sources, catalog and log are its own."""

    id: UUID
    slug: str
    name: str
    rev: int
    created_at: datetime
    changed_at: datetime


def is_slug(text: str) -> bool:
    """Whether a text can name an organisation at sign-in: small letters, digits, hyphens inside."""
    return _SLUG.fullmatch(text) is not None
