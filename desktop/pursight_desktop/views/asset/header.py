"""The head of an asset's page: path, name, and in chips how sensitive, how good and whose it is."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pursight_desktop.language.plural import form_of
from pursight_desktop.replica.queries.asset import AssetPage
from pursight_desktop.widgets.asset_cells import icon_of
from pursight_desktop.widgets.buttons import IconButton
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Flow
from pursight_desktop.widgets.labels import (
    Breadcrumb,
    Chip,
    Crumb,
    Elided,
    Label,
    LabelChip,
    Picture,
    SensitivityChip,
)
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import ago, count, label_words, moment


def quality_tone(quality: float) -> str:
    """Say with a colour how good a score is."""
    return "success" if quality >= 85 else "warning" if quality >= 50 else "danger"


MOST_PRESENT = 4
"""Initials that are shown; the tooltip names all."""


def initials(name: str) -> str:
    """Shorten a name to its first and last initial; nothing that is no letter or digit."""
    words = ["".join(filter(str.isalnum, word)) for word in name.split()]
    known = [word for word in words if word]
    if not known:
        return "?"
    return (known[0][0] + (known[-1][0] if len(known) > 1 else "")).upper()


class PresentPeople(QWidget):
    """The initials of others who look at the same asset now; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._names: tuple[str, ...] = ()
        self.hide()

    def show_people(self, names: tuple[str, ...]) -> None:
        """Show who it is now."""
        if names == self._names:
            return
        self._names = names
        let_go_of(self._row)
        shown = [initials(name) for name in names[:MOST_PRESENT]]
        if len(names) > MOST_PRESENT:
            shown.append(f"+{count(len(names) - MOST_PRESENT)}")
        for text in shown:
            self._row.addWidget(Chip(text, "accent"))
        words = self.tr("Looking at this now: {names}").format(names=", ".join(names))
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(words if names else "")
        self.setVisible(bool(names))

    def people(self) -> tuple[str, ...]:
        """Return who is shown."""
        return self._names


class Header(QWidget):
    """The head of the page; `chosen(id)` when one goes up the path, None to the catalog.

    `access_wanted()` when somebody wants to ask for access, `why_wanted()` when they want to know
    why they may see it.
    """

    chosen = Signal(object)
    access_wanted = Signal()
    why_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 4)
        column.setSpacing(6)
        self.path = Breadcrumb()
        self.path.chosen.connect(self.chosen)
        column.addWidget(self.path)
        row = QHBoxLayout()
        row.setSpacing(10)
        self._picture = Picture("table-2", 20)
        self.name = Elided("", "title")
        self._kind = Label("", "muted")
        row.addWidget(self._picture)
        row.addWidget(self.name, 1)
        row.addWidget(self._kind)
        self.present = PresentPeople()
        row.addWidget(self.present)
        self._copy = IconButton(
            "copy", self.tr("Copy path"), shortcut="Ctrl+Shift+C", clicked=self.copy_path
        )
        row.addWidget(self._copy)
        self.request = IconButton(
            "key-round", self.tr("Request access"), clicked=self.access_wanted.emit
        )
        row.addWidget(self.request)
        self.why = IconButton(
            "circle-question-mark", self.tr("Why can I see this?"), clicked=self.why_wanted.emit
        )
        row.addWidget(self.why)
        column.addLayout(row)
        self._chips = QWidget()
        self._flow = Flow(self._chips, 6)
        column.addWidget(self._chips)
        self._fqn = ""

    def show_page(self, page: AssetPage, now: datetime) -> None:
        """Show an asset."""
        line = page.line
        self._fqn = line.fqn
        above = [Crumb(self.tr("Catalog"), None, "library")]
        above += [Crumb(one.name, one.id, icon_of(one.level, one.kind)) for one in page.path]
        self.path.show_path(above)
        self._picture.show_icon(icon_of(line.level, line.kind))
        self.name.setText(line.name or line.fqn)
        self._kind.setText(" · ".join(self._kind_words(page)))
        self._flow.clear()
        for chip in self._made(page, now):
            self._flow.addWidget(chip)
        self._chips.updateGeometry()

    def _kind_words(self, page: AssetPage) -> list[str]:
        line = page.line
        words = [label_words(line.kind or line.level)]
        if line.type:
            words.append(line.type)
        if line.row_count is not None:
            words.append(
                self.tr("{n} rows", None, form_of(line.row_count)).format(n=count(line.row_count))
            )
        if line.level == "table" and page.children:
            words.append(
                self.tr("{n} columns", None, len(page.children)).format(n=count(len(page.children)))
            )
        return words

    def _made(self, page: AssetPage, now: datetime) -> list[QWidget]:
        line = page.line
        chips: list[QWidget] = []
        if not line.present:
            chips.append(Chip(self.tr("Gone"), "danger", "circle-minus"))
        if line.label not in ("", "none"):
            chips.append(LabelChip(line.label, line.label_state, line.confidence))
        chips.append(SensitivityChip(line.sensitivity))
        if line.quality is not None:
            words = self.tr("Quality {n}").format(n=f"{line.quality:.0f}")
            chips.append(Chip(words, quality_tone(line.quality), "gauge"))
        open_ones = sum(one.state == "open" for one in page.violations)
        if open_ones:
            words = self.tr("{n} open violations", None, open_ones)
            chips.append(Chip(words.format(n=count(open_ones)), "danger", "flag"))
        if line.owner:
            chips.append(Chip(line.owner, "neutral", "user-round"))
        if page.placement.name:
            chips.append(Chip(page.placement.name, "neutral", "briefcase"))
        chips += [Chip(tag, "neutral", "tag") for tag in line.tags]
        seen = Label(self.tr("Seen {when}").format(when=ago(line.last_seen_at, now)), "caption")
        seen.setToolTip(moment(line.last_seen_at))
        seen.setMinimumHeight(Chip.HEIGHT)
        seen.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        chips.append(seen)
        return chips

    def copy_path(self) -> None:
        """Put the asset's whole name on the clipboard."""
        QGuiApplication.clipboard().setText(self._fqn)
