"""`pursight server access-policies`: see them, and end one that shuts everybody out."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pursight.clock import Clock, SystemClock
from pursight.errors import Refused
from pursight_server.commands.options import Data, settings_of

if TYPE_CHECKING:
    from pursight_server.access.policy.model import Policy
    from pursight_server.platform.settings import Settings

app = typer.Typer(
    help="See access policies, and switch one off that shuts out those who could end it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Organisation = Annotated[str, typer.Option(metavar="SLUG", help="Whose. [the only one there is]")]


@app.callback()
def policies() -> None:
    """See access policies, and switch one off that shuts out those who could end it."""


@app.command("list")
def list_policies(organisation: Organisation = "", data: Data = None) -> None:
    """List all policies by name, with their text; those that are off too."""
    found = asyncio.run(_all(settings_of(data), SystemClock(), organisation))
    if not found:
        typer.echo("There is no access policy.")
    for policy in found:
        state = "on " if policy.enabled else "off"
        by = f"version {policy.rev}, {policy.changed_by_name}, {policy.changed_at:%Y-%m-%d %H:%M}"
        typer.echo(f"{state}  {policy.name}  ({by})")
        if flaw := _flaw(policy):
            typer.secho(f"     cannot be evaluated: {flaw}", fg="red")
        for line in policy.text.splitlines():
            typer.echo(f"     {line}")


@app.command()
def off(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of the policy, as `list` has it.")],
    organisation: Organisation = "",
    data: Data = None,
) -> None:
    """Switch a policy off, while the server runs or not; it stays, and can be switched on again.

    It holds no more from the next request on. The log names the command line as who did it.
    """
    slug = asyncio.run(_switch_off(settings_of(data), SystemClock(), organisation, name))
    typer.echo(f"The policy {name} of the organisation {slug} is off.")


async def _all(settings: "Settings", clock: Clock, organisation: str) -> Sequence["Policy"]:
    from pursight_server.access.policy import store
    from pursight_server.commands.administration import organisation_of

    async with (
        organisation_of(settings, clock, organisation) as (database, _slug, organisation_id),
        database.reading(organisation_id) as unit,
    ):
        return await store.every(unit)


async def _switch_off(settings: "Settings", clock: Clock, organisation: str, name: str) -> str:
    from pursight_server.access.policy import service
    from pursight_server.commands.administration import COMMAND_LINE, organisation_of

    async with (
        organisation_of(settings, clock, organisation) as (database, slug, organisation_id),
        database.unit_of_work(organisation_id, COMMAND_LINE) as uow,
    ):
        await service.switch_off(uow, name)
    return slug


def _flaw(policy: "Policy") -> str:
    from pursight_server.access.policy import engine

    try:
        engine.check(policy.text)
    except Refused as error:
        return error.message
    return ""
