"""The fixtures of a real server in the test's own process, for conftests outside the server's.

from tests.builders.real_server import *
"""

from tests.builders.enrolled import agent, source
from tests.builders.scanned import scanner
from tests.builders.served import served
from tests.server.conftest import (
    _plain_logs,
    anonymous,
    app,
    app_dsn,
    client,
    clock,
    database,
    database_name,
    organisation,
    postgres,
    services,
    settings,
    sign_in,
    template,
)

__all__ = [
    "_plain_logs", "agent", "anonymous", "app", "app_dsn", "client", "clock", "database",
    "database_name", "organisation", "postgres", "scanner", "served", "services", "settings",
    "sign_in", "source", "template",
]  # fmt: skip
