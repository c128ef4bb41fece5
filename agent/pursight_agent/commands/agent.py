"""`pursight agent`: enrol, run and look after the agent on this machine."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pursight.clock import SystemClock
from pursight.contracts.agents import JobKind
from pursight.contracts.scans import MeasureWhere
from pursight.errors import Refused
from pursight_agent import lean
from pursight_agent import settings as agent_settings
from pursight_agent.commands import agent_children

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

app = typer.Typer(
    help="Enrol, run and look after the agent on this machine.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
sources = typer.Typer(help="The sources of this agent.", no_args_is_help=True)
app.add_typer(sources, name="sources")


@cache
def _console() -> "Console":
    """Made when there is something to say: the service never has, and does without rich."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


def _table(*columns: str) -> "Table":
    from rich.table import Table

    return Table(*columns)


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
    _console().print(f"Enrolled with {enrolled.organisation} as {enrolled.name}.", markup=False)
    for warning in secrets.warnings:
        _console().print(f"Warning: {warning}", style="yellow", markup=False)
    if not agent_settings.load(directory).source:
        _console().print("Next: pursight agent sources add ALIAS URL, then pursight agent run.")


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
        describe(facts, _console())


@sources.command("add")
def add_source(
    alias: Annotated[str, typer.Argument(help="A short name, all that the server will know.")],
    url: Annotated[
        str,
        typer.Argument(help="postgresql://, mysql:// or another scheme, or a path."),
    ],
    *,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    ask_password: Annotated[
        bool, typer.Option("--ask-password", help="Ask for the password.")
    ] = False,
    allow: Annotated[
        list[JobKind] | None, typer.Option(help="What the server may ask for; default: all.")
    ] = None,
    measure: Annotated[
        MeasureWhere,
        typer.Option(help="Where tables are measured: at the agent, in the source, or by size."),
    ] = "auto",
    no_consent: Annotated[
        bool, typer.Option("--no-consent", help="Allow nothing yet; edit consent.toml yourself.")
    ] = False,
) -> None:
    """Add a source and allow the server to have it tested and scanned."""
    from pydantic import ValidationError

    from pursight_agent.runtime import consent
    from pursight_agent.secrets import open_secrets, source_secret

    directory = agent_settings.data_directory()
    clean, secret = agent_settings.split_secret(url)
    try:
        entry = agent_settings.SourceEntry(alias=alias, url=_absolute(clean), measure=measure)
    except ValidationError as error:
        raise Refused(
            f"{alias!r} cannot be an alias.",
            hint="Use lower-case letters, digits, - and _, at most 63, such as crm or hr-2024.",
        ) from error
    if password_stdin:
        secret = sys.stdin.readline().rstrip("\r\n")
    elif ask_password:
        secret = typer.prompt("Password", hide_input=True, default="", show_default=False)
    secrets = open_secrets(directory)
    agent_settings.add_source(directory, entry)
    if secret:
        secrets.put(source_secret(alias), secret)
    if not no_consent:
        consent.allow(directory, alias, allow or list(JobKind))
    _console().print(f"Added {alias} ({entry.kind}).", markup=False)
    if secret:
        for warning in secrets.warnings:
            _console().print(f"Warning: {warning}", style="yellow", markup=False)
        if not (password_stdin or ask_password):
            _console().print(
                "The password was moved to the store of secrets; it may still stand in the history "
                "of your shell. --ask-password avoids that.",
                markup=False,
            )


