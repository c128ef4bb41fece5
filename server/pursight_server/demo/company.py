"""Brightwater Supply, an invented company: its three sources, made once and always the same."""

from dataclasses import dataclass
from pathlib import Path

import psycopg

from pursight_server.demo import crm, exports, hr
from pursight_server.demo.people import SEED, people
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

NAME = "Brightwater Supply"
CUSTOMERS, EMPLOYEES = 2400, 260
EDITION = "1"
"""Changes when the data would: an older folder is made anew."""


@dataclass(frozen=True, slots=True)
class DemoSource:
    """A source of the company and where it is."""

    alias: str
    name: str
    kind: str
    url: str
    description: str


def sources(folder: Path, postgres: EmbeddedPostgres) -> tuple[DemoSource, ...]:
    """Make what is missing and tell where it is.

    Args:
        folder: Holds the employees' database and the file share.
        postgres: Runs; holds the customer database.
    """
    folder.mkdir(parents=True, exist_ok=True)
    crm_dsn = postgres.create_database("crm")
    done = folder / "edition"
    password = postgres.password(crm.READER)
    if not (done.exists() and done.read_text(encoding="utf-8") == EDITION):
        _make(folder, crm_dsn)
        crm.let_read(crm_dsn, password)
        done.write_text(EDITION, encoding="utf-8")
    reading = postgres.dsn("crm", user=crm.READER, password=password)
    return (
        DemoSource("crm", "Customers", "postgresql", reading, "Customers, orders and support"),
        DemoSource(
            "hr", "People", "sqlite", f"sqlite:///{folder / 'hr.sqlite'}", "Employees and pay"
        ),
        DemoSource("share", "File share", "files", str(folder / "share"), "Exports that lie about"),
    )


def _make(folder: Path, crm_dsn: str) -> None:
    with psycopg.connect(crm_dsn, autocommit=True) as connection:
        for schema in ("analytics", "staging", "crm"):
            connection.execute(f"drop schema if exists {schema} cascade".encode())
    customers = list(people(CUSTOMERS))
    crm.load(crm_dsn, customers, seed=SEED)
    staff = list(people(EMPLOYEES, seed=SEED + 1))
    hr.create(folder / "hr.sqlite", staff, seed=SEED + 2)
    exports.write(folder / "share", customers, seed=SEED + 3)
