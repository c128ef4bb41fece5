"""Passkeys: register one, take one away, sign in with one as a second factor or alone."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

from pursight.errors import NotFound, Refused
from pursight.identity import new_id
from pursight_server.access import own_account, second_step, service, store, tries
from pursight_server.access.client import Client
from pursight_server.access.mfa import challenges, factors
from pursight_server.access.mfa import webauthn_ceremonies as ceremonies
from pursight_server.access.mfa.challenges import Purpose
from pursight_server.access.mfa.factors import Method
from pursight_server.access.mfa.webauthn_ceremonies import Signed, Site
from pursight_server.access.model import Caller
from pursight_server.access.sessions import SignedIn
from pursight_server.access.signing_in import DOOR
from pursight_server.access.store import Challenge, Passkey, SignInFacts
from pursight_server.organisations.store import find_by_slug
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, UnitOfWork

_CHALLENGE_BYTES: Final = 32
Credential = Mapping[str, Any]
"""An authenticator's answer, as browsers spell it in JSON."""


class BadPasskey(Refused):
    """The authenticator's answer is not one to the question."""

    code = "passkeys.bad_answer"


@dataclass(frozen=True, slots=True)
class Question:
    """What a browser has to ask an authenticator, and the token that its answer comes with."""

    challenge: str
    options: dict[str, Any]


async def ask_to_register(given: Services, caller: Caller, password: str) -> Question:
    """Begin to register a passkey of the caller.

    Raises:
        NoPasskeysHere: The server does not know its public name.
        PresenceNeeded, WrongPassword: It is not shown that the caller is there.
    """
    Site.of(given.settings)
    await own_account.prove(given, caller, password)
    return await question_to_register(given, caller)


async def question_to_register(given: Services, caller: Caller) -> Question:
    """Begin to register a passkey of a caller who has shown that they are there.

    Raises:
        NoPasskeysHere: The server does not know its public name.
    """
    site = Site.of(given.settings)
    signed = secrets.token_bytes(_CHALLENGE_BYTES)
    async with _unit(given, caller) as uow:
        known = await store.passkeys_of(uow, caller.person_id)
        token = await challenges.issue(uow, Purpose.REGISTER, caller.person_id, webauthn=signed)
    options = ceremonies.registration_options(
        site,
        signed,
        handle=caller.organisation_id.bytes + caller.person_id.bytes,
        email=caller.email,
        name=caller.name,
        known=[one.credential_id for one in known],
    )
    return Question(token, options)


async def register(
    given: Services, caller: Caller, token: str, credential: Credential, name: str
) -> list[str]:
    """Keep a passkey of the caller; returns recovery codes if they had none.

    Raises:
        BadPasskey: The answer is not one to the caller's open question.
        Conflict: The passkey is registered already.
    """
    site = Site.of(given.settings)
    async with _unit(given, caller) as uow:
        opened = await challenges.take(uow, token, Purpose.REGISTER)
        if opened is None or opened.person_id != caller.person_id or opened.webauthn is None:
            raise _bad()
        await store.use_challenge(uow, opened.id)
        new = ceremonies.registered(site, opened.webauthn, credential)
        if new is None:
            raise _bad()
        person = await service.get_person(uow, caller.person_id)
        passkey = Passkey(
            id=new_id(uow.clock),
            person_id=person.id,
            credential_id=new.credential_id,
            public_key=new.public_key,
            sign_count=new.sign_count,
            name=name,
            created_at=uow.clock.now(),
            used_at=None,
        )
        await store.add_passkey(uow, passkey)
        await store.note_second_factor(uow, caller.session_id, Method.PASSKEY.value)
        uow.record(
            "person.second_factor_added",
            "person",
            person.id,
            after={"method": Method.PASSKEY.value, "name": name},
        )
        return await factors.first_recovery_codes(uow, person)


async def remove(given: Services, caller: Caller, passkey_id: UUID, password: str) -> None:
    """Take one of the caller's passkeys away.

    Raises:
        NotFound: The caller has no such passkey.
        FactorNeeded: The organisation asks for a second factor, and there is no other.
        PresenceNeeded, WrongPassword: It is not shown that the caller is there.
    """
    await own_account.prove(given, caller, password)
    await take_away(given, caller, passkey_id)


async def take_away(given: Services, caller: Caller, passkey_id: UUID) -> None:
    """Take a passkey away from a caller who has shown that they are there.

    Raises:
        NotFound: The caller has no such passkey.
        FactorNeeded: The organisation asks for a second factor, and there is no other.
    """
    async with _unit(given, caller) as uow:
        person = await service.get_person(uow, caller.person_id)
        name = await store.drop_passkey(uow, person.id, passkey_id)
        if name is None:
            raise NotFound("there is no such passkey")
        await factors.keep_what_is_asked_for(uow, person)
        uow.record(
            "person.second_factor_removed",
            "person",
            person.id,
            before={"method": Method.PASSKEY.value, "name": name},
        )


