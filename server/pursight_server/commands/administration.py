"""What an administrator does to a server from its command line."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from pursight.clock import Clock
from pursight.errors import Conflict, NotFound, Refused
from pursight_server.access import passwords
from pursight_server.access import service as access
from pursight_server.access.model import FIRST_ADMINISTRATOR
from pursight_server.organisations import service as organisations
from pursight_server.organisations import store as organisation_store
from pursight_server.platform.database import Database
from pursight_server.platform.field_rotation import Rotated, rotate
from pursight_server.platform.installation import Installation
from pursight_server.platform.schema import check_revision, upgrade
from pursight_server.platform.settings import Settings
from pursight_server.platform.unit_of_work import Actor
from pursight_server.sync.feed import catch_up, flush

COMMAND_LINE = Actor.system("command line")


async def initialise(settings: Settings, slug: str, name: str, clock: Clock) -> list[str]:
    """Make what is missing; returns one line for each thing made."""
    installation = Installation(settings)
    lines = [f"Made {made}." for made in installation.prepare(clock)]
    with installation.database() as opened:
        upgrade(opened.owner())
        database = Database(opened.app_url, clock=clock, before_commit=flush)
        try:
            await organisations.found(database, slug, name, actor=COMMAND_LINE)
            lines.append(f"Made the organisation {slug}.")
        except Conflict:
            lines.append(f"The organisation {slug} was there already.")
        finally:
            await database.dispose()
    return [*lines, f"Ready in {settings.data_dir}; next: pursight server create-admin"]


async def migrate(settings: Settings, clock: Clock) -> None:
    """Bring the database to the state this version needs, and consoles' feeds with it."""
    with Installation(settings).database() as opened:
        upgrade(opened.owner())
        database = Database(opened.app_url, clock=clock, before_commit=flush)
        try:
            await catch_up(database)
        finally:
            await database.dispose()


@asynccontextmanager
async def organisation_of(
    settings: Settings, clock: Clock, organisation: str
) -> AsyncIterator[tuple[Database, str, UUID]]:
    """Open the database for one organisation: with it, its short name and its id.

    Raises:
        NotFound: There is no such organisation.
        Refused: None was named, and there are several.
    """
    with Installation(settings).database() as opened:
        check_revision(opened.app_url)
        database = Database(opened.app_url, clock=clock, before_commit=flush)
        try:
            yield database, *await _find(database, organisation)
        finally:
            await database.dispose()


async def create_administrator(
    settings: Settings, clock: Clock, *, organisation: str, email: str, name: str, password: str
) -> str:
    """Create a person with an administrator's roles; returns the organisation's short name.

    Raises:
        NotFound: There is no such organisation.
        Refused: None was named, and there are several.
    """
    async with organisation_of(settings, clock, organisation) as (database, slug, organisation_id):
        await passwords.check_leaked(password, settings.leaked_passwords)
        async with database.unit_of_work(organisation_id, COMMAND_LINE) as uow:
            await access.create_person(
                uow, email=email, name=name, roles=FIRST_ADMINISTRATOR, password=password
            )
    return slug


async def rotate_field_keys(settings: Settings, clock: Clock, *, data_keys: bool) -> Rotated:
    """Make the keys of sealed columns new; a running server goes on meanwhile."""
    from pursight_server.app import wiring  # noqa: F401  loads all tables: some hold secrets

    installation = Installation(settings)
    with installation.database() as opened:
        check_revision(opened.app_url)
        vault = installation.vault()
        database = Database(opened.app_url, clock=clock, before_commit=flush, vault=vault)
        try:
            return await rotate(database, installation.keys, data_keys=data_keys)
        finally:
            await database.dispose()


async def _find(database: Database, slug: str) -> tuple[str, UUID]:
    if slug:
        async with database.outside() as connection:
            found = await organisation_store.find_by_slug(connection, slug)
        if found is None:
            raise NotFound(
                f"there is no organisation {slug}",
                hint=f"Make it: pursight server init --organisation {slug}",
            )
        return slug, found
    everything = await database.organisations()
    if not everything:
        raise NotFound("there is no organisation yet", hint="Make one: pursight server init")
    if len(everything) > 1:
        raise Refused("there are several organisations", hint="Name one with --organisation.")
    async with database.reading(everything[0]) as unit:
        return (await organisations.get(unit)).slug, everything[0]
