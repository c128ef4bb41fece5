"""Second factors on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from pursight_server.access.mfa.factors import Factors, Method, Setup
from pursight_server.access.model import Role
from pursight_server.access.routes.messages import SignedInReply
from pursight_server.access.signing_in import SecondStep
from pursight_server.access.store import Passkey, SignInPolicy

Challenge = Annotated[str, Field(min_length=10, max_length=200, examples=["psc1.…"])]
Code = Annotated[str, Field(min_length=6, max_length=40, examples=["492039"])]
Device = Annotated[str, Field(max_length=100, examples=["ada-laptop"])]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ChallengeBody(_Body):
    """The half of a sign-in that is done."""

    challenge: Challenge


class CodeBody(ChallengeBody):
    """The second half: a code of the authenticator app, or a recovery code."""

    code: Code
    method: Literal["totp", "recovery_code"] = "totp"
    device: Device = ""


class FirstCodeBody(ChallengeBody):
    """The first code of an app that was just set up."""

    code: Code
    device: Device = ""


class PresenceBody(_Body):
    """One's password once more; not needed within ten minutes of signing in."""

    password: Annotated[str, Field(max_length=256, examples=["several words in a row"])] = ""


class OwnCodeBody(_Body):
    """A code of one's own app."""

    code: Code


class SignInPolicyBody(_Body):
    """What is asked of those who sign in."""

    second_factor_roles: list[Role] = Field(examples=[["system_administrator"]])


class SecondStepReply(BaseModel):
    """The password was right; what is left is a second factor."""

    challenge: str = Field(description="Good once, with `POST /api/v1/sessions/second-factor`")
    expires_in: int = Field(description="Seconds", examples=[300])
    methods: list[Method] = Field(examples=[["totp", "recovery_code"]])
    must_enrol: bool = Field(
        description="The organisation asks for a second factor and there is none: set one up with "
        "`POST /api/v1/sessions/second-factor/totp`"
    )

    @classmethod
    def of(cls, step: SecondStep) -> "SecondStepReply":
        """Spell what is left to do."""
        return cls(
            challenge=step.challenge,
            expires_in=step.expires_in,
            methods=list(step.methods),
            must_enrol=step.must_enrol,
        )


class SetupReply(BaseModel):
    """What an authenticator app is set up with; it is shown this once."""

    secret: str = Field(examples=["JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"])
    uri: str = Field(description="For a QR code", examples=["otpauth:…"])

    @classmethod
    def of(cls, setup: Setup) -> "SetupReply":
        """Spell it."""
        return cls(secret=setup.secret, uri=setup.uri)


class RecoveryCodesReply(BaseModel):
    """Codes for the day the phone is lost; they are shown this once."""

    recovery_codes: list[str] = Field(examples=[["a2b4-c6d8-e3f5-g7h9"]])


class EnrolledReply(SignedInReply):
    """Tokens, and recovery codes that are shown this once."""

    recovery_codes: list[str]


class PasskeyReply(BaseModel):
    """A passkey: a key on a phone, in a browser or on a stick."""

    id: UUID
    name: str = Field(examples=["Phone"])
    created_at: datetime
    used_at: datetime | None

    @classmethod
    def of(cls, passkey: Passkey) -> "PasskeyReply":
        """Spell it."""
        return cls(
            id=passkey.id,
            name=passkey.name,
            created_at=passkey.created_at,
            used_at=passkey.used_at,
        )


class FactorsReply(BaseModel):
    """One's second factors."""

    totp: bool
    passkeys: list[PasskeyReply]
    recovery_codes_left: int
    required: bool = Field(description="Whether the organisation asks for one")

    @classmethod
    def of(cls, factors: Factors) -> "FactorsReply":
        """Spell them."""
        return cls(
            totp=factors.totp,
            passkeys=[PasskeyReply.of(one) for one in factors.passkeys],
            recovery_codes_left=factors.recovery_codes_left,
            required=factors.required,
        )


class SignInPolicyReply(BaseModel):
    """What is asked of those who sign in."""

    second_factor_roles: list[Role]
    rev: int

    @classmethod
    def of(cls, policy: SignInPolicy) -> "SignInPolicyReply":
        """Spell it."""
        return cls(second_factor_roles=sorted(policy.second_factor_roles), rev=policy.rev)
