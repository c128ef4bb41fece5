"""Rows: what is shown and the server's version beside it, with everything that is made of them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from pursight.contracts.sync import Digests, Row, ScopeDigest
from pursight.protocol.sync import Key
from pursight_desktop.replica import projection
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.schema import OF_ROWS, SEARCHED
from pursight_desktop.replica.store import Writer
from pursight_desktop.replica.tallies import Tallies
from pursight_desktop.replica.wording import Wording

_MODULUS: Final = 1 << 64
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row as it is kept: `text` is its fields in canonical JSON, `hash` has a sign."""

    entity: str
    id: bytes
    rev: int
    hash: int
    text: str
    _fields: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, row: Row) -> "KeptRow":
        """Keep a row."""
        return cls.make(row.entity, row.id, row.rev, row.fields)

    @classmethod
    def make(cls, entity: str, row_id: UUID, rev: int, fields: Mapping[str, Any]) -> "KeptRow":
        """Keep fields as a row."""
        text = _canonical(fields)
        content = f'["{entity}","{row_id}",{rev},{text}]'
        digest = hashlib.blake2b(content.encode(), digest_size=8).digest()
        hashed = int.from_bytes(digest, "big", signed=True)
        return cls(entity, row_id.bytes, rev, hashed, text, fields)

    @property
    def key(self) -> Key:
        """Name it."""
        return self.entity, UUID(bytes=self.id)

    @property
    def fields(self) -> Mapping[str, Any]:
        """Read its fields."""
        return json.loads(self.text) if self._fields is None else self._fields

    def row(self) -> Row:
        """Read it back."""
        return Row(
            entity=self.entity, id=UUID(bytes=self.id), rev=self.rev, fields=dict(self.fields)
        )


