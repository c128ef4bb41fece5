"""Passkeys: register, take away, sign in with."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access import passkeys
from pursight_server.access.guard import Given, in_session, public, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.access.passkeys import Question
from pursight_server.access.routes.messages import SignedInReply
from pursight_server.access.routes.second_factor_messages import (
    Challenge,
    ChallengeBody,
    Device,
    PresenceBody,
    RecoveryCodesReply,
)
from pursight_server.access.routes.second_factors import UserAgent, client_of

router = APIRouter(prefix="/api/v1", tags=["access"])

OwnEditor = Annotated[Caller, Depends(requires(Permission.SELF_WRITE))]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class OrganisationBody(_Body):
    """Where somebody wants to sign in."""

    organisation: Annotated[str, Field(min_length=1, max_length=63, examples=["acme"])]


class AnswerBody(ChallengeBody):
    """What the authenticator answered (`PublicKeyCredential.toJSON()`)."""

    credential: dict[str, Any] = Field(examples=[{"id": "…", "type": "public-key"}])
    device: Device = ""


class NewPasskeyBody(_Body):
    """What a new authenticator answered, and how it is called."""

    challenge: Challenge
    credential: dict[str, Any] = Field(examples=[{"id": "…", "type": "public-key"}])
    name: Annotated[Name, Field(examples=["Phone"])]


class QuestionReply(BaseModel):
    """What a browser asks an authenticator (`PublicKeyCredential.parse…OptionsFromJSON`)."""

    challenge: str
    options: dict[str, Any]

    @classmethod
    def of(cls, question: Question) -> "QuestionReply":
        """Spell it."""
        return cls(challenge=question.challenge, options=question.options)


@router.post(
    "/me/passkeys/options",
    summary="Begin to add a passkey",
    dependencies=[Depends(in_session)],
)
async def ask_to_register(body: PresenceBody, caller: OwnEditor, given: Given) -> QuestionReply:
    """Say what to ask a new authenticator for."""
    return QuestionReply.of(await passkeys.ask_to_register(given, caller, body.password))


@router.post(
    "/me/passkeys",
    status_code=201,
    summary="Add a passkey",
    dependencies=[Depends(in_session)],
)
async def register(body: NewPasskeyBody, caller: OwnEditor, given: Given) -> RecoveryCodesReply:
    """Keep a passkey; with recovery codes for who has none."""
    codes = await passkeys.register(given, caller, body.challenge, body.credential, body.name)
    return RecoveryCodesReply(recovery_codes=codes)


@router.post("/me/passkeys/{passkey_id}/remove", status_code=204, summary="Take a passkey away")
async def remove(passkey_id: UUID, body: PresenceBody, caller: OwnEditor, given: Given) -> None:
    """Forget one of the caller's passkeys."""
    await passkeys.remove(given, caller, passkey_id, body.password)


@router.post("/sessions/second-factor/passkey/options", summary="Second step: ask for a passkey")
@public
async def ask_for_second_step(body: ChallengeBody, given: Given) -> QuestionReply:
    """Say what to ask the person's authenticator for."""
    return QuestionReply.of(await passkeys.ask_for_second_step(given, body.challenge))


@router.post(
    "/sessions/second-factor/passkey", status_code=201, summary="Sign in: second step by passkey"
)
@public
async def second_factor(
    body: AnswerBody, given: Given, request: Request, user_agent: UserAgent = ""
) -> SignedInReply:
    """Open a session with a passkey as the second factor."""
    client = client_of(request, user_agent, body.device)
    return SignedInReply.of(
        await passkeys.second_factor(given, body.challenge, body.credential, client=client)
    )


@router.post("/sessions/passkey/options", summary="Ask for a passkey alone")
@public
async def ask_alone(body: OrganisationBody, given: Given) -> QuestionReply:
    """Say what to ask any authenticator for; the person's address is not needed."""
    return QuestionReply.of(await passkeys.ask_alone(given, body.organisation))


@router.post("/sessions/passkey", status_code=201, summary="Sign in with a passkey alone")
@public
async def sign_in_alone(
    body: AnswerBody, given: Given, request: Request, user_agent: UserAgent = ""
) -> SignedInReply:
    """Open a session with a passkey that has checked finger, face or PIN."""
    client = client_of(request, user_agent, body.device)
    return SignedInReply.of(
        await passkeys.sign_in_alone(given, body.challenge, body.credential, client=client)
    )
