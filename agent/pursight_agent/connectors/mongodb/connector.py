"""The MongoDB source: what a server holds, read-only, from a secondary where there is one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import bson
import pyarrow as pa
from bson.codec_options import CodecOptions, DatetimeConversion
from pymongo import MongoClient, ReadPreference
from pymongo.errors import PyMongoError

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import ColumnFacts, Skipped, SourceFacts, TableFacts, TableKind
from pursight_agent.connectors.mongodb.cells import Kind, flattened, to_arrow
from pursight_agent.connectors.mongodb.errors import mongo_errors, password_needed, translated
from pursight_agent.source import (
    Capabilities,
    Discovery,
    ObjectError,
    SourceError,
    SourceNotFound,
    SourceUnreachable,
    excluded,
    in_scope,
    kind_code,
    qualified,
    skipped,
)

_SYSTEM_DATABASES = frozenset({"admin", "config", "local"})
_MOST_COLUMNS = 20_000
_LONGEST_NAME = 1000
_COMMENT = "pursight scan"
_CHUNK = 1 << 25
"""Bytes of documents in one batch, more or less."""
_OPTIONS: "CodecOptions[Any]" = CodecOptions(
    datetime_conversion=DatetimeConversion.DATETIME_MS,
    unicode_decode_error_handler="replace",
)


class MongoSource:
    """One server, replica set or sharded cluster; one database of it, or all."""

    capabilities = Capabilities(count_rows=True)

    def __init__(self, url: str, *, secret: str | None = None) -> None:
        self._url, self._secret = url, secret
        self._opened: MongoClient[Any] | None = None
        self._milliseconds = 300_000
        self._sample: int | None = None
        self._kinds: dict[str, dict[str, Kind]] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._notices: list[Skipped] = []
        self._lost = 0

    def limit(self, limits: Limits) -> None:
        """Bound each command by `maxTimeMS`."""
        self._milliseconds = limits.statement_seconds * 1000
        self._sample = limits.sample_rows

    def test(self) -> SourceFacts:
        """Sign in and ask for the version."""
        with mongo_errors("the server"):
            client = self._client()
            said = client.admin.command("buildInfo")
            wanted = self._database()
            client[wanted or "admin"].command("ping")
            if wanted:
                self._listed(wanted)
        hosts = urlsplit(self._url).netloc.rpartition("@")[2]
        return SourceFacts(
            name=wanted or hosts,
            kind="mongodb",
            version=str(said.get("version", ""))[:200],
            database=wanted,
            encoding="UTF-8",
            location=f"{hosts}/{wanted}",
        )

    def discover(self, scope: Scope) -> Discovery:
        """List collections database by database; each is looked through for its fields."""
        source = self.test()
        self._kinds, self._names = {}, {}
        tables: list[TableFacts] = []
        left: list[Skipped] = []
        for database in self._databases():
            try:
                found = self._listed(database)
            except PyMongoError as error:
                problem = translated(error, f"the database {database!r}")
                if isinstance(problem, SourceUnreachable):
                    raise problem from error
                left.append(skipped(problem, schema="", name=database, kind="schema"))
                continue
            for one in sorted(found, key=lambda one: str(one["name"])):
                self._look(database, one, scope, tables, left)
        return Discovery(source, tuple(tables), tuple(left))

    def _databases(self) -> Sequence[str]:
        wanted = self._database()
        if wanted:
            return (wanted,)
        with mongo_errors("the server"):
            names = self._client().list_database_names()
        return sorted(name for name in names if name not in _SYSTEM_DATABASES)

    def _listed(self, database: str) -> list[Mapping[str, Any]]:
        found = self._client()[database].list_collections()
        return [one for one in found if not str(one["name"]).startswith("system.")]

    def _look(
        self,
        database: str,
        one: Mapping[str, Any],
        scope: Scope,
        tables: list[TableFacts],
        left: list[Skipped],
    ) -> None:
        name = str(one["name"])
        kind = TableKind.VIEW if one.get("type") == "view" else TableKind.TABLE
        if not in_scope(scope, database, name):
            left.append(excluded(database, name, kind_code(kind.value)))
            return
        try:
            tables.append(self._facts(database, name, kind, one))
        except SourceUnreachable:
            raise
        except SourceError as error:
            left.append(skipped(error, schema=database, name=name, kind=kind_code(kind.value)))

    def _facts(
        self, database: str, name: str, kind: TableKind, one: Mapping[str, Any]
    ) -> TableFacts:
        kinds: dict[str, Kind] = {}
        rows = 0
        for document, _ in self._documents(database, name, self._sample):
            rows += 1
            for column, cell in flattened(document):
                if column not in kinds:
                    if len(kinds) >= _MOST_COLUMNS:
                        raise _too_wide()
                    kinds[column] = Kind()
                kinds[column].see(cell)
        self._kinds[qualified(database, name)] = named = _spelled(kinds)
        said = one.get("options", {})
        words = [
            word
            for word, key in (("Capped.", "capped"), ("Time series.", "timeseries"))
            if said.get(key)
        ]
        mixed = [column for column, kind_ in named.items() if kind_.is_mixed]
        if mixed:
            words.append(f"Of several types: {', '.join(mixed[:10])}.")
        return TableFacts(
            schema_name=database,
            name=name,
            kind=kind,
            row_count=rows if self._sample is None else None,
            comment=" ".join(words)[:20_000] or None,
            primary_key=("_id",) if kind is TableKind.TABLE and "_id" in named else (),
            columns=tuple(
                ColumnFacts(
                    name=column,
                    position=number,
                    type=kind_.spelled[:4096],
                    nullable=kind_.seen < rows,
                )
                for number, (column, kind_) in enumerate(named.items(), 1)
            ),
        )

    def count(self, table: TableFacts) -> int | None:
        """Count the documents in the server."""
        with mongo_errors(f"the collection {table.name!r}"):
            collection = self._client()[table.schema_name][table.name]
            return collection.count_documents({}, maxTimeMS=self._milliseconds)

    def content_state(self, table: TableFacts) -> str | None:
        """A server does not say when a collection was last written."""
        del table
        return None

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        """Yield a row a document; a sample is drawn by the server (`$sample`)."""
        known = self._kinds.get(qualified(table.schema_name, table.name))
        if known is None:
            raise SourceNotFound("The collection was not found by the last discovery.")
        names = [column.name for column in table.columns]
        schema = pa.schema([pa.field(name, known[name].arrow) for name in names])
        rows: list[dict[str, Any]] = []
        late, size, started = 0, 0, False
        documents: Iterator[Any] = iter(())
        if sample_rows != 0:
            documents = self._documents(table.schema_name, table.name, sample_rows)
        for document, stored in documents:
            row = dict(_named(document))
            late += any(name not in known for name in row)
            rows.append(row)
            size += stored
            if len(rows) >= batch_rows or size >= _CHUNK:
                started = True
                yield self._batch(rows, schema)
                rows, size = [], 0
        if rows or not started:
            yield self._batch(rows, schema)
        lost, self._lost = self._lost, 0
        if late or lost:
            self._notices.append(_changed(table, late, lost))

    def _batch(self, rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
        if not schema.names:
            nothing: Any = pa.array([{}] * len(rows), pa.struct([]))
            return pa.RecordBatch.from_struct_array(nothing)
        columns = []
        for field in schema:
            column, lost = to_arrow([row.get(field.name) for row in rows], field.type)
            columns.append(column)
            self._lost += lost
        return pa.RecordBatch.from_arrays(columns, schema=schema)

    def _documents(
        self, database: str, name: str, sample: int | None
    ) -> Iterator[tuple[Mapping[str, Any], int]]:
        """Yield documents, and about how many bytes each takes."""
        with mongo_errors(f"the collection {name!r}"):
            collection = self._client()[database].get_collection(
                name, codec_options=_OPTIONS, read_preference=ReadPreference.SECONDARY_PREFERRED
            )
            if sample is None:
                cursor: Any = collection.find_raw_batches(
                    {}, max_time_ms=self._milliseconds, comment=_COMMENT, batch_size=1000
                )
            else:
                cursor = collection.aggregate_raw_batches(
                    [{"$sample": {"size": sample}}],
                    maxTimeMS=self._milliseconds, comment=_COMMENT, batchSize=1000,
                )  # fmt: skip
            try:
                for packed in cursor:
                    documents = bson.decode_all(packed, _OPTIONS)
                    for document in documents:
                        yield document, len(packed) // len(documents)
            finally:
                cursor.close()

    def notices(self) -> tuple[Skipped, ...]:
        """Documents with fields that were not there when the collection was looked through."""
        taken, self._notices = tuple(self._notices), []
        return taken

    def close(self) -> None:
        """End connections."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def _database(self) -> str:
        return urlsplit(self._url).path.strip("/")

    def _client(self) -> "MongoClient[Any]":
        if self._opened is None:
            user, has_password, _ = urlsplit(self._url).netloc.rpartition("@")[0].partition(":")
            if (
                user
                and not has_password
                and self._secret is None
                and "authMechanism" not in self._url
            ):
                raise password_needed()
            given: dict[str, Any] = {} if self._secret is None else {"password": self._secret}
            self._opened = MongoClient(
                self._url,
                appname="pursight",
                connectTimeoutMS=10_000,
                serverSelectionTimeoutMS=10_000,
                socketTimeoutMS=self._milliseconds + 5_000,
                maxPoolSize=2,
                retryReads=True,
                readPreference="secondaryPreferred",
                **given,
            )
        return self._opened


def _named(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, cell in flattened(document):
        yield _clean(name), cell


def _clean(name: str) -> str:
    return (name or "(empty)")[:_LONGEST_NAME].encode("utf-8", "replace").decode()


def _spelled(kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Columns by names that reports can hold; `a.b` may be a key or a path, and is one column."""
    named: dict[str, Kind] = {}
    for name, kind in kinds.items():
        clean = _clean(name)
        if clean in named:
            named[clean].types |= kind.types
        else:
            named[clean] = kind
    return named


def _too_wide() -> ObjectError:
    return ObjectError(
        "file.too_wide",
        f"Its documents have more than {_MOST_COLUMNS} different fields.",
        hint="Keys that are values (ids, names) belong into a field of their own.",
    )


def _changed(table: TableFacts, late: int, lost: int) -> Skipped:
    error = ObjectError(
        "source.changed",
        f"{late} documents have fields, and {lost} cells types, that were not there when the "
        "collection was looked through; they are left out.",
        hint="Scan again when less is written; a sample sees only some of the fields.",
    )
    return skipped(
        error,
        schema=table.schema_name, name=table.name, kind=kind_code(table.kind.value), partial=True,
    )  # fmt: skip
