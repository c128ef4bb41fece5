"""Identity providers: who there is, signing in with one, and their settings."""

from datetime import UTC, datetime
from html import escape
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from pursight.errors import PurSightError
from pursight_server.access import store
from pursight_server.access.directories import signing_in as directory_sign_in
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
from pursight_server.access.oidc import administration, flow
from pursight_server.access.oidc.fetching import Provider
from pursight_server.access.routes.messages import SignedInReply
from pursight_server.access.routes.second_factor_messages import Device, SecondStepReply
from pursight_server.access.routes.second_factors import (
    HALF_OR_WHOLE,
    UserAgent,
    client_of,
    half_or_whole,
)
from pursight_server.access.store import IdentityProvider
from pursight_server.platform.preconditions import etag

router = APIRouter(prefix="/api/v1", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.ORGANISATION_WRITE))]
Editor = Annotated[Caller, Depends(requires(Permission.ACCESS_SETTINGS_WRITE))]
Text = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]

_LATER = datetime(1970, 1, 1, tzinfo=UTC)
"""A time that the service puts its own in place of."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WhichOrganisation(_Body):
    """Where somebody wants to sign in."""

    organisation: Annotated[str, Field(min_length=1, max_length=63, examples=["acme"])]


class ChoiceReply(BaseModel):
    """A provider that one can sign in with."""

    id: UUID
    name: str = Field(examples=["Acme single sign-on"])


class WaysReply(BaseModel):
    """How one can sign in to an organisation, beside a password of PurSight."""

    directory: bool = Field(description="Whether its directory's password is taken")
    providers: list[ChoiceReply]
    passkeys: bool = Field(description="Whether the server has a page for passkeys")


class AddressesReply(BaseModel):
    """What identity providers and directories have to be told about this server."""

    redirect: str = Field(
        description="Where a provider sends browsers back; empty as long as the server does not"
        " know the name by which browsers reach it (`PURSIGHT_PUBLIC_URL`)"
    )
    scim: str = Field(description="Where a directory keeps accounts (SCIM 2.0)")


class BeginBody(WhichOrganisation):
    """A console that wants to sign somebody in through their browser."""

    provider_id: UUID
    return_to: Annotated[str, Field(max_length=300, description="A loopback address, RFC 8252")]
    state: Annotated[str, Field(min_length=16, max_length=200)]
    code_challenge: Annotated[str, Field(min_length=43, max_length=43, description="S256")]


class BeginReply(BaseModel):
    """What the browser has to open."""

    authorization_url: str


class FinishBody(_Body):
    """The code that came back, and what shows that it was meant for this console."""

    code: Annotated[str, Field(max_length=200)]
    code_verifier: Annotated[str, Field(min_length=43, max_length=128)]
    device: Device = ""


class ProviderBody(_Body):
    """A provider of OpenID Connect."""

    name: Annotated[Text, Field(examples=["Acme single sign-on"])]
    issuer: Annotated[str, Field(max_length=500, examples=["https:…"])]
    client_id: Annotated[Text, Field(examples=["pursight"])]
    client_secret: SecretStr | None = Field(
        default=None, description="Left out when changing: the present one stays; empty: none"
    )
    scopes: list[Text] = Field(default=["openid", "profile", "email"], max_length=20)
    groups_claim: Annotated[str, Field(max_length=100, examples=["groups"])] = ""
    role_map: dict[Text, list[Role]] = Field(
        default={},
        max_length=500,
        description="Roles by group, given and taken at each sign-in; others stay",
        examples=[{"stewards": ["data_steward"]}],
    )
    creates_persons: bool = False
    trusts_email: bool = False
    vouches_for_second_factor: bool = False
    enabled: bool = True

    def wanted(self, provider_id: UUID) -> IdentityProvider:
        """Say what is wanted; times and revision are the service's."""
        return IdentityProvider(
            id=provider_id,
            name=self.name,
            issuer=self.issuer,
            client_id=self.client_id,
            scopes=tuple(self.scopes),
            groups_claim=self.groups_claim,
            role_map=dict(self.role_map),
            creates_persons=self.creates_persons,
            trusts_email=self.trusts_email,
            vouches_for_second_factor=self.vouches_for_second_factor,
            enabled=self.enabled,
            created_at=_LATER,
            changed_at=_LATER,
        )


class ProviderReply(BaseModel):
    """A provider; its secret is never told."""

    id: UUID
    name: str
    issuer: str
    client_id: str
    has_secret: bool
    scopes: list[str]
    groups_claim: str
    role_map: dict[str, list[Role]]
    creates_persons: bool
    trusts_email: bool
    vouches_for_second_factor: bool
    enabled: bool
    rev: int

    @classmethod
    def of(cls, one: IdentityProvider) -> "ProviderReply":
        """Spell it."""
        return cls(
            id=one.id,
            name=one.name,
            issuer=one.issuer,
            client_id=one.client_id,
            has_secret=one.client_secret is not None,
            scopes=list(one.scopes),
            groups_claim=one.groups_claim,
            role_map=one.role_map,
            creates_persons=one.creates_persons,
            trusts_email=one.trusts_email,
            vouches_for_second_factor=one.vouches_for_second_factor,
            enabled=one.enabled,
            rev=one.rev,
        )


