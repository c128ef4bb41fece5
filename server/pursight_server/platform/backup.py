"""Back up a server into one file, and bring it back."""

import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from pursight.clock import Clock
from pursight.errors import Conflict, Refused, Unavailable
from pursight.identity import new_id
from pursight_server.platform.certificates import AUTHORITY, AUTHORITY_KEY
from pursight_server.platform.embedded_postgres_processes import clean_environment
from pursight_server.platform.embedded_postgres_programs import find_programs
from pursight_server.platform.field_keys import (
    FIELD_KEYS,
    KeyRing,
    read_key_file,
    write_key_file,
)
from pursight_server.platform.installation import Installation, OpenDatabase
from pursight_server.platform.private_files import private_folder, write_private
from pursight_server.platform.roles import DATABASE
from pursight_server.platform.schema import current_revision, upgrade
from pursight_server.platform.tenancy import OWNER_ROLE

FORMAT = "pursight.backup/1"
_DUMP, _MANIFEST, _KEYS = "database.dump", "manifest.json", "keys/"
_KEY_FILES = frozenset(
    {"token-signing.pem", "job-signing.pem", "tls-key.pem", "tls-certificate.pem"}
)
_LATER_KEY_FILES = frozenset({"log-signing.pem", FIELD_KEYS, AUTHORITY_KEY, AUTHORITY})
"""Of newer servers: a backup without one is good, and the key is made anew."""


class BackupFailed(Unavailable):
    """A backup could not be made, or not brought back."""

    code = "backup.failed"


class BadBackup(Refused):
    """The file is no backup of ours, or of a newer program."""

    code = "backup.bad"


class NotEmpty(Conflict):
    """There is a server here already."""

    code = "backup.not_empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself."""

    format: str
    revision: str
    feed_id: str
    made_at: str


