"""How long a test waits for what must come, on a machine that has other things to do."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

PATIENCE_SECONDS: Final = 60.0
PATIENCE_MS: Final = int(PATIENCE_SECONDS * 1000)

T = TypeVar("T")


async def until(holds: Callable[[], T]) -> T:
    """Let user interface and server go on until something holds; gives what it gave."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        QApplication.processEvents()
        found = holds()
        if found:
            return found
        await asyncio.sleep(0.01)
    raise AssertionError("waited in vain")


class PatientBot(QtBot):
    """pytest-qt's robot; what it waits for may take a minute unless a test says otherwise."""

    def waitUntil(  # noqa: N802  Qt's way
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS
    ) -> None:
        """Wait until something holds, so many milliseconds at most."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802  Qt's way
        self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any
    ) -> SignalBlocker:
        """Wait until a signal is sent, so many milliseconds at most."""
        return super().waitSignal(signal, timeout=timeout, **more)
