"""Access requests: ask, decide, begin, end."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from pursight.errors import Forbidden, NotFound, Refused
from pursight.identity import new_id
from pursight_server.access.changing_settings import get as settings_of
from pursight_server.access.model import Caller, Permission
from pursight_server.access.policy.store import count_up
from pursight_server.access.rights import assignments, roles
from pursight_server.access.rights.model import is_built_in
from pursight_server.access_requests import store
from pursight_server.access_requests.deciding import deciders_of, have_a_part
from pursight_server.access_requests.model import (
    AccessRequest,
    RequestEvent,
    RequestState,
    Wish,
    move,
)
from pursight_server.access_requests.wishing import BadWish, NotYours, check_wish
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


class NobodyToDecide(Refused):
    """Everybody who could decide has a part in the request."""

    code = "access_request.nobody_to_decide"


class OwnRequest(Forbidden):
    """Nobody decides what they asked for, or what they would get."""

    code = "access_request.own"


async def ask(uow: UnitOfWork, caller: Caller, wish: Wish, *, draft: bool = False) -> AccessRequest:
    """Make a request; it is open at once unless it is to stay a draft.

    Raises:
        BadWish: Role, columns, duration or beginning do not fit.
        NotFound: There is no such subject, domain, source or asset.
        NotYours: It is for somebody else, and the caller does not look after people.
        NobodyToDecide: Nobody would be left who could decide it.
    """
    await check_wish(uow, caller, wish)
    now = uow.clock.now()
    request = AccessRequest(
        **{name: getattr(wish, name) for name in Wish.__dataclass_fields__},
        id=new_id(uow.clock),
        state=RequestState.DRAFT,
        requester_id=caller.person_id,
        requester_name=caller.name,
        deciders=(),
        expires_at=None,
        ends_at=None,
        decided_by=None,
        decided_by_name="",
        decided_at=None,
        note="",
        reminders=0,
        assignments=(),
        rev=1,
        created_at=now,
        changed_at=now,
    )
    await store.add(uow, request)
    uow.record("access_request.drafted", "access_request", request.id, after=_facts(request))
    return request if draft else await _open(uow, request)


async def submit(uow: UnitOfWork, caller: Caller, request_id: UUID) -> AccessRequest:
    """Send a draft to whoever decides.

    Raises:
        NotFound: The caller has no such request.
        IllegalMove: It is no draft any more.
        BadWish, NotYours: It could not be asked for like this any more.
        NobodyToDecide: Nobody would be left who could decide it.
    """
    request = await _own(uow, caller, request_id)
    move(request.state, RequestEvent.SUBMIT)
    await check_wish(uow, caller, request)
    return await _open(uow, request)


async def _open(uow: UnitOfWork, request: AccessRequest) -> AccessRequest:
    after = replace(request, state=move(request.state, RequestEvent.SUBMIT))
    deciders = await deciders_of(uow, request.requester_id, request)
    if not deciders:
        raise NobodyToDecide(
            "everybody who could decide this has a part in it",
            hint="Have a second administrator added, or name an owner for the asset.",
        )
    days = (await settings_of(uow)).request_days
    expires_at = uow.clock.now() + timedelta(days=days)
    after = replace(after, deciders=deciders, expires_at=expires_at)
    return await _moved(uow, request, after, "opened")


async def decide(
    uow: UnitOfWork,
    caller: Caller,
    request_id: UUID,
    *,
    approve: bool,
    note: str,
    days: int | None = None,
) -> AccessRequest:
    """Approve or refuse; what was approved begins at once, or at its time.

    Of several who decide at the same time the first wins; the others are told.

    Args:
        uow: Carries it.
        caller: Who decides.
        request_id: Which request.
        approve: Whether it is to be given.
        note: Why.
        days: For how long, if for less than was asked.

    Raises:
        NotFound: There is no such request, or the caller has nothing to do with it.
        OwnRequest: The caller asked for it, or would get it.
        NotYours: The caller is not among those who decide it now.
        IllegalMove: It is not open.
        BadWish: What was asked for is no longer there, or it would last longer than was asked.
    """
    request = await _there(uow, request_id)
    if not await may_see(uow, caller, request):
        raise _unknown()
    if approve:
        await count_up(uow)  # nobody comes into a group between looking at it and giving it
    if caller.person_id in await have_a_part(uow, request.requester_id, request.subject):
        raise OwnRequest(
            "nobody decides their own request",
            hint="Somebody else has to: see `deciders` of the request.",
        )
    if caller.person_id not in await deciders_of(uow, request.requester_id, request):
        raise NotYours("somebody else decides this request", hint="See `deciders` of the request.")
    event = RequestEvent.APPROVE if approve else RequestEvent.REFUSE
    state, now = move(request.state, event), uow.clock.now()
    if request.expires_at is not None and now >= request.expires_at:
        move(RequestState.EXPIRED, event)  # the clockwork has only not said so yet
    if approve:
        await _check_role(uow, request)
    lasts = request.days if days is None else days
    if lasts > request.days:
        raise BadWish(
            f"{request.days} days were asked for, and more cannot be approved",
            hint="Approve as many or fewer; for more somebody has to ask again.",
        )
    begins_at = max(now, request.begins_at or now)
    after = replace(
        request,
        state=state,
        decided_by=caller.person_id,
        decided_by_name=caller.name,
        decided_at=now,
        note=note,
        days=lasts,
        ends_at=begins_at + timedelta(days=lasts) if approve else None,
    )
    after = await _moved(uow, request, after, "approved" if approve else "refused", note)
    return await begin(uow, after) if approve and begins_at <= now else after


async def begin(uow: UnitOfWork, request: AccessRequest) -> AccessRequest:
    """Give what was approved; the assignments end by themselves with the request.

    Raises:
        IllegalMove: It was not approved, or has begun.
        BadWish: The role is no more what it was.
    """
    state = move(request.state, RequestEvent.BEGIN)
    await _check_role(uow, request)
    given = []
    scopes = [replace(request.scope, id=one) for one in request.columns] or [request.scope]
    for scope in scopes:
        one = await assignments.grant(
            uow,
            role=request.role,
            subject=request.subject,
            scope=scope,
            expires_at=request.ends_at,
            reason=f"access request {request.id}",
        )
        given.append(one.id)
    return await _moved(
        uow, request, replace(request, state=state, assignments=tuple(given)), "begun"
    )


async def _check_role(uow: UnitOfWork, request: AccessRequest) -> None:
    """Refuse a role that is gone, or that another one took the name of since it was asked for.

    Raises:
        BadRole, BadWish: It is one of these.
    """
    await roles.check_known(uow, request.role)
    if is_built_in(request.role):
        return
    if (await roles.get(uow, request.role)).created_at > request.created_at:
        raise BadWish(
            f"the role {request.role} was taken away and made anew since this was asked for",
            hint="Ask again, so that whoever decides sees what the role allows now.",
        )


async def withdraw(uow: UnitOfWork, caller: Caller, request_id: UUID) -> AccessRequest:
    """Take back one's own request as long as nothing was given.

    Raises:
        NotFound: The caller has no such request.
        IllegalMove: It is too late.
    """
    request = await _own(uow, caller, request_id)
    after = replace(request, state=move(request.state, RequestEvent.WITHDRAW))
    return await _moved(uow, request, after, "withdrawn")


async def drop(uow: UnitOfWork, request: AccessRequest, note: str) -> AccessRequest:
    """Withdraw what was approved and cannot be given any more.

    Raises:
        IllegalMove: It has begun, or is over.
    """
    after = replace(request, state=move(request.state, RequestEvent.WITHDRAW))
    return await _moved(uow, request, after, "withdrawn", note)


async def end(uow: UnitOfWork, caller: Caller, request_id: UUID, *, note: str) -> AccessRequest:
    """End access before its time: whoever asked or has it gives it back, a decider takes it back.

    Raises:
        NotFound: There is no such request, or the caller has nothing to do with it.
        NotYours: The caller may only look at it.
        IllegalMove: It is not active.
    """
    request = await _there(uow, request_id)
    if not await may_see(uow, caller, request):
        raise _unknown()
    concerned = {request.requester_id, request.subject.id}
    concerned |= set(await deciders_of(uow, request.requester_id, request))
    if caller.person_id not in concerned:
        raise NotYours(
            "only who has this access, and who decides about it, can end it",
            hint="See `deciders` of the request.",
        )
    return await close(uow, request, note)


async def close(uow: UnitOfWork, request: AccessRequest, note: str) -> AccessRequest:
    """End what is active, and take back what is still given.

    Raises:
        IllegalMove: It is not active.
    """
    after = replace(request, state=move(request.state, RequestEvent.END))
    for assignment_id in await still_given(uow, request):
        await assignments.revoke(uow, assignment_id, reason=f"access request {request.id} ended")
    return await _moved(uow, request, after, "ended", note)


async def still_given(unit: ReadUnit, request: AccessRequest) -> list[UUID]:
    """List which of a request's assignments nobody has taken back."""
    held = {one.id for one in await assignments.of_subject(unit, request.subject)}
    return [one for one in request.assignments if one in held]


