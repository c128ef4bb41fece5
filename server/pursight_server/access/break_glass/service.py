"""Access in an emergency: take it, end it, review it."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from pursight.errors import Conflict, Forbidden, NotFound, Refused
from pursight.identity import new_id
from pursight_server.access.break_glass import store
from pursight_server.access.break_glass.model import BreakGlass, Stage, Verdict
from pursight_server.access.changing_settings import get as settings_of
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import Caller, Permission, Role, Subject, SubjectKind
from pursight_server.access.rights import assignments, holders
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork

ALARMED: Final = (Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR)
"""Whom an alarm is for."""

LOOKED_BACK: Final = timedelta(days=30)
_CLOCKWORK = Actor.system("emergency access")


class TooLong(Refused):
    """Emergency access would last longer than the organisation allows."""

    code = "break_glass.too_long"


class OwnReview(Forbidden):
    """Nobody reviews what they did in an emergency themselves."""

    code = "break_glass.own"


class WrongStage(Conflict):
    """It is not over yet, or has been reviewed."""

    code = "break_glass.wrong_stage"


async def take(
    uow: UnitOfWork, caller: Caller, *, role: str, minutes: int, reason: str
) -> BreakGlass:
    """Give the caller a role for the whole organisation, and raise the alarm.

    Raises:
        TooLong: It would last longer than the organisation allows.
        BadRole: There is no such role.
        Conflict: The caller has emergency access already.
    """
    most = (await settings_of(uow)).break_glass_minutes
    if minutes > most:
        raise TooLong(
            f"emergency access lasts {most} minutes at most",
            hint="Take it for less, and make an access request for what takes longer.",
        )
    now, one_id = uow.clock.now(), new_id(uow.clock)
    given = await assignments.grant(
        uow,
        role=role,
        subject=Subject(SubjectKind.PERSON, caller.person_id),
        expires_at=now + timedelta(minutes=minutes),
        reason=f"emergency access {one_id}",
    )
    taken = BreakGlass(
        id=one_id,
        person_id=caller.person_id,
        person_name=caller.name,
        role=role,
        reason=reason,
        assignment_id=given.id,
        told=await _whom_to_alarm(uow),
        again=await store.count_since(uow, caller.person_id, now - LOOKED_BACK),
        taken_at=now,
        until=now + timedelta(minutes=minutes),
        ended_at=None,
        end_note="",
        reviewed_by=None,
        reviewed_by_name="",
        reviewed_at=None,
        verdict=None,
        review_note="",
    )
    await store.add(uow, taken)
    uow.record("break_glass.taken", "break_glass", one_id, after=_facts(taken), note=reason)
    return taken


async def end(uow: UnitOfWork, caller: Caller, one_id: UUID, *, note: str) -> BreakGlass:
    """End it before its time: whoever took it, or whoever may review it.

    Raises:
        NotFound: There is none, or it is none of the caller's business.
        WrongStage: It has ended.
    """
    return await close(uow, await _seen(uow, caller, one_id, lock=True), note)


async def close(uow: UnitOfWork, one: BreakGlass, note: str) -> BreakGlass:
    """End it and take the role back; it waits for its review from now on.

    Raises:
        WrongStage: It has ended.
    """
    if one.stage is not Stage.ACTIVE:
        raise WrongStage("this emergency access has ended", hint="Read it again.")
    subject = Subject(SubjectKind.PERSON, one.person_id)
    held = {given.id for given in await assignments.of_subject(uow, subject)}
    if one.assignment_id in held:
        await assignments.revoke(uow, one.assignment_id, reason=f"emergency access {one.id} ended")
    after = replace(one, ended_at=min(uow.clock.now(), one.until), end_note=note)
    await store.write(uow, after)
    uow.record(
        "break_glass.ended",
        "break_glass",
        one.id,
        before={"stage": one.stage.value},
        after=_facts(after),
        note=note,
    )
    return after


async def review(
    uow: UnitOfWork, caller: Caller, one_id: UUID, *, verdict: Verdict, note: str
) -> BreakGlass:
    """Say afterwards, as somebody else, whether it was justified.

    Raises:
        NotFound: There is none.
        OwnReview: The caller took it.
        WrongStage: It has not ended, or was reviewed.
    """
    one = await _seen(uow, caller, one_id, lock=True)
    if one.person_id == caller.person_id:
        raise OwnReview(
            "nobody reviews their own emergency access", hint="An auditor has to look at it."
        )
    if one.stage is not Stage.ENDED:
        raise WrongStage(
            f"this emergency access is {one.stage.value} and cannot be reviewed now",
            hint="End it first." if one.stage is Stage.ACTIVE else "Read it again.",
        )
    after = replace(
        one,
        reviewed_by=caller.person_id,
        reviewed_by_name=caller.name,
        reviewed_at=uow.clock.now(),
        verdict=verdict,
        review_note=note,
    )
    await store.write(uow, after)
    uow.record(
        "break_glass.reviewed",
        "break_glass",
        one.id,
        before={"stage": one.stage.value},
        after=_facts(after),
        note=note,
    )
    return after


async def get(unit: ReadUnit, caller: Caller, one_id: UUID) -> BreakGlass:
    """Read one.

    Raises:
        NotFound: There is none, or it is none of the caller's business.
    """
    return await _seen(unit, caller, one_id, lock=False)


async def sweep_emergencies(given: Services) -> None:
    """Write down the end of what ended by itself, so that its review begins."""
    for organisation_id in await given.database.organisations():
        async with given.database.reading(organisation_id) as unit:
            waiting = await store.active(unit)
        for one_id in waiting:
            async with given.database.unit_of_work(organisation_id, _CLOCKWORK) as uow:
                one = await store.find(uow, one_id, lock=True)
                if one is not None and one.ended_at is None and not one.holds(uow.clock.now()):
                    await close(uow, one, "its time is over")


async def _whom_to_alarm(unit: ReadUnit) -> tuple[UUID, ...]:
    """List who can sign in and administers or audits, however they came to that role."""
    found: frozenset[UUID] = frozenset()
    for role in ALARMED:
        found |= await holders.holders_of(unit, role)
    return tuple(sorted(await holdings.who_can_sign_in(unit, found)))


async def _seen(unit: ReadUnit, caller: Caller, one_id: UUID, *, lock: bool) -> BreakGlass:
    one = await store.find(unit, one_id, lock=lock)
    if one is None or not (
        one.person_id == caller.person_id or caller.may(Permission.BREAK_GLASS_REVIEW)
    ):
        raise NotFound("there is no such emergency access")
    return one


def _facts(one: BreakGlass) -> dict[str, object]:
    return {
        "stage": one.stage.value,
        "person_id": one.person_id,
        "person": one.person_name,
        "role": one.role,
        "until": one.until,
        "again": one.again,
        "told": list(one.told),
        "verdict": one.verdict and one.verdict.value,
    }
