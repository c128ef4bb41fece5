"""The judge of one caller: roles and policies make one predicate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from pursight_server.access.client import Way
from pursight_server.access.model import Permission
from pursight_server.access.policy import engine
from pursight_server.access.policy.engine import Context, Judged, Principal, Texts, Thing
from pursight_server.access.policy.schema import of_assets
from pursight_server.access.sight import Sight, any_of

_SEEING: Final = Permission.CATALOG_READ
"""Who is forbidden to see an asset is forbidden everything with it."""


@dataclass(frozen=True, slots=True)
class PolicyJudge:
    """Knows the policies in force, who asks, when and from where."""

    texts: Texts
    principal: Principal
    context: Context

    def sight(self, permission: Permission, allowed: Sight) -> Sight:
        """Join what roles allow with what policies permit and forbid; what forbids wins."""
        left = engine.left(self.texts, self.principal, permission, self.context)
        forbids = [*left.forbids.values()]
        if permission is not _SEEING and of_assets(permission):
            of_seeing = engine.left(self.texts, self.principal, _SEEING, self.context)
            forbids += of_seeing.forbids.values()
        return Sight(
            any_of([allowed.allow, *left.permits.values()]), any_of([allowed.forbid, *forbids])
        )

    def of(self, permission: Permission, thing: Thing | None) -> Judged:
        """Say what the policies say of one thing; None is the organisation as a whole."""
        return engine.judge(self.texts, self.principal, permission, self.context, thing)


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
    judged = judge.of(permission, asked)
    if judged.forbids:
        return Verdict(False, judged.forbids, covered)
    if asked is not None and permission is not _SEEING:
        of_seeing = judge.of(_SEEING, asked)
        if of_seeing.forbids:
            return Verdict(False, of_seeing.forbids, covered)
    if facts is not None and facts.table is not None:
        for action in {permission, _SEEING}:
            of_table = judge.of(action, facts.table.thing())
            if of_table.forbids:
                return Verdict(False, of_table.forbids, covered, through_table=True)
    return Verdict(covered or bool(judged.permits), judged.permits, covered)


def context_of(now: datetime, way: Way) -> Context:
    """Say when and from where somebody asks as policies see it."""
    there = now.astimezone(UTC)
    return Context(there.hour, there.isoweekday(), way)
