"""A console without a window, as a process: does what it is told line by line, and can be killed.

Usage: console_main.py HOME, then JSON lines on standard input; each is answered with one line.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from pursight_desktop.operations import deciding, documenting, settling
from pursight_desktop.replica import outbox
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.passphrase import PassphraseVault
from pursight_desktop.session.sign_in import sign_in
from pursight_desktop.settings import Paths
from pursight_desktop.sync.console import Console

PASSPHRASE = "several words in a row"
QUICK = 1 << 10

Asked = dict[str, Any]


class Process:
    """One console."""

    def __init__(self, home: Path) -> None:
        self.paths = Paths(home)
        self.paths.make()
        self.vault = PassphraseVault.open(self.paths.wrapped_secrets, PASSPHRASE, cost=QUICK)
        self.console: Console | None = None

    @property
    def open(self) -> Console:
        """The console, once it is open."""
        assert self.console is not None
        return self.console

    def sign_in(self, asked: Asked) -> object:
        """Sign in, and begin to sync."""
        session = asyncio.run(
            sign_in(
                asked["url"],
                asked["organisation"],
                asked["email"],
                asked["password"],
                vault=self.vault,
                accounts=Accounts(self.paths.accounts),
                pin=asked["pin"],
            )
        )
        self.console = Console.open(self.paths, session.account, self.vault, session=session)
        self.console.start()
        return str(session.account.device_id)

    def begin(self, asked: Asked) -> object:
        """Go on as who was signed in the last time."""
        account = Accounts(self.paths.accounts).last()
        assert account is not None
        self.console = Console.open(self.paths, account, self.vault)
        if asked.get("sync", True):
            self.console.start()
        return self.console.notice

    def status(self, _asked: Asked) -> object:
        """How things stand."""
        state, status = self.open.state.status(), self.open.engine.status
        return {
            "connection": status.connection,
            "message": status.message,
            "first_fill": state.first_fill,
            "pending": state.pending,
            "tray": state.tray,
            "seq": state.seq,
        }

    def retry(self, _asked: Asked) -> object:
        """Have the server tried now."""
        self.open.engine.retry()
        return None

    def rows(self, asked: Asked) -> object:
        """All rows of an entity as they are shown, by id."""
        with self.open.store.reader() as connection:
            found = connection.execute(
                "SELECT id, fields FROM row WHERE entity = ?", (asked["entity"],)
            ).fetchall()
        return {str(UUID(bytes=row_id)): json.loads(fields) for row_id, fields in found}

    def tray(self, _asked: Asked) -> object:
        """What waits for the person."""
        with self.open.store.reader() as connection:
            lines = outbox.tray(connection)
        return [repr(line) for line in lines]

    def annotate(self, asked: Asked) -> object:
        """Document assets."""
        words = {name: asked[name] for name in ("description", "owner") if name in asked}
        change = documenting.annotate(self.open.store, [UUID(one) for one in asked["ids"]], **words)
        self.open.engine.nudge()
        return list(change.mids)

    def decide(self, asked: Asked) -> object:
        """Decide about columns."""
        ids = [UUID(one) for one in asked["ids"]]
        change = deciding.decide(
            self.open.store, ids, asked["verdict"], asked.get("label"), asked.get("reason", "")
        )
        self.open.engine.nudge()
        return list(change.mids)

    def settle(self, asked: Asked) -> object:
        """Settle one of the tray."""
        change = settling.settle(self.open.store, asked["mid"], keep=asked["keep"])
        self.open.engine.nudge()
        return list(change.mids)

    def close(self, _asked: Asked) -> object:
        """End in order; says how many seconds that took."""
        began = time.monotonic()
        self.open.close()
        return time.monotonic() - began


def main() -> None:
    """Answer until the input ends."""
    process = Process(Path(sys.argv[1]))
    for line in sys.stdin:
        asked: Asked = json.loads(line)
        answer: Callable[[Asked], object] = getattr(process, asked["do"])
        print(json.dumps(answer(asked)), flush=True)


if __name__ == "__main__":
    main()
