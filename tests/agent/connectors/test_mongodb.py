"""MongoDB: the real driver against a wire server over mongomock; no real server was at hand."""

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import bson
import pyarrow as pa
import pytest
from bson.binary import Binary
from bson.datetime_ms import DatetimeMS
from bson.decimal128 import Decimal128
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.mongo_wire import MongoWire, running_mongo

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import TableFacts, TableKind
from pursight.errors import PurSightError
from pursight_agent.connectors import open_source
from pursight_agent.connectors.mongodb.cells import OTHER_KEYS, Kind, flattened, to_arrow
from pursight_agent.testing.check_source import check_source

DAY = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


@pytest.fixture
def mongo() -> Iterator[MongoWire]:
    with running_mongo() as server:
        yield server


def read(url: str, name: str, **limits: Any) -> tuple[TableFacts, pa.Table]:
    with closing(open_source(url)) as source:
        source.limit(Limits(**limits))
        table = next(t for t in source.discover(Scope()).tables if t.name == name)
        rows = source.read(table, sample_rows=limits.get("sample_rows"), batch_rows=30)
        return table, pa.Table.from_batches(list(rows))


def test_keeps_its_promises(mongo: MongoWire) -> None:
    shop = mongo.client["shop"]
    shop["people"].insert_many(
        [{"name": f"n{i}", "n": i, "at": {"city": "x", "geo": {"lat": 0.5}}} for i in range(120)]
    )
    shop["odd \"name'.x"].insert_many([{"a": 1}, {"a": "text"}, {"a": None, "b": [1, {"c": 2}]}])
    shop["one"].insert_one({"_id": 1})
    mongo.client["other"]["people"].insert_one({"x": True})
    check_source(lambda: open_source(mongo.url))
    check_source(lambda: open_source(f"{mongo.url}/shop"))


def test_kinds_of_collections(mongo: MongoWire) -> None:
    for name in ("plain", "seen", "ring", "series"):
        mongo.client["db"][name].insert_one({"a": 1})
    mongo.options = {
        "seen": {"type": "view", "options": {"viewOn": "plain"}},
        "ring": {"options": {"capped": True}},
        "series": {"type": "timeseries", "options": {"timeseries": {"timeField": "t"}}},
    }
    with closing(open_source(mongo.url)) as source:
        tables = {t.name: t for t in source.discover(Scope()).tables}
    assert sorted(tables) == ["plain", "ring", "seen", "series"], "and none of the system"
    assert tables["seen"].kind is TableKind.VIEW
    assert [tables[n].comment for n in ("plain", "ring", "series")] == [
        None, "Capped.", "Time series.",
    ]  # fmt: skip


def test_every_type_without_loss(mongo: MongoWire) -> None:
    ident = uuid.UUID("11111111-2222-3333-4444-555555555555")
    mongo.client["db"]["t"].insert_many(
        [
            {
                "_id": bson.ObjectId("0123456789abcdef01234567"), "whole": 1, "part": 1, "day": DAY,
                "exact": Decimal128("1.10"), "raw": Binary(b"\x00\xff", 128), "yes": True,
                "who": Binary.from_uuid(ident), "deep": {"a": {"b": {"c": 1}}}, "list": [1, "x"],
                "mixed": 1, "huge": 2**60, "gone": None,
            },
            {"_id": "text", "part": 0.5, "mixed": "one", "huge": 0.5, "whole": 2},
        ]
    )  # fmt: skip
    table, rows = read(mongo.url, "t")
    types = dict(zip(rows.schema.names, rows.schema.types, strict=True))
    assert types["whole"] == pa.int64()
    assert types["part"] == pa.float64()
    assert types["day"] == pa.timestamp("ms", "UTC")
    assert types["raw"] == pa.binary()
    first, second = rows.to_pylist()
    assert (first["_id"], second["_id"]) == ("0123456789abcdef01234567", "text")
    assert (first["exact"], first["who"], first["raw"]) == ("1.10", str(ident), b"\x00\xff")
    assert (first["day"], first["yes"], first["gone"]) == (DAY, True, None)
    assert (json.loads(first["deep.a.b"]), json.loads(first["list"])) == ({"c": 1}, [1, "x"])
    assert (first["huge"], second["huge"]) == (str(2**60), "0.5"), "beyond 2^53 beside fractions"
    said = {column.name: (column.type, column.nullable) for column in table.columns}
    assert said["mixed"] == ("int | string", False)
    assert said["day"] == ("date", True)
    assert table.comment == "Of several types: _id, mixed, huge."


@pytest.mark.parametrize("moment", [-(2**60), 253_402_300_800_000])
def test_dates_beyond_the_calendar_are_text(moment: int) -> None:
    kind = Kind()
    kind.see(DatetimeMS(0))
    kind.see(DatetimeMS(moment))
    column, lost = to_arrow([DatetimeMS(0), DatetimeMS(moment)], kind.arrow)
    assert column.to_pylist() == ["1970-01-01 00:00:00.000Z", str(moment)]
    assert lost == 0


