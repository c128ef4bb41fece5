"""What runs there are and what of them is not yet delivered, on disk; survives power loss."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from pursight.contracts.agents import CommitReceipt, CommitRequest, Job, JobKind
from pursight.crash import crash_point
from pursight.protocol import chunks
from pursight_agent.runtime import checkpoint
from pursight_agent.runtime.database import LocalDatabase

FILE_NAME = "spool.db"
CALM_SHARE, FULL_SHARE = 0.80, 0.95
"""Of the spool's limit: from the first no new scheduled scans, from the second none at all."""

KEPT_ASIDE = 20

_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (
    run_id TEXT NOT NULL, attempt INTEGER NOT NULL, state TEXT NOT NULL,
    job_id TEXT, schedule TEXT, kind TEXT NOT NULL, alias TEXT NOT NULL, nominal TEXT NOT NULL,
    job TEXT NOT NULL, starts INTEGER NOT NULL DEFAULT 0, changed_at TEXT NOT NULL,
    request TEXT, receipt TEXT, code TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (run_id, attempt)
) STRICT;
CREATE INDEX IF NOT EXISTS run_state ON run (state);
CREATE INDEX IF NOT EXISTS run_schedule ON run (schedule, nominal);
CREATE TABLE IF NOT EXISTS chunk (
    run_id TEXT NOT NULL, attempt INTEGER NOT NULL, n INTEGER NOT NULL,
    digest TEXT NOT NULL, body BLOB NOT NULL, sent INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, attempt, n),
    FOREIGN KEY (run_id, attempt) REFERENCES run (run_id, attempt)
) STRICT;
"""


class RunState(StrEnum):
    """Where a run is at the agent."""

    ACCEPTED = "accepted"  # wanted, not yet confirmed by the server
    RUNNING = "running"  # a worker was started
    FINISHED = "finished"  # its report is here, whole, and waits for delivery
    DELIVERED = "delivered"  # its receipt is here
    RETURNED = "returned"  # given back or lost; nothing of it will be delivered
    QUARANTINED = "quarantined"  # its report is damaged or was refused for good; kept aside
    SKIPPED = "skipped"  # a scheduled fire that made no run


OPEN = (RunState.ACCEPTED, RunState.RUNNING)


@dataclass(frozen=True, slots=True)
class Run:
    """A row of the run table.

    Attributes:
        job: What to do; for an own schedule the agent has written it itself, unsigned.
        starts: How often a worker was started for this attempt.
        request: What the commit will say; there once the run is finished.
    """

    state: RunState
    job: Job
    schedule: str | None
    starts: int
    changed_at: datetime
    request: CommitRequest | None
    receipt: CommitReceipt | None
    code: str
    note: str

    @property
    def key(self) -> tuple[UUID, int]:
        """Run and attempt."""
        return self.job.run_id, self.job.attempt


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk's place and whether the server has it."""

    n: int
    digest: str
    sent: bool


