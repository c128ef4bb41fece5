"""What the palette offers: assets that were found, screens, open tabs, actions, a search."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from pursight_desktop.app.actions import Entry
from pursight_desktop.app.palette import Jump
from pursight_desktop.app.screens import Screen, screens_for
from pursight_desktop.app.shell import Shell
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.search import Suggestion
from pursight_desktop.widgets.asset_cells import icon_of
from pursight_desktop.widgets.words import label_words

translate = QCoreApplication.translate


def offered_jumps(window: Shell) -> list[Jump]:
    """List screens and actions that can be gone to or done now."""
    screens = screens_for(window.desk.account)
    return [_to_screen(window, screen) for screen in screens] + _actions(window)


def found_jumps(window: Shell, found: Sequence[Suggestion]) -> list[Jump]:
    """Offer assets that fit what was typed."""

    def jump(one: Suggestion) -> Jump:
        place = Place("asset", one.id)
        kind = label_words(one.level)
        icon = icon_of(one.level)
        return Jump(one.name, one.fqn, kind, icon, lambda new: window.go(place, new))

    return [jump(one) for one in found]


def search_jump(window: Shell, typed: str) -> Jump:
    """Offer to search the whole catalog for what was typed."""
    place = Place("search", args=(("text", typed),))
    title = translate("Window", "Search the catalog for “{text}”").format(text=typed)
    return Jump(
        title, "", translate("Window", "Search"), "search", lambda new: window.go(place, new)
    )


def _to_screen(window: Shell, screen: Screen) -> Jump:
    keys = window.actions_.keys(f"screen.{screen.name}")
    kind = translate("Window", "Screen")
    return Jump(
        screen.titled(), keys, kind, screen.icon,
        lambda new: window.go_to_screen(screen.name, new),
    )  # fmt: skip


def _actions(window: Shell) -> list[Jump]:
    offered = []
    for entry in window.actions_:
        if entry.name.startswith("screen.") or entry.name == "palette":
            continue
        if entry.action.isEnabled():
            kind = window.actions_.keys(entry.name) or translate("Window", "Action")
            offered.append(Jump(entry.title, "", kind, "command", _trigger(entry)))
    return offered


def _trigger(entry: Entry) -> Callable[[bool], object]:
    return lambda _: entry.action.trigger()
