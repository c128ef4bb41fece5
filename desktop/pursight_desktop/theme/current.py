"""Which tokens are in use now; everything that paints asks here."""

from pursight_desktop.theme.tokens import LIGHT, Tokens


class _Look:
    tokens: Tokens = LIGHT


def tokens() -> Tokens:
    """Return the tokens of the theme in use; ask while painting, never keep them."""
    return _Look.tokens


def use(wanted: Tokens) -> None:
    """Change the tokens; `theme.apply.Theme` is who calls this, and then restyles everything."""
    _Look.tokens = wanted
