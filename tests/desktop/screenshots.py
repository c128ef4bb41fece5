"""Draws every screen over a made-up estate: `python -m tests.desktop.screenshots FOLDER`."""

import os
import sys
import tempfile
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from tests.builders.replica import AnEstate, an_estate

from pursight_desktop.app.run import make_app
from pursight_desktop.app.screens import SCREENS
from pursight_desktop.app.screenshots import SIZES, THEMES, Drawing
from pursight_desktop.app.window import Window
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.sync.status import Connection, ConsoleStatus, word
from pursight_desktop.theme import Theme

STEWARD = Account(
    server_url="https://pursight.example:8443",
    organisation="acme",
    organisation_id=UUID(int=1),
    organisation_name="Acme Retail",
    person_id=UUID(int=2),
    person_name="Grace Hopper",
    email="grace@acme.example",
    roles=("data_steward",),
    permissions=("scans.start", "sources.write", "agents.enrol"),
    device_id=UUID(int=3),
)


def places_of(estate: AnEstate) -> list[tuple[str, Place]]:
    """List what is drawn: the screens, a table's and a column's page, a search."""
    places = [(screen.name, Place(screen.name)) for screen in SCREENS]
    places.append(("table", Place("asset", estate.tables[0])))
    places.append(("column", Place("asset", estate.columns[0])))
    places.append(("search-email", Place("search", args=(("text", "email"),))))
    return places


def draw(
    folder: Path,
    *,
    tables: int = 60,
    columns: int = 1_000,
    sizes: tuple[tuple[int, int], ...] = SIZES,
    themes: tuple[str, ...] = THEMES,
    only: tuple[str, ...] = (),
) -> list[Path]:
    """Draw the screens of an estate; none at all with no columns: the empty states.

    Args:
        folder: Gets the pictures.
        tables: Of the estate.
        columns: Likewise.
        sizes: Of the window.
        themes: Light, dark.
        only: Names of what to draw; empty is everything.
    """
    app = make_app()
    theme = app.findChild(Theme) or Theme(app, "light")
    assert isinstance(theme, Theme)
    with tempfile.TemporaryDirectory() as home:
        store = Store.open(Path(home) / "replica.db", bytes(32))
        places = [(screen.name, Place(screen.name)) for screen in SCREENS]
        if columns:
            places = places_of(an_estate(store, tables=tables, columns=columns))
        if only:
            places = [(name, place) for name, place in places if name in only]
        desk = Desk(store, STEWARD, Preferences())
        sync = SyncState(store).status()
        desk.latest = ConsoleStatus(Connection.ONLINE, sync, word(Connection.ONLINE, sync))
        window = Window(desk, theme)
        window.show()
        over: list[bool] = []
        drawing = Drawing(
            window, folder, places, lambda: over.append(True), sizes=sizes, themes=themes
        )
        while not over:
            QApplication.processEvents()
        drawn = list(drawing.drawn)
        window.close()
        window.deleteLater()
        desk.close()
        store.close()
    return drawn


if __name__ == "__main__":
    where = Path(sys.argv[1])
    print(f"{len(draw(where, only=tuple(sys.argv[2:])))} pictures in {where}")
