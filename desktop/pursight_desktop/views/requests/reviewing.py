"""To review: what others have, to be kept or revoked by a day, one by one or several."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations import access_reviews
from pursight_desktop.operations.access_reviews import Decided, ToReview
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.listing import Words
from pursight_desktop.views.administration.reasons import ReasonSheet
from pursight_desktop.views.requests.listing import Inbox
from pursight_desktop.widgets.access_words import held_words, kind_icon
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.table import Column, Text
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import ago, count, moment


class ToReviewList(Inbox[ToReview]):
    """Items of access reviews that wait for the person."""

    NAME = "review"
    TOLD_BY = ("access_review.",)

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place, writes="access_reviews.decide")
        self.keep_button = Button(
            self.tr("Keep…"), "check", shortcut="K", clicked=partial(self.decide, keep=True),
            tip=self.tr("Keep what is selected"),
        )  # fmt: skip
        self.revoke_button = Button(
            self.tr("Revoke…"), "ban", "danger", shortcut="R",
            clicked=partial(self.decide, keep=False), tip=self.tr("Revoke what is selected"),
        )  # fmt: skip
        self.add_buttons(self.keep_button, self.revoke_button)
        self._tips = {one: one.toolTip() for one in (self.keep_button, self.revoke_button)}
        self.table.selection_changed.connect(lambda _count: self._show_buttons())
        desk.status.connect(self._show_buttons)
        self._show_buttons()

    @override
    def words(self) -> Words:
        """Say what comes here."""
        return Words(
            title=self.tr("Requests"),
            icon="clipboard-check",
            none=self.tr("Nothing to review"),
            why=self.tr(
                "When you are a reviewer of an access review, what others have is listed here, "
                "to be kept or revoked by its due date. Nobody reviews what they have themselves."
            ),
            find=self.tr("Filter by person, role or review"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        now = self.clock.now
        return [
            Column("who", self.tr("Who"), lambda r: Text(
                r.item.subject_name, strong=True, icon=kind_icon(r.item.subject_kind)
            ), 160, stretch=True),
            Column("has", self.tr("Has"), lambda r: held_words(r.item), 180, stretch=True),
            Column("where", self.tr("On"), self._where, 150, spare=True),
            Column("review", self.tr("Review"), lambda r: r.review.name, 140),
            Column("due", self.tr("Due"), lambda r: ago(r.review.due_at, now()), 100,
                   order=lambda r: r.review.due_at),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[ToReview]:
        """Ask for what waits."""
        return await access_reviews.to_review(online.asking, self.desk.account.person_id)

    @override
    def ids_of(self, row: ToReview) -> Iterable[UUID | None]:
        """Name what it is about."""
        return (row.item.scope_id,)

    @override
    def found_by(self, row: ToReview) -> str:
        """Find them by person, role and review."""
        held = held_words(row.item)
        return f"{row.item.subject_name} {held} {row.item.role} {row.review.name}"

    @override
    def make_pane(self, row: ToReview) -> QWidget:
        """Show one: since when, by whom, until when."""
        item, review = row.item, row.review
        pane = Pane(item.subject_name or self.tr("Somebody"), held_words(item))
        facts = Facts(110)
        facts.show_facts(
            [
                (self.tr("On"), self.where(item.scope_kind, item.scope_id)),
                (self.tr("Given"), moment(item.given_at) if item.given_at else "–"),
                (self.tr("By"), item.given_by_name or "–"),
                (self.tr("Ends"), moment(item.ends_at) if item.ends_at else self.tr("never")),
            ]
        )
        pane.add(facts)
        pane.add_part(review.name)
        due = Facts(110)
        after = self.tr("is revoked") if review.undecided == "revoke" else self.tr("is kept")
        due.show_facts(
            [
                (self.tr("Due"), moment(review.due_at)),
                (self.tr("Undecided"), self.tr("{n} of {all}").format(
                    n=count(review.waiting), all=count(review.items)
                )),
                (self.tr("What is left"), after),
            ]
        )  # fmt: skip
        pane.add(due)
        tip = self.tr("Select several with Shift or Ctrl to decide them together.")
        pane.add(Label(tip, "caption", wrap=True))
        return pane

    def chosen_items(self) -> list[ToReview]:
        """List what is selected, or the one that is current."""
        selected = [one for one in self.table.selected_loaded() if isinstance(one, ToReview)]
        current = self.table.current()
        return selected or ([current] if isinstance(current, ToReview) else [])

    def decide(self, *, keep: bool) -> None:
        """Ask why, and keep or revoke what is selected."""
        several = self.chosen_items()
        if not several or self.may_write():
            return
        number = len(several)
        if number == 1:
            name = several[0].item.subject_name
            what = held_words(several[0].item)
            title = self.tr("Keep {what} of {name}?")
            if not keep:
                title = self.tr("Revoke {what} of {name}?")
            title = title.format(what=what, name=name)
        else:
            title = (self.tr("Keep {n} items?") if keep else self.tr("Revoke {n} items?")).format(
                n=count(number)
            )
        text = "" if keep else self.tr("It takes effect at once.")
        outcome: list[Decided] = []

        async def decide(online: Online, reason: str) -> None:
            outcome.append(await access_reviews.decide(
                online.asking, several, keep=keep, reason=reason
            ))  # fmt: skip

        ReasonSheet(
            self.desk,
            self,
            title=title,
            text=text,
            verb=self.tr("Keep") if keep else self.tr("Revoke"),
            call=decide,
            done=lambda: self._done(outcome[-1]),
            hint=self.tr("It stands in the report of the review"),
            danger=not keep,
        ).open()

    def _done(self, decided: Decided) -> None:
        said = self.tr("{n} decided.", None, decided.done).format(n=count(decided.done))
        self.finished(said)
        if decided.failed is not None:
            self.tell(decided.failed)

    def _where(self, row: ToReview) -> str:
        return self.where(row.item.scope_kind, row.item.scope_id).rpartition(" › ")[2]

    def _show_buttons(self, _status: object = None) -> None:
        reason = self.may_write()
        for button, tip in self._tips.items():
            button.setEnabled(not reason and bool(self.chosen_items()))
            button.setToolTip(plain_tip(reason) or tip)

    @override
    def _show_rows(self, *, first: bool = False) -> None:
        super()._show_rows(first=first)
        if hasattr(self, "_tips"):
            self._show_buttons()
