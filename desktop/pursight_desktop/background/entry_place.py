"""Where an entry of the log leads: to what it is about, else to all that is told of it."""

from typing import Final

from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.activity import EventLine

_SCREENS: Final = {"asset": "asset", "source": "sources", "agent": "agents", "scan": "scans"}


def entry_place(entry: EventLine) -> Place:
    """Say where one sees more of an entry; every entry leads somewhere."""
    if entry.opens is not None:
        tab = {"tab": entry.opens.part} if entry.opens.part else {}
        return Place(_SCREENS[entry.opens.entity], entry.opens.id).having(**tab)
    if entry.subject_kind == "enrolment_token":
        return Place("agents")
    if entry.subject_id is None:
        return Place("activity").having(kind=entry.kind)
    return Place("activity", entry.subject_id).having(name=entry.subject_name)
