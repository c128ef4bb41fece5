"""The one program `pursight`: names every command, imports only the one that was typed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand, TyperGroup
from typing_extensions import override

from pursight import __version__
from pursight.errors import Fault, PurSightError

if TYPE_CHECKING:  # private names of Typer, for the type checker only
    from typer._click.core import Command, Context


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: where it is defined, and what must be installed for it."""

    module: str
    attribute: str
    extra: str
    help: str


COMMANDS = {
    "demo": Entry(
        "pursight_server.commands.demo",
        "demo",
        "demo",
        "Run the whole main job on a demonstration company, or on your own data.",
    ),
    "scan": Entry(
        "pursight_agent.commands.scan",
        "scan",
        "agent",
        "Scan a database, file or folder here and now, with no server.",
    ),
    "classify": Entry(
        "pursight_agent.commands.classify",
        "classify",
        "agent",
        "Classify columns given as JSON lines.",
    ),
    "agent": Entry(
        "pursight_agent.commands.agent",
        "app",
        "agent",
        "Enrol, run and look after the agent on this machine.",
    ),
    "server": Entry(
        "pursight_server.commands.server",
        "app",
        "server",
        "Set up, run, back up and look after the server.",
    ),
    "audit": Entry(
        "pursight_server.commands.audit",
        "app",
        "server",
        "Check an exported log, without a server.",
    ),
    "console": Entry(
        "pursight_desktop.commands.console",
        "console",
        "desktop",
        "Open the steward's desktop, with and without a network.",
    ),
}


class NotInstalled(PurSightError):
    """A command's packages are absent."""

    code = "command.not_installed"
    fault = Fault.CALLER


class LazyCommands(TyperGroup):
    """A group that lists its commands from a table and imports one only to run it."""

    @override
    def list_commands(self, ctx: Context) -> list[str]:
        return list(COMMANDS)

    @override
    def get_command(self, ctx: Context, cmd_name: str) -> TyperCommand | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        return TyperCommand(cmd_name, help=entry.help, short_help=entry.help)

    @override
    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        entry = COMMANDS.get(args[0]) if args else None
        if entry is None:
            return super().resolve_command(ctx, args)
        return args[0], _load(args[0], entry), args[1:]


def _load(name: str, entry: Entry) -> Command:
    try:
        module = importlib.import_module(entry.module)
    except ModuleNotFoundError as error:
        raise NotInstalled(
            f"`pursight {name}` needs packages that are not installed here ({error.name}).",
            hint=f"Install them: pip install 'pursight[{entry.extra}]'",
        ) from error
    command = typer.main.get_command(_as_typer(getattr(module, entry.attribute)))
    command.name = name
    return command


def _as_typer(target: typer.Typer | Callable[..., None]) -> typer.Typer:
    if isinstance(target, typer.Typer):
        return target
    alone = typer.Typer(pretty_exceptions_enable=False)
    alone.command()(target)
    return alone


program = typer.Typer(
    cls=LazyCommands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`pursight COMMAND --help` explains each of them.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pursight {__version__}")
        raise typer.Exit


@program.callback()
def pursight(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Say it.")
    ] = False,
) -> None:
    """PurSight governs data: every value looked at, none taken."""


def main() -> None:
    """Run the program; an error of ours becomes a sentence and a hint, not a traceback.

    Exit status: 0 done, 1 refused or failed, 2 wrong usage, 130 interrupted.
    """
    try:
        program(prog_name="pursight")
    except PurSightError as error:
        if error.fault is Fault.OURS:
            raise
        typer.secho(f"Error: {error.message}", fg="red", err=True)
        if error.hint:
            typer.echo(f"  {error.hint}", err=True)
        sys.exit(1)
