"""Consoles as processes of their own, told what to do line by line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.system.running import wait

from pursight_desktop.session import trust
from pursight_server.demo.stage import Stage

MAIN = Path(__file__).parents[1] / "fakes" / "console_main.py"


class ConsoleProcess:
    """A console without a window; it can be killed as a power cut would."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._start()

    def _start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(MAIN), str(self.home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, do: str, **words: Any) -> Any:
        """Have something done, and read what came of it."""
        self.tell(do, **words)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the console ended over {do}"
        return json.loads(line)

    def tell(self, do: str, **words: Any) -> None:
        """Have something done without waiting for it."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **words}) + "\n")
        self.process.stdin.flush()

    def sign_in(self, stage: Stage, email: str, password: str) -> None:
        """Sign in to the stage's server, and begin to sync."""
        certificate = stage.server_folder / "keys" / "tls-certificate.pem"
        self.ask(
            "sign_in",
            url=stage.url,
            organisation=stage.account.organisation,
            email=email,
            password=password,
            pin=trust.pin_of_certificate(certificate.read_bytes()),
        )

    def rows(self, entity: str) -> dict[str, dict[str, Any]]:
        """Rows as they are shown, by id."""
        found: dict[str, dict[str, Any]] = self.ask("rows", entity=entity)
        return found

    def until(self, *, seconds: float = 60.0, **wanted: Any) -> None:
        """Wait until the status is so."""
        wait(
            lambda: wanted.items() <= self.ask("status").items(),
            seconds,
            told=lambda: str(self.ask("status")),
        )

    def kill(self) -> None:
        """End it as a power cut would, and take up again in a new process."""
        self.process.kill()
        self.process.communicate()
        self._start()

    def end(self) -> float:
        """End it in order; says how many seconds closing took."""
        took = float(self.ask("close"))
        self.process.communicate()
        return took

    def clear_away(self) -> None:
        """End it however it is."""
        self.process.kill()
        self.process.communicate()
