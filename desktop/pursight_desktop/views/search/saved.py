"""Searches that are kept: saved ones by name, and the recent ones; on this machine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue

from pursight_desktop.background.place import Place
from pursight_desktop.settings import Preferences

SAVED = "search.saved"
RECENT = "search.recent"
MOST_RECENT = 10
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What was searched for.

    Attributes:
        chosen: Values of facets by their keys.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def place(self) -> Place:
        """Make the place that shows its results."""
        args = [("text", self.text)] if self.text else []
        args += [(key, value) for key, values in self.chosen.items() for value in values]
        return Place("search", None, tuple(args))

    @classmethod
    def from_place(cls, place: Place) -> "Asked":
        """Read it back from a place."""
        chosen: dict[str, tuple[str, ...]] = {}
        for key, value in place.args:
            if key != "text" and value:
                chosen[key] = (*chosen.get(key, ()), value)
        return cls(place.arg("text"), chosen)


@dataclass(frozen=True, slots=True)
class Saved:
    """A search with a name."""

    name: str
    asked: Asked


class Searches:
    """The saved and the recent searches of the person; every change is kept at once."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def saved(self) -> list[Saved]:
        """List the saved searches by name; what is damaged is left out."""
        entries: list[Any] = list(self._preferences.get(SAVED, []))
        read = (_read(entry) for entry in entries)
        return sorted((one for one in read if one), key=lambda one: one.name.casefold())

    def save(self, name: str, asked: Asked) -> None:
        """Keep a search by a name; one of the same name is replaced."""
        self._put([*(one for one in self.saved() if one.name != name), Saved(name, asked)])

    def rename(self, name: str, new: str) -> None:
        """Give a saved search another name; one that has it already is replaced."""
        kept = {one.name: one for one in self.saved()}
        found = kept.pop(name, None)
        if found is not None:
            kept[new] = Saved(new, found.asked)
            self._put(list(kept.values()))

    def remove(self, name: str) -> None:
        """Forget a saved search."""
        self._put([one for one in self.saved() if one.name != name])

    def named(self, asked: Asked) -> str:
        """Return the name under which a search is saved; empty if it is not."""
        return next((one.name for one in self.saved() if one.asked == asked), "")

    def recent(self) -> list[str]:
        """List what was searched for last, the newest first."""
        texts: list[Any] = list(self._preferences.get(RECENT, []))
        return [text for text in texts if isinstance(text, str)][:MOST_RECENT]

    def remember(self, text: str) -> None:
        """Note that this was searched for; what it goes on from is replaced."""
        text = text.strip()[:LONGEST]
        if not text:
            return
        others = [one for one in self.recent() if one.casefold() != text.casefold()]
        kept: list[JsonValue] = [text, *others]
        self._preferences.put(RECENT, kept[:MOST_RECENT])

    def forget_recent(self) -> None:
        """Forget what was searched for."""
        self._preferences.forget(RECENT)

    def _put(self, searches: list[Saved]) -> None:
        self._preferences.put(
            SAVED,
            [
                {
                    "name": one.name,
                    "text": one.asked.text,
                    "chosen": {key: list(values) for key, values in one.asked.chosen.items()},
                }
                for one in searches
            ],
        )


def _read(entry: Any) -> Saved | None:
    if not isinstance(entry, dict):
        return None
    name, text, chosen = entry.get("name"), entry.get("text", ""), entry.get("chosen", {})
    if not isinstance(name, str) or not name or not isinstance(text, str):
        return None
    if not isinstance(chosen, dict):
        return None
    values = {
        str(key): tuple(str(value) for value in found)
        for key, found in chosen.items()
        if isinstance(found, list)
    }
    return Saved(name, Asked(text, values))
