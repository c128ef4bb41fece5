"""The server's half of the agent protocol, simulated: real decisions over a crash store."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from pursight.contracts.agents import (
    Applied,
    CommitReceipt,
    CommitRequest,
    Job,
    Lease,
    PollReply,
    RunOutcome,
)
from pursight.identity import id_at
from pursight.protocol import commit as commits
from pursight.protocol import lease as leases
from pursight.protocol.chunks import digest
from pursight.protocol.held import Says
from pursight.protocol.replies import PROTOCOL_HEADER
from pursight.protocol.signatures import NONCE_MEMORY_SECONDS, SignatureRefused, check_time
from pursight.testing.simulation_ledger import Ledger, Made
from pursight.testing.simulation_world import Killed, Store, Transaction, World

_HEADERS = {PROTOCOL_HEADER: "1", "Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll; offers travel unsigned, since signatures are proved elsewhere."""

    says: Says
    capacity: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """One chunk."""

    run_id: UUID
    attempt: int
    number: int
    chunk: bytes


@dataclass(frozen=True, slots=True)
class AskCommit:
    """A commit."""

    run_id: UUID
    attempt: int
    request: CommitRequest


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed request."""

    agent_id: UUID
    created: datetime
    nonce: str
    content: Poll | Put | AskCommit


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer; that of a poll carries its parts as they are."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    poll: PollReply | None = None
    offers: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job at the server."""

    job: Job
    lease: leases.JobLease = field(default_factory=leases.JobLease)


