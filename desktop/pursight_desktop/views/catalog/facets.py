"""The facets of the catalog as the panel shows them (pure)."""

from collections.abc import Mapping, Sequence

from pursight_desktop.replica.queries.catalog import FacetCount
from pursight_desktop.views.catalog.filters import (
    FACETS,
    Chosen,
    facet_title,
    fits,
    value_tone,
    value_words,
)
from pursight_desktop.widgets.facets import Choice, Facet

SENSITIVITIES = ("restricted", "confidential", "internal", "public")
OF_COLUMNS = frozenset({"label", "label_state"})
"""What tables have none of."""

STATES = ("decided", "applied", "suggested", "none")


def panel_facets(
    found: Mapping[str, Sequence[FacetCount]], chosen: Chosen, level: str
) -> list[Facet]:
    """Word the counts; what is chosen is shown even where nothing has it any more."""
    facets = []
    called = domain_titles(found)
    for key in FACETS:
        if level == "tables" and key in OF_COLUMNS:
            continue
        counts = {
            one.value: one.count for one in found.get(key, ()) if one.count and fits(key, one.value)
        }
        for value in chosen.get(key, ()):
            counts.setdefault(value, 0)
        choices = [
            Choice(value, value_words(key, value, called), number, value_tone(key, value))
            for value, number in _ordered(key, counts)
        ]
        if choices:
            facets.append(Facet(key, facet_title(key), choices, single=key == "quality"))
    return facets


def domain_titles(found: Mapping[str, Sequence[FacetCount]]) -> dict[str, str]:
    """Name all domains by their ids."""
    return {one.value: one.title for one in found.get("domain", ()) if one.value}


def _ordered(key: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What has an order of its own keeps it; of the rest the most frequent comes first."""
    fixed = {"sensitivity": SENSITIVITIES, "label_state": STATES}.get(key, ())
    if key == "quality":
        return sorted(counts.items(), key=lambda one: float(one[0]))

    def rank(one: tuple[str, int]) -> tuple[int, int, str]:
        place = fixed.index(one[0]) if one[0] in fixed else len(fixed)
        return (place, -one[1], one[0])

    return sorted(counts.items(), key=rank)
