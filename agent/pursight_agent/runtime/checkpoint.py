"""Checkpoints: tables that an unfinished run is through with, on disk, for its next start."""

import hashlib
import json
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import structlog
from pydantic import ValidationError

from pursight import __version__, zstd
from pursight.clock import Clock
from pursight.contracts.agents import Job, JobKind, TableRecord
from pursight.contracts.usage import Usage
from pursight.crash import crash_point
from pursight.errors import PurSightError
from pursight_agent.runtime.database import LocalDatabase
from pursight_agent.runtime.pipe import Done
from pursight_agent.scanning.finished import Finished
from pursight_agent.source import qualified

log = structlog.get_logger("pursight.agent")

SCHEMA = """
CREATE TABLE IF NOT EXISTS checkpoint (
    run_id TEXT NOT NULL, name TEXT NOT NULL, basis TEXT NOT NULL, mark TEXT NOT NULL,
    digest TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (run_id, name)
) STRICT;
CREATE TABLE IF NOT EXISTS checkpoint_use (
    run_id TEXT NOT NULL PRIMARY KEY, basis TEXT NOT NULL, usage TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
"""
KEPT_FOR = timedelta(days=7)
_Waiting = tuple[Done, bytes, Callable[[], None]]
_SHARE_OF_SPOOL = 0.5


def _nothing() -> None:
    """Nobody waits."""


def basis(job: Job, url: str) -> str:
    """Digest of what a finished table is a part of: another place, scope or sample is another."""
    said = [
        __version__,
        job.alias,
        url,
        job.rules_sha256,
        job.full,
        job.scope.model_dump(mode="json"),
        job.limits.sample_rows,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def drop(connection: sqlite3.Connection, run_id: str) -> None:
    """Forget a run's checkpoint, in the transaction that makes it needless."""
    connection.execute("DELETE FROM checkpoint WHERE run_id = ?", (run_id,))
    connection.execute("DELETE FROM checkpoint_use WHERE run_id = ?", (run_id,))


class Checkpoint:
    """Of one run of one source; `keep` may be called from any thread and does not wait.

    Args:
        database: The spool's, so that a report and the end of its checkpoint are one transaction.
        job: Whose; attempts of one run share a checkpoint.
        url: Of the source, without its secret.
        clock: Says how old it is.
        limit_bytes: Of all checkpoints together; beyond it tables are not kept, and read again.
    """

    def __init__(
        self, database: LocalDatabase, job: Job, url: str, *, clock: Clock, limit_bytes: int
    ) -> None:
        self._database = database
        self._run_id, self._basis = str(job.run_id), basis(job, url)
        self._is_scan = job.kind is JobKind.SCAN
        self._clock = clock
        self._limit_bytes = int(limit_bytes * _SHARE_OF_SPOOL)
        self._before = self._used()
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._gave_up = False

    def finished(self) -> Iterator[Finished]:
        """Yield what earlier starts of this very run were through with."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT mark, digest, body FROM checkpoint WHERE run_id = ? AND basis = ?",
                (self._run_id, self._basis),
            ).fetchall()
        for row in rows:
            if hashlib.sha256(row["body"]).hexdigest() != row["digest"]:
                continue  # damaged on disk: that table is simply read again
            try:
                record = TableRecord.model_validate_json(zstd.decompress(row["body"], zstd.OUR_OWN))
                done = Finished(**json.loads(row["mark"]), table=record.table)
            except (zstd.Damaged, zstd.TooLarge, ValidationError, TypeError):
                continue
            if done.name == qualified(record.table.facts.schema_name, record.table.facts.name):
                yield done

    def with_earlier(self, usage: Usage | None) -> Usage | None:
        """Add what earlier starts had used when they were last through with a table."""
        if usage is None or self._before is None:
            return usage
        return usage.after(self._before)

    def keep(self, done: Done, record: bytes, then: Callable[[], None] = _nothing) -> None:
        """Keep a finished table; when it is on disk, or cannot be kept, `then` is called."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._write_all, daemon=True)
            self._thread.start()
        self._waiting.put((done, record, then))

    def close(self) -> None:
        """Wait till all that was to be kept is on disk."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _write_all(self) -> None:
        """Write what has gathered while the disk was busy, all of it at once."""
        ended = False
        while not ended:
            gathered = [self._waiting.get()]
            while not self._waiting.empty():
                gathered.append(self._waiting.get())
            ended = None in gathered
            tables = [one for one in gathered if one is not None]
            if tables and not self._gave_up:
                try:
                    self._write(tables)
                except PurSightError as error:
                    self._gave_up = True  # the run goes on; only a later start would read again
                    log.warning("checkpoint not kept", run=self._run_id, code=error.code)
                crash_point("checkpoint.after_write")
            for _, _, then in tables:
                then()

    def _write(self, tables: list[_Waiting]) -> None:
        rows = []
        for done, record, _ in tables:
            body = zstd.compress(record)
            mark, digest = done.mark.model_dump_json(), hashlib.sha256(body).hexdigest()
            rows.append((self._run_id, done.mark.name, self._basis, mark, digest, body))
        used = self.with_earlier(tables[-1][0].usage)
        assert used is not None  # noqa: S101  every `Done` has one
        with self._database.transaction() as connection:
            held = connection.execute(
                "SELECT coalesce(sum(length(body)), 0) FROM checkpoint"
            ).fetchone()[0]
            if held + sum(len(row[-1]) for row in rows) > self._limit_bytes:
                return
            connection.executemany(
                "INSERT OR REPLACE INTO checkpoint (run_id, name, basis, mark, digest, body)"
                " VALUES (?,?,?,?,?,?)",
                rows,
            )
            connection.execute(
                "INSERT OR REPLACE INTO checkpoint_use VALUES (?,?,?,?)",
                (self._run_id, self._basis, used.model_dump_json(), self._clock.now().isoformat()),
            )
            # It gets further each time: only starts without any progress count against it.
            connection.execute(
                "UPDATE run SET starts = 1 WHERE run_id = ? AND starts > 1", (self._run_id,)
            )

    def _used(self) -> Usage | None:
        if not self._is_scan:
            return None
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT usage FROM checkpoint_use WHERE run_id = ? AND basis = ?",
                (self._run_id, self._basis),
            ).fetchone()
        try:
            return Usage.model_validate_json(row["usage"]) if row else None
        except ValidationError:
            return None


def forget(database: LocalDatabase, now: datetime) -> None:
    """Drop what no start has added to for days: its run was done elsewhere or given up."""
    with database.transaction() as connection:
        old = connection.execute(
            "SELECT run_id FROM checkpoint_use WHERE at < ?", ((now - KEPT_FOR).isoformat(),)
        ).fetchall()
        for row in old:
            drop(connection, row["run_id"])
