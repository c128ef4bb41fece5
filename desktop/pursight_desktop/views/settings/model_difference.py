"""What another model or threshold would change: how much, and column by column."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem

from pursight_desktop.operations.models import Changes, Judgement, ModelPreview
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import count, label_words

_ROWS_SHOWN = 8


class Difference(Card):
    """The difference, with what can be done about it."""

    settled = Signal(str)
    """`activate`, `discard` or `again`."""

    def __init__(self) -> None:
        super().__init__("")
        self.heading = Label("", "strong", wrap=True)
        self.detail = Label("", "muted", wrap=True)
        self.add(self.heading)
        self.add(self.detail)
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels([self.tr("Column"), self.tr("Now"), self.tr("Then")])
        self.table.setAccessibleName(self.tr("Columns that would change"))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.add(self.table)
        row = QHBoxLayout()
        self.activate_button = self._button(self.tr("Activate…"), "activate", "primary")
        self.again_button = self._button(self.tr("Compare again"), "again")
        self.discard_button = self._button(self.tr("Discard"), "discard", "quiet")
        self.buttons = (self.activate_button, self.again_button, self.discard_button)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_difference(self, preview: ModelPreview, changes: Changes) -> None:
        """Show what was found out."""
        words = self.tr("With version {number}, {changed} of {total} columns would change")
        self.heading.setText(
            words.format(
                number=preview.number, changed=count(preview.changed), total=count(preview.total)
            )
        )
        self.detail.setText(self._detail(preview, changes))
        self.detail.setVisible(bool(self.detail.text()))
        self.table.setVisible(bool(changes.items))
        self.table.setRowCount(len(changes.items))
        for at, one in enumerate(changes.items):
            then = _said(one.after)
            if one.decided is not None:
                then = self.tr("{label} (decided, stands)").format(label=label_words(one.decided))
            for column, text in enumerate((one.fqn, _said(one.before), then)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self.table.setItem(at, column, item)
        shown = min(_ROWS_SHOWN, max(1, len(changes.items)))
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(
            height * shown + self.table.horizontalHeader().sizeHint().height() + 4
        )
        ready = preview.state == "ready" and not preview.stale
        self.activate_button.setVisible(ready)
        self.again_button.setVisible(not ready)

    def _detail(self, preview: ModelPreview, changes: Changes) -> str:
        said = []
        if preview.problem:
            said.append(preview.problem)
        if preview.stale:
            said.append(self.tr("Scans have changed something since: compare again."))
        if preview.standing:
            words = self.tr("People have decided about {n} of them, and that stands.")
            said.append(words.format(n=count(preview.standing)))
        if changes.next_cursor is not None:
            said.append(self.tr("The first {n} are shown.").format(n=count(len(changes.items))))
        return " ".join(said)

    def _button(self, text: str, verb: str, kind: str = "") -> Button:
        button = Button(text, kind=kind) if kind else Button(text)
        button.clicked.connect(lambda _=False: self.settled.emit(verb))
        return button


def _said(one: Judgement) -> str:
    if one.label == "none" or one.decision == "none":
        return label_words("none")
    return f"{label_words(one.label)} {one.confidence:.0%}"