class SimulatedServer:
    """One server process after another over one store."""

    def __init__(self, world: World, ledger: Ledger) -> None:
        self.world = world
        self.ledger = ledger
        self.store = Store()
        self.up = True

    # --- what the driver does ---

    def ask(self, alias: str) -> UUID:
        """Ask for a scan, as a person does who is told that it was taken down."""
        job_id, run_id = (id_at(self.world.now, self.world.rng.getrandbits(74)) for _ in range(2))
        job = Job(
            id=job_id,
            organisation_id=UUID(int=0),
            agent_id=UUID(int=0),
            attempt=1,
            run_id=run_id,
            kind="scan",
            alias=alias,
            nominal_time=self.world.now,
            expires_at=datetime(2099, 1, 1, tzinfo=UTC),
            rules_sha256="0" * 64,
        )
        transaction = self.store.begin()
        transaction.put("job", job_id, JobRow(job))
        transaction.commit()
        self.ledger.asked[job_id] = run_id
        return job_id

    def cancel(self, job_id: UUID) -> None:
        """Stop a job, unless it has ended."""
        row: JobRow = self.store.get("job", job_id)
        if row.lease.state in leases.ENDED:
            return
        transaction = self.store.begin()
        transaction.put("job", job_id, replace(row, lease=leases.cancel(row.lease)))
        transaction.commit()
        self.ledger.cancelled.add(job_id)

    # --- what the network does ---

    def receive(self, envelope: Envelope) -> Reply | None:
        """Serve one request; None when the process is down or dies over it."""
        if not self.up:
            return None
        transaction = self.store.begin()
        try:
            self.world.mark()
            reply = self._serve(transaction, envelope)
            self.world.mark()
            transaction.commit()
            self.world.mark()
        except Killed:
            self.up = False
            self.world.later(self.world.rng.uniform(1, 60), self._start)
            return None
        return reply

    def _start(self) -> None:
        self.up = True

    def _serve(self, transaction: Transaction, envelope: Envelope) -> Reply:
        if not self.fresh(transaction, envelope):
            body = {"code": "signature.refused", "now": self.world.now.isoformat()}
            return Reply(401, _HEADERS, json.dumps(body).encode())
        transaction.on_commit.append(
            lambda: self.ledger.request_took_effect(envelope.agent_id, envelope.nonce)
        )
        match envelope.content:
            case Poll() as poll:
                return self._poll(transaction, envelope.agent_id, poll)
            case Put() as put:
                key = (put.run_id, put.attempt)
                chunks = transaction.get("chunks", key) or {}
                transaction.put("chunks", key, {**chunks, put.number: put.chunk})
                return Reply(204, _HEADERS)
            case AskCommit() as asked:
                return self._commit(transaction, asked)

    # --- decisions, each of which a test may replace by a wrong one ---

    def fresh(self, transaction: Transaction, envelope: Envelope) -> bool:
        """Whether the time is right and the nonce was never seen; remembers it."""
        try:
            self.check_time(envelope.created)
        except SignatureRefused:
            return False
        forget = self.world.now - timedelta(seconds=NONCE_MEMORY_SECONDS)
        for key, seen in transaction.rows("nonce"):
            if seen >= forget:
                break
            transaction.delete("nonce", key)
        if self.knows_nonce(transaction, envelope):
            return False
        transaction.put("nonce", (envelope.agent_id, envelope.nonce), self.world.now)
        return True

    def check_time(self, created: datetime) -> None:
        """Refuse what is too old or too far ahead."""
        check_time(created, self.world.now)

    def knows_nonce(self, transaction: Transaction, envelope: Envelope) -> bool:
        """Whether the nonce is in memory."""
        return transaction.get("nonce", (envelope.agent_id, envelope.nonce)) is not None

    def receipts(self, transaction: Transaction, asked: AskCommit) -> dict[int, CommitReceipt]:
        """Load the receipts of a run."""
        found = transaction.get("receipts", asked.run_id)
        return dict(found) if found else {}

    def newest_applied(self, transaction: Transaction, alias: str) -> datetime | None:
        """Load the nominal time of the scan that is shown."""
        newest: datetime | None = transaction.get("newest", alias)
        return newest

    def between_receipt_and_catalog(self, transaction: Transaction) -> None:
        """Do nothing: both belong to one transaction."""

    # --- requests ---

    def _poll(self, transaction: Transaction, agent_id: UUID, poll: Poll) -> Reply:
        now = self.world.now
        said: dict[str, list[Lease]] = {"confirmed": [], "renewed": [], "lost": [], "cancel": []}
        for asks, rule in ((poll.says.accept, leases.accept), (poll.says.renew, leases.renew)):
            for one in asks:
                row: JobRow = transaction.get("job", one.job_id)
                heard = rule(row.lease, agent_id, one.attempt, now)
                transaction.put("job", one.job_id, replace(row, lease=heard.lease))
                said[heard.say].append(Lease(job_id=one.job_id, attempt=one.attempt))
        for lease in said["confirmed"]:
            key = (lease.job_id, lease.attempt, agent_id)
            transaction.on_commit.append(partial(self.ledger.confirmed.add, key))
        offers = self._offers(transaction, agent_id, poll)
        reply = PollReply(now=now, **{name: tuple(found) for name, found in said.items()})
        return Reply(200, _HEADERS, poll=reply, offers=tuple(offers))

    def _offers(self, transaction: Transaction, agent_id: UUID, poll: Poll) -> Sequence[Job]:
        now = self.world.now
        offers: list[Job] = []
        for job_id, row in list(transaction.rows("job")):
            lease = leases.expire(row.lease, now)
            mine = lease.state is leases.LeaseState.OFFERED and lease.holder == agent_id
            free = lease.state is leases.LeaseState.QUEUED and row.job.alias in poll.aliases
            if mine or (free and len(offers) < poll.capacity):
                lease = leases.offer(lease, agent_id, now)
                update = {"attempt": lease.attempt, "agent_id": agent_id}
                offers.append(row.job.model_copy(update=update))
            if lease is not row.lease:
                transaction.put("job", job_id, replace(row, lease=lease))
        return offers

    def _commit(self, transaction: Transaction, asked: AskCommit) -> Reply:
        request = asked.request
        key = (asked.run_id, asked.attempt)
        chunks: dict[int, bytes] = transaction.get("chunks", key) or {}
        stored = commits.StoredRun(
            receipts=self.receipts(transaction, asked),
            chunks={number: digest(chunk) for number, chunk in chunks.items()},
            newest_applied=self.newest_applied(transaction, request.alias),
        )
        match commits.decide(stored, request, asked.attempt, now=self.world.now):
            case commits.AlreadyCommitted(receipt=receipt):
                return _ok(receipt)
            case commits.Superseded():
                return _ok(self._give_receipt(transaction, asked, Applied.SUPERSEDED))
            case commits.Missing(numbers=numbers):
                return Reply(409, _HEADERS, json.dumps({"missing": numbers}).encode())
            case commits.BadHash(code=code):
                return Reply(422, _HEADERS, json.dumps({"code": code}).encode())
            case commits.Accept() as accept:
                receipt = self._give_receipt(transaction, asked, accept.applied)
                self.between_receipt_and_catalog(transaction)
                content = b"".join(chunks[n] for n in range(request.n_chunks))
                self._apply(transaction, asked, accept, content)
                return _ok(receipt)

    def _give_receipt(
        self, transaction: Transaction, asked: AskCommit, applied: Applied
    ) -> CommitReceipt:
        receipt = CommitReceipt(
            run_id=asked.run_id,
            attempt=asked.attempt,
            root=asked.request.root,
            applied=applied,
            committed_at=self.world.now,
        )
        receipts = transaction.get("receipts", asked.run_id) or {}
        transaction.put("receipts", asked.run_id, {**receipts, asked.attempt: receipt})
        return receipt

    def _apply(
        self, transaction: Transaction, asked: AskCommit, accept: commits.Accept, content: bytes
    ) -> None:
        request = asked.request
        if accept.moves_newest:
            transaction.put("newest", request.alias, accept.nominal_time)
        if request.job_id is not None:
            row: JobRow = transaction.get("job", request.job_id)
            lease = leases.settle(row.lease, RunOutcome(request.outcome))
            transaction.put("job", request.job_id, replace(row, lease=lease))
        made = Made(request.alias, accept.nominal_time, content, request.outcome, accept.applied)
        transaction.on_commit.append(
            lambda: self.ledger.run_committed(asked.run_id, asked.attempt, made)
        )


def _ok(receipt: CommitReceipt) -> Reply:
    return Reply(200, _HEADERS, receipt.model_dump_json().encode())
