"""Alert rules, and the alerts that they raised."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field, StringConstraints

from pursight_server.access import scope
from pursight_server.access.guard import (
    IdempotencyKey,
    IfMatch,
    Paged,
    Reading,
    Writing,
    requires,
)
from pursight_server.access.model import Caller, Permission
from pursight_server.alerts import service, store
from pursight_server.alerts.model import Alert, AlertRule, Per, Severity
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag

router = APIRouter(prefix="/api/v1", tags=["alerts"])

Reader = Annotated[Caller, Depends(requires(Permission.ALERTS_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.ALERTS_WRITE))]

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Kinds = Annotated[
    list[Annotated[str, Field(max_length=130)]],
    Field(min_length=1, max_length=50, examples=[["person.sign_in_failed", "agent.*"]]),
]
Gained = Annotated[
    dict[Annotated[str, Field(max_length=100)], Annotated[str, Field(max_length=200)]],
    Field(
        max_length=10,
        description="What a field must hold after the event and did not before",
        examples=[{"roles": "system_administrator"}],
    ),
]
Threshold = Annotated[int, Field(ge=1, le=100_000, description="Events that it takes")]
Seconds = Annotated[int, Field(ge=1, le=30 * 86_400, description="Time that they lie in")]
Notify = Annotated[
    list[Annotated[str, Field(max_length=320)]],
    Field(max_length=20, description="E-mail addresses; none: the system administrators"),
]


class RuleBody(BaseModel, extra="forbid"):
    """A rule: so many events of some kinds within a time."""

    name: Name
    kinds: Kinds
    gained: Gained = {}
    threshold: Threshold = 1
    window_seconds: Seconds = 900
    per: Per = Field(default=Per.SUBJECT, description="Whose events are counted together")
    severity: Severity = Severity.MEDIUM
    notify: Notify = []


class RuleEdit(BaseModel, extra="forbid"):
    """What to change; what is left out stays."""

    name: Name | None = None
    kinds: Kinds | None = None
    gained: Gained | None = None
    threshold: Threshold | None = None
    window_seconds: Seconds | None = None
    per: Per | None = None
    severity: Severity | None = None
    notify: Notify | None = None
    enabled: bool | None = None


class RuleReply(BaseModel):
    """A rule."""

    id: UUID
    name: str
    kinds: list[str]
    gained: dict[str, str]
    threshold: int
    window_seconds: int
    per: Per
    severity: Severity
    notify: list[str]
    enabled: bool
    builtin: bool = Field(description="Whether PurSight brought it")
    rev: int
    changed_at: datetime

    @classmethod
    def of(cls, rule: AlertRule) -> "RuleReply":
        """Spell a rule."""
        return cls(
            id=rule.id,
            name=rule.name,
            kinds=list(rule.kinds),
            gained=dict(rule.gained),
            threshold=rule.threshold,
            window_seconds=int(rule.window.total_seconds()),
            per=rule.per,
            severity=rule.severity,
            notify=list(rule.notify),
            enabled=rule.enabled,
            builtin=rule.builtin is not None,
            rev=rule.rev,
            changed_at=rule.changed_at,
        )


class AlertReply(BaseModel):
    """An alert; `first_seq` and `last_seq` are numbers in the log."""

    id: UUID
    rule_id: UUID = Field(description="Of a rule that may have been deleted since")
    rule_name: str
    severity: Severity
    kinds: list[str] = Field(description="Of events, as the rule had them then")
    per: Per = Field(description="Whose events were counted together")
    about: str = Field(description="Name of who did it, or of whom or what it happened to")
    subject_kind: str = Field(description="The same as the log names it; empty for all there is")
    subject_id: str
    count: int
    first_seq: int
    last_seq: int
    first_at: datetime
    last_at: datetime
    raised_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: UUID | None
    note: str
    rev: int

    @classmethod
    def of(cls, alert: Alert) -> "AlertReply":
        """Spell an alert."""
        return cls(**{name: getattr(alert, name) for name in cls.model_fields})


class AcknowledgeBody(BaseModel, extra="forbid"):
    """What somebody found who looked."""

    note: str = Field(default="", max_length=2_000)


@router.get("/alert-rules", summary="Rules that raise alerts")
async def list_rules(caller: Reader, unit: Reading, page: Paged) -> PageOf[RuleReply]:
    """List rules by name; those that PurSight brings are among them."""
    visible = scope.visible(caller, Permission.ALERTS_READ, store.rules_table)
    found = (await store.page_of_rules(unit, page, visible)).map(RuleReply.of)
    return PageOf(items=list(found.items), next_cursor=found.next_cursor)


@router.post("/alert-rules", status_code=201, summary="Add a rule")
async def create_rule(
    body: RuleBody, _caller: Editor, uow: Writing, response: Response, _key: IdempotencyKey = None
) -> RuleReply:
    """Add a rule; it counts events from now on."""
    rule = await service.create_rule(
        uow,
        name=body.name,
        kinds=body.kinds,
        gained=body.gained,
        threshold=body.threshold,
        window=timedelta(seconds=body.window_seconds),
        per=body.per,
        severity=body.severity,
        notify=body.notify,
    )
    response.headers["ETag"] = etag(rule.rev)
    response.headers["Location"] = f"/api/v1/alert-rules/{rule.id}"
    return RuleReply.of(rule)


@router.get("/alert-rules/{rule_id}", summary="One rule")
async def get_rule(rule_id: UUID, _caller: Reader, unit: Reading, response: Response) -> RuleReply:
    """Read a rule."""
    rule = await service.get_rule(unit, rule_id)
    response.headers["ETag"] = etag(rule.rev)
    return RuleReply.of(rule)


@router.patch("/alert-rules/{rule_id}", summary="Change a rule")
async def change_rule(
    rule_id: UUID,
    body: RuleEdit,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> RuleReply:
    """Change a rule, or switch it off with `enabled`."""
    given = body.model_dump(exclude_none=True)
    if (seconds := given.pop("window_seconds", None)) is not None:
        given["window"] = timedelta(seconds=seconds)
    for name in ("kinds", "notify"):
        if name in given:
            given[name] = tuple(given[name])
    rule = await service.change_rule(uow, rule_id, if_match=if_match, **given)
    response.headers["ETag"] = etag(rule.rev)
    return RuleReply.of(rule)


@router.delete("/alert-rules/{rule_id}", status_code=204, summary="Delete a rule")
async def delete_rule(
    rule_id: UUID, _caller: Editor, uow: Writing, if_match: IfMatch = None
) -> None:
    """Take a rule of one's own away; alerts that it raised stay. One of PurSight's is kept."""
    await service.delete_rule(uow, rule_id, if_match=if_match)


@router.get("/alerts", summary="Alerts")
async def list_alerts(
    caller: Reader,
    unit: Reading,
    page: Paged,
    open_only: Annotated[
        bool, Query(alias="open", description="Only those nobody has taken note of")
    ] = False,
) -> PageOf[AlertReply]:
    """List alerts, the latest first."""
    visible = scope.visible(caller, Permission.ALERTS_READ, store.alerts_table)
    found = await store.page_of_alerts(unit, page, visible, open_only=open_only)
    shown = found.map(AlertReply.of)
    return PageOf(items=list(shown.items), next_cursor=shown.next_cursor)


@router.post("/alerts/{alert_id}/acknowledge", summary="Take note of an alert")
async def acknowledge(
    alert_id: UUID,
    body: AcknowledgeBody,
    caller: Editor,
    uow: Writing,
    _key: IdempotencyKey = None,
) -> AlertReply:
    """Say that somebody has looked, and what came of it."""
    return AlertReply.of(
        await service.acknowledge(uow, alert_id, person_id=caller.person_id, note=body.note)
    )
