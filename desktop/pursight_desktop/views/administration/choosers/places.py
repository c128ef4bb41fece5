"""Finding domains, sources and assets in the replica, for what holds in a part of the catalog."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import estate, search
from pursight_desktop.replica.queries.domains import domains as every_domain
from pursight_desktop.replica.queries.subjects import subjects
from pursight_desktop.views.administration.choosers.chooser import Choice, Fail, Find, First, Take
from pursight_desktop.widgets.words import label_words

DOMAIN_ICON: Final = "briefcase"
_FOUND: Final = 30
_ICONS: Final = {
    "source": "database",
    "schema": "folder",
    "table": "table-2",
    "column": "columns-3",
}


def sources(desk: Desk) -> Find:
    """Make what finds registered sources; each choice's value is the source's id."""

    def look(connection: Connection, text: str) -> list[Choice]:
        words = text.casefold().split()
        return [
            Choice(one.id, one.name, label_words(one.kind), "database")
            for one in estate.sources(connection)
            if all(word in one.name.casefold() for word in words)
        ]

    def find(owner: QObject, text: str, take: Take, fail: Fail) -> None:
        desk.read(owner, "choices", lambda connection: look(connection, text), take, fail)

    return find


def domains(desk: Desk) -> Find:
    """Make what finds business domains; each choice's value is the domain's id."""

    def look(connection: Connection, text: str) -> list[Choice]:
        words = text.casefold().split()
        return [
            Choice(one.id, one.name, one.description, DOMAIN_ICON)
            for one in every_domain(connection)
            if all(word in f"{one.name} {one.description}".casefold() for word in words)
        ]

    def find(owner: QObject, text: str, take: Take, fail: Fail) -> None:
        desk.read(owner, "choices", lambda connection: look(connection, text), take, fail)

    return find


def assets(desk: Desk) -> Find:
    """Make what finds assets as the catalog's search does; each choice's value is its id."""

    def look(connection: Connection, text: str) -> Sequence[Choice]:
        found = [
            Choice(one.id, one.name, one.fqn, _ICONS.get(one.level, "box"))
            for one in search.suggest(connection, text, _FOUND)
        ]
        return First(found) if len(found) == _FOUND else found

    def find(owner: QObject, text: str, take: Take, fail: Fail) -> None:
        desk.read(owner, "choices", lambda connection: look(connection, text), take, fail)

    return find


def name_of(connection: Connection, kind: str, place_id: UUID) -> str:
    """Name a domain, a source or an asset; empty for one that is not here."""
    key = (kind, str(place_id))
    return subjects(connection, [key])[key].name
