"""A sheet: ask for access to an asset, with a purpose and for a while."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import AskedFor
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.words import count

ROLES: Final = (
    ("data_user", QT_TRANSLATE_NOOP("RequestSheet", "Find and understand it (data user)")),
    ("data_steward", QT_TRANSLATE_NOOP("RequestSheet", "Look after it (data steward)")),
    ("data_administrator", QT_TRANSLATE_NOOP("RequestSheet", "Run it (data administrator)")),
)
USUAL_DAYS, MOST_DAYS = 30, 365
SHORTEST_PURPOSE: Final = 3


class RequestSheet(Form):
    """Ask for a role on one asset; its owner, its steward or an administrator decides.

    Args:
        desk: Of the console.
        parent: What it belongs to.
        asset_id: For what.
        name: What that is called.
        columns: Of a table: id and name of each, to ask for some of them alone.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        asset_id: UUID,
        name: str,
        columns: Sequence[tuple[UUID, str]] = (),
    ) -> None:
        title = QCoreApplication.translate("RequestSheet", "Request access to {name}")
        super().__init__(parent, title.format(name=name))
        self._desk, self._asset_id = desk, asset_id
        self._under_way = False
        self.add(
            Label(
                self.tr(
                    "Somebody else decides: whoever owns or looks after it, or an administrator. "
                    "What is given holds for it and all that lies in it, and ends by itself."
                ),
                "muted",
                wrap=True,
            )
        )
        self.role = QComboBox()
        for code, words in ROLES:
            self.role.addItem(QCoreApplication.translate("RequestSheet", str(words)), code)
        self.field(self.tr("What you want to do"), self.role)
        self._add_columns(columns)
        self.purpose = QPlainTextEdit()
        self.purpose.setPlaceholderText(self.tr("Reconcile invoices of the third quarter"))
        self.purpose.setTabChangesFocus(True)
        self.purpose.setFixedHeight(72)
        self.field(self.tr("What for"), self.purpose, self.tr("Whoever decides reads it"))
        self.days = QSpinBox()
        self.days.setRange(1, MOST_DAYS)
        self.days.setValue(USUAL_DAYS)
        self.field(self.tr("For how many days"), self.days)
        self.draft = QCheckBox(self.tr("Keep it as a draft, and send it off later"))
        self.add(self.draft)
        self.purpose.textChanged.connect(self._look)
        self.set_confirm(self.tr("Ask"), self._ask)
        self._look()

    def _words(self) -> str:
        return self.purpose.toPlainText().strip()

    def _add_columns(self, columns: Sequence[tuple[UUID, str]]) -> None:
        self.extent, self.columns = QComboBox(), QListWidget()
        self.extent.addItem(self.tr("All columns"), False)
        self.extent.addItem(self.tr("Only some columns"), True)
        for column_id, name in columns:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, str(column_id))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.columns.addItem(item)
        self.columns.setFixedHeight(116)
        self.columns.setAccessibleName(self.tr("Columns"))
        if not columns:
            return
        self.field(self.tr("Of it"), self.extent)
        self.add(self.columns)
        self.columns.hide()
        self.columns.itemChanged.connect(lambda _item: self._look())
        self.extent.currentIndexChanged.connect(self._show_columns)

    def _show_columns(self, _index: int) -> None:
        self.columns.setVisible(bool(self.extent.currentData()))
        self._look()

    def chosen_columns(self) -> list[UUID]:
        """List the columns that are asked for; none for all."""
        if not self.extent.currentData():
            return []
        items = [self.columns.item(number) for number in range(self.columns.count())]
        ticked = [one for one in items if one.checkState() is Qt.CheckState.Checked]
        return [UUID(one.data(Qt.ItemDataRole.UserRole)) for one in ticked]

    def _look(self) -> None:
        some = not self.extent.currentData() or bool(self.chosen_columns())
        complete = len(self._words()) >= SHORTEST_PURPOSE and some
        self.confirm_button.setEnabled(complete and not self._under_way)

    def _ask(self) -> bool:
        role, purpose, days = str(self.role.currentData()), self._words(), self.days.value()
        columns, draft = self.chosen_columns(), self.draft.isChecked()
        self._under_way = True
        self._look()
        self._desk.online(
            self,
            "request",
            lambda online: online.ask_access(
                self._asset_id,
                role=role,
                purpose=purpose,
                days=days,
                columns=columns,
                draft=draft,
            ),
            lambda asked: self._asked(asked, draft=draft),
            self.refused,
        )
        return False

    @override
    def refused(self, error: PurSightError) -> None:
        self._under_way = False
        super().refused(error)
        self._look()

    def _asked(self, asked: AskedFor, *, draft: bool) -> None:
        self.accept()
        if draft:
            kept = self.tr("Kept as a draft. You find it under Requests.")
            self._desk.notice.emit("success", kept)
            return
        deciders = len(asked.deciders)
        words = self.tr("Asked. {n} people can decide it.", None, deciders)
        self._desk.notice.emit("success", words.format(n=count(deciders)))
