"""RoleTicks: the built-in roles to tick, each with what somebody with it is here for."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from pursight_desktop.operations.administering.roles import Role
from pursight_desktop.widgets.containers import Flow
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.permission_words import ROLES, by_subject, role_purpose, role_words
from pursight_desktop.widgets.tips import plain_tip

_COLUMNS = 2
translate = QCoreApplication.translate


class RoleTicks(QWidget):
    """Ticks for roles that hold everywhere.

    Signals: `changed` at every tick.

    Args:
        known: What is known of roles; tooltips tell what each allows.
        ticked: Codes of those that are ticked at first.
    """

    changed = Signal()

    def __init__(self, known: Iterable[Role], ticked: Iterable[str] = ()) -> None:
        super().__init__()
        allows = {role.code: role.allows for role in known}
        given = set(ticked)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.ticks: dict[str, QCheckBox] = {}
        for number, code in enumerate(ROLES):
            tick = QCheckBox(role_words(code))
            tick.setChecked(code in given)
            tick.setAccessibleDescription(role_purpose(code))
            tick.setToolTip(plain_tip(allowing(allows.get(code, ()))))
            tick.toggled.connect(lambda _on: self.changed.emit())
            self.ticks[code] = tick
            row, column = divmod(number, _COLUMNS)
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(tick)
            purpose = Label(role_purpose(code), "caption", wrap=True)
            purpose.setContentsMargins(24, 0, 0, 0)
            cell.addWidget(purpose)
            cell.addStretch(1)
            grid.addLayout(cell, row, column)
            grid.setColumnStretch(column, 1)

    def roles(self) -> frozenset[str]:
        """Return the codes of those that are ticked."""
        return frozenset(code for code, tick in self.ticks.items() if tick.isChecked())


def allowing(permissions: Iterable[str]) -> str:
    """Say what permissions allow, a line for each subject."""
    return "\n".join(f"{title}: {'; '.join(words)}" for title, words in by_subject(permissions))


def role_chips(codes: Iterable[str], known: Iterable[Role]) -> QWidget:
    """Show built-in roles as chips; their tooltips tell what each allows."""
    allows = {role.code: role.allows for role in known}
    holder = QWidget()
    flow = Flow(holder, 6)
    for code in codes:
        chip = Chip(role_words(code))
        chip.setToolTip(plain_tip(allowing(allows.get(code, ()))))
        flow.addWidget(chip)
    if not flow.count():
        flow.addWidget(Label(translate("RoleTicks", "None"), "muted"))
    return holder
