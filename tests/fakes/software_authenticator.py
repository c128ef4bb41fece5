"""An authenticator in software: real keys, real attestations and assertions (WebAuthn level 2)."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


@dataclass
class SoftwareAuthenticator:
    """One ES256 credential; attributes can be changed to lie in one respect.

    Attributes:
        origin: Of the page that asks, as the browser would write it.
        rp_id: Whom it signs for; the question's own if None.
        verifies: Whether it knows by a finger or a PIN who is there.
        counts: By how much its counter grows with each signature.
        attestation: `none`, or `packed` for a self-attestation.
    """

    origin: str
    rp_id: str | None = None
    verifies: bool = True
    counts: int = 1
    attestation: str = "none"
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def create(self, options: dict[str, Any], challenge: bytes | None = None) -> dict[str, Any]:
        """Answer a registration."""
        client_data = self._client_data("webauthn.create", options, challenge)
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        identity = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id
        data = self._data(self.rp_id or options["rp"]["id"], _ATTESTED)
        data += identity + cbor2.dumps(cose)
        statement: dict[str, Any] = {}
        if self.attestation == "packed":
            signed = data + hashlib.sha256(client_data).digest()
            statement = {"alg": -7, "sig": self.key.sign(signed, ec.ECDSA(hashes.SHA256()))}
        made = cbor2.dumps({"fmt": self.attestation, "attStmt": statement, "authData": data})
        return self._answer({"clientDataJSON": _b64(client_data), "attestationObject": _b64(made)})

    def get(self, options: dict[str, Any], challenge: bytes | None = None) -> dict[str, Any]:
        """Answer an assertion."""
        client_data = self._client_data("webauthn.get", options, challenge)
        data = self._data(self.rp_id or options["rpId"], 0)
        signed = data + hashlib.sha256(client_data).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": _b64(client_data),
                "authenticatorData": _b64(data),
                "signature": _b64(signature),
            }
        )

    def _data(self, rp_id: str, flags: int) -> bytes:
        self.count += self.counts
        flags |= _PRESENT | (_VERIFIED if self.verifies else 0)
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client_data(self, kind: str, options: dict[str, Any], challenge: bytes | None) -> bytes:
        asked = options["challenge"] if challenge is None else _b64(challenge)
        said = {"type": kind, "challenge": asked, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, response: dict[str, str]) -> dict[str, Any]:
        name = _b64(self.credential_id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
