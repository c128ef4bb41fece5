"""Somebody at the door: a password, an authenticator app, and the requests between."""

from datetime import datetime
from typing import Any

import httpx
import pyotp

EMAIL, PASSWORD = "ada@example.com", "several words in a row"


class Door:
    """Signs one person in, step by step."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def password(self, password: str = PASSWORD, **other: str) -> httpx.Response:
        body = {"organisation": "acme", "email": EMAIL, "password": password, **other}
        return await self.client.post("/api/v1/sessions", json=body)

    async def challenge(self) -> str:
        answer = await self.password()
        assert answer.status_code == 202, answer.text
        return str(answer.json()["challenge"])

    async def code(self, challenge: str, code: str, method: str = "totp") -> httpx.Response:
        body = {"challenge": challenge, "code": code, "method": method}
        return await self.client.post("/api/v1/sessions/second-factor", json=body)

    async def post(self, token: str, path: str, **body: Any) -> httpx.Response:
        return await self.client.post(f"/api/v1{path}", json=body, headers=bearer(token))

    async def me(self, token: str) -> httpx.Response:
        return await self.client.get("/api/v1/me", headers=bearer(token))

    async def with_app(self, now: datetime) -> tuple[str, list[str], str]:
        """Sign in and set an app up: its secret, the recovery codes, an access token."""
        token = str((await self.password()).json()["access_token"])
        secret = str((await self.post(token, "/me/totp")).json()["secret"])
        answer = await self.post(token, "/me/totp/confirm", code=code_at(secret, now))
        assert answer.status_code == 200, answer.text
        return secret, list(answer.json()["recovery_codes"]), token


def bearer(token: str) -> dict[str, str]:
    """Spell an access token for a request."""
    return {"Authorization": f"Bearer {token}"}


def code_at(secret: str, at: datetime) -> str:
    """Say what an app shows at a time."""
    return pyotp.TOTP(secret).at(at)
