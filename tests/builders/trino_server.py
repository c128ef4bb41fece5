"""Trino's REST protocol over a DuckDB: enough for Trino's own client to run real statements."""

import base64
import json
import math
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
from typing_extensions import override

PAGE = 20
"""Rows of one page, few enough that every test turns pages."""

_TYPES = {
    "TINYINT": "tinyint", "SMALLINT": "smallint", "INTEGER": "integer", "BIGINT": "bigint",
    "HUGEINT": "decimal(38,0)", "DOUBLE": "double", "FLOAT": "real", "BOOLEAN": "boolean",
    "VARCHAR": "varchar", "BLOB": "varbinary", "DATE": "date", "TIME": "time(6)",
    "TIMESTAMP": "timestamp(6)", "TIMESTAMP WITH TIME ZONE": "timestamp(6) with time zone",
}  # fmt: skip
_DIALECT = (
    # What Trino calls otherwise than DuckDB does.
    (re.compile(r"\bapprox_distinct\("), "COUNT(DISTINCT "),
    (re.compile(r'\blength\("raw"\)'), 'octet_length("raw")'),
    (re.compile(r"\bis_nan\("), "isnan("),
    (re.compile(r"\bis_finite\("), "isfinite("),
    (re.compile(r"SELECT version\(\)"), "SELECT '476'"),
    (re.compile(r'"warehouse"\.information_schema\.tables'), "trino_tables"),
    (re.compile(r'"warehouse"\.information_schema\.columns'), "trino_columns"),
    (re.compile(r'"warehouse"\.information_schema\.views'), "trino_views"),
    (re.compile(r"system\.metadata\.table_comments"), "trino_comments"),
    (re.compile(r"FROM (\S.*?) TABLESAMPLE BERNOULLI \(([\d.]+)\)"), r"FROM \1"),
)
_VIEWS = """
CREATE TEMP VIEW trino_tables AS SELECT 'warehouse' AS table_catalog, table_schema, table_name,
  table_type FROM information_schema.tables WHERE table_catalog <> 'temp';
CREATE TEMP VIEW trino_columns AS SELECT table_schema, table_name, column_name, ordinal_position,
  lower(CASE data_type WHEN 'BLOB' THEN 'varbinary' WHEN 'TIMESTAMP WITH TIME ZONE'
    THEN 'timestamp(6) with time zone' WHEN 'TIMESTAMP' THEN 'timestamp(6)'
    WHEN 'HUGEINT' THEN 'decimal(38,0)' ELSE data_type END) AS data_type,
  is_nullable, column_default FROM information_schema.columns WHERE table_catalog <> 'temp';
CREATE TEMP VIEW trino_views AS SELECT schema_name AS table_schema, view_name AS table_name,
  sql AS view_definition FROM duckdb_views() WHERE NOT internal;
CREATE TEMP VIEW trino_comments AS SELECT 'warehouse' AS catalog_name, schema_name, table_name,
  comment FROM duckdb_tables();
"""


class TrinoServer(ThreadingHTTPServer):
    """Runs what the client sends and keeps it, for a test to look at."""

    def __init__(self, path: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self.database = duckdb.connect(path)
        self.database.execute(_VIEWS)
        self.turn = threading.Lock()
        self.statements: list[str] = []
        self.session_properties: list[str] = []
        self.pages: dict[str, list[dict[str, Any]]] = {}
        self.failing: dict[str, str] = {}
        """Name of the error to answer with for statements that hold the key."""

    def run(self, statement: str) -> list[dict[str, Any]]:
        """Make the pages of a statement's answer."""
        self.statements.append(statement)
        for part, name in self.failing.items():
            if part in statement:
                return [_error(name)]
        for pattern, instead in _DIALECT:
            statement = pattern.sub(instead, statement)
        try:
            with self.turn:
                result = self.database.execute(statement)
                names = [column[0] for column in result.description or ()]
                types = [_type(str(column[1])) for column in result.description or ()]
                rows = result.fetchall()
        except duckdb.CatalogException:
            return [_error("TABLE_NOT_FOUND")]
        except duckdb.Error:
            return [_error("SYNTAX_ERROR")]
        columns = [_column(name, kind) for name, kind in zip(names, types, strict=True)]
        data = [[_cell(value) for value in row] for row in rows]
        parts = [data[at : at + PAGE] for at in range(0, len(data), PAGE)] or [[]]
        return [{"columns": columns, "data": part} if part else {"columns": columns}
                for part in parts]  # fmt: skip


class _Requests(BaseHTTPRequestHandler):
    server: TrinoServer

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.server.session_properties.append(self.headers.get("X-Trino-Session", ""))
        number = str(len(self.server.pages))
        self.server.pages[number] = self.server.run(self.rfile.read(length).decode())
        self._answer(number, 0, {"stats": {"state": "QUEUED"}}, more=True)

    def do_GET(self) -> None:
        _, _, _, number, place = self.path.split("/")
        pages = self.server.pages[number]
        page = pages[int(place)]
        more = int(place) + 1 < len(pages)
        state = "FAILED" if "error" in page else "RUNNING" if more else "FINISHED"
        self._answer(number, int(place) + 1, page | {"stats": {"state": state}}, more=more)

    def do_DELETE(self) -> None:
        self.send_response(204)
        self.end_headers()

    def _answer(self, number: str, place: int, page: dict[str, Any], *, more: bool) -> None:
        host = f"http://127.0.0.1:{self.server.server_port}"
        page = {"id": f"20261121_{number}", "infoUri": f"{host}/ui", "warnings": [], **page}
        if more:
            page["nextUri"] = f"{host}/v1/statement/{number}/{place}"
        body = json.dumps(page).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _type(said: str) -> str:
    return _TYPES.get(said, said.lower())


def _column(name: str, kind: str) -> dict[str, Any]:
    raw, _, arguments = kind.partition("(")
    inner, _, rest = arguments.partition(")")
    values = [{"kind": "LONG", "value": int(a)} for a in inner.split(",") if a.strip().isdigit()]
    if kind == "varchar":  # Trino says how long any can be
        values = [{"kind": "LONG", "value": 2_147_483_647}]
    return {
        "name": name,
        "type": kind,
        "typeSignature": {"rawType": raw + rest, "arguments": values},
    }


def _cell(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return str(value) if isinstance(value, Decimal | date | time) else value


def _error(name: str) -> dict[str, Any]:
    return {
        "error": {
            "message": "line 1: the value 'secret-cell-4711' is in this message",
            "errorCode": 1,
            "errorName": name,
            "errorType": "USER_ERROR",
            "failureInfo": {"type": "x", "message": "secret-cell-4711"},
        }
    }


@contextmanager
def serving(path: Path) -> Iterator[TrinoServer]:
    """Serve a DuckDB database until the block ends."""
    server = TrinoServer(path)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        server.database.close()
        thread.join()
