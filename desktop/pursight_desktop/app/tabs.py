"""Tabs: each with its own way back and forward; closed ones can be had again."""

from dataclasses import dataclass, field
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.app.history import History
from pursight_desktop.app.screens import Failed, Shown, make_screen, unsaved_in
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.theme import icon
from pursight_desktop.widgets.buttons import IconButton
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.tips import plain_tip

CLOSED_KEPT = 20
ALIVE = 6
"""Screens of a tab that stay as they are, so that going back is at once and where one was."""

TITLES_MS = 400
SOON_MS, SOON_LOOKS = 40, 25
"""A screen that was only just opened learns its title soon: it is looked at more often then."""
LONGEST_TITLE = 28


@dataclass(slots=True, eq=False)
class Tab:
    """One tab: where it has been, and the screens of it that are alive."""

    history: History = field(default_factory=History)
    alive: dict[Place, QWidget] = field(default_factory=dict)
    shown: QWidget | None = None


class TabBar(QTabBar):
    """The bar: tabs that can be moved and closed, with the middle button too."""

    closed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("windowTabs")
        self.setMovable(True)
        self.setExpanding(False)
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectPreviousTab)
        self.setAccessibleName(self.tr("Tabs"))

    def add_cross(self, number: int) -> None:
        """Give a tab its cross."""
        cross = IconButton("x", self.tr("Close tab"), shortcut="")
        cross.setToolTip(self.tr("Close tab (Ctrl+W)"))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.setFixedSize(20, 20)
        cross.setIconSize(cross.iconSize() * 0.8)
        cross.clicked.connect(lambda _=False: self._close_of(cross))
        self.setTabButton(number, QTabBar.ButtonPosition.RightSide, cross)

    def _close_of(self, cross: QWidget) -> None:
        for number in range(self.count()):
            if self.tabButton(number, QTabBar.ButtonPosition.RightSide) is cross:
                self.closed.emit(number)
                return

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and number >= 0:
            self.closed.emit(number)
        else:
            super().mouseReleaseEvent(event)