class Rows:
    """The rows inside one transaction."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._connection = writer.connection
        self._wording = Wording(writer.connection)
        self._tallies = Tallies(writer.connection)
        self._scopes: dict[str, tuple[int, int]] = {}
        (asides,) = self._connection.execute("SELECT EXISTS (SELECT 1 FROM aside)").fetchone()
        self._has_asides = bool(asides)
        writer.before_commit.append(self._flush)

    @classmethod
    def of(cls, writer: Writer) -> "Rows":
        """Give the one of a transaction."""
        rows: Rows = writer.kept.get("rows") or cls(writer)
        writer.kept["rows"] = rows
        return rows

    # --- the server's version ---

    def base(self, entity: str, row_id: bytes) -> KeptRow | None:
        """Read the server's version of a row."""
        if self._has_asides:
            aside = self._aside(entity, row_id)
            if aside is not None:
                return aside[0]
        return self.shown(entity, row_id)

    def put_base(self, row: KeptRow) -> None:
        """Take in the server's version of a row.

        If an edit has changed the row, what is shown stays until `show`.
        """
        aside = self._aside(row.entity, row.id) if self._has_asides else None
        if aside is not None:
            self._count(row.entity, aside[0], row)
            self._set_aside(row.entity, row.id, row)
        else:
            self._count(row.entity, self._write(row), row)

    def drop_base(self, entity: str, row_id: bytes) -> None:
        """Take away the server's version of a row; every trace of it goes."""
        self._writer.erases = self._writer.evicts = True
        aside = self._aside(entity, row_id) if self._has_asides else None
        if aside is not None:
            self._count(entity, aside[0], None)
            self._set_aside(entity, row_id, None)
        else:
            self._count(entity, self._erase(entity, row_id), None)

    def digests(self) -> Digests:
        """Digest the server's version of all rows."""
        found = self._connection.execute("SELECT entity, count, sum FROM scope").fetchall()
        sums = {entity: (count, int(total, 16)) for entity, count, total in found} | self._scopes
        return {
            entity: ScopeDigest(count=count, sum=f"{total:016x}")
            for entity, (count, total) in sums.items()
            if count
        }

    def base_revs(self, entity: str) -> dict[bytes, int]:
        """Read the revs of the server's version of an entity's rows."""
        revs: dict[bytes, int] = dict(
            self._connection.execute("SELECT id, rev FROM row WHERE entity = ?", (entity,))
        )
        for row_id, rev, gone in self._connection.execute(
            "SELECT id, rev, fields IS NULL FROM aside WHERE entity = ?", (entity,)
        ).fetchall():
            if gone:
                revs.pop(row_id, None)
            else:
                revs[row_id] = rev
        return revs

    def clear(self) -> None:
        """Take away everything, and what is made of it: whole tables, not row by row."""
        found = self._connection.execute("SELECT DISTINCT entity FROM row").fetchall()
        for table in OF_ROWS:
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608  our own names
        for table in SEARCHED:
            self._connection.execute(
                f"INSERT INTO {table} ({table}) VALUES ('delete-all')"  # noqa: S608  our own names
            )
        self._wording, self._tallies = Wording(self._connection), Tallies(self._connection)
        self._writer.touch_all(entity for (entity,) in found)
        self._scopes.clear()
        self._has_asides = False
        self._writer.erases = self._writer.evicts = True

    # --- what is shown ---

    def shown(self, entity: str, row_id: bytes) -> KeptRow | None:
        """Read a row as it is shown."""
        found = self._connection.execute(
            "SELECT rev, hash, fields FROM row WHERE entity = ? AND id = ?", (entity, row_id)
        ).fetchone()
        return None if found is None else KeptRow(entity, row_id, *found)

    def asides(self) -> Iterator[tuple[str, bytes]]:
        """List the rows that are shown otherwise than the server has them."""
        found = self._connection.execute("SELECT entity, id FROM aside").fetchall()
        return iter([(entity, row_id) for entity, row_id in found])

    def show(self, entity: str, row_id: bytes, base: KeptRow | None, now: KeptRow | None) -> None:
        """Show a row as edits make it; without a difference to the base there is nothing aside."""
        if base == now:
            self._connection.execute(
                "DELETE FROM aside WHERE entity = ? AND id = ?", (entity, row_id)
            )
        else:
            self._has_asides = True
            self._set_aside(entity, row_id, base)
        if now is None:
            self._erase(entity, row_id)
        else:
            self._write(now)

    # --- inside ---

    def _aside(self, entity: str, row_id: bytes) -> tuple[KeptRow | None] | None:
        found = self._connection.execute(
            "SELECT rev, hash, fields FROM aside WHERE entity = ? AND id = ?", (entity, row_id)
        ).fetchone()
        if found is None:
            return None
        return (None if found[2] is None else KeptRow(entity, row_id, *found),)

    def _set_aside(self, entity: str, row_id: bytes, row: KeptRow | None) -> None:
        values = (0, 0, None) if row is None else (row.rev, row.hash, row.text)
        self._connection.execute(
            "INSERT OR REPLACE INTO aside VALUES (?, ?, ?, ?, ?)", (entity, row_id, *values)
        )

    def _count(self, entity: str, before: KeptRow | None, after: KeptRow | None) -> None:
        if entity not in self._scopes:
            found = self._connection.execute(
                "SELECT count, sum FROM scope WHERE entity = ?", (entity,)
            ).fetchone()
            self._scopes[entity] = (found[0], int(found[1], 16)) if found else (0, 0)
        count, total = self._scopes[entity]
        if before is not None:
            count, total = count - 1, total - before.hash
        if after is not None:
            count, total = count + 1, total + after.hash
        self._scopes[entity] = (count, total % _MODULUS)

    def _write(self, row: KeptRow) -> KeptRow | None:
        """Show a row; returns what was shown before."""
        added = self._connection.execute(
            "INSERT OR IGNORE INTO row (entity, id, rev, hash, fields) VALUES (?, ?, ?, ?, ?)",
            (row.entity, row.id, row.rev, row.hash, row.text),
        )
        if added.rowcount:
            self._project(row.entity, added.lastrowid, row.id, row.fields, None)
            self._writer.touch(row.entity, row.id)
            return None
        found = self._connection.execute(
            "SELECT n, rev, hash, fields FROM row WHERE entity = ? AND id = ?", (row.entity, row.id)
        ).fetchone()
        before = KeptRow(row.entity, row.id, *found[1:])
        if before == row:
            return before
        self._connection.execute(
            "UPDATE row SET rev = ?, hash = ?, fields = ? WHERE n = ?",
            (row.rev, row.hash, row.text, found[0]),
        )
        if before.text != row.text:
            self._writer.erases = True  # what stood there before may have been taken back
            self._project(row.entity, found[0], row.id, row.fields, before.fields)
            self._writer.touch(row.entity, row.id)
        return before

    def _erase(self, entity: str, row_id: bytes) -> KeptRow | None:
        found = self._connection.execute(
            "SELECT n, rev, hash, fields FROM row WHERE entity = ? AND id = ?", (entity, row_id)
        ).fetchone()
        if found is None:
            return None
        before = KeptRow(entity, row_id, *found[1:])
        self._unproject(entity, found[0], row_id, before.fields)
        self._connection.execute("DELETE FROM row WHERE n = ?", (found[0],))
        self._writer.touch(entity, row_id)
        self._writer.erases = True
        return before

    def _project(
        self,
        entity: str,
        number: int,
        row_id: bytes,
        fields: projection.Fields,
        old: projection.Fields | None,
    ) -> None:
        if entity == "asset":
            self._project_asset(number, row_id, fields, old)
        elif entity in projection.NARROW:
            table, width, columns = projection.NARROW[entity]
            marks = ", ".join("?" * width)
            self._connection.execute(
                f"INSERT OR REPLACE INTO {table} VALUES ({marks})",  # noqa: S608  our own names
                (number, *columns(row_id, fields)),
            )

    def _project_asset(
        self,
        number: int,
        row_id: bytes,
        fields: projection.Fields,
        old: projection.Fields | None,
    ) -> None:
        columns = projection.asset(row_id, fields)
        tally_number = self._tallies.take(columns)
        name_number = self._wording.take_name(projection.text(fields, "name"))
        if old is not None:
            self._forget(number, row_id, old)
            sets = ", ".join(f"{name} = ?" for name in _ASSET_NAMES)
            self._connection.execute(
                f"UPDATE asset SET {sets}, name_n = ?, tally_n = ? WHERE n = ?",  # noqa: S608
                (*columns, name_number, tally_number, number),
            )
        else:
            self._connection.execute(_INSERT_ASSET, (*columns, name_number, tally_number, number))
        tags = projection.tags(fields)
        if tags:
            self._connection.executemany(
                "INSERT INTO asset_tag (tag, n, tally_n) VALUES (?, ?, ?)",
                [(tag, number, tally_number) for tag in tags],
            )
        pointed = {(schema, table) for _, schema, table in projection.references(fields)}
        if pointed:
            self._connection.executemany(
                "INSERT INTO reference VALUES (?, ?, ?, ?)",
                [(number, columns[2], *target) for target in pointed],
            )
        prose = projection.prose(fields)
        if prose:
            self._wording.say(number, prose)

    def _forget(self, number: int, row_id: bytes, old: projection.Fields) -> None:
        """Take an asset out of what is counted and searched."""
        name_number, tally_number = self._connection.execute(
            "SELECT name_n, tally_n FROM asset WHERE n = ?", (number,)
        ).fetchone()
        self._tallies.leave(tally_number, projection.asset(row_id, old))
        self._wording.leave_name(name_number)
        self._wording.unsay(number, projection.prose(old))
        if projection.tags(old):
            self._connection.execute("DELETE FROM asset_tag WHERE n = ?", (number,))
        if projection.references(old):
            self._connection.execute("DELETE FROM reference WHERE n = ?", (number,))

    def _unproject(
        self, entity: str, number: int, row_id: bytes, fields: projection.Fields
    ) -> None:
        if entity == "asset":
            self._forget(number, row_id, fields)
            self._connection.execute("DELETE FROM asset WHERE n = ?", (number,))
        elif entity in projection.NARROW:
            table = projection.NARROW[entity][0]
            self._connection.execute(f"DELETE FROM {table} WHERE n = ?", (number,))  # noqa: S608

    def _flush(self) -> None:
        self._wording.flush()
        for entity, (count, total) in self._scopes.items():
            self._connection.execute(
                "INSERT OR REPLACE INTO scope VALUES (?, ?, ?)", (entity, count, f"{total:016x}")
            )
        self._tallies.flush()


_ASSET_NAMES = projection.ASSET_COLUMNS.split(", ")
_INSERT_ASSET = (
    f"INSERT INTO asset ({projection.ASSET_COLUMNS}, name_n, tally_n, n)"  # noqa: S608
    f" VALUES ({', '.join('?' * (len(_ASSET_NAMES) + 3))})"
)


def read_row(connection: Connection, entity: str, row_id: UUID) -> dict[str, Any] | None:
    """Read the fields of a row as it is shown."""
    found = connection.execute(
        "SELECT fields FROM row WHERE entity = ? AND id = ?", (entity, row_id.bytes)
    ).fetchone()
    return None if found is None else json.loads(found[0])
