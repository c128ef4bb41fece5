"""Place: a screen and what it shows there; tabs, history and links are made of places."""

import json
from dataclasses import dataclass
from typing import Final
from uuid import UUID

SCREENS: Final = (
    "home",
    "catalog",
    "asset",
    "search",
    "review",
    "sources",
    "agents",
    "scans",
    "activity",
    "problems",
    "requests",
    "administration",
    "settings",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one can go.

    Attributes:
        screen: One of `SCREENS`.
        id: Of what is shown; None for a screen that shows many.
        args: What the screen is to begin with, such as a filter; names and texts.
    """

    screen: str
    id: UUID | None = None
    args: tuple[tuple[str, str], ...] = ()

    def arg(self, name: str, default: str = "") -> str:
        """Read one of `args`; the first of that name counts."""
        return next((text for key, text in self.args if key == name), default)

    def having(self, **args: str) -> "Place":
        """Give the same place with some of `args` changed; an empty text removes one."""
        kept = dict(self.args) | args
        return Place(self.screen, self.id, tuple((k, v) for k, v in kept.items() if v))

    def to_text(self) -> str:
        """Write it for the layout that is remembered."""
        return json.dumps([self.screen, str(self.id) if self.id else None, self.args])

    @classmethod
    def from_text(cls, text: str) -> "Place | None":
        """Read it back; None if it is damaged, or of a screen that there is no longer."""
        try:
            screen, found, args = json.loads(text)
            place = cls(
                str(screen),
                UUID(found) if found else None,
                tuple((str(name), str(value)) for name, value in args),
            )
        except (ValueError, TypeError, AttributeError):
            return None
        return place if place.screen in SCREENS else None
