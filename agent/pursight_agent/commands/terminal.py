"""The terminal of somebody who runs a command; rich is loaded when there is something to say."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


@cache
def console() -> "Console":
    """Give where to write to: the service never does, and does without rich."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


def table_of(*columns: str) -> "Table":
    """Begin a table with these headings."""
    from rich.table import Table

    return Table(*columns)
