"""The tree of sources, schemas and tables; what is below a node is read when one unfolds it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import catalog
from pursight_desktop.replica.queries.catalog import TreeNode
from pursight_desktop.theme import heights, icon, tabular_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.asset_cells import icon_of
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import count, label_words

NODE = Qt.ItemDataRole.UserRole
READ = Qt.ItemDataRole.UserRole + 1

LEAF = "table"
"""Columns are in the list, not in the tree: a thousand of them would hide their neighbours."""


BESIDE = 40
"""Room for the icon, its gaps, and the gap before the count."""

SETTLE_MS = 300
"""News within this time are answered by one reading of what is unfolded."""

SHOWS = frozenset({"asset", "source"})
"""Kinds of rows that the tree shows something of."""


def _told(index: QModelIndex | QPersistentModelIndex) -> str:
    node: TreeNode | None = index.data(NODE)
    return count(node.count) if node is not None and node.count else ""


class _Counted(QStyledItemDelegate):
    """Draws at the right edge how much is below a node."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        room = option.rect.width() - BESIDE - self._width(index)
        option.text = option.fontMetrics.elidedText(
            option.text, Qt.TextElideMode.ElideRight, max(room, 24)
        )

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect = QRect(option.rect)
        super().paint(painter, option, index)
        painter.save()
        painter.setFont(tabular_font(Size.SMALL))
        painter.setPen(QColor(tokens().muted))
        painter.drawText(
            rect.adjusted(0, 0, -6, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            _told(index),
        )
        painter.restore()

    def _width(self, index: QModelIndex | QPersistentModelIndex) -> int:
        return QFontMetrics(tabular_font(Size.SMALL)).horizontalAdvance(_told(index))

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 48, heights().row)


