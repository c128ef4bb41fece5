"""Leases: whether the server really said until when this console may work without it."""

import base64
import binascii
import json
from datetime import UTC, datetime
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

AUDIENCE = "pursight-console"


def lease_until(lease: str, key: str, device_id: UUID) -> datetime | None:
    """Read a lease: a JSON Web Token (RFC 7519) signed with Ed25519 for this device.

    Args:
        lease: As the server sent it.
        key: The server's public key in base64, told when the device was registered.
        device_id: Ours.

    Returns:
        When it ends; None if it is not the server's, or not for this device.
    """
    try:
        signed, _, signature = lease.rpartition(".")
        header, _, content = signed.partition(".")
        if json.loads(_raw(header)).get("alg") != "EdDSA":
            return None
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(_raw(signature), signed.encode("ascii"))
        claims = json.loads(_raw(content))
        if claims.get("aud") != AUDIENCE or claims.get("dev") != str(device_id):
            return None
        return datetime.fromtimestamp(int(claims["exp"]), UTC)
    except (InvalidSignature, binascii.Error, ValueError, KeyError, TypeError, AttributeError):
        return None


def _raw(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
