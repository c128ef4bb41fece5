"""S3 against a real server process: what is listed, fetched, skipped, and what may go wrong."""

import gzip
import io
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import boto3
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import orc
from tests.builders.faulty_proxy import FaultyProxy, faulty_proxy
from tests.builders.object_stores import running_s3

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import TableFacts
from pursight.errors import PurSightError
from pursight_agent.connectors import open_source
from pursight_agent.connectors.files import FilesSource
from pursight_agent.connectors.files.stores import bucket
from pursight_agent.testing.check_source import check_source

CSV = b"id,name\n1,ann\n2,bob\n"
BUCKET = "lake"


def table(rows: int) -> pa.Table:
    return pa.table({"i": list(range(rows)), "t": [f"text {i}" for i in range(rows)]})


def parquet(rows: int, **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(table(rows), out, **options)
    return out.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["name", "n"])  # type: ignore[union-attr]
    book.active.append(["ann", 1])  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_s3(tmp_path_factory.mktemp("s3")) as at:
        yield at


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "an-id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret")


@pytest.fixture
def client(endpoint: str) -> Iterator[Any]:
    made: Any = boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1",
        aws_access_key_id="an-id", aws_secret_access_key="a-secret",
    )  # fmt: skip
    made.create_bucket(Bucket=BUCKET)
    yield made
    while found := made.list_objects_v2(Bucket=BUCKET).get("Contents"):
        made.delete_objects(
            Bucket=BUCKET, Delete={"Objects": [{"Key": one["Key"]} for one in found]}
        )
    made.delete_bucket(Bucket=BUCKET)
    made.close()


@pytest.fixture
def put(client: Any) -> Callable[[str, bytes], None]:
    return lambda key, body: client.put_object(Bucket=BUCKET, Key=key, Body=body)


@pytest.fixture
def proxy(endpoint: str) -> Iterator[FaultyProxy]:
    with faulty_proxy(endpoint) as between:
        yield between


def rows_of(source: Any, found: TableFacts) -> int:
    return sum(batch.num_rows for batch in source.read(found, sample_rows=None))


def tables_of(source: Any) -> dict[str, TableFacts]:
    return {one.name: one for one in source.discover(Scope()).tables}


def quick(url: str) -> FilesSource:
    """Open a source that does not wait between attempts."""
    source = open_source(url)
    assert isinstance(source, FilesSource)
    source._tree._store._requests._pause = lambda _: None  # type: ignore[attr-defined]
    return source


def test_keeps_its_promises(endpoint: str, put: Callable[[str, bytes], None]) -> None:
    put("top.csv", CSV)
    put('deep "quoted".dir/x//a"b.c.csv', CSV)
    put("ü/ñ.csv.gz", gzip.compress(CSV))
    put("data.parquet", parquet(100, row_group_size=10))
    put("list.json", json.dumps([{"a": 1}, {"a": 2.5, "b": [1]}]).encode())
    put("lines.jsonl", b'{"a": 1}\n{"a": 2}\n')
    out = io.BytesIO()
    orc.write_table(table(30), out)
    put("data.orc", out.getvalue())
    put("book.xlsx", workbook())
    put("broken.parquet", b"PAR1 and no more")
    put("picture.png", b"\x89PNG\r\n")
    put("empty.csv", b"")
    put("folder/", b"")
    check_source(lambda: open_source(f"s3://{BUCKET}?endpoint={endpoint}"))


def test_names_hidden_objects_and_folders(endpoint: str, put: Callable[[str, bytes], None]) -> None:
    for key in ("a/b/x.csv", "ab/y.csv", "a/.hid/z.csv", "a/.hid/w.csv", "a/.x.csv", "a/dir/"):
        put(key, CSV if not key.endswith("/") else b"")
    with closing(open_source(f"s3://{BUCKET}/a?endpoint={endpoint}")) as source:
        found = source.discover(Scope())
    assert [(t.schema_name, t.name) for t in found.tables] == [("b", "x.csv")]
    assert [(s.schema_name, s.name, s.kind) for s in found.skipped] == [
        ("", ".hid", "hidden_folder"), ("", ".x.csv", "file"),
    ]  # fmt: skip
    with closing(open_source(f"s3://{BUCKET}/a/b/x.csv?endpoint={endpoint}")) as source:
        assert list(tables_of(source)) == ["x.csv"], "one object is a source too"


