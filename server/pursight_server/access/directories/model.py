"""A directory: where it is, how people are found in it, and what its groups give (pure)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from pursight.errors import Refused
from pursight_server.access.model import Role

LOGIN: Final = "{login}"
_ACCOUNT_DISABLED, _ACCOUNT_LOCKED = 0x2, 0x10
_SPECIAL = {"\\": r"\5c", "*": r"\2a", "(": r"\28", ")": r"\29", "\x00": r"\00"}
_ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,79}", re.ASCII)


class BadDirectory(Refused):
    """The directory cannot be reached or searched like this."""

    code = "directory.bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """An organisation's directory.

    Attributes:
        urls: Tried in this order: `ldaps://host:636`, or `ldap://host:389` with StartTLS.
        ca: Certificates to trust (PEM); empty: those of the operating system.
        bind_password: Sealed; never given out.
        user_filter: With `{login}` where what was typed goes, escaped.
        subject_attribute: What names a person for ever: `entryUUID`, in Active Directory
            `objectGUID`.
        role_map: Roles by a group's distinguished name, in small letters.
        creates_persons: Whether somebody who comes for the first time is let in.
        trusts_email: Whether an address finds a person who is there already, once.
    """

    id: UUID
    urls: tuple[str, ...]
    ca: str
    bind_dn: str
    bind_password: str = field(repr=False)
    base: str
    user_filter: str = "(uid={login})"
    subject_attribute: str = "entryUUID"
    email_attribute: str = "mail"
    name_attribute: str = "cn"
    group_attribute: str = "memberOf"
    group_base: str = ""
    group_filter: str = ""
    role_map: dict[str, list[Role]] = field(default_factory=dict)
    creates_persons: bool = False
    trusts_email: bool = False
    enabled: bool = True
    rev: int = 1
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody found in a directory."""

    dn: str
    subject: str
    email: str
    name: str
    groups: frozenset[str]
    disabled: bool


def escaped(text: str) -> str:
    """Escape a text for a filter (RFC 4515)."""
    return "".join(_SPECIAL.get(sign, sign) for sign in text)


def filter_for(template: str, value: str) -> str:
    """Put what was typed into a filter, where it can be nothing but a value."""
    return template.replace(LOGIN, escaped(value))


def is_disabled(attributes: Mapping[str, Sequence[bytes]]) -> bool:
    """Whether an account may not be used: Active Directory, 389 Directory Server, OpenLDAP."""
    for value in attributes.get("useraccountcontrol", ()):
        if not value.isdigit() or int(value) & (_ACCOUNT_DISABLED | _ACCOUNT_LOCKED):
            return True
    if any(value.lower() == b"true" for value in attributes.get("nsaccountlock", ())):
        return True
    return bool(attributes.get("pwdaccountlockedtime"))


def check(wanted: Directory) -> None:
    """Refuse what cannot work, and whatever would send a password in the clear.

    Raises:
        BadDirectory: It is one of these.
    """
    if not wanted.urls:
        raise BadDirectory("a directory needs the address of at least one server")
    for url in wanted.urls:
        _check_url(url)
    _check_filter(wanted.user_filter, "the filter for people")
    if wanted.group_filter:
        _check_filter(wanted.group_filter, "the filter for groups")
    for name in (
        wanted.subject_attribute,
        wanted.email_attribute,
        wanted.name_attribute,
        wanted.group_attribute,
    ):
        if not _ATTRIBUTE.fullmatch(name):
            raise BadDirectory(f"{name[:80]!r} is no name of an attribute")
    if not wanted.bind_dn:
        raise BadDirectory(
            "a directory needs an account to search with",
            hint="Give one that may do nothing but read people and groups.",
        )


def address_of(url: str) -> tuple[str, int, bool]:
    """Take an address apart: host, port, and whether TLS begins at once."""
    parts = urlsplit(url)
    at_once = parts.scheme == "ldaps"
    return parts.hostname or "", parts.port or (636 if at_once else 389), at_once


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _port, _tls = address_of(url)
    except ValueError as error:
        raise BadDirectory("an address of the directory cannot be read") from error
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in {"ldap", "ldaps"} or not host or extra:
        raise BadDirectory(
            "an address of the directory cannot be used",
            hint="Write ldaps://dc1.example.com, or ldap://… for StartTLS. There is no way"
            " without TLS.",
        )


def _check_filter(template: str, what: str) -> None:
    depth = 0
    for sign in template:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            break
    whole = template.startswith("(") and template.endswith(")") and depth == 0
    if not whole or LOGIN not in template or "\x00" in template:
        raise BadDirectory(f"{what} cannot be used", hint=f"Write it as (uid={LOGIN}).")
