"""Business domains: areas such as sales that sources and assets belong to."""

from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from pursight_desktop.operations.asking import Asking, Listed

_PATH: Final = "/api/v1/domains"


class Domain(BaseModel):
    """A domain.

    Attributes:
        owner_id: Of the person who answers for it; None for nobody.
        owner_name: Empty for nobody, and for somebody one may not see.
        assets: How many were put into it themselves, of those that one may see.
        sources: Likewise.
    """

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    description: str = ""
    owner_id: UUID | None = None
    owner_name: str = ""
    assets: int = 0
    sources: int = 0
    rev: int
    created_at: datetime
    changed_at: datetime

    @property
    def seen(self) -> str:
        """The tag of what is shown of it, for an edit."""
        return f'"{self.rev}"'


async def every(asking: Asking) -> Listed[Domain]:
    """List all domains by name."""
    return await asking.listed(Domain, _PATH)


async def add(asking: Asking, *, name: str, description: str, owner_id: UUID | None) -> UUID:
    """Make a domain that nothing lies in yet."""
    return (await asking.made(Domain, "POST", _PATH, _body(name, description, owner_id))).id


async def change(
    asking: Asking, domain: Domain, *, name: str, description: str, owner_id: UUID | None
) -> None:
    """Change a domain; refused when somebody else has done so since."""
    body = _body(name, description, owner_id)
    await asking.write("PATCH", f"{_PATH}/{domain.id}", body, seen=domain.seen)


async def delete(asking: Asking, domain_id: UUID) -> None:
    """Delete a domain; refused while anything is in it or speaks of it."""
    await asking.write("DELETE", f"{_PATH}/{domain_id}")


def _body(name: str, description: str, owner_id: UUID | None) -> dict[str, str | None]:
    owner = None if owner_id is None else str(owner_id)
    return {"name": name, "description": description, "owner_id": owner}
