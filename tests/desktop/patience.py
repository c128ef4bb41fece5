"""How long a test waits for what must come, on a machine that has other things to do."""

from collections.abc import Callable
from typing import Any, Final

from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

PATIENCE_SECONDS: Final = 60.0
PATIENCE_MS: Final = int(PATIENCE_SECONDS * 1000)


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
