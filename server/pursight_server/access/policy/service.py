"""Policies: write, change, end; every version is kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from pursight.errors import NotFound
from pursight.identity import new_id
from pursight_server.access.policy import engine, form, store
from pursight_server.access.policy.engine import BadPolicy
from pursight_server.access.policy.model import Policy
from pursight_server.platform.preconditions import check_if_match, etag
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


def written(text: str | None, as_form: Mapping[str, Any] | None) -> str:
    """Say what a policy's text is: given, or rendered from its form; checked either way.

    Raises:
        BadPolicy: Neither or both are given, or it is no policy that fits the schema.
        NotCompilable: No list could be searched for it.
    """
    if (text is None) == (as_form is None):
        raise BadPolicy("give either the Cedar text or the form of a policy")
    spelled = form.render(form.Form.model_validate(as_form)) if as_form is not None else text or ""
    engine.check(spelled)
    return spelled


async def create(
    uow: UnitOfWork,
    *,
    name: str,
    description: str = "",
    text: str | None = None,
    as_form: Mapping[str, Any] | None = None,
    enabled: bool = True,
) -> Policy:
    """Write a policy; in force at once, if enabled.

    Raises:
        BadPolicy, NotCompilable: See `written`.
        Conflict: There is one with this name.
    """
    spelled = written(text, as_form)
    await store.count_up(uow)
    now = uow.clock.now()
    policy = Policy(
        id=new_id(uow.clock),
        name=name.strip(),
        description=description,
        text=spelled,
        form=as_form,
        enabled=enabled,
        rev=1,
        changed_by=uow.actor.id,
        changed_by_name=uow.actor.name,
        created_at=now,
        changed_at=now,
    )
    await store.put(uow, policy)
    uow.record("access_policy.created", "access_policy", policy.id, after=_facts(policy))
    return policy


async def get(unit: ReadUnit, policy_id: UUID) -> Policy:
    """Read a policy.

    Raises:
        NotFound: There is none with this id.
    """
    policy = await store.find(unit, policy_id)
    if policy is None:
        raise NotFound("there is no such policy")
    return policy


async def change(
    uow: UnitOfWork,
    policy_id: UUID,
    *,
    if_match: str | None,
    name: str | None = None,
    description: str | None = None,
    text: str | None = None,
    as_form: Mapping[str, Any] | None = None,
    enabled: bool | None = None,
) -> Policy:
    """Write another version; who is touched feels it with their next request.

    Raises:
        NotFound: There is none with this id.
        Changed, IfMatchMissing: The edit was not made from the present revision.
        BadPolicy, NotCompilable: See `written`.
    """
    await store.count_up(uow)
    before = await get(uow, policy_id)
    check_if_match(if_match, before.rev)
    after = replace(
        before,
        name=before.name if name is None else name.strip(),
        description=before.description if description is None else description,
        enabled=before.enabled if enabled is None else enabled,
    )
    if text is not None or as_form is not None:
        after = replace(after, text=written(text, as_form), form=as_form)
    elif after.enabled and not before.enabled:
        engine.check(after.text)  # it may be older than what policies can speak of now
    if after == before:
        return before
    after = replace(
        after,
        rev=before.rev + 1,
        changed_by=uow.actor.id,
        changed_by_name=uow.actor.name,
        changed_at=uow.clock.now(),
    )
    await store.put(uow, after)
    uow.record(
        "access_policy.changed",
        "access_policy",
        policy_id,
        before=_facts(before),
        after=_facts(after),
    )
    return after


async def switch_off(uow: UnitOfWork, name: str) -> Policy:
    """End what a policy does, found by its name: for the command line, where nobody is asked.

    Raises:
        NotFound: There is none with this name.
    """
    await store.count_up(uow)
    named = [one for one in await store.every(uow) if one.name == name]
    if not named:
        raise NotFound(
            f"there is no policy named {name}",
            hint="See their names: pursight server access-policies list",
        )
    return await change(uow, named[0].id, if_match=etag(named[0].rev), enabled=False)


def _facts(policy: Policy) -> dict[str, object]:
    return {
        "name": policy.name,
        "description": policy.description,
        "text": policy.text,
        "enabled": policy.enabled,
        "version": policy.rev,
    }
