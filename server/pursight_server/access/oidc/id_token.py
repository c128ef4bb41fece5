"""The token in which a provider says who somebody is: checked to the last claim (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from pursight.errors import Unauthenticated

ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "EdDSA",
)
"""Signatures by a key pair only: `none` and the HMACs are not among them."""

_SKEW: Final = 60
_LATEST: Final = 1 << 53
_LONGEST_SUBJECT: Final = 255
_MOST_GROUPS: Final = 500


class BadIdToken(Unauthenticated):
    """The provider's token is not one for this sign-in."""

    code = "sign_in.bad_id_token"


@dataclass(frozen=True, slots=True)
class Said:
    """What a provider says of somebody."""

    subject: str
    email: str
    email_verified: bool
    name: str
    groups: frozenset[str]


def check(
    token: str,
    keys: Mapping[str, Any],
    *,
    issuer: str,
    client_id: str,
    nonce: str,
    groups_claim: str,
    now: datetime,
) -> Said:
    """Verify an id token (OpenID Connect Core 3.1.3.7).

    Raises:
        BadIdToken: Signature, algorithm, issuer, audience, time or nonce is wrong or missing.
    """
    try:
        key_set = KeySet.import_key_set({"keys": list(keys["keys"])})
        claims = jwt.decode(token, key_set, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise _bad("it is not signed by the provider") from error
    audience = claims.get("aud")
    audiences = [audience] if isinstance(audience, str) else audience
    if claims.get("iss") != issuer:
        raise _bad("it is of another issuer")
    if not isinstance(audiences, list) or client_id not in audiences:
        raise _bad("it is for another client")
    if claims.get("azp", client_id) != client_id or (len(audiences) > 1 and "azp" not in claims):
        raise _bad("it was given to another client")
    expires, issued = _number(claims.get("exp")), _number(claims.get("iat"))
    if expires is None or now.timestamp() >= expires + _SKEW:
        raise _bad("its time is over")
    if issued is None or issued > now.timestamp() + _SKEW:
        raise _bad("it is of the future")
    if not isinstance(claims.get("nonce"), str) or claims["nonce"] != nonce:
        raise _bad("it is of another sign-in")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
        raise _bad("it names nobody")
    return Said(
        subject=subject,
        email=_text(claims.get("email")),
        email_verified=claims.get("email_verified") is True,
        name=_text(claims.get("name")) or _text(claims.get("preferred_username")),
        groups=_groups(claims.get(groups_claim)) if groups_claim else frozenset(),
    )


def _groups(claim: object) -> frozenset[str]:
    listed = [claim] if isinstance(claim, str) else claim
    if not isinstance(listed, list):
        return frozenset()
    return frozenset(one for one in listed[:_MOST_GROUPS] if isinstance(one, str))


def _text(claim: object) -> str:
    return claim.strip()[:200] if isinstance(claim, str) else ""


def _number(claim: object) -> float | None:
    if isinstance(claim, bool) or not isinstance(claim, int | float):
        return None
    return float(claim) if abs(claim) < _LATEST else None


def _bad(why: str) -> BadIdToken:
    return BadIdToken(
        f"the identity provider's token cannot be used: {why}", hint="Begin to sign in anew."
    )
