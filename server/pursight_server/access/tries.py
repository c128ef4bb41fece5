"""Tries to sign in are counted, whatever was tried; too many make an account wait."""

from dataclasses import dataclass
from datetime import datetime

from pursight_server.access import lockout, store
from pursight_server.access.store import SignInFacts
from pursight_server.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Tried:
    """The count with this try in it."""

    failures: int
    locked_until: datetime | None


def waits(facts: SignInFacts, now: datetime) -> bool:
    """Whether nobody can sign in as this person yet."""
    return lockout.locked(facts.locked_until, now)


async def count(uow: UnitOfWork, facts: SignInFacts) -> Tried:
    """Count a try before it is looked at, so that many at once get no more guesses."""
    failures = facts.failed_sign_ins + 1
    wait = lockout.wait_after(failures)
    until = uow.clock.now() + wait if wait else None
    await store.set_failures(uow, facts.person.id, failures, until)
    return Tried(failures, until)


async def take_back(uow: UnitOfWork, facts: SignInFacts) -> None:
    """Uncount a try that was right, but only half of a sign-in: what went wrong before stays."""
    failures = max(0, facts.failed_sign_ins - 1)
    await store.set_failures(uow, facts.person.id, failures, None)


async def clear(uow: UnitOfWork, facts: SignInFacts) -> None:
    """Forget what went wrong: somebody has signed in."""
    await store.set_failures(uow, facts.person.id, 0, None)


def record_failed(uow: UnitOfWork, facts: SignInFacts, tried: Tried, step: str) -> None:
    """Note that a try was wrong, and that the account waits now."""
    uow.record(
        "person.sign_in_failed",
        "person",
        facts.person.id,
        after={"failures": tried.failures, "locked_until": tried.locked_until, "step": step},
    )
    if tried.locked_until is not None:
        uow.record(
            "person.locked_out",
            "person",
            facts.person.id,
            after={"failures": tried.failures, "locked_until": tried.locked_until},
        )
