"""One agent beside the list: how it is, what is wrong, which sources it announces."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.estate import AgentLine, SourceLine
from pursight_desktop.theme import Tone
from pursight_desktop.views.agents.words import (
    consents,
    platform_words,
    problems,
    silent_words,
    state,
)
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane, link
from pursight_desktop.widgets.problem_box import ProblemBox
from pursight_desktop.widgets.words import ago, count, moment


class AgentPane(Pane):
    """What is known of one agent.

    Attributes:
        revoke_button: Needs the server; None for one that is revoked.
    """

    def __init__(
        self, desk: Desk, line: AgentLine, sources: Sequence[SourceLine], now: datetime
    ) -> None:
        super().__init__(line.name)
        self._desk, self._line = desk, line
        words, tone, icon = state(line, now)
        self.add_row(Chip(words, tone, icon))
        quiet = silent_words(line, now)
        if quiet is not None:
            self.add(ProblemBox(quiet, Tone.WARNING))
        for problem in problems(line):
            self.add(ProblemBox(problem, Tone.WARNING))
        facts = Facts(110)
        facts.show_facts(
            [
                (self.tr("Group"), line.agent_group),
                (self.tr("Last seen"), ago(line.last_seen_at, now)),
                (self.tr("Enrolled"), moment(line.enrolled_at)),
                (self.tr("Version"), line.software),
                (self.tr("Platform"), platform_words(line.platform)),
            ]
        )
        self.add(facts)
        self._add_announced(sources)
        self.revoke_button: QAbstractButton | None = None
        if line.state != "revoked":
            self.add_part(self.tr("Trust"))
            self.revoke_button = Button(self.tr("Revoke…"), "ban", "danger")
            self.add_row(self.revoke_button)

    def _add_announced(self, sources: Sequence[SourceLine]) -> None:
        announced = sorted(self._line.announced, key=lambda one: str(one.get("alias")))
        self.add_part(self.tr("Announced sources: {n}").format(n=count(len(announced))))
        if not announced:
            self.add(
                Label(
                    self.tr(
                        "None yet. Where it runs, an administrator adds one: "
                        "pursight agent sources add"
                    ),
                    "muted",
                    wrap=True,
                )
            )
        known = {line.alias: line for line in sources if line.agent_id == self._line.id}
        for one in announced:
            self.add(self._announced(one, known.get(str(one.get("alias")))))

    def _announced(self, one: dict[str, object], source: SourceLine | None) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        alias = str(one.get("alias"))
        if source is not None:
            wanted = Place("sources", source.id)
            line.addWidget(link(source.name, lambda: self._desk.open(wanted), "database"))
        else:
            line.addWidget(Label(alias, "mono"))
            line.addWidget(Chip(self.tr("Not registered"), Tone.NEUTRAL))
        given = one.get("consents")
        said = consents([str(kind) for kind in given] if isinstance(given, list | tuple) else [])
        line.addWidget(Label(f"{one.get('kind')} · {said}", "muted"))
        line.addStretch(1)
        return row
