"""Dresses the application: fonts, palette and style sheet of the theme that holds."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QStyleFactory

from pursight_desktop.theme import current, fonts
from pursight_desktop.theme.fonts import mono_font, tabular_font, text_font
from pursight_desktop.theme.icons import tinted_drawing
from pursight_desktop.theme.stylesheet import MARKS, sheet
from pursight_desktop.theme.tokens import DARK, LIGHT, Density, Size, Tokens

__all__ = ["Theme", "mono_font", "palette", "tabular_font", "text_font"]

_GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)


def palette(tokens: Tokens) -> QPalette:
    """Return Qt's palette in the colours of the tokens, for what no style sheet reaches."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.canvas,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.faint,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.selected,
        role.HighlightedText: tokens.text,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.hover,
        role.Mid: tokens.line,
        role.Dark: tokens.control,
        role.Shadow: tokens.shadow,
    }
    made = QPalette()
    for group in _GROUPS:
        for which, colour in colours.items():
            made.setColor(group, which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.control))
    return made


class Theme(QObject):
    """The theme of the application: what the person chose, or what the system has.

    Args:
        app: Gets fonts, style, palette and style sheet at once.
        mode: "light", "dark", or "system" to follow the system's scheme as it changes.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: str = "system") -> None:
        super().__init__(app)
        self._app, self._mode = app, mode
        self._scheme = app.styleHints().colorScheme
        self._marks = TemporaryDirectory(prefix="pursight-marks-")
        fonts.load()
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(text_font(Size.BASE))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress()

    @property
    def mode(self) -> str:
        """What was asked for: light, dark or system."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Choose light, dark or system; what looks like that already is left alone."""
        self._mode = mode
        self._dress_if_other()

    def set_density(self, density: str) -> None:
        """Choose how close together rows stand; the style sheet tells every widget."""
        before = current.heights()
        current.use_density(Density(density))
        if current.heights() != before:
            self._dress()

    def leave(self) -> None:
        """Follow the system no more."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._system_changed)
        self.deleteLater()

    def _wanted(self) -> Tokens:
        if self._mode == "system":
            return DARK if self._scheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._mode == "dark" else LIGHT

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._dress_if_other()

    def _dress_if_other(self) -> None:
        if self._wanted() is not current.tokens():
            self._dress()

    def _dress(self) -> None:
        wanted = self._wanted()
        current.use(wanted)
        QPixmapCache.clear()  # Qt keeps tinted icons by their key, which no theme changes
        self._app.setOverrideCursor(Qt.CursorShape.WaitCursor)  # many open screens take a second
        try:
            self._app.setPalette(palette(wanted))
            self._app.setStyleSheet(sheet(wanted, self._draw_marks(wanted)))
        finally:
            self._app.restoreOverrideCursor()
        self.changed.emit()

    def _draw_marks(self, wanted: Tokens) -> Path:
        """Write the drawings that the style sheet names; a folder a theme, for Qt keeps them."""
        folder = Path(self._marks.name) / wanted.name
        folder.mkdir(exist_ok=True)
        for name in MARKS:
            for ending, colour in (("", wanted.muted), ("-on", wanted.on_accent)):
                (folder / f"{name}{ending}.svg").write_text(
                    tinted_drawing(name, colour), encoding="utf-8"
                )
        return folder
