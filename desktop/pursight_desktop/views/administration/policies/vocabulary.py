"""What policies can be written about, by name: people, groups, roles; sources, assets, labels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from pursight.classification.labels import LABELS
from pursight_desktop.operations.administering.policies import Names
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.asset_facets import facets
from pursight_desktop.replica.queries.asset_filter import AssetQuery
from pursight_desktop.replica.queries.domains import domains
from pursight_desktop.replica.queries.estate import sources
from pursight_desktop.replica.queries.reading import several_of

LEVELS = ("source", "schema", "table", "column")
SENSITIVITIES = ("public", "internal", "confidential", "restricted")


@dataclass(frozen=True, slots=True)
class Catalogued:
    """What the replica knows that policies can name.

    Attributes:
        values: By attribute of an asset, what occurs.
        domains: Names of all domains by their ids as texts.
        assets: Whole names of the assets that policies name.
    """

    sources: Mapping[UUID, str] = field(default_factory=dict)
    assets: Mapping[UUID, str] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    domains: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of it: from the server who there is, from the replica what there is."""

    names: Names = field(default_factory=Names)
    catalogued: Catalogued = field(default_factory=Catalogued)

    def place(self, kind: str, place_id: UUID) -> str:
        """Name a domain, a source or an asset; one that one may not see by its id."""
        if kind == "domain":
            said = QCoreApplication.translate("PolicyWords", "the domain {name}")
            return said.format(name=self.domain(str(place_id)))
        known = self.catalogued.sources if kind == "source" else self.catalogued.assets
        return known.get(place_id) or str(place_id)

    def domain(self, value: str) -> str:
        """Name a domain by its id as text; one that is not here by its id."""
        return self.catalogued.domains.get(value, value)

    def knowing(self, asset_id: UUID, fqn: str) -> "Vocabulary":
        """Return the same with the name of one more asset."""
        more = replace(self.catalogued, assets={**self.catalogued.assets, asset_id: fqn})
        return replace(self, catalogued=more)

    def calling(self, kind: str, member_id: UUID, name: str) -> "Vocabulary":
        """Return the same with the name of one more person or group."""
        if kind == "person":
            names = replace(self.names, people={**self.names.people, member_id: name})
        else:
            names = replace(self.names, groups={**self.names.groups, member_id: name})
        return replace(self, names=names)


def look_up(connection: Connection, assets: Iterable[UUID]) -> Catalogued:
    """Read what occurs in the catalog.

    Args:
        connection: Of the replica.
        assets: That are to be named.
    """
    here = sources(connection)
    found = facets(connection, AssetQuery())

    def occurring(facet: str) -> tuple[str, ...]:
        return tuple(one.value for one in found.get(facet, ()) if one.value not in ("", "none"))

    called = {str(one.id): one.name for one in domains(connection)}
    own = tuple(one for one in sorted(occurring("label")) if one not in LABELS)
    of_sources = {tag for source in here for tag in source.tags}
    values = {
        "label": (*(one for one in LABELS if one != "none"), *own),
        "sensitivity": SENSITIVITIES,
        "level": LEVELS,
        "kind": tuple(sorted(occurring("kind"))),
        "environment": tuple(sorted({one.environment for one in here} - {""})),
        "source": tuple(one.name for one in here),
        "tags": tuple(sorted({*occurring("tag"), *of_sources})),
        "owners": tuple(sorted(occurring("owner"))),
        "domain": tuple(called),
    }
    named = several_of(connection, "asset", assets)
    return Catalogued(
        sources={one.id: one.name for one in here},
        assets={key: str(fields.get("fqn") or "") for key, fields in named.items()},
        values=values,
        domains=called,
    )
