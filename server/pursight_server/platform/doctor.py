"""What is well and what is not: each check in plain words."""

import asyncio
import shutil
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

import psycopg
from cryptography import x509
from psycopg import sql
from sqlalchemy import LargeBinary

from pursight.clock import Clock
from pursight.errors import PurSightError
from pursight_server.platform.crypto import TLS_CERTIFICATE, ServerKeys
from pursight_server.platform.field_keys import Vault, Wrapped, about
from pursight_server.platform.field_rotation import ROTATION_FILE, sealed_columns
from pursight_server.platform.installation import Installation, OpenDatabase
from pursight_server.platform.roles import check_app_role
from pursight_server.platform.schema import check_revision

_LOW, _TOO_LOW = 2 * 1024**3, 200 * 1024**2
_CLOCK_TOLERANCE = timedelta(seconds=5)

UNPROTECTED = (
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
    " AND c.relname NOT IN ('alembic_version', 'installation')"
    " AND NOT (c.relrowsecurity AND c.relforcerowsecurity"
    " AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)) ORDER BY 1"
)
"""Names tables that hold organisations' rows and are not kept apart."""


class Verdict(StrEnum):
    """How a check ended."""

    WELL = "well"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    verdict: Verdict
    words: str
    hint: str = ""


def examine(installation: Installation, clock: Clock) -> Iterator[Finding]:
    """Check a server, running or not; changes nothing. The embedded database is started for it."""
    if not installation.settings.data_dir.is_dir():
        yield Finding(
            "data directory",
            Verdict.FAILED,
            f"{installation.settings.data_dir} does not exist",
            "Run `pursight server init`, or say --data.",
        )
        return
    yield _data_directory(installation)
    yield _disk(installation)
    yield _try("keys", lambda: _keys(installation, clock))
    running = installation.running()
    yield Finding(
        "server",
        Verdict.WELL,
        f"runs at {running['url']} (process {running['pid']})" if running else "does not run",
    )
    try:
        with installation.database() as opened:
            yield Finding("database", Verdict.WELL, "answers")
            yield _try("schema", lambda: _schema(opened))
            yield _try("database role", lambda: _role(opened))
            yield _try("tenancy", lambda: _tenancy(opened))
            yield _try("field keys", lambda: _field_keys(installation, opened))
            yield _try("clock", lambda: _clock(opened, clock))
    except PurSightError as error:
        yield Finding("database", Verdict.FAILED, error.message, error.hint)
    except psycopg.OperationalError:
        yield Finding("database", Verdict.FAILED, "does not answer", "See its log.")


def _try(check: str, run: Callable[[], Finding]) -> Finding:
    try:
        return run()
    except PurSightError as error:
        return Finding(check, Verdict.FAILED, error.message, error.hint)
    except psycopg.Error as error:
        return Finding(check, Verdict.FAILED, type(error).__name__, "See the database's log.")


def _data_directory(installation: Installation) -> Finding:
    keys = installation.keys
    if not keys.is_dir():
        return Finding(
            "data directory", Verdict.FAILED, "has no keys", "Run `pursight server init`."
        )
    opened = [
        path.name
        for path in [keys, *keys.iterdir()]
        if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    if opened:
        return Finding(
            "data directory",
            Verdict.FAILED,
            f"others can read {', '.join(sorted(opened))}",
            f"chmod -R go= {keys}",
        )
    return Finding(
        "data directory", Verdict.WELL, f"{installation.settings.data_dir}, keys closed to others"
    )


def _disk(installation: Installation) -> Finding:
    free = shutil.disk_usage(installation.postgresql.resolve().parent).free
    words = f"{free / 1024**3:.1f} GiB free"
    if free < _TOO_LOW:
        return Finding(
            "disk", Verdict.FAILED, words, "Free some: PostgreSQL stops when it is full."
        )
    if free < _LOW:
        return Finding("disk", Verdict.WARNING, words, "Free some soon.")
    return Finding("disk", Verdict.WELL, words)


def _keys(installation: Installation, clock: Clock) -> Finding:
    ServerKeys.load(installation.keys)
    path = installation.settings.tls_certificate or installation.keys / TLS_CERTIFICATE
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError):
        return Finding(
            "keys", Verdict.FAILED, f"{path.name} cannot be read", "Restore it from a backup."
        )
    left = certificate.not_valid_after_utc - clock.now()
    if left < timedelta(0):
        return Finding("keys", Verdict.FAILED, "the TLS certificate has expired", "Renew it.")
    if left < timedelta(days=30):
        return Finding(
            "keys", Verdict.WARNING, f"the TLS certificate expires in {left.days} days", "Renew it."
        )
    return Finding("keys", Verdict.WELL, f"complete; TLS certificate good for {left.days} days")


