"""One's own account on the server: password, second factors, where one is signed in."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from pursight_desktop.operations.asking import Ask, read_as


class OwnPasskey(BaseModel):
    """A passkey; they are added in a browser."""

    id: UUID
    name: str


class OwnFactors(BaseModel):
    """What second factors one has, and whether one must."""

    totp: bool
    passkeys: tuple[OwnPasskey, ...] = ()
    recovery_codes_left: int
    required: bool

    @property
    def any(self) -> bool:
        """Whether a second step is asked for."""
        return self.totp or bool(self.passkeys)


class OwnSession(BaseModel):
    """Somewhere one is signed in."""

    id: UUID
    current: bool
    client: str
    device: str = ""
    address_class: str = ""
    methods: tuple[str, ...] = ()
    created_at: datetime
    used_at: datetime


class AppSetup(BaseModel):
    """What an authenticator app is set up with."""

    secret: str
    uri: str


class _Address(BaseModel):
    url: str


class _Codes(BaseModel):
    recovery_codes: tuple[str, ...]


_SESSIONS: Final = TypeAdapter(tuple[OwnSession, ...])


class OwnAccount:
    """Asks the server about the account of the person who is signed in; raises as `Online` does."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    async def factors(self) -> OwnFactors:
        """Say what second factors there are."""
        return read_as(TypeAdapter(OwnFactors), await self._ask("GET", "/api/v1/me/second-factors"))

    async def sessions(self) -> tuple[OwnSession, ...]:
        """List where one is signed in, this session first."""
        found = read_as(_SESSIONS, await self._ask("GET", "/api/v1/sessions"))
        return tuple(sorted(found, key=lambda one: not one.current))

    async def end_session(self, session_id: UUID) -> None:
        """End one of one's sessions."""
        await self._ask("DELETE", f"/api/v1/sessions/{session_id}")

    async def end_others(self) -> None:
        """End all of one's sessions but this one."""
        await self._ask("DELETE", "/api/v1/sessions")

    async def change_password(self, present: str, password: str) -> None:
        """Change one's password; every session ends, this one too."""
        await self._ask(
            "PUT", "/api/v1/me/password", json={"present": present, "password": password}
        )

    async def begin_app(self, password: str) -> AppSetup:
        """Have a secret made for an authenticator app."""
        answer = await self._ask("POST", "/api/v1/me/totp", json={"password": password})
        return read_as(TypeAdapter(AppSetup), answer)

    async def passkey_page(self, password: str) -> str:
        """Have the page of one's passkeys opened; gives its address, which is good once."""
        answer = await self._ask("POST", "/api/v1/me/passkeys/page", json={"password": password})
        return read_as(TypeAdapter(_Address), answer).url

    async def confirm_app(self, code: str) -> tuple[str, ...]:
        """Put the app in use by its first code; gives recovery codes to who had none."""
        return await self._codes("/api/v1/me/totp/confirm", {"code": code.strip()})

    async def remove_app(self, password: str) -> None:
        """Take the app away."""
        await self._ask("POST", "/api/v1/me/totp/remove", json={"password": password})

    async def new_recovery_codes(self, password: str) -> tuple[str, ...]:
        """Have ten codes made; all before are worth nothing."""
        return await self._codes("/api/v1/me/recovery-codes", {"password": password})

    async def _codes(self, path: str, body: dict[str, Any]) -> tuple[str, ...]:
        answer = await self._ask("POST", path, json=body)
        return read_as(TypeAdapter(_Codes), answer).recovery_codes
