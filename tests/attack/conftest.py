"""A running server with two organisations in it, to be attacked."""

from tests.builders.fortress import fortress
from tests.builders.served import served
from tests.server.conftest import (
    _plain_logs,
    anonymous,
    app,
    app_dsn,
    clock,
    database,
    database_name,
    organisation,
    other_organisation,
    postgres,
    services,
    settings,
    superuser_dsn,
    template,
)

__all__ = [
    "_plain_logs",
    "anonymous",
    "app",
    "app_dsn",
    "clock",
    "database",
    "database_name",
    "fortress",
    "organisation",
    "other_organisation",
    "postgres",
    "served",
    "services",
    "settings",
    "superuser_dsn",
    "template",
]
