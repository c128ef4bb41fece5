"""The section of access reviews."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.log_news import LogNews
from pursight_desktop.background.place import Place
from pursight_desktop.operations import access_reviews
from pursight_desktop.operations.access_reviews import AccessReview
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.exporting import keep_text
from pursight_desktop.operations.online import Online
from pursight_desktop.replica.queries import places
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.views.administration.reasons import ReasonSheet
from pursight_desktop.views.administration.reviews.beginning import BeginSheet
from pursight_desktop.views.administration.reviews.items import ItemsSheet
from pursight_desktop.widgets.access_words import OUTCOMES, REVIEW_STATES, mark
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane, ServerButtons, link
from pursight_desktop.widgets.permission_words import role_words
from pursight_desktop.widgets.table import Bar, Column, Text
from pursight_desktop.widgets.words import ago, count, moment


class ReviewsSection(Listing[AccessReview]):
    """All access reviews: how far they are, what came of them."""

    def __init__(self, desk: Desk, place: Place) -> None:
        self._names: dict[UUID, str] = {}
        self._reading = ServerButtons()
        super().__init__(desk, place, writes="access_reviews.write")
        self.search.setMinimumWidth(260)
        self.table.opened.connect(lambda row, _new_tab: self.show_items(row))
        LogNews(self, desk, ("access_review.",), self.refresh)
        desk.status.connect(self._show_reading)

    @override
    def words(self) -> Words:
        """Say what reviews are for."""
        may = self.desk.account.may("access_reviews.write")
        return Words(
            title=self.tr("Access reviews"),
            icon="clipboard-check",
            none=self.tr("No access reviews"),
            why=self.tr(
                "In a review somebody else looks at what people have, item by item, and keeps or "
                "revokes it by a day. What came of it is evidence that can be taken away."
            ),
            find=self.tr("Filter by name or reviewer"),
            add=self.tr("Begin a review…") if may else "",
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        now = self.clock.now
        return [
            Column("name", self.tr("Name"), lambda r: Text(
                r.name, strong=True, icon="clipboard-check"
            ), 170, stretch=True, least=150),
            Column("about", self.tr("About"), self._about, 180, spare=True),
            Column("state", self.tr("State"), lambda r: mark(REVIEW_STATES, r.state), 100),
            Column("far", self.tr("Decided"), _far, 120),
            Column("due", self.tr("Due"), lambda r: ago(r.due_at, now()), 95,
                   order=lambda r: r.due_at),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[AccessReview]:
        """Ask for all of them."""
        return await access_reviews.every(online.asking)

    @override
    def _take(self, listed: Listed[AccessReview]) -> None:
        super()._take(listed)
        wanted = {UUID(one.which) for one in listed.rows if one.about == "source"}
        if wanted - self._names.keys():
            self.desk.read(self, "places", partial(places.named, ids=wanted), self._name)

    def _name(self, names: dict[UUID, str]) -> None:
        self._names = names
        if self.rows():
            self._show_rows()

    @override
    def found_by(self, row: AccessReview) -> str:
        """Find them by name, reviewers and what they are about."""
        return f"{row.name} {' '.join(row.reviewer_names)} {self._about(row)}"

    @override
    def shown_of(self, row: AccessReview) -> object:
        """Give it, and what it is about in words."""
        return row, self._about(row)

    @override
    def make_pane(self, row: AccessReview) -> QWidget:
        """Show one: how far, by whom, and what can be done."""
        pane = Pane(row.name, self._about(row))
        look = mark(REVIEW_STATES, row.state)
        pane.add_row(Chip(look.text, look.tone, look.icon))
        facts = Facts(110)
        left = self.tr("is revoked") if row.undecided == "revoke" else self.tr("is kept")
        shown = [
            (self.tr("Begun"), moment(row.created_at)),
            (self.tr("By"), row.created_by_name),
            (self.tr("Due"), moment(row.due_at)),
            (self.tr("What is left"), left),
            (self.tr("Reviewers"), ", ".join(row.reviewer_names) or "–"),
        ]
        if row.closed_at is not None:
            shown.append((self.tr("Ended"), moment(row.closed_at)))
        facts.show_facts(shown)
        pane.add(facts)
        pane.add_part(self.tr("What came of it"))
        outcomes = Facts(170)
        outcomes.show_facts([
            (mark(OUTCOMES, "" if code == "undecided" else code).text, count(number))
            for code, number in row.counts.items()
            if number or code in {"kept", "revoked", "undecided"}
        ])  # fmt: skip
        pane.add(outcomes)
        pane.add(link(self.tr("All items"), partial(self.show_items, row), "list-checks"))
        if row.report_sha256:
            digest = self.tr("SHA-256 of the report, as the log has it:")
            pane.add(Label(f"{digest} {row.report_sha256}", "caption", wrap=True))
        self._add_deeds(pane, row)
        return pane

    def _add_deeds(self, pane: Pane, row: AccessReview) -> None:
        save = Button(self.tr("Save as JSON…"), "download", clicked=partial(self.save, row))
        sheet = Button(
            self.tr("Save as CSV…"), "download", clicked=partial(self.save, row, sheet=True)
        )
        self._reading.clear()
        self._reading.add(save, sheet)
        self._show_reading()
        pane.add_part(self.tr("Report"))
        pane.add_row(save, sheet)
        if row.state != "open":
            return
        pane.add_part(self.tr("End it"))
        close = Button(self.tr("Close…"), "circle-check", clicked=partial(self.close_review, row))
        cancel = Button(
            self.tr("Give it up…"), "circle-minus", "danger", clicked=partial(self.cancel, row)
        )
        self.needs_server.add(cancel)
        if row.waiting:
            close.setEnabled(False)
        else:
            self.needs_server.add(close)
        pane.add_row(close, cancel)
        if row.waiting:
            words = self.tr("It can be closed once all is decided, and closes at its due date.")
            pane.add(Label(words, "caption", wrap=True))

    @override
    def add(self) -> None:
        """Begin a review."""
        if self.may_write():
            return
        said = self.tr("Begun. The reviewers find it under Requests.")
        BeginSheet(self.desk, self, partial(self._settled, said)).open()

    def show_items(self, row: AccessReview) -> None:
        """Show all items."""
        ItemsSheet(self.desk, self, row).open()

    def close_review(self, row: AccessReview) -> None:
        """Close it before its due date, once the person has confirmed."""
        title = self.tr("Close {name}?").format(name=row.name)
        text = self.tr("The report is sealed then, and nothing can be decided any more.")
        if ask(self, title, text, self.tr("Close")):
            said = self.tr("Closed.")
            self.desk.online(
                self,
                "close",
                lambda online: access_reviews.close(online.asking, row.id),
                lambda _none: self._settled(said),
            )

    def cancel(self, row: AccessReview) -> None:
        """Give it up, and say why."""
        ReasonSheet(
            self.desk,
            self,
            title=self.tr("Give {name} up?").format(name=row.name),
            text=self.tr("What was decided stays decided; what was not is left as it is."),
            verb=self.tr("Give up"),
            call=lambda online, why: access_reviews.cancel(online.asking, row.id, reason=why),
            done=partial(self._settled, self.tr("Given up.")),
            danger=True,
        ).open()

    def save(self, row: AccessReview, *, sheet: bool = False) -> None:
        """Save the report as the server gives it."""
        ending = "csv" if sheet else "json"
        title = self.tr("Save the report")
        path, _ = QFileDialog.getSaveFileName(
            self, title, f"access-review-{row.id}.{ending}", f"*.{ending}"
        )
        if path:
            self.save_to(row, Path(path), sheet=sheet)

    def save_to(self, row: AccessReview, path: Path, *, sheet: bool) -> None:
        """Write the report to a file."""

        async def fetch(online: Online) -> Path:
            keep_text(path, await access_reviews.report(online.asking, row.id, sheet=sheet))
            return path

        said = self.tr("Saved as {name}.").format(name=path.name)
        self.desk.online(self, "save", fetch, lambda _path: self.desk.notice.emit("success", said))

    def _show_reading(self, _status: object = None) -> None:
        self._reading.set_reason(why_not(self.desk))

    def _settled(self, said: str) -> None:
        self.desk.notice.emit("success", said)
        self.desk.settled.emit()
        self.look_again()

    def _about(self, row: AccessReview) -> str:
        if row.about == "role":
            return self.tr("Who has the role {name}").format(
                name=role_words(row.which, name=row.which_name)
            )
        if row.about == "group":
            return self.tr("The group {name}").format(name=row.which_name or "–")
        if row.about == "domain":
            return self.tr("The domain {name}").format(name=row.which_name or "–")
        if row.about == "source":
            name = self._names.get(UUID(row.which), "") or "–"
            return self.tr("The source {name}").format(name=name)
        return self.tr("Everything")


def _far(row: AccessReview) -> Bar:
    done = row.items - row.waiting
    share = done / row.items if row.items else 1.0
    return Bar(share, f"{count(done)} / {count(row.items)}", "accent")
