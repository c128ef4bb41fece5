"""Rights taken away at a real server: no word of it is left in a console's files."""

from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from tests.builders.scanned import seen
from tests.simulation.joined_console import JoinedConsole
from tests.simulation.joined_server import JoinedServer
from tests.simulation.mortal_store import Doom, MortalStore

from pursight.protocol.sync_replica import Phase
from pursight_desktop.replica.errors import ReplicaDamaged
from pursight_desktop.replica.queries.search import search
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.session.secrets import KeyringVault, replica_key
from pursight_desktop.settings import Paths
from pursight_desktop.sync.console import REPLICA_NAME, Console
from pursight_desktop.sync.status import Connection
from pursight_desktop.sync.turns import Stand, Turns
from pursight_server.access import store as persons
from pursight_server.catalog import service as catalog
from pursight_server.classification import service as classification
from pursight_server.classification.model import Verdict
from pursight_server.platform.unit_of_work import Actor

WORDS = ("zanzibarcolumn", "xylophonetext", "quagmireowner", "wombattag", "yttriumtype",
         "marzipancomment", "flamingoreason")  # fmt: skip
"""In an asset's name, description, owner, tag, type and comment, and in a decision's reason."""


class PlainStore(MortalStore):
    """Not encrypted, so that a search of its file proves something."""

    _encrypted = False


def _found(folder: Path) -> set[str]:
    held = b"".join(one.read_bytes().lower() for one in folder.iterdir() if one.is_file())
    return {word for word in WORDS if word.encode() in held}


async def _say_the_words(server: JoinedServer) -> UUID:
    name, text, owner, tag, kind, comment, reason = WORDS
    server.tables["hidden"] = (seen(name, type=kind, comment=comment, label="email"),)
    for number in range(12):
        server.tables[f"plain{number}"] = (seen(f"id_{number}"), seen("note"), seen("city"))
    await server.scan()
    column = (await server.scanner.assets())[f"CRM.public.hidden.{name}"].id
    who = Actor.system("a steward")
    async with server.given.database.unit_of_work(server.organisation_id, who) as uow:
        said = {"description": text, "owner": owner, "tags": (tag,)}
        await catalog.annotate(uow, column, said)
        await classification.decide(uow, column, Verdict.ACCEPT, reason=reason)
    return column


def _console(server: JoinedServer, place: Path, kind: type[MortalStore]) -> JoinedConsole:
    console = JoinedConsole(server, Random(1), place, 0, 0, store_kind=kind)
    console.is_calm = True
    return console


async def _sync(console: JoinedConsole) -> None:
    for _ in range(50):
        stand = await console.take()
        if stand is not None and (stand.at_rest or console.is_revoked):
            return
    raise AssertionError("it does not come to rest")


async def _take_away(server: JoinedServer) -> None:
    who = server.callers[0]
    async with server.given.database.unit_of_work(
        server.organisation_id, Actor.system("an administrator")
    ) as uow:
        await persons.change_person(
            uow,
            who.person_id,
            name=who.name,
            roles=frozenset(),
            disabled_at=None,
        )


@pytest.mark.parametrize("doom", [None, "before the file is cleaned", "before the log is emptied"])
async def test_words_of_revoked_rows_are_nowhere_in_the_files(
    joined: JoinedServer, quick_folder: Path, doom: Doom | None
) -> None:
    await _say_the_words(joined)
    console = _console(joined, quick_folder / "plain", PlainStore)
    await _sync(console)
    assert _found(console.store.path.parent) == set(WORDS)  # the search would find them
    await _take_away(joined)
    console.store.doom = doom
    lives = console.lives
    await _sync(console)
    assert (console.lives > lives) == (doom is not None)
    assert console.base() == {}
    assert _found(console.store.path.parent) == set()
    with console.store.reader() as connection:
        assert search(connection, WORDS[0]).total == 0
    console.end()
    assert _found(console.store.path.parent) == set()


async def test_the_encrypted_replica_never_held_them_in_the_clear(
    joined: JoinedServer, quick_folder: Path
) -> None:
    await _say_the_words(joined)
    console = _console(joined, quick_folder / "sealed", MortalStore)
    await _sync(console)
    with console.store.reader() as connection:
        assert search(connection, WORDS[0]).total > 0
    assert _found(console.store.path.parent) == set()
    await _take_away(joined)
    await _sync(console)
    with console.store.reader() as connection:
        assert search(connection, WORDS[0]).total == 0
    assert _found(console.store.path.parent) == set()
    console.end()


async def _take(turns: Turns, way: JoinedConsole) -> Stand:
    return await turns.take(way.weather)  # type: ignore[arg-type]


async def test_a_revoked_console_cannot_open_its_replica(
    joined: JoinedServer, quick_folder: Path, vault: KeyringVault
) -> None:
    """Key first, then files; and what was copied away meanwhile opens with no other key."""
    await _say_the_words(joined)
    who = joined.callers[0]
    account = Account(
        server_url="https://pursight.test",
        organisation="acme",
        organisation_id=who.organisation_id,
        person_id=who.person_id,
        person_name=who.name,
        email=who.email,
        device_id=UUID(int=1),
    )
    paths = Paths(quick_folder / "home")
    opened = Console.open(paths, account, vault)
    path = account.folder(paths) / REPLICA_NAME
    way = _console(joined, quick_folder / "way", MortalStore)
    way.device = opened.account.device_id
    turns = Turns(opened.state, way.turns._work)
    while not (stand := await _take(turns, way)).at_rest:
        assert stand.connection is Connection.ONLINE
    stolen = quick_folder / "stolen.db"
    stolen.write_bytes(path.read_bytes())
    await joined.revoke(0, way.device)
    assert (await _take(turns, way)).connection is Connection.REVOKED
    assert opened.state.status().phase is Phase.REVOKED
    opened._destroy()
    assert replica_key(vault, account.key) is None
    assert not account.folder(paths).exists()
    with pytest.raises(ReplicaDamaged):
        Store.open(stolen, bytes(32))
    way.end()
