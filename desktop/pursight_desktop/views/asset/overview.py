"""Overview: what it is for, in the words of people; who, how good, how sensitive; its columns."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.operations.placing import put_into_domain
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import catalog
from pursight_desktop.replica.queries.asset import AssetPage
from pursight_desktop.views.asset.columns_grid import children_grid, filled_shares
from pursight_desktop.views.asset.facts import FactsPanel
from pursight_desktop.views.asset.section import Section
from pursight_desktop.views.asset.summary import ColumnSummary
from pursight_desktop.widgets.containers import Line
from pursight_desktop.widgets.editable import EditableText
from pursight_desktop.widgets.labels import Label, SectionHeader
from pursight_desktop.widgets.table import DataTable
from pursight_desktop.widgets.words import count

HIGHEST = 260
"""Of the documentation above a table's columns; what is longer scrolls."""


class _Clipped(QScrollArea):
    """As high as what is in it, up to a limit."""

    def __init__(self, inner: QWidget, highest: int) -> None:
        super().__init__()
        self._highest = highest
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMaximumHeight(highest)
        self.setWidget(inner)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @override
    def sizeHint(self) -> QSize:
        inner, high = self.widget(), 0
        if inner is not None:
            high = inner.heightForWidth(self.viewport().width())
            high = high if high >= 0 else inner.sizeHint().height()
        return QSize(super().sizeHint().width(), min(high, self._highest))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(self.sizeHint().height(), 120))


class Overview(Section):
    """The first tab.

    Signal: `lost` when a text could not be kept, and is being written again.
    """

    lost = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._writable = desk.account.may("catalog.write")
        self.documentation = EditableText(
            self.tr("Documentation"),
            self.tr("Say what it holds and what it is for. Markdown; press Enter to write.")
            if self._writable
            else self.tr("Nobody has described it yet."),
        )
        self.documentation.set_editable(self._writable)
        self.documentation.saved.connect(self._describe)
        self.comment = Label("", "muted", wrap=True)
        self.grid: DataTable | None = None
        self._filled: dict[UUID, float] = {}
        self.facts = FactsPanel(desk)
        self.facts.tags.added.connect(lambda tag: self._annotate(add_tags=(tag,)))
        self.facts.tags.removed.connect(lambda tag: self._annotate(remove_tags=(tag,)))
        self.facts.owner.saved.connect(self._own)
        self.facts.domain.chosen.connect(self._place)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(24, 12, 0, 0)
        self._left.setSpacing(8)
        words = QWidget()
        words.setObjectName("surface")
        words.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(4)
        column.addWidget(SectionHeader(self.tr("Documentation")))
        column.addWidget(self.documentation)
        column.addWidget(self.comment)
        column.addStretch(1)
        self._words = _Clipped(words, HIGHEST)
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._left.addWidget(self._words)
        self._below = SectionHeader("")
        self._left.addWidget(self._below)
        self.summary = ColumnSummary(may_decide=self.desk.account.may("classification.decide"))
        self.summary.wanted.connect(self.wanted)
        self._left.addWidget(self.summary, 1)
        self.summary.hide()
        side = _Clipped(self.facts, 100_000)
        side.setFixedWidth(320)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(Line(vertical=True))
        row.addWidget(side)

    @override
    def show_page(self, page: AssetPage) -> None:
        first = self.page is None
        super().show_page(page)
        line = page.line
        self.documentation.show_text(line.description, page.rev)
        said = self.tr("The source says: {text}").format(text=line.comment)
        self.comment.setText(said if line.comment else "")
        self.comment.setVisible(bool(line.comment))
        self.facts.show_page(page)
        column = line.level == "column"
        self._below.setVisible(not column)
        self.summary.setVisible(column)
        if column:
            self.summary.show_page(page)
        else:
            self._show_children(page)
        if first:
            self.desk.read(self, "words in use", _words_in_use, self._suggest)

    def _show_children(self, page: AssetPage) -> None:
        if self.grid is None:
            self.grid = children_grid(self.desk, page.line.level, self._filled)
            self.grid.setAccessibleName(self.tr("What is below"))
            self._left.addWidget(self.grid, 1)
            self.grid.show_rows(page.children)
        else:
            self.grid.show_rows(page.children, keep=True)
        title = {
            "table": self.tr("Columns"), "schema": self.tr("Tables"), "source": self.tr("Schemas"),
        }.get(page.line.level, self.tr("Below"))  # fmt: skip
        self._below.title.setText(f"{title} · {count(len(page.children))}")
        self.count_filled()

    def count_filled(self) -> None:
        """Look how full the columns of a table are; the page itself does not tell."""
        if self.page is not None and self.page.line.level == "table":
            ids = [line.id for line in self.page.children]
            self.desk.read(
                self, "filled", partial(filled_shares, ids=ids), self._show_filled, patient=True
            )

    def _show_filled(self, found: dict[UUID, float]) -> None:
        if found != self._filled and self.grid is not None and self.page is not None:
            self._filled.clear()
            self._filled.update(found)
            self.grid.show_rows(self.page.children, keep=True)

    def _suggest(self, found: tuple[list[str], list[str]]) -> None:
        owners, tags = found
        self.facts.tags.suggest(tags)
        self.facts.owner.suggest(owners)

    @override
    def unsaved(self) -> str:
        """Return the documentation, the owner and the tag that are being written."""
        tag = self.facts.tags.field.text().strip()
        written = (self.documentation.unsaved(), self.facts.owner.unsaved(), tag)
        return "\n\n".join(text for text in written if text)

    def _describe(self, text: str) -> None:
        self._annotate(description=text, seen=self.documentation.begun_on)

    def _own(self, owner: str) -> None:
        self._annotate(owner=owner, seen=self.facts.owner.begun_on)

    def _place(self, domain_id: UUID | None) -> None:
        if self.page is None:
            return
        asset_id = self.page.line.id
        seen = {asset_id: self.facts.domain.begun_on}
        self.facts.problem.clear()
        self.desk.do(
            lambda store: put_into_domain(store, [asset_id], domain_id, seen=seen),
            failed=self.facts.problem.tell, owner=self,
        )  # fmt: skip

    def _annotate(
        self,
        *,
        description: str | None = None,
        owner: str | None = None,
        add_tags: tuple[str, ...] = (),
        remove_tags: tuple[str, ...] = (),
        seen: int | None = None,
    ) -> None:
        if self.page is None:
            return
        ids, before = [self.page.line.id], self.page.line
        revs = None if seen is None else {before.id: seen}
        self.facts.problem.clear()

        def failed(error: PurSightError) -> None:
            now = self.page.line if self.page is not None else before
            if description is not None:
                self.documentation.take_back(description, now.description, error)
                self.lost.emit()
                return
            self.facts.problem.tell(error)
            if owner is not None:
                self.facts.owner.take_back(owner, now.owner)
            self.facts.tags.show_tags(now.tags)
            if add_tags and not self.facts.tags.field.text():
                self.facts.tags.field.setText(add_tags[0])

        self.desk.do(
            lambda store: annotate(
                store, ids, description=description, owner=owner, add_tags=add_tags,
                remove_tags=remove_tags, seen=revs,
            ),
            failed=failed, owner=self,
        )  # fmt: skip


def _words_in_use(connection: Connection) -> tuple[list[str], list[str]]:
    """List the owners and tags that are in use."""
    found = catalog.facets(connection, catalog.AssetQuery())
    return ([one.value for one in found["owner"] if one.value],
            [one.value for one in found["tag"] if one.value])  # fmt: skip
