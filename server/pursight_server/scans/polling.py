"""An agent's poll: what it says, what it is told, and waiting for news in between."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

from pursight.contracts.agents import (
    Job,
    JobKind,
    Lease,
    ModelNotice,
    PollReply,
    PollRequest,
    SignedJob,
)
from pursight.crash import crash_point
from pursight.protocol import lease as leases
from pursight.protocol.jobs import rules_sha256, sign_job
from pursight.protocol.keys import PrivateKey
from pursight.protocol.lease import LEASE_SECONDS, Heard, LeaseState
from pursight_server.agents import service as agents
from pursight_server.agents.model import AgentFacts
from pursight_server.learning import service as learning
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import UnitOfWork
from pursight_server.rules import service as rules
from pursight_server.scans import store
from pursight_server.scans.model import Reason, Scan, is_final, reason_for_cancel
from pursight_server.scans.service import follow_lease, take_back_expired
from pursight_server.sources import service as sources
from pursight_server.sources.model import SourceState

LOOK_EVERY_SECONDS = 0.4
"""How often a waiting poll looks for news; each look is one small query, no transaction is held."""


@dataclass(slots=True)
class Said:
    """The lists of the answer while they are being filled."""

    offers: list[SignedJob] = field(default_factory=list)
    confirmed: list[Lease] = field(default_factory=list)
    renewed: list[Lease] = field(default_factory=list)
    lost: list[Lease] = field(default_factory=list)
    cancel: list[Lease] = field(default_factory=list)

    def say(self, heard: Heard, lease: Lease) -> None:
        """Put a lease in the list that the protocol chose."""
        kept = Lease(job_id=lease.job_id, attempt=lease.attempt)
        list_of = {
            "confirmed": self.confirmed,
            "renewed": self.renewed,
            "lost": self.lost,
            "cancel": self.cancel,
        }
        list_of[heard.say].append(kept)

    @property
    def is_news(self) -> bool:
        """Whether the agent should hear this now; that leases were renewed can wait."""
        return bool(self.offers or self.confirmed or self.lost or self.cancel)

    def reply(self, database: Database, model: ModelNotice | None) -> PollReply:
        """Make the answer."""
        return PollReply(
            model=model,
            now=database.clock.now(),
            offers=tuple(self.offers),
            confirmed=tuple(self.confirmed),
            renewed=tuple(self.renewed),
            lost=tuple(self.lost),
            cancel=tuple(self.cancel),
            lease_seconds=LEASE_SECONDS,
        )


async def poll(
    database: Database,
    agent: AgentFacts,
    request: PollRequest,
    *,
    job_key: PrivateKey,
    pause: Callable[[float], Awaitable[bool]],
    knows_models: bool = False,
) -> PollReply:
    """Hear an agent out and answer, at once if there is news, else when there is or time is up.

    What the agent said is committed before anything is waited for, and nothing is held meanwhile.

    Args:
        database: The database.
        agent: Who polls, verified.
        request: What it says.
        job_key: Signs the jobs that are offered.
        pause: Waits so many seconds; says whether the agent is still there to be answered.
        knows_models: Whether the agent understands an answer that names a column model.
    """
    actor = agents.as_actor(agent)
    async with database.unit_of_work(agent.organisation_id, actor) as uow:
        await agents.hear(uow, agent, request)
        said = await _answer_leases(uow, agent, request)
        await take_back_expired(uow)
        await _offer_again(uow, agent, request, said, job_key)
        await _offer(uow, agent, request, said, job_key)
        if said.is_news:
            crash_point("scans.before_poll_commit")
    if said.is_news:
        crash_point("scans.after_poll_commit")
    held = {lease.job_id for lease in said.renewed}
    left = request.wait_seconds
    while not said.is_news and left > 0:
        seconds = min(LOOK_EVERY_SECONDS, left)
        if not await pause(seconds):
            break
        left -= seconds
        async with database.reading(agent.organisation_id) as unit:
            news = await store.has_news(
                unit,
                agent.id,
                agent.agent_group,
                _aliases(request),
                held=held,
                has_room=request.capacity > 0,
            )
        if news:
            async with database.unit_of_work(agent.organisation_id, actor) as uow:
                await _look_again(uow, agent, said)
                await _offer(uow, agent, request, said, job_key)
    model = None
    if knows_models:
        told = request.health.model_serial
        async with database.reading(agent.organisation_id) as unit:
            model, behind = await learning.notice(unit), await learning.is_behind(unit, told)
        if told is not None and behind:
            async with database.unit_of_work(agent.organisation_id, actor) as uow:
                model = await learning.overtake(uow, told)
    return said.reply(database, model)


def _aliases(request: PollRequest) -> list[str]:
    return [source.alias for source in request.sources]


async def _answer_leases(uow: UnitOfWork, agent: AgentFacts, request: PollRequest) -> Said:
    """Take in accepts, refusals and renewals, each of a run that is held meanwhile."""
    said = Said()
    named = {one.job_id for one in (*request.accept, *request.refuse, *request.renew)}
    known = {one.id: one for one in await store.lock_these(uow, named)}
    for refusal in request.refuse:
        if (one := known.get(refusal.job_id)) is not None:
            final = is_final(refusal.code)
            after = leases.refuse(one.lease, agent.id, refusal.attempt, final=final)
            reason = Reason(
                refusal.code, refusal.reason, "Look at the agent's consent file and log."
            )
            known[one.id] = await follow_lease(uow, one, after, reason=reason)
    for wanted in request.accept:
        said.say(await _accept(uow, agent, known, wanted), wanted)
    for renewal in request.renew:
        one = known.get(renewal.job_id)
        if one is None:
            said.lost.append(Lease(job_id=renewal.job_id, attempt=renewal.attempt))
            continue
        heard = leases.renew(one.lease, agent.id, renewal.attempt, uow.clock.now())
        if heard.lease.state is not one.lease.state:
            one = await follow_lease(uow, one, heard.lease)
        if heard.say in ("renewed", "cancel"):
            await store.save_pulse(uow, one.id, renewal.progress, heard.lease.expires_at)
        known[one.id] = replace(one, lease=heard.lease, progress=renewal.progress)
        said.say(heard, renewal)
    return said


async def _accept(
    uow: UnitOfWork, agent: AgentFacts, known: dict[UUID, Scan], wanted: Lease
) -> Heard:
    """Confirm an attempt and let the source enter `scanning`, unless it was archived meanwhile."""
    one = known.get(wanted.job_id)
    if one is None:
        return Heard(leases.JobLease(), "lost")
    heard = leases.accept(one.lease, agent.id, wanted.attempt, uow.clock.now())
    if heard.say != "confirmed":
        return heard
    source = await sources.locked(uow, one.source_id)
    if source.state is SourceState.ARCHIVED:
        reason = reason_for_cancel("the archiving of its source")
        if one.lease.state is LeaseState.OFFERED:
            known[one.id] = await follow_lease(uow, one, leases.cancel(one.lease), reason=reason)
        return Heard(known[one.id].lease, "cancel")
    if one.lease.state is LeaseState.OFFERED:
        await store.note_accepted(uow, one.id, wanted.attempt)
        if one.kind is JobKind.SCAN:
            await sources.enter_scanning(uow, one.source_id)
    known[one.id] = await follow_lease(uow, one, heard.lease)
    return heard


async def _look_again(uow: UnitOfWork, agent: AgentFacts, said: Said) -> None:
    """Find leases renewed at the start of the poll that were cancelled or lost since."""
    renewed, said.renewed = said.renewed, []
    known = {one.id: one for one in await store.lock_these(uow, {r.job_id for r in renewed})}
    for lease in renewed:
        one = known.get(lease.job_id)
        if one is None or not one.lease.held_by(agent.id, lease.attempt):
            said.lost.append(lease)
        elif one.lease.cancel_asked:
            said.cancel.append(lease)
        else:
            said.renewed.append(lease)


async def _offer_again(
    uow: UnitOfWork,
    agent: AgentFacts,
    request: PollRequest,
    said: Said,
    job_key: PrivateKey,
) -> None:
    """Repeat offers that the agent has not answered: the answer that held them may be lost."""
    wanted = {lease.job_id for lease in request.accept}
    for one in await store.lock_offered(uow, agent.id, uow.clock.now()):
        if len(said.offers) < request.capacity and one.id not in wanted:
            said.offers.append(sign_job(await _job(uow, agent, one), job_key))


async def _offer(
    uow: UnitOfWork,
    agent: AgentFacts,
    request: PollRequest,
    said: Said,
    job_key: PrivateKey,
) -> None:
    """Offer the next attempts of queued runs, oldest first."""
    room = request.capacity - len(said.offers)
    if room <= 0:
        return
    aliases = _aliases(request)
    for one in await store.lock_queued(uow, agent.id, agent.agent_group, aliases, room):
        source = await sources.get(uow, one.source_id)
        if source.state is SourceState.ARCHIVED:
            reason = reason_for_cancel("the archiving of its source")
            await follow_lease(uow, one, leases.cancel(one.lease), reason=reason)
            continue
        after = leases.offer(one.lease, agent.id, uow.clock.now())
        await store.add_attempt(uow, one.id, after.attempt, agent.id)
        offered = await follow_lease(uow, one, after)
        said.offers.append(sign_job(await _job(uow, agent, offered), job_key))


async def _job(uow: UnitOfWork, agent: AgentFacts, scan: Scan) -> Job:
    """Write down what is to be done, as the source is set up now."""
    source = await sources.get(uow, scan.source_id)
    checks = await rules.rules_for(uow, source.id) if scan.kind is JobKind.SCAN else ()
    return Job(
        id=scan.id,
        organisation_id=uow.organisation_id,
        agent_id=agent.id,
        attempt=scan.lease.attempt,
        run_id=scan.id,
        kind=scan.kind,
        alias=scan.alias,
        nominal_time=scan.nominal_time,
        expires_at=scan.lease.expires_at or uow.clock.now(),
        scope=source.scope,
        limits=source.limits,
        rules=checks,
        rules_sha256=rules_sha256(checks),
        full=scan.full,
        trace_id=scan.trace_id,
    )
