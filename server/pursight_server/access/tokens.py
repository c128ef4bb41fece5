"""Access tokens: signed, short-lived, about one session."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import jwt

from pursight.errors import Unauthenticated
from pursight_server.platform.crypto import ServerKeys
from pursight_server.platform.token_keys import TokenRing

ISSUER = "pursight"
AUDIENCE = "pursight-api"
_REQUIRED = ["exp", "iat", "iss", "aud", "sub", "org", "sid"]
_HEADERS = frozenset({"alg", "typ", "kid"})


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


def issue(claims: Claims, *, keys: ServerKeys | TokenRing, now: datetime, life: timedelta) -> str:
    """Sign a token with the present key."""
    key = _ring(keys).present(now)
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
        key.private,
        algorithm="EdDSA",
        headers={"kid": key.id},
    )


def check(token: str, *, keys: ServerKeys | TokenRing, now: datetime) -> Claims:
    """Verify a token and say what it claims.

    The key is chosen by its `kid` among our own. A header that says more than algorithm, type and
    `kid` is none of ours: keys that a token brings along (`jwk`, `jku`, `x5c`, `x5u`) are not even
    looked at.

    Raises:
        BadToken: Signature, algorithm, key, issuer, audience or a claim is wrong or missing.
        ExpiredToken: Its time is over by `now`.
    """
    try:
        header = jwt.get_unverified_header(token)
        key = _ring(keys).find(header.get("kid"), now)
        if key is None or not header.keys() <= _HEADERS:
            raise _bad()
        content = jwt.decode(
            token,
            key,
            algorithms=["EdDSA"],
            audience=AUDIENCE,
            issuer=ISSUER,
            # the server's clock is asked below, so that tests can stop it
            options={
                "require": _REQUIRED,
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
        expires, begins = int(content["exp"]), int(content.get("nbf", 0))
        claims = Claims(UUID(content["sub"]), UUID(content["org"]), UUID(content["sid"]))
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise _bad() from error
    if now.timestamp() < begins:
        raise _bad()
    if now.timestamp() >= expires:
        raise ExpiredToken(
            "the access token has expired", hint="Use the refresh token to get a new one."
        )
    return claims


def _ring(keys: ServerKeys | TokenRing) -> TokenRing:
    return keys if isinstance(keys, TokenRing) else TokenRing(keys)


def _bad() -> BadToken:
    return BadToken("the access token is not valid", hint="Sign in again.")