def test_keys_that_are_values_name_no_column() -> None:
    document = {
        "ann@example.org": 1, "name": "x", "0123456789abcdef01234567": 2,
        "by": {"bob@example.org": {"n": 1}}, "ok": {"a": 1}, "a.b": 3,
    }  # fmt: skip
    found = dict(flattened(document))
    assert sorted(found) == [OTHER_KEYS, "by", "name", "ok.a"]


cells = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.text(),
    st.binary().map(Binary), st.integers(-(2**62), 2**62).map(DatetimeMS),
    st.lists(st.integers(), max_size=3), st.dictionaries(st.text(), st.text(), max_size=2),
)  # fmt: skip


@given(st.lists(cells, max_size=20))
def test_column_seen_is_a_column_that_holds_all(column: list[Any]) -> None:
    kind = Kind()
    for cell in column:
        kind.see(cell)
    array, lost = to_arrow(column, kind.arrow)
    assert lost == 0
    assert [cell is None for cell in column] == [cell is None for cell in array.to_pylist()]


def test_scan_is_bounded_and_says_who_it_is(mongo: MongoWire) -> None:
    mongo.client["db"]["t"].insert_many([{"i": i} for i in range(200)])
    _, rows = read(mongo.url, "t", statement_seconds=7, sample_rows=10)
    assert rows.num_rows == 10
    asked = [one for one in mongo.asked if "aggregate" in one or "find" in one]
    assert asked
    assert all(one["maxTimeMS"] == 7000 and one["comment"] == "pursight scan" for one in asked)
    assert all("$sample" in one["pipeline"][0] for one in asked), "all is not read for a sample"
    writing = {"insert", "update", "delete", "create", "drop"}
    assert not writing & {key for one in mongo.asked for key in one}


def test_prefers_a_secondary(mongo: MongoWire) -> None:
    source: Any = open_source(mongo.url)
    with closing(source):
        assert source._client().read_preference.mongos_mode == "secondaryPreferred"


def test_documents_of_another_shape_written_meanwhile(mongo: MongoWire) -> None:
    people = mongo.client["db"]["t"]
    people.insert_many([{"i": i} for i in range(3)])
    with closing(open_source(mongo.url)) as source:
        (table,) = source.discover(Scope()).tables
        people.insert_many([{"i": "text"}, {"i": 4, "late": 1}])
        rows = pa.Table.from_batches(list(source.read(table, sample_rows=None)))
        assert rows.column("i").to_pylist() == [0, 1, 2, None, 4]
        (said,) = source.notices()
    assert (said.code, said.partial) == ("source.changed", True)


@pytest.mark.parametrize(
    ("fault", "code"),
    [(13, "source.denied"), (50, "source.timeout"), (43, "source.object_failed"),
     (8000, "source.object_failed"), (26, "source.not_found")],
)  # fmt: skip
def test_collection_that_fails_costs_only_itself(fault: int, code: str, mongo: MongoWire) -> None:
    mongo.client["db"]["t"].insert_many([{"i": i} for i in range(200)])
    mongo.client["db"]["u"].insert_one({"i": 1})
    mongo.faults = {"getMore": fault}
    with closing(open_source(mongo.url)) as source:
        discovery = source.discover(Scope())
    assert [t.name for t in discovery.tables] == ["u"]
    (left,) = discovery.skipped
    assert (left.name, left.code) == ("t", code)
    assert "secret" not in left.reason


@pytest.mark.parametrize(("fault", "code"), [("drop", "unreachable"), ("hang", "timeout")])
def test_server_that_dies_or_is_silent_in_mid_cursor(
    fault: str, code: str, mongo: MongoWire
) -> None:
    mongo.client["db"]["t"].insert_many([{"i": i} for i in range(200)])
    source: Any = open_source(mongo.url)
    with closing(source):
        (table,) = source.discover(Scope()).tables
        source.close()
        source._milliseconds = -4_000  # the time-out of the socket is five seconds more
        mongo.faults = {"getMore": fault}
        with pytest.raises(PurSightError) as failed:
            list(source.read(table, sample_rows=None))
    assert failed.value.code == f"source.{code}"


def test_who_asks_is_not_accepted(mongo: MongoWire) -> None:
    mongo.faults = {"saslStart": 18}
    url = f"mongodb://ann@127.0.0.1:{mongo.port}/db"
    with closing(open_source(url)) as source, pytest.raises(PurSightError) as unknown:
        source.test()
    url = f"mongodb://ann:s3cret@127.0.0.1:{mongo.port}/db"
    with closing(open_source(url)) as source, pytest.raises(PurSightError) as refused:
        source.test()
    assert (unknown.value.code, refused.value.code) == (
        "source.password_needed", "source.refused",
    )  # fmt: skip
    assert "s3cret" not in refused.value.message


def test_location_names_nobody(mongo: MongoWire) -> None:
    mongo.client["db"]["t"].insert_one({"i": 1})
    with closing(open_source(f"{mongo.url}/db?appName=x")) as source:
        facts = source.test()
    assert (facts.location, facts.kind) == (f"127.0.0.1:{mongo.port}/db", "mongodb")
