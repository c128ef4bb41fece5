"""The facets beside a list: what there is of each kind, how many, and what one has chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.theme import heights, icon, pixmap, tabular_font, text_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import count

FEW = 6
"""Choices that a facet shows before one asks for all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet and how many have it."""

    value: str
    title: str
    count: int
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A question with its answers, most frequent first; `single`: one answer at a time."""

    key: str
    title: str
    choices: Sequence[Choice] = field(default_factory=tuple)
    single: bool = False


class _ChoiceRow(QWidget):
    """One choice: a box, its name, how many; painted, for there may be hundreds."""

    toggled = Signal()

    def __init__(self, choice: Choice, *, checked: bool, single: bool) -> None:
        super().__init__()
        self.choice, self.checked, self._single = choice, checked, single
        self._over = False
        self.setFixedHeight(heights().choice)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(plain_tip(choice.title))
        chosen = self.tr("chosen") if checked else self.tr("not chosen")
        self.setAccessibleName(f"{choice.title}, {count(choice.count)}, {chosen}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setBrush(QColor(now.hover))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        self._paint_box(painter)
        left = 30
        if self.choice.icon:
            drawn = pixmap(self.choice.icon, 14, self.choice.tone or "muted", self._ratio())
            painter.drawPixmap(left, self.height() // 2 - 7, drawn)
            left += 20
        elif self.choice.tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.ink(self.choice.tone).fill))
            painter.drawEllipse(QRectF(left, self.height() // 2 - 4, 8, 8))
            left += 14
        painter.setFont(tabular_font(Size.SMALL))
        number = count(self.choice.count)
        width = painter.fontMetrics().horizontalAdvance(number)
        painter.setPen(QColor(now.muted))
        right = QRect(self.width() - width - 8, 0, width, self.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, number)
        painter.setFont(text_font(Size.BASE))
        painter.setPen(QColor(now.text if self.choice.count or self.checked else now.faint))
        room = right.left() - left - 8
        title = painter.fontMetrics().elidedText(
            self.choice.title, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QRect(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, title)

    def _paint_box(self, painter: QPainter) -> None:
        now = tokens()
        middle = self.height() // 2
        box = QRectF(8.5, middle - 6.5, 13, 13)
        corner = 6.5 if self._single else 3
        painter.setPen(QPen(QColor(now.accent if self.checked else now.control), 1))
        painter.setBrush(QColor(now.accent if self.checked else now.surface))
        painter.drawRoundedRect(box, corner, corner)
        if self.checked:
            painter.drawPixmap(10, middle - 5, pixmap("check", 10, "on_accent", self._ratio()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(heights().choice)

    def _ratio(self) -> float:
        return self.devicePixelRatioF()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.toggled.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            self.toggled.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class _Group(QWidget):
    """One facet: its title, which folds it, and its choices."""

    toggled = Signal(str)

    def __init__(self, facet: Facet, chosen: frozenset[str], *, folded: bool, whole: bool) -> None:
        super().__init__()
        self.setAccessibleName(facet.title)
        self.head = Button(facet.title, kind="quiet")
        self.head.setIcon(icon("chevron-right" if folded else "chevron-down"))
        self.head.setStyleSheet("text-align: left; font-weight: 600;")
        self.head.setAccessibleDescription(self.tr("folded") if folded else self.tr("unfolded"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(0)
        column.addWidget(self.head)
        self.rows: list[_ChoiceRow] = []
        self.more: Button | None = None
        if folded:
            return
        first = [c for n, c in enumerate(facet.choices) if whole or n < FEW or c.value in chosen]
        for choice in first:
            row = _ChoiceRow(choice, checked=choice.value in chosen, single=facet.single)
            row.toggled.connect(lambda value=choice.value: self.toggled.emit(value))
            self.rows.append(row)
            column.addWidget(row)
        if len(facet.choices) > FEW:
            hidden = len(facet.choices) - len(first)
            words = self.tr("Show fewer") if whole else self.tr("{n} more").format(n=hidden)
            self.more = Button(words, kind="link")
            column.addWidget(self.more)


class FacetPanel(QScrollArea):
    """Facets below each other; `changed` tells all that is chosen, by the facets' keys."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(200)
        self.setAccessibleName(self.tr("Facets"))
        self._facets: Sequence[Facet] = ()
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._folded: set[str] = set()
        self._whole: set[str] = set()
        self.groups: dict[str, _Group] = {}

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Return what is chosen, by the facets' keys; keys without a choice are missing."""
        return dict(self._chosen)

    def choose(self, chosen: Mapping[str, Sequence[str]]) -> None:
        """Choose these and nothing else; nothing is told."""
        self._chosen = {key: tuple(values) for key, values in chosen.items() if values}
        self._build()

    def show_facets(self, facets: Sequence[Facet]) -> None:
        """Show these facets with what is chosen already."""
        self._facets = facets
        self._build()

    def _toggle(self, facet: Facet, value: str) -> None:
        before = self._chosen.get(facet.key, ())
        if value in before:
            after = tuple(other for other in before if other != value)
        else:
            after = (value,) if facet.single else (*before, value)
        self._chosen = {**self._chosen, facet.key: after}
        self._chosen = {key: values for key, values in self._chosen.items() if values}
        self._build()
        self.changed.emit(self.chosen())

    def _flip(self, group: set[str], key: str) -> None:
        group ^= {key}
        self._build()

    def _build(self) -> None:
        focus = self._focused()
        at = self.verticalScrollBar().value()
        ground = QWidget()
        ground.setObjectName("surface")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        self.groups = {}
        for facet in self._facets:
            if not facet.choices:
                continue
            group = _Group(
                facet, frozenset(self._chosen.get(facet.key, ())),
                folded=facet.key in self._folded, whole=facet.key in self._whole,
            )  # fmt: skip
            group.toggled.connect(lambda value, facet=facet: self._toggle(facet, value))
            group.head.clicked.connect(lambda _=False, k=facet.key: self._flip(self._folded, k))
            if group.more is not None:
                group.more.clicked.connect(lambda _=False, k=facet.key: self._flip(self._whole, k))
            self.groups[facet.key] = group
            column.addWidget(group)
        column.addStretch(1)
        self.setWidget(ground)
        self.verticalScrollBar().setValue(at)
        if focus is not None:
            self._focus(*focus)

    def _focused(self) -> tuple[str, str] | None:
        for key, group in self.groups.items():
            for row in group.rows:
                if row.hasFocus():
                    return key, row.choice.value
        return None

    def _focus(self, key: str, value: str) -> None:
        group = self.groups.get(key)
        for row in group.rows if group is not None else ():
            if row.choice.value == value:
                row.setFocus()
