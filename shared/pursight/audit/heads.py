"""Heads of the log: what is signed, by which key, and whether a signature holds (pure)."""

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature

from pursight.canonical import canonical
from pursight.contracts.audit import TreeHead
from pursight.protocol.keys import PrivateKey, PublicKey, private, public

_PURPOSE = "pursight.log-head/1"
"""Part of what is signed, so that no other signature of the same key can pass for a head."""


def key_id(key: PublicKey) -> str:
    """Name a public key by the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public(key).public_bytes_raw()).hexdigest()[:16]


def sign_head(head: TreeHead, key: PrivateKey) -> TreeHead:
    """Sign a head; whatever signature it carries is replaced."""
    named = head.model_copy(update={"key_id": key_id(private(key).public_key())})
    signature = private(key).sign(_signed(named))
    return named.model_copy(update={"signature": base64.b64encode(signature).decode("ascii")})


def holds(head: TreeHead, key: PublicKey) -> bool:
    """Whether this key signed exactly this head; never raises."""
    if head.key_id != key_id(key):
        return False
    try:
        public(key).verify(base64.b64decode(head.signature, validate=True), _signed(head))
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _signed(head: TreeHead) -> bytes:
    content = head.model_dump(mode="json", exclude={"signature"})
    return canonical({"purpose": _PURPOSE, **content})
