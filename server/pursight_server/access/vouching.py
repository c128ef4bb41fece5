"""Whether a change of an identity provider or directory lets more in, or gives more (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import Field, fields
from typing import Any, ClassVar, Final, Protocol

from pursight_server.access.model import Role


class Voucher(Protocol):
    """Somebody who says who people are: an identity provider, or the directory."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def enabled(self) -> bool:
        """Whether anybody comes in by them."""
        ...


_SAYS_NOTHING: Final = frozenset(
    {"id", "name", "client_secret", "bind_password", "rev", "created_at", "changed_at"}
)
"""What may be changed without anybody being let in who was not before."""


def wider(before: Voucher | None, after: Voucher) -> bool:
    """Whether somebody may come in, or get a role, who would not have before.

    What cannot be compared, as another address or another filter, may let anybody in. Switched off,
    trusted with less and with fewer roles for its groups it never does.
    """
    if not after.enabled:
        return False
    if before is None or not before.enabled:
        return True
    return any(
        _gained(name, getattr(before, name), getattr(after, name))
        for name in (one.name for one in fields(after))
        if name not in _SAYS_NOTHING
    )


def _gained(name: str, was: object, will: object) -> bool:
    if name == "role_map" and isinstance(was, Mapping) and isinstance(will, Mapping):
        return any(not _within(roles, was.get(group, ())) for group, roles in will.items())
    return was != will and not (was is True and will is False)


def _within(roles: Sequence[Role], given: Sequence[Role]) -> bool:
    return set(roles) <= set(given)
