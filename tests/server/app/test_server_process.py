"""A real server process: started, reached, stopped, killed, started again."""

import json
import os
import signal
import ssl
import stat
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from pursight.clock import SystemClock
from pursight_server.commands import administration
from pursight_server.platform.backup import BackupFailed, BadBackup, NotEmpty, back_up, restore
from pursight_server.platform.crypto import LOG_KEY, ServerKeys, spki_sha256
from pursight_server.platform.doctor import Verdict, examine
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.embedded_postgres_processes import PostgresInUse, process_lives
from pursight_server.platform.installation import Installation
from pursight_server.platform.roles import DATABASE
from pursight_server.platform.settings import Settings

PASSWORD = "several words in a row"
PROGRAM = [sys.executable, "-m", "pursight", "server"]


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PURSIGHT_")}
    return kept | {"PURSIGHT_LOG_FORMAT": "json", "PYTHONUNBUFFERED": "1"} | more


def command(*arguments: str, given: str = "", code: int = 0) -> str:
    done = subprocess.run(
        [*PROGRAM, *arguments],
        check=False,
        input=given,
        capture_output=True,
        text=True,
        timeout=90,
        env=environment(),
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


class Server:
    """One server process on any port, in a data directory."""

    def __init__(self, data: Path, *options: str) -> None:
        self.data = data
        self.log = data.with_name("server.log")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*PROGRAM, "run", "--data", str(data), "--port", "0", *options],
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment(),
            )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().decode()
        assert "serves at" in self.said, self.log.read_text()
        self.facts: dict[str, Any] = json.loads((data / "server.json").read_text())
        self.url = str(self.facts["url"])

    def client(self) -> httpx.Client:
        context: ssl.SSLContext | bool = True
        if self.url.startswith("https"):
            certificate = self.data / "keys" / "tls-certificate.pem"
            context = ssl.create_default_context(cafile=certificate)
        return httpx.Client(base_url=self.url, verify=context, timeout=30)

    def postmaster(self) -> int:
        return int(
            (self.data / "postgresql/home/cluster/postmaster.pid").read_text().splitlines()[0]
        )

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        code = self.process.wait(timeout=60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def data(fast_folder: Path) -> Iterator[Path]:
    data = fast_folder / "data"
    yield data
    with suppress(FileNotFoundError):
        EmbeddedPostgres(data / "postgresql", watch=False).clear_away()


@pytest.fixture
async def furnished(data: Path) -> Path:
    settings, clock = Settings(data_dir=data), SystemClock()
    await administration.initialise(settings, "acme", "Acme", clock)
    await administration.create_administrator(
        settings, clock, organisation="", email="ada@example.com", name="Ada", password=PASSWORD
    )
    return data


def sign_in(client: httpx.Client, password: str = PASSWORD) -> str:
    body = {"organisation": "acme", "email": "ada@example.com", "password": password}
    answer = client.post("/api/v1/sessions", json=body)
    assert answer.status_code == 201, answer.text
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return str(answer.json()["refresh_token"])


def until_ready(client: httpx.Client, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while client.get("/ready").status_code != 200:
        assert time.monotonic() < end, "the server did not become ready again"
        time.sleep(0.05)


def test_run_makes_everything_and_stops_cleanly(data: Path) -> None:
    server = Server(data)
    assert server.url in server.said
    assert stat.S_IMODE((data / "keys").stat().st_mode) == 0o700
    assert {stat.S_IMODE(k.stat().st_mode) for k in (data / "keys").iterdir()} == {0o600}
    pinned = spki_sha256((data / "keys" / "tls-certificate.pem").read_bytes())
    assert server.facts == {"url": server.url, "pid": server.process.pid, "spki_sha256": pinned}
    with server.client() as client:
        assert client.get("/ready").json()["status"] == "ready"
    old = ssl.create_default_context(cafile=data / "keys" / "tls-certificate.pem")
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises(httpx.ConnectError), httpx.Client(verify=old) as client:
        client.get(server.url)
    pid = server.postmaster()
    assert "another PurSight process" in command("run", "--data", str(data), code=1)
    assert server.stop() == 0
    assert not process_lives(pid)
    assert not (data / "server.json").exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_can_be_stopped_while_it_starts(data: Path, how: signal.Signals) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "run", "--data", str(data), "--port", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )
    pid_file = data / "postgresql/home/cluster/postmaster.pid"
    while not pid_file.exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(how)
    assert process.wait(timeout=60) == 130
    assert not pid_file.exists(), "PostgreSQL was left running"


def test_killed_and_started_again_all_is_still_there(furnished: Path) -> None:
    server = Server(furnished)
    with server.client() as client:
        refresh_token = sign_in(client)
        body = {"email": "grace@example.com", "name": "Grace", "roles": ["auditor"]}
        key = {"Idempotency-Key": "grace"}
        made = client.post("/api/v1/persons", json=body, headers=key)
        assert made.status_code == 201
    server.process.kill()
    server.stop()
    assert process_lives(server.postmaster()), "the database outlives its server"

    server = Server(furnished)
    with server.client() as client:
        body_again = client.post("/api/v1/sessions/refresh", json={"refresh_token": refresh_token})
        client.headers["Authorization"] = f"Bearer {body_again.json()['access_token']}"
        again = client.post("/api/v1/persons", json=body, headers=key)
        assert again.content == made.content
        assert client.post("/api/v1/events/verification").json()["holds"]

        for _ in range(2):
            pid = server.postmaster()
            os.kill(pid, signal.SIGKILL)
            while process_lives(pid):
                time.sleep(0.01)
            until_ready(client)
            assert "grace@example.com" in client.get("/api/v1/persons").text

    pid = server.postmaster()
    server.process.kill()
    os.kill(pid, signal.SIGKILL)
    server.stop()
    server = Server(furnished)
    with server.client() as client:
        sign_in(client)
        assert "grace@example.com" in client.get("/api/v1/persons").text
    assert server.stop() == 0


def test_no_secret_is_in_the_logs(furnished: Path) -> None:
    server = Server(furnished)
    with server.client() as client:
        refresh_token = sign_in(client)
        token = client.headers["Authorization"].removeprefix("Bearer ")
        client.get("/api/v1/me?password=in-the-query")
        client.post("/api/v1/sessions", json={"email": "x", "password": "wrong-one-42"})
    server.stop()
    log = server.log.read_text() + (furnished / "postgresql/home/postgres.log").read_text()
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    assert requests[0]["route"] == "/api/v1/sessions"
    assert all(len(line["trace_id"]) == 32 for line in requests)
    for secret in (PASSWORD, token, refresh_token, "in-the-query", "wrong-one-42"):
        assert secret not in log


def test_plain_http_stays_on_this_machine(data: Path) -> None:
    refused = command("run", "--data", str(data), "--plain-http", "--host", "192.0.2.1", code=1)
    assert "in the clear" in refused
    server = Server(data, "--plain-http", "--roles", "worker")
    with server.client() as client:
        assert server.url.startswith("http://127.0.0.1:")
        assert client.get("/ready").status_code == 200
        assert client.get("/docs").status_code == 404, "a worker serves no API"
    assert server.stop(signal.SIGINT) == 0


def test_backup_of_a_running_server_and_restore(furnished: Path, fast_folder: Path) -> None:
    here, clock = Installation(Settings(data_dir=furnished)), SystemClock()
    file = fast_folder / "backup.tar"
    server = Server(furnished)
    with server.client() as client:
        refresh_token = sign_in(client)
        assert "Wrote" in command("backup", str(file), "--data", str(furnished))
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        body = {"email": "late@example.com", "name": "Late", "roles": []}
        assert client.post("/api/v1/persons", json=body).status_code == 201
        with pytest.raises(PostgresInUse):
            restore(here, file, clock, force=True)
    server.stop()
    with pytest.raises(NotEmpty):
        restore(here, file, clock, force=False)

    elsewhere = fast_folder / "elsewhere"
    try:
        there = Installation(Settings(data_dir=elsewhere))
        made = restore(there, file, clock, force=False)
        with there.database() as opened, psycopg.connect(opened.app_url) as connection:
            feed = connection.execute("SELECT feed_id::text FROM installation").fetchone()
        assert feed is not None
        assert feed[0] != made.feed_id, "consoles must see that it is another feed"
        assert [f for f in examine(there, clock) if f.verdict is not Verdict.WELL] == []
        server = Server(elsewhere)
        with server.client() as client:
            again = client.post("/api/v1/sessions/refresh", json={"refresh_token": refresh_token})
            assert again.status_code == 200, "same keys, same sessions"
            client.headers["Authorization"] = f"Bearer {again.json()['access_token']}"
            persons = client.get("/api/v1/persons").text
            assert "ada@example.com" in persons
            assert "late@example.com" not in persons
            assert client.post("/api/v1/events/verification").json()["holds"]
        server.stop()
    finally:
        EmbeddedPostgres(elsewhere / "postgresql", watch=False).clear_away()


def test_a_damaged_backup_changes_nothing(furnished: Path, fast_folder: Path) -> None:
    here, clock = Installation(Settings(data_dir=furnished)), SystemClock()
    file = fast_folder / "backup.tar"
    back_up(here, file, clock)
    raw = bytearray(file.read_bytes())
    at = raw.find(b"PGDMP")
    raw[at + 2000 : at + 6000] = b"\0" * 4000
    damaged, nonsense = fast_folder / "damaged.tar", fast_folder / "nonsense.tar"
    damaged.write_bytes(raw)
    nonsense.write_bytes(b"nonsense" * 1000)
    for bad in (damaged, nonsense, fast_folder / "missing.tar"):
        with pytest.raises((BackupFailed, BadBackup)):
            restore(here, bad, clock, force=True)
    with here.database() as opened, psycopg.connect(opened.embedded.dsn(DATABASE)) as connection:  # type: ignore[union-attr]
        people = connection.execute("SELECT email FROM person").fetchall()
    assert people == [("ada@example.com",)]
    restore(here, file, clock, force=True)
    with here.database() as opened, psycopg.connect(opened.embedded.dsn(DATABASE)) as connection:  # type: ignore[union-attr]
        assert connection.execute("SELECT email FROM person").fetchall() == people


def test_a_backup_of_a_server_that_did_not_seal_its_log_is_good(
    furnished: Path, fast_folder: Path
) -> None:
    here, clock = Installation(Settings(data_dir=furnished)), SystemClock()
    now, before = fast_folder / "now.tar", fast_folder / "before.tar"
    back_up(here, now, clock)
    with tarfile.open(now) as all_of_it, tarfile.open(before, "w") as old:
        assert f"keys/{LOG_KEY}" in all_of_it.getnames()
        for entry in all_of_it:
            if entry.name != f"keys/{LOG_KEY}":
                old.addfile(entry, all_of_it.extractfile(entry))
    (here.keys / LOG_KEY).unlink()
    restore(here, before, clock, force=True)
    assert ServerKeys.load(here.keys).log_public, "made anew"


def test_the_commands_make_a_server_and_its_administrator(data: Path) -> None:
    made = command("init", "--data", str(data), "--organisation", "acme")
    assert "Made the organisation acme." in made
    admin = ["create-admin", "--data", str(data), "--email", "ada@example.com"]
    made = command(*admin, "--password-stdin", given=PASSWORD + "\n")
    assert PASSWORD not in made
    assert "failed" not in command("doctor", "--data", str(data))
    refused = command(*admin, "--password-stdin", given="short\n", code=1)
    assert "fewer than 12" in refused
    assert "Traceback" not in refused


def test_a_policy_that_shuts_everybody_out_is_ended_from_the_machine(furnished: Path) -> None:
    server, where = Server(furnished), ("--data", str(furnished))
    with server.client() as client:
        until_ready(client)
        sign_in(client)
        wrong = {"name": "All of it", "text": "forbid(principal, action, resource);"}
        assert client.post("/api/v1/access-policies", json=wrong).status_code == 201
        assert client.get("/api/v1/access-policies").status_code == 403
        said = command("access-policies", "list", *where)
        assert "on   All of it  (version 1, Ada" in said
        assert "forbid(principal, action, resource);" in said
        assert "no policy named Al" in command("access-policies", "off", "Al", *where, code=1)
        assert "is off" in command("access-policies", "off", "All of it", *where)
        (policy,) = client.get("/api/v1/access-policies").json()["items"]
        assert (policy["enabled"], policy["changed_by_name"]) == (False, "command line")
        events = client.get("/api/v1/events", params={"kind": "access_policy.changed"})
        assert [one["actor"]["name"] for one in events.json()["items"]] == ["command line"]
    assert "off  All of it" in command("access-policies", "list", *where)
    assert server.stop() == 0
