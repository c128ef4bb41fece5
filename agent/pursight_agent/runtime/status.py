"""The status file: what the running service wants its administrator to know."""

from datetime import datetime
from pathlib import Path
from typing import Literal

import psutil
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from pursight.contracts.agents import AgentHealth, Progress
from pursight_agent.settings import write_private

FILE_NAME = "agent.json"

ServiceState = Literal["running", "revoked", "stopped"]


class RunStatus(BaseModel):
    """A run that is under way."""

    model_config = ConfigDict(frozen=True)

    run_id: str
    attempt: int
    kind: str
    alias: str
    schedule: str | None
    progress: Progress


class Status(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True)

    state: ServiceState
    pid: int
    started_at: AwareDatetime
    written_at: AwareDatetime
    server_url: str = ""
    last_heard: AwareDatetime | None = None
    problem: str = ""
    revoked: str = ""
    health: AgentHealth = AgentHealth()
    runs: tuple[RunStatus, ...] = ()
    next_fires: dict[str, datetime] = {}

    @property
    def is_alive(self) -> bool:
        """Whether the service that wrote this still runs."""
        if self.state == "stopped":
            return False
        try:
            return psutil.Process(self.pid).create_time() <= self.started_at.timestamp() + 60
        except psutil.Error:
            return False


def write(directory: Path, status: Status) -> None:
    """Replace the status file."""
    write_private(directory / FILE_NAME, status.model_dump_json(indent=2).encode())


def read(directory: Path) -> Status | None:
    """Return what the service wrote last; None if it never ran."""
    try:
        return Status.model_validate_json((directory / FILE_NAME).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
