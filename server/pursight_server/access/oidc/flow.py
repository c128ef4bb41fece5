"""Signing in through the browser: out to the provider, back to us, and on to the console.

The console listens on a loopback address (RFC 8252) and keeps a verifier of its own (PKCE), so that
the code that comes back through the browser is of use to nobody else. Towards the provider we use
state, nonce and PKCE, one exact redirect address, and look at `iss` (RFC 9207).
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit
from uuid import UUID

from pursight.errors import PurSightError, Refused, Unauthenticated
from pursight.identity import new_id
from pursight_server.access import federated, second_step, signing_in, store, tries
from pursight_server.access.client import Client
from pursight_server.access.mfa.factors import Method
from pursight_server.access.oidc import administration, id_token
from pursight_server.access.oidc.fetching import Provider, ProviderUnavailable
from pursight_server.access.oidc.id_token import Said
from pursight_server.access.sessions import SignedIn
from pursight_server.access.signing_in import DOOR, SecondStep
from pursight_server.access.store import IdentityProvider, ProviderFlow
from pursight_server.organisations.store import find_by_slug
from pursight_server.platform import fields
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, UnitOfWork

CALLBACK: Final = "/api/v1/sessions/provider/callback"
_LIFE: Final = timedelta(minutes=10)
_CODE_LIFE: Final = timedelta(seconds=60)
_FLOWS: Final = "provider_flow"
_STATE, _CODE = "pss1", "psp1"
_S256 = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})


class BadReturn(Refused):
    """Where the browser is to go at the end is not a console on the same machine."""

    code = "provider.bad_return"


class NoProviderHere(Refused):
    """The organisation has no such provider, or the server no name for browsers."""

    code = "provider.unknown"


class FlowRefused(Unauthenticated):
    """What came back through the browser is not the end of something that was begun here.

    Attributes:
        reason: For the log; whoever comes is told no reason.
    """

    code = "sign_in.flow_refused"

    def __init__(self, reason: str = "") -> None:
        super().__init__("this sign-in was not begun here, or is over", hint="Begin anew.")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Choice:
    """A provider that one can sign in with."""

    id: UUID
    name: str


async def choices(given: Services, slug: str) -> Sequence[Choice]:
    """List an organisation's providers; none for an organisation that does not exist."""
    async with given.database.outside() as connection:
        organisation_id = await find_by_slug(connection, slug)
    if organisation_id is None or not given.settings.public_url:
        return []
    async with given.database.reading(organisation_id) as unit:
        return [Choice(one.id, one.name) for one in await store.list_providers(unit) if one.enabled]


async def begin(
    given: Services,
    slug: str,
    provider_id: UUID,
    *,
    return_to: str,
    return_state: str,
    code_challenge: str,
) -> str:
    """Give the address that the person's browser has to open.

    Raises:
        BadReturn: The return address is not a loopback one, or the challenge is no S256.
        NoProviderHere: There is no such provider, or the server does not know its public name.
        ProviderUnavailable, BadProviderAddress: The provider cannot be asked where to go.
    """
    check_return(return_to, code_challenge)
    async with given.database.outside() as connection:
        organisation_id = await find_by_slug(connection, slug)
    if organisation_id is None or not given.settings.public_url:
        raise _unknown()
    async with given.database.reading(organisation_id) as unit:
        provider = await store.find_provider(unit, provider_id)
    if provider is None or not provider.enabled:
        raise _unknown()
    where = await _discover(given, provider)
    state = f"{_STATE}.{organisation_id.hex}.{secrets.token_urlsafe(32)}"
    nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    async with given.database.unit_of_work(organisation_id, DOOR) as uow:
        flow_id = new_id(uow.clock)
        sealed = await fields.seal_bytes(uow, _FLOWS, "verifier", flow_id, verifier.encode())
        flow = ProviderFlow(
            id=flow_id,
            provider_id=provider.id,
            nonce=nonce,
            verifier=sealed,
            return_to=return_to,
            return_state=return_state,
            code_challenge=code_challenge,
            expires_at=uow.clock.now() + _LIFE,
        )
        await store.add_flow(uow, flow, _digest(state))
    question = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": _callback(given),
        "scope": " ".join(dict.fromkeys(("openid", *provider.scopes))),
        "state": state,
        "nonce": nonce,
        "code_challenge": s256(verifier),
        "code_challenge_method": "S256",
    }
    to = where["authorization_endpoint"]
    return f"{to}{'&' if urlsplit(to).query else '?'}{urlencode(question, quote_via=quote)}"


