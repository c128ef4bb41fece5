"""Azure Blob Storage and Google Cloud Storage against emulators, each a process of its own."""

import io
import json
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from azure.storage.blob import BlobServiceClient
from pyarrow import orc
from tests.builders.faulty_proxy import faulty_proxy
from tests.builders.object_stores import (
    AZURITE_KEY,
    Put,
    find_azurite,
    running_azurite,
    running_gcs,
)

from pursight.contracts.agents import Scope
from pursight.errors import PurSightError
from pursight_agent.connectors import open_source
from pursight_agent.testing.check_source import check_source

CSV = b"id,name\n1,ann\n2,bob\n"


@dataclass
class Running:
    """A store that answers, with one bucket called `lake`."""

    scheme: str
    endpoint: str
    put: Put
    secret: str | None = None

    def open(self, path: str = "", *, bucket: str = "lake", at: str = "") -> Any:
        auth = "" if self.secret else "&auth=anonymous"
        account = "&account=devstoreaccount1" if self.scheme == "az" else ""
        url = f"{self.scheme}://{bucket}/{path}?endpoint={at or self.endpoint}{auth}{account}"
        source = open_source(url, secret=self.secret)
        source._tree._store._requests._pause = lambda _: None  # type: ignore[attr-defined]
        return source


def gcs(folder: Any) -> Iterator[Running]:
    with running_gcs(folder) as endpoint:

        def send(path: str, body: bytes, kind: str = "text/plain") -> None:
            request = urllib.request.Request(  # noqa: S310  our own server
                endpoint + path, body, {"Content-Type": kind}
            )
            urllib.request.urlopen(request, timeout=10).close()  # noqa: S310  our own server

        def put(key: str, body: bytes) -> None:
            send(f"/upload/storage/v1/b/lake/o?uploadType=media&name={quote(key, safe='')}", body)

        send("/storage/v1/b?project=p", json.dumps({"name": "lake"}).encode(), "application/json")
        yield Running("gs", endpoint, put)


def azure(folder: Any) -> Iterator[Running]:
    program = find_azurite()
    if program is None:
        pytest.skip("not run: needs azurite")
    with running_azurite(folder, program) as endpoint:
        credential = {"account_name": "devstoreaccount1", "account_key": AZURITE_KEY}
        with BlobServiceClient(endpoint, credential=credential) as service:
            container = service.create_container("lake")

            def put(key: str, body: bytes) -> None:
                container.upload_blob(key, body, overwrite=True)

            yield Running("az", endpoint, put, AZURITE_KEY)


@pytest.fixture(scope="module", params=[gcs, azure], ids=["gcs", "azure"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    yield from request.param(tmp_path_factory.mktemp("store"))


def test_keeps_its_promises(store: Running) -> None:
    table = pa.table({"i": list(range(50)), "t": [f"text {i}" for i in range(50)]})
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=10)
    store.put("kept/deep/data.parquet", out.getvalue())
    out = io.BytesIO()
    orc.write_table(table, out)
    store.put("kept/data.orc", out.getvalue())
    store.put("kept/ü ñ/x.csv", CSV)
    store.put("kept/lines.jsonl", b'{"a": 1}\n{"a": 2}\n')
    store.put("kept/broken.parquet", b"PAR1 and no more")
    check_source(lambda: store.open("kept"))


def test_state_is_that_of_the_listing(store: Running) -> None:
    def state() -> str | None:
        with closing(store.open("state/x.csv")) as source:
            (found,) = source.discover(Scope()).tables
            return source.content_state(found)

    store.put("state/x.csv", CSV)
    before = state()
    assert before is not None
    assert state() == before
    store.put("state/x.csv", CSV + b"3,cid\n")
    assert state() != before


def test_object_that_is_replaced_while_it_is_read(store: Running) -> None:
    if store.scheme == "gs":
        pytest.skip("not run: the emulator does not look at ifGenerationMatch")
    body = b"id,name\n" + b"1,someone\n" * 60_000
    store.put("replaced/x.csv", body)
    with closing(store.open("replaced")) as source:
        (found,) = source.discover(Scope()).tables
        reading = source.read(found, sample_rows=None, batch_rows=100)
        next(reading)
        store.put("replaced/x.csv", body.replace(b"someone", b"another"))
        with pytest.raises(PurSightError) as changed:
            list(reading)
    assert changed.value.code == "file.changed"


@pytest.mark.parametrize(
    ("fault", "code"),
    [("403", "source.denied"), ("401", "source.refused"), ("503", "source.busy"),
     ("cut", "source.failed"), ("drop", "source.unreachable"), ("412", "file.changed")],
)  # fmt: skip
def test_object_that_cannot_be_fetched_costs_only_itself(
    fault: str, code: str, store: Running
) -> None:
    store.put("faults/x.csv", CSV)
    store.put("faults/good.csv", CSV)
    with faulty_proxy(store.endpoint) as proxy:
        proxy.spoil = lambda path, span: fault if span and "x.csv" in path else None
        with closing(store.open("faults", at=proxy.endpoint)) as source:
            found = source.discover(Scope())
    assert [(s.name, s.code) for s in found.skipped] == [("x.csv", code)]
    assert [t.name for t in found.tables] == ["good.csv"]


def test_generation_is_asked_for_with_each_range(store: Running) -> None:
    store.put("pinned/x.csv", CSV)
    with (
        faulty_proxy(store.endpoint) as proxy,
        closing(store.open("pinned", at=proxy.endpoint)) as source,
    ):
        source.discover(Scope())
        ranges = [path for path, span in proxy.asked if span]
    assert ranges
    if store.scheme == "gs":
        assert all("ifGenerationMatch=" in path for path in ranges)


def test_no_such_bucket_or_server(store: Running) -> None:
    for source in (store.open(bucket="no-such-bucket"), store.open("nothing-there")):
        with closing(source), pytest.raises(PurSightError) as failed:
            source.test()
        assert failed.value.code == "source.not_found"
        assert failed.value.hint
