"""Fields of these forms: a form that scrolls, and groups with their roles."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.views.administration.forms import AdministrationForm
from pursight_desktop.widgets.buttons import Button, IconButton
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import ROLES, role_words


class TallForm(AdministrationForm):
    """A form with more fields than fit: they scroll, title and verb stay."""

    grows = True

    def __init__(self, parent: QWidget, title: str, width: int = 560) -> None:
        self._column: QVBoxLayout | None = None
        super().__init__(parent, title, width)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(14)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        self.body.addWidget(self.area, 1)
        self.resize(width, 680)

    @override
    def add(self, widget: QWidget, stretch: int = 0) -> None:
        column = self.body if self._column is None else self._column
        column.addWidget(widget, stretch)

    @override
    def refused(self, error: PurSightError) -> None:
        """Say what is wrong where it was typed, or below everything; one is taken there."""
        super().refused(error)
        told = next((place for _, place, _ in self._places if place.told()), self._box)
        if told is not None:  # once it has its height
            QTimer.singleShot(0, told, lambda: self.area.ensureWidgetVisible(told))

    def stretch(self) -> None:
        """Leave the room that is not needed at the bottom."""
        if self._column is not None:
            self._column.addStretch(1)

    def line(self, name: str, text: str = "", hint: str = "", placeholder: str = "") -> QLineEdit:
        """Put a line to type in to the end."""
        made = QLineEdit(text)
        made.setPlaceholderText(placeholder)
        self.field(name, made, hint)
        return made

    def secret(self, name: str, hint: str) -> QLineEdit:
        """Put a line for a secret to the end."""
        made = self.line(name, "", hint)
        made.setEchoMode(QLineEdit.EchoMode.Password)
        return made

    def choice(self, words: str, hint: str, *, chosen: bool) -> QCheckBox:
        """Put something to choose or not to the end."""
        box = QCheckBox(words)
        box.setChecked(chosen)
        box.setAccessibleDescription(hint)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(box)
        below = Label(hint, "caption", wrap=True)
        below.setContentsMargins(24, 0, 0, 0)
        column.addWidget(below)
        self.add(part)
        return box


class RoleMapField(QWidget):
    """Groups and the role that each gives, as rows; a group with two roles has two."""

    def __init__(self, role_map: Mapping[str, Sequence[str]], group_words: str) -> None:
        super().__init__()
        self._group_words = group_words
        self.rows: list[tuple[QLineEdit, QComboBox, QWidget]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        column.addLayout(self._column)
        self.add_button = Button(self.tr("Add a group"), "plus", "quiet", clicked=self.add_row)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        for group, roles in sorted(role_map.items()):
            for role in roles:
                self._put(group, role)

    def add_row(self) -> None:
        """Put an empty row to the end, and begin to type there."""
        self._put("", "data_user").setFocus()

    def role_map(self) -> dict[str, list[str]]:
        """Give the roles by group; rows without a group are none."""
        found: dict[str, list[str]] = {}
        for line, box, _row in self.rows:
            group, role = line.text().strip(), str(box.currentData())
            if group and role not in found.setdefault(group, []):
                found[group].append(role)
        return found

    def _put(self, group: str, role: str) -> QLineEdit:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        line = QLineEdit(group)
        line.setPlaceholderText(self._group_words)
        line.setAccessibleName(self._group_words)
        line.setCursorPosition(0)
        box = QComboBox()
        box.setAccessibleName(self.tr("Role"))
        for one in ROLES if role in ROLES else (*ROLES, role):
            box.addItem(role_words(one), one)
        box.setCurrentIndex(box.findData(role))
        remove = IconButton("x", self.tr("Take this row away"))
        across.addWidget(line, 1)
        across.addWidget(box)
        across.addWidget(remove)
        kept = (line, box, row)
        self.rows.append(kept)
        remove.clicked.connect(partial(self._take_away, kept))
        self._column.addWidget(row)
        return line

    def _take_away(self, kept: tuple[QLineEdit, QComboBox, QWidget], _on: bool = False) -> None:
        self.rows.remove(kept)
        kept[2].hide()
        kept[2].deleteLater()
        self.add_button.setFocus()