class SourceTree(QTreeWidget):
    """The tree.

    Signals: `chosen(id or None)` when one goes to a node, `opened(id, new_tab)` for its page,
    `filled(count)` once it is known how many sources there are.
    """

    chosen = Signal(object)
    opened = Signal(object, bool)
    filled = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._items: dict[UUID, QTreeWidgetItem] = {}
        self._wanted: list[UUID] = []
        self._quiet = False
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setItemDelegate(_Counted(self))
        self.setExpandsOnDoubleClick(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Sources, schemas and tables"))
        self.itemExpanded.connect(self._expanded)
        self.itemSelectionChanged.connect(self._tell)
        KeepingUp(self, desk, SHOWS, lambda _news: self.refresh(), settle_ms=SETTLE_MS)
        self._read(None)

    def refresh(self) -> None:
        """Look again at everything that is unfolded; what is folded is read when unfolded."""
        unfolded: list[UUID | None] = [None]
        for node_id, item in self._items.items():
            if item.isExpanded():
                unfolded.append(node_id)
            else:
                item.setData(0, READ, False)
        self._desk.read(
            self, "unfolded", partial(_several, parents=unfolded), self._show_several, patient=True
        )

    def go_to(self, path: Sequence[UUID]) -> None:
        """Unfold the way to a node and stand on it; nothing is told. An empty way is no node."""
        self._wanted = list(path)
        if not path:
            self._stand(None)
        self._go_on()

    def current_id(self) -> UUID | None:
        """Return the node one is on."""
        chosen = self.selectedItems()  # not the current one: Qt makes the first one current
        return self._node(chosen[0]).id if chosen else None

    def item(self, node_id: UUID) -> QTreeWidgetItem | None:
        """Return the line of a node; None while it was not unfolded."""
        return self._items.get(node_id)

    # --- reading ---

    def _read(self, parent: UUID | None) -> None:
        self._desk.read(
            self,
            f"children {parent}",
            partial(_children, parent=parent),
            lambda nodes: self._show(parent, nodes),
        )

    def _expanded(self, item: QTreeWidgetItem) -> None:
        if not item.data(0, READ):
            item.setData(0, READ, True)
            self._read(self._node(item).id)

    def _show_several(self, found: Mapping[UUID | None, Sequence[TreeNode]]) -> None:
        """Bring all that is unfolded in step; what one looks at stays where it is."""
        top = self.itemAt(0, 0)
        node_id = self._node(top).id if top is not None else None
        before = self.visualItemRect(top).y() if top is not None else 0
        for parent, nodes in found.items():
            self._show(parent, nodes)
        top = self._items.get(node_id) if node_id is not None else None
        if top is not None:
            bar = self.verticalScrollBar()
            if bar.value():  # at its beginning it stays there, and what is new above is seen
                self.doItemsLayout()
                bar.setValue(bar.value() + self.visualItemRect(top).y() - before)

    def _show(self, parent: UUID | None, nodes: Sequence[TreeNode]) -> None:
        """Bring the lines below a node in step; lines that stay keep what is unfolded."""
        under = self.invisibleRootItem() if parent is None else self._items.get(parent)
        if under is None:
            return
        quiet, self._quiet = self._quiet, True
        kept = {node.id for node in nodes}
        for item in _children_of(under):
            if self._node(item).id not in kept:
                under.removeChild(item)
                self._forget(item)
        for place, node in enumerate(nodes):
            self._place(under, place, node)
        self._quiet = quiet
        if parent is None:
            self.filled.emit(len(nodes))
        self._go_on()

    def _place(self, under: QTreeWidgetItem, place: int, node: TreeNode) -> None:
        item = self._items.get(node.id)
        if item is None:
            item = QTreeWidgetItem()
            self._items[node.id] = item
            under.insertChild(place, item)
        elif under.indexOfChild(item) != place:
            open_, current = item.isExpanded(), self.currentItem() is item
            under.removeChild(item)
            under.insertChild(place, item)
            item.setExpanded(open_)
            if current:
                self.setCurrentItem(item)
        if item.data(0, NODE) == node:
            return
        policy = QTreeWidgetItem.ChildIndicatorPolicy
        item.setChildIndicatorPolicy(
            policy.DontShowIndicator
            if node.level == LEAF or not node.count
            else policy.ShowIndicator
        )
        item.setText(0, node.name or self.tr("(no name)"))
        item.setData(0, NODE, node)
        item.setIcon(0, icon(icon_of(node.level, node.kind)))
        told = f"{node.name}, {label_words(node.kind)}, {count(node.count)}"
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)
        item.setToolTip(0, plain_tip(f"{node.name} · {label_words(node.kind)}"))

    def _forget(self, item: QTreeWidgetItem) -> None:
        self._items.pop(self._node(item).id, None)
        for child in _children_of(item):
            self._forget(child)

    def _node(self, item: QTreeWidgetItem) -> TreeNode:
        node: TreeNode = item.data(0, NODE)
        return node

    # --- where one is ---

    def _go_on(self) -> None:
        """Go as far towards the wanted node as is read; reading more goes on from here."""
        while self._wanted:
            item = self._items.get(self._wanted[0])
            if item is None:
                return
            if len(self._wanted) == 1 or self._node(item).level == LEAF:
                self._wanted.clear()
                self._stand(item)
                return
            self._wanted.pop(0)
            item.setExpanded(True)

    def _stand(self, item: QTreeWidgetItem | None) -> None:
        quiet, self._quiet = self._quiet, True
        if item is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        else:
            self.setCurrentItem(item)
            self.scrollToItem(item)
        self._quiet = quiet

    def _tell(self) -> None:
        if not self._quiet:
            self._wanted.clear()
            self.chosen.emit(self.current_id())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current_id()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.opened.emit(current, bool(control))
        elif event.key() == Qt.Key.Key_Escape and current is not None:
            self._stand(None)
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside every node goes back to everything."""
        super().mousePressEvent(event)
        if self.itemAt(event.pos()) is None and self.current_id() is not None:
            self._stand(None)
            self.chosen.emit(None)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        item = self.itemAt(event.pos())
        if item is not None:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.opened.emit(self._node(item).id, bool(control))


def _children(connection: Connection, parent: UUID | None) -> Sequence[TreeNode]:
    return catalog.children(connection, parent)


def _several(
    connection: Connection, parents: Iterable[UUID | None]
) -> dict[UUID | None, Sequence[TreeNode]]:
    return {parent: catalog.children(connection, parent) for parent in parents}


def _children_of(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(number) for number in range(item.childCount()))
    return [child for child in found if child is not None]