async def come_back(given: Services, *, state: str, code: str, issuer: str, error: str) -> str:
    """Take what the provider's redirect brings; gives where the browser goes: to the console.

    Raises:
        FlowRefused: It does not belong to a flow of ours that is still open.
        BadIdToken, NotKnownHere: The provider's token is not good; nobody here is meant.
        ProviderUnavailable: The provider does not trade the code.
    """
    organisation_id = _organisation_of(state, _STATE)
    async with given.database.unit_of_work(organisation_id, DOOR) as uow:
        flow = await store.flow_by_state(uow, _digest(state))
        open_ = flow is not None and flow.used_at is None and uow.clock.now() < flow.expires_at
        provider = None
        if flow is not None and open_:
            await store.use_state(uow, flow.id)
            provider = await store.find_provider(uow, flow.provider_id)
    if flow is None or provider is None or not provider.enabled:
        raise FlowRefused
    try:
        if issuer and issuer != provider.issuer:  # another provider's answer (mix-up)
            raise FlowRefused("other_issuer")
        if error or not code:
            raise FlowRefused("provider_refused")
        return await _named(given, organisation_id, provider, flow, code)
    except PurSightError as refusal:
        reason = refusal.reason if isinstance(refusal, FlowRefused) else refusal.code
        async with given.database.unit_of_work(organisation_id, DOOR) as uow:
            _note_refusal(uow, provider.id, reason)
        raise


async def _named(
    given: Services,
    organisation_id: UUID,
    provider: IdentityProvider,
    flow: ProviderFlow,
    code: str,
) -> str:
    """Trade the provider's code for who somebody is; gives where the browser goes with ours."""
    said = await _trade(given, organisation_id, provider, flow, code)
    async with given.database.unit_of_work(organisation_id, DOOR) as uow:
        person = await federated.find_or_create(
            uow,
            provider.id,
            said.subject,
            email=said.email,
            email_verified=said.email_verified,
            name=said.name,
            creates=provider.creates_persons,
            trusts_email=provider.trusts_email,
        )
        if provider.groups_claim:
            await federated.apply_groups(uow, person, said.groups, provider.role_map)
        ours = f"{_CODE}.{organisation_id.hex}.{secrets.token_urlsafe(32)}"
        until = uow.clock.now() + _CODE_LIFE
        await store.give_code(uow, flow.id, person.id, _digest(ours), until)
    answer = urlencode({"code": ours, "state": flow.return_state})
    return f"{flow.return_to}{'&' if urlsplit(flow.return_to).query else '?'}{answer}"


async def finish(
    given: Services, code: str, verifier: str, *, client: Client
) -> SignedIn | SecondStep:
    """Give the console its session for the code that came back through the browser.

    A code is tried once: who has it without the console's verifier has used it up.

    Raises:
        FlowRefused: The code is not good, or was not given to this console.
    """
    found: SignedIn | SecondStep | str = ""
    async with given.database.unit_of_work(_organisation_of(code, _CODE), DOOR) as uow:
        flow = await store.flow_by_code(uow, _digest(code))
        if flow is not None:
            used = flow.code_used_at is not None
            await store.use_code(uow, flow.id)
            found = "code_used" if used else await _enter(given, uow, flow, verifier, client)
            if isinstance(found, str):
                _note_refusal(uow, flow.provider_id, found, flow.person_id)
    if isinstance(found, str):
        raise FlowRefused(found)
    return found


