"""SearchView: results as one types, facets beside them, and searches that are kept."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import search
from pursight_desktop.replica.queries.search import Found, Hit
from pursight_desktop.replica.store import Touched
from pursight_desktop.views.search.facets import filters, panel, query_of
from pursight_desktop.views.search.hits import HitList
from pursight_desktop.views.search.saved import Asked, Searches
from pursight_desktop.views.search.start import Start, may_take
from pursight_desktop.views.search.wording import found_words, searched_words, spelled_words
from pursight_desktop.widgets.buttons import Button, IconButton
from pursight_desktop.widgets.containers import Line
from pursight_desktop.widgets.facets import FacetPanel
from pursight_desktop.widgets.fields import FilterBar, SearchField
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.states import Deck

DELAY_MS = 40
"""From the last key to the question; with the answer it stays below what one notices."""


@dataclass(frozen=True, slots=True)
class _Answer:
    asked: Asked
    found: Found
    seconds: float


class SearchView(QWidget):
    """The search of the whole catalog, answered by the replica."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self.searches = Searches(desk.preferences)
        self.asked = Asked()
        self._sources: dict[str, str] = {}
        self._meant = ""
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = SearchField(
            self.tr("Search names, descriptions and comments"), delay_ms=DELAY_MS
        )
        self.keep = IconButton(
            "bookmark-plus", self.tr("Save this search (Ctrl+S)"), clicked=self._save
        )
        self.told = Label("", "caption")
        self.spelled = Button("", kind="link")
        self.chips = FilterBar()
        self.panel = FacetPanel()
        self.list = HitList()
        self.start = Start(self.searches)
        self.content = QStackedWidget()
        self.content.addWidget(self.start)
        self.content.addWidget(self.list)
        self.deck = Deck()
        self.deck.hold(self.content)
        self._open_first: bool | None = None
        self._shown: Asked | None = None
        self._lay_out()
        self._connect()
        self.news = KeepingUp(self, desk, self._concerned, lambda _news: self._look_again())
        self.ask(Asked.from_place(place))

    # --- what the window asks ---

    def title(self) -> str:
        """Name the screen, by what is searched."""
        text = self.asked.text.strip()
        return f"“{text}”" if text else self.tr("Search")

    def icon(self) -> str:
        """Name its icon."""
        return "search"

    def place(self) -> Place:
        """Return the search as a place to come back to."""
        return self.asked.place()

    def refresh(self) -> None:
        """Search again."""
        self._search()

    # --- layout ---

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 10)
        head.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        self.field.setMinimumHeight(36)
        top.addWidget(self.field, 1)
        top.addWidget(self.keep)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.told)
        below.addWidget(self.spelled)
        below.addStretch(1)
        head.addLayout(top)
        head.addLayout(below)
        head.addWidget(self.chips)
        column.addLayout(head)
        column.addWidget(Line())
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(self.panel)
        self.panes.addWidget(self.deck)
        self.panes.setStretchFactor(1, 1)
        self.panes.setSizes([232, 800])
        column.addWidget(self.panes, 1)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)

    def _connect(self) -> None:
        self.field.searched.connect(lambda text: self.ask(Asked(text, self.asked.chosen)))
        self.field.submitted.connect(lambda _: self._open_best(new_tab=False))
        self.field.moved_down.connect(self.list.enter)
        self.list.opened.connect(self._open)
        self.list.left_up.connect(self.field.setFocus)
        self.panel.changed.connect(lambda chosen: self.ask(Asked(self.field.text(), chosen)))
        self.chips.removed.connect(self._unchoose)
        self.chips.cleared.connect(lambda: self.ask(Asked(self.field.text())))
        self.start.asked.connect(self.ask)
        self.spelled.clicked.connect(lambda: self.ask(Asked(self._meant, self.asked.chosen)))
        for keys, call in (("Ctrl+S", self._save), ("Ctrl+F", self._to_field)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._to_field()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if pressed and control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_best(new_tab=True)
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.ask(Asked())
            self._to_field()
        elif event.text().isprintable() and event.text() and not control:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.end(False)
            self.field.insert(event.text())
        else:
            super().keyPressEvent(event)

    # --- asking ---

    def ask(self, asked: Asked) -> None:
        """Search for this."""
        self.asked, self._open_first = asked, None
        if self.field.text() != asked.text:
            self.field.show_text(asked.text)
        self.panel.choose(asked.chosen)
        self._search()

    def _search(self) -> None:
        asked = self.asked
        self.chips.show_filters(filters(asked.chosen, self._sources))
        self.chips.setVisible(bool(asked.chosen))
        self._show_kept()
        if not asked.text.strip():
            # nothing typed: an answer that is still on its way must not come over the start page
            self._desk.read(self, "search", lambda _: None, lambda _: self._show_start())
            return
        self.deck.busy.start(self.tr("Searching"))
        self._ask(asked)

    def _look_again(self) -> None:
        """Search for the same after a change: nothing is taken away meanwhile."""
        self._ask(self.asked, patient=True)

    def _ask(self, asked: Asked, *, patient: bool = False) -> None:
        self._desk.read(
            self, "search", lambda connection: _answer(connection, asked), self._show,
            self._failed, patient=patient,
        )  # fmt: skip

    def _concerned(self, touched: Touched) -> bool:
        return "asset" in touched.entities and bool(self.asked.text.strip())

    # --- showing ---

    def _show_start(self) -> None:
        self.start.refresh()
        self.panel.hide()
        self.told.setText(self.tr("Type to search; every answer comes from this machine."))
        self.spelled.hide()
        self._shown = self.asked
        self.content.setCurrentWidget(self.start)
        self.deck.show_content(self.content)

    def _show(self, answer: _Answer) -> None:
        found, self._shown = answer.found, answer.asked
        counted = found.facets.get("source", ())
        self._sources |= {one.value: one.title for one in counted}
        self.panel.show_facets(panel(found.facets))
        self.panel.setVisible(bool(found.hits) or bool(answer.asked.chosen))
        self.chips.show_filters(filters(answer.asked.chosen, self._sources))
        self.chips.setVisible(bool(answer.asked.chosen))
        self.told.setText(found_words(found, answer.seconds))
        self._meant = " ".join(found.spelled)
        self.spelled.setText(spelled_words(found.spelled))
        self.spelled.setVisible(bool(found.spelled and found.hits))
        if found.hits:
            at = self.list.current()
            self.list.show_hits(
                found.hits, searched_words(answer.asked.text, found.spelled), keep=at
            )
            self.content.setCurrentWidget(self.list)
            self.deck.show_content(self.content)
            if self._open_first is not None:
                self.list.open_first(new_tab=self._open_first)
        else:
            self._show_nothing(answer.asked)
        self._open_first = None

    def _show_nothing(self, asked: Asked) -> None:
        self.list.show_hits((), ())
        status = self._desk.latest
        if asked.chosen:
            self.deck.show_empty(
                "list-filter", self.tr("Nothing found with these filters"),
                self.tr("Take them off to look through the whole catalog."),
                (self.tr("Clear filters"), lambda: self.ask(Asked(self.field.text()))),
            )  # fmt: skip
        elif status is not None and status.sync.first_fill:
            self.deck.show_empty(
                "search", self.tr("Nothing found so far"),
                self.tr("The local copy is still filling; try again in a moment."),
                (self.tr("Search again"), self._search),
            )  # fmt: skip
        else:
            self.deck.show_empty(
                "search", self.tr("Nothing found for “{text}”").format(text=asked.text.strip()),
                self.tr("Try fewer or shorter words, a part of a name, or what a column holds,"
                        " such as email or iban."),
                (self.tr("Clear the search"), lambda: self.ask(Asked())),
            )  # fmt: skip

    def _failed(self, error: PurSightError) -> None:
        self.deck.show_error(error, self._search)

    def _show_kept(self) -> None:
        name = self.searches.named(self.asked)
        self.keep.setEnabled(bool(self.asked.text.strip()))
        kept = self.tr("Saved as {name} (Ctrl+S)").format(name=name)
        self.keep.setToolTip(kept if name else self.tr("Save this search (Ctrl+S)"))

    # --- doing ---

    def _to_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _unchoose(self, key: str, value: str) -> None:
        chosen = dict(self.asked.chosen)
        chosen[key] = tuple(one for one in chosen.get(key, ()) if one != value)
        self.ask(Asked(self.field.text(), {k: v for k, v in chosen.items() if v}))

    def _open_best(self, *, new_tab: bool) -> None:
        """Open the best hit of what is typed now, if need be once it has been found."""
        if self.field.text() != self.asked.text:
            self.ask(Asked(self.field.text(), self.asked.chosen))
        if not self.asked.text.strip():
            return
        if self._shown == self.asked:
            self.list.open_first(new_tab=new_tab)
        else:
            self._open_first = new_tab

    def _open(self, hit: Hit, new_tab: bool) -> None:
        self.searches.remember(self.asked.text)
        self._desk.open(Place("asset", hit.line.id), new_tab=new_tab)

    def _save(self) -> None:
        if not self.asked.text.strip():
            return
        before = self.searches.named(self.asked) or self.asked.text.strip()
        name, agreed = QInputDialog.getText(
            self, self.tr("Save search"), self.tr("Name"), QLineEdit.EchoMode.Normal, before
        )
        if agreed and may_take(self, self.searches, name.strip(), instead=self.asked):
            self.searches.save(name.strip(), self.asked)
            self._show_kept()
            self._desk.notice.emit(
                "success", self.tr("Search saved as {name}").format(name=name.strip())
            )


def _answer(connection: Connection, asked: Asked) -> _Answer:
    """Search on the pool; how long it took is told."""
    began = time.perf_counter()
    found = search.search(connection, asked.text, query_of(asked.chosen))
    return _Answer(asked, found, time.perf_counter() - began)
