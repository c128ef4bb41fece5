"""The states in which the console is drawn: empty, filling, full, offline, with problems."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QApplication
from tests.builders.replica import an_estate
from tests.desktop.pictured_server import EMPTY, LESSER, ROLES, Gate, PicturedServer

from pursight_desktop.app.screens import SCREENS
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.deciding import decide
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.sync.console import Console
from pursight_desktop.sync.status import Connection, ConsoleStatus, word
from pursight_server.access.model import GRANTS, Role

PATIENCE_SECONDS = 60.0
PAGES_OF_A_FILL = 3
MINE = "Everybody who has ordered at least once; one row a person, merged nightly from the shop."

STEWARD = Account(
    server_url="https://pursight.example:8443",
    organisation="acme",
    organisation_id=UUID(int=1),
    organisation_name="Acme Retail",
    person_id=UUID(int=2),
    person_name="Grace Hopper",
    email="grace@acme.example",
    roles=ROLES,
    permissions=tuple(sorted(permission for role in ROLES for permission in GRANTS[Role(role)])),
    device_id=UUID(int=3),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A desk in some state, and what is worth looking at there.

    Attributes:
        places: By the name of the picture.
    """

    desk: Desk
    places: Sequence[tuple[str, Place]]


MakeScene = Callable[[Path, PicturedServer], AbstractContextManager[Scene]]


