"""What a catalog's list is narrowed to: to a query, to chips, and to a place and back (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.catalog import AssetQuery
from pursight_desktop.widgets.fields import Filter
from pursight_desktop.widgets.words import label_words, quoted, tone_of

translate = QCoreApplication.translate

Chosen = Mapping[str, tuple[str, ...]]

FACETS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "kind": QT_TRANSLATE_NOOP("Catalog", "Kind"),
        "label": QT_TRANSLATE_NOOP("Catalog", "Label"),
        "label_state": QT_TRANSLATE_NOOP("Catalog", "State of the label"),
        "sensitivity": QT_TRANSLATE_NOOP("Catalog", "Sensitivity"),
        "owner": QT_TRANSLATE_NOOP("Catalog", "Owner"),
        "domain": QT_TRANSLATE_NOOP("Catalog", "Domain"),
        "tag": QT_TRANSLATE_NOOP("Catalog", "Tag"),
        "quality": QT_TRANSLATE_NOOP("Catalog", "Quality"),
    }
)
"""The facets by their keys, in the order in which they stand."""

LEVELS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"tables": ("table",), "columns": ("column",), "all": ()}
)
"""What the switch above the list stands for."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to.

    Attributes:
        level: One of `LEVELS`.
        under: Only what lies below this node of the tree.
        chosen: Values of facets by their keys.
        gone: Also what the newest scans did not find any more.
    """

    level: str = "tables"
    text: str = ""
    under: UUID | None = None
    chosen: Chosen = field(default_factory=dict)
    gone: bool = False

    @property
    def filters(self) -> bool:
        """Whether anything narrows the list that `clear` would take away."""
        return bool(self.text or self.chosen or self.gone)

    def cleared(self) -> "Narrowing":
        """Give the same without filters: still the same node and level."""
        return Narrowing(self.level, under=self.under)

    def without(self, key: str, value: str) -> "Narrowing":
        """Give the same without one filter, by the key and value of its chip."""
        if key == "text":
            return replace(self, text="")
        if key == "gone":
            return replace(self, gone=False)
        left = tuple(one for one in self.chosen.get(key, ()) if one != value)
        chosen = {**self.chosen, key: left}
        return replace(self, chosen={name: values for name, values in chosen.items() if values})

    def query(self, sort: str = "", *, descending: bool = False) -> AssetQuery:
        """Make what the replica is asked."""
        chosen = self.chosen
        quality = chosen.get("quality", ())
        return AssetQuery(
            under=self.under,
            levels=LEVELS[self.level],
            kinds=chosen.get("kind", ()),
            labels=chosen.get("label", ()),
            sensitivities=chosen.get("sensitivity", ()),
            owners=chosen.get("owner", ()),
            tags=chosen.get("tag", ()),
            domains=tuple(UUID(one) if one else None for one in chosen.get("domain", ())),
            quality_below=float(quality[0]) if quality else None,
            label_states=chosen.get("label_state", ()),
            text=self.text,
            gone=None if self.gone else False,
            sort=sort or self._sort(),
            descending=descending,
        )

    def _sort(self) -> str:
        """How the list stands while nobody has sorted it: columns as their table has them."""
        if self.level == "tables":
            return "name"
        return "position" if self.level == "columns" and self.under is not None else "fqn"

    def chips(self, called: Mapping[str, str] | None = None) -> list[Filter]:
        """List the filters that hold.

        Args:
            called: Names of domains by their ids.
        """
        chips = [Filter("text", "", quoted(self.text))] if self.text else []
        for key, values in self.chosen.items():
            chips += [Filter(key, value, chip_words(key, value, called)) for value in values]
        if self.gone:
            chips.append(Filter("gone", "", translate("Catalog", "Gone too")))
        return chips

    def place(self) -> Place:
        """Make the place that shows this."""
        args = [("level", self.level)] if self.level != "tables" else []
        args += [("text", self.text)] if self.text else []
        args += [(key, value) for key, values in self.chosen.items() for value in values]
        args += [("gone", "yes")] if self.gone else []
        return Place("catalog", self.under, tuple(args))

    @classmethod
    def from_place(cls, place: Place) -> "Narrowing":
        """Read it back; arguments that mean nothing here are passed over."""
        chosen: dict[str, tuple[str, ...]] = {}
        for key, value in place.args:
            if key in FACETS and fits(key, value):
                chosen[key] = (*chosen.get(key, ()), value)
        level = place.arg("level", "tables")
        return cls(
            level=level if level in LEVELS else "tables",
            text=place.arg("text"),
            under=place.id,
            chosen=chosen,
            gone=place.arg("gone") == "yes",
        )


def value_words(key: str, value: str, called: Mapping[str, str] | None = None) -> str:
    """Word one value of a facet; `called` names domains by their ids, None: not known yet."""
    if key == "quality":
        return translate("Catalog", "Below {n}").format(n=value)
    if value == "":
        return translate("Catalog", "Nobody") if key == "owner" else translate("Catalog", "None")
    if key == "domain":
        unknown = translate("Catalog", "A domain that is not in your copy")
        return "…" if called is None else called.get(value, unknown)
    return value if key in ("owner", "tag") else label_words(value)


def value_tone(key: str, value: str) -> str:
    """Give the colour of a value of a facet; empty for none."""
    return str(tone_of(value)) if key in ("sensitivity", "label_state") and value else ""


def chip_words(key: str, value: str, called: Mapping[str, str] | None = None) -> str:
    """Word a filter that holds; `called` names domains by their ids."""
    return f"{translate('Catalog', str(FACETS[key]))}: {value_words(key, value, called)}"


def facet_title(key: str) -> str:
    """Name a facet."""
    return translate("Catalog", str(FACETS[key]))


def fits(key: str, value: str) -> bool:
    """Whether a list can be narrowed by a value: what has no score is below no number."""
    if key == "domain":
        return not value or _is_id(value)
    return key != "quality" or value.replace(".", "", 1).isdigit()


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
