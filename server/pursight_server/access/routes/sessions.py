"""Sign in, go on, sign out, who am I."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response

from pursight_server.access import own_account, service, sessions, signing_in
from pursight_server.access.guard import Given, Reading, Writing, in_session, public, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.access.routes.messages import (
    EndedReply,
    JwkSet,
    OrganisationReply,
    OwnPasswordBody,
    RefreshBody,
    SessionReply,
    SignedInReply,
    SignInBody,
    WhoAmI,
)
from pursight_server.access.routes.second_factor_messages import SecondStepReply
from pursight_server.access.routes.second_factors import (
    HALF_OR_WHOLE,
    client_of,
    half_or_whole,
)
from pursight_server.organisations import service as organisations

router = APIRouter(prefix="/api/v1", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.SELF_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.SELF_WRITE))]
PersonsEditor = Annotated[Caller, Depends(requires(Permission.PERSONS_WRITE))]


@router.post(
    "/sessions",
    status_code=201,
    summary="Sign in",
    responses=HALF_OR_WHOLE,
)
@public
async def sign_in(
    body: SignInBody,
    given: Given,
    request: Request,
    response: Response,
    user_agent: Annotated[str, Header(max_length=1000)] = "",
) -> SignedInReply | SecondStepReply:
    """Open a session with a password, or learn that a second factor is asked for."""
    found = await signing_in.sign_in(
        given,
        organisation=body.organisation,
        email=body.email,
        password=body.password,
        client=client_of(request, user_agent, body.device),
    )
    return half_or_whole(found, response)


@router.post("/sessions/refresh", summary="Go on with a session")
@public
async def refresh(body: RefreshBody, given: Given, request: Request) -> SignedInReply:
    """Trade a refresh token for new tokens.

    One that comes a second time ends the session, unless it comes within 20 seconds and nobody has
    used what was answered: then the answer was lost.
    """
    address_class = client_of(request, "", "").address_class
    return SignedInReply.of(
        await sessions.refresh(given, body.refresh_token, address_class=address_class)
    )


@router.get("/token-keys", summary="Keys of access tokens")
@public
async def token_keys(given: Given) -> JwkSet:
    """Publish the public keys (RFC 7517), for other servers of the deployment."""
    return JwkSet.model_validate(given.token_ring.published(given.clock.now()))


@router.get("/sessions", summary="My sessions")
async def list_sessions(caller: Reader, unit: Reading) -> list[SessionReply]:
    """List where the caller is signed in, the latest first."""
    found = await sessions.own_sessions(unit, caller)
    return [SessionReply.of(session, caller.session_id) for session in found]


@router.delete("/sessions/current", status_code=204, summary="Sign out")
async def sign_out(caller: Editor, uow: Writing) -> None:
    """End this session."""
    await sessions.sign_out(uow, caller, caller.session_id)


@router.delete("/sessions/{session_id}", status_code=204, summary="Sign out elsewhere")
async def sign_out_elsewhere(session_id: UUID, caller: Editor, uow: Writing) -> None:
    """End another of the caller's sessions."""
    await sessions.sign_out(uow, caller, session_id)


@router.delete("/sessions", summary="Sign out everywhere else")
async def sign_out_everywhere_else(caller: Editor, uow: Writing) -> EndedReply:
    """End all of the caller's sessions but this one."""
    return EndedReply(ended=await sessions.sign_out_elsewhere(uow, caller))


@router.get(
    "/persons/{person_id}/sessions",
    summary="Somebody's sessions",
    dependencies=[Depends(in_session)],
)
async def list_sessions_of(
    person_id: UUID, _caller: PersonsEditor, unit: Reading
) -> list[SessionReply]:
    """List where somebody is signed in, the latest first."""
    person = await service.get_person(unit, person_id)
    return [SessionReply.of(one) for one in await sessions.sessions_of(unit, person.id)]


@router.delete(
    "/persons/{person_id}/sessions/{session_id}",
    status_code=204,
    summary="End a session",
    dependencies=[Depends(in_session)],
)
async def end_session(
    person_id: UUID, session_id: UUID, _caller: PersonsEditor, uow: Writing
) -> None:
    """End one of somebody's sessions; it holds from its next request on."""
    await sessions.end_for(uow, person_id, session_id)


@router.get("/me", summary="Who am I")
async def who_am_i(caller: Reader, unit: Reading) -> WhoAmI:
    """Say who asks, with roles and permissions as they are now."""
    return WhoAmI(
        person_id=caller.person_id,
        email=caller.email,
        name=caller.name,
        roles=sorted(caller.roles),
        permissions=sorted(caller.permissions),
        organisation=OrganisationReply.of(await organisations.get(unit)),
        session_id=caller.session_id,
    )


@router.put("/me/password", status_code=204, summary="Change my password")
async def change_own_password(body: OwnPasswordBody, caller: Editor, given: Given) -> None:
    """Change one's own password; every session ends, this one too."""
    await own_account.change_password(given, caller, present=body.present, password=body.password)