def until(holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Let user interface and sync go on until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not so after {seconds} s"
        QApplication.processEvents()
        time.sleep(0.01)


@contextmanager
def full(home: Path, _server: PicturedServer | None = None) -> Iterator[Scene]:
    """A made-up estate of sixty tables and a thousand columns; this one needs no server."""
    store = Store.open(home / "replica.db", bytes(32))
    estate = an_estate(store, tables=60, columns=1_000)
    desk = Desk(store, STEWARD, Preferences())
    sync = SyncState(store).status()
    desk.latest = ConsoleStatus(Connection.ONLINE, sync, word(Connection.ONLINE, sync))
    pages = [("table", estate.tables[0]), ("column", estate.columns[0])]
    try:
        yield Scene(desk, _places(dict(pages)))
    finally:
        desk.close()
        store.close()


@contextmanager
def empty(home: Path, server: PicturedServer) -> Iterator[Scene]:
    """An organisation that was only just founded."""
    with server.console(home, EMPTY, Gate()) as console, _desk_of(console) as desk:
        until(lambda: _up_to_date(desk))
        yield Scene(desk, _places({}))


@contextmanager
def filling(home: Path, server: PicturedServer) -> Iterator[Scene]:
    """The first fill is under way."""
    gate = Gate(pages=PAGES_OF_A_FILL)
    full_one = server.stage.account.organisation
    with server.console(home, full_one, gate) as console, _desk_of(console) as desk:
        until(lambda: desk.latest is not None and desk.latest.sync.filled > 0)
        yield Scene(desk, _places(_pages(console.store)))


@contextmanager
def problems(home: Path, server: PicturedServer) -> Iterator[Scene]:
    """Others were faster, or Grace was not allowed: three conflicts and three refused edits."""
    with _at_work(home, server) as (console, desk, gate):
        tables, columns = _assets(console.store, "table"), _assets(console.store, "column")
        for table in tables[:3]:
            server.annotate(table, owner="", description="")
        for column in columns[2:4]:
            server.annotate(column, tags=[])
        server.decide(columns[0], verdict="reject")
        desk.sync_now()
        until(lambda: _are_bare(console.store, [*tables[:3], *columns[2:4]]))

        gate.shut()
        server.annotate(tables[0], owner="Team CRM")
        server.annotate(tables[1], owner="Finance")
        server.decide(columns[0], verdict="change", label="phone", reason="Looked at the form")
        desk.do(lambda store: annotate(store, tables[:1], owner="Ada Lovelace"))
        desk.do(lambda store: annotate(store, tables[1:2], owner="Sales"))
        desk.do(lambda store: decide(store, columns[:1], "change", "email"))
        gate.open()
        until(lambda: _tray(desk) >= 3)
        until(lambda: _up_to_date(desk))

        gate.shut()
        desk.do(lambda store: annotate(store, tables[2:3], description=MINE))
        desk.do(lambda store: annotate(store, columns[2:4], add_tags=["golden"]))
        server.let_grace(*LESSER)
        gate.open()
        until(lambda: _tray(desk) >= 6)
        server.let_grace(*ROLES)
        desk.sync_now()
        until(lambda: _up_to_date(desk) and bool(_assets(console.store, "column")))
        yield Scene(desk, _places(_pages(console.store)))


@contextmanager
def offline(home: Path, server: PicturedServer) -> Iterator[Scene]:
    """The server has gone; edits wait."""
    with _at_work(home, server) as (console, desk, _gate):
        pages = _pages(console.store)
        server.stop()
        until(lambda: desk.latest is not None and not desk.latest.online)
        desk.do(lambda store: annotate(store, [pages["table"]], description=MINE))
        desk.do(lambda store: annotate(store, [pages["column"]], owner="Team Sales"))
        desk.do(lambda store: decide(store, [pages["column"]], "reject"))
        until(lambda: desk.latest is not None and desk.latest.sync.pending == 3)
        yield Scene(desk, _places(pages))


STATES: Mapping[str, MakeScene] = {
    "empty": empty,
    "filling": filling,
    "full": full,
    "problems": problems,
    "offline": offline,
}


@contextmanager
def _at_work(home: Path, server: PicturedServer) -> Iterator[tuple[Console, Desk, Gate]]:
    """Grace's console, up to date."""
    gate = Gate()
    full_one = server.stage.account.organisation
    with server.console(home, full_one, gate) as console, _desk_of(console) as desk:
        until(lambda: _up_to_date(desk))
        yield console, desk, gate


@contextmanager
def _desk_of(console: Console) -> Iterator[Desk]:
    desk = Desk(console.store, console.account, Preferences(), console.engine)
    try:
        yield desk
    finally:
        desk.close()


def _places(pages: Mapping[str, UUID]) -> list[tuple[str, Place]]:
    """List what is drawn: the screens, and with something in it a table, a column, a search."""
    places = [(screen.name, Place(screen.name)) for screen in SCREENS]
    places += [(name, Place("asset", asset_id)) for name, asset_id in pages.items()]
    if pages:
        places.append(("search-email", Place("search", args=(("text", "email"),))))
    return places


def _pages(store: Store) -> dict[str, UUID]:
    """Choose the widest table that is here, and a column with something in it."""
    with store.reader() as connection:
        [(table,)] = connection.execute(
            "SELECT parent FROM asset WHERE level = 3 GROUP BY parent ORDER BY count(*) DESC, 1"
            " LIMIT 1"
        ).fetchall()
        [(column,)] = connection.execute(
            "SELECT id FROM asset WHERE level = 3 AND parent = ?"
            " ORDER BY label = 'none', sensitivity DESC, id LIMIT 1",
            (table,),
        ).fetchall()
    return {"table": UUID(bytes=table), "column": UUID(bytes=column)}


def _assets(store: Store, level: str) -> list[UUID]:
    with store.reader() as connection:
        found = connection.execute(
            "SELECT id FROM row WHERE entity = 'asset' AND fields ->> 'level' = ?"
            " ORDER BY fields ->> 'label' = 'none', fields ->> 'fqn'",
            (level,),
        ).fetchall()
    return [UUID(bytes=row_id) for (row_id,) in found]


def _are_bare(store: Store, assets: Sequence[UUID]) -> bool:
    """Whether it has arrived that nobody says anything about these."""
    said = "(fields ->> 'description') || (fields ->> 'owner') || (fields ->> 'tags')"
    sql = f"SELECT {said} FROM row WHERE entity = 'asset' AND id = ?"
    with store.reader() as connection:
        found = [connection.execute(sql, (one.bytes,)).fetchone() for one in assets]
    return all(one == ("[]",) for one in found)


def _tray(desk: Desk) -> int:
    return 0 if desk.latest is None else desk.latest.sync.tray


def _up_to_date(desk: Desk) -> bool:
    now = desk.latest
    return now is not None and now.online and not now.sync.first_fill and not now.sync.pending
