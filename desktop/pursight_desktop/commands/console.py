"""`pursight console`: the steward's desktop, with and without a network."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pursight.errors import Refused
from pursight_desktop.session import trust
from pursight_desktop.settings import Paths


class NoDisplay(Refused):
    """There is no screen to open a window on."""

    code = "console.no_display"


def console(
    *,
    server: Annotated[
        str, typer.Option("--server", help="Address of the server, to sign in to at first.")
    ] = "",
    organisation: Annotated[
        str, typer.Option("--organisation", help="Its short name, to sign in to at first.")
    ] = "",
    email: Annotated[str, typer.Option("--email", help="Yours, to sign in with at first.")] = "",
    certificate: Annotated[
        Path | None,
        typer.Option(
            "--certificate",
            exists=True,
            dir_okay=False,
            help="The server's own certificate (PEM), to trust its key without being asked.",
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            file_okay=False,
            help="Folder for all that the console keeps, instead of the system's own.",
        ),
    ] = None,
    screenshot: Annotated[
        Path | None,
        typer.Option(
            "--screenshot",
            file_okay=False,
            help="Draw every screen into this folder and end; needs no display.",
        ),
    ] = None,
) -> None:
    """Open the console: find data, understand it, document it, decide about it.

    All it shows comes from a copy on this machine, so it works without a network too.
    """
    if screenshot is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _need_display()
    url = trust.spell_url(server) if server else ""
    pin = "" if certificate is None else trust.pin_of_certificate(certificate.read_bytes())

    from pursight_desktop.app.run import Launch, main  # Qt is loaded when all else is well

    launch = Launch(
        paths=Paths.of_this_machine() if data is None else Paths(data.expanduser()),
        server_url=url,
        organisation=organisation,
        email=email,
        pin=pin,
        screenshots=screenshot,
    )
    raise typer.Exit(main(launch))


def _need_display() -> None:
    """Say it in words, where Qt would abort."""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform != "linux" or asked:
        return
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise NoDisplay(
            "There is no display to open the console on.",
            hint="Start it in a desktop session, or set DISPLAY.",
        )
