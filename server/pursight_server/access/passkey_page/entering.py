"""Signing in on the page: the console opens the browser, a passkey is shown there, and back.

The ticket in the address stands behind the `#`, so that it is in no log and sent to nobody. What
the page gets for the passkey is a code for the console's loopback address (RFC 8252); it is worth
nothing without the verifier that only that console has (PKCE).
"""

import hashlib
import re
import secrets
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from pursight.identity import new_id
from pursight_server.access import passkeys, second_step, store, tries
from pursight_server.access.client import Client
from pursight_server.access.mfa import challenges
from pursight_server.access.mfa.challenges import Purpose
from pursight_server.access.mfa.factors import Method
from pursight_server.access.mfa.webauthn_ceremonies import Site
from pursight_server.access.oidc.flow import check_return, wrong_with
from pursight_server.access.passkeys import Credential
from pursight_server.access.sessions import SignedIn
from pursight_server.access.signing_in import DOOR
from pursight_server.access.store import ProviderFlow
from pursight_server.organisations.store import find_by_slug
from pursight_server.platform import fields
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import UnitOfWork

PAGE: Final = "/passkeys"
_OURSELVES: Final = UUID(int=0)
"""In place of a provider: the way leads through a page of our own."""

_TICKET, _CODE = "psb1", "psk1"
_CODE_LIFE: Final = timedelta(seconds=60)
_FLOWS: Final = "provider_flow"


async def begin(
    given: Services,
    *,
    challenge: str,
    organisation: str,
    return_to: str,
    return_state: str,
    code_challenge: str,
) -> str:
    """Give the address that the person's browser has to open.

    Args:
        given: What the server is made of.
        challenge: Of a sign-in whose first half is done; empty to sign in with a passkey alone.
        organisation: Where to sign in with a passkey alone; one that does not exist gets a page too
            that opens nothing.
        return_to: Where the console listens.
        return_state: What it waits for there.
        code_challenge: Of its verifier.

    Raises:
        BadReturn: The return address is not a loopback one, or the challenge is no S256.
        NoPasskeysHere: The server does not know its public name.
        CodeRefused: The sign-in is not open.
    """
    Site.of(given.settings)
    check_return(return_to, code_challenge)
    if challenge:
        organisation_id: UUID | None = second_step.organisation_of(challenge)
    else:
        async with given.database.outside() as connection:
            organisation_id = await find_by_slug(connection, organisation)
    if organisation_id is None:
        nobody = f"{_TICKET}.{secrets.token_hex(16)}.{secrets.token_urlsafe(32)}"
        return _address(given, nobody)
    ticket = f"{_TICKET}.{organisation_id.hex}.{secrets.token_urlsafe(32)}"
    async with given.database.unit_of_work(organisation_id, DOOR) as uow:
        if not challenge:
            challenge = await challenges.issue(uow, Purpose.PASSKEY, None)
        elif await challenges.take(uow, challenge, Purpose.SECOND_STEP) is None:
            raise second_step.refused()
        flow_id = new_id(uow.clock)
        sealed = await fields.seal_bytes(uow, _FLOWS, "verifier", flow_id, challenge.encode())
        way = ProviderFlow(
            id=flow_id,
            provider_id=_OURSELVES,
            nonce="",
            verifier=sealed,
            return_to=return_to,
            return_state=return_state,
            code_challenge=code_challenge,
            expires_at=uow.clock.now() + challenges.LIFE,
        )
        await store.add_flow(uow, way, _digest(ticket))
    return _address(given, ticket)


async def ask(given: Services, ticket: str) -> dict[str, Any]:
    """Say what the page has to ask an authenticator for.

    Raises:
        CodeRefused: The ticket opens nothing, or nothing any more.
    """
    async with given.database.unit_of_work(_organisation_of(ticket, _TICKET), DOOR) as uow:
        _way, challenge = await _open(uow, ticket)
        opened = await challenges.take(uow, challenge, Purpose.SECOND_STEP, Purpose.PASSKEY)
        if opened is None:
            raise second_step.refused()
        return await passkeys.question_for(given, uow, opened)


