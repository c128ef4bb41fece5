"""What the database holds back even from a server that was taken over."""

import re

import psycopg
import pytest
from psycopg import sql

from pursight_server.organisations.model import Organisation
from pursight_server.platform.tenancy import APP_ROLE, LOOKUP_ROLE, OWNER_ROLE

TENANTS = (
    "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
    " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
    " AND a.attname = 'organisation_id' AND NOT a.attisdropped ORDER BY 1"
)
LOOSE_FOREIGN_KEYS = (
    "SELECT k.conname FROM pg_constraint k WHERE k.contype = 'f'"
    " AND k.connamespace = 'public'::regnamespace"
    " AND k.confrelid <> 'organisation'::regclass AND NOT EXISTS ("
    "  SELECT 1 FROM generate_subscripts(k.conkey, 1) n"
    "  JOIN pg_attribute here ON here.attrelid = k.conrelid AND here.attnum = k.conkey[n]"
    "  JOIN pg_attribute there ON there.attrelid = k.confrelid AND there.attnum = k.confkey[n]"
    "  WHERE here.attname = 'organisation_id' AND there.attname = 'organisation_id') ORDER BY 1"
)
"""Foreign keys by which a row of one organisation could point to one of another."""
LOOSE_UNIQUE = (
    "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
    " WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace"
    " AND c.relname NOT IN ('alembic_version', 'installation', 'organisation')"
    " AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid"
    " AND a.attname = 'organisation_id' AND a.attnum = ANY(i.indkey)) ORDER BY 1"
)
"""Unique keys that tell one organisation what another has."""
LOOKED_UP = {"uq_refresh_token_sha256", "uq_agent_id", "uq_api_token_id"}
"""Unique over all organisations, since they are looked up before one is known: random, so that
nobody can guess one."""
WEAK_POLICIES = (
    "SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'"
    " AND (permissive <> 'PERMISSIVE' OR NOT (policyname = 'looked_up' AND cmd = 'SELECT'"
    " AND roles = ARRAY[%s]::name[]) AND (policyname <> 'own_organisation'"
    " OR qual NOT LIKE '%%current_organisation()%%'"
    " OR with_check NOT LIKE '%%current_organisation()%%')) ORDER BY 1"
)
VIEWS = (
    "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm')"
    " AND relnamespace = 'public'::regnamespace"
    " AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false)"
)

Connection = psycopg.Connection[tuple[str, ...]]


def names(connection: Connection, query: str, *given: str) -> list[str]:
    """First column of a query."""
    return [row[0] for row in connection.execute(query.encode(), given or None)]


def test_no_key_leads_to_another_organisation(superuser_dsn: str) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        assert names(connection, LOOSE_FOREIGN_KEYS) == []
        assert set(names(connection, LOOSE_UNIQUE)) <= LOOKED_UP
        connection.execute("CREATE UNIQUE INDEX planted ON person (email)")
        connection.execute(
            "CREATE TABLE planted_too (organisation_id uuid, asset uuid, org2 uuid,"
            " CONSTRAINT planted_key FOREIGN KEY (org2, asset) REFERENCES asset)"
        )
        assert "planted" in names(connection, LOOSE_UNIQUE)
        assert names(connection, LOOSE_FOREIGN_KEYS) == ["planted_key"]


def test_no_policy_lets_more_through(superuser_dsn: str) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        assert names(connection, WEAK_POLICIES, LOOKUP_ROLE) == []
        assert names(connection, VIEWS) == []
        connection.execute("CREATE POLICY planted ON person USING (true)")
        connection.execute("CREATE VIEW planted AS SELECT * FROM person")
        assert names(connection, WEAK_POLICIES, LOOKUP_ROLE) == ["person"]
        assert names(connection, VIEWS) == ["planted"]


def test_without_an_organisation_no_table_shows_or_takes_a_row(
    app_dsn: str, superuser_dsn: str, organisation: Organisation
) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        tenants = names(connection, TENANTS)
        filled = [
            name
            for name in tenants
            if connection.execute(_from(name, "SELECT count(*) FROM {}")).fetchone() != (0,)
        ]
    assert len(tenants) > 30
    assert {"event", "log_head"} <= set(filled)
    with psycopg.connect(app_dsn) as connection:
        for name in [*tenants, "organisation"]:
            assert connection.execute(_from(name, "SELECT * FROM {} LIMIT 1")).fetchall() == []
        insert = "INSERT INTO {} (organisation_id) VALUES (%s)"
        for name in tenants:
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute(_from(name, insert), [organisation.id])
        for wrong in ("", "null", str(organisation.id)[:-1]):
            with pytest.raises(psycopg.Error) if wrong else _Nothing(), connection.transaction():
                connection.execute("SELECT set_config('pursight.organisation', %s, true)", [wrong])
                assert connection.execute("SELECT * FROM event").fetchall() == []


def test_the_servers_role_cannot_become_another_or_see_past_the_wall(
    app_dsn: str, organisation: Organisation
) -> None:
    refused = (
        *(f"SET ROLE {role}" for role in (OWNER_ROLE, LOOKUP_ROLE, "postgres")),
        f"SET SESSION AUTHORIZATION {OWNER_ROLE}",
        "ALTER TABLE event NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE event DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own_organisation ON event",
        "CREATE POLICY mine ON event USING (true)",
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION current_organisation() RETURNS uuid LANGUAGE sql AS 'SELECT 1'",
        f"GRANT {OWNER_ROLE} TO {APP_ROLE}",
        f"ALTER ROLE {APP_ROLE} BYPASSRLS",
        "UPDATE event SET kind = 'x'",
        "DELETE FROM event",
        "TRUNCATE event",
        "COPY event TO PROGRAM 'cat'",
        "COPY event TO '/dev/null'",
        "SELECT pg_read_file('/etc/hostname')",
        "SELECT lo_import('/etc/hostname')",
        "SET row_security = off; SELECT * FROM event",
    )
    with psycopg.connect(app_dsn, autocommit=True) as connection:
        for statement in refused:
            with pytest.raises(psycopg.Error):
                connection.execute(statement.encode())
            connection.execute("RESET ALL")
        assert connection.execute("SELECT current_user").fetchone() == (APP_ROLE,)
        granted = connection.execute(
            "SELECT count(*) FROM pg_auth_members WHERE member = %s::regrole", [APP_ROLE]
        ).fetchone()
        assert granted == (0,)


def test_only_the_few_known_functions_look_across(superuser_dsn: str) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        rows = connection.execute(
            "SELECT p.proname, pg_get_function_result(p.oid) FROM pg_proc p"
            " WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace ORDER BY 1"
        ).fetchall()
    assert rows
    for name, answer in rows:
        assert re.fullmatch(r"(SETOF )?uuid|TABLE\((\w+ uuid(, )?)+\)", answer), name


def _from(name: str, query: str) -> sql.Composed:
    return sql.SQL(query).format(sql.SQL(name))  # type: ignore[arg-type]


class _Nothing:
    def __enter__(self) -> None: ...

    def __exit__(self, *_about: object) -> None: ...