async def expire(uow: UnitOfWork, request: AccessRequest) -> AccessRequest:
    """Close a request that nobody decided in time.

    Raises:
        IllegalMove: It is not open.
    """
    after = replace(request, state=move(request.state, RequestEvent.EXPIRE))
    return await _moved(uow, request, after, "expired")


async def remind(uow: UnitOfWork, request: AccessRequest, count: int) -> AccessRequest:
    """Remind whoever decides by now."""
    deciders = await deciders_of(uow, request.requester_id, request) or request.deciders
    after = replace(request, reminders=count, deciders=deciders)
    return await _moved(uow, request, after, "reminded")


async def get(unit: ReadUnit, caller: Caller, request_id: UUID) -> AccessRequest:
    """Read a request.

    Raises:
        NotFound: There is none, or it is none of the caller's business.
    """
    request = await store.find(unit, request_id)
    if request is None or not await may_see(unit, caller, request):
        raise _unknown()
    return request


async def may_see(unit: ReadUnit, caller: Caller, request: AccessRequest) -> bool:
    """Whether somebody asked, gets it, decides it, or looks after all requests."""
    if caller.may(Permission.ACCESS_REQUESTS_READ):
        return True
    if caller.person_id in {request.requester_id, request.subject.id, *request.deciders}:
        return True
    return caller.person_id in await deciders_of(unit, request.requester_id, request)