def s256(verifier: str) -> str:
    """Make a challenge of a verifier (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


async def _enter(
    given: Services, uow: UnitOfWork, flow: ProviderFlow, verifier: str, client: Client
) -> SignedIn | SecondStep | str:
    """Let them in, or say why not."""
    now = uow.clock.now()
    wrong = wrong_with(flow, verifier, now)
    if wrong or flow.person_id is None:
        return wrong or "code_late"
    facts = await store.sign_in_facts_of(uow, flow.person_id)
    provider = await store.find_provider(uow, flow.provider_id)
    if provider is None or not provider.enabled:
        return "provider_off"
    if facts is None or facts.person.disabled_at is not None:
        return "person_disabled"
    if tries.waits(facts, now):
        return "account_waits"
    methods = (Method.PROVIDER.value,)
    uow.actor = Actor("person", facts.person.id, facts.person.name)
    if provider.vouches_for_second_factor:
        return await second_step.let_in_fully(given, uow, facts, methods, client=client)
    return await signing_in.let_in(given, uow, facts, methods, client=client, counted=False)


def wrong_with(flow: ProviderFlow, verifier: str, now: datetime) -> str:
    """Say what is wrong with how a code is used; empty when nothing is."""
    if flow.code_expires_at is None or now >= flow.code_expires_at:
        return "code_late"
    fits = _VERIFIER.fullmatch(verifier) is not None and hmac.compare_digest(
        s256(verifier), flow.code_challenge
    )
    return "" if fits else "other_console"


async def _trade(
    given: Services,
    organisation_id: UUID,
    provider: IdentityProvider,
    flow: ProviderFlow,
    code: str,
) -> Said:
    where = await _discover(given, provider)
    asking = _asking(given)
    async with given.database.reading(organisation_id) as unit:
        secret = await administration.secret_of(unit, provider)
        opened = await fields.unseal_bytes(unit, _FLOWS, "verifier", flow.id, flow.verifier)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": _callback(given),
        "code_verifier": opened.decode(),
    }
    auth = None
    if secret is None:
        form["client_id"] = provider.client_id
    else:  # RFC 6749, 2.3.1: both are encoded as in a form before they are put together
        auth = (quote(provider.client_id, safe=""), quote(secret, safe=""))
    answer = await asking.post(where["token_endpoint"], form, auth=auth)
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise ProviderUnavailable("the identity provider gives no id token")
    return id_token.check(
        token,
        await asking.get(where["jwks_uri"]),
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=flow.nonce,
        groups_claim=provider.groups_claim,
        now=given.clock.now(),
    )


async def _discover(given: Services, provider: IdentityProvider) -> dict[str, str]:
    asking = _asking(given)
    found: dict[str, Any] = await asking.get(
        provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
    )
    if found.get("issuer") != provider.issuer:
        raise ProviderUnavailable(
            "the identity provider calls itself otherwise than its settings do",
            hint="The issuer has to be the same to the letter.",
        )
    where: dict[str, str] = {}
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        asking.check(str(found.get(name, "")))
        where[name] = str(found[name])
    return where


def _asking(given: Services) -> Provider:
    return Provider(loopback=given.settings.providers_on_loopback)


def check_return(return_to: str, code_challenge: str) -> None:
    """Look at where the browser is to go at the end.

    Raises:
        BadReturn: It is not a console on the same machine, or the challenge is no S256.
    """
    try:
        parts = urlsplit(return_to)
        port = parts.port
    except ValueError as error:
        raise _bad_return() from error
    plain = parts.scheme == "http" and parts.hostname in _LOOPBACK and port
    whole = not parts.username and not parts.password and not parts.fragment
    clean = return_to.isascii() and return_to.isprintable() and "\\" not in return_to
    if not plain or not whole or not clean or " " in return_to:
        raise _bad_return()
    if not _S256.fullmatch(code_challenge):
        raise _bad_return()


def _organisation_of(token: str, prefix: str) -> UUID:
    kind, _, rest = token.partition(".")
    organisation, _, secret = rest.partition(".")
    if kind != prefix or not secret or not re.fullmatch("[0-9a-f]{32}", organisation):
        raise FlowRefused
    return UUID(hex=organisation)


def _callback(given: Services) -> str:
    return given.settings.public_url.rstrip("/") + CALLBACK


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _unknown() -> NoProviderHere:
    return NoProviderHere(
        "there is no such identity provider", hint="Look at the list, or sign in with a password."
    )


def _bad_return() -> BadReturn:
    return BadReturn(
        "a browser is sent back to a console on the same machine only",
        hint="The address begins with http://127.0.0.1: and names a port.",
    )


def _note_refusal(
    uow: UnitOfWork, provider_id: UUID, reason: str, person_id: UUID | None = None
) -> None:
    """Write down that somebody whom a provider sent was not let in."""
    uow.record(
        "identity_provider.sign_in_refused",
        "identity_provider",
        provider_id,
        after={"reason": reason, "person_id": str(person_id) if person_id else None},
    )
