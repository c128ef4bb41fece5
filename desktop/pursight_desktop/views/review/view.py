"""ReviewView: the queue, the question, and the keys that decide it."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.operations.deciding import decide
from pursight_desktop.replica.queries import review
from pursight_desktop.replica.queries.review import ReviewDetail, ReviewLine
from pursight_desktop.views.review.deciding_bar import DecidingBar
from pursight_desktop.views.review.detail import Detail
from pursight_desktop.views.review.done import say_done, say_filling, say_filtered
from pursight_desktop.views.review.filters import Filters, column_of
from pursight_desktop.views.review.queue_list import QueueList
from pursight_desktop.views.review.sitting import Sitting
from pursight_desktop.views.review.waiting import Waiting, former, read
from pursight_desktop.views.review.wording import Verdict, left_for_one, one_label, settled_as
from pursight_desktop.widgets.containers import Line
from pursight_desktop.widgets.evidence_words import question, things
from pursight_desktop.widgets.label_chooser import LabelChooser
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.states import Deck, ProgressLine
from pursight_desktop.widgets.words import count

SETTLE_MS = 60
"""News within this time are answered by one reading."""

SHOWS = frozenset({"classification", "asset", "source"})
"""Kinds of rows that the queue shows something of."""


class ReviewView(QWidget):
    """What the scans were not sure about, one question after the other.

    Decisions are local: they work without a network, and each is undone with one key.
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._waiting = Waiting([], True, 0, 0, [], {})
        self.sitting: Sitting[ReviewLine] = Sitting()
        self.sitting.current = column_of(place)
        self._asked: UUID | None = None
        self.chooser: LabelChooser | None = None
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QueueList(self.sitting)
        self.detail = Detail(desk)
        self.bar = DecidingBar()
        self.progress = ProgressLine(cancellable=False)
        self.filters = Filters(place)
        self.deck = Deck()
        self._lay_out()
        self._connect()
        self._bind()
        self._news = KeepingUp(
            self, desk, SHOWS, lambda _news: self._look_again(), settle_ms=SETTLE_MS
        )
        desk.undo.canUndoChanged.connect(self.bar.show_can_undo)
        self.bar.show_can_undo(desk.undo.canUndo())
        self.refresh()

    # --- what the window asks ---

    def title(self) -> str:
        """Name the screen."""
        return self.tr("Review")

    def icon(self) -> str:
        """Name its icon."""
        return "list-checks"

    def place(self) -> Place:
        """Say where one is, filters and the looked at column included."""
        at = str(self.sitting.current) if self.sitting.current else ""
        return self.filters.place().having(at=at)

    @property
    def busy(self) -> bool:
        """Whether news has come that is not shown yet."""
        return self._news.stale

    def refresh(self) -> None:
        """Start over: decided lines leave the list."""
        self.deck.busy.start()
        self._read(self._begin)

    # --- layout and keys ---

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(12)
        head.addWidget(self.filters)
        head.addStretch(1)
        self.filling = Label("", "caption")
        self.filling.hide()
        head.addWidget(self.filling)
        self.progress.setFixedWidth(240)
        head.addWidget(self.progress)
        column.addLayout(head)
        column.addWidget(Line())
        right = QWidget()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.detail, 1)
        inside.addWidget(Line())
        inside.addWidget(self.bar)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(self.list)
        self.panes.addWidget(right)
        self.panes.setStretchFactor(0, 2)
        self.panes.setStretchFactor(1, 3)
        self.panes.setSizes([380, 620])
        self.deck.hold(self.panes)
        column.addWidget(self.deck, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title())

    def _connect(self) -> None:
        self.list.moved.connect(self._ask)
        self.list.picked.connect(self._show_targets)
        self.list.opened.connect(self._open_current)
        self.detail.alike_changed.connect(self._show_targets)
        self.detail.opened.connect(self._open)
        self.filters.changed.connect(self.refresh)
        self.bar.accepted.connect(lambda: self._decide("accept"))
        self.bar.rejected.connect(self._reject)
        self.bar.change_wanted.connect(self._choose_label)
        self.bar.skipped.connect(self._skip)
        self.bar.undo_wanted.connect(self._desk.undo.undo)

    def _bind(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "J": lambda: self._go(1), "K": lambda: self._go(-1),
            "A": lambda: self._decide("accept"), "R": self._reject,
            "C": self._choose_label, "S": self._skip, "X": self._pick, "Shift+X": self._pick_to,
            "L": self.detail.alike.toggle_all, "U": self._desk.undo.undo,
            "Escape": self._let_go,
        }  # fmt: skip
        for key, call in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda call=call: call())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.list if self.list.isVisible() else self).setFocus()

    # --- what comes from the replica ---

    def _begin(self, waiting: Waiting, asked: int) -> None:
        self._waiting = waiting
        self.filters.offer(waiting)
        self.sitting.begin(waiting.lines, asked=asked)
        self.list.show_all()
        self._show_progress()
        self._show_state()
        self._ask(anew=True)

    def _look_again(self) -> None:
        self._read(self._merge, patient=True)

    def _read(self, done: Callable[[Waiting, int], None], *, patient: bool = False) -> None:
        wanted = self.filters.wanted()
        asked = self.sitting.moment
        self._desk.read(
            self, "queue", lambda connection: read(connection, wanted),
            lambda waiting: done(waiting, asked), self._failed, patient=patient,
        )  # fmt: skip

    def _merge(self, waiting: Waiting, asked: int) -> None:
        self._waiting = waiting
        self.filters.offer(waiting)
        again = self.sitting.merge(waiting.lines, complete=waiting.complete, asked=asked)
        if again:
            self.sitting.current = again[0]
        if not self.sitting.open_count and not waiting.complete:
            self.refresh()  # more wait than fit into one sitting
            return
        self.list.show_changes()
        self.list.show_current()
        self._show_progress()
        self._show_state()
        self._ask(anew=True)

    def _failed(self, error: PurSightError) -> None:
        self.deck.show_error(error, self.refresh)

    # --- what is shown ---

    def _show_progress(self) -> None:
        done, total = self._waiting.decided, self._waiting.total
        words = self.tr("{done} of {total} decided")
        self.progress.show_progress(done, total)
        self.progress.words.setText(words.format(done=count(done), total=count(total)))
        self.progress.setAccessibleName(self.progress.words.whole())
        self.progress.setVisible(total > 0)

    def _show_state(self) -> None:
        status = self._desk.latest
        filling = status is not None and status.sync.first_fill
        self.filling.setText(self.tr("Still filling; more may come") if filling else "")
        self.filling.setVisible(filling)
        if self.sitting.open_count:
            had = self.deck.shown() is self.panes
            self.deck.show_content(self.panes)
            if not had and self.isVisible():
                self.list.setFocus()
        else:
            self._show_done(filling=filling)
            if self.isVisible():
                self.setFocus()

    def _show_done(self, *, filling: bool) -> None:
        others = self._waiting.total - self._waiting.decided
        undo = self._desk.undo
        if self.filters.active and others:
            say_filtered(self.deck, others, self.filters.show_all)
        elif filling and not self.sitting.settled:
            say_filling(self.deck)
        else:
            can = undo.canUndo() and bool(self.sitting.settled)
            say_done(self.deck, undo.undo if can else None)

    def _ask(self, *, anew: bool = False) -> None:
        line = self.sitting.line(self.sitting.current)
        if line is None:
            self._show_targets()
            return
        if line.id != self._asked:
            self._asked = line.id
            self.detail.alike.forget()
            self.detail.show_top()
        elif not anew:
            self._show_targets()
            return
        self.detail.show_line(line, self.sitting.settled.get(line.id))
        self._show_targets()
        self._desk.read(
            self, "detail", lambda connection: review.detail(connection, line.id),
            self._show_detail, self._failed,
        )  # fmt: skip

    def _show_detail(self, detail: ReviewDetail | None) -> None:
        if detail is not None and detail.line.id == self._asked:
            self.detail.show_detail(detail)
            self._show_targets()

    def _show_targets(self) -> None:
        self.bar.show_targets(len(self._targets()), picked=len(self.sitting.picked))

    # --- what one does ---

    def _go(self, steps: int) -> None:
        self.sitting.go(steps)
        self.list.show_current()
        self._ask()

    def _pick(self) -> None:
        if self.sitting.current is not None:
            self.sitting.pick(self.sitting.current)
            self._show_picked()

    def _pick_to(self) -> None:
        if self.sitting.current is not None:
            self.sitting.pick_to(self.sitting.current)
            self._show_picked()

    def _let_go(self) -> None:
        self.sitting.picked.clear()
        self._show_picked()

    def _show_picked(self) -> None:
        self.list.viewport().update()
        self._show_targets()

    def _skip(self) -> None:
        self.sitting.skip()
        self.list.show_current()
        self._ask()

    def _targets(self) -> list[UUID]:
        """What a verdict is about: the picked ones, else this one and the ticked alike ones."""
        targets = self.sitting.targets()
        if self.sitting.picked or not targets:
            return targets
        return list(dict.fromkeys([*targets, *self.detail.alike.ticked()]))

    def _reject(self) -> None:
        """Reject what was found; what a person had decided against it before stands again."""
        ids = self._targets()
        contested = [one for one in ids if (line := self.sitting.line(one)) and line.contested]
        if ids == contested and len(ids) == 1:
            (one,), revs = ids, self.detail.alike.revs_with(map(self.sitting.line, ids))
            self._desk.read(  # asked anew: R may be quicker than the detail
                self, f"former {one}", lambda connection: former(connection, one),
                lambda label: self._stand_by(one, label, revs), self._failed,
            )  # fmt: skip
            return
        if contested:  # several at once: a decision of a person is never overruled in passing
            self._desk.notice.emit("info", left_for_one(len(contested)))
        self._decide("reject", ids=[one for one in ids if one not in contested])

    def _stand_by(self, one: UUID, label: str | None, seen: dict[UUID, int]) -> None:
        if label is None:
            self._look_again()  # what it was is taken back meanwhile: it is another question now
        elif self.sitting.waits(one):
            self._decide("reject" if label in ("", "none") else "change", label, [one], seen)

    def _decide(
        self,
        verdict: Verdict,
        label: str | None = None,
        ids: list[UUID] | None = None,
        seen: dict[UUID, int] | None = None,
    ) -> None:
        ids = self._targets() if ids is None else ids
        revs = seen or self.detail.alike.revs_with(map(self.sitting.line, ids))
        if not ids:
            return
        label = label if verdict == "change" else None
        by = self._desk.account.person_name

        def failed(error: PurSightError) -> None:
            self._give_back(ids)
            self._desk.notice.emit("error", f"{error.message} {error.hint}".strip())

        self.sitting.settle(ids, settled_as(verdict, label))
        self._desk.do(
            lambda store: decide(store, ids, verdict, label, by=by, seen=revs),
            lambda _: self._written(ids), failed, owner=self,
        )  # fmt: skip
        self.list.show_current()
        self._show_state()
        self._ask()

    def _written(self, ids: list[UUID]) -> None:
        self.sitting.written(ids)
        self._look_again()

    def _give_back(self, ids: list[UUID]) -> None:
        self.sitting.failed(ids)
        self._look_again()

    def _choose_label(self) -> None:
        ids = self._targets()
        lines = [line for line in map(self.sitting.line, ids) if line is not None]
        if not ids or not lines:
            return
        found = one_label(lines)
        one = lines[0]
        asked = question(one.name, "", one.table_name)
        several = self.tr("What do these {n} columns hold?").format(n=count(len(ids)))
        chooser = LabelChooser(
            self.window(), asked if len(ids) == 1 else several,
            detail=self.tr("The scan thinks: {things}.").format(things=things(found))
            if found else "",
            notes={found: self.tr("found by the scan")} if found else {},
            own=[one.label for one in self._waiting.labels],
        )  # fmt: skip
        seen = self.detail.alike.revs_with(lines)
        chooser.chosen.connect(lambda label: self._change_to(ids, label, seen))
        self.chooser = chooser
        chooser.open()

    def _change_to(self, ids: list[UUID], label: str, seen: dict[UUID, int]) -> None:
        left = [one for one in ids if one not in self.sitting.settled]
        if left:
            self._decide("change", label, left, seen)
        else:
            said = self.tr("It has been decided elsewhere meanwhile; nothing was changed.")
            self._desk.notice.emit("info", said)

    def _open_current(self, new_tab: bool = False) -> None:
        if self.sitting.current is not None:
            self._open(self.sitting.current, new_tab)

    def _open(self, asset_id: UUID, new_tab: bool) -> None:
        self._desk.open(Place("asset", asset_id), new_tab=new_tab)