class Spool:
    """The run table and the chunks; each method is one transaction.

    Args:
        directory: The agent's data directory.
        limit_bytes: How much undelivered report there may be before scans stop.
    """

    def __init__(self, directory: Path, limit_bytes: int) -> None:
        self._database = LocalDatabase(directory / FILE_NAME, _SCHEMA)
        self._database.prepare(checkpoint.SCHEMA)
        self.limit_bytes = limit_bytes

    @property
    def database(self) -> LocalDatabase:
        """The file, for what must be stored in the same transaction as a receipt."""
        return self._database

    def begin(
        self, job: Job, at: datetime, *, schedule: str | None = None, state: RunState
    ) -> bool:
        """Enter a run; False if this attempt stands here already, whatever became of it."""
        with self._database.transaction() as connection:
            done = connection.execute(
                "INSERT INTO run (run_id, attempt, state, job_id, schedule, kind, alias, nominal,"
                " job, changed_at) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING",
                (
                    str(job.run_id),
                    job.attempt,
                    state,
                    None if schedule else str(job.id),
                    schedule,
                    job.kind,
                    job.alias,
                    job.nominal_time.astimezone(UTC).isoformat(),
                    job.model_dump_json(),
                    at.isoformat(),
                ),
            )
        return done.rowcount == 1

    def move(
        self,
        key: tuple[UUID, int],
        state: RunState,
        at: datetime,
        *,
        allowed: Sequence[RunState] = OPEN,
        code: str = "",
        note: str = "",
    ) -> bool:
        """Change a run's state if it is one of `allowed`; tell whether it was."""
        marks = ",".join("?" * len(allowed))
        with self._database.transaction() as connection:
            done = connection.execute(
                "UPDATE run SET state = ?, changed_at = ?, code = ?, note = ?"  # noqa: S608  marks
                f" WHERE run_id = ? AND attempt = ? AND state IN ({marks})",
                (
                    state,
                    at.isoformat(),
                    code,
                    note,
                    str(key[0]),
                    key[1],
                    *allowed,
                ),
            )
        return done.rowcount == 1

    def started(self, key: tuple[UUID, int], job: Job) -> int:
        """Note that a worker is being started, and with which limits; return how many it had."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "UPDATE run SET starts = starts + 1, job = ? WHERE run_id = ? AND attempt = ?"
                " RETURNING starts",
                (job.model_dump_json(), str(key[0]), key[1]),
            ).fetchone()
        return int(row["starts"]) if row else 0

    def finish(
        self, key: tuple[UUID, int], report: bytes, request: CommitRequest, at: datetime
    ) -> bool:
        """Store a finished run with its chunks in one transaction.

        `request` may leave `n_chunks` and `root` as they are: they are filled in here.

        Returns:
            False if the run is no longer open (its lease was lost meanwhile): nothing is stored.

        Raises:
            DiskFull: Nothing is stored; the run is as it was.
        """
        cut = chunks.cut(report)
        digests = [chunks.digest(chunk) for chunk in cut]
        whole = request.model_copy(update={"n_chunks": len(cut), "root": chunks.root(digests)})
        with self._database.transaction() as connection:
            done = connection.execute(
                "UPDATE run SET state = ?, request = ?, changed_at = ? WHERE run_id = ?"
                " AND attempt = ? AND state IN (?,?)",
                (
                    RunState.FINISHED,
                    whole.model_dump_json(),
                    at.isoformat(),
                    str(key[0]),
                    key[1],
                    *OPEN,
                ),
            )
            if done.rowcount != 1:
                return False
            connection.executemany(
                "INSERT INTO chunk (run_id, attempt, n, digest, body) VALUES (?,?,?,?,?)",
                [
                    (str(key[0]), key[1], n, digest, body)
                    for n, (digest, body) in enumerate(zip(digests, cut, strict=True))
                ],
            )
            checkpoint.drop(connection, str(key[0]))
            crash_point("spool.before_commit")
        crash_point("spool.after_commit")
        return True

    def runs(self, *states: RunState) -> list[Run]:
        """Return the runs in these states, oldest nominal time first."""
        marks = ",".join("?" * len(states))
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT * FROM run WHERE state IN ({marks}) ORDER BY nominal, rowid",  # noqa: S608
                states,
            ).fetchall()
        return [_run(row) for row in rows]

    def find(self, key: tuple[UUID, int]) -> Run | None:
        """Return one run."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT * FROM run WHERE run_id = ? AND attempt = ?", (str(key[0]), key[1])
            ).fetchone()
        return _run(row) if row else None

    def recent(self, count: int) -> list[Run]:
        """Return the runs that changed last, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM run ORDER BY changed_at DESC, rowid DESC LIMIT ?", (count,)
            ).fetchall()
        return [_run(row) for row in rows]

    def chunks_of(self, key: tuple[UUID, int]) -> list[StoredChunk]:
        """Return a run's chunks in order, without their bytes."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT n, digest, sent FROM chunk WHERE run_id = ? AND attempt = ? ORDER BY n",
                (str(key[0]), key[1]),
            ).fetchall()
        return [StoredChunk(row["n"], row["digest"], bool(row["sent"])) for row in rows]

    def body(self, key: tuple[UUID, int], n: int) -> bytes | None:
        """Return a chunk's bytes; None if they no longer have the digest they were stored with."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT body, digest FROM chunk WHERE run_id = ? AND attempt = ? AND n = ?",
                (str(key[0]), key[1], n),
            ).fetchone()
        if row is None or chunks.digest(row["body"]) != row["digest"]:
            return None
        return bytes(row["body"])

    def mark_sent(self, key: tuple[UUID, int], numbers: Iterable[int], *, sent: bool) -> None:
        """Note which chunks the server has (or has not, when it says so)."""
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE chunk SET sent = ? WHERE run_id = ? AND attempt = ? AND n = ?",
                [(int(sent), str(key[0]), key[1], n) for n in numbers],
            )

    def store_receipt(self, key: tuple[UUID, int], receipt: CommitReceipt, at: datetime) -> None:
        """Note that a run is delivered; its chunks stay until `drop_chunks`."""
        with self._database.transaction() as connection:
            store_receipt(connection, key, receipt, at)

    def drop_chunks(self, key: tuple[UUID, int]) -> None:
        """Delete the chunks of a delivered run; those of any other stay."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM chunk WHERE run_id = ? AND attempt = ? AND EXISTS (SELECT 1 FROM run"
                " WHERE run.run_id = chunk.run_id AND run.attempt = chunk.attempt AND state = ?)",
                (str(key[0]), key[1], RunState.DELIVERED),
            )

    def with_leftovers(self) -> list[tuple[UUID, int]]:
        """Return delivered runs whose chunks are still here (a crash came between)."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT run_id, attempt FROM run JOIN chunk USING (run_id, attempt)"
                " WHERE state = ?",
                (RunState.DELIVERED,),
            ).fetchall()
        return [(UUID(row["run_id"]), row["attempt"]) for row in rows]

    def stored_bytes(self) -> int:
        """Return the bytes of report that are here to be delivered."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT coalesce(sum(length(body)), 0) FROM chunk JOIN run USING (run_id, attempt)"
                " WHERE state <> ?",
                (RunState.QUARANTINED,),
            ).fetchone()
        return int(row[0])

    def quarantine(self, key: tuple[UUID, int], at: datetime, *, code: str, note: str) -> bool:
        """Take a finished run out of delivery; tell whether it was one.

        The reports of the last `KEPT_ASIDE` such runs stay to be looked at; they were done again.
        """
        moved = self.move(
            key, RunState.QUARANTINED, at, allowed=(RunState.FINISHED,), code=code, note=note
        )
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM chunk WHERE (run_id, attempt) IN (SELECT run_id, attempt FROM run"
                " WHERE state = ? ORDER BY changed_at DESC, rowid DESC LIMIT -1 OFFSET ?)",
                (RunState.QUARANTINED, KEPT_ASIDE),
            )
        return moved

    @property
    def share(self) -> float:
        """How full it is, of its limit."""
        return self.stored_bytes() / self.limit_bytes

    def forget(self, before: datetime) -> int:
        """Delete rows of runs that ended long ago; return how many.

        Kept are each schedule's newest, and each source's newest scan that the server asked for:
        schedules take its rules. Undelivered runs are never among them.
        """
        with self._database.transaction() as connection:
            done = connection.execute(
                "DELETE FROM run WHERE state IN (?,?,?) AND changed_at < ? AND NOT EXISTS"
                " (SELECT 1 FROM chunk WHERE chunk.run_id = run.run_id"
                " AND chunk.attempt = run.attempt) AND (schedule IS NULL AND kind <> ? OR nominal <"
                " (SELECT max(nominal) FROM run AS newer WHERE newer.schedule IS run.schedule"
                " AND (run.schedule IS NOT NULL"
                " OR newer.alias = run.alias AND newer.kind = run.kind)))",
                (
                    RunState.DELIVERED,
                    RunState.RETURNED,
                    RunState.SKIPPED,
                    before.isoformat(),
                    JobKind.SCAN,
                ),
            )
        return done.rowcount

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def store_receipt(
    connection: sqlite3.Connection, key: tuple[UUID, int], receipt: CommitReceipt, at: datetime
) -> None:
    """Note inside a transaction that a run is delivered."""
    connection.execute(
        "UPDATE run SET state = ?, receipt = ?, changed_at = ? WHERE run_id = ? AND attempt = ?",
        (RunState.DELIVERED, receipt.model_dump_json(), at.isoformat(), str(key[0]), key[1]),
    )


def _run(row: sqlite3.Row) -> Run:
    return Run(
        state=RunState(row["state"]),
        job=Job.model_validate_json(row["job"]),
        schedule=row["schedule"],
        starts=row["starts"],
        changed_at=datetime.fromisoformat(row["changed_at"]),
        request=CommitRequest.model_validate_json(row["request"]) if row["request"] else None,
        receipt=CommitReceipt.model_validate_json(row["receipt"]) if row["receipt"] else None,
        code=row["code"],
        note=row["note"],
    )
