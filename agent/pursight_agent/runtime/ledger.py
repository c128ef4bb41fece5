"""Egress ledger: what left this agent, when, to where, in a hash chain, readable by its owner."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pursight import zstd
from pursight.clock import Clock
from pursight.errors import NotFound
from pursight_agent.runtime.database import LocalDatabase

FILE_NAME = "egress.db"
GENESIS = "0" * 64
_MAX_SHOWN = 64 * 1024 * 1024

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, target TEXT NOT NULL, what TEXT NOT NULL,
    digest TEXT NOT NULL, bytes INTEGER NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS content (
    digest TEXT PRIMARY KEY, body BLOB NOT NULL, last_seq INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL,
    hash TEXT NOT NULL) STRICT;
INSERT OR IGNORE INTO head VALUES (1, 0, printf('%064d', 0));
CREATE TABLE IF NOT EXISTS counting (
    seq INTEGER NOT NULL, at TEXT NOT NULL, target TEXT NOT NULL, what TEXT NOT NULL,
    digest TEXT NOT NULL, bytes INTEGER NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,
    one INTEGER PRIMARY KEY CHECK (one = 1), times INTEGER NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS entry_is_kept BEFORE DELETE ON entry
    BEGIN SELECT raise(ABORT, 'the ledger is only appended to'); END;
CREATE TRIGGER IF NOT EXISTS entry_is_fixed BEFORE UPDATE ON entry
    BEGIN SELECT raise(ABORT, 'the ledger is only appended to'); END;
"""
_COLUMNS = "seq, at, target, what, digest, bytes, previous, hash"
_ENTRIES = f"SELECT {_COLUMNS} FROM entry UNION ALL SELECT {_COLUMNS} FROM counting"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Entry:
    """One upload. It is entered before the first byte leaves, so none can leave unentered.

    Attributes:
        what: `chunk 0 of run …`, `commit of run …`, `poll`, `enrol`; the same poll sent again and
            again is one entry an hour, `poll, 61 times until 08:59:12`.
        digest: SHA-256 of the body as it travelled (compressed).
        bytes: Its length; of all the times together if it was sent more than once.
        previous: Hash of the entry before; sixty-four zeros for the first.
        hash: SHA-256 of all the other fields, as `link` writes them.
    """

    seq: int
    at: datetime
    target: str
    what: str
    digest: str
    bytes: int
    previous: str
    hash: str


def link(entry: Entry) -> str:
    """Hash an entry's other fields, the hash of the entry before among them (pure)."""
    fields = [entry.seq, entry.at.isoformat(), entry.target, entry.what]
    fields += [entry.digest, entry.bytes, entry.previous]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found; `broken_at` is the first entry that does not fit."""

    entries: int
    broken_at: int | None
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether the ledger is whole."""
        return self.broken_at is None


