"""AssetField: find one asset by its name as one types; what is chosen is told."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.search import Suggestion, suggest
from pursight_desktop.theme import icon
from pursight_desktop.widgets.asset_cells import icon_of
from pursight_desktop.widgets.fields import SearchField
from pursight_desktop.widgets.table.pages import Read

_ASSET: Final = Qt.ItemDataRole.UserRole
_OFFERED: Final = 12


class AssetField(SearchField):
    """A field that offers assets of the catalog; `chosen` tells a `Suggestion`.

    Args:
        read: A desk's `read`.
        placeholder: What the field is for.
        keeps: Whether it goes on showing what was chosen, or is empty for the next one.
    """

    chosen = Signal(object)

    def __init__(self, read: Read, placeholder: str, *, keeps: bool = True) -> None:
        super().__init__(placeholder)
        self._read, self._keeps = read, keeps
        self._asset: Suggestion | None = None
        self._offered = QStandardItemModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_OFFERED)
        completer.activated.connect(self._activated)
        popup = QListView()
        popup.setAccessibleName(placeholder)
        completer.setPopup(popup)
        self.setCompleter(completer)
        self.searched.connect(self._look)
        self.textEdited.connect(self._forget)

    def asset(self) -> Suggestion | None:
        """Return what was chosen."""
        return self._asset

    def show_asset(self, asset: Suggestion | None) -> None:
        """Show an asset as chosen; nothing is told."""
        self._asset = asset
        self.show_text("" if asset is None else asset.fqn)
        self.setCursorPosition(0)

    def offered(self) -> tuple[Suggestion, ...]:
        """Return what is offered now."""
        rows = range(self._offered.rowCount())
        return tuple(self._offered.item(row).data(_ASSET) for row in rows)

    def choose(self, asset: Suggestion) -> None:
        """Choose one, as a click on it does."""
        self.show_asset(asset)
        if not self._keeps:
            self.show_asset(None)
        self.chosen.emit(asset)

    def _forget(self, _text: str) -> None:
        self._asset = None

    def _look(self, text: str) -> None:
        if self._asset is not None and text == self._asset.fqn:
            return

        def query(connection: Connection) -> list[Suggestion]:
            return suggest(connection, text, _OFFERED)

        self._read(self, "assets", query, self._offer)

    def _offer(self, found: Sequence[Suggestion]) -> None:
        self._offered.clear()
        for one in found:
            item = QStandardItem(icon(icon_of(one.level, one.kind)), one.fqn)
            item.setData(one, _ASSET)
            self._offered.appendRow(item)
        if found and self.hasFocus():
            self.completer().complete()

    def _activated(self, text: str) -> None:
        asset = next((one for one in self.offered() if one.fqn == text), None)
        if asset is not None:  # Qt puts the text into the field after this
            QTimer.singleShot(0, self, partial(self.choose, asset))
