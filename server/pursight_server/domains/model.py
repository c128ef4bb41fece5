"""What a business domain is (pure)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainDraft:
    """What people say of a domain.

    Attributes:
        owner_id: The person who answers for it, if anybody.
    """

    name: str
    description: str = ""
    owner_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain(DomainDraft):
    """A business area, as Sales or Finance."""

    id: UUID
    rev: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Uses:
    """How often a domain is used."""

    assets: int = 0
    sources: int = 0
    roles: int = 0
    policies: int = 0

    @property
    def said(self) -> str:
        """In words; empty for a domain that nothing uses."""
        counted = (
            (self.assets, "asset", "assets"),
            (self.sources, "source", "sources"),
            (self.roles, "role given for it", "roles given for it"),
            (self.policies, "policy", "policies"),
        )
        return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n)
