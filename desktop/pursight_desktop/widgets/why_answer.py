"""WhyAnswer: whether somebody may, through what, and what would have to change when not."""

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pursight_desktop.operations.administering.why import OF_ASSETS, Answer, Grant
from pursight_desktop.theme import Tone
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Label, Picture
from pursight_desktop.widgets.permission_words import permission_words, role_words
from pursight_desktop.widgets.way_words import taken_words
from pursight_desktop.widgets.words import moment

translate = QCoreApplication.translate

MOST_ROLES = 6


def verdict_words(answer: Answer, permission: str, who: str, what: str) -> str:
    """Say in one sentence whether; an empty `who` is whoever reads it."""
    doing = permission_words(permission)
    said = (
        (
            translate("WhyAnswer", "{who} may: {doing}")
            if answer.allowed
            else translate("WhyAnswer", "{who} may not: {doing}")
        )
        if who
        else (
            translate("WhyAnswer", "You may: {doing}")
            if answer.allowed
            else translate("WhyAnswer", "You may not: {doing}")
        )
    )
    told = said.format(who=who, doing=doing)
    return f"{told} · {what}" if what else told


def grant_words(
    grant: Grant,
    roles: Mapping[str, str],
    groups: Mapping[UUID, str],
    places: Mapping[UUID, str],
) -> str:
    """Tell a role that reaches it: where it holds, through which group, until when.

    Args:
        grant: The role.
        roles: Names of the organisation's own roles by their codes.
        groups: Names of groups.
        places: Names of domains, sources and assets.
    """
    where = translate("WhyAnswer", "everywhere")
    if grant.scope.id is not None:
        name = places.get(grant.scope.id) or str(grant.scope.id)
        said = (
            translate("WhyAnswer", "in the domain {place}")
            if grant.scope.kind == "domain"
            else translate("WhyAnswer", "in {place}")
        )
        where = said.format(place=name)
    said = translate("WhyAnswer", "The role {role}, {where}").format(
        role=role_words(grant.role, roles), where=where
    )
    if grant.via_group is not None:
        name = groups.get(grant.via_group, translate("WhyAnswer", "one that you may not see"))
        said += translate("WhyAnswer", ", through the group {name}").format(name=name)
    if grant.expires_at is not None:
        said += translate("WhyAnswer", ", until {when}").format(when=moment(grant.expires_at))
    return said


def remedy_words(
    answer: Answer, permission: str, giving: Sequence[str], roles: Mapping[str, str]
) -> list[str]:
    """Say what would have to change so that it is allowed; nothing where it is.

    Args:
        answer: The decision.
        permission: What was asked about.
        giving: Codes of the roles that allow it, as far as one may know them.
        roles: Names of the organisation's own roles by their codes.
    """
    if answer.allowed:
        return []
    if answer.disabled:
        return [translate("WhyAnswer", "The account would have to be enabled.")]
    needed = []
    if answer.policies:
        needed.append(
            translate(
                "WhyAnswer",
                "The policy would have to be changed or switched off: what is forbidden, no role "
                "gives back.",
            )
        )
    if answer.roles:
        return needed
    names = [role_words(one, roles) for one in giving[:MOST_ROLES]]
    if names:
        said = (
            translate("WhyAnswer", "One of these roles, for it or everywhere: {roles}.")
            if permission in OF_ASSETS
            else translate("WhyAnswer", "One of these roles, everywhere: {roles}.")
        )
        needed.append(said.format(roles=", ".join(names)))
    else:
        needed.append(translate("WhyAnswer", "A role that allows it."))
    if not answer.policies:
        needed.append(translate("WhyAnswer", "Or a policy that permits it."))
    return needed


class WhyAnswer(Card):
    """The answer; `policy_wanted` tells the id of a policy that somebody wants to see."""

    policy_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.body.addLayout(self._lines)
        self.verdict = ""
        self.hide()

    def show_answer(
        self,
        answer: Answer,
        permission: str,
        *,
        who: str = "",
        what: str = "",
        roles: Mapping[str, str] | None = None,
        groups: Mapping[UUID, str] | None = None,
        places: Mapping[UUID, str] | None = None,
        giving: Sequence[str] = (),
        may_open: bool = False,
    ) -> None:
        """Show an answer.

        Args:
            answer: The decision.
            permission: What was asked about.
            who: Of whom; empty for whoever reads it.
            what: Which object.
            roles: Names of the organisation's own roles by their codes.
            groups: Names of groups.
            places: Names of domains, sources and assets.
            giving: Codes of the roles that allow it.
            may_open: Whether policies can be opened.
        """
        let_go_of(self._lines)
        self.verdict = verdict_words(answer, permission, who, what)
        self._say_verdict(answer)
        own = roles or {}
        if answer.disabled:
            self._say(translate("WhyAnswer", "The account is disabled and may do nothing."))
        for policy in answer.policies:
            said = (
                translate("WhyAnswer", "Permitted by the policy {name}")
                if answer.allowed
                else translate("WhyAnswer", "Forbidden by the policy {name}")
            )
            icon, tone = ("scale", "success") if answer.allowed else ("ban", "danger")
            self._say(said.format(name=policy.name), icon, tone, policy.id if may_open else None)
        if answer.through_table:
            self._say(
                translate("WhyAnswer", "It forbids the table in which this column lies."), "table-2"
            )
        for grant in answer.roles:
            self._say(grant_words(grant, own, groups or {}, places or {}), "layers", "muted")
        if answer.policies and answer.roles and not answer.allowed:
            self._say(translate("WhyAnswer", "The roles would allow it; forbidding wins."), "info")
        if not answer.policies and not answer.roles:
            self._say(
                translate("WhyAnswer", "No role that reaches it allows this; no policy permits it.")
            )
        taken = taken_words(answer.through, answer.network, oneself=not who)
        if taken:
            self._say(taken, "globe")
        remedies = remedy_words(answer, permission, giving, own)
        if remedies:
            self._lines.addWidget(
                Label(translate("WhyAnswer", "What would have to change"), "strong")
            )
        for line in remedies:
            self._say(line, "arrow-right")
        self.setAccessibleName(" ".join([self.verdict, *self.lines()]))
        self.show()

    def lines(self) -> list[str]:
        """Return what is said below the verdict."""
        return [label.text() for label in self.findChildren(Label) if label.property("why")]

    def _say_verdict(self, answer: Answer) -> None:
        tone = Tone.SUCCESS if answer.allowed else Tone.DANGER
        icon = "circle-check" if answer.allowed else "ban"
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Picture(icon, 20, str(tone)))
        row.addWidget(Label(self.verdict, "heading", wrap=True), 1)
        self._lines.addWidget(line)

    def _say(
        self, text: str, icon: str = "info", role: str = "muted", policy: UUID | None = None
    ) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Picture(icon, 16, role))
        words = Label(text, wrap=True)
        words.setProperty("why", True)
        row.addWidget(words, 1)
        if policy is not None:
            open_it = translate("WhyAnswer", "Open the policy")
            button = Button(open_it, kind="link", clicked=partial(self.policy_wanted.emit, policy))
            row.addWidget(button)
        self._lines.addWidget(line)
