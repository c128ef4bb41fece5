"""Alembic's entry: runs migrations on the connection it is given."""

import importlib
import pkgutil

from alembic import context

import pursight_server
from pursight_server.platform.tenancy import metadata


def load_tables() -> None:
    """Import every domain's tables, so that the metadata knows them."""
    for domain in pkgutil.iter_modules(pursight_server.__path__, "pursight_server."):
        if not domain.ispkg:
            continue
        package = importlib.import_module(domain.name)
        if any(room.name == "tables" for room in pkgutil.iter_modules(package.__path__)):
            importlib.import_module(f"{domain.name}.tables")


load_tables()
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