class Tabs(QWidget):
    """The tabs of a window; its bar stands elsewhere, in `bar`.

    Signals: `moved` whenever another place is shown, `changed` when what is open has changed.
    """

    moved = Signal()
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tabs: list[Tab] = []
        self._closed: list[tuple[int, History]] = []
        self.bar = TabBar()
        self.bar.currentChanged.connect(self._show_tab)
        self.bar.tabMoved.connect(self._tab_moved)
        self.bar.closed.connect(self.close_tab)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._titles = QTimer(self)
        self._titles.setInterval(TITLES_MS)
        self._titles.timeout.connect(self._show_titles)
        self._titles.start()
        self._soon = QTimer(self, interval=SOON_MS)
        self._soon.timeout.connect(self._look_soon)
        self._looks_left = 0
        self._stack.installEventFilter(self)

    # --- what is open ---

    def current(self) -> Tab | None:
        """Return the tab that is shown."""
        number = self.bar.currentIndex()
        return self._tabs[number] if 0 <= number < len(self._tabs) else None

    def shown(self) -> QWidget | None:
        """Return the screen that is shown."""
        tab = self.current()
        return tab.shown if tab is not None else None

    def here(self) -> Place | None:
        """Return where one is, with what was chosen there."""
        tab = self.current()
        if tab is None:
            return None
        self._note_place(tab)
        return tab.history.now

    def places(self) -> list[Place]:
        """Return where the tabs are, from left to right."""
        for tab in self._tabs:
            self._note_place(tab)
        return [tab.history.now for tab in self._tabs if tab.history.now is not None]

    def restore(self, places: list[Place], current: int) -> None:
        """Open tabs as they were; only the one that is shown is made at once."""
        for place in places:
            tab = Tab()
            tab.history.go(place)
            self._insert(len(self._tabs), tab)
        if self._tabs:
            self.bar.setCurrentIndex(min(max(current, 0), len(self._tabs) - 1))
            self._show_tab(self.bar.currentIndex())

    # --- going somewhere ---

    def go(self, place: Place, *, new_tab: bool) -> None:
        """Go somewhere, in the tab that is shown or in a new one beside it."""
        tab = self.current()
        if tab is None or new_tab:
            tab = Tab()
            tab.history.go(place)
            number = self.bar.currentIndex() + 1
            self._insert(number, tab)
            self.bar.setCurrentIndex(number)
            self._show_tab(number)
            return
        self._note_place(tab)
        if isinstance(tab.shown, Failed) and tab.history.now == place:
            self._drop(tab, place)  # to try again is to make it anew
        tab.history.go(place)
        self._show(tab)

    def can_step(self, step: int) -> bool:
        """Whether the tab that is shown can go back (-1) or forward (1)."""
        tab = self.current()
        return tab is not None and tab.history.can_step(step)

    def step(self, step: int) -> None:
        """Go back (-1) or forward (1) in the tab that is shown."""
        tab = self.current()
        if tab is not None:
            self._note_place(tab)
            if tab.history.step(step) is not None:
                self._show(tab)

    def turn(self, step: int) -> None:
        """Show the next tab (1) or the one before (-1), round and round."""
        if self._tabs:
            self.bar.setCurrentIndex((self.bar.currentIndex() + step) % len(self._tabs))

    def close_tab(self, number: int | None = None) -> None:
        """Close a tab, the one that is shown by default; the last one goes home instead."""
        at = self.bar.currentIndex() if number is None else number
        if not 0 <= at < len(self._tabs):
            return
        tab = self._tabs[at]
        self._note_place(tab)
        if len(self._tabs) == 1:
            if tab.history.now != Place("home"):
                self._closed.append((at, History(list(tab.history.places), tab.history.at)))
                self.go(Place("home"), new_tab=False)
            return
        if not self.may_leave(tab):
            return
        self._closed = [*self._closed, (at, tab.history)][-CLOSED_KEPT:]
        self._tabs.pop(at)
        self.bar.removeTab(at)
        for place in list(tab.alive):
            self._drop(tab, place)
        self.changed.emit()

    def may_leave(self, tab: Tab | None = None) -> bool:
        """Ask whether what is being written in a tab, in any by default, may go unsaved."""
        tabs = self._tabs if tab is None else [tab]
        writing = [one for t in tabs for one in t.alive.values() if unsaved_in(one)]
        if not writing:
            return True
        names = ", ".join(cast(Shown, one).title() for one in writing)
        text = self.tr(
            "What you are writing about {names} is not saved yet. Closed, it cannot be had again."
        ).format(names=names)
        title = self.tr("Discard what you are writing?")
        return ask(self, title, text, self.tr("Discard"), danger=True)

    def close_others(self) -> None:
        """Close all tabs but the one that is shown."""
        kept = self.current()
        for number in reversed(range(len(self._tabs))):
            if self._tabs[number] is not kept:
                self.close_tab(number)

    def reopen(self) -> None:
        """Have the tab again that was closed last, where it was, with its way back."""
        if not self._closed:
            return
        at, history = self._closed.pop()
        tab = Tab(history)
        number = min(at, len(self._tabs))
        self._insert(number, tab)
        self.bar.setCurrentIndex(number)
        self._show_tab(number)

    def refresh(self) -> None:
        """Look again at what is shown."""
        shown = self.shown()
        if shown is not None and hasattr(shown, "refresh"):
            shown.refresh()

    # --- inside ---

    def _insert(self, number: int, tab: Tab) -> None:
        self._tabs.insert(number, tab)
        self.bar.blockSignals(True)
        self.bar.insertTab(number, "…")
        self.bar.add_cross(number)
        self.bar.blockSignals(False)
        now = tab.history.now
        if now is not None:
            self.bar.setTabText(number, now.screen.capitalize())

    def _tab_moved(self, start: int, end: int) -> None:
        self._tabs.insert(end, self._tabs.pop(start))
        self.changed.emit()

    def _show_tab(self, number: int) -> None:
        if 0 <= number < len(self._tabs):
            self._show(self._tabs[number])

    def _show(self, tab: Tab) -> None:
        place = tab.history.now
        if place is None:
            return
        widget = tab.alive.get(place)
        if widget is None:
            widget = make_screen(self._desk, place)
            self._stack.addWidget(widget)
        tab.alive.pop(place, None)
        tab.alive[place] = widget
        tab.shown = widget
        quiet = [place for place, screen in tab.alive.items() if not unsaved_in(screen)]
        for place in quiet[: max(0, len(tab.alive) - ALIVE)]:
            if tab.alive[place] is not widget:
                self._drop(tab, place)
        if tab is self.current():
            self._stack.setCurrentWidget(widget)
            if self.isVisible():
                widget.setFocus()
        self._show_titles()
        self._looks_left = SOON_LOOKS
        self._soon.start()
        self.moved.emit()
        self.changed.emit()

    def _look_soon(self) -> None:
        self._looks_left -= 1
        if not self._looks_left:
            self._soon.stop()
        self._show_titles()

    def _drop(self, tab: Tab, place: Place) -> None:
        widget = tab.alive.pop(place)
        if tab.shown is widget:
            tab.shown = None
        self._stack.removeWidget(widget)
        widget.deleteLater()

    def _note_place(self, tab: Tab) -> None:
        """Take over where the screen says it is: filters may have been chosen meanwhile."""
        before = tab.history.now
        if tab.shown is None or before is None or not hasattr(tab.shown, "place"):
            return
        after = tab.shown.place()
        if after != before:
            tab.history.became(after)
            if tab.alive.get(before) is tab.shown:
                del tab.alive[before]
                if after in tab.alive:  # an older screen that came to the same
                    self._drop(tab, after)
                tab.alive[after] = tab.shown

    def _show_titles(self) -> None:
        """Show titles as the screens have them now; a screen learns its title from what it read."""
        for number, tab in enumerate(self._tabs):
            if tab.shown is None or not hasattr(tab.shown, "title"):
                continue
            shown = cast(Shown, tab.shown)
            title, name = shown.title() or "…", shown.icon()
            short = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
            safe = short.replace("&", "&&")
            if self.bar.tabText(number) != safe:
                self.bar.setTabText(number, safe)
                self.bar.setTabToolTip(number, plain_tip(title))
                self.moved.emit()
            if self.bar.tabData(number) != name:  # an icon that is set is painted anew
                self.bar.setTabData(number, name)
                self.bar.setTabIcon(number, icon(name))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse's own buttons for back and forward."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            step = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
            if event.button() in step:
                self.step(step[event.button()])
                return True
        return False
