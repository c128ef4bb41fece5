"""A real PostgreSQL for the session, a fresh database a test, and people signed in."""

import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import psycopg
import pytest
import structlog
from fastapi import FastAPI
from psycopg import sql

from pursight.clock import StoppedClock, SystemClock
from pursight.errors import Conflict
from pursight.identity import new_id
from pursight_server.access import store, tokens
from pursight_server.access.model import FIRST_ADMINISTRATOR, Person, Role
from pursight_server.app.factory import build_app
from pursight_server.organisations import service as organisations
from pursight_server.organisations.model import Organisation
from pursight_server.platform.crypto import ServerKeys
from pursight_server.platform.database import Database
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.field_keys import KeyRing, Vault
from pursight_server.platform.roles import prepare_embedded
from pursight_server.platform.schema import upgrade
from pursight_server.platform.services import Services
from pursight_server.platform.settings import Settings
from pursight_server.platform.tenancy import APP_ROLE, OWNER_ROLE
from pursight_server.platform.unit_of_work import Actor, UnitOfWork
from pursight_server.sync.feed import flush

FAST_NOT_SAFE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "max_wal_size": "4GB",
    "scram_iterations": "1",
}
_PREFIX = "pursight-tests-"
_numbers = itertools.count(1)

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


def _sweep_leftovers(place: Path) -> None:
    """Remove clusters whose test run was killed; one that is alive holds its lock."""
    for leftover in place.glob(f"{_PREFIX}*"):
        with suppress(Conflict, OSError):
            if leftover.stat().st_uid == os.geteuid():
                EmbeddedPostgres(leftover / "pg", watch=False).clear_away()
                shutil.rmtree(leftover, ignore_errors=True)


def _quick_place() -> Path:
    """Memory when there is any: nobody needs these files after a power cut."""
    memory = Path("/dev/shm")  # noqa: S108
    return memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())


@pytest.fixture(scope="session", autouse=True)
def _plain_logs() -> None:
    """Log in one plain line: structlog's own way of showing errors takes half a second each."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(),
        ]
    )


@pytest.fixture
def fast_folder() -> Iterator[Path]:
    """A folder of the test's own, in memory, that PostgreSQL's account can pass."""
    folder = Path(tempfile.mkdtemp(prefix="pursight-folder-", dir=_quick_place()))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """One cluster for the test session; not safe against power cuts, so fast."""
    place = _quick_place()
    _sweep_leftovers(place)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    folder.chmod(0o711)
    cluster = EmbeddedPostgres(
        folder / "pg", settings=FAST_NOT_SAFE, initdb=("--no-sync",), watch=False
    )
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.remove()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(postgres: EmbeddedPostgres) -> str:
    """Name of a migrated database to copy."""
    _app, owner = prepare_embedded(postgres, "template_pursight")
    upgrade(owner)
    return "template_pursight"


@pytest.fixture
def database_name(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """Name of a fresh, migrated database."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
        copy = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy OWNER {}"
        identifiers = [sql.Identifier(part) for part in (name, template, OWNER_ROLE)]
        connection.execute(sql.SQL(copy).format(*identifiers))
        yield name
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def superuser_dsn(postgres: EmbeddedPostgres, database_name: str) -> str:
    """Address of the test's database for a superuser, who sees past row-level security."""
    return postgres.dsn(database_name)


@pytest.fixture
def owner_dsn(postgres: EmbeddedPostgres, database_name: str) -> str:
    """Address of the test's database for the owner role."""
    return postgres.dsn(database_name, user=OWNER_ROLE)


@pytest.fixture
def app_dsn(postgres: EmbeddedPostgres, database_name: str) -> str:
    """Address of the test's database for the application role."""
    return postgres.dsn(database_name, user=APP_ROLE)


@pytest.fixture
def clock() -> StoppedClock:
    """The server's clock: stopped at the present; `clock.advance(timedelta(...))` moves it."""
    return StoppedClock(SystemClock().now())


@pytest.fixture
async def database(app_dsn: str, clock: StoppedClock) -> AsyncIterator[Database]:
    """A fresh database, seen as the application role."""
    vault = Vault(KeyRing.of(os.urandom(32)))
    database = Database(app_dsn, clock=clock, pool_size=16, before_commit=flush, vault=vault)
    yield database
    await database.dispose()


@pytest.fixture
async def organisation(database: Database) -> Organisation:
    """An organisation of its own."""
    return await organisations.found(database, "acme", "Acme", actor=Actor.system("the tests"))


@pytest.fixture
async def other_organisation(database: Database) -> Organisation:
    """A second organisation, whose rows nobody else may see."""
    return await organisations.found(
        database, "umbrella", "Umbrella", actor=Actor.system("the tests")
    )


@pytest.fixture
async def uow(database: Database, organisation: Organisation) -> AsyncIterator[UnitOfWork]:
    """A unit of work of the organisation; commits when the test ends without an error."""
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as unit:
        yield unit


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a server under test."""
    return Settings(data_dir=tmp_path, plain_http=True, host_names=("server.test",))


@pytest.fixture
def services(settings: Settings, database: Database, clock: StoppedClock) -> Services:
    """What the application is made of."""
    return Services(
        settings=settings,
        database=database,
        keys=ServerKeys.generate(),
        clock=clock,
        spki_sha256="ab" * 32,
    )


@pytest.fixture
def app(services: Services) -> FastAPI:
    """The whole application with all routes."""
    return build_app(services)


@pytest.fixture
async def anonymous(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client that has not signed in."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="https://server.test") as client:
        yield client


@pytest.fixture
async def sign_in(
    app: FastAPI, services: Services, organisation: Organisation
) -> AsyncIterator[SignIn]:
    """Make a person with some roles, and a client signed in as them.

    Use: `await sign_in(Role.AUDITOR)`; options `organisation=` for another one, `email=`,
    and from where: `device=`, `address_class=`.
    """
    opened: list[httpx.AsyncClient] = []

    async def sign_in(
        *roles: Role,
        organisation: Organisation = organisation,
        email: str = "",
        device: str = "",
        address_class: str = "",
    ) -> httpx.AsyncClient:
        now = services.clock.now()
        person = Person(
            id=new_id(services.clock),
            email=email or f"person{next(_numbers)}@example.com",
            name="Pat Person",
            roles=frozenset(roles),
            disabled_at=None,
            rev=1,
            created_at=now,
            changed_at=now,
        )
        session_id = new_id(services.clock)
        async with services.database.unit_of_work(
            organisation.id, Actor.system("the tests")
        ) as unit:
            await store.add_person(unit, person, None)
            await store.open_session(
                unit,
                session_id,
                person.id,
                expires_at=now + services.settings.refresh_token_life,
                client="tests",
                device=device,
                address_class=address_class,
            )
        token = tokens.issue(
            tokens.Claims(person.id, organisation.id, session_id),
            keys=services.keys,
            now=now,
            life=services.settings.access_token_life,
        )
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app, raise_app_exceptions=True),
            base_url="https://server.test",
            headers={"Authorization": f"Bearer {token}"},
        )
        opened.append(client)
        return client

    yield sign_in
    for client in opened:
        await client.aclose()


@pytest.fixture
async def client(sign_in: SignIn) -> httpx.AsyncClient:
    """A client signed in as the organisation's first administrator, who may do everything."""
    return await sign_in(*FIRST_ADMINISTRATOR)


@pytest.fixture(scope="session")
def shared_connection(
    postgres: EmbeddedPostgres,
) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A superuser's connection for questions that need no table."""
    with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
        yield connection
