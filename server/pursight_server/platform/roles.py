"""The three database roles, and a check that the server signs in as the right one."""

import psycopg
from psycopg import sql

from pursight.errors import Refused, Unavailable
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.tenancy import APP_ROLE, LOOKUP_ROLE, OWNER_ROLE

DATABASE = "pursight"


class RoleRefused(Refused):
    """The database role has too many rights, or too few."""

    code = "database.role_refused"


def prepare_embedded(postgres: EmbeddedPostgres, database: str = DATABASE) -> tuple[str, str]:
    """Make roles and database in an embedded cluster, unless they are there.

    Returns:
        The addresses for the application role and for the owner role.
    """
    with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
        make_roles(
            connection,
            owner_password=postgres.password(OWNER_ROLE),
            app_password=postgres.password(APP_ROLE),
        )
    postgres.create_database(database, owner=OWNER_ROLE)
    return postgres.dsn(database, user=APP_ROLE), postgres.dsn(database, user=OWNER_ROLE)


def make_roles(
    connection: psycopg.Connection[tuple[object, ...]], *, owner_password: str, app_password: str
) -> None:
    """Make the roles, or set their rights and passwords again; needs the right to create roles."""
    wanted = (
        (OWNER_ROLE, sql.SQL("LOGIN PASSWORD {}").format(sql.Literal(owner_password))),
        (APP_ROLE, sql.SQL("LOGIN PASSWORD {}").format(sql.Literal(app_password))),
        (LOOKUP_ROLE, sql.SQL("NOLOGIN")),
    )
    for name, login in wanted:
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
        verb = sql.SQL("ALTER" if found else "CREATE")
        rights = sql.SQL("NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")
        connection.execute(
            sql.SQL("{} ROLE {} {} {}").format(verb, sql.Identifier(name), rights, login)
        )
    connection.execute(
        sql.SQL("GRANT {} TO {}").format(sql.Identifier(LOOKUP_ROLE), sql.Identifier(OWNER_ROLE))
    )


def check_app_role(url: str) -> None:
    """Refuse to serve as a role for which row-level security does not hold.

    Raises:
        RoleRefused: It is a superuser, bypasses row-level security, or owns tables.
        Unavailable: The database does not answer.
    """
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute(
                "SELECT rolname, rolsuper OR rolbypassrls, pg_has_role(oid, %s, 'member'),"
                " EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind = 'r'"
                " AND c.relnamespace = 'public'::regnamespace)"
                " FROM pg_roles r WHERE rolname = current_user",
                [APP_ROLE],
            ).fetchone()
    except psycopg.errors.UndefinedObject as error:
        raise RoleRefused(
            f"the database has no role {APP_ROLE}",
            hint="See docs/administration.md, own PostgreSQL.",
        ) from error
    except psycopg.OperationalError as error:
        raise Unavailable(
            "the database does not answer", hint="Check PURSIGHT_DATABASE_URL and that it runs."
        ) from error
    if row is None:
        raise RoleRefused("the database does not say as whom the server is signed in")
    name, unbound, member, owns = row
    if unbound or owns:
        raise RoleRefused(
            f"the server must not sign in to its database as {name}, which row-level security"
            " does not hold back",
            hint=f"Use the role {APP_ROLE} in PURSIGHT_DATABASE_URL (docs/administration.md).",
        )
    if not member:
        raise RoleRefused(
            f"{name} has no rights on PurSight's tables",
            hint=f"Sign in as {APP_ROLE}, or GRANT {APP_ROLE} TO {name}.",
        )
