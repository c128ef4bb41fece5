"""Servers that speak as object stores do, each a process of its own on a loopback port."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.builders.ports import free_port

AZURITE_KEY = (
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)
"""The emulator's own, the same everywhere: no secret."""


@contextmanager
def _running(command: Sequence[str], port: int, folder: Path) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder
        )
        try:
            _wait_for(port, process)
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


@contextmanager
def running_s3(folder: Path) -> Iterator[str]:
    """Moto's S3; gives its endpoint."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with _running(command, port, folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running_gcs(folder: Path) -> Iterator[str]:
    """An emulator of Google Cloud Storage, in memory; gives its endpoint."""
    port = free_port()
    program = "from gcp_storage_emulator.__main__ import main; main()"
    command = [sys.executable, "-c", program, "start", "--host=127.0.0.1", f"--port={port}",
               "--in-memory"]  # fmt: skip
    with _running(command, port, folder):
        yield f"http://127.0.0.1:{port}"


def find_azurite() -> str | None:
    """Microsoft's emulator of Azure Blob Storage, where somebody has installed it."""
    return os.environ.get("PURSIGHT_AZURITE") or shutil.which("azurite-blob")


@contextmanager
def running_azurite(folder: Path, program: str) -> Iterator[str]:
    """Azurite; gives its endpoint with the account's name."""
    port = free_port()
    command = [
        program, "--blobHost", "127.0.0.1", "--blobPort", str(port), "--inMemoryPersistence",
        "--skipApiVersionCheck", "--silent", "--disableTelemetry",
    ]  # fmt: skip
    with _running(command, port, folder):
        yield f"http://127.0.0.1:{port}/devstoreaccount1"


Put = Callable[[str, bytes], None]
"""Write one object: its key and content."""
