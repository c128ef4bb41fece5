"""The section of policies."""

from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.log_news import LogNews
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import policies, policy_proposals
from pursight_desktop.operations.administering.policies import Names, Policy, Wanted, Written
from pursight_desktop.operations.administering.policy_proposals import Proposal
from pursight_desktop.operations.asking import Listed, Tagged
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.views.administration.policies.cedar_text import CedarText
from pursight_desktop.views.administration.policies.editor import PolicyEditor
from pursight_desktop.views.administration.policies.history import VersionsSheet
from pursight_desktop.views.administration.policies.proposals import ProposalsSheet
from pursight_desktop.views.administration.policies.saving import SavingSheet
from pursight_desktop.views.administration.policies.vocabulary import (
    Catalogued,
    Vocabulary,
    look_up,
)
from pursight_desktop.views.administration.policies.waiting import WaitingLine
from pursight_desktop.views.administration.policies.words import (
    actions_words,
    effect_tone,
    effect_words,
    list_words,
    told,
)
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane, link
from pursight_desktop.widgets.table import Column, Mark, Text
from pursight_desktop.widgets.words import ago, moment

LINES_SHOWN = 20
TOLD_BY = ("access_policy.", "access_policy_proposal.")
"""Kinds of entries of the log after which the list is another."""


@dataclass(frozen=True, slots=True)
class Found(Listed[Policy]):
    """The policies, whom they can name, and what waits for a second administrator."""

    names: Names = field(default_factory=Names)
    proposals: tuple[Proposal, ...] = ()


