"""Signing in with a passkey: on a page of the server's in the system's browser, and back."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pydantic import BaseModel

from pursight_desktop.session import trust
from pursight_desktop.session.browser_sign_in import look_at, web_address
from pursight_desktop.session.loopback import PATIENCE, listening
from pursight_desktop.session.session import Session, Tokens
from pursight_desktop.session.sign_in import Keeping, as_, ask, open_line, platform_name

_PATH = "/api/v1/sessions/browser"


class _Address(BaseModel):
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserPasskey:
    """One way through the browser.

    Args:
        keeping: Where, and where what signing in gives is kept.
        open_browser: Opens an address in the system's browser; may be called on any thread.
        challenge: Of a sign-in whose first half is done; empty to sign in with a passkey alone.
        organisation: Its short name, to sign in with a passkey alone.
        stopped: Set by whoever wants to wait no more.
    """

    keeping: Keeping
    open_browser: Callable[[str], object]
    challenge: str = ""
    organisation: str = ""
    patience: timedelta = PATIENCE
    stopped: threading.Event = field(default_factory=threading.Event)

    async def run(self) -> Session:
        """Open the browser, wait for it to come back, and open the session.

        Raises:
            BrowserNotBack: It did not come in time.
            ServerRefused, Offline: The server says no, or does not answer.
        """
        url = trust.spell_url(self.keeping.url)
        kept = replace(self.keeping, url=url)
        await look_at(url, kept.pin)
        async with listening() as back, open_line(url, kept.pin, kept.transport) as client:
            wanted = (
                {"challenge": self.challenge}
                if self.challenge
                else {"organisation": self.organisation.strip()}
            )
            begun = await ask(client, "POST", f"{_PATH}/begin", json=wanted | back.asked())
            self.open_browser(web_address(as_(_Address, begun).url))
            code = await back.code(self.patience, self.stopped)
            asked_at = kept.clock.now()
            body = {"code": code, "code_verifier": back.verifier, "device": platform_name()}
            tokens = as_(Tokens, await ask(client, "POST", _PATH, json=body))
            return await kept.enter(client, tokens, asked_at)
