"""Migrations make what the domains' tables say."""

import importlib
import pkgutil

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

import pursight_server
from pursight_server.platform.database import with_driver
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.roles import prepare_embedded
from pursight_server.platform.schema import (
    Outdated,
    check_revision,
    current_revision,
    newest_revision,
    upgrade,
)
from pursight_server.platform.tenancy import metadata


def _load_tables() -> None:
    for domain in pkgutil.iter_modules(pursight_server.__path__, "pursight_server."):
        package = importlib.import_module(domain.name)
        if domain.ispkg and any(r.name == "tables" for r in pkgutil.iter_modules(package.__path__)):
            importlib.import_module(f"{domain.name}.tables")


def test_the_tables_are_what_the_migrations_made(owner_dsn: str) -> None:
    _load_tables()
    engine = create_engine(with_driver(owner_dsn), poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    assert [str(difference) for difference in differences] == []


def test_upgrading_twice_and_step_by_step(postgres: EmbeddedPostgres) -> None:
    _app, owner = prepare_embedded(postgres, "stepwise")
    try:
        assert current_revision(owner) is None
        with pytest.raises(Outdated, match="revision none"):
            check_revision(owner)
        upgrade(owner, "0001")
        assert current_revision(owner) == "0001"
        upgrade(owner)
        upgrade(owner)
        assert current_revision(owner) == newest_revision()
        check_revision(owner)
    finally:
        with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
            connection.execute("DROP DATABASE stepwise WITH (FORCE)")
