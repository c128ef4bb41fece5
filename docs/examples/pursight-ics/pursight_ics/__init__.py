"""PurSight reads calendars: `ics:///path/to/folder`, a table for each `.ics` file."""

from pathlib import Path
from urllib.parse import unquote

from pursight_agent.source import SourceNotFound
from pursight_ics.source import CalendarSource


def open_source(url: str, *, secret: str | None = None) -> CalendarSource:
    """Open the folder that a URL names; called by PurSight, see the entry point."""
    del secret  # a folder asks for none
    folder = Path(unquote(url.partition("://")[2]))
    if not folder.is_dir():
        raise SourceNotFound(
            f"There is no folder {str(folder)!r}.", hint="Write ics:///whole/path/to/the/folder."
        )
    return CalendarSource(folder)
