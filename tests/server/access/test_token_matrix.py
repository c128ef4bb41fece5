"""Every known way to forge an access token, against a server behind a real socket."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.builders.served import served  # noqa: F401  fixture
from tests.server.access.at_the_door import EMAIL, PASSWORD, bearer

from pursight.clock import StoppedClock
from pursight.identity import new_id
from pursight_server.access.model import Person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services


def part(content: object) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Forger:
    """Makes tokens that are right but for what is asked for."""

    def __init__(self, good: str, services: Services) -> None:
        self.key = services.keys.token_signing
        self.header = jwt.get_unverified_header(good)
        self.claims: dict[str, Any] = jwt.decode(good, options={"verify_signature": False})

    def token(self, header: dict[str, Any] | None = None, **changes: object) -> str:
        """Sign with the server's own key."""
        claims = {k: v for k, v in {**self.claims, **changes}.items() if v is not None}
        signed = f"{part({**self.header, **(header or {})})}.{part(claims)}"
        return f"{signed}.{part(self.key.sign(signed.encode()))}"

    def hmac_token(self, secret: bytes, algorithm: str = "HS256") -> str:
        """Sign with what everybody can know, as if it were a shared secret."""
        signed = f"{part({**self.header, 'alg': algorithm})}.{part(self.claims)}"
        digest = {"HS256": hashlib.sha256, "HS512": hashlib.sha512}[algorithm]
        return f"{signed}.{part(hmac.new(secret, signed.encode(), digest).digest())}"


@pytest.fixture
async def forger(ada: Person, services: Services, served: str) -> Forger:  # noqa: F811
    async with httpx.AsyncClient(base_url=served) as client:
        body = {"organisation": "acme", "email": EMAIL, "password": PASSWORD}
        answer = await client.post("/api/v1/sessions", json=body)
    return Forger(answer.json()["access_token"], services)


async def test_no_forged_token_is_let_in(
    forger: Forger,
    served: str,  # noqa: F811
    clock: StoppedClock,
    other_organisation: Organisation,
) -> None:
    public = forger.key.public_key()
    spki = serialization.PublicFormat.SubjectPublicKeyInfo
    pem = public.public_bytes(serialization.Encoding.PEM, spki)
    der = public.public_bytes(serialization.Encoding.DER, spki)
    mine = Ed25519PrivateKey.generate()
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": part(mine.public_key().public_bytes_raw())}
    now = int(clock.now().timestamp())

    def by_me(header: dict[str, Any]) -> str:
        signed = f"{part({**forger.header, **header})}.{part(forger.claims)}"
        return f"{signed}.{part(mine.sign(signed.encode()))}"

    body = part(forger.claims)
    forged = {
        "none": f"{part({**forger.header, 'alg': 'none'})}.{body}.",
        "None": f"{part({**forger.header, 'alg': 'None'})}.{body}.",
        "no signature": forger.token().rpartition(".")[0] + ".",
        "HS256 by PEM": forger.hmac_token(pem),
        "HS256 by DER": forger.hmac_token(der),
        "HS256 by raw key": forger.hmac_token(public.public_bytes_raw()),
        "HS512 by PEM": forger.hmac_token(pem, "HS512"),
        "HS256 by nothing": forger.hmac_token(b""),
        "no kid": by_me({"kid": None}),
        "another kid": forger.token({"kid": "0" * 16}),
        "a kid that is a path": forger.token({"kid": "../../../../dev/null"}),
        "a kid that is SQL": forger.token({"kid": "x' UNION SELECT 'a"}),
        "a kid that is a list": forger.token({"kid": [forger.header["kid"]]}),
        "its own jwk": by_me({"jwk": jwk}),
        "our key and a jwk": forger.token({"jwk": jwk}),
        "jku": forger.token({"jku": "https://evil.test/jwks.json"}),
        "x5u": forger.token({"x5u": "https://evil.test/chain.pem"}),
        "x5c": forger.token({"x5c": [part(der)]}),
        "crit": forger.token({"crit": ["b64"], "b64": False}),
        "another algorithm's name": forger.token({"alg": "RS256"}),
        "expired": forger.token(exp=now),
        "expired long ago": forger.token(exp=1),
        "no exp": forger.token(exp=None),
        "exp that is no number": forger.token(exp="never"),
        "exp that is endless": forger.token(exp=1e400),
        "not yet": forger.token(nbf=now + 60),
        "another audience": forger.token(aud="pursight-console"),
        "no audience": forger.token(aud=None),
        "another issuer": forger.token(iss="https://evil.test"),
        "no issuer": forger.token(iss=None),
        "another organisation": forger.token(org=str(other_organisation.id)),
        "no organisation": forger.token(org=None),
        "an organisation that does not exist": forger.token(org=str(new_id(clock))),
        "another session": forger.token(sid=str(new_id(clock))),
        "another person": forger.token(sub=str(new_id(clock))),
        "a cut token": forger.token()[:-8],
        "two tokens": forger.token() + "." + forger.token(),
    }
    async with httpx.AsyncClient(base_url=served) as client:

        async def status(token: str) -> int:
            return (await client.get("/api/v1/me", headers=bearer(token))).status_code

        assert await status(forger.token()) == 200, "the forger knows how to make a right one"
        assert {name: await status(token) for name, token in forged.items()} == dict.fromkeys(
            forged, 401
        )
        clock.advance(timedelta(minutes=5))
        assert await status(forger.token()) == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "bearer x", "Basic {token}", "Token {token}", "{token}"]
)
async def test_other_spellings_are_not_let_in(
    forger: Forger,
    served: str,  # noqa: F811
    header: str,
) -> None:
    async with httpx.AsyncClient(base_url=served) as client:
        sent = {"Authorization": header.format(token=forger.token())}
        assert (await client.get("/api/v1/me", headers=sent)).status_code == 401
        inside = await client.get("/api/v1/me", params={"access_token": forger.token()})
        assert inside.status_code == 401
        cookie = {"Cookie": f"access_token={forger.token()}"}
        assert (await client.get("/api/v1/me", headers=cookie)).status_code == 401
