"""The organisation's directory: reading its settings, setting it up, trying it, taking it away."""

from collections.abc import Mapping
from http import HTTPStatus

from pydantic import BaseModel

from pursight_desktop.operations.asking import Asking
from pursight_desktop.session.answers import ServerRefused

_PATH = "/api/v1/directory"


class Directory(BaseModel):
    """Where the directory is and how it is asked; its password never comes back."""

    urls: tuple[str, ...]
    ca: str = ""
    bind_dn: str
    base: str
    user_filter: str = "(uid={login})"
    subject_attribute: str = "entryUUID"
    email_attribute: str = "mail"
    name_attribute: str = "cn"
    group_attribute: str = "memberOf"
    group_base: str = ""
    group_filter: str = ""
    role_map: dict[str, tuple[str, ...]] = {}
    creates_persons: bool = False
    trusts_email: bool = False
    enabled: bool = True
    rev: int


class Trial(BaseModel):
    """What the directory said of somebody.

    Attributes:
        problem: What did not work: `server`, `account` or `search`; none if it could be asked.
        disabled: Whether the account may not be used there.
    """

    found: bool
    problem: str | None = None
    dn: str = ""
    email: str = ""
    name: str = ""
    disabled: bool = False
    groups: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


async def find(asking: Asking) -> Directory | None:
    """Read it; None where there is none."""
    try:
        return await asking.get(Directory, _PATH)
    except ServerRefused as refused:
        if refused.problem.status == HTTPStatus.NOT_FOUND:
            return None
        raise


async def put(asking: Asking, before: Directory | None, wanted: Mapping[str, object]) -> Directory:
    """Set it up, or change all of it; without `bind_password` the present password stays."""
    seen = f'"{before.rev}"' if before is not None else ""
    return await asking.made(Directory, "PUT", _PATH, wanted, seen=seen)


async def attempt(asking: Asking, wanted: Mapping[str, object], login: str) -> Trial:
    """Have somebody looked up with these settings; nothing is kept."""
    return await asking.made(Trial, "POST", f"{_PATH}/try", {**wanted, "login": login})


async def remove(asking: Asking) -> None:
    """Take it away: nobody signs in with it any more."""
    await asking.write("DELETE", _PATH)
