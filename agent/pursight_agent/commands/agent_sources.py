"""`pursight agent sources`: add, list, test and remove what this agent may read."""

import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from pursight.clock import SystemClock
from pursight.contracts.agents import JobKind
from pursight.contracts.scans import MeasureWhere
from pursight.errors import Refused
from pursight_agent import settings as agent_settings
from pursight_agent.commands.terminal import console, table_of

sources = typer.Typer(help="The sources of this agent.", no_args_is_help=True)


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
    console().print(f"Added {alias} ({entry.kind}).", markup=False)
    if secret:
        for warning in secrets.warnings:
            console().print(f"Warning: {warning}", style="yellow", markup=False)
        if not (password_stdin or ask_password):
            console().print(
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
        console().print("No sources yet. Add one: pursight agent sources add ALIAS URL")
        return
    table = table_of("Alias", "Kind", "Address", "Allowed", "Hours")
    for row in rows:
        jobs_text = ", ".join(row["allowed"]) or "nothing"
        table.add_row(
            str(row["alias"]), str(row["kind"]), str(row["url"]), jobs_text, str(row["hours"])
        )
    console().print(table)


@sources.command("test")
def test_source(
    alias: Annotated[str, typer.Argument(help="Which source.")],
) -> None:
    """Connect to a source from here and say what is there."""
    from pursight_agent.commands.agent_status import try_source

    facts, latency = try_source(agent_settings.data_directory(), alias)
    version = f" {facts.version}" if facts.version else ""
    place = f" at {facts.location}" if facts.location else ""
    console().print(
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
        agent_load.show(found, console())


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
    console().print(
        f"Removed {alias}. Reports that are not delivered yet still will be.", markup=False
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
