"""Whatever people do with requests, in any order and at once: the diagram and two pairs of eyes."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from pursight.clock import StoppedClock, SystemClock
from pursight.errors import Fault, PurSightError
from pursight_server.access import service as persons
from pursight_server.access.client import SOMEHOW
from pursight_server.access.model import EVERYWHERE, Caller, Role, Subject, SubjectKind
from pursight_server.access.rights import groups
from pursight_server.access.rights.reading import rights_of
from pursight_server.access_requests import service
from pursight_server.access_requests.deciding import have_a_part
from pursight_server.access_requests.model import MOVES, AccessRequest, RequestState, Wish
from pursight_server.access_requests.sweep import sweep_requests
from pursight_server.organisations import service as organisations
from pursight_server.platform.crypto import ServerKeys
from pursight_server.platform.database import Database
from pursight_server.platform.services import Services
from pursight_server.platform.settings import Settings
from pursight_server.platform.unit_of_work import Actor, UnitOfWork
from pursight_server.sync.feed import flush

PEOPLE = {
    "ann": frozenset({Role.SYSTEM_ADMINISTRATOR}),
    "bob": frozenset({Role.SYSTEM_ADMINISTRATOR}),
    "cat": frozenset({Role.SYSTEM_ADMINISTRATOR, Role.DATA_STEWARD}),
    "dan": frozenset({Role.DATA_USER}),
    "eve": frozenset({Role.DATA_USER}),
}
ARROWS = {(before.value, after.value) for (before, _), after in MOVES.items()}
TESTS = Actor.system("the tests")
_numbers = itertools.count(1)
Somebody = st.sampled_from(sorted(PEOPLE))
Do = Callable[[UnitOfWork, Caller], Awaitable[AccessRequest]]


class AnyRequests(RuleBasedStateMachine):
    """Five people, one group, and the clock."""

    given: Services
    run: Callable[[Coroutine[Any, Any, Any]], Any]
    requests: Bundle[UUID] = Bundle("requests")

    @initialize()
    def begin(self) -> None:
        self.run(self._begin())

    async def _begin(self) -> None:
        database = self.given.database
        slug = f"any-{next(_numbers)}"
        self.organisation_id = (await organisations.found(database, slug, slug, actor=TESTS)).id
        async with database.unit_of_work(self.organisation_id, TESTS) as uow:
            made = {
                name: await persons.create_person(
                    uow, email=f"{name}@example.com", name=name, roles=roles
                )
                for name, roles in PEOPLE.items()
            }
            self.people = {name: person.id for name, person in made.items()}
            self.group = (await groups.create(uow, name="All", description="")).id
            await groups.put_in(uow, self.group, self._person("dan"))

    @rule(target=requests, who=Somebody, group=st.booleans(), whom=Somebody, draft=st.booleans())
    def ask(self, who: str, group: bool, whom: str, draft: bool) -> Any:
        subject = Subject(SubjectKind.GROUP, self.group) if group else self._person(whom)
        wish = Wish(
            subject=subject,
            role="data_steward",
            scope=EVERYWHERE,
            columns=(),
            purpose="Whatever",
            days=3,
            begins_at=None,
        )
        made = self._do(who, lambda uow, caller: service.ask(uow, caller, wish, draft=draft))
        return multiple() if made is None else made.id

    @rule(who=Somebody, request=requests)
    def submit(self, who: str, request: UUID) -> None:
        self._do(who, lambda uow, caller: service.submit(uow, caller, request))

    @rule(who=Somebody, request=requests)
    def withdraw(self, who: str, request: UUID) -> None:
        self._do(who, lambda uow, caller: service.withdraw(uow, caller, request))

    @rule(who=Somebody, request=requests, yes=st.booleans())
    def decide(self, who: str, request: UUID, yes: bool) -> None:
        self._do(who, lambda uow, caller: self._decided(uow, caller, request, yes))

    @rule(request=requests)
    def all_decide_at_once(self, request: UUID) -> None:
        async def everybody() -> list[object]:
            tries = [
                self._tried(who, lambda uow, caller: self._decided(uow, caller, request, True))
                for who in self.people
            ]
            return await asyncio.gather(*tries)

        done = [one for one in self.run(everybody()) if one is not None]
        assert len(done) <= 1

    @rule(who=Somebody, request=consumes(requests))
    def end(self, who: str, request: UUID) -> None:
        self._do(who, lambda uow, caller: service.end(uow, caller, request, note=""))

    @rule(days=st.integers(0, 9))
    def time_passes(self, days: int) -> None:
        clock = self.given.clock
        assert isinstance(clock, StoppedClock)
        clock.advance(timedelta(days=days))
        self.run(sweep_requests(self.given))

    @rule(who=Somebody, comes=st.booleans())
    def the_group_changes(self, who: str, comes: bool) -> None:
        async def change() -> None:
            async with self.given.database.unit_of_work(self.organisation_id, TESTS) as uow:
                act = groups.put_in if comes else groups.take_out
                await act(uow, self.group, self._person(who))

        try:
            self.run(change())
        except PurSightError as error:
            if error.fault is not Fault.CALLER:
                raise

    def teardown(self) -> None:
        if hasattr(self, "organisation_id"):
            self.run(self._check_the_log())

    async def _check_the_log(self) -> None:
        """Every step ever made is an arrow of the diagram; each request is decided once."""
        async with self.given.database.reading(self.organisation_id) as unit:
            rows = await unit.connection.execute(
                text(
                    "SELECT kind, subject_id, before ->> 'state', after ->> 'state' FROM event"
                    " WHERE subject_kind = 'access_request' ORDER BY seq"
                )
            )
        decided: list[str] = []
        stands: dict[str, str] = {}
        for kind, subject, before, after in rows:
            if kind == "access_request.drafted":
                assert subject not in stands
            else:
                assert stands[subject] == before
                assert (before, after) in ARROWS or (kind, before) == (
                    "access_request.reminded",
                    "open",
                ), (kind, before, after)
            stands[subject] = after
            if kind in {"access_request.approved", "access_request.refused"}:
                decided.append(subject)
        assert len(decided) == len(set(decided))
        assert set(stands.values()) <= {state.value for state in RequestState}

    async def _decided(
        self, uow: UnitOfWork, caller: Caller, request: UUID, yes: bool
    ) -> AccessRequest:
        after = await service.decide(uow, caller, request, approve=yes, note="")
        part = await have_a_part(uow, after.requester_id, after.subject)
        assert caller.person_id not in part, "somebody decided their own"
        assert after.decided_by == caller.person_id
        return after

    def _do(self, who: str, act: Do) -> AccessRequest | None:
        done: AccessRequest | None = self.run(self._tried(who, act))
        return done

    async def _tried(self, who: str, act: Do) -> AccessRequest | None:
        person_id = self.people[who]
        database, actor = self.given.database, Actor("person", person_id, who)
        try:
            async with database.unit_of_work(self.organisation_id, actor) as uow:
                caller = Caller(
                    person_id=person_id,
                    organisation_id=self.organisation_id,
                    session_id=person_id,
                    email=f"{who}@example.com",
                    name=who,
                    roles=PEOPLE[who],
                    given=await rights_of(uow, self._person(who), PEOPLE[who], way=SOMEHOW),
                )
                return await act(uow, caller)
        except PurSightError as error:
            if error.fault is not Fault.CALLER:
                raise
            return None

    def _person(self, who: str) -> Subject:
        return Subject(SubjectKind.PERSON, self.people[who])


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """A loop of the machine's own."""
    with asyncio.Runner() as runner:
        yield runner


def test_any_requests(runner: asyncio.Runner, app_dsn: str, tmp_path: Any) -> None:
    clock = StoppedClock(SystemClock().now())
    database = Database(app_dsn, clock=clock, pool_size=8, before_commit=flush)
    services = Services(
        settings=Settings(data_dir=tmp_path, plain_http=True),
        database=database,
        keys=ServerKeys.generate(),
        clock=clock,
    )
    machine = type("Machine", (AnyRequests,), {"given": services, "run": staticmethod(runner.run)})
    try:
        run_state_machine_as_test(
            machine,
            settings=settings(max_examples=10, stateful_step_count=25, deadline=None),
        )
    finally:
        runner.run(database.dispose())
