"""Hold policies, assess sources, accept risks."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pursight.contracts.policies import Policy
from pursight.errors import Conflict, NotFound, Refused
from pursight.identity import new_id
from pursight.policies.assess import Finding
from pursight.policies.assess import assess as find_violations
from pursight.policies.builtin import builtin_policies
from pursight.policies.facts import AssetFacts
from pursight_server.catalog import service as catalog
from pursight_server.catalog.model import Asset, Level
from pursight_server.classification.model import category_of
from pursight_server.compliance import store
from pursight_server.compliance.model import (
    AssessmentSummary,
    KeptPolicy,
    Violation,
    ViolationState,
    compare,
)
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.rules import service as rules
from pursight_server.sources import service as sources
from pursight_server.sources.model import Source


class PolicyTaken(Conflict):
    """Another policy has this code."""

    code = "policy.taken"


class PolicyIsBuiltIn(Refused):
    """What came with PurSight can be switched off, but not reworded."""

    code = "policy.builtin"


class ViolationSettled(Conflict):
    """The violation is not in a state in which this could be done."""

    code = "violation.settled"


async def policies(unit: ReadUnit) -> list[KeptPolicy]:
    """List an organisation's policies, those that came with PurSight first."""
    kept = await store.policies(unit)
    builtin = {
        one.id: KeptPolicy(policy=one, builtin=True, enabled=one.enabled)
        for one in builtin_policies()
    }
    return list((builtin | kept).values())


async def locked_policy(uow: UnitOfWork, code: str) -> KeptPolicy:
    """Read one policy and hold it; one that came with PurSight is kept from now on.

    Raises:
        NotFound: There is none.
    """
    await _install(uow)
    await store.lock_policy(uow, code)
    found = (await store.policies(uow)).get(code)
    if found is None:
        raise NotFound(f"there is no policy {code}")
    return found


async def define(uow: UnitOfWork, policy: Policy) -> KeptPolicy:
    """Add a policy of the organisation's own.

    Raises:
        PolicyTaken: There is one with this code.
    """
    await _install(uow)
    new = KeptPolicy(policy=policy, builtin=False, enabled=policy.enabled, rev=1)
    if not await store.add_policy(uow, new):
        raise PolicyTaken(f"there is a policy {policy.id} already", hint="Choose another code.")
    uow.record("policy.defined", "policy", policy.id, after=policy.model_dump(mode="json"))
    return new


async def reword(uow: UnitOfWork, policy: Policy) -> KeptPolicy:
    """Word a policy of the organisation's own anew; its version counts up by itself.

    Raises:
        NotFound: There is none with this code.
        PolicyIsBuiltIn: It came with PurSight.
    """
    before = await locked_policy(uow, policy.id)
    if before.builtin:
        raise PolicyIsBuiltIn(
            f"{policy.id} came with PurSight and keeps its wording",
            hint="Switch it off and define one of your own.",
        )
    content = policy.model_copy(update={"version": before.policy.version})
    if content == before.policy:
        return before
    after = KeptPolicy(
        policy=policy.model_copy(update={"version": before.policy.version + 1}),
        builtin=False,
        enabled=policy.enabled,
        rev=before.rev + 1,
    )
    await store.keep_policies(uow, [after])
    uow.record(
        "policy.reworded",
        "policy",
        policy.id,
        before=before.policy.model_dump(mode="json"),
        after=after.policy.model_dump(mode="json"),
    )
    return after


async def switch(uow: UnitOfWork, code: str, *, enabled: bool) -> KeptPolicy:
    """Switch a policy on or off; the next assessment closes what it had opened.

    Raises:
        NotFound: There is no such policy.
    """
    before = await locked_policy(uow, code)
    if before.enabled == enabled:
        return before
    after = KeptPolicy(
        policy=before.policy, builtin=before.builtin, enabled=enabled, rev=before.rev + 1
    )
    await store.keep_policies(uow, [after])
    uow.record(
        "policy.switched",
        "policy",
        code,
        before={"enabled": before.enabled},
        after={"enabled": enabled},
    )
    return after


async def assess(
    uow: UnitOfWork, source_id: UUID, assets: Sequence[Asset] | None = None
) -> AssessmentSummary:
    """Hold a source against all policies: open what is new, close what is no longer found.

    Args:
        uow: The transaction.
        source_id: Which source.
        assets: Its `catalog.tree`, where the caller has just read it.

    Raises:
        NotFound: There is no such source.
    """
    await _install(uow)
    source = await sources.locked(uow, source_id)
    active = [one.effective for one in (await store.policies(uow)).values() if one.enabled]
    if assets is None:
        assets = await catalog.tree(uow, source_id)
    checked = Counter(
        rule.table_id for rule, _ in await rules.newest_results(uow, source_id) if rule.table_id
    )
    facts = [_facts(one, source, checked) for one in assets]
    # many thousand assets against all policies take seconds: others are served meanwhile
    found = await asyncio.to_thread(find_violations, facts, active, now=uow.clock.now())
    unsettled = await store.unsettled(uow, source_id)
    changes = compare(unsettled, found)
    await _open(uow, source_id, changes.opened)
    for before, finding in changes.reworded:
        await store.change(uow, [before.id], _wording(finding))
    await _close(uow, changes.closed)
    gone = {one.id for one in changes.closed}
    still = [one.severity for one in unsettled if one.id not in gone and one.state == "open"]
    counted = Counter([*still, *(one.severity.value for one in changes.opened)])
    return AssessmentSummary(len(changes.opened), changes.kept, len(changes.closed), dict(counted))