def back_up(installation: Installation, file: Path, clock: Clock) -> Manifest:
    """Write database and keys into one file; a running server goes on meanwhile.

    The database is dumped as of one moment. The file appears whole or not at all, readable for its
    owner only: it holds the keys.

    Raises:
        BackupFailed: The database could not be dumped.
    """
    with installation.database() as opened:
        url = _all_seeing(opened)
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT feed_id FROM installation").fetchone()
        manifest = Manifest(
            format=FORMAT,
            revision=current_revision(url) or "",
            feed_id=str(row[0]) if row else "",
            made_at=clock.now().isoformat(),
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(file.name + ".new")
        unfinished.unlink(missing_ok=True)
        before = _field_keys(installation)
        try:
            with tempfile.TemporaryDirectory(dir=file.parent, prefix=".pursight-") as folder:
                dump = Path(folder) / _DUMP
                _run(installation, url, "pg_dump", "--format=custom", f"--file={dump}")
                # a rotation meanwhile leaves the dump with the old keys or with the new ones
                held = Path(folder) / FIELD_KEYS
                if after := _field_keys(installation):
                    earlier = before.keys.values() if before else ()
                    current = after.keys[after.current_id]
                    write_key_file(held, KeyRing.of(current, *after.keys.values(), *earlier))
                _pack(unfinished, manifest, [dump, held], installation.keys)
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
    return manifest


def restore(installation: Installation, file: Path, clock: Clock, *, force: bool) -> Manifest:
    """Bring a server back from a backup, as a new feed: consoles will read everything anew.

    With `force` what is there is replaced, at the end and at once: when anything fails before, it
    stays as it was.

    Raises:
        NotEmpty: There is a server here, and `force` is not given.
        BadBackup: The file is none of ours, or is damaged.
        BackupFailed: The database could not be restored.
        PostgresInUse: A server runs here.
    """
    with tempfile.TemporaryDirectory(prefix="pursight-restore-") as folder:
        manifest = unpack(file, Path(folder))
        if not force and (installation.keys.exists() or installation.postgresql.exists()):
            raise NotEmpty(
                f"there is a server in {installation.settings.data_dir}",
                hint="Choose an empty --data directory, or replace it with --force.",
            )
        installation.prepare(clock)
        with installation.database(alone=True) as opened:
            if opened.embedded is not None:
                _restore_embedded(installation, opened, Path(folder) / _DUMP)
            else:
                _restore_own(installation, opened, Path(folder) / _DUMP)
        for key in sorted((Path(folder) / "keys").iterdir()):
            write_private(installation.keys / key.name, key.read_bytes())
    return manifest


def unpack(file: Path, folder: Path) -> Manifest:
    """Take a backup apart; only the names it should hold are looked at.

    Raises:
        BadBackup: It is none of ours, or is damaged.
    """
    try:
        with tarfile.open(file, "r:") as tar:
            _extract(tar, _MANIFEST, folder / _MANIFEST)
            content = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
            manifest = Manifest(**content)
            if manifest.format != FORMAT:
                raise BadBackup(
                    f"this backup has the format {manifest.format}, not {FORMAT}",
                    hint="Restore it with the version of PurSight that made it, or a newer one.",
                )
            _extract(tar, _DUMP, folder / _DUMP)
            private_folder(folder / "keys")
            held = set(tar.getnames())
            for name in sorted(_KEY_FILES | _LATER_KEY_FILES):
                if name in _KEY_FILES or _KEYS + name in held:
                    _extract(tar, _KEYS + name, folder / "keys" / name)
    except FileNotFoundError as error:
        raise BadBackup(f"there is no file {file}") from error
    except (tarfile.TarError, KeyError, ValueError, TypeError, OSError) as error:
        raise BadBackup(
            f"{file} is no backup of PurSight, or it is damaged",
            hint="A backup is made with `pursight server backup FILE`.",
        ) from error
    return manifest


def _restore_embedded(installation: Installation, opened: OpenDatabase, dump: Path) -> None:
    postgres = opened.embedded
    if postgres is None:
        return
    fresh = f"{DATABASE}_restored"
    with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
        connection.execute(_command("DROP DATABASE IF EXISTS {} WITH (FORCE)", fresh))
    url = postgres.create_database(fresh, owner=OWNER_ROLE)
    _fill(installation, url, dump)
    upgrade(postgres.dsn(fresh, user=OWNER_ROLE))
    with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
        connection.execute(_command("DROP DATABASE IF EXISTS {} WITH (FORCE)", DATABASE))
        connection.execute(_command("ALTER DATABASE {} RENAME TO {}", fresh, DATABASE))


def _restore_own(installation: Installation, opened: OpenDatabase, dump: Path) -> None:
    url = _all_seeing(opened)
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT to_regclass('public.organisation')").fetchone()
    if row is not None and row[0] is not None:
        raise NotEmpty(
            "the database holds a server's tables already",
            hint="Give an empty database owned by pursight_owner.",
        )
    _fill(installation, url, dump)
    upgrade(opened.owner())


def _fill(installation: Installation, url: str, dump: Path) -> None:
    _run(
        installation,
        url,
        "pg_restore",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={make_url(url).database}",
        str(dump),
    )
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE installation SET feed_id = %s", [new_id()])


def _field_keys(installation: Installation) -> KeyRing | None:
    """Read the keys that the dump's secrets need; None when they are kept elsewhere."""
    path = installation.keys / FIELD_KEYS
    return read_key_file(path) if path.exists() else None


def _pack(file: Path, manifest: Manifest, made: Sequence[Path], keys: Path) -> None:
    dump, field_keys = made
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as raw:
        with tarfile.open(fileobj=raw, mode="w") as tar:
            content = json.dumps(asdict(manifest), indent=2).encode()
            entry = tarfile.TarInfo(_MANIFEST)
            entry.size, entry.mode = len(content), 0o600
            tar.addfile(entry, io.BytesIO(content))
            tar.add(dump, _DUMP, filter=_anonymous)
            if field_keys.exists():
                tar.add(field_keys, _KEYS + FIELD_KEYS, filter=_anonymous)
            for name in sorted((_KEY_FILES | _LATER_KEY_FILES) - {FIELD_KEYS}):
                if name in _KEY_FILES or (keys / name).exists():
                    tar.add(keys / name, _KEYS + name, filter=_anonymous)
        raw.flush()
        os.fsync(raw.fileno())


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


def _extract(tar: tarfile.TarFile, name: str, target: Path) -> None:
    entry = tar.getmember(name)
    source = tar.extractfile(entry) if entry.isreg() else None
    if source is None:
        raise KeyError(name)
    with source, target.open("xb") as file:
        while block := source.read(1 << 20):
            file.write(block)


def _all_seeing(opened: OpenDatabase) -> str:
    if opened.backup_url is None:
        raise Refused(
            "PURSIGHT_BACKUP_URL is not set",
            hint="Set it to your database's address with a role that sees all rows,"
            " a superuser for `restore` (docs/administration.md).",
        )
    return opened.backup_url


def _run(installation: Installation, url: str, program: str, *arguments: str) -> None:
    with _signed_in(url) as environment:
        done = subprocess.run(  # noqa: S603  PostgreSQL's own program, our arguments
            [str(find_programs(installation.settings.pg_bin, None) / program), *arguments],
            check=False,
            capture_output=True,
            text=True,
            env=environment,
        )
    if done.returncode:
        raise BackupFailed(f"{program} failed", hint=done.stderr.strip()[-500:])


@contextmanager
def _signed_in(url: str) -> Iterator[dict[str, str]]:
    """Hand name and password over by environment and file: command lines can be seen by all."""
    parts = make_url(url)
    with tempfile.NamedTemporaryFile("w", prefix="pursight-pass-") as file:
        escaped = (parts.password or "").replace("\\", "\\\\").replace(":", "\\:")
        file.write(f"*:*:*:*:{escaped}\n")
        file.flush()
        yield clean_environment() | {
            "PGHOST": parts.host or "",
            "PGPORT": str(parts.port or 5432),
            "PGUSER": parts.username or "",
            "PGDATABASE": parts.database or "",
            "PGPASSFILE": file.name,
        }


def _command(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*[sql.Identifier(name) for name in names])
