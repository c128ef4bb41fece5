"""LogNews: a screen of what the server alone knows looks again once the log tells of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.replica.queries.activity import latest

SETTLE_MS = 500


class LogNews(QObject):
    """Watches the log in the replica for entries of some kinds, while its screen is seen.

    Whoever may not read the log has none of it, and so hears nothing.

    Args:
        screen: Whose visibility counts; it owns this.
        desk: Whose replica it is.
        kinds: Of entries: whole ones, or all that begin so (`access_policy.`).
        look: Looks again; called once however many entries came.
    """

    def __init__(
        self, screen: QWidget, desk: Desk, kinds: tuple[str, ...], look: Callable[[], object]
    ) -> None:
        super().__init__(screen)
        self._desk, self._kinds, self._look = desk, kinds, look
        self._seen: int | None = None
        KeepingUp(screen, desk, {"event"}, lambda _news: self._read(), settle_ms=SETTLE_MS)
        self._read()

    def _read(self) -> None:
        newest = partial(latest, kinds=self._kinds)
        self._desk.read(self, "newest", newest, self._take, patient=True)

    def _take(self, newest: int) -> None:
        before, self._seen = self._seen, newest
        if before is not None and newest != before:
            self._look()
