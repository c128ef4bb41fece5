"""The agent as it is installed and as it idles: size, memory, start, and a scan's child."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from pathlib import Path

import psutil
from lines import Line, at_most, median  # type: ignore[import-not-found]

ROOT = Path(__file__).resolve().parents[3]
_ENROLLED = """
import sys, time
from pathlib import Path
from tests.fakes.agent_process import AgentProcess, make_database
from tests.fakes.protocol_server import ProtocolServer
with ProtocolServer() as server:
    agent = AgentProcess(Path(sys.argv[1]))
    agent.configure("")
    agent.add_source("crm", str(make_database(agent.directory / "crm.sqlite")))
    agent.enrol(server.url, server.token)
    print("enrolled", flush=True)
    sys.stdin.read()
"""


def measure(runs: int, seconds: float, *, installed: bool, target: Path) -> list[Line]:
    """All of it."""
    lines = [_installed()] if installed else []
    folder = Path(tempfile.mkdtemp(prefix="pursight-agent-"))
    try:
        lines += _idle(folder, runs, seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [*lines, _child(target)]


def _installed() -> Line:
    """Install `pursight[agent]` from the lock into a fresh environment and weigh it."""
    folder = Path(tempfile.mkdtemp(prefix="pursight-size-"))
    try:
        uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
        quiet = {**os.environ, "UV_SYSTEM_CERTS": "1"}
        subprocess.run([uv, "venv", "-q", "--python", sys.executable, folder / "e"], check=True)
        python = folder / "e" / "bin" / "python"
        locked = ROOT / "requirements" / "all.txt"
        needed = subprocess.run(
            [uv, "pip", "compile", "-q", "--extra", "agent", "-c", locked, "--no-header",
             "--no-annotate", "--python", python, ROOT / "pyproject.toml"],
            check=True, capture_output=True, env=quiet,
        ).stdout  # fmt: skip
        (folder / "needed.txt").write_bytes(needed)
        subprocess.run(
            [uv, "pip", "install", "-q", "--python", python, "-r", folder / "needed.txt"],
            check=True, env=quiet,
        )  # fmt: skip
        subprocess.run(
            [uv, "pip", "install", "-q", "--python", python, "--no-deps", ROOT],
            check=True, env=quiet,
        )  # fmt: skip
        size = sum(f.lstat().st_size for f in (folder / "e").rglob("*") if f.is_file())
        return at_most("pursight[agent] installed, without Presidio", size / 1e6, "MB", 300)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _idle(folder: Path, runs: int, seconds: float) -> list[Line]:
    """Start an enrolled service, wait for its first sign of life, then leave it alone."""
    helper = subprocess.Popen(
        [sys.executable, "-c", _ENROLLED, folder],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": _path()},
    )  # fmt: skip
    assert helper.stdout is not None
    try:
        if helper.stdout.readline().strip() != b"enrolled":
            raise SystemExit("the agent could not be enrolled")
        memory: list[float] = []
        spent: list[float] = []

        def start() -> float:
            began = time.perf_counter()
            service, ready = _service(folder)
            try:
                if not ready.wait(30):
                    raise SystemExit("the service did not start")
                took = time.perf_counter() - began
                watched = psutil.Process(service.pid)
                time.sleep(min(2.0, seconds))
                before = sum(watched.cpu_times()[:2])
                time.sleep(seconds)
                spent.append((sum(watched.cpu_times()[:2]) - before) / seconds)
                memory.append(watched.memory_info().rss / 1e6)
            finally:
                service.terminate()
                service.wait(20)
            return took

        cold = median(runs, start)
    finally:
        helper.communicate(timeout=20)
    return [
        at_most("idle service, memory", sorted(memory)[len(memory) // 2], "MB", 80),
        Line("idle service, share of a processor", f"{sorted(spent)[len(spent) // 2]:.3%}"),
        at_most("start of the service until it says so", cold, "s", 2),
    ]


def _service(folder: Path) -> tuple[subprocess.Popen[bytes], threading.Event]:
    service = subprocess.Popen(
        [sys.executable, "-m", "pursight", "agent", "run", "--log-format", "json"],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": _path(), "PURSIGHT_AGENT_DIR": str(folder)},
    )  # fmt: skip
    ready = threading.Event()

    def listen() -> None:
        assert service.stderr is not None
        for line in service.stderr:
            if b"agent started" in line:
                ready.set()

    threading.Thread(target=listen, daemon=True).start()
    return service, ready


def _child(target: Path) -> Line:
    """The peak of a child that scans a file."""
    import works  # type: ignore[import-not-found]

    cost = works.cost_of("scan", str(target))
    return at_most(f"a scan's child on {target.name}, peak memory", cost.mebibytes, "MiB", 1024)


def _path() -> str:
    folders = [str(ROOT), *(str(ROOT / part) for part in ("shared", "server", "agent", "desktop"))]
    return os.pathsep.join([*folders, sysconfig.get_path("purelib")])
