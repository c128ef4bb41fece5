"""Which tokens are in use now; everything that paints asks here."""

from pursight_desktop.theme.tokens import HEIGHTS, LIGHT, Density, Heights, Tokens


class _Look:
    tokens: Tokens = LIGHT
    density: Density = Density.COMFORTABLE


def tokens() -> Tokens:
    """Return the tokens of the theme in use; ask while painting, never keep them."""
    return _Look.tokens


def heights() -> Heights:
    """Return how high rows are at the density in use; it changes with the style."""
    return HEIGHTS[_Look.density]


def use_density(wanted: Density) -> None:
    """Change the heights; called by `theme.apply.Theme` like `use`."""
    _Look.density = wanted


def use(wanted: Tokens) -> None:
    """Change the tokens; `theme.apply.Theme` is who calls this, and then restyles everything."""
    _Look.tokens = wanted
