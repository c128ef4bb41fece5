"""Assets and policies to findings, each a plain sentence (pure)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from pursight import names
from pursight.contracts.base import LONGEST_SENTENCE
from pursight.contracts.policies import (
    MustNotExist,
    NeedsConfirmation,
    NeedsDatabase,
    NeedsDescription,
    NeedsFreshScan,
    NeedsOwner,
    NeedsProtection,
    NeedsQuality,
    NeedsRules,
    NeedsTag,
    Policy,
    Requirement,
    When,
)
from pursight.contracts.rules import Severity
from pursight.policies.facts import LEVELS, AssetFacts, gather

_LONGEST_NAME = 300
_PROTECTED = NeedsProtection().tags


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement of one policy that one asset does not meet.

    `key` stays the same from one assessment to the next as long as the asset does not meet it, so
    a violation can be opened once and closed when its key is no longer found.
    """

    policy_id: str
    policy_version: int
    asset_id: UUID
    requirement: str
    severity: Severity
    framework: str
    reference: str
    fqn: str
    sentence: str
    remedy: str

    @property
    def key(self) -> tuple[str, UUID, str]:
        """Policy, asset and requirement."""
        return self.policy_id, self.asset_id, self.requirement


def assess(
    assets: Iterable[AssetFacts], policies: Sequence[Policy], *, now: datetime | None = None
) -> list[Finding]:
    """Find what is not met, by policy in the given order, then by asset in the given order.

    Args:
        assets: A source, or several, whole: facts flow between them as `gather` says.
        policies: Those that are not enabled are passed over.
        now: For `max_age`; without it that requirement is not judged.
    """
    known = gather(assets)
    kinds = {asset.kind for asset in known}
    return [
        _finding(policy, requirement, asset, problem)
        for policy in policies
        if policy.enabled
        # most policies are about few kinds: ask once a kind before asking each asset
        for fitting in [{kind for kind in kinds if _any_like(policy.when.kinds, (kind,))}]
        for asset in known
        if asset.kind in fitting and applies(policy.when, asset)
        for requirement in policy.require
        if (problem := _problem(requirement, asset, now))
    ]


def applies(when: When, asset: AssetFacts) -> bool:
    """Whether a policy with these conditions is about the asset."""
    decisions = ("decided", "applied", "suggested") if when.suggestions_too else _DECIDED
    labelled = asset.decision in decisions
    held = [(label, category) for label, category, how in asset.holds if how in decisions]
    return (
        _any_like(when.kinds, (asset.kind,))
        and (not when.labels or (labelled and asset.label in when.labels))
        and (not when.categories or (labelled and asset.category in when.categories))
        and (not when.holds_labels or any(label in when.holds_labels for label, _ in held))
        and (not when.holds_categories or any(kind in when.holds_categories for _, kind in held))
        and _sensitive(when, asset, labelled=labelled)
        and (not when.stores or ("files" if asset.in_files else "database") in when.stores)
        and (not when.source_kinds or asset.source_kind in when.source_kinds)
        and _any_like(when.environments, (asset.environment,))
        and _any_like(when.tags, asset.tags)
        and _any_like(when.names, (asset.fqn,))
        and not (when.no_owner and asset.owner.strip())
    )


_DECIDED = ("decided", "applied")


def _sensitive(when: When, asset: AssetFacts, *, labelled: bool) -> bool:
    if when.sensitivity_at_least is None:
        return True
    counts = labelled or asset.label == "none"  # containers have no label of their own
    return counts and asset.level >= LEVELS[when.sensitivity_at_least]


def _any_like(patterns: tuple[str, ...], texts: Iterable[str]) -> bool:
    return not patterns or any(_like(patterns, text) for text in texts)


@lru_cache(maxsize=65_536)
def _like(patterns: tuple[str, ...], text: str) -> bool:
    """Match with a memory: the same few kinds and tags are asked about for every asset."""
    return names.matches(patterns, text)


def _problem(requirement: Requirement, asset: AssetFacts, now: datetime | None) -> str:
    """Word what is not met, as the end of a sentence; empty when it is met or cannot be judged."""
    match requirement:
        case NeedsFreshScan(days=days):
            return _too_old(asset, days, now)
        case NeedsQuality(at_least=least):
            low = asset.quality is not None and asset.quality < least
            return f"has a quality score below {least:g}" if low else ""
        case NeedsRules(at_least=least):
            few = asset.rules is not None and asset.rules < least
            return f"is checked by fewer than {least} rules" if few else ""
        case NeedsTag(tags=tags):
            wanted = " or ".join(tags)
            return "" if asset.tags and _any_like(tags, asset.tags) else f"has no tag {wanted}"
        case NeedsProtection(tags=tags):
            return "" if _any_like(tags, asset.tags) else "has no sign of masking or encryption"
        case _:
            met, problem = _PLAIN[type(requirement)]
            return "" if met(asset) else problem


_PLAIN: dict[type, tuple[Callable[[AssetFacts], bool], str]] = {
    NeedsOwner: (lambda asset: bool(asset.owner.strip()), "has no owner"),
    NeedsDescription: (lambda asset: bool(asset.description.strip()), "has no description"),
    NeedsDatabase: (lambda asset: not asset.in_files, "lies in a file"),
    NeedsConfirmation: (
        lambda asset: asset.decision == "decided",
        "has a label that no person has confirmed",
    ),
    MustNotExist: (
        lambda asset: bool(asset.tags) and _any_like(_PROTECTED, asset.tags),
        "must not be stored",
    ),
}


def _too_old(asset: AssetFacts, days: float, now: datetime | None) -> str:
    if now is None:
        return ""
    if asset.scanned_at is None:
        return "was never looked at"
    late = (now - asset.scanned_at) / timedelta(days=1) > days
    return f"was not looked at for more than {days:g} days" if late else ""


def _finding(policy: Policy, requirement: Requirement, asset: AssetFacts, problem: str) -> Finding:
    return Finding(
        policy_id=policy.id,
        policy_version=policy.version,
        asset_id=asset.id,
        requirement=requirement.require,
        severity=policy.severity,
        framework=policy.framework,
        reference=policy.reference,
        fqn=asset.fqn,
        sentence=f"{_subject(asset)} {problem}. {policy.message}"[:LONGEST_SENTENCE],
        remedy=policy.remedy,
    )


def _subject(asset: AssetFacts) -> str:
    name = asset.fqn if len(asset.fqn) <= _LONGEST_NAME else asset.fqn[: _LONGEST_NAME - 1] + "…"
    if asset.label != "none":
        return f"{name} holds {asset.label} ({asset.sensitivity}) and"
    held = sorted({label for label, _, how in asset.holds if how in _DECIDED})
    if not held:
        return name
    shown = ", ".join(held[:4]) + (f" and {len(held) - 4} more" if len(held) > 4 else "")
    return f"{name} holds {shown} and"
