"""The window: sidebar, tabs, palette, status bar; what is open is remembered."""

import base64
import binascii
from uuid import UUID

from pydantic import JsonValue
from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight_desktop.app.actions import Actions
from pursight_desktop.app.commands import register
from pursight_desktop.app.jumps import found_jumps, offered_jumps, search_jump
from pursight_desktop.app.palette import Jump, Palette
from pursight_desktop.app.returning import Returning
from pursight_desktop.app.screens import actions_of, screens_for
from pursight_desktop.app.shortcuts import ShortcutSheet
from pursight_desktop.app.sidebar import Sidebar
from pursight_desktop.app.statusbar import Filling, StatusBar
from pursight_desktop.app.tabs import Tabs
from pursight_desktop.app.waiting import Waiting, Waits
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.background.standing import clock_words, standing
from pursight_desktop.language.sayings import in_words
from pursight_desktop.operations.change import Change
from pursight_desktop.replica.queries import alerts, review, search
from pursight_desktop.replica.store import Touched
from pursight_desktop.sync.status import Connection, ConsoleStatus
from pursight_desktop.theme import Theme
from pursight_desktop.widgets.buttons import IconButton
from pursight_desktop.widgets.containers import Line
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.toast import Toast, Toasts

REMEMBER_MS = 800
COUNT_MS = 500
CLOSING_DOORS = (Connection.LOCKED, Connection.REVOKED)


