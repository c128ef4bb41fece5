"""The column model that the server wants used: fetched, checked, kept whole, or not at all."""

import hashlib
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import structlog

from pursight.contracts.agents import ModelNotice
from pursight.contracts.models import ModelHeader
from pursight.crash import crash_point
from pursight.errors import PurSightError
from pursight.protocol import holding, keys
from pursight.protocol import models as protocol
from pursight.protocol.holding import Holding
from pursight.protocol.models import MAX_FILE_BYTES, ModelRefused
from pursight.protocol.replies import ChunkStored
from pursight.protocol.retry import backoff
from pursight_agent.runtime.enrolment import Enrolment
from pursight_agent.runtime.uplink import TOO_LARGE, Answer
from pursight_agent.settings import write_private

log = structlog.get_logger("pursight.agent")

FILE_NAME: Final = "column-model.bin"
_CHECK_SECONDS: Final = 60.0
_CHECK_BYTES: Final = 1 << 30

Fetch = Callable[[str, int], Answer]
"""Gets a path of the server, up to so many bytes."""


class Models:
    """The model in use and the thread that brings a newer one. Thread-safe.

    Args:
        directory: The agent's data directory.
        enrolment: Whose agent this is, and whose signature counts.
        fetch: To the server.
        rng: Jitter.
        loads: Whether a model's bytes can be loaded; tried in a process of its own.
        monotonic: Seconds of a clock that nobody sets.
    """

    def __init__(
        self,
        directory: Path,
        enrolment: Enrolment,
        fetch: Fetch,
        rng: random.Random,
        *,
        loads: Callable[[bytes], bool] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = directory / FILE_NAME
        self._organisation_id = enrolment.organisation_id
        self._job_key = keys.from_text(enrolment.job_key)
        self._fetch, self._rng = fetch, rng
        self._loads, self._monotonic = loads or loads_in_a_child, monotonic
        self._news = threading.Event()
        self._lock = threading.Lock()
        self._holding = Holding()
        self.warning = ""
        self._recover()

    @property
    def held(self) -> ModelHeader | None:
        """Header of the model in use; None while this agent judges by the one it came with."""
        return self._holding.held

    @property
    def path(self) -> Path | None:
        """Where the model in use lies; None while this agent judges by the one it came with."""
        return self._path if self.held is not None else None

    def hear(self, notice: ModelNotice | None) -> None:
        """Take in what a poll says; the fetching is done by the thread of `run`."""
        with self._lock:
            self._holding = holding.hear(self._holding, notice, self._monotonic())
            wanted = self._holding.wanted
        if wanted is not None:
            self._news.set()

    def wake(self) -> None:
        """Let `run` look whether it shall stop."""
        self._news.set()

    def run(self, stop: threading.Event) -> None:
        """Bring what is wanted until told to stop; a network that is down is tried again."""
        failures = 0
        while not stop.is_set():
            self._news.wait()
            self._news.clear()
            wanted = self._holding.wanted
            if stop.is_set() or wanted is None:
                continue
            if self.bring(wanted):
                failures = 0
                self._news.set()  # another one may have been named meanwhile
                continue
            failures += 1
            stop.wait(backoff(failures, self._rng))
            self._news.set()

    def bring(self, wanted: ModelNotice) -> bool:
        """Fetch and take a model; False if the network failed and it is worth another try."""
        try:
            answer = self._fetch(f"/agent/v1/models/{wanted.serial}", MAX_FILE_BYTES)
        except PurSightError as error:
            log.warning("model not fetched", code=error.code)
            return False
        if answer.reason == TOO_LARGE:
            self._refuse(wanted, "model.too_large", "it is larger than any may be")
            return True
        if not isinstance(answer.said, ChunkStored):
            log.warning("model not fetched", status=answer.status, reason=answer.reason)
            if answer.status == 404:  # another one is in use by now; the next poll names it
                with self._lock:
                    self._holding = holding.gone(self._holding, wanted)
                return True
            return False
        try:
            self._take(wanted, answer.body)
        except ModelRefused as error:
            self._refuse(wanted, error.reason, error.message)
        except OSError as error:
            self.warning = "The column model could not be stored; the one before is used."
            log.warning("model not stored", reason=type(error).__name__)
            return False
        return True

    def _take(self, wanted: ModelNotice, raw: bytes) -> None:
        opened = holding.checked(
            self._holding, wanted, raw, self._job_key, organisation_id=self._organisation_id
        )
        if not self._loads(opened.content):
            raise ModelRefused(
                "model.unreadable",
                "this version of the agent cannot load it",
                hint="Update the agent.",
            )
        crash_point("models.before_store")
        write_private(self._path, raw)
        crash_point("models.after_store")
        with self._lock:
            self._holding = holding.stored(self._holding, opened.header)
        self.warning = ""
        log.info("model taken", serial=opened.header.serial, version=opened.header.number)

    def _refuse(self, wanted: ModelNotice, reason: str, message: str) -> None:
        """Keep what there is, say so, and do not ask for the same again for a while."""
        with self._lock:
            self._holding = holding.refuse(self._holding, wanted, self._monotonic())
        log.error("model refused", code=reason, serial=wanted.serial)
        self.warning = (
            f"The server's column model was refused ({reason}: {message});"
            f" {self._in_use()} is used on."
        )

    def _in_use(self) -> str:
        return "the built-in one" if self.held is None else f"version {self.held.number}"

    def _recover(self) -> None:
        """Take up what is on the disk, if it is whole and ours."""
        try:
            raw = self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            self.warning = "The stored column model cannot be read; the built-in one is used."
            log.warning("model not read", reason=type(error).__name__)
            return
        try:
            opened = protocol.unpack(raw, self._job_key, organisation_id=self._organisation_id)
        except ModelRefused as error:
            self.warning = (
                f"The stored column model is damaged or not ours ({error.reason});"
                " the built-in one is used until the server's is fetched again."
            )
            log.warning("stored model refused", code=error.reason)
            return
        self._holding = Holding(held=opened.header)


def loads_in_a_child(content: bytes) -> bool:
    """Try to load a model where it can harm nobody, and where numpy is not kept in memory."""
    try:
        done = subprocess.run(  # noqa: S603  our own program
            command(), input=content, capture_output=True, timeout=_CHECK_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    said = hashlib.sha256(content).hexdigest().encode()
    return done.returncode == 0 and done.stdout.strip() == said


def command() -> list[str]:
    """Spell how to start the child: the frozen program itself, or this Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "agent", "check-model"]
    return [sys.executable, "-m", "pursight_agent.runtime.model_check"]


def main() -> int:
    """Load what comes in strictly; say its digest if that goes well."""
    _bound_memory()
    from pursight.classification.column_model import ColumnModel

    content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    try:
        ColumnModel.load(content)
    except PurSightError:
        return 1
    sys.stdout.write(hashlib.sha256(content).hexdigest())
    return 0


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_CHECK_BYTES, _CHECK_BYTES))