@router.post("/sessions/providers", summary="Whom one can sign in with")
@public
async def choices(body: WhichOrganisation, given: Given) -> list[ChoiceReply]:
    """List an organisation's identity providers."""
    found = await flow.choices(given, body.organisation)
    return [ChoiceReply(id=one.id, name=one.name) for one in found]


@router.post("/sessions/ways", summary="How one can sign in")
@public
async def ways(body: WhichOrganisation, given: Given) -> WaysReply:
    """Say which ways are open; for an organisation that does not exist none is."""
    found = await flow.choices(given, body.organisation)
    return WaysReply(
        directory=await directory_sign_in.offered(given, body.organisation),
        providers=[ChoiceReply(id=one.id, name=one.name) for one in found],
        passkeys=bool(given.settings.public_url),
    )


@router.post("/sessions/provider/begin", summary="Begin to sign in through the browser")
@public
async def begin(body: BeginBody, given: Given) -> BeginReply:
    """Give the address that the person's own browser has to open."""
    url = await flow.begin(
        given,
        body.organisation,
        body.provider_id,
        return_to=body.return_to,
        return_state=body.state,
        code_challenge=body.code_challenge,
    )
    return BeginReply(authorization_url=url)


@router.get("/sessions/provider/callback", include_in_schema=False)
@public
async def come_back(
    given: Given,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
    iss: Annotated[str, Query(max_length=500)] = "",
    error: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Take the browser back from the provider and send it on to the console."""
    try:
        to = await flow.come_back(given, state=state, code=code, issuer=iss, error=error)
    except PurSightError as problem:
        words = f"{escape(problem.message)}. {escape(problem.hint)}"
        page = f"<!doctype html><html lang='en'><title>PurSight</title><p>{words}</p></html>"
        return HTMLResponse(page, status_code=problem.status)
    return RedirectResponse(to, status_code=303)


@router.post(
    "/sessions/provider",
    status_code=201,
    summary="Sign in with what came back",
    responses=HALF_OR_WHOLE,
)
@public
async def finish(
    body: FinishBody, given: Given, request: Request, response: Response, user_agent: UserAgent = ""
) -> SignedInReply | SecondStepReply:
    """Open the session of the person whom the provider has named."""
    client = client_of(request, user_agent, body.device)
    found = await flow.finish(given, body.code, body.code_verifier, client=client)
    return half_or_whole(found, response)


@router.get("/organisation/sign-in/addresses", summary="Addresses to tell others")
async def addresses(_caller: Reader, given: Given, request: Request) -> AddressesReply:
    """Say what is typed into an identity provider or a directory."""
    public = given.settings.public_url.rstrip("/")
    here = public or str(request.base_url).rstrip("/")
    return AddressesReply(redirect=public and f"{public}{flow.CALLBACK}", scim=f"{here}/scim/v2")


@router.get("/identity-providers", summary="All identity providers")
async def list_providers(_caller: Reader, unit: Reading) -> list[ProviderReply]:
    """List them with their settings."""
    return [ProviderReply.of(one) for one in await store.list_providers(unit)]


@router.post(
    "/identity-providers",
    status_code=201,
    summary="Add an identity provider",
    dependencies=[Depends(in_session)],
)
async def add(
    body: ProviderBody, _caller: Editor, uow: Writing, given: Given, response: Response
) -> ProviderReply:
    """Let people sign in with somebody who says who they are."""
    Provider(loopback=given.settings.providers_on_loopback).check(body.issuer)
    secret = body.client_secret.get_secret_value() if body.client_secret else ""
    made = await administration.add(uow, body.wanted(UUID(int=0)), secret)
    response.headers["ETag"] = etag(made.rev)
    return ProviderReply.of(made)


@router.put(
    "/identity-providers/{provider_id}",
    summary="Change an identity provider",
    dependencies=[Depends(in_session)],
)
async def change(  # noqa: PLR0917  FastAPI calls it by name
    provider_id: UUID,
    body: ProviderBody,
    _caller: Editor,
    uow: Writing,
    given: Given,
    response: Response,
    if_match: IfMatch = None,
) -> ProviderReply:
    """Change its settings; another issuer means other people, so its links are forgotten."""
    Provider(loopback=given.settings.providers_on_loopback).check(body.issuer)
    secret = None if body.client_secret is None else body.client_secret.get_secret_value()
    changed = await administration.change(uow, body.wanted(provider_id), secret, if_match=if_match)
    response.headers["ETag"] = etag(changed.rev)
    return ProviderReply.of(changed)


@router.delete(
    "/identity-providers/{provider_id}",
    status_code=204,
    summary="Remove an identity provider",
    dependencies=[Depends(in_session)],
)
async def remove(provider_id: UUID, _caller: Editor, uow: Writing) -> None:
    """Let nobody sign in with it; the persons stay."""
    await administration.remove(uow, provider_id)