def test_reports_name_no_credentials(endpoint: str, put: Callable[[str, bytes], None]) -> None:
    put("x.csv", CSV)
    host = endpoint.removeprefix("http://")
    url = f"s3://the-id:the-secret@{BUCKET}/x.csv?endpoint=http://u:p@{host}"
    with closing(open_source(url)) as source:
        said = source._tree._address.location  # type: ignore[attr-defined]
    assert said == f"s3://{BUCKET}/x.csv?endpoint=http://{host}"
    with closing(open_source(f"s3://{BUCKET}?endpoint={endpoint}")) as source:
        facts = source.test()
    assert (facts.kind, facts.name) == ("s3", BUCKET)


def test_listing_takes_one_request_for_a_page_of_objects(
    put: Callable[[str, bytes], None], proxy: FaultyProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bucket._A_PAGE == 1000, "what stores give at most"
    monkeypatch.setattr(bucket, "_A_PAGE", 10)
    for number in range(25):
        put(f"part/{number:05}.png", b"")
    with closing(open_source(f"s3://{BUCKET}?endpoint={proxy.endpoint}")) as source:
        found = source.discover(Scope(exclude=("*",)))
    assert len(found.skipped) == 25
    lists = [path for path, _ in proxy.asked if "list-type" in path]
    assert len(lists) == len(proxy.asked) == 4, "one to test, three pages; none an object"


def test_parquet_fetches_only_the_columns_that_are_wanted(
    put: Callable[[str, bytes], None], proxy: FaultyProxy
) -> None:
    wide = pa.table(
        {f"c{n}": [f"{n} {i * 7919 % 100_003}" for i in range(60_000)] for n in range(8)}
    )
    out = io.BytesIO()
    pq.write_table(wide, out, row_group_size=20_000, compression="none", use_dictionary=False)
    put("wide.parquet", out.getvalue())

    def fetched() -> int:
        spans = [span.removeprefix("bytes=").split("-") for _, span in proxy.asked if span]
        return sum(int(end) - int(start) + 1 for start, end in spans)

    with closing(open_source(f"s3://{BUCKET}?endpoint={proxy.endpoint}")) as source:
        (found,) = source.discover(Scope()).tables
        looked = fetched()
        one = found.model_copy(update={"columns": found.columns[3:4]})
        assert rows_of(source, one) == 60_000
        narrow = fetched() - looked
        assert rows_of(source, found) == 60_000
    size = len(out.getvalue())
    assert looked < 200_000, "to know the columns takes the footer"
    assert narrow < size / 4, "one column of eight"
    assert fetched() < looked + narrow + 1.3 * size


def test_small_object_is_fetched_once_to_look_at_it(
    put: Callable[[str, bytes], None], proxy: FaultyProxy
) -> None:
    put("x.csv", CSV)
    with closing(open_source(f"s3://{BUCKET}?endpoint={proxy.endpoint}")) as source:
        source.discover(Scope())
    assert len([span for _, span in proxy.asked if span]) == 1


def test_state_is_that_of_the_listing(endpoint: str, put: Callable[[str, bytes], None]) -> None:
    def state() -> str | None:
        with closing(open_source(f"s3://{BUCKET}?endpoint={endpoint}")) as source:
            return source.content_state(tables_of(source)["x.csv"])

    put("x.csv", CSV)
    before = state()
    assert before is not None
    assert state() == before
    put("x.csv", CSV + b"3,cid\n")
    assert state() != before


def test_object_that_is_replaced_or_goes_while_it_is_read(
    endpoint: str, client: Any, put: Callable[[str, bytes], None]
) -> None:
    body = b"id,name\n" + b"1,someone\n" * 60_000
    put("x.csv", body)
    put("y.csv", body)
    with closing(quick(f"s3://{BUCKET}?endpoint={endpoint}")) as source:
        found = tables_of(source)
        reading = source.read(found["x.csv"], sample_rows=None, batch_rows=100)
        next(reading)
        put("x.csv", body.replace(b"someone", b"another"))
        with pytest.raises(PurSightError) as changed:
            list(reading)
        client.delete_object(Bucket=BUCKET, Key="y.csv")
        with pytest.raises(PurSightError) as gone:
            rows_of(source, found["y.csv"])
    assert changed.value.code == "file.changed"
    assert gone.value.code == "file.not_found"


@pytest.mark.parametrize(
    ("fault", "code"),
    [("403", "source.denied"), ("500", "source.failed"), ("503", "source.busy"),
     ("cut", "source.failed"), ("drop", "source.unreachable"), ("412", "file.changed")],
)  # fmt: skip
@pytest.mark.parametrize("name", ["x.csv", "x.parquet"])
def test_object_that_cannot_be_fetched_costs_only_itself(
    fault: str, code: str, name: str, put: Callable[[str, bytes], None], proxy: FaultyProxy
) -> None:
    put(name, CSV if name == "x.csv" else parquet(10))
    put("good.csv", CSV)
    proxy.spoil = lambda path, span: fault if span and f"/{name}" in path else None
    with closing(quick(f"s3://{BUCKET}?endpoint={proxy.endpoint}")) as source:
        found = source.discover(Scope())
        assert [(s.name, s.code) for s in found.skipped] == [(name, code)]
        assert [t.name for t in found.tables] == ["good.csv"]
        assert "<" not in found.skipped[0].reason


@pytest.mark.parametrize("fault", ["503", "cut", "drop"])
def test_what_passes_is_tried_again(
    fault: str, put: Callable[[str, bytes], None], proxy: FaultyProxy
) -> None:
    put("x.parquet", parquet(1000))
    times = iter([fault, None] * 50)
    proxy.spoil = lambda path, span: next(times) if span else None
    with closing(quick(f"s3://{BUCKET}?endpoint={proxy.endpoint}")) as source:
        assert rows_of(source, tables_of(source)["x.parquet"]) == 1000


def test_answer_that_does_not_come_ends_in_time(
    put: Callable[[str, bytes], None], proxy: FaultyProxy
) -> None:
    put("x.csv", CSV)
    proxy.spoil = lambda path, span: "hang" if span else None
    with closing(quick(f"s3://{BUCKET}?endpoint={proxy.endpoint}")) as source:
        source.limit(Limits(statement_seconds=1))
        (left,) = source.discover(Scope()).skipped
    assert left.code == "source.timeout"


@pytest.mark.parametrize(
    ("fault", "code"),
    [("403", "source.denied"), ("401", "source.refused"), ("301", "source.refused")],
)
def test_bucket_that_may_not_be_listed(
    fault: str, code: str, client: Any, proxy: FaultyProxy
) -> None:
    del client
    proxy.spoil = lambda path, span: fault
    with (
        closing(quick(f"s3://{BUCKET}?endpoint={proxy.endpoint}")) as source,
        pytest.raises(PurSightError) as refused,
    ):
        source.discover(Scope())
    assert refused.value.code == code


def test_no_such_bucket_prefix_or_server(endpoint: str, client: Any) -> None:
    del client
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        silent = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        for url, code in (
            (f"s3://no-such-bucket?endpoint={endpoint}", "source.not_found"),
            (f"s3://{BUCKET}/nothing?endpoint={endpoint}", "source.not_found"),
            (f"s3://{BUCKET}?endpoint={silent}", "source.unreachable"),
        ):
            with closing(quick(url)) as source, pytest.raises(PurSightError) as failed:
                source.test()
            assert failed.value.code == code
            assert failed.value.hint
    with closing(open_source(f"s3://{BUCKET}?endpoint={endpoint}")) as source:
        assert source.discover(Scope()).tables == (), "an empty bucket is a source"


@pytest.mark.parametrize(
    ("url", "code"),
    [("s3://", "source.unsupported"), ("s3://b/x?colour=red", "source.unsupported"),
     ("gs://b?auth=magic", "source.unsupported"), ("az://c/x", "source.unsupported")],
)  # fmt: skip
def test_url_that_makes_no_sense(url: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AZURE_STORAGE_ACCOUNT", raising=False)
    with pytest.raises(PurSightError) as refused:
        open_source(url).test()
    assert refused.value.code == code


def test_nobody_is_asked_for_credentials_unasked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without credentials no socket is opened: above all none to a cloud's metadata service."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    tried: list[object] = []

    def refuse(self: socket.socket, address: object) -> None:
        tried.append(address)
        raise OSError(101, "no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: tried.append(a) or [])
    for url in ("s3://bucket/x", "gs://bucket/x", "az://container/x?account=someone"):
        with closing(open_source(url)) as source, pytest.raises(PurSightError) as refused:
            source.test()
        assert refused.value.code == "source.password_needed", url
    assert tried == []