async def ask_for_second_step(given: Services, token: str) -> Question:
    """Ask for a passkey as the second half of a sign-in.

    Raises:
        NoPasskeysHere: The server does not know its public name.
        CodeRefused: The challenge is not open.
    """
    async with given.database.unit_of_work(second_step.organisation_of(token), DOOR) as uow:
        opened = await challenges.take(uow, token, Purpose.SECOND_STEP)
        if opened is None or opened.person_id is None:
            raise second_step.refused()
        return Question(token, await question_for(given, uow, opened))


async def question_for(given: Services, uow: UnitOfWork, opened: Challenge) -> dict[str, Any]:
    """Say what to ask the authenticator for: of the challenge's person, or of whoever comes.

    Raises:
        NoPasskeysHere: The server does not know its public name.
    """
    site, signed = Site.of(given.settings), secrets.token_bytes(_CHALLENGE_BYTES)
    await store.ask_authenticator(uow, opened.id, signed)
    alone = opened.person_id is None
    known = [] if alone else await store.passkeys_of(uow, cast(UUID, opened.person_id))
    ids = [one.credential_id for one in known]
    return ceremonies.assertion_options(site, signed, known=ids, alone=alone)


async def second_factor(
    given: Services, token: str, credential: Credential, *, client: Client
) -> SignedIn:
    """Finish a sign-in with a passkey.

    Raises:
        CodeRefused: Anything does not fit, or there were too many tries.
    """

    async def fits(uow: UnitOfWork, facts: SignInFacts, opened: Challenge) -> bool:
        passkey = await passkey_of(uow, credential)
        if passkey is None or passkey.person_id != facts.person.id:
            return False
        return await answered(given, uow, opened, passkey, credential, alone=False)

    return await second_step.finish(given, token, Method.PASSKEY, fits, client=client)


async def ask_alone(given: Services, slug: str) -> Question:
    """Ask for a passkey and nothing else; the same question whether the organisation exists or not.

    Raises:
        NoPasskeysHere: The server does not know its public name.
    """
    site, signed = Site.of(given.settings), secrets.token_bytes(_CHALLENGE_BYTES)
    async with given.database.outside() as connection:
        organisation_id = await find_by_slug(connection, slug)
    token = challenges.of_nobody()
    if organisation_id is not None:
        async with given.database.unit_of_work(organisation_id, DOOR) as uow:
            token = await challenges.issue(uow, Purpose.PASSKEY, None, webauthn=signed)
    return Question(token, ceremonies.assertion_options(site, signed, known=(), alone=True))


async def sign_in_alone(
    given: Services, token: str, credential: Credential, *, client: Client
) -> SignedIn:
    """Open a session with a passkey that knows who is there: possession and knowledge in one.

    Raises:
        CodeRefused: Anything does not fit, or there were too many tries.
    """
    async with given.database.unit_of_work(second_step.organisation_of(token), DOOR) as uow:
        opened = await challenges.take(uow, token, Purpose.PASSKEY)
        passkey = None if opened is None else await passkey_of(uow, credential)
        signed_in = None
        if opened is not None and passkey is not None:
            facts = await store.sign_in_facts_of(uow, passkey.person_id)
            if (
                facts is not None
                and facts.person.disabled_at is None
                and not tries.waits(facts, uow.clock.now())
            ):
                if await answered(given, uow, opened, passkey, credential, alone=True):
                    await store.use_challenge(uow, opened.id)
                    signed_in = await second_step.let_in_fully(
                        given, uow, facts, (Method.PASSKEY.value,), client=client
                    )
                else:
                    await second_step.count_wrong(uow, opened, facts, Method.PASSKEY)
    if signed_in is None:
        raise second_step.refused()
    return signed_in


async def passkey_of(uow: UnitOfWork, credential: Credential) -> Passkey | None:
    """Find the passkey that an answer names."""
    credential_id = ceremonies.credential_id_of(credential)
    return None if credential_id is None else await store.find_passkey(uow, credential_id)


async def answered(
    given: Services,
    uow: UnitOfWork,
    opened: Challenge,
    passkey: Passkey,
    credential: Credential,
    *,
    alone: bool,
) -> bool:
    """Whether an authenticator's answer is one to what was asked; it is good once."""
    found: Signed | None = None
    if opened.webauthn is not None:
        found = ceremonies.asserted(
            Site.of(given.settings),
            opened.webauthn,
            credential,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
            alone=alone,
        )
    if found is None:
        return False
    await store.note_passkey_use(uow, passkey.id, found.sign_count)
    return True


def _unit(given: Services, caller: Caller) -> Any:
    actor = Actor("person", caller.person_id, caller.name)
    return given.database.unit_of_work(caller.organisation_id, actor)


def _bad() -> BadPasskey:
    return BadPasskey(
        "this is no answer to the question that was asked", hint="Begin to add the passkey anew."
    )
