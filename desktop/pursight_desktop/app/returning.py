"""Returning: the server is tried at once when there is reason to think that it can be reached."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight.clock import Clock, SystemClock

AWAY_SECONDS: Final = 30.0
"""Whoever comes back to the window after so long wants to see what is new."""

LOOK_MS: Final = 10_000

_Reachability = QNetworkInformation.Reachability


class Returning(QObject):
    """Calls when the network, the machine or the person comes back.

    Args:
        window: Whose activation says that the person is back; it also owns this.
        call: What to do then.
        clock: Goes on while the machine sleeps; `steady` does not, which is how one sees it.
        steady: Seconds that only grow.
    """

    def __init__(
        self,
        window: QWidget,
        call: Callable[[], object],
        clock: Clock | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window, self._call = window, call
        self._clock, self._steady = clock or SystemClock(), steady
        self._left_at: float | None = None
        self._reachable = True
        window.installEventFilter(self)
        self._awake = (self._clock.now(), self._steady())
        timer = QTimer(self)
        timer.setInterval(LOOK_MS)
        timer.timeout.connect(self.look)
        timer.start()
        network = _network()
        if network is not None:
            self.reached(network.reachability())
            network.reachabilityChanged.connect(self.reached)

    def reached(self, how_far: QNetworkInformation.Reachability) -> None:
        """Hear how far the network of this machine reaches now."""
        # a server may stand in the local network, or on this machine
        reachable = how_far not in (_Reachability.Disconnected, _Reachability.Unknown)
        back, self._reachable = reachable and not self._reachable, reachable
        if back:
            self._call()

    def look(self) -> None:
        """See whether the machine has slept since one looked last."""
        (was, steady), now = self._awake, (self._clock.now(), self._steady())
        self._awake = now
        if (now[0] - was).total_seconds() - (now[1] - steady) > AWAY_SECONDS:
            self._call()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.WindowDeactivate:
                self._left_at = self._steady()
            elif event.type() == QEvent.Type.WindowActivate:
                left, self._left_at = self._left_at, None
                if left is not None and self._steady() - left > AWAY_SECONDS:
                    self._call()
        return False


def _network() -> QNetworkInformation | None:
    """Return what this system tells of its network, if it tells anything."""
    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        return None
    return QNetworkInformation.instance()
