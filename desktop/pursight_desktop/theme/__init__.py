"""How the console looks: tokens of design, fonts, icons, palette and style sheet."""

from pursight_desktop.theme.apply import Theme
from pursight_desktop.theme.current import heights, tokens
from pursight_desktop.theme.fonts import mono_font, tabular_font, text_font
from pursight_desktop.theme.icons import icon, pixmap
from pursight_desktop.theme.tokens import DARK, LIGHT, Tokens, Tone

__all__ = [
    "DARK", "LIGHT", "Theme", "Tokens", "Tone", "heights", "icon", "mono_font", "pixmap",
    "tabular_font", "text_font", "tokens",
]  # fmt: skip
