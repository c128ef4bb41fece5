"""MariaDB's known databases: loaded into a server of the benchmark's own, with their truth."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.builders.mariadb import MariaServer

DUMPS = {
    "sakila": (["sakila-mv-schema.sql", "sakila-mv-data.sql"], "truth.json"),
    "chinook": (["Chinook_MySql.sql"], "truth.mariadb.json"),
}
"""The dumps create their databases themselves; each with the file of what is true."""


@contextmanager
def mariadb(url: str | None) -> Iterator[tuple[str, list[str]]]:
    """Give a server's address without the database, and the client that reaches it."""
    client = shutil.which("mariadb") or shutil.which("mysql") or "mariadb"
    if url:
        parts = url.partition("://")[2].partition("@")
        host, _, port = parts[2].strip("/").partition(":")
        user, _, password = parts[0].partition(":")
        reach = [f"--user={user}", f"--password={password}", f"--host={host}", f"--port={port}"]
        yield url.rstrip("/"), [client, "--no-defaults", "--protocol=tcp", *reach]
        return
    server = MariaServer()
    try:
        server.start()
        reach = [f"--socket={server.socket}", "--user=root"]
        yield server.url().rstrip("/"), [client, "--no-defaults", *reach]
    finally:
        server.remove()


def loaded(folder: Path, client: list[str]) -> dict[str, Any] | None:
    """Load a folder's dumps and give what is true of them; None when it has none."""
    if folder.name not in DUMPS or not folder.is_dir():
        return None
    dumps, truth_file = DUMPS[folder.name]
    truth: dict[str, Any] = json.loads((folder / truth_file).read_text(encoding="utf-8"))
    script = b"".join((folder / dump).read_bytes() + b"\n" for dump in dumps)
    # In the zone in which the truth was written down, whatever the server's is.
    zone = "--init-command=SET time_zone = '+00:00'"
    command = [*client, "--default-character-set=utf8mb4", zone]
    subprocess.run(command, input=script, check=True)
    _name_the_zone(truth)
    return truth


def _name_the_zone(truth: dict[str, Any]) -> None:
    """Mark extremes of `timestamp` columns as UTC: the session that asked for them was."""
    for table in truth["tables"].values():
        for column in table["columns"]:
            if column["data_type"] != "timestamp":
                continue
            key = f"{table['schema']}.{table['name']}.{column['name']}"
            profile = truth["profile"].get(key, {})
            for end in ("min", "max"):
                if profile.get(end):
                    profile[end] = f"{profile[end]}Z"