def _schema(opened: OpenDatabase) -> Finding:
    check_revision(opened.app_url)
    return Finding("schema", Verdict.WELL, "up to date")


def _role(opened: OpenDatabase) -> Finding:
    check_app_role(opened.app_url)
    return Finding("database role", Verdict.WELL, "row-level security holds for the server")


def _tenancy(opened: OpenDatabase) -> Finding:
    with psycopg.connect(opened.app_url) as connection:
        bare = [row[0] for row in connection.execute(UNPROTECTED)]
    if bare:
        return Finding(
            "tenancy",
            Verdict.FAILED,
            f"no row-level security on {', '.join(bare)}",
            "Do not serve; restore from a backup or report it.",
        )
    return Finding("tenancy", Verdict.WELL, "every table keeps organisations apart")


def _field_keys(installation: Installation, opened: OpenDatabase) -> Finding:
    clear, vault = set[str](), installation.vault()
    unfinished = (installation.keys / ROTATION_FILE).exists()
    with psycopg.connect(opened.app_url) as connection:
        keys = 0
        for (organisation_id,) in connection.execute("SELECT all_organisations()").fetchall():
            enter = "SELECT set_config('pursight.organisation', %s, false)"
            connection.execute(enter, [str(organisation_id)])
            held = connection.execute("SELECT version, kek_id, wrapped FROM field_key").fetchall()
            for version, kek_id, blob in held:
                _unwrap(vault, organisation_id, version, Wrapped(kek_id, bytes(blob)))
            keys += len(held)
            clear |= {name for name, query in _in_the_clear() if connection.execute(query).rowcount}
    if clear:
        return Finding(
            "field keys",
            Verdict.WARNING,
            f"not encrypted: {', '.join(sorted(clear))}",
            "Replies kept by an earlier version go within a day; anything else: report it.",
        )
    if unfinished:
        return Finding(
            "field keys",
            Verdict.WARNING,
            "a rotation has not ended",
            "Run `pursight server rotate-field-keys` again.",
        )
    return Finding("field keys", Verdict.WELL, f"all {keys} data keys open")


def _in_the_clear() -> list[tuple[str, sql.Composed]]:
    found = []
    for column in sealed_columns():
        query = sql.SQL("SELECT 1 FROM {} WHERE {} IS NOT NULL AND NOT {} LIKE {} LIMIT 1")
        name = sql.Identifier(column.name)
        binary = isinstance(column.type, LargeBinary)
        shown = sql.SQL("encode({}, 'escape')").format(name) if binary else name
        table = sql.Identifier(column.table.name)
        found.append(
            (f"{column.table.name}.{column.name}", query.format(table, name, shown, "pf1.%"))
        )
    return found


def _unwrap(vault: Vault, organisation_id: UUID, version: int, wrapped: Wrapped) -> None:
    opening = vault.port.unwrap(wrapped, about(organisation_id, version))
    with ThreadPoolExecutor(1) as thread:  # whoever asks may be in a loop of their own
        thread.submit(asyncio.run, opening).result()


def _clock(opened: OpenDatabase, clock: Clock) -> Finding:
    with psycopg.connect(opened.app_url) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    off = abs(row[0] - clock.now()) if row else timedelta(0)
    if off > _CLOCK_TOLERANCE:
        return Finding(
            "clock",
            Verdict.WARNING,
            f"the database's clock is {off.total_seconds():.0f} seconds off",
            "Let both machines ask the same time server.",
        )
    return Finding("clock", Verdict.WELL, "agrees with the database's")