@sources.command("list")
def list_sources(
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,
) -> None:
    """List the sources and what is allowed with them."""
    from pursight_agent.runtime import consent

    directory = agent_settings.data_directory()
    known, allowed = agent_settings.load(directory).source, consent.load(directory)
    rows = []
    for entry in known:
        given = allowed.for_source(entry.alias)
        jobs = [kind.value for kind in given.jobs] if given else []
        hours = given.hours if given and jobs else ""
        rows.append(
            {
                "alias": entry.alias,
                "kind": entry.kind,
                "url": entry.url,
                "allowed": jobs,
                "hours": hours,
            }
        )
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    if not rows:
        _console().print("No sources yet. Add one: pursight agent sources add ALIAS URL")
        return
    table = _table("Alias", "Kind", "Address", "Allowed", "Hours")
    for row in rows:
        jobs_text = ", ".join(row["allowed"]) or "nothing"
        table.add_row(
            str(row["alias"]), str(row["kind"]), str(row["url"]), jobs_text, str(row["hours"])
        )
    _console().print(table)


@sources.command("test")
def test_source(
    alias: Annotated[str, typer.Argument(help="Which source.")],
) -> None:
    """Connect to a source from here and say what is there."""
    from pursight_agent.commands.agent_status import try_source

    facts, latency = try_source(agent_settings.data_directory(), alias)
    version = f" {facts.version}" if facts.version else ""
    place = f" at {facts.location}" if facts.location else ""
    _console().print(
        f"{alias} answers in {latency:.0f} ms: {facts.kind}{version}{place}.", markup=False
    )


@sources.command("load")
def load_of_source(
    alias: Annotated[str, typer.Argument(help="Which source.")],
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,
) -> None:
    """Show what a source may be made to bear: settings and consent, the stricter of both."""
    from pursight_agent.commands import agent_load

    found = agent_load.contract_of(agent_settings.data_directory(), alias, SystemClock())
    if as_json:
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        agent_load.show(found, _console())


@sources.command("remove")
def remove_source(
    alias: Annotated[str, typer.Argument(help="Which source.")],
) -> None:
    """Forget a source, its password, its consent, its last results and where rare finds lie."""
    from pursight_agent.runtime import consent, finds
    from pursight_agent.runtime.database import LocalDatabase
    from pursight_agent.runtime.incremental import SCHEMA, forget
    from pursight_agent.runtime.spool import FILE_NAME
    from pursight_agent.secrets import open_secrets, source_secret

    directory = agent_settings.data_directory()
    agent_settings.remove_source(directory, alias)
    consent.withdraw(directory, alias)
    open_secrets(directory).drop(source_secret(alias))
    if (directory / FILE_NAME).exists():
        with closing(LocalDatabase(directory / FILE_NAME, SCHEMA)) as database:
            forget(database, alias)
    if (directory / finds.FILE_NAME).exists():
        with closing(finds.FindStore(directory)) as store:
            store.forget(alias)
    _console().print(
        f"Removed {alias}. Reports that are not delivered yet still will be.", markup=False
    )


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
    table = _table("Address", "Reads", "Comes from", "State")
    for row in rows:
        table.add_row(f"{row['scheme']}://", row["reads"], row["origin"], row["state"])
    _console().print(table)


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
            _console().print(f"The egress ledger holds: {verdict.entries} entries.")
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

    show(agent_settings.data_directory(), source, table or None, _console(), as_json=as_json)


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
    table = _table("No.", "When (UTC)", "What", "Bytes", "SHA-256")
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
    _console().print(table)
    _console().print(
        f"{total} bytes in all. `pursight agent egress --show NO` prints what an entry sent."
    )


def _absolute(url: str) -> str:
    """Make a path independent of the current folder; other addresses stay.

    A DuckDB database that is not called like one becomes an address that says so.
    """
    from pursight_agent.connectors import is_duckdb

    for scheme in ("sqlite:///", "duckdb:///"):
        if url.startswith(scheme) and not url.startswith(f"{scheme}/"):
            return scheme + str(Path(url.removeprefix(scheme)).expanduser().absolute())
    if "://" in url:
        return url
    path = Path(url).expanduser().absolute()
    named_otherwise = path.suffix.lower() not in (".duckdb", ".ddb") and is_duckdb(path)
    return f"duckdb:///{path}" if named_otherwise else str(path)
