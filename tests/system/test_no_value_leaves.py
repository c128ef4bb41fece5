"""Ten thousand canaries in every kind of source: none gets out of the agent."""

from pathlib import Path

import psycopg
import pytest
from tests.system.canaries import CANARY, Nest, fill_files, fill_postgres, fill_sqlite
from tests.system.conftest import MakePlace
from tests.system.recorder import Recorder

from pursight.contracts.rules import InSet, NotNull, Pattern
from pursight_server.demo import story
from pursight_server.demo.company import DemoSource
from pursight_server.demo.stage import Stage
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

pytestmark = [pytest.mark.timeout(900)]
ROWS = 320


def leaks(data: bytes) -> set[bytes]:
    """Canaries in some bytes."""
    return set(CANARY.findall(data))


def leaks_below(folder: Path) -> dict[str, set[bytes]]:
    """Files below a folder that hold canaries."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and (seen := leaks(path.read_bytes())):
            found[str(path)] = seen
    return found


def test_no_canary_gets_out(make_place: MakePlace, tmp_path: Path) -> None:
    nest = Nest(7)
    home = make_place() / "home"
    with Stage(home) as stage:
        stage.restart_server("--plain-http")
        with Recorder(stage.url) as recorder:
            crm = stage.start_sources().create_database("canaries")
            fill_postgres(crm, nest, ROWS)
            fill_sqlite(tmp_path / "nest.sqlite", nest, ROWS)
            fill_files(tmp_path / "files", nest, ROWS)
            assert nest.laid > 10_000
            sources = (
                DemoSource("pg", "pg", "postgresql", crm, ""),
                DemoSource("lite", "lite", "sqlite", f"sqlite:///{tmp_path / 'nest.sqlite'}", ""),
                DemoSource("files", "files", "files", str(tmp_path / "files"), ""),
            )
            api = stage.sign_in()
            agent_id = stage.enrol_agent(api, at=recorder.url)
            stage.add_sources({source.alias: source.url for source in sources})
            stage.start_agent()
            story.wait_for_agent(api, agent_id, {source.alias for source in sources})
            ids = story.register(api, agent_id, sources)
            assert not story.run_all(api, ids, "test", lambda _run: None).failed
            for check in (
                NotNull(column="plain"),
                Pattern(column="mail", expression="[a-z]+"),
                InSet(column="secret", values=("none",)),
            ):
                api.post(
                    "/api/v1/rules",
                    {
                        "source_id": ids["pg"], "name": check.check, "schema_name": "public",
                        "table": "note", "check": check.model_dump(mode="json"),
                    },
                )  # fmt: skip
            scanned = story.run_all(api, ids, "scan", lambda _run: None)
            assert set(scanned.scanned) == set(ids), scanned.failed
            pages = api.text("/api/v1/reports/compliance").encode()
            dump = dump_of(stage)
            traffic = recorder.everything()
    # the nets catch what they are for
    assert b"no_header" in traffic
    assert b"no_header" in dump
    assert b'"joins"' in dump
    assert b'"top_counts"' in dump
    assert leaks((tmp_path / "nest.sqlite").read_bytes())
    assert leaks((tmp_path / "files" / "good.csv").read_bytes())
    # and nothing is in them
    assert not leaks(traffic)
    assert not leaks(dump)
    assert not leaks(pages)
    assert not leaks_below(stage.server_folder)
    assert not leaks_below(home / "agent")
    assert not leaks_below(home / "logs")


def dump_of(stage: Stage) -> bytes:
    """Every row of the server's database: what its own compression would hide is plain there."""
    postgres = EmbeddedPostgres(stage.server_folder / "postgresql")
    assert postgres.join(), "the server's database does not run"
    out = bytearray()
    with psycopg.connect(postgres.dsn("pursight")) as connection:
        tables = connection.execute(
            "select format('%I.%I', schemaname, tablename) from pg_tables"
            " where schemaname not in ('pg_catalog', 'information_schema')"
        ).fetchall()
        for (table,) in tables:
            for form in ("text", "binary"):
                with connection.cursor().copy(f"copy {table} to stdout (format {form})") as copy:
                    out += b"".join(bytes(block) for block in copy)
    return bytes(out)
