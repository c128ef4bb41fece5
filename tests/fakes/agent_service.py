"""The agent's service inside the test's process, and children that are small scripts."""

import sys
import threading
from pathlib import Path
from typing import Protocol

import pytest
from tests.fakes.agent_process import AgentProcess
from tests.fakes.protocol_server import ProtocolServer

from pursight.clock import Clock, SystemClock
from pursight_agent.runtime import worker
from pursight_agent.runtime.service import Service


class MakeAgent(Protocol):
    """Enrols an agent that has the source `crm`."""

    def __call__(self, server: ProtocolServer, *, extra: str = "") -> AgentProcess: ...


class WriteChild(Protocol):
    """Writes a stand-in for the child: `body` sees `job` and may call `record` and `end`."""

    def __call__(self, body: str) -> str: ...


class Serve:
    """Runs services in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._running: list[tuple[Service, threading.Thread]] = []

    def __call__(self, agent: AgentProcess, clock: Clock | None = None, child: str = "") -> Service:
        if child:
            self._monkeypatch.setattr(worker, "command", lambda: [sys.executable, "-S", child])
        service = Service(agent.directory, clock or SystemClock())
        thread = threading.Thread(target=service.run, kwargs={"handle_signals": False})
        thread.start()
        self._running.append((service, thread))
        return service

    def stop(self) -> None:
        """Stop all as SIGTERM does."""
        while self._running:
            service, thread = self._running.pop()
            service.stop()
            thread.join(20)
            assert not thread.is_alive(), "the service did not stop"


def write_child(path: Path, body: str) -> str:
    """Write a child's script around a body."""
    path.write_text(_CHILD.replace("BODY", body))
    return str(path)


_CHILD = """
import json, os, sys, threading, time
job = json.loads(sys.stdin.readline())["job"]
cancelled = threading.Event()
fed = []
def listen():
    for line in sys.stdin:
        fed.append(line)
        if line == "cancel\\n":
            cancelled.set()
    os._exit(75)
threading.Thread(target=listen, daemon=True).start()
def say(tag, value):
    sys.stdout.write(tag + json.dumps(value) + "\\n")
    sys.stdout.flush()
def record(n):
    say("r", {"record": "skipped", "skipped": {"name": f"t{n}", "code": "source.denied",
        "reason": "x" * 50}})
def end(outcome="completed", complete=True):
    say("e", {"outcome": outcome, "complete": complete, "counts": {}})
    os._exit(0)
BODY
"""
