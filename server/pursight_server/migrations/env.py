"""Alembic's entry: runs migrations on the connection it is given."""

from alembic import context

from pursight_server.platform.tenancy import metadata

# Migrations say all they do themselves: the domains' tables are not loaded, only their way of
# naming constraints is used.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
