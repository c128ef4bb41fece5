"""Keys of the screens, each once, and the words that tell what they do; shown wherever one asks."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

Lines = list[tuple[str, list[str]]]
"""What is done, and the keys that do it as the system spells them."""

_Keys = tuple[tuple[tuple[str, ...], object], ...]

SCREENS: Final[Mapping[str, object]] = {
    "catalog": QT_TRANSLATE_NOOP("Keys", "In the catalog"),
    "asset": QT_TRANSLATE_NOOP("Keys", "On an asset"),
    "search": QT_TRANSLATE_NOOP("Keys", "In the search"),
    "review": QT_TRANSLATE_NOOP("Keys", "In the review"),
    "sources": QT_TRANSLATE_NOOP("Keys", "On sources"),
    "agents": QT_TRANSLATE_NOOP("Keys", "On agents"),
    "scans": QT_TRANSLATE_NOOP("Keys", "On scans"),
    "activity": QT_TRANSLATE_NOOP("Keys", "In the log"),
    "problems": QT_TRANSLATE_NOOP("Keys", "On problems"),
    "requests": QT_TRANSLATE_NOOP("Keys", "On requests"),
    "administration": QT_TRANSLATE_NOOP("Keys", "In the administration"),
}

KEYS: Final[Mapping[str, _Keys]] = {
    "catalog": (
        (("/", "Ctrl+F"), QT_TRANSLATE_NOOP("Keys", "Filter by name or description")),
        (("T",), QT_TRANSLATE_NOOP("Keys", "Tag what is selected")),
        (("O",), QT_TRANSLATE_NOOP("Keys", "Name the owner of what is selected")),
        (("D",), QT_TRANSLATE_NOOP("Keys", "Describe what is selected")),
        (("B",), QT_TRANSLATE_NOOP("Keys", "Put what is selected into a domain")),
    ),
    "asset": (
        (
            tuple(f"Alt+{number}" for number in range(1, 8)),
            QT_TRANSLATE_NOOP("Keys", "Go to a section"),
        ),
        (("Ctrl+Shift+C",), QT_TRANSLATE_NOOP("Keys", "Copy the path")),
        (("A",), QT_TRANSLATE_NOOP("Keys", "Accept the label (in Classification)")),
        (("R",), QT_TRANSLATE_NOOP("Keys", "Reject the label (in Classification)")),
        (("C",), QT_TRANSLATE_NOOP("Keys", "Change the label (in Classification)")),
        (("P",), QT_TRANSLATE_NOOP("Keys", "Pause a rule or switch it on (in Rules)")),
    ),
    "search": (
        (("Ctrl+F",), QT_TRANSLATE_NOOP("Keys", "Go to the field")),
        (("Ctrl+S",), QT_TRANSLATE_NOOP("Keys", "Save the search")),
    ),
    "review": (
        (("J",), QT_TRANSLATE_NOOP("Keys", "Next column")),
        (("K",), QT_TRANSLATE_NOOP("Keys", "Previous column")),
        (("A",), QT_TRANSLATE_NOOP("Keys", "Accept the label")),
        (("R",), QT_TRANSLATE_NOOP("Keys", "Reject the label")),
        (("C",), QT_TRANSLATE_NOOP("Keys", "Change the label")),
        (("S",), QT_TRANSLATE_NOOP("Keys", "Skip for now")),
        (("X",), QT_TRANSLATE_NOOP("Keys", "Pick a column to decide several together")),
        (("Shift+X",), QT_TRANSLATE_NOOP("Keys", "Pick all up to here")),
        (("L",), QT_TRANSLATE_NOOP("Keys", "Tick all alike columns, or none")),
        (("U",), QT_TRANSLATE_NOOP("Keys", "Take the last decision back")),
        (("Esc",), QT_TRANSLATE_NOOP("Keys", "Let go of what is picked")),
    ),
    "sources": (
        (("N",), QT_TRANSLATE_NOOP("Keys", "Register a source")),
        (("T",), QT_TRANSLATE_NOOP("Keys", "Test the connection")),
        (("S",), QT_TRANSLATE_NOOP("Keys", "Scan what has changed")),
        (("Shift+S",), QT_TRANSLATE_NOOP("Keys", "Scan everything")),
        (("C",), QT_TRANSLATE_NOOP("Keys", "Cancel the scan")),
        (("E",), QT_TRANSLATE_NOOP("Keys", "Edit the source")),
    ),
    "agents": (
        (("N",), QT_TRANSLATE_NOOP("Keys", "Enrol an agent")),
        (("Del",), QT_TRANSLATE_NOOP("Keys", "Revoke the agent")),
    ),
    "scans": (
        (("C",), QT_TRANSLATE_NOOP("Keys", "Cancel the scan")),
        (("R",), QT_TRANSLATE_NOOP("Keys", "Scan again what failed")),
    ),
    "activity": ((("Ctrl+F",), QT_TRANSLATE_NOOP("Keys", "Search in the log")),),
    "problems": (
        (("M",), QT_TRANSLATE_NOOP("Keys", "Keep mine")),
        (("T", "D", "Del"), QT_TRANSLATE_NOOP("Keys", "Take theirs, or discard")),
        (("E",), QT_TRANSLATE_NOOP("Keys", "Edit and send again")),
        (("A",), QT_TRANSLATE_NOOP("Keys", "Select alike")),
    ),
    "requests": (
        (("A",), QT_TRANSLATE_NOOP("Keys", "Approve the request")),
        (("R",), QT_TRANSLATE_NOOP("Keys", "Refuse the request, or revoke what is reviewed")),
        (("K",), QT_TRANSLATE_NOOP("Keys", "Keep what is reviewed")),
        (("Ctrl+F",), QT_TRANSLATE_NOOP("Keys", "Filter requests")),
    ),
    "administration": (
        (("N",), QT_TRANSLATE_NOOP("Keys", "Add or make one (people, groups, roles, policies, …)")),
        (
            ("Del",),
            QT_TRANSLATE_NOOP("Keys", "Delete one (groups, roles, domains), revoke it (tokens)"),
        ),
        (("Ctrl+F",), QT_TRANSLATE_NOOP("Keys", "Filter the list")),
    ),
}
"""By screen: keys as Qt writes them without regard to the system, and what they do."""

_IN_TABLES: Final[_Keys] = (
    (("Up", "Down"), QT_TRANSLATE_NOOP("Keys", "Move")),
    (("Home", "End"), QT_TRANSLATE_NOOP("Keys", "First, last row")),
    (("Shift+Down", "Ctrl+Space"), QT_TRANSLATE_NOOP("Keys", "Select more")),
    (("Ctrl+A",), QT_TRANSLATE_NOOP("Keys", "Select all")),
    (("Return",), QT_TRANSLATE_NOOP("Keys", "Open")),
    (("Ctrl+Return",), QT_TRANSLATE_NOOP("Keys", "Open in a new tab")),
    (("Ctrl+C",), QT_TRANSLATE_NOOP("Keys", "Copy rows")),
)

_ARROWS: Final = {"Up": "↑", "Down": "↓", "Return": "Enter"}


def of_screen(screen: str) -> Lines:
    """List the keys of one screen; none for a screen that has none of its own."""
    return _lines(KEYS.get(screen, ()))


def of_others(screen: str = "") -> dict[str, Lines]:
    """List the keys of all screens but one, by where they hold."""
    return {_say(title): of_screen(name) for name, title in SCREENS.items() if name != screen}


def in_tables() -> tuple[str, Lines]:
    """List the keys that hold in every table, with their heading."""
    return QCoreApplication.translate("Keys", "In tables"), _lines(_IN_TABLES)


def _lines(keys: _Keys) -> Lines:
    return [(_say(words), [_native(one) for one in several]) for several, words in keys]


def _native(keys: str) -> str:
    *modifiers, last = keys.rsplit("+", 1)
    if last in _ARROWS:
        return "+".join([*modifiers, _ARROWS[last]])
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _say(words: object) -> str:
    return QCoreApplication.translate("Keys", str(words))
