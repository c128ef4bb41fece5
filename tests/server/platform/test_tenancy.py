"""Organisations are kept apart by the database itself."""

from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from pursight.errors import PurSightError
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.doctor import UNPROTECTED
from pursight_server.platform.roles import RoleRefused, check_app_role
from pursight_server.platform.tenancy import APP_ROLE, LOOKUP_ROLE, OWNER_ROLE
from pursight_server.platform.unit_of_work import Actor

ACTOR = Actor.system("the tests")


def test_every_table_keeps_organisations_apart(superuser_dsn: str) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        assert connection.execute(UNPROTECTED).fetchall() == []
        connection.execute("ALTER TABLE person NO FORCE ROW LEVEL SECURITY")
        assert connection.execute(UNPROTECTED).fetchall() == [("person",)]
        connection.execute("CREATE TABLE forgotten (organisation_id uuid)")
        assert connection.execute(UNPROTECTED).fetchall() == [("forgotten",), ("person",)]


def test_every_tenant_table_begins_its_key_with_the_organisation(superuser_dsn: str) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        rows = connection.execute(
            "SELECT c.relname, a.attname FROM pg_class c"
            " JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
            " AND c.relname NOT IN ('alembic_version', 'installation', 'organisation')"
        ).fetchall()
    assert len(rows) > 5
    assert {name for name, first in rows if first != "organisation_id"} == set()


def test_the_roles_have_no_more_rights_than_they_need(superuser_dsn: str) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        rows = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin"
            " FROM pg_roles WHERE rolname = ANY(%s)",
            [[APP_ROLE, OWNER_ROLE, LOOKUP_ROLE]],
        ).fetchall()
        owned = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", [APP_ROLE]
        ).fetchone()
    assert {row[0]: row[1:5] for row in rows} == dict.fromkeys(
        (APP_ROLE, OWNER_ROLE, LOOKUP_ROLE), (False, False, False, False)
    )
    assert {row[0]: row[5] for row in rows}[LOOKUP_ROLE] is False
    assert owned == (0,)


def test_functions_that_look_across_have_a_fixed_search_path(superuser_dsn: str) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        rows = connection.execute(
            "SELECT p.proname, p.proconfig, p.proowner::regrole::text,"
            " has_function_privilege('public', p.oid, 'EXECUTE')"
            " FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace"
        ).fetchall()
    assert {"all_organisations", "organisation_of_refresh_token"} <= {row[0] for row in rows}
    for name, config, owner, by_anybody in rows:
        assert config == ["search_path=pg_catalog, pg_temp"], name
        assert owner == LOOKUP_ROLE, name
        assert not by_anybody, name


async def test_another_organisations_rows_are_not_there(
    database: Database, organisation: Organisation, other_organisation: Organisation
) -> None:
    async with database.reading(organisation.id) as unit:
        seen = await unit.connection.execute(text("SELECT DISTINCT organisation_id FROM event"))
        assert set(seen.scalars()) == {organisation.id}
        named = await unit.connection.execute(
            text("SELECT 1 FROM event WHERE organisation_id = :other"),
            {"other": other_organisation.id},
        )
        assert named.all() == []


async def test_rows_cannot_be_written_for_another_organisation(
    database: Database, organisation: Organisation, other_organisation: Organisation
) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        async with database.unit_of_work(organisation.id, ACTOR) as uow:
            await uow.connection.execute(
                text(
                    "INSERT INTO person (organisation_id, id, email, name, roles, rev, created_at,"
                    " changed_at) VALUES (:o, :o, 'a@b.c', 'A', '{}', 1, now(), now())"
                ),
                {"o": other_organisation.id},
            )


async def test_without_an_organisation_nothing_is_there(
    database: Database, organisation: Organisation
) -> None:
    async with database.outside() as connection:
        assert (await connection.execute(text("SELECT * FROM organisation"))).all() == []
        assert (await connection.execute(text("SELECT * FROM event"))).all() == []
    assert await database.organisations() == [organisation.id]


async def test_one_organisation_does_not_leak_into_the_next_use_of_a_connection(
    app_dsn: str, organisation: Organisation
) -> None:
    database = Database(app_dsn, pool_size=1)
    try:
        async with database.reading(organisation.id) as unit:
            assert (await unit.connection.execute(text("SELECT * FROM event"))).all()
        async with database.outside() as connection:
            assert (await connection.execute(text("SELECT * FROM event"))).all() == []
        async with database.reading(UUID(int=7)) as unit:
            assert (await unit.connection.execute(text("SELECT * FROM event"))).all() == []
    finally:
        await database.dispose()


async def test_a_reading_unit_cannot_write(database: Database, organisation: Organisation) -> None:
    with pytest.raises(Exception, match="read-only transaction"):
        async with database.reading(organisation.id) as unit:
            await unit.connection.execute(text("UPDATE organisation SET name = 'x'"))


def test_serving_as_owner_or_superuser_is_refused(
    superuser_dsn: str, owner_dsn: str, app_dsn: str
) -> None:
    check_app_role(app_dsn)
    for dsn in (superuser_dsn, owner_dsn):
        with pytest.raises(RoleRefused):
            check_app_role(dsn)


def test_a_database_that_does_not_answer_is_said_so() -> None:
    with pytest.raises(PurSightError, match="does not answer"):
        check_app_role("postgresql://pursight_app:x@127.0.0.1:1/pursight")
