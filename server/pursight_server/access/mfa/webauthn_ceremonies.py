"""The two ceremonies of WebAuthn: register an authenticator, and have it sign."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from pursight.errors import Refused
from pursight_server.platform.settings import Settings

_RP_NAME: Final = "PurSight"
_TIMEOUT_MS: Final = 120_000
_Uv = UserVerificationRequirement


class NoPasskeysHere(Refused):
    """The server does not know by which name browsers reach it."""

    code = "passkeys.no_public_url"


@dataclass(frozen=True, slots=True)
class Site:
    """Whom an authenticator signs for: a name, and the origin of the page that asks."""

    rp_id: str
    origin: str

    @classmethod
    def of(cls, settings: Settings) -> "Site":
        """Say it of a server.

        Raises:
            NoPasskeysHere: `PURSIGHT_PUBLIC_URL` is not set.
        """
        parts = urlsplit(settings.public_url)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise NoPasskeysHere(
                "passkeys belong to the name by which browsers reach the server, and none is set",
                hint="An administrator sets PURSIGHT_PUBLIC_URL, as https://pursight.example.com.",
            )
        return cls(parts.hostname, f"{parts.scheme}://{parts.netloc}".lower())


@dataclass(frozen=True, slots=True)
class Signed:
    """What a checked answer of an authenticator says."""

    sign_count: int
    credential_id: bytes
    public_key: bytes


def registration_options(
    site: Site,
    challenge: bytes,
    *,
    handle: bytes,
    email: str,
    name: str,
    known: Sequence[bytes],
) -> dict[str, Any]:
    """Say what a browser has to ask a new authenticator for."""
    options = webauthn.generate_registration_options(
        rp_id=site.rp_id,
        rp_name=_RP_NAME,
        user_id=handle,
        user_name=email,
        user_display_name=name,
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=_Uv.PREFERRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
    )
    return _plain(options)


def registered(site: Site, challenge: bytes, credential: Mapping[str, Any]) -> Signed | None:
    """Check a new authenticator's answer; None when it is not one to this question."""
    try:
        found = webauthn.verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
        )
    except _NO_ANSWER:
        return None
    return Signed(found.sign_count, found.credential_id, found.credential_public_key)


def assertion_options(
    site: Site, challenge: bytes, *, known: Sequence[bytes], alone: bool
) -> dict[str, Any]:
    """Say what a browser has to ask a known authenticator for.

    Args:
        site: Whom it signs for.
        challenge: What it signs.
        known: Credentials of the person; none when nobody knows yet who it will be.
        alone: Whether it is all there is: then it must know by a finger, a face or a PIN who is
            there.
    """
    options = webauthn.generate_authentication_options(
        rp_id=site.rp_id,
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        user_verification=_Uv.REQUIRED if alone else _Uv.PREFERRED,
    )
    return _plain(options)


def asserted(
    site: Site,
    challenge: bytes,
    credential: Mapping[str, Any],
    *,
    public_key: bytes,
    sign_count: int,
    alone: bool,
) -> Signed | None:
    """Check a known authenticator's answer; None when it is not one to this question.

    A count that does not grow is none either: somebody has made a copy of the authenticator.
    """
    try:
        found = webauthn.verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=alone,
        )
    except _NO_ANSWER:
        return None
    return Signed(found.new_sign_count, found.credential_id, public_key)


def credential_id_of(credential: Mapping[str, Any]) -> bytes | None:
    """Read which credential an answer is of, before it is checked."""
    try:
        return base64url_to_bytes(str(credential["rawId"]))
    except (KeyError, ValueError):
        return None


def _plain(options: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return plain


_NO_ANSWER = (WebAuthnException, ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What comes of bytes that are not what they should be: all of it is somebody else's making."""
