"""A desk whose sync runs against a real server in this process."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from tests.builders.real_server import *  # noqa: F403
from tests.desktop.kept_here import keyring_in_memory, ring
from tests.desktop.patience import until

from pursight.clock import StoppedClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.secrets import KeyringVault
from pursight_desktop.session.sign_in import sign_in as open_session
from pursight_desktop.settings import Paths, Preferences
from pursight_desktop.sync.console import Console
from pursight_server.access.model import FIRST_ADMINISTRATOR
from pursight_server.access.service import create_person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

__all__ = ["ring", "until"]

EMAIL, PASSWORD = "grace@example.com", "several words in a row"


async def show(view: QWidget) -> None:
    """Show a screen."""
    view.resize(1072, 730)
    view.show()
    await until(view.isVisible)


@pytest.fixture
async def console(  # noqa: PLR0917  fixtures
    qapp: QApplication,
    served: str,
    database: Database,
    organisation: Organisation,
    clock: StoppedClock,
    tmp_path: Path,
) -> AsyncIterator[Console]:
    """Grace, who may do everything, signed in; her replica follows the server."""
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
        await create_person(
            uow, email=EMAIL, name="Grace", roles=FIRST_ADMINISTRATOR, password=PASSWORD
        )
    with keyring_in_memory():
        paths, vault = Paths(tmp_path / "console"), KeyringVault()
        session = await open_session(
            served, "acme", EMAIL, PASSWORD,
            vault=vault, accounts=Accounts(paths.accounts), clock=clock,
        )  # fmt: skip
        console = Console(paths, session.account, vault, session=session, clock=clock)
        console.start()
        yield console
        await asyncio.get_running_loop().run_in_executor(None, console.close)


@pytest.fixture
async def station(console: Console) -> AsyncIterator[Desk]:
    """Her desk, once the replica is filled."""
    desk = Desk(console.store, console.account, Preferences(), console.engine)
    desk.latest = None

    def ready() -> bool:
        status = console.engine.status
        return status.online and not status.sync.first_fill

    await until(ready)
    await until(lambda: desk.latest is not None and desk.latest.online)
    yield desk
    await asyncio.get_running_loop().run_in_executor(None, desk.close)
