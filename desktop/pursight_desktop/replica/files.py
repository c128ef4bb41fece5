"""A replica's files: opened with their key, put aside when damaged, made unreadable for good."""

import hashlib
import hmac
import os
import secrets
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final, TypeAlias

import sqlcipher3

from pursight.errors import PurSightError
from pursight_desktop.replica import schema
from pursight_desktop.replica.errors import (
    NewerReplica,
    OlderReplica,
    ReplicaDamaged,
    ReplicaUnavailable,
    WrongKey,
)

Connection: TypeAlias = sqlcipher3.Connection

KEY_BYTES: Final = 32
CACHE_KIB: Final = 192 * 1024
PATIENCE_MS: Final = 10_000
"""How long a connection waits for another one's lock."""

_FIRST_PAGES: Final = 1 << 20
_NEXT: Final = "It is put aside and fetched again; edits that can be read are kept."


def parts(path: Path) -> tuple[Path, ...]:
    """List the files that make up a replica."""
    return (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))


def connect(path: Path, key: bytes, *, encrypted: bool = True) -> Connection:
    """Open a connection; nothing is read yet, so nothing says whether the key fits."""
    if len(key) != KEY_BYTES:
        raise WrongKey("The key of a local copy has 32 bytes.")
    try:
        connection = sqlcipher3.connect(
            str(path),
            isolation_level=None,
            check_same_thread=False,
            timeout=PATIENCE_MS / 1000,
        )
    except sqlcipher3.OperationalError as error:
        raise ReplicaUnavailable(
            f"The local copy at {path} cannot be opened: {error}.",
            hint="Check that the folder exists and may be written.",
        ) from error
    if encrypted:
        connection.execute("PRAGMA cipher_log_level = NONE")  # what is wrong is raised, and told
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute("PRAGMA recursive_triggers = OFF")
    return connection


def open_file(path: Path, key: bytes, *, encrypted: bool = True) -> Connection:
    """Open the connection that writes; makes the tables of a new file.

    Raises:
        WrongKey: As `Store.open`.
        ReplicaDamaged: As `Store.open`.
        OlderReplica: As `Store.open`.
        NewerReplica: As `Store.open`.
        ReplicaUnavailable: As `Store.open`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists() or not path.stat().st_size
        _check_key(path, key, is_new=is_new)
        is_damaged = _mark(path).exists()
    except OSError as error:
        raise ReplicaUnavailable(
            f"The local copy at {path} cannot be opened: {error.strerror}.",
            hint="Check that the folder exists and may be written.",
        ) from error
    if is_damaged:
        raise ReplicaDamaged(
            f"The local copy at {path} turned out to be damaged when it was last used.", hint=_NEXT
        )
    connection = None
    try:
        connection = connect(path, key, encrypted=encrypted)
        _prepare(connection)
    except (sqlcipher3.DatabaseError, PurSightError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, PurSightError):
            raise
        if passes(error):
            raise ReplicaUnavailable(
                f"The local copy at {path} cannot be opened now: {error}.",
                hint="Check that the disk has room and no other program holds the file.",
            ) from error
        raise ReplicaDamaged(
            f"The local copy at {path} is damaged: {error}.", hint=_NEXT
        ) from error
    with suppress(OSError):
        path.chmod(0o600)
    return connection


def passes(error: sqlcipher3.Error) -> bool:
    """Whether what the database library says is of the moment: the disk, not what is on it."""
    said = str(error)
    return isinstance(error, sqlcipher3.OperationalError) and any(
        words in said for words in ("full", "disk I/O", "readonly", "locked", "unable to open")
    )


def _prepare(connection: Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > schema.VERSION:
        raise NewerReplica(
            "The local copy was written by a newer console.",
            hint="Update this console; the copy and its edits stay as they are.",
        )
    if 0 < version < schema.VERSION:
        raise OlderReplica("The local copy was written by an older console.", hint=_NEXT)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA journal_size_limit = 67108864")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    if not version:
        connection.execute("BEGIN IMMEDIATE")
        for statement in schema.statements():
            connection.execute(statement)
        connection.execute("COMMIT")
    connection.execute("SELECT count(*) FROM meta").fetchone()
    # what a process that died had erased must not stay in the log
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _check_key(path: Path, key: bytes, *, is_new: bool) -> None:
    """Tell a wrong key from a damaged file, which look alike to the database library."""
    proof = hmac.new(key, b"pursight replica", hashlib.sha256).hexdigest()[:16]
    beside = _proof(path)
    if is_new:
        beside.write_text(proof, encoding="ascii")
    elif beside.exists() and not hmac.compare_digest(beside.read_bytes(), proof.encode()):
        raise WrongKey(
            f"The key does not open the local copy at {path}.",
            hint="Sign in as the person whose copy it is, or remove it to fetch a new one.",
        )


def _proof(path: Path) -> Path:
    return path.with_name(path.name + "-key-check")


def mark_damaged(path: Path) -> None:
    """Note that reading failed, so that the next opening says so although the file opens."""
    with suppress(OSError):
        _mark(path).touch()


def _mark(path: Path) -> Path:
    return path.with_name(path.name + "-damaged")


def put_aside(path: Path) -> Path:
    """Move a replica that cannot be read to a name that is not used yet.

    The log goes first: if only the file had moved, the log would be thrown away with its edits.
    """
    number = 1
    while (aside := _aside(path, str(number))).exists():
        number += 1
    for part, moved in reversed(list(zip(parts(path), parts(aside), strict=True))):
        if part.exists():
            part.rename(moved)
    _proof(path).unlink(missing_ok=True)
    _mark(path).unlink(missing_ok=True)
    return aside


def asides(path: Path) -> list[Path]:
    """List the replicas that were put aside and whose edits wait to be taken over."""
    found = path.parent.glob(_aside(path, "*").name)
    return sorted(one for one in found if one.suffix.rpartition("-")[2].isdecimal())


def give_up(aside: Path) -> None:
    """Keep a replica that nobody can read under a name at which nobody looks again."""
    for part, moved in zip(
        parts(aside), parts(aside.with_name(aside.name + ".unreadable")), strict=True
    ):
        if part.exists():
            part.replace(moved)


def _aside(path: Path, number: str) -> Path:
    return path.with_name(f"{path.name}.damaged-{number}")


def destroy(path: Path) -> None:
    """Overwrite what is needed to read the files, then delete them."""
    for part in parts(path):
        if part.exists():
            with suppress(OSError), part.open("r+b") as file:
                file.write(secrets.token_bytes(min(part.stat().st_size, _FIRST_PAGES)))
                file.flush()
                os.fsync(file.fileno())
            part.unlink(missing_ok=True)
    _proof(path).unlink(missing_ok=True)
    _mark(path).unlink(missing_ok=True)


def read_aside(aside: Path, key: bytes, sql: str, *, encrypted: bool = True) -> list[Any] | None:
    """Read a table of a damaged replica; None if that cannot be done."""
    try:
        with closing(connect(aside, key, encrypted=encrypted)) as connection:
            return list(connection.execute(sql).fetchall())
    except (sqlcipher3.DatabaseError, PurSightError):
        return None
