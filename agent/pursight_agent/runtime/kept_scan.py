"""KeptScan: tables that a scan by hand is through with, on disk, for when it is cut off."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import zstandard
from pydantic import ValidationError

from pursight.clock import Clock
from pursight.contracts.scans import DocumentTable
from pursight_agent.runtime.database import LocalDatabase
from pursight_agent.scanning.finished import FinishedDocument, Mark
from pursight_agent.settings import split_secret

KEPT_FOR = timedelta(days=7)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (
    name TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL, mark TEXT NOT NULL, digest TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
"""


class KeptScan:
    """Of one target; a table is on disk, in a file for its owner only, before the next is begun.

    Args:
        folder: Of all kept scans; made when missing, and what is old there is dropped.
        target: As the command names it; of its password nothing is kept.
        clock: Says how old what is kept is.
    """

    def __init__(self, folder: Path, target: str, *, clock: Clock) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._clock = clock
        self.resumed_tables = 0
        self.resumed_since: datetime | None = None
        self._path = folder / f"{_name(target)}.db"
        _forget_old(folder, clock.now())
        self._database = LocalDatabase(self._path, _SCHEMA)

    def earlier(self) -> Iterator[FinishedDocument]:
        """Yield what earlier starts were through with; what is damaged is left out."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT at, mark, digest, body FROM kept").fetchall()
        unpack = zstandard.ZstdDecompressor()
        for row in rows:
            if hashlib.sha256(row["body"]).hexdigest() != row["digest"]:
                continue
            at = datetime.fromisoformat(row["at"])
            if self._clock.now() - at > KEPT_FOR:
                continue
            with suppress(zstandard.ZstdError, ValidationError, TypeError):
                table = DocumentTable.model_validate_json(unpack.decompress(row["body"]))
                yield FinishedDocument(**json.loads(row["mark"]), table=table, at=at)

    def finished(self, mark: Mark, table: DocumentTable) -> None:
        """Keep a table; it is on disk when this returns."""
        text = table.model_dump_json(by_alias=True).encode()
        body = zstandard.ZstdCompressor(level=3).compress(text)
        digest = hashlib.sha256(body).hexdigest()
        at = self._clock.now().isoformat()
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO kept (name, at, mark, digest, body) VALUES (?,?,?,?,?)",
                (mark.name, at, mark.model_dump_json(), digest, body),
            )

    def resumed(self, done: FinishedDocument) -> None:
        """Count a table that is not read again."""
        self.resumed_tables += 1
        self.resumed_since = min(self.resumed_since or done.at, done.at)

    def close(self) -> None:
        """Let go of the file; what is in it stays."""
        self._database.close()

    def forget(self) -> None:
        """Drop all that is kept: the scan is done."""
        self.close()
        _drop(self._path)


def _name(target: str) -> str:
    clean = (
        split_secret(target)[0] if "://" in target else str(Path(target).expanduser().absolute())
    )
    return hashlib.sha256(clean.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _forget_old(folder: Path, now: datetime) -> None:
    for path in folder.glob("*.db"):
        with suppress(OSError):
            if now.timestamp() - path.stat().st_mtime > KEPT_FOR.total_seconds():
                _drop(path)


def _drop(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
