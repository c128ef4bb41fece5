"""A MariaDB server of the tests' own, on a free port of loopback, in a folder of its own."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import pymysql
from tests.builders.ports import free_port

PACKAGES = "mariadb-server-core mariadb-client-core"
ZONE = "Pacific/Kiritimati"
"""Local time of the server: nobody's by chance, and far from UTC."""
_PATIENCE_SECONDS = 60
_OPTIONS = (
    "--bind-address=127.0.0.1",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-buffer-pool-size=32M",
    "--innodb-log-file-size=16M",
    "--innodb-log-buffer-size=2M",
    "--key-buffer-size=1M",
    "--aria-pagecache-buffer-size=1M",
    "--skip-log-bin",
    "--skip-name-resolve",
    "--character-set-server=utf8mb4",
    "--max-connections=40",
)
"""Small and fast; not safe against power cuts."""


def available() -> bool:
    """Whether the programs of a server are here."""
    return all(_found(name) for name in ("mariadbd", "mariadb-install-db"))


class MariaServer:
    """Made, started, stopped and killed by whoever holds it; `root` has no password."""

    def __init__(self) -> None:
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()  # noqa: S108
        self.folder = Path(tempfile.mkdtemp(prefix="pursight-mariadb-", dir=place))
        self.folder.chmod(0o711)
        self.data, self.socket = self.folder / "data", self.folder / "s"
        self.port = free_port()
        self.options: tuple[str, ...] = ()
        """Of mariadbd, at its next start."""
        self._process: subprocess.Popen[bytes] | None = None
        self._account = "nobody" if os.geteuid() == 0 else None
        try:
            self._install()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def _install(self) -> None:
        self.data.mkdir()
        if self._account:
            for folder in (self.folder, self.data):
                shutil.chown(folder, self._account)
        _run(
            _program("mariadb-install-db"),
            "--no-defaults",
            f"--datadir={self.data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            *self._as_account(),
        )

    def _as_account(self) -> list[str]:
        return [f"--user={self._account}"] if self._account else []

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    _program("mariadbd"),
                    "--no-defaults",
                    f"--datadir={self.data}",
                    f"--socket={self.socket}",
                    f"--pid-file={self.folder / 'pid'}",
                    f"--port={self.port}",
                    f"--tmpdir={self.folder}",
                    *_OPTIONS,
                    *self._as_account(),
                    *self.options,
                ],
                stdout=log,
                stderr=log,
                env={**os.environ, "TZ": ZONE},
            )
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                with socket.socket(socket.AF_UNIX) as probe:
                    probe.connect(str(self.socket))
                self.connect().close()
            except (OSError, pymysql.Error):
                if self._process.poll() is not None or time.monotonic() > until:
                    said = (self.folder / "log").read_text(errors="replace")[-3000:]
                    raise RuntimeError(f"MariaDB does not start:\n{said}") from None
                time.sleep(0.05)
            else:
                return

    def connect(self, user: str = "root", **options: Any) -> "pymysql.Connection[Any]":
        """Open a connection of the test's own."""
        return pymysql.connect(
            unix_socket=str(self.socket),
            user=user,
            charset="utf8mb4",
            autocommit=True,
            **options,
        )

    def run(self, script: str, database: str | None = None) -> None:
        """Run statements that end in `;` at the end of a line."""
        connection = self.connect(database=database)
        try:
            with connection.cursor() as cursor:
                for statement in script.strip().split(";\n"):
                    if statement.strip(" \n;"):
                        cursor.execute(statement)
        finally:
            connection.close()

    def url(self, database: str = "", user: str = "root", *, scheme: str = "mysql") -> str:
        """The address of a database."""
        return f"{scheme}://{user}@127.0.0.1:{self.port}/{database}"

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(_PATIENCE_SECONDS)
            self._process = None

    def remove(self) -> None:
        """Stop it, and leave nothing behind."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def _found(name: str) -> str | None:
    search = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    return shutil.which(name, path=search)


def _program(name: str) -> str:
    found = _found(name)
    if found is None:
        raise RuntimeError(
            f"{name} is missing. On Debian or Ubuntu type: sudo apt-get install {PACKAGES}"
        )
    return found


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
