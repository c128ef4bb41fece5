"""What was worked out lately and may be asked for again: values by key, in bounded memory."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Recent:
    """Values by key; the one that was not asked for longest is forgotten first.

    Whatever is kept here can be worked out again, and says itself what it holds for.
    """

    most: int = 256
    _held: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)

    def find(self, key: Hashable) -> Any:
        """Give what is kept under a key; None when there is nothing."""
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def keep(self, key: Hashable, value: Any) -> None:
        """Keep a value, in place of what was there."""
        self._held[key] = value
        self._held.move_to_end(key)
        while len(self._held) > self.most:
            self._held.popitem(last=False)
