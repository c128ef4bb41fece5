"""Signed heads of a log that this console has seen: what holds the server to its word."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import JsonValue, TypeAdapter, ValidationError

from pursight.contracts.audit import TreeHead

MOST_KEPT: Final = 200
"""An older head that a later one was proven to go on from says nothing that the later does not."""

_HEADS: Final = TypeAdapter(tuple[TreeHead, ...])
_KEYS: Final = TypeAdapter(dict[str, str])


@dataclass(frozen=True, slots=True)
class KeptHeads:
    """What one console has seen of one organisation's log.

    Attributes:
        heads: Each was proven to go on from the one before it; the smallest first.
        against: Heads that contradict one of these: evidence, kept for good.
        keys: Public keys by their names, base64.
    """

    heads: tuple[TreeHead, ...] = ()
    against: tuple[TreeHead, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, value: JsonValue) -> "KeptHeads":
        """Read what was kept; nothing, where it is damaged."""
        if not isinstance(value, dict):
            return cls()
        try:
            return cls(
                _HEADS.validate_python(value.get("heads", ())),
                _HEADS.validate_python(value.get("against", ())),
                _KEYS.validate_python(value.get("keys", {})),
            )
        except ValidationError:
            return cls()

    def to_json(self) -> dict[str, JsonValue]:
        """Write it to be kept."""
        return {
            "heads": _HEADS.dump_python(self.heads, mode="json"),
            "against": _HEADS.dump_python(self.against, mode="json"),
            "keys": dict(self.keys),
        }

    def of_size(self, size: int) -> TreeHead | None:
        """Find the head over so many events."""
        return next((one for one in self.heads if one.size == size), None)

    def key(self, key_id: str) -> bytes | None:
        """Give a key that was seen before."""
        text = self.keys.get(key_id)
        return base64.b64decode(text) if text else None

    def trusted(self) -> list[bytes]:
        """Give all keys that were seen."""
        return [base64.b64decode(text) for text in self.keys.values()]

    def keeping(self, heads: Iterable[TreeHead], against: Iterable[TreeHead] = ()) -> "KeptHeads":
        """Keep more; of two over as many events the one that was there first stays."""
        by_size = {one.size: one for one in heads} | {one.size: one for one in self.heads}
        roots = {(one.size, one.root): one for one in (*self.against, *against)}
        newest = sorted(by_size.values(), key=lambda one: one.size)[-MOST_KEPT:]
        return replace(self, heads=tuple(newest), against=tuple(roots.values()))

    def knowing(self, key_id: str, public_key: str) -> "KeptHeads":
        """Keep a key; one that has a name already stays."""
        return replace(self, keys={key_id: public_key} | dict(self.keys))


def as_lines(heads: Iterable[TreeHead]) -> bytes:
    """Write heads as `pursight audit verify --heads` reads them."""
    return b"".join(one.model_dump_json().encode() + b"\n" for one in heads)
