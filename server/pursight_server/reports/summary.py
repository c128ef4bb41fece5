"""The report in numbers, for programs."""

from datetime import datetime

from pydantic import BaseModel, Field

from pursight_server.reports.model import Report


class SourceSummary(BaseModel):
    """One source."""

    name: str
    kind: str
    tables: int
    columns: int
    rows: int
    quality_score: float | None
    scanned_at: datetime | None


class LabelSummary(BaseModel):
    """All columns of one label."""

    label: str
    title: str = Field(description="The label in words")
    category: str
    sensitivity: str
    columns: int
    suggested: int = Field(description="How many of them wait for a person's decision")
    mean_confidence: float
    places: list[str] = Field(description="Qualified names, the surest first, at most ten")


class MisplacedSummary(BaseModel):
    """Sensitive data where nobody would look for it."""

    column: str
    label: str
    sensitivity: str
    why: str


class FailedRuleSummary(BaseModel):
    """A rule that does not hold."""

    name: str
    table: str
    severity: str
    failing: int
    examined: int


class PolicySummary(BaseModel):
    """The open violations of one policy."""

    policy: str
    severity: str
    violations: int
    remedy: str


class SkippedSummary(BaseModel):
    """An object that was not looked at, or only in part."""

    name: str
    code: str
    reason: str
    partial: bool


class ReportSummary(BaseModel):
    """What the compliance report says, in numbers."""

    organisation: str
    made_at: datetime
    headline: str
    sources: list[SourceSummary]
    tables: int
    columns: int
    rows: int
    sensitive_columns: int
    sensitive: list[LabelSummary] = Field(description="The most sensitive labels first")
    misplaced: list[MisplacedSummary]
    rules_active: int
    failed_rules: list[FailedRuleSummary] = Field(description="The worst first")
    rules_not_checked: int
    violations: int = Field(description="Open ones")
    violations_by_severity: dict[str, int]
    violations_by_policy: list[PolicySummary]
    accepted_risks: int
    skipped: list[SkippedSummary]
    quality_score: float | None = Field(description="0 to 100")


def summarise(report: Report) -> ReportSummary:
    """Put the report in numbers."""
    return ReportSummary(
        organisation=report.organisation,
        made_at=report.made_at,
        headline=report.headline,
        sources=[
            SourceSummary(
                name=one.name,
                kind=one.kind,
                tables=one.tables,
                columns=one.columns,
                rows=one.rows,
                quality_score=_rounded(one.score),
                scanned_at=one.scanned_at,
            )
            for one in report.sources
        ],
        tables=report.table_count,
        columns=report.column_count,
        rows=report.row_count,
        sensitive_columns=len(report.places),
        sensitive=[
            LabelSummary(
                label=kind.label,
                title=kind.title,
                category=kind.category,
                sensitivity=kind.sensitivity,
                columns=len(kind.places),
                suggested=kind.waiting,
                mean_confidence=round(kind.confidence, 4),
                places=[place.name for place in kind.places[:10]],
            )
            for kind in report.kinds
        ],
        misplaced=[
            MisplacedSummary(
                column=one.place.name,
                label=one.place.label,
                sensitivity=one.place.sensitivity,
                why=one.why,
            )
            for one in report.misplaced
        ],
        rules_active=report.rules_active,
        failed_rules=[
            FailedRuleSummary(
                name=rule.name,
                table=rule.table,
                severity=rule.severity,
                failing=rule.failing,
                examined=rule.examined,
            )
            for rule in report.failed
        ],
        rules_not_checked=len(report.unchecked),
        violations=len(report.open),
        violations_by_severity=report.severities,
        violations_by_policy=[
            PolicySummary(
                policy=group.policy,
                severity=group.severity,
                violations=len(group.breaches),
                remedy=group.remedy,
            )
            for group in report.groups
        ],
        accepted_risks=len(report.accepted),
        skipped=[
            SkippedSummary(name=one.name, code=one.code, reason=one.reason, partial=one.partial)
            for one in report.skipped
        ],
        quality_score=_rounded(report.score),
    )


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 1)
