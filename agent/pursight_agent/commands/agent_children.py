"""Commands that no person types: how a packed program starts its own children."""

from collections.abc import Callable, Mapping

import typer


def work() -> None:
    """Do one job that stands on standard input; the service starts this, people do not."""
    from pursight_agent.runtime.work import main

    raise typer.Exit(main())


def measure() -> None:
    """Measure columns that stand on standard input; a scan starts this, people do not."""
    from pursight_agent.scanning.aside import main

    raise typer.Exit(main())


def check_model() -> None:
    """Load the column model that stands on standard input; the service starts this."""
    from pursight_agent.runtime.models import main

    raise typer.Exit(main())


COMMANDS: Mapping[str, Callable[[], None]] = {
    "work": work,
    "measure": measure,
    "check-model": check_model,
}
"""By the names that `command()` of each kind of child spells."""
