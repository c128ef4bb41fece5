"""`pursight agent`: enrol, run and look after the agent on this machine."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from pursight.clock import SystemClock
from pursight.errors import Refused
from pursight_agent import lean
from pursight_agent import settings as agent_settings
from pursight_agent.commands import agent_children
from pursight_agent.commands.agent_sources import sources
from pursight_agent.commands.terminal import console, table_of

app = typer.Typer(
    help="Enrol, run and look after the agent on this machine.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(sources, name="sources")


@app.command()
def enrol(
    url: Annotated[str, typer.Argument(help="The server, such as https://pursight.example:8443.")],
    token: Annotated[
        str, typer.Argument(help="The enrolment token, pst1.…; `-` reads it from standard input.")
    ],
    name: Annotated[str, typer.Option(help="What people will call this agent.")] = "",
    new_identity: Annotated[
        bool, typer.Option(help="Take a new id and key, as after a revocation.")
    ] = False,
) -> None:
    """Make this machine an agent of a server."""
    import socket

    from pursight_agent.runtime import enrolment
    from pursight_agent.runtime.ledger import Ledger
    from pursight_agent.secrets import open_secrets

    directory = agent_settings.data_directory()
    limits = agent_settings.load(directory).limits
    secrets = open_secrets(directory)
    given = sys.stdin.readline().strip() if token == "-" else token  # noqa: S105  the sign for standard input
    clock = SystemClock()
    with closing(Ledger(directory, clock, limits.egress_mebibytes << 20)) as ledger:
        enrolled = enrolment.enrol(
            directory,
            url,
            given,
            name=name or socket.gethostname() or "agent",
            secrets=secrets,
            ledger=ledger,
            clock=clock,
            fresh=new_identity,
        )
    console().print(f"Enrolled with {enrolled.organisation} as {enrolled.name}.", markup=False)
    for warning in secrets.warnings:
        console().print(f"Warning: {warning}", style="yellow", markup=False)
    if not agent_settings.load(directory).source:
        console().print("Next: pursight agent sources add ALIAS URL, then pursight agent run.")


@app.command()
def run(
    log_format: Annotated[
        str, typer.Option(help="`json` for a service, `text` for a person; told from the terminal.")
    ] = "",
) -> None:
    """Serve until stopped: wait for the server's jobs and keep the agent's own schedules."""
    with lean.without("rich", "pygments"):  # httpx and structlog take them in, for nothing here
        from pursight_agent.runtime.service import Service, configure_logging

    configure_logging(log_format or ("text" if sys.stderr.isatty() else "json"))
    Service(agent_settings.data_directory(), SystemClock()).run()


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,
) -> None:
    """Say how the agent is: server, sources, runs, spool, warnings."""
    from pursight_agent.commands.agent_status import describe, gather

    facts = gather(agent_settings.data_directory(), SystemClock())
    if as_json:
        typer.echo(json.dumps(facts, indent=2, ensure_ascii=False, default=str))
    else:
        describe(facts, console())


@app.command()
def connectors(
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Import those of other packages, to see that they work.")
    ] = False,
) -> None:
    """List the kinds of source this agent reads, and where each connector comes from."""
    from pursight_agent.commands.connector_list import lines

    rows = lines(check=check)
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    table = table_of("Address", "Reads", "Comes from", "State")
    for row in rows:
        table.add_row(f"{row['scheme']}://", row["reads"], row["origin"], row["state"])
    console().print(table)


@app.command()
def egress(
    since: Annotated[
        datetime | None, typer.Option(help="Only what left at or after this moment (UTC).")
    ] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Check the whole chain.")] = False,
    show: Annotated[
        int | None, typer.Option(help="Show the content of one entry, as it left.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,
) -> None:
    """List what left this machine: when, what, how much, and every word of it."""
    with _ledger() as ledger:
        if verify:
            verdict = ledger.verify()
            if not verdict.holds:
                raise Refused(
                    f"The egress ledger does not hold at entry {verdict.broken_at}: "
                    f"{verdict.reason}.",
                    hint="Somebody or something changed egress.db; compare it with a backup.",
                )
            console().print(f"The egress ledger holds: {verdict.entries} entries.")
        elif show is not None:
            typer.echo(ledger.content(show).rstrip("\n"))
        else:
            start = since.replace(tzinfo=since.tzinfo or UTC) if since else None
            _list_egress(ledger.entries(start), as_json=as_json)


@app.command()
def found(
    source: Annotated[str, typer.Argument(help="Which source.")],
    table: Annotated[str, typer.Argument(help="Only this table.", show_default=False)] = "",
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,
) -> None:
    """Say where rare finds lie: the rows of a card number in a column of notes, and their keys.

    This is known on this machine only and never sent. Rows are numbered from 0 in the order in
    which the last scan read them; the first hundred of each kind are kept.
    """
    from pursight_agent.commands.agent_found import show

    show(agent_settings.data_directory(), source, table or None, console(), as_json=as_json)


for _name, _begin in agent_children.COMMANDS.items():
    app.command(_name, hidden=True)(_begin)


@contextmanager
def _ledger() -> Iterator[Any]:
    from pursight_agent.runtime.ledger import Ledger

    directory = agent_settings.data_directory()
    keep = agent_settings.load(directory).limits.egress_mebibytes << 20
    with closing(Ledger(directory, SystemClock(), keep)) as ledger:
        yield ledger


def _list_egress(entries: Iterator[Any], *, as_json: bool) -> None:
    if as_json:
        for entry in entries:
            fields = {
                "seq": entry.seq,
                "at": entry.at.isoformat(),
                "target": entry.target,
                "what": entry.what,
                "bytes": entry.bytes,
                "digest": entry.digest,
                "hash": entry.hash,
            }
            typer.echo(json.dumps(fields, ensure_ascii=False))
        return
    table = table_of("No.", "When (UTC)", "What", "Bytes", "SHA-256")
    total = 0
    for entry in entries:
        total += entry.bytes
        table.add_row(
            str(entry.seq),
            f"{entry.at:%Y-%m-%d %H:%M:%S}",
            entry.what,
            str(entry.bytes),
            entry.digest[:12],
        )
    console().print(table)
    console().print(
        f"{total} bytes in all. `pursight agent egress --show NO` prints what an entry sent."
    )
