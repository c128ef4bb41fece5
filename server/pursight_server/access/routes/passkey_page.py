"""The page for passkeys: its files, and what it asks."""

from pathlib import Path
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from pursight_server.access.guard import Given, in_session, public, requires, shown_once
from pursight_server.access.model import Caller, Permission
from pursight_server.access.passkey_page import entering, managing
from pursight_server.access.routes.messages import SignedInReply
from pursight_server.access.routes.passkeys import Name, QuestionReply
from pursight_server.access.routes.second_factor_messages import (
    Challenge,
    Device,
    PasskeyReply,
    PresenceBody,
)
from pursight_server.access.routes.second_factors import UserAgent, client_of

router = APIRouter(tags=["access"])

OwnEditor = Annotated[Caller, Depends(requires(Permission.SELF_WRITE))]
Ticket = Annotated[str, Field(min_length=10, max_length=200, examples=["psb1.…"])]
PageToken = Annotated[str, Field(min_length=10, max_length=200, examples=["psc1.…"])]
Credential = Annotated[dict[str, Any], Field(examples=[{"id": "…", "type": "public-key"}])]

_FILES: Final = Path(entering.__file__).parent
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
_ALLOWED: Final = (
    "camera=(), geolocation=(), microphone=(),"
    " publickey-credentials-get=(self), publickey-credentials-create=(self)"
)


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class BeginBody(_Body):
    """A console that wants a passkey shown in the browser."""

    challenge: Annotated[
        str, Field(max_length=200, description="Of the half sign-in; empty: a passkey alone")
    ] = ""
    organisation: Annotated[str, Field(max_length=63, examples=["acme"])] = ""
    return_to: Annotated[str, Field(max_length=300, description="A loopback address, RFC 8252")]
    state: Annotated[str, Field(min_length=16, max_length=200)]
    code_challenge: Annotated[str, Field(min_length=43, max_length=43, description="S256")]


class AddressReply(BaseModel):
    """What the browser has to open."""

    url: str = Field(description="It holds a ticket that is good once: show it to nobody")


class TicketBody(_Body):
    """What stood in the page's address."""

    ticket: Ticket


class OptionsReply(BaseModel):
    """What the page asks an authenticator for."""

    options: dict[str, Any]


class AnswerBody(TicketBody):
    """What the authenticator answered."""

    credential: Credential


class BackReply(BaseModel):
    """Where the browser goes then."""

    return_to: str


class FinishBody(_Body):
    """The code that came back, and what shows that it was meant for this console."""

    code: Annotated[str, Field(max_length=200)]
    code_verifier: Annotated[str, Field(min_length=43, max_length=128)]
    device: Device = ""


class PageBody(_Body):
    """An open page."""

    page: PageToken


class AddBody(PageBody):
    """What a new authenticator answered, and how it is called."""

    challenge: Challenge
    credential: Credential
    name: Annotated[Name, Field(examples=["Phone"])]


class RemoveBody(PageBody):
    """Which passkey is taken away."""

    passkey_id: UUID


class KnownReply(BaseModel):
    """All passkeys of the person."""

    passkeys: list[PasskeyReply]


class PageReply(KnownReply):
    """The page is open."""

    page: str
    name: str
    email: str


class AddedReply(KnownReply):
    """A passkey is kept."""

    recovery_codes: list[str] = Field(description="Shown this once, to who had none")


@router.get("/passkeys", include_in_schema=False)
@public
async def page() -> Response:
    """Give the page; who it is for stands behind the `#` of its address."""
    return _file("page.html", "text/html")


@router.get("/passkeys/page.js", include_in_schema=False)
@public
async def script() -> Response:
    """Give the page's script."""
    return _file("page.js", "text/javascript")


@router.get("/passkeys/page.css", include_in_schema=False)
@public
async def style() -> Response:
    """Give the page's looks."""
    return _file("page.css", "text/css")


@router.post("/api/v1/sessions/browser/begin", summary="Begin to sign in by a passkey's page")
@public
async def begin(body: BeginBody, given: Given) -> AddressReply:
    """Give the address that the person's own browser has to open."""
    url = await entering.begin(
        given,
        challenge=body.challenge,
        organisation=body.organisation,
        return_to=body.return_to,
        return_state=body.state,
        code_challenge=body.code_challenge,
    )
    return AddressReply(url=url)


@router.post("/api/v1/sessions/browser/ask", summary="The page asks what to ask a passkey for")
@public
async def ask(body: TicketBody, given: Given) -> OptionsReply:
    """Say what to ask the person's authenticator for."""
    return OptionsReply(options=await entering.ask(given, body.ticket))


@router.post("/api/v1/sessions/browser/answer", summary="The page shows a passkey")
@public
async def answer(body: AnswerBody, given: Given) -> BackReply:
    """Take the answer, and send the browser back to the console."""
    return BackReply(return_to=await entering.answer(given, body.ticket, body.credential))


@router.post("/api/v1/sessions/browser", status_code=201, summary="Sign in with what came back")
@public
async def finish(
    body: FinishBody, given: Given, request: Request, user_agent: UserAgent = ""
) -> SignedInReply:
    """Open the session of the person who has shown their passkey."""
    client = client_of(request, user_agent, body.device)
    return SignedInReply.of(
        await entering.finish(given, body.code, body.code_verifier, client=client)
    )


@router.post(
    "/api/v1/me/passkeys/page",
    summary="Open the page of my passkeys",
    dependencies=[Depends(in_session), Depends(shown_once)],
)
async def own_page(body: PresenceBody, caller: OwnEditor, given: Given) -> AddressReply:
    """Give the address of a page where the caller adds passkeys and takes them away."""
    return AddressReply(url=await managing.address(given, caller, body.password))


@router.post("/api/v1/passkey-page/enter", summary="The page of passkeys opens")
@public
async def enter(body: TicketBody, given: Given) -> PageReply:
    """Change the ticket, once, for what the page asks with."""
    opened = await managing.enter(given, body.ticket)
    return PageReply(
        page=opened.token,
        name=opened.caller.name,
        email=opened.caller.email,
        passkeys=[PasskeyReply.of(one) for one in opened.passkeys],
    )


@router.post("/api/v1/passkey-page/options", summary="The page begins to add a passkey")
@public
async def ask_to_add(body: PageBody, given: Given) -> QuestionReply:
    """Say what to ask a new authenticator for."""
    return QuestionReply.of(await managing.ask(given, body.page))


@router.post("/api/v1/passkey-page/add", status_code=201, summary="The page adds a passkey")
@public
async def add(body: AddBody, given: Given) -> AddedReply:
    """Keep a passkey of the person whose page it is."""
    codes, known = await managing.add(
        given, body.page, challenge=body.challenge, credential=body.credential, name=body.name
    )
    return AddedReply(recovery_codes=codes, passkeys=[PasskeyReply.of(one) for one in known])


@router.post("/api/v1/passkey-page/remove", summary="The page takes a passkey away")
@public
async def remove(body: RemoveBody, given: Given) -> KnownReply:
    """Forget a passkey of the person whose page it is."""
    known = await managing.remove(given, body.page, body.passkey_id)
    return KnownReply(passkeys=[PasskeyReply.of(one) for one in known])


def _file(name: str, kind: str) -> Response:
    headers = {"Content-Security-Policy": _POLICY, "Permissions-Policy": _ALLOWED}
    content = (_FILES / name).read_bytes()
    return Response(content, media_type=f"{kind}; charset=utf-8", headers=headers)