async def locked(uow: UnitOfWork, violation_id: UUID) -> Violation:
    """Read one violation and hold it until the end of the transaction.

    Raises:
        NotFound: There is none.
    """
    return _there(await store.find(uow, violation_id, lock=True))


async def get(unit: ReadUnit, violation_id: UUID) -> Violation:
    """Read one violation.

    Raises:
        NotFound: There is none.
    """
    return _there(await store.find(unit, violation_id))


async def unsettled(unit: ReadUnit, source_id: UUID) -> list[Violation]:
    """Read a source's open and accepted violations."""
    return await store.unsettled(unit, source_id)


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Violation]:
    """Read violations by id; what does not exist is left out."""
    return await store.several(unit, ids)


async def accept_risk(uow: UnitOfWork, violation_id: UUID, reason: str) -> Violation:
    """Take the risk of an open violation, for a reason that stays on record.

    Raises:
        NotFound: There is no such violation.
        ViolationSettled: It is not open.
    """
    before = await locked(uow, violation_id)
    if before.state is not ViolationState.OPEN:
        raise ViolationSettled(f"only an open violation can be accepted; this is {before.state}")
    values = {
        "state": ViolationState.ACCEPTED,
        "accepted_at": uow.clock.now(),
        "accepted_by": uow.actor.name,
        "reason": reason,
    }
    return await _move(uow, before, "violation.accepted", values, reason)


async def reopen(uow: UnitOfWork, violation_id: UUID, reason: str) -> Violation:
    """Take an acceptance back.

    Raises:
        NotFound: There is no such violation.
        ViolationSettled: Its risk was not accepted.
    """
    before = await locked(uow, violation_id)
    if before.state is not ViolationState.ACCEPTED:
        raise ViolationSettled(f"only an accepted risk can be reopened; this is {before.state}")
    values = {
        "state": ViolationState.OPEN,
        "accepted_at": None,
        "accepted_by": "",
        "reason": "",
    }
    return await _move(uow, before, "violation.reopened", values, reason)


async def _move(
    uow: UnitOfWork, before: Violation, kind: str, values: Mapping[str, Any], note: str
) -> Violation:
    await store.change(uow, [before.id], values)
    uow.record(
        kind,
        "violation",
        before.id,
        before={"state": before.state},
        after={"state": values["state"]},
        note=note,
    )
    return await get(uow, before.id)


async def _install(uow: UnitOfWork) -> None:
    """Keep the policies that came with this version of PurSight; switches stay as they were set."""
    kept = await store.policies(uow)
    new: list[KeptPolicy] = []
    for one in builtin_policies():
        old = kept.get(one.id)
        if old is None:
            new.append(KeptPolicy(policy=one, builtin=True, enabled=one.enabled, rev=1))
        elif old.builtin and old.policy != one:
            new.append(KeptPolicy(policy=one, builtin=True, enabled=old.enabled, rev=old.rev + 1))
    if new:
        await store.keep_policies(uow, new)
        versions = {one.policy.id: one.policy.version for one in new}
        uow.record("policy.installed", "policy", "builtin", after={"versions": versions})


async def _open(uow: UnitOfWork, source_id: UUID, found: Sequence[Finding]) -> None:
    now = uow.clock.now()
    new = [
        Violation(
            id=new_id(uow.clock),
            policy_code=one.policy_id,
            source_id=source_id,
            asset_id=one.asset_id,
            requirement=one.requirement,
            state=ViolationState.OPEN,
            opened_at=now,
            **_wording(one),
        )
        for one in found
    ]
    if not new:
        return
    await store.add_violations(uow, new)
    for one in new:
        after = {"policy": one.policy_code, "asset_id": one.asset_id, "fqn": one.fqn}
        after |= {"severity": one.severity, "state": one.state}
        uow.record("violation.opened", "violation", one.id, after=after)


async def _close(uow: UnitOfWork, gone: Sequence[Violation]) -> None:
    values = {"state": ViolationState.CLOSED, "closed_at": uow.clock.now()}
    await store.change(uow, [one.id for one in gone], values)
    for one in gone:
        uow.record(
            "violation.closed",
            "violation",
            one.id,
            before={"state": one.state},
            after={"state": ViolationState.CLOSED},
        )


def _wording(one: Finding) -> dict[str, Any]:
    return {
        "policy_version": one.policy_version,
        "severity": one.severity.value,
        "fqn": one.fqn,
        "sentence": one.sentence,
        "remedy": one.remedy,
    }


def _facts(asset: Asset, source: Source, checked: Mapping[UUID, int]) -> AssetFacts:
    is_source = asset.level is Level.SOURCE
    return AssetFacts(
        id=asset.id,
        kind=asset.kind if asset.level is Level.TABLE else asset.level.value,
        fqn=asset.fqn,
        name=asset.name,
        parent_id=asset.parent_id,
        label=asset.label,
        decision=asset.label_state,
        sensitivity=asset.sensitivity if asset.level is Level.COLUMN else "public",
        category=category_of(asset.label) or "none",
        confidence=asset.label_confidence,
        owner=asset.owner,
        description=asset.description or asset.comment or (source.description if is_source else ""),
        tags=frozenset(asset.tags) | (frozenset(source.tags) if is_source else frozenset()),
        source_kind=source.kind,
        environment=source.environment,
        scanned_at=asset.last_seen_at,
        quality=asset.quality,
        rules=checked.get(asset.id, 0) if asset.level is Level.TABLE else None,
    )


def _there(found: Violation | None) -> Violation:
    if found is None:
        raise NotFound("there is no such violation")
    return found
