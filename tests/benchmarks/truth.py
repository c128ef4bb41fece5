"""Scan every database and file of a folder and compare what was found with what is true.

    python tests/benchmarks/truth.py --data DIR [--postgres URL] [--mariadb URL] [--keep FILE]

DIR holds `databases/*/` (SQL dumps or SQLite files, each with its truth*.json) and `files/` with
truth.json. The dumps are loaded into the servers at the URLs, else into ones that it
starts itself (MariaDB's must be installed). Prints the share
of facts that are right, kind by kind, and every difference; exit code 1 below 99.95 %.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from truth_databases import compare_database
from truth_facts import Fact, summary
from truth_files import compare_files
from truth_mariadb import DUMPS as MARIADB_DUMPS
from truth_mariadb import loaded, mariadb

from pursight.classification.classifier import Classifier
from pursight.clock import SystemClock
from pursight.contracts.agents import Limits, Scope
from pursight_agent.connectors import open_source
from pursight_agent.scanning.scan import scan_document
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.embedded_postgres_programs import find_programs

ENOUGH = 0.9995
DUMPS = {
    "chinook": ["Chinook_PostgreSql.sql"],
    "pagila": ["pagila.sql"],
    "northwind": ["northwind.sql"],
    "mimic3_schema": [
        f"postgres_{part}.sql"
        for part in ("create_tables_pg10", "add_constraints", "add_indexes", "add_comments")
    ],
}
CREATES_ITSELF = {"chinook"}
BEFORE = {
    "mimic3_schema": "create schema mimiciii; alter database mimic3_schema "
    "set search_path to mimiciii"
}


@contextmanager
def server(url: str | None) -> Iterator[str]:
    """Give the address of a superuser's server, with the database's name left off."""
    if url:
        yield url.rsplit("/", 1)[0] if url.count("/") > 2 else url
        return
    folder = Path(tempfile.mkdtemp(prefix="pursight-truth-"))
    folder.chmod(0o711)
    settings = {"fsync": "off", "max_locks_per_transaction": "512"}
    cluster = EmbeddedPostgres(folder / "pg", settings=settings, watch=False)
    cluster.start()
    try:
        yield cluster.dsn().rsplit("/", 1)[0]
    finally:
        cluster.remove()
        shutil.rmtree(folder, ignore_errors=True)


def load(base: str, folder: Path) -> None:
    """Load a folder's dumps into a database of the folder's name."""
    name = folder.name
    if name not in CREATES_ITSELF:
        psql(f"{base}/postgres", "-c", f'drop database if exists "{name}"')
        psql(f"{base}/postgres", "-c", f'create database "{name}" template template0 encoding UTF8')
    for command in filter(None, BEFORE.get(name, "").split("; ")):
        psql(f"{base}/{name}", "-c", command)
    for dump in DUMPS[name]:
        database = "postgres" if name in CREATES_ITSELF else name
        psql(f"{base}/{database}", "-f", str(folder / dump), cwd=folder)


def psql(url: str, *arguments: str, cwd: Path | None = None) -> None:
    """Run psql; what it has to say only matters when it fails to connect."""
    bundled = find_programs(None, None) / "psql"
    program = str(bundled) if bundled.exists() else shutil.which("psql") or "psql"
    subprocess.run(
        [program, "-q", "-X", url, *arguments],
        check=True,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if "-c" in arguments else subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", ""), "PGCLIENTENCODING": "UTF8"},
    )


def scanned(target: str, classifier: Classifier) -> dict[str, Any]:
    """Scan every row of a target into a document."""
    began = time.monotonic()
    with closing(open_source(target)) as source:
        document = scan_document(
            source,
            classifier=classifier,
            scope=Scope(),
            limits=Limits(),
            clock=SystemClock(),
        )
    counts = document.counts
    shown = target.rsplit("@", 1)[-1]
    print(
        f"{shown}: {counts.tables} tables, {counts.columns} columns, {counts.rows:,} rows, "
        f"{counts.skipped} skipped, {time.monotonic() - began:.1f} s"
    )
    found: dict[str, Any] = json.loads(document.model_dump_json(by_alias=True))
    return found


def facts_of_mariadb(data: Path, url: str | None, classifier: Classifier) -> Iterator[Fact]:
    """Yield the comparisons of MariaDB's databases."""
    with mariadb(url) as (base, client):
        for name in MARIADB_DUMPS:
            truth = loaded(data / "databases" / name, client)
            if truth is not None:
                found = scanned(f"{base}/{truth['database']}", classifier)
                yield from compare_database(found, truth, f"{name} (MariaDB)")


def facts(
    data: Path, postgres: str | None, maria: str | None, classifier: Classifier
) -> Iterator[Fact]:
    """Yield every comparison that the folder allows."""
    yield from facts_of_mariadb(data, maria, classifier)
    for database in sorted((data / "databases").glob("*/*.sqlite")):
        truth = json.loads((database.parent / "truth.sqlite.json").read_text(encoding="utf-8"))
        yield from compare_database(scanned(str(database), classifier), truth, database.name)
    with server(postgres) as base:
        for name in DUMPS:
            folder = data / "databases" / name
            if not folder.is_dir():
                continue
            files = [folder / "truth.postgres.json", folder / "truth.json"]
            path = next(file for file in files if file.exists())
            truth = json.loads(path.read_text(encoding="utf-8"))
            load(base, folder)
            yield from compare_database(scanned(f"{base}/{name}", classifier), truth, name)
    files_folder = data / "files"
    if files_folder.is_dir():
        truth = json.loads((files_folder / "truth.json").read_text(encoding="utf-8"))
        yield from compare_files(scanned(str(files_folder), classifier), truth)


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--postgres", help="URL of a superuser; else an embedded server")
    parser.add_argument("--mariadb", help="the same of MariaDB, as mysql://root:…@host:3306")
    parser.add_argument("--keep", type=Path, help="write all differences there as JSON lines")
    arguments = parser.parse_args()
    classifier = Classifier.build(language=False)
    compared = list(facts(arguments.data, arguments.postgres, arguments.mariadb, classifier))
    wrong = [fact for fact in compared if not fact.right]
    for fact in wrong:
        print(f"DIFFERENT {fact.kind} {fact.where}: true {fact.expected!r}, said {fact.got!r}")
    if arguments.keep:
        lines = [json.dumps(vars(fact), default=str, ensure_ascii=False) for fact in wrong]
        arguments.keep.write_text("\n".join(lines), encoding="utf-8")
    table, share = summary(compared)
    print(f"\n{table}\n{len(wrong)} differences")
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
