"""The catalog's screen: tree and facets to the left, the list with its filters to the right."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.operations.placing import MAY_PLACE
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import catalog
from pursight_desktop.replica.queries.catalog import AssetLine, FacetCount, Lines, TreeNode
from pursight_desktop.theme import icon
from pursight_desktop.views.catalog.bulk import BulkBar, DescribeSheet, OwnSheet, TagSheet
from pursight_desktop.views.catalog.columns import asset_columns
from pursight_desktop.views.catalog.facets import domain_titles, panel_facets
from pursight_desktop.views.catalog.filters import Narrowing
from pursight_desktop.views.catalog.head import Head
from pursight_desktop.views.catalog.placing import PlaceSheet
from pursight_desktop.views.catalog.tree import SourceTree
from pursight_desktop.widgets.asset_cells import icon_of
from pursight_desktop.widgets.containers import Line
from pursight_desktop.widgets.facets import FacetPanel
from pursight_desktop.widgets.labels import Crumb
from pursight_desktop.widgets.states import Deck, EmptyState
from pursight_desktop.widgets.table import DataTable, Stay, look_for

SHOWS = frozenset({"asset", "classification", "quality", "source", "domain"})
"""Kinds of rows that the list shows something of."""


class CatalogView(QWidget):
    """Everything there is, narrowed down until it is what one looks for."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self.narrowing = Narrowing.from_place(place)
        self._known: dict[str, list[str]] = {"owner": [], "tag": []}
        self._called: dict[str, str] | None = None
        self._path: Sequence[TreeNode] = ()
        self.tree = SourceTree(desk)
        self.facets = FacetPanel()
        self.head = Head()
        self._tables: dict[str, DataTable] = {}
        self._stack = QStackedWidget()
        may = desk.account.may
        self._may_place = all(may(one) for one in MAY_PLACE)
        self.bulk = BulkBar(writable=may("catalog.write"), placing=self._may_place)
        self.deck = Deck()
        self._lay_out()
        self._connect()
        self._narrow(self.narrowing)

    def _lay_out(self) -> None:
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.tree)
        left.addWidget(self.facets)
        left.setSizes([280, 440])
        left.setChildrenCollapsible(False)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, Line(), self._stack, Line(), self.bulk):
            column.addWidget(part, 1 if part is self._stack else 0)
        self._whole = QSplitter(Qt.Orientation.Horizontal)
        self._whole.addWidget(left)
        self._whole.addWidget(right)
        self._whole.setStretchFactor(1, 1)
        self._whole.setSizes([260, 1020])
        self._whole.setChildrenCollapsible(False)
        self._whole.setHandleWidth(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.deck)
        self.deck.show_content(self._whole)

    def _connect(self) -> None:
        self.tree.chosen.connect(self.go_under)
        self.tree.opened.connect(self._open)
        self.tree.filled.connect(self._show_whether_any)
        self.facets.changed.connect(
            lambda chosen: self._narrow(replace(self.narrowing, chosen=dict(chosen)))
        )
        self.head.searched.connect(lambda text: self._narrow(replace(self.narrowing, text=text)))
        self.head.level_chosen.connect(
            lambda level: self._narrow(replace(self.narrowing, level=level))
        )
        self.head.gone_chosen.connect(lambda on: self._narrow(replace(self.narrowing, gone=on)))
        self.head.removed.connect(lambda k, v: self._narrow(self.narrowing.without(k, v)))
        self.head.cleared.connect(self.clear_filters)
        self.head.path_chosen.connect(self._go_to_crumb)
        self.head.moved_down.connect(self.focus_list)
        self.bulk.tag.connect(self.tag_selected)
        self.bulk.own.connect(self.own_selected)
        self.bulk.describe.connect(self.describe_selected)
        self.bulk.place.connect(self.place_selected)
        self.bulk.cleared.connect(self.clear_selection)
        KeepingUp(self, self._desk, SHOWS, lambda _news: self._read(keep=True))
        for keys in ("/", "Ctrl+F"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.head.search.setFocus)

    @property
    def table(self) -> DataTable:
        """The list that is shown: tables, columns and all together have columns of their own."""
        level = self.narrowing.level
        if level not in self._tables:
            made = DataTable(
                asset_columns(level), self._desk.read, name=f"catalog {level}",
                preferences=self._desk.preferences,
            )  # fmt: skip
            made.setAccessibleName(self.tr("Assets"))
            made.opened.connect(lambda line, new_tab: self._open(line.id, new_tab))
            made.sort_wanted.connect(lambda *_: self._read_lines(keep=False))
            made.selection_changed.connect(lambda _: self._show_counts())
            made.add_action_menu(self._fill_menu)
            self.bulk.listen_on(made)
            self._tables[level] = made
            self._stack.addWidget(made)
        return self._tables[level]

    # --- what the window asks ---

    def title(self) -> str:
        """Name the tab: the node one is under."""
        return self._path[-1].name if self._path else self.tr("Catalog")

    def icon(self) -> str:
        """Return the tab's icon."""
        return "library"

    def place(self) -> Place:
        """Return where one is, filters too."""
        return self.narrowing.place()

    def refresh(self) -> None:
        """Look again."""
        self.tree.refresh()
        self._read(keep=True)

    # --- narrowing ---

    def go_under(self, node_id: UUID | None) -> None:
        """Show only what is below a node of the tree; None shows everything."""
        self._narrow(replace(self.narrowing, under=node_id))

    def clear_filters(self) -> None:
        """Take all filters away; one stays under the same node."""
        self._narrow(self.narrowing.cleared())

    def _narrow(self, wanted: Narrowing) -> None:
        moved = wanted.under != self.narrowing.under
        if moved:
            wanted = replace(wanted, level=self._level_below(wanted))
        self.narrowing = wanted
        self._stack.setCurrentWidget(self.table)
        self.setFocusProxy(self.table)
        self.head.show_narrowing(wanted, self._called)
        self.facets.choose(wanted.chosen)
        self._show_empty_state()
        self._read(keep=False)

    def _level_below(self, wanted: Narrowing) -> str:
        """A table has only columns below it; elsewhere tables are what one looks for first."""
        item = self.tree.item(wanted.under) if wanted.under else None
        table = item is not None and item.data(0, Qt.ItemDataRole.UserRole).level == "table"
        return "columns" if table else wanted.level

    def _read(self, *, keep: bool) -> None:
        query = self.narrowing.query()
        self._read_lines(keep=keep)
        self._desk.read(
            self, "facets", partial(_facets, query=query), self._show_facets, patient=keep
        )
        under = self.narrowing.under
        if under is None:
            self._desk.read(self, "path", lambda _: (), self._show_path)
        else:
            self._desk.read(self, "path", partial(_path, node=under), self._show_path)

    def _read_lines(self, *, keep: bool) -> None:
        key, descending = self.table.sort()
        query = self.narrowing.query(key, descending=descending)
        stay = self.table.stay() if keep else None
        if not keep:
            self.deck.busy.start()
        self._desk.read(
            self, "lines", partial(_lines, query=query, stay=stay),
            lambda found: self._show_lines(*found, stay), self._failed, patient=keep,
        )  # fmt: skip

    def _show_lines(self, lines: Lines, found: Mapping[UUID, int], stay: Stay | None) -> None:
        self.deck.busy.stop()
        if stay is not None and stay.current_and_selected != self.table.stay().current_and_selected:
            self._read_lines(keep=True)  # one went on meanwhile: look from where one is now
            return
        self.table.show_lines(lines, keep=stay is not None, found=found)
        if stay is None:
            self.table.clearSelection()
        self._show_counts()

    def _failed(self, error: PurSightError) -> None:
        self.deck.show_error(error, self._try_again)

    def _try_again(self) -> None:
        self.deck.show_content(self._whole)
        self.refresh()

    def _show_facets(self, found: dict[str, list[FacetCount]]) -> None:
        self.facets.show_facets(panel_facets(found, self.narrowing.chosen, self.narrowing.level))
        called = domain_titles(found)
        if called != self._called:
            self._called = called
            self.bulk.offer_domains(there=bool(called))
            self.head.show_filters(self.narrowing, called)
        for key, known in self._known.items():
            known[:] = sorted({*known, *(one.value for one in found.get(key, ()) if one.value)})

    def _show_path(self, path: Sequence[TreeNode]) -> None:
        self._path = path
        if path and path[-1].level == "table" and self.narrowing.level == "tables":
            self._narrow(replace(self.narrowing, level="columns"))
            return
        if not path and self.narrowing.under is not None:
            self._show_gone()
        crumbs = [Crumb(self.tr("Catalog"), None, "library")]
        crumbs += [Crumb(node.name, node.id, icon_of(node.level, node.kind)) for node in path]
        self.head.path.show_path(crumbs)
        if self.tree.current_id() != (path[-1].id if path else None):
            self.tree.go_to([node.id for node in path])
        self.windowTitleChanged.emit(self.title())

    def _go_to_crumb(self, key: object) -> None:
        self.go_under(key if isinstance(key, UUID) else None)

    def _show_counts(self) -> None:
        noun = {"tables": self.tr("tables"), "columns": self.tr("columns")}.get(
            self.narrowing.level, self.tr("assets")
        )
        self.bulk.show_counts(self.table.row_count(), self.table.selected_count(), noun)

    # --- when there is nothing ---

    def _show_whether_any(self, sources: int) -> None:
        if sources:
            self.deck.show_content(self._whole)
            return
        latest = self._desk.latest
        if latest is not None and latest.sync.first_fill:
            text = self.tr("The local copy is being filled; the first sources come in a moment.")
            self.deck.show_empty("library", self.tr("Nothing here yet"), text)
            return
        self.deck.show_empty(
            "library",
            self.tr("No sources yet"),
            self.tr(
                "The catalog fills with what scans find. Enrol an agent beside your data, "
                "then register a source."
            ),
            (self.tr("Go to sources"), lambda: self._desk.open(Place("sources"))),
        )

    def _show_empty_state(self) -> None:
        if self.narrowing.filters:
            state = EmptyState(
                "list-filter",
                self.tr("Nothing fits these filters"),
                self.tr("Take one away above, or all of them."),
                (self.tr("Clear filters"), self.clear_filters),
            )
        else:
            state = EmptyState(
                "table-2",
                self.tr("Nothing here"),
                self.tr("The scans have found nothing of this kind here."),
            )
        self.table.set_empty(state)

    def _show_gone(self) -> None:
        """The node one is below is not here any more: that is why there is nothing."""
        state = EmptyState(
            "circle-minus",
            self.tr("This part of the catalog is gone"),
            self.tr("It was removed, or you may no longer see it."),
            (self.tr("Show everything"), lambda: self.go_under(None)),
        )
        self.table.set_empty(state)

    # --- doing ---

    def focus_list(self) -> None:
        """Go into the list; on its first line if one was on none."""
        if self.table.current_number() < 0:
            self.table.go_to(0)
        self.table.setFocus()

    def clear_selection(self) -> None:
        """Select nothing."""
        self.table.clearSelection()

    def tag_selected(self) -> None:
        """Ask for tags of the selected assets."""
        self._with_selected(lambda lines: TagSheet(self, self._desk, lines, self._known["tag"]))

    def own_selected(self) -> None:
        """Ask for the owner of the selected assets."""
        self._with_selected(lambda lines: OwnSheet(self, self._desk, lines, self._known["owner"]))

    def describe_selected(self) -> None:
        """Ask for a description of the selected assets."""
        self._with_selected(lambda lines: DescribeSheet(self, self._desk, lines))

    def place_selected(self) -> None:
        """Ask for the domain of the selected assets."""
        called = self._called
        if called:
            self._with_selected(lambda lines: PlaceSheet(self, self._desk, lines, called))

    def _with_selected(self, make: Any) -> None:
        def done(lines: list[AssetLine]) -> None:
            if lines:
                make(lines).open()

        self.table.selected(done)

    def _open(self, asset_id: UUID, new_tab: bool) -> None:
        self._desk.open(Place("asset", asset_id), new_tab=new_tab)

    def _fill_menu(self, menu: QMenu, line: AssetLine) -> None:
        menu.addAction(icon("arrow-right"), self.tr("Open"), lambda: self._open(line.id, False))
        menu.addAction(
            icon("external-link"), self.tr("Open in new tab"), lambda: self._open(line.id, True)
        )
        if line.level != "column":
            menu.addAction(
                icon("filter"), self.tr("Show only what is below"), lambda: self.go_under(line.id)
            )
        if self._desk.account.may("catalog.write"):
            menu.addSeparator()
            menu.addAction(icon("tag"), self.tr("Tag…"), self.tag_selected)
            menu.addAction(icon("user-round"), self.tr("Owner…"), self.own_selected)
            menu.addAction(icon("pencil"), self.tr("Describe…"), self.describe_selected)
        if self._may_place and self._called:
            menu.addAction(icon("briefcase"), self.tr("Domain…"), self.place_selected)
        menu.addSeparator()
        menu.addAction(
            icon("clipboard"),
            self.tr("Copy path"),
            lambda: QGuiApplication.clipboard().setText(line.fqn),
        )


def _lines(
    connection: Connection, query: catalog.AssetQuery, stay: Stay | None
) -> tuple[Lines, dict[UUID, int]]:
    """Read the list, and where the rows are on which one was."""
    lines = catalog.lines(connection, query)
    if stay is None:
        return lines, {}
    return lines, look_for(stay, partial(lines.ids, connection), len(lines))


def _facets(connection: Connection, query: catalog.AssetQuery) -> dict[str, list[FacetCount]]:
    return catalog.facets(connection, query)


def _path(connection: Connection, node: UUID) -> Sequence[TreeNode]:
    return catalog.path(connection, node)
