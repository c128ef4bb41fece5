"""Policies kept, violations, and what an assessment changes (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pursight.contracts.policies import Policy
from pursight.policies.assess import Finding

Key = tuple[str, UUID, str]
"""Policy, asset and requirement: what makes two violations the same."""


class ViolationState(StrEnum):
    """Where a violation stands."""

    OPEN = "open"
    ACCEPTED = "accepted"  # a person takes the risk, for a reason
    CLOSED = "closed"  # no longer found, or its policy is off; final


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPolicy:
    """A policy of an organisation; `rev` 0 when it came with PurSight and is not kept yet."""

    policy: Policy
    builtin: bool
    enabled: bool
    rev: int = 0

    @property
    def effective(self) -> Policy:
        """The policy as it is assessed."""
        return self.policy.model_copy(update={"enabled": self.enabled})


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """Something that is not as a policy wants it."""

    id: UUID
    policy_code: str
    policy_version: int
    source_id: UUID
    asset_id: UUID
    requirement: str
    severity: str
    fqn: str
    sentence: str
    remedy: str
    state: ViolationState
    opened_at: datetime
    closed_at: datetime | None = None
    accepted_at: datetime | None = None
    accepted_by: str = ""
    reason: str = ""
    rev: int = 1

    @property
    def key(self) -> Key:
        """Policy, asset and requirement."""
        return self.policy_code, self.asset_id, self.requirement


@dataclass(frozen=True, slots=True)
class Changes:
    """What an assessment found to have changed."""

    opened: tuple[Finding, ...]
    reworded: tuple[tuple[Violation, Finding], ...]
    """Still there, but the policy or the name reads otherwise now."""
    kept: int
    closed: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class AssessmentSummary:
    """What came of an assessment."""

    opened: int = 0
    kept: int = 0
    closed: int = 0
    open_by_severity: Mapping[str, int] = field(default_factory=dict)


def compare(unsettled: Iterable[Violation], found: Sequence[Finding]) -> Changes:
    """Tell new, remaining and vanished violations apart.

    Args:
        unsettled: Open and accepted ones; an accepted one that is still found stays accepted.
        found: All that the assessment found; two findings of one key count as one.
    """
    before = {one.key: one for one in unsettled}
    now = {one.key: one for one in reversed(found)}
    return Changes(
        opened=tuple(one for key, one in reversed(now.items()) if key not in before),
        reworded=tuple(
            (before[key], one)
            for key, one in reversed(now.items())
            if key in before and _said(before[key]) != _said(one)
        ),
        kept=len(before.keys() & now.keys()),
        closed=tuple(one for key, one in before.items() if key not in now),
    )


def _said(one: Violation | Finding) -> tuple[object, ...]:
    return one.policy_version, str(one.severity), one.fqn, one.sentence, one.remedy
