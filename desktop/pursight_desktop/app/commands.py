"""The actions of the window, each once: names, titles, keys."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from pursight_desktop.app.screens import SCREENS
from pursight_desktop.app.shell import Shell
from pursight_desktop.background.place import Place
from pursight_desktop.settings import Theme

translate = QCoreApplication.translate


def register(window: Shell) -> None:
    """Give the window its actions."""
    _moving(window)
    _tabs(window)
    _editing(window)
    _looks(window)


def _moving(window: Shell) -> None:
    add, group, tabs = window.actions_.add, translate("Window", "Go"), window.tabs

    def add_screen(name: str, title: str, icon: str, keys: str) -> None:
        add(
            f"screen.{name}", title, lambda: window.go_to_screen(name),
            keys=keys, icon=icon, group=group,
        )  # fmt: skip

    title = translate("Window", "Jump to anything")
    add(
        "palette", title, window.open_palette, keys=("Ctrl+K", "Ctrl+P"), icon="search", group=group
    )
    title = translate("Window", "Back")
    add("back", title, lambda: tabs.step(-1), keys="Alt+Left", icon="arrow-left", group=group)
    title = translate("Window", "Forward")
    add("forward", title, lambda: tabs.step(1), keys="Alt+Right", icon="arrow-right", group=group)
    title = translate("Window", "Search the catalog")
    add("search", title, lambda: window.go(Place("search")), keys="Ctrl+Shift+F", group=group)
    numbered = {screen.name: f"Ctrl+{number}" for number, screen in enumerate(SCREENS[:9], 1)}
    keys_of = numbered | {"settings": "Ctrl+,"}
    for screen in SCREENS:
        add_screen(screen.name, screen.titled(), screen.icon, keys_of.get(screen.name, ""))


def _tabs(window: Shell) -> None:
    add, group, tabs = window.actions_.add, translate("Window", "Tabs"), window.tabs
    title = translate("Window", "New tab")
    add("tab.new", title, lambda: tabs.go(Place("home"), new_tab=True), keys="Ctrl+T", group=group)
    title = translate("Window", "Close tab")
    add("tab.close", title, tabs.close_tab, keys="Ctrl+W", group=group)
    title = translate("Window", "Close other tabs")
    add("tab.others", title, tabs.close_others, group=group)
    title = translate("Window", "Reopen tab")
    add("tab.reopen", title, tabs.reopen, keys="Ctrl+Shift+T", group=group)
    title, keys = translate("Window", "Next tab"), ("Ctrl+Tab", "Ctrl+PgDown")
    add("tab.next", title, lambda: tabs.turn(1), keys=keys, group=group)
    title, keys = translate("Window", "Previous tab"), ("Ctrl+Shift+Tab", "Ctrl+PgUp")
    add("tab.previous", title, lambda: tabs.turn(-1), keys=keys, group=group)


def _editing(window: Shell) -> None:
    add, group, desk = window.actions_.add, translate("Window", "Edit"), window.desk
    title = translate("Window", "Undo")
    undo = add("undo", title, desk.undo.undo, keys="Ctrl+Z", icon="undo-2", group=group)
    title, keys = translate("Window", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")
    redo = add("redo", title, desk.undo.redo, keys=keys, icon="redo-2", group=group)
    undo.setEnabled(desk.undo.canUndo())
    redo.setEnabled(desk.undo.canRedo())
    desk.undo.canUndoChanged.connect(undo.setEnabled)
    desk.undo.canRedoChanged.connect(redo.setEnabled)
    title = translate("Window", "Look again")
    add("refresh", title, window.tabs.refresh, keys="F5", icon="refresh-cw", group=group)
    title = translate("Window", "Sync now or try again now")
    add("sync", title, desk.sync_now, keys="Ctrl+R", icon="cloud", group=group)


def _looks(window: Shell) -> None:
    add, group = window.actions_.add, translate("Window", "Window")
    title, keys = translate("Window", "Show shortcuts"), ("F1", "?")
    add("shortcuts", title, window.show_shortcuts, keys=keys, icon="keyboard", group=group)
    title = translate("Window", "Fold or unfold the sidebar")
    add("sidebar", title, window.fold_sidebar, keys="Ctrl+B", icon="panel-left", group=group)

    def chooser(theme: Theme) -> Callable[[], None]:
        def choose() -> None:
            window.desk.preferences.theme = theme

        return choose

    titles: tuple[tuple[Theme, str, str], ...] = (
        ("light", translate("Window", "Light theme"), "sun"),
        ("dark", translate("Window", "Dark theme"), "moon"),
        ("system", translate("Window", "Theme of the system"), "monitor"),
    )
    for theme, title, icon in titles:
        add(f"theme.{theme}", title, chooser(theme), icon=icon, group=group)
    title = translate("Window", "Quit")
    add("quit", title, window.close, keys="Ctrl+Q", group=group)