class PoliciesSection(Listing[Policy]):
    """All policies of access."""

    def __init__(self, desk: Desk, place: Place) -> None:
        self._names, self._catalogued = Names(), Catalogued()
        self._proposals: tuple[Proposal, ...] = ()
        self._sheet: ProposalsSheet | None = None
        super().__init__(desk, place, writes="policies.write")
        self.waiting = WaitingLine()
        self.waiting.opened.connect(self.show_waiting)
        self.put_above(self.waiting)
        self.table.opened.connect(lambda row, _new_tab: self.edit(row))
        LogNews(self, desk, TOLD_BY, self.refresh)

    @override
    def words(self) -> Words:
        """Say what policies are."""
        return Words(
            title=self.tr("Policies"),
            icon="scale",
            none=self.tr("No policies yet"),
            why=self.tr(
                "Roles say who may do what. A policy permits or forbids beyond that, by what an "
                "asset is: its label, its tags, whose it is, who asks and when."
            ),
            find=self.tr("Filter policies"),
            add=self.tr("New policy"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        return [
            Column("name", self.tr("Name"), lambda p: Text(p.name, strong=True, icon="scale"),
                   160, stretch=True),
            Column("effect", self.tr("Effect"), lambda p: Mark(
                effect_words(p.effect), effect_tone(p.effect)), 90),
            Column("who", self.tr("Whom"), lambda p: list_words(p, self._names), 150, stretch=True),
            Column("what", self.tr("What"), lambda p: actions_words(p.actions), 150, spare=True,
                   stretch=True),
            Column("state", self.tr("State"), self._state, 126),
            Column("rev", self.tr("Version"), lambda p: p.rev, 70, align="right"),
            Column("by", self.tr("Changed by"), lambda p: p.changed_by_name, 120, spare=True),
            Column("changed", self.tr("Changed"), lambda p: ago(p.changed_at, self.clock.now()),
                   110, spare=True, order=lambda p: p.changed_at),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[Policy]:
        """Ask for all of them, and whom they name."""
        names = await policies.names(online.asking, self.desk.account)
        proposals = await policy_proposals.waiting(online.asking)
        found = await policies.every(online.asking)
        return Found(found.rows, found.more, names, proposals)

    @override
    def found_by(self, row: Policy) -> str:
        """Find them by name, whom and what."""
        return f"{row.name} {list_words(row, self._names)} {actions_words(row.actions)}"

    @override
    def _take(self, listed: Listed[Policy]) -> None:
        if isinstance(listed, Found):
            self._names, self._proposals = listed.names, listed.proposals
        super()._take(listed)
        self._show_waiting()
        named = {
            part.id
            for row in listed.rows
            if row.form is not None
            for part in row.form.within
            if part.kind == "asset"
        }
        self.desk.read(self, "vocabulary", lambda conn: look_up(conn, named), self._take_names)

    @override
    def _forget(self) -> None:
        self._names, self._proposals = Names(), ()
        super()._forget()
        self._show_waiting()

    def _take_names(self, found: Catalogued) -> None:
        other = found.assets != self._catalogued.assets or (
            found.sources != self._catalogued.sources
        )
        self._catalogued = found
        if other and self.pane() is not None:
            self._choose(self.table.current())

    def vocabulary(self) -> Vocabulary:
        """Return what policies can be written about."""
        return Vocabulary(self._names, self._catalogued)

    # --- one of them ---

    @override
    def shown_of(self, row: Policy) -> object:
        """Give it, who asks for a change of it, and what names make of it."""
        words = [] if row.form is None else told(row.form, self.vocabulary())
        return row, self._about(row), words

    def _about(self, row: Policy) -> list[Proposal]:
        return [one for one in self._proposals if one.policy_id == row.id]

    @override
    def make_pane(self, row: Policy) -> QWidget:
        """Show one in words and as text."""
        pane = Pane(row.name, row.description)
        state = self._state(row)
        pane.add_row(
            Chip(effect_words(row.effect), effect_tone(row.effect)),
            Chip(state.text, state.tone, state.icon),
        )
        for one in self._about(row):
            words = self.tr("{name} asks for a change of it…").format(name=one.proposed_by_name)
            pane.add(link(words, partial(self.show_waiting, one.id), "clock"))
        edit = Button(self.tr("Edit…"), "pencil", "primary", clicked=partial(self.edit, row))
        turn = (
            Button(self.tr("Switch off…"), "circle-pause", clicked=partial(self.turn, row))
            if row.enabled
            else Button(self.tr("Switch on…"), "circle-play", clicked=partial(self.turn, row))
        )
        self.needs_server.add(edit, turn)
        versions = Button(self.tr("Versions…"), "history", clicked=partial(self.show_versions, row))
        pane.add_row(edit, turn, versions)
        pane.add_part(self.tr("In words"))
        if row.form is not None:
            facts = Facts(64)
            facts.show_facts(told(row.form, self.vocabulary()))
            pane.add(facts)
        else:
            pane.add(
                Label(
                    self.tr("It says more than the form can show; its text is what counts."),
                    "muted",
                    wrap=True,
                )
            )
        pane.add_part(self.tr("As Cedar text"))
        text = CedarText(editable=False)
        text.setPlainText(row.text)
        lines = min(row.text.count("\n") + 1, LINES_SHOWN)
        text.setFixedHeight(lines * text.fontMetrics().lineSpacing() + 44)
        pane.add(text)
        pane.add_part(self.tr("History"))
        facts = Facts(110)
        facts.show_facts(
            [
                (self.tr("Version"), str(row.rev)),
                (self.tr("Changed by"), row.changed_by_name),
                (self.tr("Changed"), moment(row.changed_at)),
                (self.tr("Made"), moment(row.created_at)),
            ]
        )
        pane.add(facts)
        kept = self.tr("A policy is switched off, never deleted: what held when can be told later.")
        pane.add(Label(kept, "caption", wrap=True))
        return pane

    def _state(self, row: Policy) -> Mark:
        if row.enabled:
            return Mark(self.tr("In force"), "success", "circle-check")
        return Mark(self.tr("Switched off"), "neutral", "circle-pause")

    # --- doing ---

    @override
    def add(self) -> None:
        """Write a new one."""
        if not self.may_write():
            self._open(None)

    def edit(self, row: Policy) -> None:
        """Write another version, from how the server has it now."""
        if self.may_write():
            return
        self.desk.online(
            self, "edit", lambda online: policies.one(online.asking, row.id), self._open
        )

    def _open(self, policy: Tagged[Policy] | None) -> None:
        editor = PolicyEditor(self.desk, self, self.vocabulary(), policy)
        editor.saved.connect(self._saved)
        editor.asked.connect(self._asked_for)
        editor.open()

    def _saved(self, policy: Policy) -> None:
        self.desk.notice.emit("success", self.tr("{name} is saved.").format(name=policy.name))
        self.look_again(policy.id)

    def turn(self, row: Policy) -> None:
        """Switch a policy off or on, once one has seen what that changes."""
        title = (
            self.tr("Switch {name} off?") if row.enabled else self.tr("Switch {name} on?")
        ).format(name=row.name)
        self._change(
            row,
            title,
            Written() if row.enabled else Written(text=row.text),
            self.tr("Switch off") if row.enabled else self.tr("Switch on"),
            enabled=not row.enabled,
        )

    def show_versions(self, row: Policy) -> None:
        """Show what a policy used to say."""

        def done(found: tuple[Policy, ...]) -> None:
            sheet = VersionsSheet(self, found, self.may_write())
            sheet.wanted.connect(partial(self.go_back, row))
            sheet.open()

        self.desk.online(
            self, "versions", lambda online: policies.versions(online.asking, row.id), done
        )

    def go_back(self, row: Policy, version: Policy) -> None:
        """Let a policy say again what it said in a version."""
        title = self.tr("Go back to version {n}?").format(n=version.rev)
        written = Written(text=version.text)
        self._change(row, title, written, self.tr("Go back"), text=version.text)

    def _change(
        self, row: Policy, title: str, written: Written, verb: str, **changed: object
    ) -> None:
        note = ""
        if not row.enabled and "enabled" not in changed:
            note = self.tr("It is switched off: it holds once it is switched on.")
        wanted = Wanted(changed, row.id, tag_of(row))
        sheet = SavingSheet(
            self.desk, self, title, written, wanted, before=row, verb=verb, note=note
        )
        sheet.saved.connect(self._saved)
        sheet.asked.connect(self._asked_for)
        sheet.open()

    # --- what waits for a second administrator ---

    def _asked_for(self, proposal: Proposal) -> None:
        said = self.tr("Asked. Another administrator can approve it.")
        self.desk.notice.emit("success", said)
        self.look_again(proposal.policy_id)

    def show_waiting(self, go_to: UUID | None = None) -> None:
        """Show what waits, and let the person decide."""
        if self._proposals:
            self._sheet = sheet = ProposalsSheet(self.desk, self, self.may_write())
            sheet.decided.connect(self._decided)
            sheet.outdated.connect(self.refresh)
            sheet.show_proposals(self._proposals, self.rows(), go_to)
            sheet.table.setFocus()
            sheet.open()

    def _decided(self, said: str, policy_id: UUID | None) -> None:
        self.desk.notice.emit("success", said)
        self.look_again(policy_id)

    def _show_waiting(self) -> None:
        self.waiting.say(len(self._proposals))
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.show_proposals(self._proposals, self.rows())


def tag_of(policy: Policy) -> str:
    """Spell the version that somebody has before their eyes as the server tags it."""
    return f'"{policy.rev}"'
