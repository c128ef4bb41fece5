"""The judge of one caller: roles and policies make one predicate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pursight_server.access.model import Permission
from pursight_server.access.policy import engine
from pursight_server.access.policy.engine import Moment, Principal, Texts, Thing
from pursight_server.access.sight import Sight, any_of


@dataclass(frozen=True, slots=True)
class PolicyJudge:
    """Knows the policies in force, who asks, and when."""

    texts: Texts
    principal: Principal
    moment: Moment

    def sight(self, permission: Permission, allowed: Sight) -> Sight:
        """Join what roles allow with what policies permit and forbid; what forbids wins."""
        left = engine.left(self.texts, self.principal, permission, self.moment)
        return Sight(
            any_of([allowed.allow, *left.permits.values()]),
            any_of([allowed.forbid, *left.forbids.values()]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An asset, or a source, as the point check sees it.

    Attributes:
        attributes: As in the schema.
        path: Ids of all that it lies in, from the top, itself the last.
        table: Of a column its table, whose forbids hold for it too.
    """

    id: UUID
    source_id: UUID
    attributes: Mapping[str, Any]
    path: tuple[UUID, ...]
    table: "Facts | None" = None

    def thing(self) -> Thing:
        """Make what the engine is asked about."""
        return Thing(self.id, self.attributes, self.path[:-1], self.source_id)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether somebody may, and why: what decided it.

    Attributes:
        policies: Ids of the policies that permit, when allowed; that forbid, when not.
        covered: Whether a role covers it.
        through_table: Whether what forbids it forbids its table.
    """

    allowed: bool
    policies: tuple[str, ...] = ()
    covered: bool = False
    through_table: bool = False


def decide(
    judge: PolicyJudge | None, covered: bool, permission: Permission, facts: Facts | None
) -> Verdict:
    """Decide one thing; None is the organisation as a whole."""
    if judge is None:
        return Verdict(covered, covered=covered)
    asked = None if facts is None else facts.thing()
    judged = engine.judge(judge.texts, judge.principal, permission, judge.moment, asked)
    if judged.forbids:
        return Verdict(False, judged.forbids, covered)
    if facts is not None and facts.table is not None:
        of_table = engine.judge(
            judge.texts, judge.principal, permission, judge.moment, facts.table.thing()
        )
        if of_table.forbids:
            return Verdict(False, of_table.forbids, covered, through_table=True)
    return Verdict(covered or bool(judged.permits), judged.permits, covered)


def moment_of(now: datetime) -> Moment:
    """Say when it is as policies see it."""
    there = now.astimezone(UTC)
    return Moment(there.hour, there.isoweekday())
