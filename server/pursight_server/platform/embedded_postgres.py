"""A PostgreSQL of our own: made, started, watched and stopped in a folder."""

import json
import os
import secrets
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL

from pursight.errors import Unavailable
from pursight_server.platform.embedded_postgres_processes import (
    FolderLock,
    clean_environment,
    end_postmaster,
    free_port,
    is_free,
    last_complaint,
    passes,
    process_lives,
    read_from,
    signals_held_back,
    works_in,
)
from pursight_server.platform.embedded_postgres_programs import (
    STATE_OF_ROOT,
    Account,
    find_programs,
)
from pursight_server.platform.private_files import write_private

SUPERUSER = "postgres"
_TRIES = 3
_INITDB = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=scram-sha-256",
    f"--username={SUPERUSER}",
)
_SAFE_SETTINGS = {
    "max_connections": "100",
    "shared_buffers": "128MB",
    "password_encryption": "scram-sha-256",
    "log_min_messages": "warning",
    "log_statement": "none",
    "log_min_error_statement": "panic",  # a failed statement's text may hold names of people
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "timezone": "UTC",
}


class PostgresFailed(Unavailable):
    """PostgreSQL would not start."""

    code = "postgres.failed"


class EmbeddedPostgres:
    """One PostgreSQL cluster in a folder; listens on 127.0.0.1 only, with random passwords.

    It survives being killed: the next start takes over a PostgreSQL that still runs, and waits out
    or clears away what a killed one left. While it runs a thread watches it and starts it again, on
    the same port, when it dies.

    Args:
        data_dir: Folder of the cluster, its passwords, its lock and its log; made when missing.
        programs: Folder with other PostgreSQL programs than the bundled ones.
        settings: Server settings on top of ours, as for `postgres -c`.
        watch: Whether to start it again when it dies.
        patience: Seconds to wait for a start.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        programs: Path | None = None,
        settings: Mapping[str, str] | None = None,
        initdb: tuple[str, ...] = (),
        watch: bool = True,
        patience: float = 60.0,
    ) -> None:
        self.data_dir = data_dir
        self.port = 0
        self._account = Account.choose()
        self._chosen_programs = programs
        self._settings = {**_SAFE_SETTINGS, **(settings or {})}
        self._initdb = initdb
        self._watch, self._patience = watch, patience
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = FolderLock(data_dir / "lock")
        self._watcher: threading.Thread | None = None
        self._stopping = threading.Event()
        self._busy = threading.Lock()

    # --- what callers use -------------------------------------------------------------------------

    def start(self) -> str:
        """Start it, or take over the one that still runs here; returns the superuser's address.

        Raises:
            PostgresInUse: Another process has started it.
            PostgresFailed: It did not come up in time; the hint names its log.
            NoPostgres: There are no programs to run.
        """
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o711 if self._account else 0o700)
        self._lock.take()
        try:
            self.programs = find_programs(self._chosen_programs, self._account)
            self._make_cluster()
            with self._busy:
                self._bring_up()
        except BaseException:  # a Ctrl-C, too, leaves nothing running
            self._bring_down()
            self._lock.release()
            raise
        self._stopping.clear()
        if self._watch:
            self._watcher = threading.Thread(target=self._keep_up, name="postgres-watch")
            self._watcher.daemon = True
            self._watcher.start()
        return self.dsn()

    def stop(self) -> None:
        """Stop it: connections are ended, everything is on disk. Stopping twice does nothing."""
        if not self._lock.held:
            return
        self._stopping.set()
        if self._watcher is not None:
            self._watcher.join(timeout=self._patience)
            self._watcher = None
        with self._busy:
            self._bring_down()
        self._lock.release()

    def join(self) -> bool:
        """Use the PostgreSQL that runs here already, whoever of ours has started it."""
        self.programs = find_programs(self._chosen_programs, self._account)
        found = self._pid_file()
        if found is None or not self._is_at_work(found[0]):
            return False
        self.port = found[1]
        return self.answers() and self._is_ours()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def remove(self) -> None:
        """Stop it and delete the cluster, wherever it lies, and the folder."""
        self.stop()
        self._delete()

    def clear_away(self) -> None:
        """Delete a cluster that another process left behind, stopping it first if it still runs.

        Where there is none it does nothing.

        Raises:
            PostgresInUse: The process that has started it is alive.
        """
        if not self.data_dir.exists():
            return
        self._lock.take()
        try:
            with self._busy:
                self._bring_down()
            self._delete()
        finally:
            self._lock.release()

    def _delete(self) -> None:
        shutil.rmtree(self.cluster.resolve().parent, ignore_errors=True)
        shutil.rmtree(self.data_dir, ignore_errors=True)

    def dsn(
        self, database: str = "postgres", *, user: str = SUPERUSER, password: str | None = None
    ) -> str:
        """Spell the address of a database of this cluster, password included."""
        return URL.create(
            "postgresql",
            username=user,
            password=password or self.password(user),
            host="127.0.0.1",
            port=self.port,
            database=database,
        ).render_as_string(hide_password=False)

    def create_database(self, name: str, *, owner: str | None = None) -> str:
        """Create a database unless it is there; returns its address, for the superuser."""
        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if found.fetchone() is None:
                command = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(name), sql.Identifier(owner or SUPERUSER)
                )
                connection.execute(command)
        return self.dsn(name)

    def password(self, role: str) -> str:
        """Return the password kept for a role; makes and keeps one when there is none."""
        kept: dict[str, str] = {}
        path = self.data_dir / "passwords.json"
        if path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
        if role not in kept:
            kept[role] = secrets.token_urlsafe(24)
            write_private(path, json.dumps(kept, indent=2).encode())
        return kept[role]

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.data_dir / "home" / "cluster"

    @property
    def log(self) -> Path:
        """What PostgreSQL has to say."""
        return self.data_dir / "home" / "postgres.log"

    def answers(self) -> bool:
        """Whether it takes connections: the only sign that counts."""
        if not self.port:
            return False
        done = subprocess.run(  # noqa: S603  our own program and arguments
            [
                str(self.programs / "pg_isready"),
                "--quiet",
                "--host=127.0.0.1",
                f"--port={self.port}",
                "--timeout=2",
            ],
            check=False,
            capture_output=True,
            env=clean_environment(),
        )
        return done.returncode == 0

    def _make_cluster(self) -> None:
        home = self.data_dir / "home"
        if not home.exists():
            self._make_home(home)
        if self.cluster.exists():
            return
        home = home.resolve()  # the account may not be able to follow the link
        unfinished = home / "cluster.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=home, prefix="password-") as secret:
            secret.write(self.password(SUPERUSER))
            secret.flush()
            if self._account:
                os.chown(secret.name, self._account.uid, self._account.gid)
            places = (f"--pwfile={secret.name}", f"--pgdata={unfinished}")
            self._run("initdb", *_INITDB, *self._initdb, *places)
        unfinished.rename(self.cluster)

    def _make_home(self, home: Path) -> None:
        """Make the folder of the account that runs PostgreSQL, where that account can get."""
        if self._account is None:
            home.mkdir(mode=0o700)
            return
        place = home
        if not self._account.may_enter(self.data_dir):
            clusters = STATE_OF_ROOT / "clusters"
            clusters.mkdir(parents=True, exist_ok=True, mode=0o755)
            place = Path(tempfile.mkdtemp(dir=clusters))
        place.mkdir(mode=0o700, exist_ok=True)
        os.chown(place, self._account.uid, self._account.gid)
        if place != home:
            home.symlink_to(place)

    def _bring_up(self) -> None:
        end, refusals = time.monotonic() + self._patience, 0
        while not self.join():
            self._clear_stale_pid_file()
            self.port = self.port if is_free(self.port) else free_port()
            said = self.log.stat().st_size if self.log.exists() else 0
            with signals_held_back():  # a Ctrl-C between fork and assignment would orphan it
                self._process = self._launch()
            while self._process.poll() is None and time.monotonic() < end:
                if self.answers() and self._is_ours():
                    return
                time.sleep(0.05)
            refusals += not passes(words := read_from(self.log, said))
            if time.monotonic() >= end or refusals >= _TRIES:
                self._bring_down()
                raise PostgresFailed(
                    f"PostgreSQL did not start; it says: {last_complaint(words)}",
                    hint=f"Its log has more: {self.log}",
                )
            time.sleep(0.3)

    def _launch(self) -> subprocess.Popen[bytes]:
        settings = {
            **self._settings,
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
        }
        arguments = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603  our own program and arguments
                [str(self.programs / "postgres"), "-D", str(self.cluster.resolve()), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=clean_environment(),
                start_new_session=True,  # Ctrl-C is for the server, which then stops PostgreSQL
                user=self._account.uid if self._account else None,
                group=self._account.gid if self._account else None,
                extra_groups=[] if self._account else None,
            )

    def _is_ours(self) -> bool:
        """Whether what answers on the port is this cluster, and not one that took the port."""
        try:
            with psycopg.connect(self.dsn(), connect_timeout=5) as connection:
                found = connection.execute("SHOW data_directory").fetchone()
        except psycopg.Error:
            return False
        return found is not None and Path(found[0]) == self.cluster.resolve()

    def _clear_stale_pid_file(self) -> None:
        """Remove what a killed PostgreSQL left, when its process is gone or only a zombie."""
        found = self._pid_file()
        if found is not None and not self._is_at_work(found[0]):
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)

    def _pid_file(self) -> tuple[int, int] | None:
        try:
            lines = (self.cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            return int(lines[0]), int(lines[3])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _bring_down(self) -> None:
        found = self._pid_file()
        if self._process is not None:
            end_postmaster(self._process.pid, self._patience, reap=self._process.poll)
            self._process.wait(timeout=self._patience)
            self._process = None
        elif found is not None and self._is_at_work(found[0]):
            end_postmaster(found[0], self._patience)

    def _keep_up(self) -> None:
        while not self._stopping.wait(0.25):
            if self._dead():
                with self._busy:
                    try:
                        self._bring_up()
                    except PostgresFailed:
                        continue

    def _dead(self) -> bool:
        if self._process is not None:
            return self._process.poll() is not None
        found = self._pid_file()
        return found is None or not self._is_at_work(found[0])

    def _is_at_work(self, pid: int) -> bool:
        """Whether a number from the pid file is still this cluster's PostgreSQL."""
        return process_lives(pid) and works_in(pid, self.cluster.resolve())

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603  our own program and arguments
            [str(self.programs / program), *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=clean_environment(),
            user=self._account.uid if self._account else None,
            group=self._account.gid if self._account else None,
            extra_groups=[] if self._account else None,
        )
        if done.returncode:
            raise PostgresFailed(
                f"{program} failed", hint=(done.stderr or done.stdout).strip()[-500:]
            )
