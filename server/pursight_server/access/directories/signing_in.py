"""Signing in with the password of a directory."""

import asyncio
import secrets
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pursight_server.access import federated, store, tries
from pursight_server.access.client import Client
from pursight_server.access.directories import store as directories
from pursight_server.access.directories.ldap import LdapDirectory
from pursight_server.access.directories.model import Directory, Entry
from pursight_server.access.directories.ports import DirectoryAway, Opened, Opener
from pursight_server.access.evenly import evenly
from pursight_server.access.sessions import SignedIn
from pursight_server.access.signing_in import DOOR, SecondStep, let_in, refused
from pursight_server.access.store import SignInFacts
from pursight_server.access.tries import Tried
from pursight_server.organisations.store import find_by_slug
from pursight_server.platform import fields
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, UnitOfWork

METHOD: Final = "directory"
_LONGEST_LOGIN, _LONGEST_PASSWORD = 200, 256


@dataclass(frozen=True, slots=True)
class _Counted:
    facts: SignInFacts
    tried: Tried


async def offered(given: Services, organisation: str) -> bool:
    """Whether an organisation has a directory to sign in with; one that does not exist has none."""
    async with given.database.outside() as connection:
        organisation_id = await find_by_slug(connection, organisation)
    if organisation_id is None:
        return False
    async with given.database.reading(organisation_id) as unit:
        directory = await directories.find(unit)
    return directory is not None and directory.enabled


@evenly
async def sign_in(
    given: Services,
    *,
    organisation: str,
    login: str,
    password: str,
    client: Client,
    opener: Opener = LdapDirectory,
) -> SignedIn | SecondStep:
    """Open a session for whoever the directory knows by this name and password.

    Whatever does not fit is answered alike, and after as many questions to the directory: a name
    that it does not know is tried with a password too.

    Raises:
        SignInRefused: Anything does not fit, or there were too many tries.
        NotKnownHere: The directory vouches for them, but they may not come in.
        DirectoryAway: The directory cannot be asked: nobody is let in.
    """
    found = await _directory_of(given, organisation, login, password, opener)
    if found is None:
        raise refused()
    organisation_id, directory, opened = found
    entry = await asyncio.to_thread(opened.find, login)
    if entry is None:
        await asyncio.to_thread(opened.fits, _nobody(directory), password)
        raise refused()
    async with given.database.unit_of_work(organisation_id, DOOR) as uow:
        waits, counted = await _count(uow, directory, entry)
    dn = _nobody(directory) if waits else entry.dn
    try:
        right = await asyncio.to_thread(opened.fits, dn, password)
    except DirectoryAway:
        await _take_back(given, organisation_id, counted)
        raise
    gone = counted is not None and counted.facts.person.disabled_at is not None
    if waits or not right or entry.disabled or gone:
        await _note_failure(given, organisation_id, counted)
        raise refused()
    try:
        async with given.database.unit_of_work(organisation_id, DOOR) as uow:
            facts = await _who(uow, directory, entry)
    except federated.NotKnownHere as refusal:
        async with given.database.unit_of_work(organisation_id, DOOR) as uow:
            uow.record(
                "directory.sign_in_refused",
                "directory",
                directory.id,
                after={"reason": refusal.code},
            )
        raise
    person = facts.person
    async with given.database.unit_of_work(
        organisation_id, Actor("person", person.id, person.name)
    ) as uow:
        now = await store.sign_in_facts_of(uow, person.id)
        if now is None or now.person.disabled_at is not None:
            raise refused()
        return await let_in(given, uow, now, (METHOD,), client=client, counted=counted is not None)


async def _directory_of(
    given: Services, organisation: str, login: str, password: str, opener: Opener
) -> tuple[UUID, Directory, Opened] | None:
    """Find where to ask; None too when what was typed may not even be sent there."""
    if not _acceptable(login, password):
        return None
    async with given.database.outside() as connection:
        organisation_id = await find_by_slug(connection, organisation)
    if organisation_id is None:
        return None
    async with given.database.reading(organisation_id) as unit:
        directory = await directories.find(unit)
        if directory is None or not directory.enabled:
            return None
        bind_password = await fields.unseal(
            unit, "directory", "bind_password", directory.id, directory.bind_password
        )
    return organisation_id, directory, opener(directory, bind_password)


def _acceptable(login: str, password: str) -> bool:
    """Whether it can be asked at all: an empty password would bind as nobody, and succeed."""
    short = len(login) <= _LONGEST_LOGIN and len(password) <= _LONGEST_PASSWORD
    return bool(short and login.strip() and password and "\x00" not in login + password)


async def _count(
    uow: UnitOfWork, directory: Directory, entry: Entry
) -> tuple[bool, _Counted | None]:
    """Count the try of somebody who is known here; say first whether they have to wait."""
    known = await store.person_of_identity(uow, directory.id, entry.subject)
    facts = None if known is None else await store.sign_in_facts_of(uow, known)
    if facts is None:
        return False, None
    if tries.waits(facts, uow.clock.now()):
        return True, None
    return False, _Counted(facts, await tries.count(uow, facts))


async def _take_back(given: Services, organisation_id: UUID, counted: _Counted | None) -> None:
    """Uncount a try: nobody has looked at the password."""
    if counted is None:
        return
    async with given.database.unit_of_work(organisation_id, DOOR) as uow:
        now = await store.sign_in_facts_of(uow, counted.facts.person.id)
        if now is not None:
            await tries.take_back(uow, now)


async def _note_failure(given: Services, organisation_id: UUID, counted: _Counted | None) -> None:
    if counted is None:
        return
    async with given.database.unit_of_work(organisation_id, DOOR) as uow:
        tries.record_failed(uow, counted.facts, counted.tried, METHOD)


async def _who(uow: UnitOfWork, directory: Directory, entry: Entry) -> SignInFacts:
    """Find or make the person, and give them the roles of their groups as they are now."""
    person = await federated.find_or_create(
        uow,
        directory.id,
        entry.subject,
        email=entry.email,
        email_verified=True,
        name=entry.name,
        creates=directory.creates_persons,
        trusts_email=directory.trusts_email,
    )
    if person.disabled_at is None:
        person = await federated.apply_groups(uow, person, entry.groups, directory.role_map)
    facts = await store.sign_in_facts_of(uow, person.id)
    if facts is None:
        raise refused()
    return facts


def _nobody(directory: Directory) -> str:
    return f"cn={secrets.token_hex(8)},{directory.base}"
