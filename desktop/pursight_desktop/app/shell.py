"""What actions and jumps may do to the window they belong to."""

from typing import Protocol

from pursight_desktop.app.actions import Actions
from pursight_desktop.app.tabs import Tabs
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place


class Shell(Protocol):
    """A window as its actions see it."""

    desk: Desk
    tabs: Tabs
    actions_: Actions

    def go(self, place: Place, new_tab: bool = False) -> None:
        """Go somewhere."""
        ...

    def go_to_screen(self, screen: str, new_tab: bool = False) -> None:
        """Go to a screen as it is at first."""
        ...

    def open_palette(self) -> None:
        """Open the palette."""
        ...

    def show_shortcuts(self) -> None:
        """Show all shortcuts."""
        ...

    def fold_sidebar(self) -> None:
        """Fold the sidebar, or unfold it."""
        ...

    def close(self) -> bool:
        """Close the window."""
        ...
