"""The second half of a sign-in, one's own second factors, and who must have one."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response

from pursight_server.access import own_account, second_step, service, store
from pursight_server.access.client import Client
from pursight_server.access.guard import (
    Given,
    IfMatch,
    Reading,
    Writing,
    in_session,
    public,
    requires,
)
from pursight_server.access.mfa import factors
from pursight_server.access.model import Caller, Permission
from pursight_server.access.routes.messages import SignedInReply
from pursight_server.access.routes.second_factor_messages import (
    ChallengeBody,
    CodeBody,
    EnrolledReply,
    FactorsReply,
    FirstCodeBody,
    OwnCodeBody,
    PresenceBody,
    RecoveryCodesReply,
    SecondStepReply,
    SetupReply,
    SignInPolicyBody,
    SignInPolicyReply,
)
from pursight_server.access.sessions import SignedIn
from pursight_server.access.signing_in import SecondStep
from pursight_server.platform.preconditions import etag

router = APIRouter(prefix="/api/v1", tags=["access"])

Self = Annotated[Caller, Depends(requires(Permission.SELF_READ))]
OwnEditor = Annotated[Caller, Depends(requires(Permission.SELF_WRITE))]
PersonsEditor = Annotated[Caller, Depends(requires(Permission.PERSONS_WRITE))]
Reader = Annotated[Caller, Depends(requires(Permission.ORGANISATION_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.ORGANISATION_WRITE))]
UserAgent = Annotated[str, Header(max_length=1000)]


def client_of(request: Request, user_agent: str, device: str) -> Client:
    """Say from where a request comes."""
    return Client(user_agent, device, request.client.host if request.client else "")


HALF_OR_WHOLE: Final[dict[int | str, dict[str, Any]]] = {
    202: {"model": SecondStepReply, "description": "A second factor is asked for"}
}
"""What a route declares that answers with `half_or_whole`."""


def half_or_whole(
    found: SignedIn | SecondStep, response: Response
) -> SignedInReply | SecondStepReply:
    """Answer with a session, or with half a sign-in."""
    if isinstance(found, SecondStep):
        response.status_code = 202
        return SecondStepReply.of(found)
    return SignedInReply.of(found)


@router.post("/sessions/second-factor", status_code=201, summary="Sign in: the second step")
@public
async def second_factor(
    body: CodeBody, given: Given, request: Request, user_agent: UserAgent = ""
) -> SignedInReply:
    """Open a session with a code of the authenticator app, or with a recovery code."""
    client = client_of(request, user_agent, body.device)
    finish = second_step.with_code if body.method == "totp" else second_step.with_recovery_code
    return SignedInReply.of(await finish(given, body.challenge, body.code, client=client))


@router.post("/sessions/second-factor/totp", summary="Sign in: set an app up")
@public
async def enrol(body: ChallengeBody, given: Given) -> SetupReply:
    """Set an authenticator app up while signing in, where the organisation asks for one."""
    return SetupReply.of(await second_step.begin_enrolment(given, body.challenge))


@router.post(
    "/sessions/second-factor/totp/confirm", status_code=201, summary="Sign in with a new app"
)
@public
async def confirm_enrolment(
    body: FirstCodeBody, given: Given, request: Request, user_agent: UserAgent = ""
) -> EnrolledReply:
    """Open a session with the first code of an app that was just set up."""
    client = client_of(request, user_agent, body.device)
    enrolled = await second_step.finish_enrolment(given, body.challenge, body.code, client=client)
    signed_in = SignedInReply.of(enrolled.signed_in)
    return EnrolledReply(**dict(signed_in), recovery_codes=enrolled.recovery_codes)


@router.get("/me/second-factors", summary="My second factors")
async def own_factors(caller: Self, unit: Reading) -> FactorsReply:
    """Say what second factors the caller has, and whether they must."""
    return FactorsReply.of(await own_account.factors_now(unit, caller))


@router.post("/me/totp", summary="Set my authenticator app up")
async def begin_totp(body: PresenceBody, caller: OwnEditor, given: Given) -> SetupReply:
    """Make a secret for an app; it holds once a code of it was given."""
    return SetupReply.of(await own_account.begin_totp(given, caller, body.password))


@router.post("/me/totp/confirm", summary="Put my authenticator app in use")
async def confirm_totp(body: OwnCodeBody, caller: OwnEditor, given: Given) -> RecoveryCodesReply:
    """Put the app in use by its first code; with recovery codes for who has none."""
    codes = await own_account.confirm_totp(given, caller, body.code)
    return RecoveryCodesReply(recovery_codes=codes)


@router.post("/me/totp/remove", status_code=204, summary="Take my authenticator app away")
async def remove_totp(body: PresenceBody, caller: OwnEditor, given: Given) -> None:
    """Sign in without the app from now on, if the organisation lets one."""
    await own_account.remove_totp(given, caller, body.password)


@router.post("/me/recovery-codes", summary="Give me new recovery codes")
async def new_recovery_codes(
    body: PresenceBody, caller: OwnEditor, given: Given
) -> RecoveryCodesReply:
    """Make ten codes; all before are worth nothing."""
    codes = await own_account.new_recovery_codes(given, caller, body.password)
    return RecoveryCodesReply(recovery_codes=codes)


@router.delete(
    "/persons/{person_id}/second-factors",
    status_code=204,
    summary="Reset second factors",
    dependencies=[Depends(in_session)],
)
async def reset_factors(person_id: UUID, _caller: PersonsEditor, uow: Writing) -> None:
    """Take somebody's second factors away and end their sessions, when their phone is lost."""
    await factors.reset(uow, await service.get_person(uow, person_id))


@router.get("/organisation/sign-in", summary="What signing in asks for")
async def get_policy(_caller: Reader, unit: Reading, response: Response) -> SignInPolicyReply:
    """Say which roles need a second factor."""
    policy = await store.sign_in_policy_of(unit)
    response.headers["ETag"] = etag(policy.rev)
    return SignInPolicyReply.of(policy)


@router.put(
    "/organisation/sign-in",
    summary="Set what signing in asks for",
    dependencies=[Depends(in_session)],
)
async def set_policy(
    body: SignInPolicyBody,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> SignInPolicyReply:
    """Ask some roles for a second factor; sessions opened without end with their next request."""
    roles = frozenset(body.second_factor_roles)
    policy = await factors.set_policy(uow, roles, if_match=if_match)
    response.headers["ETag"] = etag(policy.rev)
    return SignInPolicyReply.of(policy)
