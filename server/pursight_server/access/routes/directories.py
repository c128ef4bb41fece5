"""Sign in with a directory's password; set the organisation's directory up."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from pursight_server.access.directories import administration, signing_in
from pursight_server.access.directories.ldap import LdapDirectory
from pursight_server.access.directories.model import Directory
from pursight_server.access.directories.ports import DirectoryAway, Stage
from pursight_server.access.federated import mapped
from pursight_server.access.guard import (
    Given,
    IfMatch,
    Reading,
    Writing,
    in_session,
    public,
    requires,
)
from pursight_server.access.model import Caller, Permission, Role
from pursight_server.access.routes.messages import SignedInReply
from pursight_server.access.routes.second_factor_messages import SecondStepReply
from pursight_server.access.routes.second_factors import (
    HALF_OR_WHOLE,
    client_of,
    half_or_whole,
)
from pursight_server.platform.preconditions import etag

router = APIRouter(prefix="/api/v1", tags=["access"])

Editor = Annotated[Caller, Depends(requires(Permission.ACCESS_SETTINGS_WRITE))]
_Url = Annotated[str, Field(min_length=8, max_length=300)]
_Name = Annotated[str, Field(min_length=1, max_length=80)]
_Dn = Annotated[str, Field(max_length=500)]
_Filter = Annotated[str, Field(max_length=500)]
_MOST_GROUPS: Final = 200


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DirectorySignInBody(_Body):
    """Who wants to sign in, as the directory knows them."""

    organisation: Annotated[str, Field(min_length=1, max_length=63, examples=["acme"])]
    login: Annotated[str, Field(max_length=200, examples=["ada"])]
    password: Annotated[str, Field(max_length=256, examples=["correct horse battery staple"])]
    device: Annotated[str, Field(max_length=100, examples=["ada-laptop"])] = ""


class _Settings(_Body):
    urls: list[_Url] = Field(
        min_length=1,
        max_length=10,
        description="Tried in this order: addresses of the schemes `ldaps`, or `ldap` for StartTLS;"
        " without TLS nothing is sent",
    )
    ca: str = Field(
        default="",
        max_length=100_000,
        description="Certificates to trust (PEM); empty: those of the operating system",
    )
    bind_dn: Annotated[_Dn, Field(examples=["cn=pursight,ou=services,dc=example,dc=com"])]
    base: Annotated[_Dn, Field(examples=["dc=example,dc=com"])]
    user_filter: Annotated[_Filter, Field(examples=["(sAMAccountName={login})"])] = "(uid={login})"
    subject_attribute: Annotated[_Name, Field(examples=["objectGUID"])] = "entryUUID"
    email_attribute: _Name = "mail"
    name_attribute: _Name = "cn"
    group_attribute: _Name = "memberOf"
    group_base: _Dn = ""
    group_filter: _Filter = Field(
        default="",
        description="Where people do not name their groups: `(member={login})` asks the groups,"
        " with the person's distinguished name for {login}",
    )
    role_map: dict[_Dn, list[Role]] = Field(
        default_factory=dict,
        max_length=500,
        description="Roles by a group's distinguished name; given and taken at each sign-in",
    )
    creates_persons: bool = False
    trusts_email: bool = False
    enabled: bool = True


class DirectoryBody(_Settings):
    """The organisation's directory; what is left out gets its default."""

    bind_password: str | None = Field(
        default=None,
        max_length=500,
        description="Of the account to search with; left out, the present one stays",
    )


class DirectoryReply(_Settings):
    """The organisation's directory; its password is never told."""

    rev: int

    @classmethod
    def of(cls, one: Directory) -> "DirectoryReply":
        """Spell it."""
        values: dict[str, Any] = {name: getattr(one, name) for name in cls.model_fields}
        return cls(**values | {"urls": list(one.urls)})


class TrialBody(DirectoryBody):
    """A directory as it is wanted, and whom to look for in it; nothing is kept."""

    login: Annotated[str, Field(min_length=1, max_length=200, examples=["ada"])]


class TrialReply(BaseModel):
    """What the directory says of somebody, and what they would be here."""

    found: bool = Field(description="Whether the filter finds one person, and no other")
    problem: Stage | None = Field(
        default=None,
        description="What did not work: no server that answers and can be trusted, the account to"
        " search with, or the search; more is in the server's log",
    )
    dn: str = ""
    email: str = ""
    name: str = ""
    disabled: bool = Field(default=False, description="Whether the account may not be used there")
    groups: list[str] = Field(default=[], description="The first 200 of them")
    roles: list[Role] = Field(default=[], description="Those that its groups give")


@router.post(
    "/sessions/directory",
    status_code=201,
    summary="Sign in with the directory",
    responses=HALF_OR_WHOLE,
)
@public
async def sign_in(
    body: DirectorySignInBody,
    given: Given,
    request: Request,
    response: Response,
    user_agent: Annotated[str, Header(max_length=1000)] = "",
) -> SignedInReply | SecondStepReply:
    """Open a session with a password of the organisation's directory (LDAP, Active Directory)."""
    found = await signing_in.sign_in(
        given,
        organisation=body.organisation,
        login=body.login,
        password=body.password,
        client=client_of(request, user_agent, body.device),
    )
    return half_or_whole(found, response)


@router.get("/directory", summary="The organisation's directory")
async def get_directory(_caller: Editor, unit: Reading, response: Response) -> DirectoryReply:
    """Read how the directory is asked; the password of its account stays where it is."""
    found = await administration.get(unit)
    response.headers["ETag"] = etag(found.rev)
    return DirectoryReply.of(found)


@router.put("/directory", summary="Set the organisation's directory up")
async def put_directory(
    body: DirectoryBody,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> DirectoryReply:
    """Set it up, or change all of it."""
    wanted = _wanted(body, uow.organisation_id, uow.clock.now())
    found = await administration.put(uow, wanted, body.bind_password, if_match=if_match)
    response.headers["ETag"] = etag(found.rev)
    return DirectoryReply.of(found)


@router.delete("/directory", status_code=204, summary="Take the organisation's directory away")
async def remove_directory(_caller: Editor, uow: Writing) -> None:
    """Nobody signs in with it any more; the persons stay."""
    await administration.remove(uow)


@router.post(
    "/directory/try",
    summary="Try the organisation's directory",
    dependencies=[Depends(in_session)],
)
async def try_directory(body: TrialBody, caller: Editor, given: Given) -> TrialReply:
    """Look somebody up as it would be done when they sign in; no password of theirs is asked."""
    wanted = _wanted(body, caller.organisation_id, given.clock.now())
    async with given.database.reading(caller.organisation_id) as unit:
        directory = await administration.trial(unit, wanted, body.bind_password)
    opened = LdapDirectory(directory, directory.bind_password)
    try:
        entry = await asyncio.to_thread(opened.find, body.login)
    except DirectoryAway as away:
        return TrialReply(found=False, problem=away.stage)
    if entry is None:
        return TrialReply(found=False)
    return TrialReply(
        found=True,
        dn=entry.dn,
        email=entry.email,
        name=entry.name,
        disabled=entry.disabled,
        groups=sorted(entry.groups)[:_MOST_GROUPS],
        roles=sorted(mapped(entry.groups, directory.role_map)),
    )


def _wanted(body: DirectoryBody, organisation_id: UUID, now: datetime) -> Directory:
    """Say what is wanted; identity, password and times are put in later."""
    values = {name: getattr(body, name) for name in _Settings.model_fields}
    return Directory(
        **values | {"urls": tuple(body.urls)},
        id=organisation_id,
        bind_password="",
        created_at=now,
        changed_at=now,
    )
