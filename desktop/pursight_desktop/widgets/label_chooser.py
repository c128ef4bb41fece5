"""LabelChooser: pick what a column holds, by typing; category and sensitivity beside each label."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight.classification.labels import LABELS, sensitivity_of
from pursight_desktop.theme import text_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets import list_keys
from pursight_desktop.widgets.evidence_words import things
from pursight_desktop.widgets.fields import SearchField
from pursight_desktop.widgets.labels import Elided, Label
from pursight_desktop.widgets.words import label_words

HEIGHT = 44
_OWN = re.compile(r"[a-z][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Offered:
    """One label to choose.

    Attributes:
        rank: What fits what was typed best is lowest.
        note: Why it stands where it does: found by the scan, say.
    """

    label: str
    title: str
    category: str
    sensitivity: str
    rank: int = 0
    note: str = ""


def offers(typed: str, notes: Mapping[str, str], own: Sequence[str] = ()) -> list[Offered]:
    """List the labels that fit what was typed, the likeliest first.

    Args:
        typed: Any part of its name, of what it stands for, of its category or sensitivity.
        notes: Labels that come first while nothing better fits, and why.
        own: The organisation's own labels.
    """
    wanted = typed.casefold().replace("-", "").split()
    found = []
    for place, label in enumerate([*LABELS, *(one for one in own if one not in LABELS)]):
        if label == "none":
            continue
        rank = _rank(label, wanted)
        if rank is not None:
            first = 0 if label in notes else 1
            found.append(((rank, first, place), _offer(label, rank, notes.get(label, ""))))
    found.sort(key=lambda pair: pair[0])
    return [offer for _, offer in found]


def own_label(typed: str) -> str:
    """Spell what was typed as a label of one's own; empty where it cannot be one."""
    spelled = re.sub(r"[^a-z0-9]+", "_", typed.casefold()).strip("_")
    return spelled if _OWN.fullmatch(spelled) and spelled != "none" else ""


def _offer(label: str, rank: int, note: str) -> Offered:
    facts = LABELS.get(label)
    category = label_words(facts.category.value) if facts else ""
    return Offered(label, label_words(label), category, sensitivity_of(label).value, rank, note)


def _rank(label: str, wanted: Sequence[str]) -> int | None:
    """Say how well a label fits: 0 its name begins so, 1 a word of it, 2 what it is; None: not."""
    name = label.replace("_", " ")
    facts = LABELS.get(label)
    about = " ".join(
        [things(label), facts.sentence if facts else "", facts.category.value if facts else "",
         sensitivity_of(label).value]
    ).casefold().replace("-", "").replace("_", " ")  # fmt: skip
    worst = 0
    for number, word in enumerate(wanted):
        if number == 0 and name.startswith(word):
            rank = 0
        elif any(part.startswith(word) for part in name.split()):
            rank = 1
        elif word in name or any(part.startswith(word) for part in about.split()):
            rank = 2
        else:
            return None
        worst = max(worst, rank)
    return worst


class _Rows(QStyledItemDelegate):
    """Paints a label with what it stands for, its category and its sensitivity."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(200, HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        offer: Offered = index.data(Qt.ItemDataRole.UserRole)  # type: ignore[attr-defined]
        now = tokens()
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(now.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(now.hover))
        ink = now.ink(offer.sensitivity)
        painter.setFont(text_font(Size.SMALL))
        level = label_words(offer.sensitivity)
        wide = painter.fontMetrics().horizontalAdvance(level) + 16
        chip = QRect(room.right() - wide - 10, room.top() + 12, wide, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.soft))
        painter.drawRoundedRect(chip, 5, 5)
        painter.setPen(QColor(ink.strong))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, level)
        words = room.adjusted(12, 5, -wide - 24, -23)
        painter.setFont(text_font(Size.BASE, QFont.Weight.DemiBold))
        painter.setPen(QColor(now.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, middle, offer.title)
        used = painter.fontMetrics().horizontalAdvance(offer.title) + 8
        painter.setFont(text_font(Size.SMALL))
        if offer.note:
            painter.setPen(QColor(now.accent))
            painter.drawText(words.adjusted(used, 0, 0, 0), middle, offer.note)
        painter.setPen(QColor(now.muted))
        below = room.adjusted(12, 22, -wide - 24, -4)
        said = " · ".join(part for part in (offer.category, things(offer.label)) if part)
        told = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, middle, told)
        painter.restore()


class LabelChooser(QDialog):
    """Asks what a column holds: type, arrows, Enter; Esc leaves everything as it is.

    Args:
        parent: The window it lies over.
        title: The question.
        detail: One more line, such as how many columns it is for.
        notes: Labels that come first, and why.
        own: The organisation's own labels that are in use.
    """

    chosen = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        *,
        detail: str = "",
        notes: Mapping[str, str] | None = None,
        own: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._notes, self._own = dict(notes or {}), tuple(own)
        self.setWindowTitle(self.tr("Change label"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(480, 520)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(Label(title, "heading", wrap=True))
        if detail:
            column.addWidget(Label(detail, "muted", wrap=True))
        self.field = SearchField(self.tr("Label, category or sensitivity"), delay_ms=0)
        self.field.installEventFilter(self)
        self.rows = QListWidget()
        self.rows.setItemDelegate(_Rows(self.rows))
        self.rows.setUniformItemSizes(True)
        self.rows.setMouseTracking(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setAccessibleName(self.tr("Labels"))
        self.rows.itemClicked.connect(lambda _: self._choose())
        self.field.textChanged.connect(self._show)
        self.keys = Elided(self.tr("↑ ↓ to move · Enter to choose · Esc to leave"), "caption")
        column.addWidget(self.field)
        column.addWidget(self.rows, 1)
        column.addWidget(self.keys)
        self._show("")
        self.field.setFocus()

    def _show(self, typed: str) -> None:
        shown = offers(typed, self._notes, self._own)
        own = own_label(typed)
        if own and all(one.label != own for one in shown):
            note = self.tr("a label of your own")
            shown.append(Offered(own, label_words(own), "", sensitivity_of(own).value, 9, note))
        self.rows.clear()
        for offer in shown:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, offer)
            told = f"{offer.title}, {offer.category}, {offer.sensitivity}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            item.setToolTip(LABELS[offer.label].sentence if offer.label in LABELS else "")
            self.rows.addItem(item)
        if shown:
            self.rows.setCurrentRow(0)

    def _choose(self) -> None:
        if self.rows.currentRow() < 0:
            return
        offer: Offered = self.rows.currentItem().data(Qt.ItemDataRole.UserRole)
        self.chosen.emit(offer.label)
        self.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return list_keys.taken(event, self.rows, HEIGHT, self._choose, self.reject)
