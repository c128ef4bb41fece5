"""The form of a rule: which entries of the log, how many within how long, and whom to write to."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import alerts
from pursight_desktop.operations.administering.alerts import AlertRule
from pursight_desktop.views.administration.alerts.wording import (
    PER,
    SEVERITIES,
    per_words,
    severity_words,
)
from pursight_desktop.views.administration.forms import explained
from pursight_desktop.widgets.event_words import kinds as known_kinds
from pursight_desktop.widgets.event_words import title
from pursight_desktop.widgets.fields import SearchField
from pursight_desktop.widgets.form import Form, give_room
from pursight_desktop.widgets.labels import Label

MOST_TIMES: Final = 100_000
LONGEST: Final = 30 * 86_400
"""Seconds: what a rule may count together lies within thirty days."""
UNITS: Final = (86_400, 3_600, 60, 1)
_KIND: Final = Qt.ItemDataRole.UserRole


class KindsField(QWidget):
    """Kinds of entries to tick, with their words; a field above finds them.

    Args:
        chosen: Are ticked at first, and come first.
    """

    def __init__(self, chosen: Sequence[str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.search = SearchField(self.tr("Find a kind of entry"), delay_ms=0)
        self.list = QListWidget()
        self.list.setObjectName("tile")
        self.list.setFixedHeight(150)
        self.list.setAccessibleName(self.tr("Kinds of entries"))
        self.said = Label("", "caption")
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addWidget(self.said)
        self.setFocusProxy(self.search)
        for kind in _offered(chosen):
            item = QListWidgetItem(title(kind), self.list)
            item.setData(_KIND, kind)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if kind in chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
        self.search.searched.connect(self._find)
        self.search.moved_down.connect(self.list.setFocus)
        self.list.itemChanged.connect(lambda _item: self._say())
        self._say()

    def kinds(self) -> list[str]:
        """Return what is ticked."""
        return [str(item.data(_KIND)) for item in self._items() if _is_ticked(item)]

    def tick(self, kind: str) -> None:
        """Tick one."""
        for item in self._items():
            if item.data(_KIND) == kind:
                item.setCheckState(Qt.CheckState.Checked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _find(self, typed: str) -> None:
        words = typed.casefold().split()
        for item in self._items():
            text = f"{item.text()} {item.data(_KIND)}".casefold()
            item.setHidden(not all(word in text for word in words))

    def _say(self) -> None:
        chosen = [title(kind) for kind in self.kinds()]
        self.said.setText(", ".join(chosen[:3]) + (" …" if len(chosen) > 3 else ""))
        self.said.setVisible(bool(chosen))


class TimeField(QWidget):
    """A span of time: a number and its unit."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.number, self.unit = QSpinBox(), QComboBox()
        self.number.setRange(1, LONGEST)
        self.number.setAccessibleName(QCoreApplication.translate("RuleSheet", "Within"))
        give_room(self.number)
        for words, length in (
            (self.tr("seconds"), 1),
            (self.tr("minutes"), 60),
            (self.tr("hours"), 3_600),
            (self.tr("days"), 86_400),
        ):
            self.unit.addItem(words, length)
        self.unit.setAccessibleName(self.tr("Unit"))
        length = next(one for one in UNITS if seconds % one == 0)
        self.number.setValue(seconds // length)
        self.unit.setCurrentIndex(self.unit.findData(length))
        self.unit.currentIndexChanged.connect(lambda _: self._limit())
        self._limit()
        self.setFocusProxy(self.number)
        row.addWidget(self.number, 1)
        row.addWidget(self.unit)

    def seconds(self) -> int:
        """Return the span."""
        return self.number.value() * int(self.unit.currentData())

    def _limit(self) -> None:
        self.number.setMaximum(LONGEST // int(self.unit.currentData()))


class RuleSheet(Form):
    """Add a rule, or change one.

    Args:
        desk: Of the console.
        parent: The list.
        rule: None for a new one.
        done: Is told the id of the rule once the server has it.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        rule: AlertRule | None,
        done: Callable[[UUID | None], object],
    ) -> None:
        named = QCoreApplication.translate("RuleSheet", "Add a rule")
        if rule is not None:
            named = QCoreApplication.translate("RuleSheet", "Change this rule")
        super().__init__(parent, named, 560)
        self._desk, self._rule, self._done = desk, rule, done
        self._under_way = False
        self.name = QLineEdit(rule.name if rule else "")
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(self.tr("Somebody was made an owner"))
        self.field(self.tr("Name"), self.name, self.tr("What an alert of it is called"))
        self.kinds = KindsField(rule.kinds if rule else ())
        self.field(self.tr("Entries of the log that count"), self.kinds)
        self.threshold = QSpinBox()
        self.threshold.setRange(1, MOST_TIMES)
        give_room(self.threshold)
        self.threshold.setValue(rule.threshold if rule else 1)
        self.window_field = TimeField(rule.window_seconds if rule else 900)
        self.per = _choices([(key, per_words(key)) for key in PER], rule.per if rule else "actor")
        self.severity = _choices(
            [(key, severity_words(key)) for key in SEVERITIES], rule.severity if rule else "medium"
        )
        self._pair((self.tr("How many"), self.threshold), (self.tr("Within"), self.window_field))
        self._pair((self.tr("Counted for"), self.per), (self.tr("Severity"), self.severity))
        self.notify = QLineEdit(", ".join(rule.notify) if rule else "")
        self.notify.setPlaceholderText("security@example.com")
        self.field(
            self.tr("Write to"), self.notify,
            self.tr("E-mail addresses with commas between; none: the system administrators"),
        )  # fmt: skip
        self.set_confirm(self.tr("Add") if rule is None else self.tr("Change"), self._send)
        self.name.textChanged.connect(lambda _text: self._judge())
        self.kinds.list.itemChanged.connect(lambda _item: self._judge())
        self._judge()
        self.name.setFocus()

    def fields(self) -> dict[str, Any]:
        """Return what is to be sent: all of a new rule, of another what is different."""
        written: dict[str, Any] = {
            "name": self.name.text().strip(),
            "kinds": self.kinds.kinds(),
            "threshold": self.threshold.value(),
            "window_seconds": self.window_field.seconds(),
            "per": self.per.currentData(),
            "severity": self.severity.currentData(),
            "notify": [one.strip() for one in self.notify.text().split(",") if one.strip()],
        }
        if self._rule is None:
            return written
        before = self._rule.model_dump(mode="json")
        before["kinds"] = [one for one in written["kinds"] if one in before["kinds"]] + [
            one for one in before["kinds"] if one not in written["kinds"]
        ]  # ticking has no order
        return {name: value for name, value in written.items() if value != before[name]}

    def _pair(self, *fields: tuple[str, QWidget]) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        for name, widget in fields:
            column = QVBoxLayout()
            column.setSpacing(4)
            label = Label(name, "strong")
            label.setBuddy(widget)
            widget.setAccessibleName(name)
            column.addWidget(label)
            column.addWidget(widget)
            line.addLayout(column, 1)
        self.add(row)

    def _judge(self) -> None:
        complete = bool(self.name.text().strip() and self.kinds.kinds())
        self.confirm_button.setEnabled(complete and not self._under_way)

    def _send(self) -> bool:
        fields, rule = self.fields(), self._rule
        if not fields:
            return True
        self._under_way = True
        self._judge()
        self._desk.online(
            self,
            "rule",
            lambda online: (
                alerts.add_rule(online.asking, fields)
                if rule is None
                else alerts.change_rule(online.asking, rule, fields)
            ),
            self._sent,
            self.refused,
        )
        return False

    @override
    def refused(self, error: PurSightError) -> None:
        self._under_way = False
        super().refused(explained(error))
        self._judge()

    def _sent(self, rule: AlertRule) -> None:
        self.accept()
        said = self.tr("{name} looks through the log from now on.").format(name=rule.name)
        self._desk.notice.emit("success", said)
        self._done(rule.id)


def _offered(chosen: Sequence[str]) -> list[str]:
    """List what can be ticked: what is chosen first, then all kinds and families by their words."""
    every = [kind for kind in known_kinds() if not kind.startswith("alert")]
    families = sorted({f"{kind.partition('.')[0]}.*" for kind in every})
    others = [kind for kind in [*every, *families] if kind not in chosen]
    return [*chosen, *sorted(others, key=lambda kind: title(kind).casefold())]


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked


def _choices(offered: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    box = QComboBox()
    for key, words in offered:
        box.addItem(words, key)
    if box.findData(chosen) < 0:  # of a newer server
        box.addItem(chosen, chosen)
    box.setCurrentIndex(box.findData(chosen))
    return box
