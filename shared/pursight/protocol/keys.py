"""Ed25519 keys as 32 raw bytes or key objects, their text form, and the enrolment token."""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from typing_extensions import override

from pursight.errors import Refused

PrivateKey = Ed25519PrivateKey | bytes
"""A key object or its 32-byte seed."""

PublicKey = Ed25519PublicKey | bytes
"""A key object or its 32 raw bytes."""


class BadKey(Refused):
    """Not the text of an Ed25519 key, or of an enrolment token."""

    code = "key.bad"


def private(key: PrivateKey) -> Ed25519PrivateKey:
    """Give the key object."""
    return Ed25519PrivateKey.from_private_bytes(key) if isinstance(key, bytes) else key


def public(key: PublicKey) -> Ed25519PublicKey:
    """Give the key object."""
    return Ed25519PublicKey.from_public_bytes(key) if isinstance(key, bytes) else key


def public_bytes(key: PrivateKey) -> bytes:
    """Give the 32 raw bytes of the public half."""
    return private(key).public_key().public_bytes_raw()


def to_text(raw: bytes) -> str:
    """Write 32 raw bytes as the base64 of the contracts."""
    return base64.b64encode(raw).decode("ascii")


def from_text(text: str) -> bytes:
    """Read a key back.

    Raises:
        BadKey: Not base64, or not 32 bytes.
    """
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadKey("a key is not base64") from error
    if len(raw) != 32:
        raise BadKey(f"a key has 32 bytes, not {len(raw)}")
    return raw


def pin(public_key: bytes) -> str:
    """SHA-256 of the 32 raw bytes, lower-case hex: how a token names the server's job key."""
    return hashlib.sha256(public_key).hexdigest()


@dataclass(frozen=True, slots=True)
class EnrolmentToken:
    """`pst1.<token_id>.<secret>.<pin>`; the server stores only a hash of the secret.

    Attributes:
        token_id: Which token; not secret; no dots.
        secret: At least 128 random bits as text; no dots.
        pin: `pin` of the server's job key. The agent refuses an `EnrolReply` whose `job_key` has
            another, so nobody between them can become the giver of its jobs.
    """

    token_id: str
    secret: str
    pin: str

    @override
    def __str__(self) -> str:
        return f"pst1.{self.token_id}.{self.secret}.{self.pin}"

    @override
    def __repr__(self) -> str:
        return f"EnrolmentToken({self.token_id!r})"

    @classmethod
    def parse(cls, text: str) -> "EnrolmentToken":
        """Take the text apart.

        Raises:
            BadKey: It is no token; the message does not repeat it.
        """
        parts = text.strip().split(".")
        if len(parts) != 4 or parts[0] != "pst1" or not all(parts) or len(parts[3]) != 64:
            raise BadKey(
                "this is not an enrolment token",
                hint="Copy the whole text that begins with pst1. from the server.",
            )
        return cls(parts[1], parts[2], parts[3])
