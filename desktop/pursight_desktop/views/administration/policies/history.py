"""What a policy used to say: its versions, the difference of two, and the way back to one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from pursight_desktop.operations.administering.policies import Policy
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.side_by_side import SideBySide
from pursight_desktop.widgets.words import moment

WIDTH = 860


class VersionsSheet(Sheet):
    """All versions of a policy; `wanted` tells the one that is to hold again.

    Args:
        parent: The window it lies over.
        versions: The latest first.
        reason: Why nothing can be changed now; empty when it can.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, versions: Sequence[Policy], reason: str = "") -> None:
        super().__init__(parent, versions[0].name, WIDTH)
        self._versions, self._reason = tuple(versions), reason
        self.older, self.newer = QComboBox(), QComboBox()
        self.older.setAccessibleName(self.tr("Earlier version"))
        self.newer.setAccessibleName(self.tr("Later version"))
        for one in versions:
            said = self.tr("Version {n} · {who} · {when}").format(
                n=one.rev, who=one.changed_by_name, when=moment(one.changed_at)
            )
            for box in (self.older, self.newer):
                box.addItem(said, one.rev)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.older, 1)
        row.addWidget(self.newer, 1)
        self.add(both)
        self.compared: SideBySide | None = None
        self.only = Label(self.tr("There is no earlier version yet."), "muted")
        self.only.setVisible(len(versions) < 2)
        self.add(self.only)
        self.older.setCurrentIndex(min(1, len(versions) - 1))
        self.older.currentIndexChanged.connect(lambda _: self._compare())
        self.newer.currentIndexChanged.connect(lambda _: self._compare())
        self.cancel_button.setText(self.tr("Close"))
        self.set_confirm("", self._go_back)
        self._compare()

    def _compare(self) -> None:
        older, newer = self._one(self.older), self._one(self.newer)
        if self.compared is not None:
            self.compared.hide()
            self.compared.deleteLater()
        self.compared = SideBySide(
            (self._heading(older), _all_of(older)), (self._heading(newer), _all_of(newer))
        )
        self.add(self.compared, 1)
        words = self.tr("Go back to version {n}…").format(n=older.rev)
        self.confirm_button.setText(words)
        self.confirm_button.setAccessibleName(words)
        same = older.text == self._versions[0].text
        self.confirm_button.setEnabled(not same and not self._reason)
        self.confirm_button.setToolTip(
            self._reason or (self.tr("This is what it says now.") if same else "")
        )

    def _one(self, box: QComboBox) -> Policy:
        return self._versions[box.currentIndex()]

    def _heading(self, one: Policy) -> str:
        state = self.tr("in force") if one.enabled else self.tr("switched off")
        return self.tr("Version {n}, {state}").format(n=one.rev, state=state)

    def _go_back(self) -> bool:
        self.wanted.emit(self._one(self.older))
        return True


def _all_of(one: Policy) -> str:
    return "\n\n".join(part for part in (one.name, one.description, one.text) if part)
