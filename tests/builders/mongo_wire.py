"""MongoDB's wire protocol over mongomock, so that the real driver has somebody to talk to."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import bson
import mongomock
from bson.codec_options import CodecOptions, DatetimeConversion
from typing_extensions import override

_DATES: "CodecOptions[Any]" = CodecOptions(datetime_conversion=DatetimeConversion.DATETIME_AUTO)
_PIECE = 50


@dataclass
class MongoWire:
    """What the server holds, what was asked, and what goes wrong."""

    client: Any = field(default_factory=mongomock.MongoClient)
    port: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    options: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By collection: what `listCollections` says of it besides."""
    faults: dict[str, Any] = field(default_factory=dict)
    """By command: a code of an error, `drop`, or `hang`."""
    over: threading.Event = field(default_factory=threading.Event)
    cursors: dict[int, list[Any]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"mongodb://127.0.0.1:{self.port}"

    def answer(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        self.asked.append(asked)
        command = next(iter(asked))
        fault = self.faults.get(command)
        if fault == "hang":
            self.over.wait(30)
        if fault in ("drop", "hang"):
            return None
        if fault:
            return {"ok": 0.0, "code": fault, "errmsg": "secret value in the server's words"}
        handler = getattr(self, f"do_{command.lower()}", None)
        if handler is None:
            return {"ok": 0.0, "code": 59, "errmsg": "no such command"}
        return {"ok": 1.0, **handler(asked, self.client[asked.get("$db", "admin")])}

    def do_hello(self, asked: Any, db: Any) -> dict[str, Any]:
        del asked, db
        return {
            "isWritablePrimary": True, "ismaster": True, "maxBsonObjectSize": 1 << 24,
            "maxMessageSizeBytes": 48_000_000, "maxWriteBatchSize": 100_000, "minWireVersion": 0,
            "maxWireVersion": 21, "helloOk": True,
        }  # fmt: skip

    do_ismaster = do_hello

    def do_buildinfo(self, asked: Any, db: Any) -> dict[str, Any]:
        del asked, db
        return {"version": "7.0.0"}

    def do_ping(self, asked: Any, db: Any) -> dict[str, Any]:
        del asked, db
        return {}

    do_endsessions = do_killcursors = do_ping

    def do_listdatabases(self, asked: Any, db: Any) -> dict[str, Any]:
        del asked, db
        names = [*self.client.list_database_names(), "admin", "local"]
        return {"databases": [{"name": name} for name in names]}

    def do_listcollections(self, asked: Any, db: Any) -> dict[str, Any]:
        del asked
        names = [*db.list_collection_names(), "system.profile"]
        found = [{"name": n, "type": "collection", **self.options.get(n, {})} for n in names]
        return self._first(found, f"{db.name}.$cmd.listCollections")

    def do_find(self, asked: Any, db: Any) -> dict[str, Any]:
        return self._first(list(db[asked["find"]].find()), f"{db.name}.{asked['find']}")

    def do_aggregate(self, asked: Any, db: Any) -> dict[str, Any]:
        found = list(db[asked["aggregate"]].aggregate(asked["pipeline"]))
        wanted = asked["cursor"].get("batchSize", _PIECE)
        return self._first(found, f"{db.name}.{asked['aggregate']}", wanted)

    def do_getmore(self, asked: Any, db: Any) -> dict[str, Any]:
        number = asked["getMore"]
        left = self.cursors[number]
        batch, self.cursors[number] = left[:_PIECE], left[_PIECE:]
        last = not self.cursors[number]
        cursor = {"id": bson.Int64(0 if last else number), "nextBatch": batch,
                  "ns": f"{db.name}.{asked['collection']}"}  # fmt: skip
        return {"cursor": cursor}

    def _first(self, found: list[Any], name: str, wanted: int = _PIECE) -> dict[str, Any]:
        size = min(wanted, _PIECE)
        number = len(self.cursors) + 1 if len(found) > size or not size else 0
        if number:
            self.cursors[number] = found[size:]
        cursor = {"id": bson.Int64(number), "firstBatch": found[:size], "ns": name}
        return {"cursor": cursor}


@contextmanager
def running_mongo() -> Iterator[MongoWire]:
    """Serve on a loopback port until the block ends."""
    state = MongoWire()

    class Handler(socketserver.StreamRequestHandler):
        @override
        def handle(self) -> None:
            while len(head := self.rfile.read(16)) == 16:
                size, number, _, kind = struct.unpack("<iiii", head)
                body = self.rfile.read(size - 16)
                if kind == 2013:  # OP_MSG: flags, then sections
                    asked = bson.decode(body[5:])
                    said = state.answer(asked)
                else:  # OP_QUERY, which drivers greet with
                    end = body.index(b"\0", 4)
                    said = state.answer(bson.decode(body[end + 9 :]))
                if said is None:
                    return
                packed = bson.encode(said, codec_options=_DATES)
                if kind == 2013:
                    answer = struct.pack("<Ib", 0, 0) + packed
                    opcode = 2013
                else:
                    answer = struct.pack("<iqii", 8, 0, 0, 1) + packed
                    opcode = 1
                self.wfile.write(struct.pack("<iiii", len(answer) + 16, 1, number, opcode) + answer)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield state
        finally:
            state.over.set()
            server.shutdown()
            thread.join(10)
