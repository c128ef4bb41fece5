"""A provider of OpenID Connect that lies as it is told, on a port of its own."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import RSAKey
from typing_extensions import override


@dataclass
class LyingProvider:
    """Signs id tokens with a real key; attributes say what is wrong with them.

    Attributes:
        claims: Laid over what a right token would say; None takes a claim away.
        nonce: Of the sign-in that the token is for.
        algorithm: As in the token's header.
        signs_with: Another key than the published one.
        issuer: What it calls itself.
        redirects: Where each answer sends one instead.
        padding: Bytes more than an answer needs.
        asked: The forms that came to the token endpoint.
    """

    claims: dict[str, Any] = field(default_factory=dict)
    nonce: str = ""
    client_id: str = "pursight"
    algorithm: str = "RS256"
    signs_with: Any = None
    issuer: str = ""
    redirects: str = ""
    padding: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))

    def start(self) -> str:
        """Listen; gives the issuer."""
        provider = self

        class Handler(BaseHTTPRequestHandler):
            @override
            def log_message(self, *_args: object) -> None: ...

            def do_GET(self) -> None:
                self.answer(provider.get(self.path))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                provider.asked.append({k: v[0] for k, v in parse_qs(body).items()})
                provider.headers.append({k.lower(): v for k, v in self.headers.items()})
                self.answer({"id_token": provider.token(), "access_token": "x"})

            def answer(self, content: dict[str, Any]) -> None:
                body = json.dumps({**content, "padding": "x" * provider.padding}).encode()
                self.send_response(302 if provider.redirects else 200)
                if provider.redirects:
                    self.send_header("Location", provider.redirects)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.issuer = self.issuer or f"http://127.0.0.1:{self._server.server_port}"
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        return self.address

    def stop(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()

    def get(self, path: str) -> dict[str, Any]:
        """Answer discovery and keys."""
        if path == "/jwks":
            return {"keys": [self.key.as_dict(private=False)]}
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
        }

    def token(self) -> str:
        """Make an id token."""
        now = int(time.time())  # noqa: TID251  a provider has a clock of its own
        right = {
            "iss": self.issuer, "aud": self.client_id, "sub": "ada-1", "nonce": self.nonce,
            "iat": now, "exp": now + 300, "email": "ada@example.com", "name": "Ada",
        }  # fmt: skip
        said = {k: v for k, v in {**right, **self.claims}.items() if v is not None}
        header = {"alg": self.algorithm, "kid": "k1"}
        key = self.signs_with or self.key
        return jwt.encode(header, said, key, algorithms=[self.algorithm])
