"""`pursight audit`: check an export of the log, anywhere and without a server."""

from pathlib import Path
from typing import Annotated

import typer

from pursight.errors import Refused

app = typer.Typer(
    help="Check the log of a server with nothing but its public key.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def audit() -> None:
    """Check the log of a server with nothing but its public key."""


@app.command()
def verify(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="EXPORT",
            help="From /api/v1/events/export: the lines alone, or the whole package.",
        ),
    ],
    key: Annotated[
        list[str] | None,
        typer.Option(
            metavar="BASE64",
            help="Public key that you trust (`pursight server log-key` prints it); repeatable.",
        ),
    ] = None,
    heads: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Signed heads that you kept, a line of JSON each (seal file)."
        ),
    ] = None,
) -> None:
    """Do every step again: hashes, chain, tree, signatures; name the first event that is wrong.

    Exit status: 0 when it holds, 1 when it does not or cannot be read.
    """
    from pursight.audit.package import check_file, read_heads
    from pursight.protocol.keys import from_text

    trusted = [from_text(one) for one in key or ()]
    try:
        known = [] if heads is None else read_heads(heads)
    except OSError as error:
        raise _unreadable(heads or file) from error
    try:
        report = check_file(file, keys=trusted, known_heads=known)
    except OSError as error:
        raise _unreadable(file) from error
    header = report.header
    part = "the whole log" if header.whole else "an excerpt of the log"
    when = f"{header.exported_at:%Y-%m-%d %H:%M} UTC"
    typer.echo(f"{part} of {header.organisation}, exported {when}")
    names = ", ".join(report.key_ids) or "none"
    typer.echo(f"{report.events} events, {report.heads} signed heads hold, keys: {names}")
    if header.whole and report.sealed < report.events:
        typer.echo(f"{report.events - report.sealed} events after the last head are not signed yet")
    if not report.trusted:
        typer.secho(
            "The key came with the export. Give the one you have from elsewhere with --key: "
            "only then a forger with a key of their own is found out.",
            fg="yellow",
        )
    first = report.first_bad
    if first is None:
        typer.secho("It holds: nothing was changed, dropped, added or moved.", fg="green")
        return
    typer.secho(f"IT DOES NOT HOLD. First at event {first.seq}: {first.reason}.", fg="red")
    for flaw in report.flaws:
        if flaw is not first:
            typer.echo(f"  event {flaw.seq}: {flaw.reason}")
    raise typer.Exit(1)


def _unreadable(file: Path) -> Refused:
    return Refused(f"{file} cannot be read", hint="Check the path and its permissions.")