async def answer(given: Services, ticket: str, credential: Credential) -> str:
    """Take an authenticator's answer; gives where the browser goes: to the console.

    Raises:
        CodeRefused: Anything does not fit, or there were too many tries.
    """
    organisation_id = _organisation_of(ticket, _TICKET)
    to = ""
    async with given.database.unit_of_work(organisation_id, DOOR) as uow:
        way, challenge = await _open(uow, ticket)
        opened = await challenges.take(uow, challenge, Purpose.SECOND_STEP, Purpose.PASSKEY)
        passkey = None if opened is None else await passkeys.passkey_of(uow, credential)
        person_id = opened.person_id if opened is not None else None
        if person_id is None and passkey is not None:
            person_id = passkey.person_id
        facts = None if person_id is None else await store.sign_in_facts_of(uow, person_id)
        if (
            opened is not None
            and facts is not None
            and facts.person.disabled_at is None
            and not tries.waits(facts, uow.clock.now())
        ):
            alone = opened.person_id is None
            if (
                passkey is not None
                and passkey.person_id == facts.person.id
                and await passkeys.answered(given, uow, opened, passkey, credential, alone=alone)
            ):
                await store.use_challenge(uow, opened.id)
                await store.use_state(uow, way.id)
                code = f"{_CODE}.{organisation_id.hex}.{secrets.token_urlsafe(32)}"
                until = uow.clock.now() + _CODE_LIFE
                await store.give_code(uow, way.id, facts.person.id, _digest(code), until)
                said = urlencode({"code": code, "state": way.return_state})
                to = f"{way.return_to}{'&' if urlsplit(way.return_to).query else '?'}{said}"
            else:
                await second_step.count_wrong(uow, opened, facts, Method.PASSKEY)
    if not to:
        raise second_step.refused()
    return to


async def finish(given: Services, code: str, verifier: str, *, client: Client) -> SignedIn:
    """Give the console its session for the code that came back through the browser.

    A code is tried once: who has it without the console's verifier has used it up.

    Raises:
        CodeRefused: The code is not good, or was not given to this console.
    """
    found: SignedIn | None = None
    async with given.database.unit_of_work(_organisation_of(code, _CODE), DOOR) as uow:
        way = await store.flow_by_code(uow, _digest(code))
        if way is not None and way.code_used_at is None:
            await store.use_code(uow, way.id)
            found = await _enter(given, uow, way, verifier, client)
    if found is None:
        raise second_step.refused()
    return found


async def _enter(
    given: Services, uow: UnitOfWork, way: ProviderFlow, verifier: str, client: Client
) -> SignedIn | None:
    now = uow.clock.now()
    if wrong_with(way, verifier, now) or way.person_id is None:
        return None
    facts = await store.sign_in_facts_of(uow, way.person_id)
    if facts is None or facts.person.disabled_at is not None or tries.waits(facts, now):
        return None
    challenge = await fields.unseal_bytes(uow, _FLOWS, "verifier", way.id, way.verifier)
    before = await challenges.methods_of(uow, challenge.decode())
    methods = (*before, Method.PASSKEY.value)
    return await second_step.let_in_fully(given, uow, facts, methods, client=client)


async def _open(uow: UnitOfWork, ticket: str) -> tuple[ProviderFlow, str]:
    """Find, and lock, a way that is still open, and the half sign-in that it belongs to."""
    way = await store.flow_by_state(uow, _digest(ticket))
    if way is None or way.used_at is not None or uow.clock.now() >= way.expires_at:
        raise second_step.refused()
    challenge = await fields.unseal_bytes(uow, _FLOWS, "verifier", way.id, way.verifier)
    return way, challenge.decode()


def _organisation_of(token: str, prefix: str) -> UUID:
    kind, _, rest = token.partition(".")
    organisation, _, secret = rest.partition(".")
    if kind != prefix or not secret or not re.fullmatch("[0-9a-f]{32}", organisation):
        raise second_step.refused()
    return UUID(hex=organisation)


def _address(given: Services, ticket: str) -> str:
    return f"{given.settings.public_url.rstrip('/')}{PAGE}#sign-in={ticket}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
