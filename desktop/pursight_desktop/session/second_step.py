"""The second half of signing in: a code, or the first set-up of what makes codes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import httpx
from pydantic import BaseModel

from pursight.clock import Clock, SystemClock
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.secrets import Vault
from pursight_desktop.session.session import Session, Tokens
from pursight_desktop.session.sign_in import (
    HalfWay,
    Keeping,
    as_,
    ask,
    open_line,
    platform_name,
)

_PATH: Final = "/api/v1/sessions/second-factor"


class Setup(BaseModel):
    """What an authenticator app is set up with."""

    secret: str
    uri: str


class _Enrolled(Tokens):
    recovery_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecondHalf:
    """Goes on from half a sign-in; nothing of it is kept but what a sign-in keeps.

    Every method raises `ServerRefused` when the code opens nothing or the time is over, and
    `Offline` when the server cannot be reached.
    """

    half: HalfWay
    vault: Vault
    accounts: Accounts
    clock: Clock = field(default_factory=SystemClock)
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None

    async def finish(self, code: str, method: str) -> Session:
        """Open the session with a code.

        Args:
            code: As it was typed.
            method: `totp` or `recovery_code`.
        """
        return (await self._open(_PATH, {"code": code.strip(), "method": method}))[0]

    async def set_up(self) -> Setup:
        """Have a secret made for an authenticator app."""
        async with self._line() as client:
            body = {"challenge": self.half.step.challenge}
            return as_(Setup, await ask(client, "POST", f"{_PATH}/totp", json=body))

    async def finish_set_up(self, code: str) -> tuple[Session, tuple[str, ...]]:
        """Open the session with the first code of a new app; gives the recovery codes too."""
        return await self._open(f"{_PATH}/totp/confirm", {"code": code.strip()})

    async def _open(self, path: str, said: dict[str, str]) -> tuple[Session, tuple[str, ...]]:
        half = self.half
        async with self._line() as client:
            asked_at = self.clock.now()
            body = {"challenge": half.step.challenge, "device": platform_name(), **said}
            found = as_(_Enrolled, await ask(client, "POST", path, json=body))
            kept = Keeping(
                half.url, half.pin, self.vault, self.accounts, self.clock, self.transport
            )
            return await kept.enter(client, found, asked_at), found.recovery_codes

    def _line(self) -> httpx.AsyncClient:
        return open_line(self.half.url, self.half.pin, self.transport)
