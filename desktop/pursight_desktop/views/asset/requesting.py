"""A sheet: ask for access to an asset, with a purpose and for a while."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSpinBox, QWidget

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
    """Ask for a role on one asset; its owner, its steward or an administrator decides."""

    def __init__(self, desk: Desk, parent: QWidget, asset_id: UUID, name: str) -> None:
        title = QCoreApplication.translate("RequestSheet", "Request access to {name}")
        super().__init__(parent, title.format(name=name))
        self._desk, self._asset_id = desk, asset_id
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
        self.purpose = QPlainTextEdit()
        self.purpose.setPlaceholderText(self.tr("Reconcile invoices of the third quarter"))
        self.purpose.setTabChangesFocus(True)
        self.purpose.setFixedHeight(72)
        self.field(self.tr("What for"), self.purpose, self.tr("Whoever decides reads it"))
        self.days = QSpinBox()
        self.days.setRange(1, MOST_DAYS)
        self.days.setValue(USUAL_DAYS)
        self.field(self.tr("For how many days"), self.days)
        self.purpose.textChanged.connect(self._look)
        self.set_confirm(self.tr("Ask"), self._ask)
        self._look()

    def _words(self) -> str:
        return self.purpose.toPlainText().strip()

    def _look(self) -> None:
        self.confirm_button.setEnabled(len(self._words()) >= SHORTEST_PURPOSE)

    def _ask(self) -> bool:
        role, purpose, days = str(self.role.currentData()), self._words(), self.days.value()
        self.confirm_button.setEnabled(False)
        self._desk.online(
            self,
            "request",
            lambda online: online.ask_access(self._asset_id, role=role, purpose=purpose, days=days),
            self._asked,
            self.refused,
        )
        return False

    def _asked(self, asked: AskedFor) -> None:
        self.accept()
        deciders = len(asked.deciders)
        words = self.tr("Asked. {n} people can decide it.", None, deciders)
        self._desk.notice.emit("success", words.format(n=count(deciders)))
