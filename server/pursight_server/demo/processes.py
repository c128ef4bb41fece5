"""Server and agent as the processes they are: started, awaited, and stopped whatever happens."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pursight.errors import Unavailable

T = TypeVar("T")
PATIENCE_SECONDS = 90.0
LAST_LINES = 15


class ProgramFailed(Unavailable):
    """A program of the demonstration ended, or did not become ready."""

    code = "demo.program_failed"


def command(*arguments: str) -> list[str]:
    """Spell a `pursight` command line for this very installation."""
    return [sys.executable, "-m", "pursight", *arguments]


def run(
    *arguments: str, environment: Mapping[str, str] | None = None, stdin: str | None = None
) -> str:
    """Run a `pursight` command to its end; returns what it printed.

    Raises:
        ProgramFailed: It ended with another status than 0; the message holds its last lines.
    """
    done = subprocess.run(  # noqa: S603  our own program
        command(*arguments),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(environment or {})},
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-LAST_LINES:]
        shown = " ".join(arguments[:2])
        raise ProgramFailed(f"`pursight {shown}` failed:\n" + "\n".join(said))
    return done.stdout


class Program:
    """A `pursight` command that runs until it is stopped; its output goes to a file."""

    def __init__(
        self,
        name: str,
        arguments: Sequence[str],
        log: Path,
        *,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name, self.log = name, log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            # a session of its own: Ctrl-C reaches us alone, and we stop the programs in order
            self.process = subprocess.Popen(  # noqa: S603  our own program
                command(*arguments),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
            )

    def wait_until(self, ready: Callable[[], T | None]) -> T:
        """Wait until `ready` returns something.

        Raises:
            ProgramFailed: The program ended first, or took too long.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            found = ready()
            if found is not None:
                return found
            if self.process.poll() is not None:
                raise ProgramFailed(
                    f"The {self.name} ended with status {self.process.returncode}:\n{self._said()}",
                    hint=f"Its whole log: {self.log}",
                )
            time.sleep(0.05)
        raise ProgramFailed(
            f"The {self.name} was not ready after {PATIENCE_SECONDS:.0f} s",
            hint=f"Its log: {self.log}",
        )

    def stop(self) -> None:
        """Ask it to end; after 20 s it is made to."""
        if self.process.poll() is not None:
            return
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _said(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-LAST_LINES:])
