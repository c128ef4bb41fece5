"""The pane of a request: who asks for what, why, for how long, and what has happened to it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations import requests
from pursight_desktop.operations.requests import AccessRequest, Entry
from pursight_desktop.widgets.access_words import REQUEST_STATES, mark, reach_words, wanted_words
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.event_kinds_of_requests import REQUEST_KINDS
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane, link
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import label_words, moment

translate = QCoreApplication.translate


class RequestPane(Pane):
    """What a request says, and its history."""

    def __init__(self, desk: Desk, request: AccessRequest, names: dict[UUID, str]) -> None:
        super().__init__(wanted_words(request))
        self._desk = desk
        look = mark(REQUEST_STATES, request.state)
        self.add_row(Chip(look.text, look.tone, look.icon))
        facts = Facts(110)
        facts.show_facts(self._facts(request, names))
        self.add(facts)
        self.add_part(self.tr("What for"), Label(request.purpose, wrap=True))
        if request.note:
            by = self.tr("{name} wrote").format(name=request.decided_by_name)
            self.add_part(by, Label(request.note, wrap=True))
        self.history: list[Label] = []
        desk.online(
            self,
            "history",
            lambda online: requests.history(online.asking, request.id),
            self._show_history,
            self._no_history,
        )

    def _facts(
        self, request: AccessRequest, names: dict[UUID, str]
    ) -> list[tuple[str, "str | QWidget"]]:
        found: list[tuple[str, str | QWidget]] = [(self.tr("Asked by"), request.requester_name)]
        if request.subject.id != request.requester_id:
            found.append((self.tr("For"), request.subject_name or self.tr("somebody who is gone")))
        scope = request.scope
        place = "" if scope.id is None else names.get(scope.id, "")
        where: str | QWidget = reach_words(scope.kind, place)
        if scope.kind == "asset" and place and scope.id is not None:
            go = partial(self._desk.open, Place("asset", scope.id))
            where = link(place.rpartition(" › ")[2], go, "table-2")
            where.setToolTip(plain_tip(place))
        found.append((self.tr("On"), where))
        if request.columns:
            known = [names[one].rpartition(" › ")[2] for one in request.columns if one in names]
            missing = len(request.columns) - len(known)
            if missing:
                known.append(self.tr("{n} that you do not see", None, missing).format(n=missing))
            found.append((self.tr("Only columns"), ", ".join(known)))
        days = self.tr("{n} days", None, request.days).format(n=request.days)
        found.append((self.tr("For how long"), days))
        if request.begins_at is not None:
            found.append((self.tr("Begins"), moment(request.begins_at)))
        if request.ends_at is not None:
            found.append((self.tr("Until"), moment(request.ends_at)))
        if request.state == "open":
            found.append((self.tr("To be decided"), moment(request.expires_at)))
            found.append((self.tr("By"), ", ".join(request.decider_names)))
        elif request.decided_by_name:
            found.append((self.tr("Decided by"), request.decided_by_name))
        return found

    def _show_history(self, entries: tuple[Entry, ...]) -> None:
        self.add_part(self.tr("What happened"))
        for number, entry in enumerate(entries):
            if number == 0 and len(entries) > 1 and entries[1].at == entry.at:
                continue  # asked for at once: nobody saw the draft
            known = REQUEST_KINDS.get(entry.kind)
            told = label_words(entry.kind.rpartition(".")[2])
            if known is not None:
                told = translate("Events", str(known[0]))
            label = Label(f"{moment(entry.at)}  {told} · {entry.actor_name}", "muted", wrap=True)
            self.history.append(label)
            self.add(label)

    def _no_history(self, _error: PurSightError) -> None:
        """Show none: all else that is known is there."""
