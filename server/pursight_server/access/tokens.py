"""Access tokens: signed, short-lived, about one session."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import jwt

from pursight.errors import Unauthenticated
from pursight_server.platform.crypto import ServerKeys

ISSUER = "pursight"
AUDIENCE = "pursight-api"
_REQUIRED = ["exp", "iat", "iss", "aud", "sub", "org", "sid"]


class BadToken(Unauthenticated):
    """The access token is no good."""

    code = "token.bad"


class ExpiredToken(Unauthenticated):
    """The access token's time is over."""

    code = "token.expired"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says."""

    person_id: UUID
    organisation_id: UUID
    session_id: UUID


def issue(claims: Claims, *, keys: ServerKeys, now: datetime, life: timedelta) -> str:
    """Sign a token."""
    return jwt.encode(
        {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(claims.person_id),
            "org": str(claims.organisation_id),
            "sid": str(claims.session_id),
            "iat": int(now.timestamp()),
            "exp": int((now + life).timestamp()),
        },
        keys.token_signing,
        algorithm="EdDSA",
        headers={"kid": keys.token_key_id},
    )


def check(token: str, *, keys: ServerKeys, now: datetime) -> Claims:
    """Verify a token and say what it claims.

    Raises:
        BadToken: Signature, algorithm, key, issuer, audience or a claim is wrong or missing.
        ExpiredToken: Its time is over by `now`.
    """
    try:
        if jwt.get_unverified_header(token).get("kid") != keys.token_key_id:
            raise _bad()
        content = jwt.decode(
            token,
            keys.token_signing.public_key(),
            algorithms=["EdDSA"],
            audience=AUDIENCE,
            issuer=ISSUER,
            # the server's clock is asked below, so that tests can stop it
            options={"require": _REQUIRED, "verify_exp": False, "verify_iat": False},
        )
        expires = int(content["exp"])
        claims = Claims(UUID(content["sub"]), UUID(content["org"]), UUID(content["sid"]))
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError) as error:
        raise _bad() from error
    if now.timestamp() >= expires:
        raise ExpiredToken(
            "the access token has expired", hint="Use the refresh token to get a new one."
        )
    return claims


def _bad() -> BadToken:
    return BadToken("the access token is not valid", hint="Sign in again.")
