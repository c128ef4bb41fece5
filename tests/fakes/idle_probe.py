"""Serve a test job in this process, then print which of the named modules were imported."""

import sys
import tempfile
import threading
from pathlib import Path

from tests.fakes.agent_process import QUICK, AgentProcess, make_database
from tests.fakes.protocol_server import ProtocolServer

from pursight.clock import SystemClock
from pursight.contracts.agents import JobKind
from pursight.protocol.lease import LeaseState
from pursight_agent.runtime.service import Service


def main() -> None:
    """Do it."""
    with tempfile.TemporaryDirectory() as folder, ProtocolServer() as server:
        agent = AgentProcess(Path(folder))
        agent.configure(QUICK)
        agent.add_source("crm", str(make_database(Path(folder) / "crm.sqlite")))
        agent.enrol(server.url, server.token)
        service = Service(agent.directory, SystemClock())
        thread = threading.Thread(target=service.run, kwargs={"handle_signals": False})
        thread.start()
        row = server.ask("crm", JobKind.TEST)
        server.wait(lambda: row.lease.state is LeaseState.COMMITTED)
        service.stop()
        thread.join()
    print("heavy:" + ",".join(name for name in sys.argv[1:] if name in sys.modules))


if __name__ == "__main__":
    main()
