"""Access reviews: begin, decide each item, close with a report."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from pursight.errors import Conflict, Forbidden, NotFound, PurSightError, Refused
from pursight.identity import new_id
from pursight_server.access import service as persons
from pursight_server.access import service_accounts
from pursight_server.access.model import Caller, Permission, ScopeKind, Subject, SubjectKind
from pursight_server.access.rights import assignments, groups
from pursight_server.access.rights import store as rights
from pursight_server.access.rights.model import lineage
from pursight_server.access_reviews import store
from pursight_server.access_reviews.model import (
    About,
    Item,
    ItemKind,
    Outcome,
    Plan,
    Review,
    ReviewEvent,
    ReviewState,
    counts,
    move,
)
from pursight_server.access_reviews.reporting import digest
from pursight_server.catalog import service as catalog
from pursight_server.domains import service as domains
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.sources import service as sources

_SHORTEST: Final = timedelta(days=1)
"""What nobody decides is taken from everybody, if that was laid down: somebody must be able to."""

_LONGEST: Final = timedelta(days=366)


class BadPlan(Refused):
    """The review cannot be held like this."""

    code = "access_review.bad"


class OwnAccess(Forbidden):
    """Nobody reviews what they have themselves."""

    code = "access_review.own"


class NotReviewer(Forbidden):
    """Somebody else reviews this."""

    code = "access_review.not_yours"


class Decided(Conflict):
    """Somebody was quicker."""

    code = "access_review.decided"


async def begin(uow: UnitOfWork, caller: Caller, plan: Plan) -> Review:
    """Begin a review of what is there now; what is given later is not in it.

    Raises:
        BadPlan: Nothing is to be reviewed, the due date is over, or for something everybody who
            could review it has it.
        NotFound: A reviewer, or the group or domain, does not exist.
    """
    now = uow.clock.now()
    if plan.due_at < now + _SHORTEST:
        raise BadPlan("the review would be due within a day", hint="Choose a day to come.")
    if plan.due_at > now + _LONGEST:
        raise BadPlan("the review would be due in more than a year", hint="Choose a day before.")
    for reviewer in plan.reviewers:
        person = await persons.get_person(uow, reviewer)
        if person.disabled_at is not None:
            raise BadPlan("a reviewer is disabled", hint="Name people who can sign in.")
    review = Review(
        **{name: getattr(plan, name) for name in Plan.__dataclass_fields__},
        id=new_id(uow.clock),
        state=ReviewState.OPEN,
        created_by=caller.person_id,
        created_by_name=caller.name,
        reminders=0,
        closed_at=None,
        report_sha256="",
        rev=1,
        created_at=now,
        changed_at=now,
    )
    found = await _chosen(uow, plan, await store.present(uow, review.id))
    items = [replace(item, number=number) for number, item in enumerate(found, 1)]
    if not items:
        raise BadPlan("there is nothing to review", hint="Nobody has what this is about.")
    for item in items:
        if not set(plan.reviewers) - await _concerned(uow, item.subject):
            raise BadPlan(
                f"nobody of the reviewers may decide about {item.subject_name or 'somebody'}",
                hint="Nobody reviews their own access: name another reviewer as well.",
            )
    await store.add(uow, review, items)
    after = _facts(review) | {"items": len(items)}
    uow.record("access_review.begun", "access_review", review.id, after=after)
    return review


async def decide(
    uow: UnitOfWork, caller: Caller, review_id: UUID, number: int, *, keep: bool, reason: str
) -> Item:
    """Keep or revoke one item; a revocation takes effect at once.

    Raises:
        NotFound: There is no such review or item, or it is none of the caller's business.
        IllegalMove: The review is over.
        NotReviewer, OwnAccess: The caller does not decide this item.
        Decided: Somebody did.
        LastAdministrator: Nobody would be left who could let people in.
    """
    review = await _there(uow, caller, review_id, lock=True)
    item = await store.find_item(uow, review_id, number)
    if item is None:
        raise NotFound("there is no such item")
    if caller.person_id not in review.reviewers:
        raise NotReviewer("somebody else reviews this", hint="See `reviewers` of the review.")
    if caller.person_id in await _concerned(uow, item.subject):
        raise OwnAccess("nobody reviews their own access", hint="Another reviewer has to.")
    move(review.state, ReviewEvent.CLOSE)
    if item.outcome is not None:
        raise Decided("this item has been decided", hint="Read the review again.")
    outcome = Outcome.KEPT if keep else await _take_away(uow, review, item, reason)
    after = replace(
        item,
        decided_by=caller.person_id,
        decided_by_name=caller.name,
        decided_at=uow.clock.now(),
        reason=reason,
        outcome=outcome,
    )
    await _settle(uow, after)
    return after


async def close(uow: UnitOfWork, review: Review) -> Review:
    """Close a review: undecided items go the way that was laid down, and the report is sealed.

    Raises:
        IllegalMove: It is over.
    """
    state, now = move(review.state, ReviewEvent.CLOSE), uow.clock.now()
    for item in await store.items_of(uow, review.id):
        if item.outcome is None:
            await _settle(uow, await _by_default(uow, review, item))
    items = await store.items_of(uow, review.id)
    after = replace(review, state=state, closed_at=now, rev=review.rev + 1, changed_at=now)
    after = replace(after, report_sha256=digest(after, items))
    await store.write(uow, after)
    facts = _facts(after) | counts(items) | {"report_sha256": after.report_sha256}
    before = {"state": review.state.value}
    uow.record("access_review.closed", "access_review", review.id, before=before, after=facts)
    return after


async def finish(uow: UnitOfWork, caller: Caller, review_id: UUID) -> Review:
    """Close a review before its due date, once every item is decided.

    Raises:
        NotFound: There is no such review.
        IllegalMove: It is over.
        BadPlan: Something is undecided.
    """
    review = await _there(uow, caller, review_id, lock=True)
    move(review.state, ReviewEvent.CLOSE)
    if counts(await store.items_of(uow, review_id))["undecided"]:
        raise BadPlan(
            "not every item is decided", hint="Decide them all, or wait for the due date."
        )
    return await close(uow, review)


async def cancel(uow: UnitOfWork, caller: Caller, review_id: UUID, *, reason: str) -> Review:
    """Give a review up; what was decided stays decided.

    Raises:
        NotFound: There is no such review.
        IllegalMove: It is over.
    """
    review = await _there(uow, caller, review_id, lock=True)
    state, now = move(review.state, ReviewEvent.CANCEL), uow.clock.now()
    after = replace(review, state=state, closed_at=now, rev=review.rev + 1, changed_at=now)
    await store.write(uow, after)
    uow.record(
        "access_review.cancelled",
        "access_review",
        review_id,
        before={"state": review.state.value},
        after=_facts(after),
        note=reason,
    )
    return after


async def remind(uow: UnitOfWork, review: Review, count: int) -> None:
    """Remind the reviewers of what is undecided."""
    undecided = counts(await store.items_of(uow, review.id))["undecided"]
    await store.write(uow, replace(review, reminders=count))
    uow.record(
        "access_review.reminded",
        "access_review",
        review.id,
        after=_facts(review) | {"undecided": undecided},
    )


async def get(unit: ReadUnit, caller: Caller, review_id: UUID) -> Review:
    """Read a review.

    Raises:
        NotFound: There is none, or it is none of the caller's business.
    """
    return await _there(unit, caller, review_id)


async def _there(unit: ReadUnit, caller: Caller, review_id: UUID, *, lock: bool = False) -> Review:
    review = await store.find(unit, review_id, lock=lock)
    if review is None or not (
        caller.person_id in review.reviewers or caller.may(Permission.ACCESS_REVIEWS_READ)
    ):
        raise NotFound("there is no such access review")
    return review


async def _chosen(uow: UnitOfWork, plan: Plan, found: list[Item]) -> list[Item]:
    """Choose what a review is about from all that is there."""
    if plan.about is About.EVERYTHING:
        return found
    if plan.about is About.ROLE:
        custom = await rights.custom_roles(uow)
        heirs = {code for code in custom if plan.which in lineage(code, custom)}
        wanted_roles = {plan.which, *heirs}
        return [one for one in found if one.role in wanted_roles and one.kind is not _MEMBERSHIP]
    try:
        which = UUID(plan.which)
    except ValueError:
        raise BadPlan(f"a {plan.about.value} is named by its id", hint="Look it up.") from None
    if plan.about is About.GROUP:
        await groups.get(uow, which)
        return [
            one
            for one in found
            if one.subject.id == which or (one.kind is _MEMBERSHIP and one.target_id == which)
        ]
    given = {
        kind: [one.scope.id for one in found if one.scope.kind is kind and one.scope.id]
        for kind in (ScopeKind.ASSET, ScopeKind.SOURCE)
    }
    inside = {which}
    assets = await catalog.several(uow, given[ScopeKind.ASSET])
    if plan.about is About.SOURCE:
        inside |= {one.id for one in assets.values() if one.source_id == which}
        return [one for one in found if one.scope.id in inside]
    await domains.get(uow, which)
    of_domain = await sources.several(uow, given[ScopeKind.SOURCE])
    inside |= {one.id for one in of_domain.values() if one.domain_id == which}
    inside |= {one.id for one in assets.values() if one.domain and one.domain.id == which}
    return [one for one in found if one.scope.id in inside]


_MEMBERSHIP = ItemKind.MEMBERSHIP


async def _concerned(unit: ReadUnit, subject: Subject) -> frozenset[UUID]:
    """List who has something, also as a member of a group, or answers for what has it."""
    found = {subject.id}
    if subject.kind is SubjectKind.GROUP:
        found |= {one.id for one in await rights.everybody_in(unit, [subject.id])}
    elif subject.kind is SubjectKind.SERVICE_ACCOUNT:
        found.add((await service_accounts.get(unit, subject.id)).owner_id)
    return frozenset(found)


async def _take_away(uow: UnitOfWork, review: Review, item: Item, reason: str) -> Outcome:
    """Take from somebody what an item is about."""
    why = f"access review {review.id}: {reason}"
    try:
        if item.kind is ItemKind.ASSIGNMENT and item.target_id is not None:
            await assignments.revoke(uow, item.target_id, reason=why)
        elif item.kind is ItemKind.MEMBERSHIP and item.target_id is not None:
            await groups.take_out(uow, item.target_id, item.subject)
        elif item.kind is ItemKind.OWN_ROLE:
            person = await persons.get_person(uow, item.subject.id)
            if item.role not in person.roles:
                return Outcome.GONE
            roles = frozenset(one for one in person.roles if one != item.role)
            await persons.change_person(uow, person.id, if_match="*", roles=roles)
        else:
            account = await service_accounts.get(uow, item.subject.id)
            if item.role not in account.roles:
                return Outcome.GONE
            roles = frozenset(one for one in account.roles if one != item.role)
            await service_accounts.change(uow, account.id, if_match="*", roles=roles)
    except NotFound:
        return Outcome.GONE
    return Outcome.REVOKED


async def _by_default(uow: UnitOfWork, review: Review, item: Item) -> Item:
    reason = f"nobody decided by the due date: {review.undecided}"
    outcome = Outcome.KEPT
    if review.undecided == "revoke":
        try:
            async with uow.attempt():
                outcome = await _take_away(uow, review, item, reason)
        except PurSightError as error:
            outcome, reason = Outcome.FAILED, f"{reason}; {error.message}"
    return replace(item, decided_at=uow.clock.now(), reason=reason, outcome=outcome)


async def _settle(uow: UnitOfWork, item: Item) -> None:
    await store.write_item(uow, item)
    uow.record(
        "access_review.decided",
        "access_review",
        item.review_id,
        after={
            "number": item.number,
            "kind": item.kind.value,
            "subject_kind": item.subject.kind.value,
            "subject_id": item.subject.id,
            "role": item.role,
            "outcome": item.outcome and item.outcome.value,
        },
        note=item.reason,
    )


def _facts(review: Review) -> dict[str, object]:
    return {
        "name": review.name,
        "state": review.state.value,
        "about": review.about.value,
        "which": review.which,
        "reviewers": list(review.reviewers),
        "due_at": review.due_at,
        "undecided": review.undecided,
    }