async def _moved(
    uow: UnitOfWork, before: AccessRequest, after: AccessRequest, verb: str, note: str = ""
) -> AccessRequest:
    after = replace(after, rev=before.rev + 1, changed_at=uow.clock.now())
    await store.write(uow, after)
    uow.record(
        f"access_request.{verb}",
        "access_request",
        before.id,
        before={"state": before.state.value}
        | ({"days": before.days} if after.days != before.days else {}),
        after=_facts(after),
        note=note,
    )
    return after


async def _there(uow: UnitOfWork, request_id: UUID) -> AccessRequest:
    found = await store.find(uow, request_id, lock=True)
    if found is None:
        raise _unknown()
    return found


async def _own(uow: UnitOfWork, caller: Caller, request_id: UUID) -> AccessRequest:
    request = await _there(uow, request_id)
    if request.requester_id != caller.person_id:
        raise _unknown()
    return request


def _unknown() -> NotFound:
    return NotFound("there is no such access request")


def _facts(request: AccessRequest) -> dict[str, object]:
    return {
        "state": request.state.value,
        "subject_kind": request.subject.kind.value,
        "subject_id": request.subject.id,
        "role": request.role,
        "scope_kind": request.scope.kind.value,
        "scope_id": request.scope.id,
        "columns": list(request.columns),
        "purpose": request.purpose,
        "days": request.days,
        "deciders": list(request.deciders),
        "expires_at": request.expires_at,
        "ends_at": request.ends_at,
    }
