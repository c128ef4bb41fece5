"""The facets of a search: as the panel shows them, and as a query takes them (pure)."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.replica.queries.catalog import AssetQuery, FacetCount
from pursight_desktop.widgets.asset_cells import icon_of
from pursight_desktop.widgets.facets import Choice, Facet
from pursight_desktop.widgets.fields import Filter
from pursight_desktop.widgets.words import label_words, tone_of

translate = QCoreApplication.translate

Chosen = Mapping[str, tuple[str, ...]]

TITLES: Final[Mapping[str, object]] = {
    "level": QT_TRANSLATE_NOOP("Search", "What"),
    "source": QT_TRANSLATE_NOOP("Search", "Source"),
    "label": QT_TRANSLATE_NOOP("Search", "Label"),
    "sensitivity": QT_TRANSLATE_NOOP("Search", "Sensitivity"),
    "owner": QT_TRANSLATE_NOOP("Search", "Owner"),
    "tag": QT_TRANSLATE_NOOP("Search", "Tag"),
    "quality": QT_TRANSLATE_NOOP("Search", "Quality"),
}
"""The facets by their keys, in the order in which they stand."""

_LEVELS: Final[Mapping[str, object]] = {
    "source": QT_TRANSLATE_NOOP("Search", "Sources"),
    "schema": QT_TRANSLATE_NOOP("Search", "Schemas"),
    "table": QT_TRANSLATE_NOOP("Search", "Tables"),
    "column": QT_TRANSLATE_NOOP("Search", "Columns"),
}


def query_of(chosen: Chosen) -> AssetQuery:
    """Make what the replica is asked beside the text."""
    quality = [value for value in chosen.get("quality", ()) if value.isdigit()]
    return AssetQuery(
        levels=chosen.get("level", ()),
        labels=chosen.get("label", ()),
        sensitivities=chosen.get("sensitivity", ()),
        owners=chosen.get("owner", ()),
        tags=chosen.get("tag", ()),
        sources=tuple(one for one in map(_uuid, chosen.get("source", ())) if one is not None),
        quality_below=float(quality[0]) if quality else None,
    )


def panel(counted: Mapping[str, Sequence[FacetCount]]) -> list[Facet]:
    """Word the counts for the panel; a facet in which all is the same says nothing."""
    facets = []
    for key, title in TITLES.items():
        choices = [
            Choice(one.value, words(key, one.value, one.title), one.count, *_look(key, one.value))
            for one in counted.get(key, ())
            if not _says_nothing(key, one.value)
        ]
        if choices:
            facets.append(
                Facet(key, translate("Search", str(title)), choices, single=key == "quality")
            )
    return facets


def filters(chosen: Chosen, sources: Mapping[str, str]) -> list[Filter]:
    """Word what is chosen, for chips.

    Args:
        chosen: Values by facets.
        sources: Names of sources by their ids.
    """
    return [
        Filter(key, value, words(key, value, sources.get(value, "")))
        for key, values in chosen.items()
        for value in values
    ]


def words(key: str, value: str, title: str = "") -> str:
    """Word one choice."""
    match key:
        case "level":
            return translate("Search", str(_LEVELS.get(value, value)))
        case "label" | "sensitivity":
            return label_words(value)
        case "quality":
            return translate("Search", "Below {value}").format(value=value)
        case "owner" if not value:
            return translate("Search", "Nobody")
        case _:
            return title or value


def _says_nothing(key: str, value: str) -> bool:
    return (key == "label" and value == "none") or (key == "quality" and value == "unscored")


def _look(key: str, value: str) -> tuple[str, str]:
    if key == "level":
        return "", icon_of(value)
    return (str(tone_of(value)), "") if key == "sensitivity" else ("", "")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
