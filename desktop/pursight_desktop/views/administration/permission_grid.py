"""PermissionGrid: what can be allowed, a row for each subject, to tick."""

from collections.abc import Collection, Iterable
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import SUBJECTS, Subject
from pursight_desktop.widgets.tips import plain_tip

SEE: Final = "read"
CHANGE: Final = "write"
_MORE: Final = {
    "decide": str(QT_TRANSLATE_NOOP("PermissionGrid", "Decide")),
    "run": str(QT_TRANSLATE_NOOP("PermissionGrid", "Run")),
    "provision": str(QT_TRANSLATE_NOOP("PermissionGrid", "From a directory")),
    "make": str(QT_TRANSLATE_NOOP("PermissionGrid", "Ask")),
    "use": str(QT_TRANSLATE_NOOP("PermissionGrid", "Use")),
    "review": str(QT_TRANSLATE_NOOP("PermissionGrid", "Review")),
    "verify": str(QT_TRANSLATE_NOOP("PermissionGrid", "Prove")),
}
"""Words for what one may do besides seeing and changing."""


class PermissionGrid(QWidget):
    """Ticks for permissions: see, change, and what else there is to do with each subject.

    What is inherited is shown as ticked and cannot be taken away.

    Signals: `changed` at every tick.

    Attributes:
        ticks: By permission.

    Args:
        permissions: Those that are ticked.
        offered: Those that can be ticked; None for all.
    """

    changed = Signal()

    def __init__(
        self, permissions: Iterable[str] = (), offered: Collection[str] | None = None
    ) -> None:
        super().__init__()
        self._offered = offered
        self._own = set(permissions)
        self._inherited: frozenset[str] = frozenset()
        self.ticks: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for column, title in enumerate(("", self.tr("See"), self.tr("Change"), self.tr("More"))):
            if title:
                grid.addWidget(Label(title, "caption"), 0, column)
        here = [one for one in SUBJECTS if any(map(self._is_offered, one.permissions()))]
        for number, subject in enumerate(here, 1):
            grid.addWidget(Label(subject.titled()), number, 0)
            self._row(grid, number, subject)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)

    def _row(self, grid: QGridLayout, number: int, subject: Subject) -> None:
        more = QHBoxLayout()
        more.setSpacing(12)
        for action in subject.allows:
            if not self._is_offered(f"{subject.code}.{action}"):
                continue
            tick = self._tick(subject, action)
            if action in (SEE, CHANGE):
                column = 1 if action == SEE else 2
                grid.addWidget(tick, number, column, Qt.AlignmentFlag.AlignLeft)
            else:
                words = QCoreApplication.translate("PermissionGrid", _MORE.get(action, action))
                tick.setText(words)
                more.addWidget(tick)
        more.addStretch(1)
        grid.addLayout(more, number, 3)

    def _is_offered(self, permission: str) -> bool:
        return self._offered is None or permission in self._offered

    def _tick(self, subject: Subject, action: str) -> QCheckBox:
        permission = f"{subject.code}.{action}"
        said = QCoreApplication.translate("Permissions", subject.allows[action])
        tick = QCheckBox()
        tick.setAccessibleName(said)
        tick.setToolTip(plain_tip(said))
        tick.setChecked(permission in self._own)
        tick.toggled.connect(lambda on: self._take(permission, on=on))
        self.ticks[permission] = tick
        return tick

    def _take(self, permission: str, *, on: bool) -> None:
        (self._own.add if on else self._own.discard)(permission)
        self.changed.emit()

    def permissions(self) -> frozenset[str]:
        """Return those that are ticked, without what is inherited alone."""
        return frozenset(self._own)

    def show_inherited(self, permissions: Collection[str]) -> None:
        """Show what comes from other roles."""
        self._inherited = frozenset(permissions)
        inherited = self.tr("Comes from a role that this one inherits")
        for permission, tick in self.ticks.items():
            came = permission in self._inherited
            tick.blockSignals(True)
            tick.setChecked(came or permission in self._own)
            tick.blockSignals(False)
            tick.setEnabled(not came)
            tick.setAccessibleDescription(inherited if came else "")
