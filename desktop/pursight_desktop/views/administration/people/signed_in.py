"""Where somebody is signed in, and which consoles have a copy: each can be ended."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pursight_desktop.operations.administering import persons
from pursight_desktop.operations.administering.persons import Person, Session
from pursight_desktop.operations.online import OwnDevice
from pursight_desktop.views.administration.arriving import Arriving
from pursight_desktop.views.administration.lines import Lines, PaneLine
from pursight_desktop.views.administration.listing import Listing
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.words import ago

translate = QCoreApplication.translate


def sessions_of(section: Listing[Any], person: Person) -> Arriving:
    """Make the part of a pane that lists somebody's sessions."""

    def make(found: Sequence[Session]) -> Sequence[QWidget]:
        return [Lines(found, lambda one: _session(section, person, one))] if found else []

    none = translate("SignedIn", "Nowhere")
    return Arriving(
        section.desk, lambda online: persons.sessions(online.asking, person.id), make, none
    )


def devices_of(section: Listing[Any], person: Person) -> Arriving:
    """Make the part of a pane that lists somebody's consoles."""

    def make(found: Sequence[OwnDevice]) -> Sequence[QWidget]:
        return [Lines(found, lambda one: _device(section, person, one))] if found else []

    none = translate("SignedIn", "No console has a copy of the catalog for them")
    return Arriving(
        section.desk, lambda online: persons.devices(online.asking, person.id), make, none
    )


def _session(section: Listing[Any], person: Person, session: Session) -> QWidget:
    unnamed = translate("SignedIn", "A program without a name")
    name = session.device or session.client.partition(" ")[0] or unnamed
    place = {
        "this_machine": translate("SignedIn", "the server's own machine"),
        "private": translate("SignedIn", "local network"),
        "public": translate("SignedIn", "internet"),
    }.get(session.address_class, "")
    used = translate("SignedIn", "last used {when}").format(
        when=ago(session.used_at, section.clock.now())
    )
    end = Button(translate("SignedIn", "End"), kind="link")
    end.setAccessibleName(translate("SignedIn", "End the session of {name}").format(name=name))
    end.clicked.connect(
        lambda _=False: section.act(
            "end",
            lambda online: persons.end_session(online.asking, person.id, session.id),
            translate("SignedIn", "The session of {name} has ended.").format(name=name),
            about=session.id,
            go_to=person.id,
        )
    )
    section.needs_server.add(end)
    detail = " · ".join(part for part in (place, used) if part)
    return PaneLine(name, detail, "monitor", end)


def _device(section: Listing[Any], person: Person, device: OwnDevice) -> QWidget:
    seen = translate("SignedIn", "last seen {when}").format(
        when=ago(device.last_seen_at, section.clock.now())
    )
    revoke = Button(translate("SignedIn", "Revoke…"), kind="link")
    revoke.setAccessibleName(translate("SignedIn", "Revoke {name}").format(name=device.name))
    revoke.clicked.connect(lambda _=False: _revoke(section, person, device))
    section.needs_server.add(revoke)
    return PaneLine(device.name, seen, "hard-drive", revoke)


def _revoke(section: Listing[Any], person: Person, device: OwnDevice) -> None:
    title = translate("SignedIn", "Revoke {name}?").format(name=device.name)
    text = translate(
        "SignedIn",
        "It deletes its copy when it next connects; what was not sent yet is lost with it. This "
        "cannot be undone.",
    )
    if ask(section, title, text, translate("SignedIn", "Revoke"), danger=True):
        section.act(
            "revoke",
            lambda online: persons.revoke_device(online.asking, device.id),
            translate("SignedIn", "{name} is trusted no more.").format(name=device.name),
            about=device.id,
            go_to=person.id,
        )
