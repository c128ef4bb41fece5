"""One server's data directory: what lies where, and how its database is opened."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pursight.clock import Clock
from pursight.errors import Refused
from pursight_server.platform.crypto import make_keys
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.embedded_postgres_processes import PostgresInUse, process_lives
from pursight_server.platform.field_keys import FIELD_KEYS, Vault, key_port, make_key_file
from pursight_server.platform.hosts import server_names
from pursight_server.platform.private_files import write_private
from pursight_server.platform.roles import DATABASE, prepare_embedded
from pursight_server.platform.settings import Settings
from pursight_server.platform.tenancy import APP_ROLE, OWNER_ROLE


class OwnerUrlMissing(Refused):
    """An own database is set, but not how to sign in as its owner."""

    code = "settings.migration_url_missing"


@dataclass(frozen=True, slots=True)
class OpenDatabase:
    """Addresses of a database that answers."""

    app_url: str
    owner_url: str | None
    backup_url: str | None
    embedded: EmbeddedPostgres | None

    def owner(self) -> str:
        """Return the owner role's address.

        Raises:
            OwnerUrlMissing: It is not set.
        """
        if self.owner_url is None:
            raise OwnerUrlMissing(
                "PURSIGHT_MIGRATION_URL is not set",
                hint="Set it to your database's address with the role pursight_owner.",
            )
        return self.owner_url


@dataclass(frozen=True, slots=True)
class Installation:
    """Paths of one server and the way to its database."""

    settings: Settings

    @property
    def keys(self) -> Path:
        """Folder of the keys, 0700."""
        return self.settings.data_dir / "keys"

    @property
    def postgresql(self) -> Path:
        """Folder of the embedded database."""
        return self.settings.data_dir / "postgresql"

    @property
    def server_json(self) -> Path:
        """Where a running server says how to reach it."""
        return self.settings.data_dir / "server.json"

    def prepare(self, clock: Clock) -> list[str]:
        """Make the data directory and the keys that are missing; returns what was made."""
        made = [] if self.settings.data_dir.exists() else [str(self.settings.data_dir)]
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        # root's PostgreSQL runs as nobody, who must be able to pass; keys are closed by themselves
        self.settings.data_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)
        made += make_keys(self.keys, clock, server_names(self.settings))
        elsewhere = self.settings.field_key or self.settings.field_key_port
        if not elsewhere and make_key_file(self.keys / FIELD_KEYS):
            made.append(FIELD_KEYS)
        return made

    def vault(self) -> Vault:
        """Open the vault for sealed columns.

        Raises:
            FieldKeyMissing: There is no key-encryption key.
        """
        return Vault(key_port(self.settings, self.keys))

    def embedded(self, *, watch: bool = False) -> EmbeddedPostgres:
        """Describe the embedded database, started or not."""
        return EmbeddedPostgres(self.postgresql, programs=self.settings.pg_bin, watch=watch)

    @contextmanager
    def database(self, *, alone: bool = False, watch: bool = False) -> Iterator[OpenDatabase]:
        """Open the database: an own one, or the embedded one, which is started and stopped again.

        Args:
            alone: Refuse to share an embedded database with a server that runs already.
            watch: Start the embedded database again when it dies.

        Raises:
            PostgresInUse: `alone` is asked for, and a server runs.
            PostgresFailed, NoPostgres: The embedded database cannot be started.
        """
        settings = self.settings
        if settings.database_url is not None:
            owner, backup = settings.migration_url, settings.backup_url
            yield OpenDatabase(
                app_url=settings.database_url.get_secret_value(),
                owner_url=owner.get_secret_value() if owner else None,
                backup_url=backup.get_secret_value() if backup else None,
                embedded=None,
            )
            return
        postgres = self.embedded(watch=watch)
        try:
            postgres.start()
        except PostgresInUse:
            if alone or not postgres.join():
                raise
            yield OpenDatabase(
                app_url=postgres.dsn(DATABASE, user=APP_ROLE),
                owner_url=postgres.dsn(DATABASE, user=OWNER_ROLE),
                backup_url=postgres.dsn(DATABASE),
                embedded=postgres,
            )
            return
        try:
            app_url, owner_url = prepare_embedded(postgres)
            yield OpenDatabase(app_url, owner_url, postgres.dsn(DATABASE), postgres)
        finally:
            postgres.stop()

    def announce(self, url: str, spki_sha256: str) -> None:
        """Write how to reach the running server."""
        content = {"url": url, "pid": os.getpid(), "spki_sha256": spki_sha256}
        write_private(self.server_json, json.dumps(content, indent=2).encode() + b"\n")

    def running(self) -> dict[str, Any] | None:
        """Read how to reach the running server; None when none runs."""
        try:
            content = json.loads(self.server_json.read_text(encoding="utf-8"))
            return content if process_lives(int(content["pid"])) else None
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
