"""The theme: follows the system, colours come from tokens alone, icons follow the theme."""

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QIcon, QImage
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

import pursight_desktop
from pursight_desktop.theme import (
    DARK,
    LIGHT,
    Theme,
    Tone,
    icon,
    mono_font,
    pixmap,
    tabular_font,
    text_font,
    tokens,
)
from pursight_desktop.theme.icons import FOLDER
from pursight_desktop.widgets.buttons import Button

ROOT = Path(pursight_desktop.__file__).parent
COLOUR = re.compile(
    r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|\brgba?\(|QColor\(\s*\d|GlobalColor\.(?!transparent)"
)


def inks(image: QImage) -> set[str]:
    """The opaque colours of a picture."""
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_colours_stand_in_the_tokens_alone() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted(ROOT.rglob("*.py"))
        if path != ROOT / "theme" / "tokens.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if COLOUR.search(line.split("  # ")[0])
    ]
    assert not found, "a colour of its own, which no theme changes"


@pytest.mark.parametrize("line", ['"#fff"', "QColor(1, 2, 3)", "rgba(0,0,0,1)", "x = '#12ab9f'"])
def test_the_search_for_colours_bites(line: str) -> None:
    assert COLOUR.search(line)


def test_a_choice_outweighs_the_system(theme: Theme) -> None:
    theme.set_mode("dark")
    assert tokens() is DARK
    theme.set_mode("light")
    assert tokens() is LIGHT


def test_the_systems_scheme_is_followed_as_it_changes(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = Qt.ColorScheme.Light
    monkeypatch.setattr(theme, "_scheme", lambda: now)  # the screen that is nowhere has none

    def becomes(scheme: Qt.ColorScheme) -> None:
        nonlocal now
        now = scheme
        qapp.styleHints().colorSchemeChanged.emit(scheme)

    theme.set_mode("system")
    becomes(Qt.ColorScheme.Dark)
    assert tokens() is DARK
    becomes(Qt.ColorScheme.Light)
    assert tokens() is LIGHT
    theme.set_mode("light")
    becomes(Qt.ColorScheme.Dark)
    assert tokens() is LIGHT, "a choice outweighs the system"


def test_choosing_what_is_shown_already_restyles_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("light")
        theme.set_density("comfortable")
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")


def test_an_icon_that_is_shown_takes_the_new_themes_colour(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.setIcon(icon("search", "muted"))
    before = inks(button.icon().pixmap(QSize(32, 32)).toImage())
    theme.set_mode("dark")
    after = inks(button.icon().pixmap(QSize(32, 32)).toImage())
    assert QColor(LIGHT.muted).name() in before
    assert QColor(DARK.muted).name() in after


def test_an_icon_has_a_colour_for_checked_and_one_for_disabled(theme: Theme) -> None:
    size = QSize(32, 32)
    on = icon("search").pixmap(size, QIcon.Mode.Normal, QIcon.State.On).toImage()
    off = icon("search").pixmap(size, QIcon.Mode.Disabled, QIcon.State.Off).toImage()
    assert QColor(LIGHT.accent).name() in inks(on)
    assert QColor(LIGHT.control).name() in inks(off)


def test_icons_are_sharp_on_a_fine_screen(qapp: QApplication) -> None:
    drawn = pixmap("search", 16, ratio=2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)


@pytest.mark.parametrize("size", [QSize(16, 16), QSize(20, 16)])
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_of_buttons_are_sharp_on_a_fine_screen(
    qapp: QApplication, size: QSize, ratio: float
) -> None:
    drawn = icon("search").pixmap(size, ratio)
    assert drawn.size() == size * ratio  # no smaller one that is blown up
    assert drawn.devicePixelRatio() == ratio


def test_an_icon_of_no_size_is_none(qapp: QApplication, qtlog: Any) -> None:
    assert icon("search").pixmap(QSize(0, 0)).isNull()
    assert icon("search").pixmap(QSize(20, 0), 2.0).isNull()
    assert not qtlog.records


def test_a_missing_icon_does_not_stop_the_work(qapp: QApplication) -> None:
    assert not icon("no-such-icon").pixmap(QSize(16, 16)).isNull()


def test_every_icon_that_is_named_is_there() -> None:
    named = re.compile(r"""(?:icon|pixmap|Picture|IconButton|themed)\(\s*"([a-z0-9-]+)\"""")
    missing = {
        name
        for path in ROOT.rglob("*.py")
        for name in named.findall(path.read_text(encoding="utf-8"))
        if not (FOLDER / f"{name}.svg").is_file()
    }
    assert not missing


def test_fonts_and_icons_come_with_their_licences() -> None:
    assert "Open Font License" in (ROOT / "theme/fonts/LICENSE-Inter").read_text("utf-8")
    assert "Open Font License" in (ROOT / "theme/fonts/LICENSE-JetBrainsMono").read_text("utf-8")
    assert "ISC License" in (FOLDER / "LICENSE-lucide").read_text("utf-8")


def test_the_bundled_fonts_are_what_is_used(qapp: QApplication) -> None:
    assert QFontInfo(text_font(13)).family() == "Inter"
    assert QFontInfo(mono_font(12)).family() == "JetBrains Mono"


def test_digits_in_a_grid_have_one_width(qapp: QApplication) -> None:
    metrics = QFontMetricsF(tabular_font(13))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")
    plain = QFontMetricsF(text_font(13))
    assert plain.horizontalAdvance("1111") != plain.horizontalAdvance("8888")


def test_a_change_of_theme_shows_that_it_works(theme: Theme, qapp: QApplication) -> None:
    shapes: list[Qt.CursorShape | None] = []

    class Witness(QWidget):
        @override
        def changeEvent(self, event: QEvent) -> None:
            if event.type() == QEvent.Type.StyleChange:
                cursor = QApplication.overrideCursor()
                shapes.append(cursor.shape() if cursor is not None else None)

    witness = Witness()
    witness.show()
    theme.set_mode("dark")
    assert shapes[-1] == Qt.CursorShape.WaitCursor
    assert QApplication.overrideCursor() is None
    witness.deleteLater()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_cannot_be_pressed_looks_so_whatever_it_would_do(
    qtbot: QtBot, theme: Theme, mode: Any
) -> None:
    theme.set_mode(mode)
    button = Button("Refuse…", kind="danger")
    qtbot.addWidget(button)
    button.show()
    danger = tokens().ink(Tone.DANGER).strong
    assert danger in inks(button.grab().toImage())
    button.setEnabled(False)
    assert danger not in inks(button.grab().toImage())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_box_to_tick_is_seen_in_a_list(qtbot: QtBot, theme: Theme, mode: Any) -> None:
    theme.set_mode(mode)
    rows = QListWidget()
    qtbot.addWidget(rows)
    item = QListWidgetItem("", rows)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Unchecked)
    rows.show()
    assert tokens().control in inks(rows.viewport().grab().toImage())
    item.setCheckState(Qt.CheckState.Checked)
    assert tokens().accent in inks(rows.viewport().grab().toImage())