class Window(QMainWindow):
    """The console's window.

    Signal: `sign_in_wanted`, when the person has to sign in again.
    """

    sign_in_wanted = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk, self.theme = desk, theme
        self.setWindowTitle("PurSight")
        self.setMinimumSize(860, 560)
        self.tabs = Tabs(desk)
        self.actions_ = Actions(self, desk.preferences)
        register(self)
        account = desk.account
        self.sidebar = Sidebar(
            account.organisation_name or account.organisation, account.person_name,
            self.actions_.keys,
        )  # fmt: skip
        self.sidebar.show_ways(screens_for(account))
        self.status = StatusBar(lambda: self.actions_.keys("sync"))
        self.filling = Filling()
        self._doors = QStackedWidget()
        self._build()
        self.palette_ = Palette(self, lambda: offered_jumps(self), self._beyond)
        self.toasts = Toasts(self)
        self._clock_told = False
        self._looked_at: UUID | None = None
        self._remember_soon = self._timer(REMEMBER_MS, self.remember)
        self._count_soon = self._timer(COUNT_MS, self._count)
        self._connect()
        self.waiting = Waiting(desk, self)
        self.waiting.told.connect(self._show_waiting)
        Returning(self, desk.sync_now)
        self._restore()
        self._count()
        if desk.latest is not None:
            self._show_status(desk.latest)

    # --- what stands where ---

    def _build(self) -> None:
        inside = QWidget()
        inside.setObjectName("canvas")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 0, 8, 0)
        bar.setSpacing(2)
        keys = self.actions_.keys
        self.back = self._bar_button("arrow-left", self.tr("Back"), "back")
        self.forward = self._bar_button("arrow-right", self.tr("Forward"), "forward")
        self.new_tab = self._bar_button("plus", self.tr("New tab"), "tab.new")
        bar.addWidget(self.back)
        bar.addWidget(self.forward)
        bar.addSpacing(6)
        bar.addWidget(self.tabs.bar, 0)
        bar.addWidget(self.new_tab)
        bar.addStretch(1)
        help_button = IconButton("keyboard", self.tr("Shortcuts"), clicked=self.show_shortcuts)
        help_button.setToolTip(self.tr("Shortcuts ({keys})").format(keys=keys("shortcuts")))
        bar.addWidget(help_button)
        column.addLayout(bar)
        column.addWidget(Line())
        column.addWidget(self.filling)
        column.addWidget(self.tabs, 1)
        row.addLayout(column, 1)
        self._inside = inside
        self._doors.addWidget(inside)
        self.setCentralWidget(self._doors)
        self.setStatusBar(self.status)

    def _bar_button(self, icon: str, words: str, action: str) -> IconButton:
        button = IconButton(icon, words, clicked=self.actions_[action].trigger)
        button.setToolTip(self.actions_[action].toolTip())
        return button

    def _timer(self, milliseconds: int, call: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def _connect(self) -> None:
        desk = self.desk
        desk.place_wanted.connect(self.go)
        desk.status.connect(self._show_status)
        desk.changed.connect(self._changed)
        desk.notice.connect(self.say)
        desk.did.connect(self._did)
        self.sidebar.wanted.connect(self.go_to_screen)
        self.sidebar.jump.connect(self.open_palette)
        self.sidebar.fold_button.clicked.connect(lambda _=False: self.fold_sidebar())
        self.tabs.moved.connect(self._moved)
        self.tabs.changed.connect(self._remember_soon.start)
        self.palette_.typed.connect(self._look_up)
        self.status.problems_wanted.connect(lambda: self.go(Place("problems")))
        self.status.sign_in_wanted.connect(self.sign_in_wanted)
        self.status.sync_wanted.connect(desk.sync_now)
        self.status.emergency_wanted.connect(
            lambda: self.go(Place("administration").having(section="emergency"))
        )
        leave = desk.preferences.listen(self._preferred)
        self.destroyed.connect(lambda *_: leave())

    # --- going somewhere ---

    def go(self, place: Place, new_tab: bool = False) -> None:
        """Go somewhere."""
        self.tabs.go(place, new_tab=new_tab)

    def go_to_screen(self, screen: str, new_tab: bool = False) -> None:
        """Go to a screen as it is at first; on it already, look again."""
        if not new_tab and self.tabs.here() == Place(screen):
            self.tabs.refresh()
        else:
            self.go(Place(screen), new_tab)

    def _moved(self) -> None:
        tab = self.tabs.current()
        now = tab.history.now if tab is not None else None
        self.sidebar.show_current(now.screen if now is not None else "")
        looked_at = now.id if now is not None and now.screen == "asset" else None
        if looked_at != self._looked_at:
            self._looked_at = looked_at
            self.desk.look_at(looked_at)
        for name, button, step in (("back", self.back, -1), ("forward", self.forward, 1)):
            can = self.tabs.can_step(step)
            self.actions_[name].setEnabled(can)
            button.setEnabled(can)
        title = self.tabs.bar.tabText(self.tabs.bar.currentIndex()).replace("&&", "&")
        self.setWindowTitle(f"{title} – PurSight" if title else "PurSight")

    # --- the palette and the sheet ---

    def open_palette(self, text: str = "") -> None:
        """Open the palette with a text in its field; open already, it goes."""
        self.palette_.open(text)

    def _beyond(self, typed: str) -> list[Jump]:
        return [search_jump(self, typed)]

    def _look_up(self, typed: str) -> None:
        self.desk.read(
            self.palette_,
            "suggest",
            lambda connection: search.suggest(connection, typed),
            lambda found: self.palette_.show_found(typed, found_jumps(self, found)),
        )

    def show_shortcuts(self) -> None:
        """Show all shortcuts."""
        here = self.tabs.here()
        name = here.screen if here is not None else ""
        sheet = ShortcutSheet(self, self.actions_, actions_of(self.tabs.shown()), name)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    # --- news ---

    def _show_status(self, status: ConsoleStatus) -> None:
        self.status.show_status(status)
        self.filling.show_status(status)
        if status.clock_back is not None and not self._clock_told:
            self.say("warning", clock_words(status.clock_back))
        self._clock_told = status.clock_back is not None
        self.sidebar.show_ways(screens_for(self.desk.account))
        self.sidebar.show_count("problems", status.sync.tray, "danger")
        self._offer_to_sign_in(signed_out=status.connection is Connection.SIGNED_OUT)
        closed = status.connection in CLOSING_DOORS
        if not closed:
            self._doors.setCurrentWidget(self._inside)
        elif self._doors.currentWidget() is self._inside:
            self._close_doors(status)

    def _offer_to_sign_in(self, *, signed_out: bool) -> None:
        """Put the way to sign in again also where it is needed: the sheets lie over all others."""
        for sheet in self.findChildren(Sheet):
            if signed_out and sheet.isVisible():
                words = self.tr("You are signed out. What you have typed here stays.")
                sheet.offer(words, self.tr("Sign in"), self.sign_in_wanted.emit)
            else:
                sheet.withdraw_offer()

    def _close_doors(self, status: ConsoleStatus) -> None:
        """Show nothing of the catalog: this console may not, until the server says otherwise."""
        for dialog in self.findChildren(QDialog):  # what is open in front shows something too
            dialog.reject()
        revoked = status.connection is Connection.REVOKED
        icon = "ban" if revoked else "lock"
        again = (self.tr("Try now"), self.desk.sync_now)
        back = status.clock_back
        why = [status.hint, clock_words(back) if back is not None and not revoked else ""]
        door = EmptyState(
            icon, standing(status), " ".join(filter(None, why)), None if revoked else again
        )
        self._doors.setCurrentIndex(self._doors.addWidget(door))

    def _changed(self, touched: Touched) -> None:
        if touched.entities & {"classification", "asset", "event"}:
            self._count_soon.start()

    def _count(self) -> None:
        self.desk.read(
            self,
            "review count",
            review.progress,
            lambda progress: self.sidebar.show_count("review", progress[1] - progress[0]),
            lambda _: None,  # the screen itself says what is wrong; a count need not
        )
        if self.desk.account.may("alerts.read"):
            self.desk.read(
                self,
                "alerts count",
                alerts.open_alerts,
                lambda found: self.sidebar.show_count("administration", found, "danger"),
                lambda _: None,
            )

    def _show_waiting(self, waits: Waits) -> None:
        self.sidebar.show_count("requests", waits.decisions, "warning")
        self.status.show_emergency(waits.emergency)

    def say(self, kind: str, text: str) -> None:
        """Show a notice: info, success, warning or error."""
        self.toasts.say(kind, text)

    def _did(self, change: Change) -> None:
        """Offer to take back what was done, on the toast that says so."""
        shown: list[Toast] = self.toasts.toasts()
        if change.can_undo and shown and shown[-1].text == in_words(change.label):
            shown[-1].offer(self.tr("Undo"), self.desk.undo.undo)

    def _preferred(self, name: str) -> None:
        if name == "theme":
            self.theme.set_mode(self.desk.preferences.theme)
        elif name == "density":
            self.theme.set_density(self.desk.preferences.density)

    # --- layout ---

    def fold_sidebar(self) -> None:
        """Fold the sidebar to icons, or unfold it."""
        self.sidebar.fold(folded=not self.sidebar.folded)
        self.desk.preferences.put("window.folded", self.sidebar.folded)

    def remember(self) -> None:
        """Keep what is open and where the window is."""
        kept = self.desk.preferences
        kept.put("window.tabs", [place.to_text() for place in self.tabs.places()])
        kept.put("window.tab", self.tabs.bar.currentIndex())
        geometry = bytes(self.saveGeometry().data())
        kept.put("window.geometry", base64.b64encode(geometry).decode("ascii"))

    def put_away(self) -> None:
        """Go away without remembering what was open."""
        self._remember_soon.stop()
        self.tabs.changed.disconnect(self._remember_soon.start)
        self.hide()
        self.deleteLater()

    def _restore(self) -> None:
        kept = self.desk.preferences
        self.resize(1280, 800)
        try:
            geometry = base64.b64decode(kept.get("window.geometry", ""), validate=True)
        except (binascii.Error, ValueError):
            geometry = b""
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        self.sidebar.fold(folded=kept.get("window.folded", False))
        tabs: list[JsonValue] = kept.get("window.tabs", [])
        texts = [text for text in tabs if isinstance(text, str)]
        places = [place for text in texts if (place := Place.from_text(text)) is not None]
        self.tabs.restore(places or [Place("home")], kept.get("window.tab", 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_remember_soon"):
            self._remember_soon.start()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.tabs.may_leave():
            event.ignore()
            return
        self._remember_soon.stop()
        self.remember()
        super().closeEvent(event)
