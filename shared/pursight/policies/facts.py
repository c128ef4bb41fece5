"""What a policy can know of an asset, and how parents and columns lend each other facts (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

LEVELS: Mapping[str, int] = {"public": 0, "internal": 1, "confidential": 2, "restricted": 3}

_FILE_KINDS = frozenset({"file", "sheet"})


@dataclass(frozen=True, slots=True)
class AssetFacts:
    """One asset as policies see it. Absence is the default of every field but the first four.

    Attributes:
        kind: `source`, `schema`, `column`, or what a table is: `table`, `view`, `file`, `sheet`, …
        fqn: Qualified name, as people read it in findings.
        name: The asset's own name.
        parent_id: What it is part of; `gather` follows it.
        label: Of a column; `none` for everything else.
        decision: `decided` (by a person), `applied`, `suggested` or `none`.
        sensitivity: Of the label, or of the most sensitive column; unknown words count as highest.
        category: Of the label, as `pursight.classification.labels` groups it.
        confidence: Of the label.
        holds: Of a table or file: label, category and decision of its columns.
        owner: Who answers for it, as text for people; empty when nobody does.
        source_kind: `postgresql`, `mysql`, `mariadb`, `sqlite`, `files`, …
        environment: What the source's people call it, such as `production`.
        scanned_at: When it was last looked at.
        quality: Score from 0 to 100.
        rules: How many rules check it; None when nobody counted.
    """

    id: UUID
    kind: str
    fqn: str
    name: str
    parent_id: UUID | None = None
    label: str = "none"
    decision: str = "none"
    sensitivity: str = "public"
    category: str = "none"
    confidence: float = 0.0
    holds: frozenset[tuple[str, str, str]] = frozenset()
    owner: str = ""
    description: str = ""
    tags: frozenset[str] = frozenset()
    source_kind: str = ""
    environment: str = ""
    scanned_at: datetime | None = None
    quality: float | None = None
    rules: int | None = None

    @property
    def in_files(self) -> bool:
        """Whether it lies in a file rather than in a database."""
        return self.source_kind == "files" or self.kind in _FILE_KINDS

    @property
    def level(self) -> int:
        """Sensitivity as a number from 0."""
        return LEVELS.get(self.sensitivity, max(LEVELS.values()))


def gather(assets: Iterable[AssetFacts]) -> list[AssetFacts]:
    """Let facts flow along the tree, in the given order.

    Down, from any height: owner, environment and source kind where the part has none; tags in
    addition. Up, one step from columns: labels into `holds`, and the highest sensitivity. A
    description belongs to one asset alone.
    """
    given = list(assets)
    known = {asset.id: asset for asset in given}
    done: dict[UUID, AssetFacts] = {}
    for asset in given:
        _inherit(asset.id, known, done)
    columns: dict[UUID, list[AssetFacts]] = {}
    for asset in given:
        if asset.parent_id is not None and asset.label != "none":
            columns.setdefault(asset.parent_id, []).append(asset)
    return [_holding(done[asset.id], columns.get(asset.id, [])) for asset in given]


def _inherit(
    asset_id: UUID, known: Mapping[UUID, AssetFacts], done: dict[UUID, AssetFacts]
) -> None:
    path = [known[asset_id]]
    while len(path) <= len(known):
        above = path[-1].parent_id
        if above is None or above not in known or above in done:
            break
        path.append(known[above])
    for asset in reversed(path):
        parent = done.get(asset.parent_id) if asset.parent_id is not None else None
        done[asset.id] = asset if parent is None else _lent(asset, parent)


def _lent(asset: AssetFacts, parent: AssetFacts) -> AssetFacts:
    return replace(
        asset,
        owner=asset.owner or parent.owner,
        environment=asset.environment or parent.environment,
        source_kind=asset.source_kind or parent.source_kind,
        tags=asset.tags | parent.tags,
    )


def _holding(asset: AssetFacts, columns: list[AssetFacts]) -> AssetFacts:
    if not columns:
        return asset
    decided = [column for column in columns if column.decision in ("decided", "applied")]
    highest = max([asset, *decided], key=lambda one: one.level)
    return replace(
        asset,
        holds=asset.holds | {(one.label, one.category, one.decision) for one in columns},
        sensitivity=highest.sensitivity,
    )
