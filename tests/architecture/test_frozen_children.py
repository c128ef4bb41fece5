"""A program packed by PyInstaller starts its children as commands of its own; they must exist."""

import sys
from collections.abc import Callable

import pytest
import typer

from pursight_agent.commands.agent import app as agent
from pursight_agent.runtime import models, worker
from pursight_server.commands.server import app as server
from pursight_server.learning import training


@pytest.mark.parametrize(
    ("child", "group", "app"),
    [
        (worker.command, "agent", agent),
        (models.command, "agent", agent),
        (training.command, "server", server),
    ],
)
def test_the_child_is_a_hidden_command_of_the_program(
    child: Callable[[], list[str]], group: str, app: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    program, named, command = child()
    assert (program, named) == (sys.executable, group)
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert known[command].hidden
