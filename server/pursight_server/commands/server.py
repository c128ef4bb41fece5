"""`pursight server`: set up, run, back up and look after the server."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from pursight.clock import SystemClock
from pursight_server.commands.options import Data, settings_of
from pursight_server.commands.policies import app as policies

app = typer.Typer(
    help="Set up, run, back up and look after the server.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Everything can also be set as PURSIGHT_… in the environment; the command line wins.",
)

app.add_typer(policies, name="access-policies")


@app.command()
def run(  # noqa: PLR0917  one parameter an option
    roles: Annotated[
        str | None,
        typer.Option(help="What this process does: api, worker, or both by comma. [both]"),
    ] = None,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on. [127.0.0.1; 0.0.0.0 for all]")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port; 0 takes any free one. [8470]")
    ] = None,
    data: Data = None,
    cert: Annotated[
        Path | None, typer.Option(metavar="PEM", help="Your own TLS certificate, with its chain.")
    ] = None,
    key: Annotated[Path | None, typer.Option(metavar="PEM", help="The certificate's key.")] = None,
    plain_http: Annotated[
        bool, typer.Option("--plain-http", help="No TLS; only on a loopback address.")
    ] = False,
) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Starts its own PostgreSQL in the data directory, unless PURSIGHT_DATABASE_URL is set. The first
    run makes everything that is missing. Speaks TLS 1.3 with a certificate of its own; agents
    trust it by the fingerprint in their enrolment token.
    """
    from pursight_server.app.serving import serve
    from pursight_server.platform.telemetry import configure_logs

    settings = settings_of(
        data,
        roles=roles,
        host=host,
        port=port,
        tls_certificate=cert,
        tls_key=key,
        plain_http=plain_http or None,
    )
    configure_logs(settings.log_format, settings.log_level)
    try:
        serve(settings, on_ready=lambda url: typer.echo(f"PurSight serves at {url}"))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


@app.command()
def init(
    organisation: Annotated[
        str, typer.Option(metavar="SLUG", help="Short name of the organisation, for sign-in.")
    ] = "main",
    name: Annotated[str, typer.Option(help="Its full name. [the short one]")] = "",
    data: Data = None,
) -> None:
    """Make data directory, keys, database and an organisation; what is there stays as it is."""
    from pursight_server.commands import administration

    settings = settings_of(data)
    for line in asyncio.run(administration.initialise(settings, organisation, name, SystemClock())):
        typer.echo(line)


@app.command()
def migrate(data: Data = None) -> None:
    """Bring the database to the state that this version needs."""
    from pursight_server.commands import administration
    from pursight_server.platform.schema import newest_revision

    asyncio.run(administration.migrate(settings_of(data), SystemClock()))
    typer.echo(f"The database is at revision {newest_revision()}.")


@app.command("create-admin")
def create_admin(
    email: Annotated[str, typer.Option(prompt="E-mail address", help="For signing in.")],
    organisation: Annotated[
        str, typer.Option(metavar="SLUG", help="Whose. [the only one there is]")
    ] = "",
    name: Annotated[str, typer.Option(help="The person's name. [the e-mail address]")] = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    data: Data = None,
) -> None:
    """Create a person who may administer the organisation; asks for the password."""
    from pursight_server.commands import administration

    settings = settings_of(data)
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    slug = asyncio.run(
        administration.create_administrator(
            settings,
            SystemClock(),
            organisation=organisation,
            email=email,
            name=name,
            password=password,
        )
    )
    typer.echo(f"{email} can sign in to the organisation {slug} and administer it.")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")],
    data: Data = None,
) -> None:
    """Write database and keys into one file; a running server goes on meanwhile.

    The file holds the server's private keys: keep it as safe as the server itself.
    """
    from pursight_server.platform.backup import back_up
    from pursight_server.platform.installation import Installation

    manifest = back_up(Installation(settings_of(data)), file, SystemClock())
    size = file.stat().st_size / 1024**2
    typer.echo(f"Wrote {file} ({size:.1f} MiB, database revision {manifest.revision}).")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace what is in the data directory.")
    ] = False,
    data: Data = None,
) -> None:
    """Bring a server back from a backup, into an empty data directory."""
    from pursight_server.platform import backup as backups
    from pursight_server.platform.installation import Installation

    manifest = backups.restore(Installation(settings_of(data)), file, SystemClock(), force=force)
    typer.echo(f"Restored the backup of {manifest.made_at}. Start it with `pursight server run`.")


@app.command("log-key")
def log_key(data: Data = None) -> None:
    """Print the public key by which auditors know that this server signed its log's heads."""
    from pursight.audit.heads import key_id
    from pursight.protocol.keys import to_text
    from pursight_server.platform.crypto import ServerKeys
    from pursight_server.platform.installation import Installation

    public = ServerKeys.load(Installation(settings_of(data)).keys).log_public
    typer.echo(f"{to_text(public)}  {key_id(public)}")


@app.command("rotate-token-key")
def rotate_token_key(data: Data = None) -> None:
    """Let access tokens be signed by a new key; servers that run take it up within a minute."""
    from pursight_server.platform.crypto import ServerKeys
    from pursight_server.platform.installation import Installation
    from pursight_server.platform.token_keys import rotate

    folder = Installation(settings_of(data)).keys
    kid = rotate(ServerKeys.load(folder), folder, SystemClock().now())
    typer.echo(f"Access tokens are signed by the key {kid} in a minute.")


@app.command("rotate-field-keys")
def rotate_field_keys(
    data_keys: Annotated[
        bool,
        typer.Option(
            "--data-keys",
            help="Make each organisation's data key new too, and encrypt everything again.",
        ),
    ] = False,
    data: Data = None,
) -> None:
    """Make the key that encrypts secrets in the database new, while the server runs.

    With a key of your own in the environment or a KMS: set the new one first. One that was cut off
    goes on where it was. Backups made before need the keys they were made with: they hold them.
    """
    from pursight_server.commands import administration

    done = asyncio.run(
        administration.rotate_field_keys(settings_of(data), SystemClock(), data_keys=data_keys)
    )
    if done.resumed:
        typer.echo("Went on with a rotation that had not ended.")
    typer.echo(
        f"{done.organisations} organisations, {done.data_keys} new data keys,"
        f" {done.fields} fields encrypted again."
    )


@app.command()
def doctor(data: Data = None) -> None:
    """Check disk, permissions, database, schema, keys and clock; says what to do.

    Exit status: 0 when all is well or only warned about, 1 when something failed.
    """
    from pursight_server.app import wiring  # noqa: F401  loads all tables: some hold secrets
    from pursight_server.platform.doctor import Verdict, examine
    from pursight_server.platform.installation import Installation

    colours = {Verdict.WELL: "green", Verdict.WARNING: "yellow", Verdict.FAILED: "red"}
    failed = False
    for finding in examine(Installation(settings_of(data)), SystemClock()):
        failed |= finding.verdict is Verdict.FAILED
        typer.secho(f"{finding.verdict.value:8}", fg=colours[finding.verdict], nl=False)
        typer.echo(f"{finding.check}: {finding.words}")
        if finding.hint:
            typer.echo(f"{'':8}{finding.hint}")
    if failed:
        raise typer.Exit(1)


@app.command("train-model", hidden=True)
def train_model() -> None:
    """Train on what stands on standard input; the server starts this, people do not."""
    from pursight_server.learning.trainer import main

    raise typer.Exit(main())