class Ledger:
    """The ledger's file.

    The entry of what is sent again and again stays open: it is counted on, each time before the
    body leaves, until anything else is entered or the hour is over. All others are never touched.

    Args:
        directory: The agent's data directory.
        clock: Stamps the entries.
        keep_bytes: Contents beyond this are let go, oldest first; entries stay for ever.
    """

    def __init__(self, directory: Path, clock: Clock, keep_bytes: int) -> None:
        self._database = LocalDatabase(directory / FILE_NAME, _SCHEMA)
        self._clock = clock
        self._keep_bytes = keep_bytes

    def enter(
        self, target: str, what: str, body: bytes, *, keep: bool = True, repeats: bool = False
    ) -> Entry:
        """Enter an upload that is about to be sent; keep its content unless it is a secret.

        Args:
            target: Where it goes.
            what: What it is.
            body: As it will travel.
            keep: Whether its content may be read in the ledger.
            repeats: Whether it is often the same: then it is counted, not entered each time.

        Raises:
            DiskFull: It is not entered, so it must not be sent.
        """
        digest, now = hashlib.sha256(body).hexdigest(), self._clock.now()
        with self._database.transaction() as connection:
            head = connection.execute("SELECT seq, hash FROM head").fetchone()
            entry = Entry(head["seq"] + 1, now, target, what, digest, len(body), head["hash"], "")
            row = connection.execute("SELECT * FROM counting").fetchone()
            times = row["times"] + 1 if row is not None else 1
            counted = _counted_on(_entry(row), entry, times) if row is not None else None
            if repeats and counted is not None:
                entry = counted
            else:
                times = 1
                connection.execute(f"INSERT INTO entry SELECT {_COLUMNS} FROM counting")  # noqa: S608
            connection.execute("DELETE FROM counting")
            entry = replace(entry, hash=link(entry))
            fields = (
                entry.seq,
                entry.at.isoformat(),
                target,
                entry.what,
                digest,
                entry.bytes,
                entry.previous,
                entry.hash,
            )
            if repeats:
                connection.execute(
                    "INSERT INTO counting VALUES (?,?,?,?,?,?,?,?,1,?)", (*fields, times)
                )
            else:
                connection.execute("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?)", fields)
            connection.execute("UPDATE head SET seq = ?, hash = ?", (entry.seq, entry.hash))
            if keep:
                connection.execute(
                    "INSERT INTO content VALUES (?,?,?) ON CONFLICT (digest)"
                    " DO UPDATE SET last_seq = excluded.last_seq",
                    (digest, body, entry.seq),
                )
                self._let_go(connection)
        return entry

    def entries(self, since: datetime | None = None) -> Iterator[Entry]:
        """Yield the entries, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(f"{_ENTRIES} ORDER BY seq").fetchall()
        for row in rows:
            entry = _entry(row)
            if since is None or entry.at >= since:
                yield entry

    def content(self, seq: int) -> str:
        """Return what an entry sent, decompressed, as the text it is.

        Raises:
            NotFound: No such entry, or its content is past the retention.
        """
        with self._database.reading() as connection:
            row = connection.execute(
                f"SELECT digest, body FROM ({_ENTRIES}) LEFT JOIN content USING (digest)"  # noqa: S608
                " WHERE seq = ?",
                (seq,),
            ).fetchone()
        if row is None:
            raise NotFound(
                f"The egress ledger has no entry {seq}.", hint="`pursight agent egress` lists them."
            )
        if row["body"] is None:
            raise NotFound(
                f"The content of entry {seq} is not kept; its digest is {row['digest']}.",
                hint="Enrolment, which holds a token, never is; the rest up to `egress_mebibytes`.",
            )
        return readable(row["body"])

    def verify(self) -> Verdict:
        """Walk the whole chain, and hold each kept content against its digest."""
        previous, count = GENESIS, 0
        for entry in self.entries():
            count += 1
            if entry.seq != count or entry.previous != previous:
                return Verdict(count, entry.seq, "an entry before it is missing")
            if entry.hash != link(entry):
                return Verdict(count, entry.seq, "it was changed after it was written")
            previous = entry.hash
        with self._database.reading() as connection:
            head = connection.execute("SELECT seq, hash FROM head").fetchone()
            contents = connection.execute("SELECT digest, last_seq FROM content").fetchall()
        if (head["seq"], head["hash"]) != (count, previous):
            return Verdict(count, count + 1, "entries at the end are missing")
        for row in contents:
            with self._database.reading() as connection:
                kept = connection.execute(
                    "SELECT body FROM content WHERE digest = ?", (row["digest"],)
                ).fetchone()
            if hashlib.sha256(kept["body"]).hexdigest() != row["digest"]:
                return Verdict(count, row["last_seq"], "its content was changed")
        return Verdict(count, None)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _let_go(self, connection: sqlite3.Connection) -> None:
        held = connection.execute("SELECT sum(length(body)) FROM content").fetchone()[0] or 0
        while held > self._keep_bytes:
            oldest = connection.execute(
                "SELECT digest, length(body) AS size FROM content ORDER BY last_seq LIMIT 1"
            ).fetchone()
            held -= oldest["size"]
            connection.execute("DELETE FROM content WHERE digest = ?", (oldest["digest"],))


def _counted_on(kept: Entry, again: Entry, times: int) -> Entry | None:
    """Return the open entry with one time more; None if it cannot stand for this one (pure).

    That is another upload, another hour, or an open entry that was tampered with: it is left as it
    is, for `verify` to find.
    """
    name = kept.what.partition(",")[0]
    same = (name, kept.target, kept.digest) == (again.what, again.target, again.digest)
    same = same and kept.hash == link(kept) == again.previous
    if not same or kept.at.replace(minute=0, second=0, microsecond=0) != again.at.replace(
        minute=0, second=0, microsecond=0
    ):
        return None
    what = f"{name}, {times} times until {again.at:%H:%M:%S}"
    return replace(kept, what=what, bytes=kept.bytes + again.bytes)


def readable(body: bytes) -> str:
    """Show a body as text: zstd is unpacked, what is no UTF-8 is escaped."""
    if body[:4] == b"\x28\xb5\x2f\xfd":
        body = zstd.decompress(body, _MAX_SHOWN)
    return body.decode("utf-8", "backslashreplace")


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        row["seq"],
        datetime.fromisoformat(row["at"]),
        row["target"],
        row["what"],
        row["digest"],
        row["bytes"],
        row["previous"],
        row["hash"],
    )
