"""All that the report shows, gathered from the domains."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pursight.contracts.policies import Policy
from pursight.contracts.rules import Outcome
from pursight_server.catalog import service as catalog
from pursight_server.catalog.model import Asset, Level
from pursight_server.classification import service as classification
from pursight_server.classification.model import Finding, category_of
from pursight_server.compliance import service as compliance
from pursight_server.compliance.model import Violation
from pursight_server.organisations import service as organisations
from pursight_server.platform.conditions import Condition
from pursight_server.platform.unit_of_work import ReadUnit
from pursight_server.quality import service as quality
from pursight_server.quality.model import KeptScore
from pursight_server.reports.model import (
    Breach,
    FailedRule,
    Place,
    Report,
    SkippedLine,
    SourceLine,
    TableLine,
)
from pursight_server.rules import service as rules
from pursight_server.rules.model import in_words
from pursight_server.sources import service as sources
from pursight_server.sources.model import SourceState


@dataclass(slots=True)
class _Gathered:
    """Lines of all sources so far."""

    sources: list[SourceLine] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    rules_active: int = 0
    rules: list[FailedRule] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    tables: list[TableLine] = field(default_factory=list)
    skipped: list[SkippedLine] = field(default_factory=list)


async def gather(
    unit: ReadUnit,
    source_ids: Sequence[UUID] | None = None,
    visible: Condition | None = None,
) -> Report:
    """Read what is known now of some sources, or of all that are not archived.

    Args:
        unit: Where to read.
        source_ids: Which sources.
        visible: Which assets the report may tell of; None: of all.
    """
    organisation = await organisations.get(unit)
    policies = await compliance.policies(unit)
    known = {one.policy.id: one.policy for one in policies}
    lines = _Gathered()
    for root in await catalog.roots(unit):
        wanted = source_ids is None or root.source_id in source_ids
        if wanted and (await sources.get(unit, root.source_id)).state is not SourceState.ARCHIVED:
            await _gather_source(unit, root, known, lines, visible)
    return Report(
        organisation=organisation.name,
        made_at=unit.clock.now(),
        sources=tuple(lines.sources),
        places=tuple(lines.places),
        rules_active=lines.rules_active,
        rules=tuple(lines.rules),
        policies_active=sum(one.enabled for one in policies),
        breaches=tuple(lines.breaches),
        tables=tuple(lines.tables),
        skipped=tuple(lines.skipped),
        score=_score(lines.sources),
    )


async def _gather_source(
    unit: ReadUnit,
    root: Asset,
    policies: Mapping[str, Policy],
    lines: _Gathered,
    visible: Condition | None,
) -> None:
    assets = await catalog.tree(unit, root.source_id, visible)
    if visible is not None and not assets:
        return
    by_id = {one.id: one for one in assets}
    findings = await classification.findings_of(unit, root.source_id)
    scores = await quality.newest(unit, root.source_id)
    columns: dict[UUID, list[Asset]] = defaultdict(list)
    for one in assets:
        if one.level is Level.COLUMN and one.parent_id is not None:
            columns[one.parent_id].append(one)
    tables = [one for one in assets if one.level is Level.TABLE]
    of_root = scores.get(root.id) if root.id in by_id else None
    lines.sources.append(_source(root, tables, columns, of_root))
    lines.tables += [_table(one, columns[one.id], scores.get(one.id)) for one in tables]
    lines.places += [
        _place(one, by_id[table.id], findings.get(one.id))
        for table in tables
        for one in columns[table.id]
        if one.label != "none" and one.sensitivity != "public"
    ]
    every = visible is None
    await _gather_rules(unit, root.source_id, by_id, lines, every=every)
    lines.breaches += [
        _breach(one, policies.get(one.policy_code))
        for one in await compliance.unsettled(unit, root.source_id)
        if every or one.asset_id in by_id
    ]
    if not every and root.id not in by_id:
        return
    lines.skipped += [
        SkippedLine(
            source=root.name,
            name=".".join(part for part in (root.name, one["schema_name"], one["name"]) if part),
            kind=one["kind"],
            code=one["code"],
            reason=one["reason"],
            hint=one["hint"],
            partial=one["partial"],
        )
        for one in await catalog.skipped(unit, root.source_id)
    ]


async def _gather_rules(
    unit: ReadUnit,
    source_id: UUID,
    assets: dict[UUID, Asset],
    lines: _Gathered,
    *,
    every: bool,
) -> None:
    for rule, result in await rules.newest_results(unit, source_id):
        if not every and rule.table_id not in assets:
            continue
        lines.rules_active += 1
        if result is None or result.outcome is Outcome.PASSED:
            continue
        table = assets.get(rule.table_id) if rule.table_id else None
        failed = result.outcome is Outcome.FAILED
        lines.rules.append(
            FailedRule(
                name=rule.name,
                table=table.fqn if table else rule.table_name,
                check=in_words(rule.check),
                severity=rule.severity.value,
                failing=result.failing,
                examined=result.examined,
                complete=result.complete,
                error="" if failed else result.reason or result.code or "no reason was given",
            )
        )


def _breach(one: Violation, policy: Policy | None) -> Breach:
    """Word a violation for a list under its policy: what is said there is not said again."""
    why = policy.message if policy else ""
    found = one.sentence.removeprefix(one.fqn).removesuffix(why).strip().removesuffix(".")
    return Breach(
        policy=policy.name if policy else one.policy_code,
        severity=one.severity,
        subject=one.fqn,
        message=found,
        remedy=one.remedy,
        state=one.state.value,
        opened_at=one.opened_at,
        reason=one.reason,
        accepted_by=one.accepted_by,
        why=why,
    )


def _source(
    root: Asset, tables: list[Asset], columns: dict[UUID, list[Asset]], score: KeptScore | None
) -> SourceLine:
    looked = {one.id: [c.measures for c in columns[one.id] if c.measures] for one in tables}
    return SourceLine(
        name=root.name,
        kind=root.kind,
        version=str(root.facts.get("version", "")),
        tables=len(tables),
        columns=sum(len(columns[one.id]) for one in tables),
        rows=sum((one.measures or {}).get("row_count") or 0 for one in tables),
        scanned_at=root.last_seen_at,
        sampled=sum(
            any(not measures.get("complete", False) for measures in found)
            for found in looked.values()
        ),
        unread=sum(
            not any(measures.get("examined") for measures in found) for found in looked.values()
        ),
        score=score.score.value if score else None,
        score_reasons=tuple(one.sentence for one in score.score.reasons) if score else (),
    )


def _table(table: Asset, columns: list[Asset], score: KeptScore | None) -> TableLine:
    measures = table.measures or {}
    return TableLine(
        name=table.fqn,
        kind=table.kind,
        rows=measures.get("row_count"),
        rows_exact=measures.get("row_count_exact", False),
        columns=len(columns),
        score=score.score.value if score else None,
        reasons=tuple(one.sentence for one in score.score.reasons[:3]) if score else (),
        sensitivity=table.sensitivity,
    )


def _place(column: Asset, table: Asset, finding: Finding | None) -> Place:
    agrees = finding is not None and finding.label == column.label
    matched = finding.matched if finding is not None and agrees else None
    return Place(
        name=column.fqn,
        label=column.label,
        sensitivity=column.sensitivity,
        confidence=column.label_confidence,
        state=column.label_state,
        category=category_of(column.label) or "other",
        table_kind=table.kind,
        named=finding.named if finding is not None and agrees else True,
        matched=matched[0] if matched else None,
        examined=matched[1] if matched else None,
        entities=finding.entities if finding is not None and agrees else {},
    )


def _score(lines: list[SourceLine]) -> float | None:
    """Mean of the sources' scores, weighted by their columns as each source's own score is."""
    scored = [(one.score, one.columns) for one in lines if one.score is not None and one.columns]
    weight = sum(columns for _, columns in scored)
    return sum(score * columns for score, columns in scored) / weight if weight else None
