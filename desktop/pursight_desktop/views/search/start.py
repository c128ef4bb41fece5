"""Start: what the search shows before one types: saved searches, recent ones, what can be typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLineEdit, QWidget

from pursight_desktop.views.search.facets import filters
from pursight_desktop.views.search.saved import Asked, Saved, Searches
from pursight_desktop.widgets.buttons import Button, IconButton
from pursight_desktop.widgets.containers import Card, Page
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Elided, Label
from pursight_desktop.widgets.words import quoted


class Start(Page):
    """Saved and recent searches as links; `asked` tells which is wanted."""

    asked = Signal(object)

    def __init__(self, searches: Searches) -> None:
        super().__init__()
        self._searches = searches
        self.saved = Card(self.tr("Saved searches"))
        forget = Button(self.tr("Clear"), kind="link", clicked=self._forget_recent)
        self.recent = Card(self.tr("Recent searches"), "", (forget,))
        self.tips = Card(self.tr("What you can type"))
        for example, meaning in (
            ("cust email", self.tr("words in any spelling: cust_email, CustomerEmail, e-mail")),
            ("adres", self.tr("typing mistakes are forgiven")),
            ("iban", self.tr("names, descriptions and comments are looked through")),
        ):
            self.tips.add(_tip(example, meaning, self._typed(example)))
        self.add_row(self.saved, self.recent)
        self.add(self.tips)
        self.body.addStretch(1)
        self.rows: dict[str, Button] = {}
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept now."""
        self.rows = {}
        saved, recent = self._searches.saved(), self._searches.recent()
        _fill(self.saved, [self._saved_row(one) for one in saved], self.tr(
            "None yet. Search, narrow the result down, then keep it with the bookmark (Ctrl+S)."
        ))  # fmt: skip
        _fill(
            self.recent, [self._recent_row(text) for text in recent],
            self.tr("What you search for will be listed here."),
        )  # fmt: skip

    def _typed(self, text: str) -> Callable[[], None]:
        return lambda: self.asked.emit(Asked(text))

    def _saved_row(self, one: Saved) -> QWidget:
        row, inside = _row()
        link = Button(one.name, "bookmark", "link", clicked=lambda: self.asked.emit(one.asked))
        self.rows[one.name] = link
        parts = [quoted(one.asked.text)] if one.asked.text else []
        parts += [chip.title for chip in filters(one.asked.chosen, {})]
        rename = IconButton(
            "pencil", self.tr("Rename {name}").format(name=one.name),
            clicked=lambda: self._rename(one.name),
        )  # fmt: skip
        remove = IconButton(
            "trash-2", self.tr("Remove {name}").format(name=one.name),
            clicked=lambda: self._remove(one.name),
        )  # fmt: skip
        inside.addWidget(link)
        inside.addWidget(Elided(" · ".join(parts), "muted"), 1)
        inside.addWidget(rename)
        inside.addWidget(remove)
        return row

    def _recent_row(self, text: str) -> QWidget:
        row, inside = _row()
        link = Button(text, "history", "link", clicked=self._typed(text))
        self.rows[text] = link
        inside.addWidget(link)
        inside.addStretch(1)
        return row

    def _rename(self, name: str) -> None:
        new, agreed = QInputDialog.getText(
            self, self.tr("Rename search"), self.tr("Name"), QLineEdit.EchoMode.Normal, name
        )
        asked = next((one.asked for one in self._searches.saved() if one.name == name), None)
        if agreed and may_take(self, self._searches, new.strip(), instead=asked):
            self._searches.rename(name, new.strip())
            self.refresh()

    def _remove(self, name: str) -> None:
        self._searches.remove(name)
        self.refresh()

    def _forget_recent(self) -> None:
        self._searches.forget_recent()
        self.refresh()


def may_take(parent: QWidget, searches: Searches, name: str, *, instead: Asked | None) -> bool:
    """Say whether a search may have a name; one that another has only if the person agrees."""
    there = next((one for one in searches.saved() if one.name == name), None)
    if not name or there is None or there.asked == instead:
        return bool(name)
    translate = QCoreApplication.translate
    return ask(
        parent,
        translate("Search", "Replace {name}?").format(name=name),
        translate("Search", "Another search is saved under this name; it would be forgotten."),
        translate("Search", "Replace"),
        danger=True,
    )


def _fill(card: Card, rows: Sequence[QWidget], nothing: str) -> None:
    while card.body.count() > 1:
        item = card.body.takeAt(1)
        if item is not None and (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
    for row in rows:
        card.add(row)
    if not rows:
        card.add(Label(nothing, "muted", wrap=True))
    card.body.addStretch(1)


def _row() -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(8)
    return row, inside


def _tip(example: str, meaning: str, call: Callable[[], None]) -> QWidget:
    row, inside = _row()
    link = Button(example, "", "link", clicked=call)
    link.setMinimumWidth(96)
    inside.addWidget(link)
    inside.addWidget(Label(meaning, "muted", wrap=True), 1)
    return row
