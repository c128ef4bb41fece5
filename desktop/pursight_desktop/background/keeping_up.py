"""KeepingUp: a screen looks again after news that concern it, but only while it is seen."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk, merge
from pursight_desktop.replica.store import Touched


class KeepingUp(QObject):
    """What every living screen has one of.

    A hidden screen reads nothing: it gathers the news and looks once when it is seen again.

    Args:
        screen: Whose visibility counts; it owns this.
        desk: Whose news these are.
        shows: Kinds of rows that the screen shows something of, or what decides it; None for all.
        look: Looks again; it gets everything that has changed since it looked last.
        settle_ms: News within this time are answered by one look.
    """

    def __init__(
        self,
        screen: QWidget,
        desk: Desk,
        shows: Collection[str] | Callable[[Touched], object] | None,
        look: Callable[[Touched], object],
        *,
        settle_ms: int = 0,
    ) -> None:
        super().__init__(screen)
        self._screen, self._shows, self._look = screen, shows, look
        self._news: Touched | None = None
        self._soon = QTimer(self, interval=settle_ms, singleShot=True)
        self._soon.timeout.connect(self._look_if_seen)
        screen.installEventFilter(self)
        desk.changed.connect(self.hear)

    @property
    def stale(self) -> bool:
        """Whether news has come that the screen has not looked at."""
        return self._news is not None

    def hear(self, touched: Touched) -> None:
        """Take news in."""
        if not self._concerns(touched):
            return
        self._news = touched if self._news is None else merge(self._news, touched)
        if not self._screen.isVisible():
            return
        if not self._soon.interval():
            self._look_if_seen()
        elif not self._soon.isActive():  # news that goes on and on does not put it off
            self._soon.start()

    def catch_up(self) -> None:
        """Look again at everything: now if the screen is seen, else once it is."""
        self._news = Touched(frozenset(), None)
        self._look_if_seen()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched is self._screen:
            self._look_if_seen()
        return False

    def _look_if_seen(self) -> None:
        if self._news is not None and self._screen.isVisible():
            self._soon.stop()
            news, self._news = self._news, None
            self._look(news)

    def _concerns(self, touched: Touched) -> bool:
        if self._shows is None:
            return True
        if callable(self._shows):
            return bool(self._shows(touched))
        return not touched.entities.isdisjoint(self._shows)
