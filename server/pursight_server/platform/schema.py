"""The schema's version: bring a database up to date, and tell whether it is."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import NullPool

from pursight.errors import Refused
from pursight_server.platform.database import unavailable, with_driver


class Outdated(Refused):
    """Database and program do not fit together."""

    code = "database.outdated"


_MIGRATIONS = Path(__file__).parents[1] / "migrations"
_ONE_AT_A_TIME = 7_306_104  # any number, the same for all: the advisory lock of migrations


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def newest_revision() -> str:
    """Name the revision this program needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise RuntimeError(f"there are no migrations in {_MIGRATIONS}")
    return head


def upgrade(owner_url: str, revision: str = "head") -> None:
    """Bring a database up to a revision; two programs at once do it one after the other.

    Args:
        owner_url: Address with the owner role's name and password.
        revision: Alembic revision; all of them by default.
    """
    engine = create_engine(with_driver(owner_url), poolclass=NullPool)
    try:
        with engine.connect() as connection, connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    finally:
        engine.dispose()


def current_revision(owner_url: str) -> str | None:
    """Name a database's revision; None when it is empty."""
    engine = create_engine(with_driver(owner_url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def check_revision(url: str) -> None:
    """Refuse a database that is older or newer than this program.

    Raises:
        Outdated: It is.
        DatabaseUnavailable: It does not answer.
    """
    try:
        found = current_revision(url)
    except OperationalError as error:
        raise unavailable() from error
    if found != newest_revision():
        raise Outdated(
            f"the database is at revision {found or 'none'}, this program needs"
            f" {newest_revision()}",
            hint="Run `pursight server migrate`; a newer database needs a newer program.",
        )


async def revision_seen(connection: AsyncConnection) -> str | None:
    """Name a database's revision as the application role sees it; None when it is empty."""
    found = await connection.execute(text("SELECT to_regclass('public.alembic_version')"))
    if found.scalar() is None:
        return None
    return (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()
