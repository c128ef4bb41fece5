"""An agent at the end of a test's strings: signs with a real key, speaks the real protocol.

`AgentDriver` does nothing by itself. It works against the ASGI application in the test's process
and against a real server's address alike: it only needs an `httpx.AsyncClient`.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from pursight import zstd
from pursight.clock import Clock
from pursight.contracts.agents import (
    AnnouncedSource,
    CommitReceipt,
    CommitRequest,
    EnrolReply,
    EnrolRequest,
    Job,
    JobKind,
    Lease,
    LeaseRenewal,
    PollReply,
    PollRequest,
    Progress,
    ReportRecord,
    RunOutcome,
)
from pursight.contracts.scans import ScanCounts
from pursight.identity import new_id
from pursight.protocol import chunks, jobs, keys, report, signatures
from pursight.protocol.replies import PROTOCOL_HEADER


class AgentDriver:
    """One agent. Methods that return a model raise `httpx.HTTPStatusError` on any other answer.

    Args:
        http: Where the server is; needs a base URL.
        clock: The agent's clock.
        aliases: Sources that it announces at every poll.
        agent_id: Its id; a new one by default.
        key: Its key; a new one by default.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        clock: Clock,
        *,
        aliases: Iterable[str] = ("crm",),
        agent_id: UUID | None = None,
        key: Ed25519PrivateKey | None = None,
    ) -> None:
        self.http = http
        self.clock = clock
        self.id = agent_id or new_id(clock)
        self.key = key or Ed25519PrivateKey.generate()
        self.sources = tuple(
            AnnouncedSource(alias=alias, kind="postgresql", consents=("test", "scan"))
            for alias in aliases
        )
        self.enrolled: EnrolReply | None = None

    @property
    def public_key(self) -> str:
        """The public key as the contracts spell it."""
        return keys.to_text(keys.public_bytes(self.key))

    def sign(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        headers: dict[str, str] | None = None,
        nonce: str | None = None,
    ) -> httpx.Request:
        """Make a signed request without sending it; change it to forge one."""
        sent = {PROTOCOL_HEADER: "1", **(headers or {})}
        url = str(self.http.base_url.join(path))
        sent |= signatures.sign(
            method,
            url,
            sent,
            body,
            key=self.key,
            key_id=str(self.id),
            now=self.clock.now(),
            nonce=nonce or secrets.token_urlsafe(18),
        )
        return self.http.build_request(method, url, content=body, headers=sent)

    async def post(self, path: str, message: BaseModel, *, compress: bool = True) -> httpx.Response:
        """Send a message."""
        body = message.model_dump_json(exclude_none=True).encode()
        headers = {"Content-Type": "application/json"}
        if compress:
            body = zstd.compress(body)
            headers["Content-Encoding"] = "zstd"
        return await self.http.send(self.sign("POST", path, body, headers=headers))

    async def try_to_enrol(self, token: str, *, name: str = "agent in a test") -> httpx.Response:
        """Ask to be enrolled."""
        request = EnrolRequest(
            token=token,
            agent_id=self.id,
            name=name,
            public_key=self.public_key,
            software="pursight-agent/0.1.0",
            platform="linux",
        )
        return await self.post("/agent/v1/enroll", request)

    async def enrol(self, token: str, *, name: str = "agent in a test") -> EnrolReply:
        """Be enrolled."""
        answer = (await self.try_to_enrol(token, name=name)).raise_for_status()
        self.enrolled = EnrolReply.model_validate_json(answer.content)
        return self.enrolled

    async def poll(self, capacity: int = 1, **fields: Any) -> PollReply:
        """Poll once, by default without waiting."""
        request = PollRequest(capacity=capacity, **{"sources": self.sources, **fields})
        answer = (await self.post("/agent/v1/poll", request)).raise_for_status()
        return PollReply.model_validate_json(answer.content)

    def open(self, reply: PollReply) -> list[Job]:
        """Check the offers of a poll as an agent does, and read them."""
        assert self.enrolled is not None, "enrol first"
        job_key = keys.from_text(self.enrolled.job_key)
        return [
            jobs.open_job(offer, job_key, agent_id=self.id, now=self.clock.now())
            for offer in reply.offers
        ]

    async def offered(self) -> Job:
        """Poll and read the one job that is offered."""
        [job] = self.open(await self.poll())
        return job

    async def begin(self) -> Job:
        """Take the one job that is offered, until its worker may start."""
        job = await self.offered()
        lease = Lease(job_id=job.id, attempt=job.attempt)
        reply = await self.poll(capacity=0, accept=(lease,))
        assert reply.confirmed == (lease,), reply
        return job

    async def renew(self, job: Job, progress: Progress | None = None, **fields: Any) -> PollReply:
        """Keep a job, telling how far it is."""
        renewal = LeaseRenewal(
            job_id=job.id, attempt=job.attempt, progress=progress or Progress(phase="reading")
        )
        return await self.poll(capacity=0, renew=(renewal,), **fields)

    async def put_chunk(self, run_id: UUID, attempt: int, n: int, chunk: bytes) -> httpx.Response:
        """Deliver one chunk."""
        path = f"/agent/v1/runs/{run_id}/attempts/{attempt}/chunks/{n}"
        headers = {"Content-Type": "application/zstd"}
        return await self.http.send(self.sign("PUT", path, chunk, headers=headers))

    async def put_chunks(self, run_id: UUID, attempt: int, cut: Sequence[bytes]) -> None:
        """Deliver all chunks."""
        for n, chunk in enumerate(cut):
            (await self.put_chunk(run_id, attempt, n, chunk)).raise_for_status()

    async def commit(self, run_id: UUID, attempt: int, request: CommitRequest) -> httpx.Response:
        """Ask for the commit of what was delivered."""
        return await self.post(f"/agent/v1/runs/{run_id}/attempts/{attempt}/commit", request)

    async def deliver(
        self, job: Job, records: Sequence[ReportRecord], **fields: Any
    ) -> httpx.Response:
        """Deliver and commit a job's report; `fields` change the commit."""
        cut = chunks.cut(report.encode(records))
        await self.put_chunks(job.run_id, job.attempt, cut)
        return await self.commit(job.run_id, job.attempt, self.commit_of(job, records, **fields))

    async def delivered(
        self, job: Job, records: Sequence[ReportRecord], **fields: Any
    ) -> CommitReceipt:
        """Deliver and commit a job's report, and read the receipt."""
        return receipt_of(await self.deliver(job, records, **fields))

    def commit_of(self, job: Job, records: Sequence[ReportRecord], **fields: Any) -> CommitRequest:
        """Word the commit of a completed run."""
        now = self.clock.now()
        kinds = [record.record for record in records]
        return CommitRequest.model_validate(
            commit_fields(records)
            | {
                "kind": job.kind,
                "alias": job.alias,
                "job_id": job.id,
                "outcome": RunOutcome.COMPLETED,
                "complete": job.kind is JobKind.SCAN,
                "nominal_time": job.nominal_time,
                "started_at": now,
                "finished_at": now,
                "counts": ScanCounts(tables=kinds.count("table"), skipped=kinds.count("skipped")),
            }
            | fields
        )


def commit_fields(records: Sequence[ReportRecord]) -> dict[str, Any]:
    """Number of chunks and root hash of a report."""
    cut = chunks.cut(report.encode(records))
    return {"n_chunks": len(cut), "root": chunks.root(chunks.digest(chunk) for chunk in cut)}


def receipt_of(answer: httpx.Response) -> CommitReceipt:
    """Read the receipt that an answer must hold."""
    assert answer.status_code == 200, answer.text
    return CommitReceipt.model_validate_json(answer.content)


def code_of(answer: httpx.Response) -> str:
    """Read the code of a problem answer."""
    return str(json.loads(answer.content)["code"])
