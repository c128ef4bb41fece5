"""The screen of one asset: its head, and tabs of what is known of it."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from pursight.clock import Clock, SystemClock
from pursight.errors import PurSightError
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import asset
from pursight_desktop.replica.queries.asset import AssetPage
from pursight_desktop.sync.status import ConsoleStatus
from pursight_desktop.views.asset.activity import ActivitySection
from pursight_desktop.views.asset.classification import ClassificationSection
from pursight_desktop.views.asset.header import Header
from pursight_desktop.views.asset.overview import Overview
from pursight_desktop.views.asset.profile import ProfileSection
from pursight_desktop.views.asset.relations import RelationsSection
from pursight_desktop.views.asset.requesting import RequestSheet
from pursight_desktop.views.asset.rules import RulesSection
from pursight_desktop.views.asset.section import Section
from pursight_desktop.views.asset.violations import ViolationsSection
from pursight_desktop.views.asset.why import WhySheet
from pursight_desktop.widgets.asset_cells import icon_of
from pursight_desktop.widgets.containers import Line
from pursight_desktop.widgets.states import Deck
from pursight_desktop.widgets.words import count

SECTIONS: dict[str, Callable[[Desk], Section]] = {
    "overview": Overview,
    "profile": ProfileSection,
    "classification": ClassificationSection,
    "rules": RulesSection,
    "relations": RelationsSection,
    "violations": ViolationsSection,
    "activity": ActivitySection,
}

OF_LEVEL = {
    "column": ("overview", "profile", "classification", "rules", "violations", "activity"),
    "table": ("overview", "profile", "rules", "relations", "violations", "activity"),
}
OF_OTHERS = ("overview", "violations", "activity")
"""Sections of a schema or a source."""

SHOWS = frozenset(
    (
        "asset", "classification", "profile", "quality", "rule", "violation", "source", "event",
        "domain",
    )
)  # fmt: skip
"""Kinds of rows that the page shows something of."""


class AssetView(QWidget):
    """Everything about one asset; Alt and a number go to a tab."""

    def __init__(self, desk: Desk, place: Place, clock: Clock | None = None) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._place = desk, place
        self._clock = clock or SystemClock()
        self._id: UUID | None = place.id
        self._page: AssetPage | None = None
        self._wanted = place.arg("tab", "overview")
        self._stale: set[str] = set()
        self._keys: tuple[str, ...] = ()
        self.sections: dict[str, Section] = {}
        self.header = Header()
        self.header.chosen.connect(self._go)
        self.header.access_wanted.connect(self.request_access)
        self.header.why_wanted.connect(self.explain)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Sections"))
        self.tabs.currentChanged.connect(self._show_tab)
        self.stack = QStackedWidget()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tabs = QVBoxLayout()
        tabs.setContentsMargins(14, 0, 14, 0)
        tabs.addWidget(self.tabs)
        column.addWidget(self.header)
        column.addLayout(tabs)
        column.addWidget(Line())
        column.addWidget(self.stack, 1)
        self.deck = Deck()
        self.deck.hold(self._content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.deck)
        for number in range(1, len(SECTIONS) + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._go_to_tab, number - 1))
        KeepingUp(self, desk, SHOWS, lambda _news: self.refresh())
        desk.status.connect(self._show_present)
        if desk.latest is not None:
            self._show_present(desk.latest)
        self.deck.busy.start()
        self.refresh()
        QTimer.singleShot(0, self, self._prepare)

    # --- what the window asks ---

    def title(self) -> str:
        """Name the tab."""
        return self._page.line.name if self._page is not None else self.tr("Asset")

    def icon(self) -> str:
        """Return the tab's icon."""
        line = self._page.line if self._page is not None else None
        return "table-2" if line is None else icon_of(line.level, line.kind)

    def place(self) -> Place:
        """Return where one is: the asset and the section."""
        shown = self.section_name()
        return self._place.having(tab="" if shown == "overview" else shown)

    def unsaved(self) -> str:
        """Return what is being written here and not kept yet."""
        written = (section.unsaved() for section in self.sections.values())
        return "\n\n".join(text for text in written if text)

    def refresh(self) -> None:
        """Look again."""
        if self._id is None:
            self._gone()
            return
        self._desk.read(
            self, "page", partial(_page, asset_id=self._id), self._show, self._failed, patient=True
        )

    def section_name(self) -> str:
        """Return which section is shown."""
        at = self.tabs.currentIndex()
        return self._keys[at] if 0 <= at < len(self._keys) else self._wanted

    def section(self, name: str) -> Section:
        """Go to a section and return it."""
        self._go_to_tab(self._keys.index(name))
        return self.sections[name]

    # --- showing ---

    def _show(self, page: AssetPage | None) -> None:
        if page is None:
            self._gone()
            return
        same = page == self._page
        self._page = page
        self._set_tabs(page)
        if not same:
            self.header.show_page(page, self._clock.now())
        # what is the same is not made anew under somebody's hands; entries of the log come apart
        self._stale |= {"activity"} if same else set(self._keys)
        self._show_tab(self.tabs.currentIndex())
        overview = self.sections.get("overview")
        if same and isinstance(overview, Overview):
            overview.count_filled()
        self.deck.show_content(self._content)
        self.windowTitleChanged.emit(self.title())

    def _set_tabs(self, page: AssetPage) -> None:
        keys = OF_LEVEL.get(page.line.level, OF_OTHERS)
        self.tabs.blockSignals(True)
        if keys != self._keys:
            while self.tabs.count():
                self.tabs.removeTab(0)
            self._keys = keys
            for number, key in enumerate(keys, 1):
                self.tabs.addTab(key)
                self.tabs.setTabToolTip(number - 1, f"Alt+{number}")
            wanted = keys.index(self._wanted) if self._wanted in keys else 0
            self.tabs.setCurrentIndex(wanted)
        for number, key in enumerate(keys):
            self.tabs.setTabText(number, self._tab_words(key, page))
        self.tabs.blockSignals(False)

    def _tab_words(self, key: str, page: AssetPage) -> str:
        words = {
            "overview": self.tr("Overview"),
            "profile": self.tr("Profile"),
            "classification": self.tr("Classification"),
            "rules": self.tr("Rules"),
            "relations": self.tr("Keys and relations"),
            "violations": self.tr("Violations"),
            "activity": self.tr("Activity"),
        }[key]
        number = {
            "rules": len(page.rules),
            "relations": len(page.relations_out) + len(page.relations_in),
            "violations": sum(one.state == "open" for one in page.violations),
        }.get(key, 0)
        return f"{words} · {count(number)}" if number else words

    def _show_tab(self, at: int) -> None:
        if self._page is None or not 0 <= at < len(self._keys):
            return
        name = self._keys[at]
        section = self._made(name)
        if name in self._stale:
            self._stale.discard(name)
            section.show_page(self._page)
        self.stack.setCurrentWidget(section)

    def _made(self, name: str) -> Section:
        section = self.sections.get(name)
        if section is None:
            section = SECTIONS[name](self._desk)
            section.wanted.connect(self.section)
            if isinstance(section, Overview):
                section.lost.connect(self._text_lost)
            self.sections[name] = section
            self.stack.addWidget(section)
        return section

    def _prepare(self) -> None:
        """Make the section one will see, in a turn of its own while the page is being read."""
        if self._id is not None and self._wanted in SECTIONS:
            self._made(self._wanted)

    def _go_to_tab(self, number: int) -> None:
        if number < self.tabs.count():
            self.tabs.setCurrentIndex(number)

    def _gone(self) -> None:
        self._page = None
        why = self.tr("It was removed, or you may no longer see it.")
        written = self.unsaved()
        if written:
            why += (
                " " + self.tr("What you were writing is kept until you leave:") + "\n\n" + written
            )
            action = (self.tr("Copy what I wrote"), lambda: self._copy(written))
        else:
            action = (
                self.tr("Go to the catalog"), lambda: self._desk.open(Place("catalog"))
            )  # fmt: skip
        self.deck.show_empty("circle-minus", self.tr("This is not in the catalog"), why, action)

    def _text_lost(self) -> None:
        if self._page is None:  # why it could not be kept: there is nothing left to write on
            self._gone()

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.notice.emit("info", self.tr("Copied."))

    def _failed(self, error: PurSightError) -> None:
        self.deck.show_error(error, self.refresh)

    def _go(self, asset_id: UUID | None) -> None:
        self._desk.open(Place("catalog") if asset_id is None else Place("asset", asset_id))

    def request_access(self) -> None:
        """Ask for access to what is shown; this needs the server."""
        reason = why_not(self._desk, "access_requests.make")
        if reason:
            self._desk.notice.emit("warning", reason)
        elif self._page is not None:
            line = self._page.line
            columns = [(one.id, one.name) for one in self._page.children if one.level == "column"]
            RequestSheet(self._desk, self, line.id, line.name or line.fqn, columns).open()

    def explain(self) -> None:
        """Show why the person may see the asset, and what they may do with it."""
        if self._page is not None:
            line = self._page.line
            WhySheet(self._desk, self, line.id, line.name or line.fqn).open()

    def _show_present(self, status: ConsoleStatus) -> None:
        """Show who else looks at this; whoever the server no longer names is gone."""
        names = sorted({name for name, asset_id in status.present if asset_id == self._id})
        self.header.present.show_people(tuple(names))


def _page(connection: Connection, asset_id: UUID) -> AssetPage | None:
    return asset.asset(connection, asset_id)
