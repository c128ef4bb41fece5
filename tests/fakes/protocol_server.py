"""The server's half of the agent protocol on loopback: pure functions behind http.server.

What it holds lives in memory and survives the agent's death; `ledger` is the outside record of what
was asked for, and `applied` of what a catalog would have taken in.
"""

import json
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pursight import zstd
from pursight.clock import SystemClock
from pursight.contracts.agents import (
    Applied,
    CommitReceipt,
    CommitRequest,
    EnrolReply,
    EnrolRequest,
    Job,
    JobKind,
    Limits,
    MissingChunks,
    ModelNotice,
    PollReply,
    PollRequest,
    ReportRecord,
    Scope,
)
from pursight.identity import new_id
from pursight.protocol import chunks, commit, keys, lease, report, signatures
from pursight.protocol.jobs import rules_sha256, sign_job
from pursight.protocol.lease import JobLease, LeaseState
from pursight.protocol.models import CAPABILITY_HEADER, COLUMN_MODEL

ORGANISATION = UUID("0190e0c0-0000-7000-8000-000000000001")


@dataclass
class ServerJob:
    """A job's row."""

    job: Job
    lease: JobLease = field(default_factory=JobLease)
    refusals: list[str] = field(default_factory=list)
    progress: list[str] = field(default_factory=list)


@dataclass
class Reply:
    """What a fault may put in place of the true answer."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


class ProtocolServer:
    """Start with `with ProtocolServer() as server`; `server.url` and `server.token` enrol."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, tls_pin: str = "") -> None:
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.clock_offset = timedelta(0)
        self.job_key = Ed25519PrivateKey.generate().private_bytes_raw()
        pin = tls_pin or keys.pin(keys.public_bytes(self.job_key))
        self.token = str(keys.EnrolmentToken("t1", "s" * 43, pin))
        self.agents: dict[UUID, bytes] = {}
        self.revoked: set[UUID] = set()
        self.nonces: set[str] = set()
        self.jobs: dict[UUID, ServerJob] = {}
        self.received: dict[tuple[UUID, int], dict[int, bytes]] = {}
        self.receipts: dict[UUID, dict[int, CommitReceipt]] = {}
        self.requests: dict[UUID, CommitRequest] = {}
        self.reports: dict[UUID, list[ReportRecord]] = {}
        self.newest: dict[str, datetime] = {}
        self.applied: Counter[UUID] = Counter()
        self.polls: list[PollRequest] = []
        self.traffic: list[tuple[str, str, dict[str, str], bytes]] = []
        self.knows_models = True
        self.notice: ModelNotice | None = None
        self.packed = b""
        self.fault: Callable[[str, str], Reply | None] = lambda method, path: None
        self.after_fault: Callable[[str, str], Reply | None] = lambda method, path: None
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._http.handle_error = lambda *_: None  # type: ignore[method-assign]  cut connections
        if tls is not None:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> "ProtocolServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def now(self) -> datetime:
        return SystemClock().now() + self.clock_offset

    def ask(
        self,
        alias: str,
        kind: JobKind = JobKind.SCAN,
        *,
        nominal: datetime | None = None,
        full: bool = False,
        memory: int = 2048,
    ) -> ServerJob:
        """Queue a job for whichever agent polls first."""
        job = Job(
            id=new_id(),
            organisation_id=ORGANISATION,
            agent_id=UUID(int=0),
            attempt=1,
            run_id=new_id(),
            kind=kind,
            alias=alias,
            nominal_time=nominal or self.now(),
            expires_at=self.now() + timedelta(hours=1),
            scope=Scope(),
            limits=Limits(memory_mebibytes=memory),
            rules_sha256=rules_sha256(()),
            full=full,
            trace_id="ab" * 16,
        )
        with self.changed:
            self.jobs[job.id] = ServerJob(job)
            self.changed.notify_all()
        return self.jobs[job.id]

    def wait(self, done: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait until something is so; fail if it does not become so."""
        until = time.monotonic() + seconds
        with self.changed:
            while not done():
                left = until - time.monotonic()
                assert left > 0, "what was waited for did not happen"
                self.changed.wait(min(left, 0.2))

    def cancel(self, row: ServerJob) -> None:
        with self.changed:
            row.lease = lease.cancel(row.lease)
            self.changed.notify_all()

    def expire_all(self) -> None:
        """Take back every lease as if its time were up."""
        with self.changed:
            for row in self.jobs.values():
                late = self.now() + timedelta(seconds=lease.LEASE_SECONDS + 1)
                row.lease = lease.expire(row.lease, late)
            self.changed.notify_all()

    # --- the protocol ------------------------------------------------------------------------

    def answer(  # noqa: PLR0911  one return a route
        self, method: str, path: str, headers: dict[str, str], raw: bytes
    ) -> Reply:
        parts = urlsplit(path).path.strip("/").split("/")
        if parts[:2] != ["agent", "v1"]:
            return self._problem(404, "not_found")
        body = zstd.decompress(raw, 1 << 26) if headers.get("content-encoding") == "zstd" else raw
        if parts[2] == "enroll":
            return self._enrol(path, headers, raw, body)
        agent = UUID(signatures.claimed_key_id(headers))
        if agent not in self.agents:
            raise signatures.SignatureRefused("signature.wrong")
        self._verify(method, path, headers, raw, self.agents[agent])
        if agent in self.revoked:
            return self._problem(403, "agent.revoked")
        if parts[2] == "poll":
            if not self.knows_models:
                assert b"model" not in body, "an older server would refuse this"
            return self._poll(agent, PollRequest.model_validate_json(body))
        if parts[2] == "models":
            return Reply(200, self.packed)
        run, attempt = UUID(parts[3]), int(parts[5])
        if parts[6] == "chunks":
            chunks.expand(raw)
            with self.changed:
                self.received.setdefault((run, attempt), {})[int(parts[7])] = raw
                self.changed.notify_all()
            return Reply(204)
        return self._commit(run, attempt, CommitRequest.model_validate_json(body))

    def _verify(
        self, method: str, path: str, headers: dict[str, str], raw: bytes, key: bytes
    ) -> None:
        verified = signatures.verify(method, self.url + path, headers, raw, key=key, now=self.now())
        with self.lock:
            if verified.nonce in self.nonces:
                raise signatures.SignatureRefused("signature.replayed")
            self.nonces.add(verified.nonce)

    def _enrol(self, path: str, headers: dict[str, str], raw: bytes, body: bytes) -> Reply:
        request = EnrolRequest.model_validate_json(body)
        key = keys.from_text(request.public_key)
        self._verify("POST", path, headers, raw, key)
        if request.token != self.token:
            return self._problem(422, "enrolment.token_refused")
        known = self.agents.get(request.agent_id)
        if known is not None and known != key:
            return self._problem(409, "agent.other_key")
        self.agents[request.agent_id] = key
        reply = EnrolReply(
            agent_id=request.agent_id,
            organisation_id=ORGANISATION,
            organisation="Example",
            job_key=keys.to_text(keys.public_bytes(self.job_key)),
            now=self.now(),
        )
        return Reply(200, reply.model_dump_json().encode())

    def _poll(self, agent: UUID, request: PollRequest) -> Reply:
        until = time.monotonic() + request.wait_seconds
        with self.changed:
            self.polls.append(request)
            heard: dict[str, list[Any]] = {"confirmed": [], "renewed": [], "lost": [], "cancel": []}
            for one in request.accept:
                row = self.jobs[one.job_id]
                told = lease.accept(row.lease, agent, one.attempt, self.now())
                row.lease = told.lease
                heard[told.say].append(one)
            for renewal in request.renew:
                row = self.jobs[renewal.job_id]
                told = lease.renew(row.lease, agent, renewal.attempt, self.now())
                row.lease = told.lease
                row.progress.append(renewal.progress.phase)
                heard[told.say].append({"job_id": renewal.job_id, "attempt": renewal.attempt})
            for refusal in request.refuse:
                row = self.jobs[refusal.job_id]
                final = not refusal.code.startswith(("run.", "spool."))
                row.refusals.append(refusal.code)
                row.lease = lease.refuse(row.lease, agent, refusal.attempt, final=final)
            self.changed.notify_all()
            offers = []
            while True:
                for row in self.jobs.values():
                    if len(offers) >= request.capacity:
                        break
                    if row.lease.state is LeaseState.QUEUED:
                        row.lease = lease.offer(row.lease, agent, self.now())
                        told_job = row.job.model_copy(
                            update={"agent_id": agent, "attempt": row.lease.attempt}
                        )
                        offers.append(sign_job(told_job, self.job_key))
                if offers or any(heard.values()) or time.monotonic() >= until:
                    break
                self.changed.wait(min(0.05, max(0.0, until - time.monotonic())))
        reply = PollReply(now=self.now(), offers=tuple(offers), model=self.notice, **heard)
        return Reply(200, reply.model_dump_json(exclude_none=True).encode())

    def _commit(self, run: UUID, attempt: int, request: CommitRequest) -> Reply:
        with self.changed:
            bodies = self.received.get((run, attempt), {})
            stored = commit.StoredRun(
                receipts=self.receipts.get(run, {}),
                chunks={n: chunks.digest(body) for n, body in bodies.items()},
                newest_applied=self.newest.get(request.alias),
            )
            match commit.decide(stored, request, attempt):
                case commit.AlreadyCommitted(receipt=receipt):
                    return Reply(200, receipt.model_dump_json().encode())
                case commit.Missing(numbers=numbers):
                    body = MissingChunks(missing=numbers).model_dump_json().encode()
                    return Reply(409, body)
                case commit.BadHash(code=code):
                    return self._problem(422, code)
                case commit.Superseded():
                    applied = Applied.SUPERSEDED
                case commit.Accept(applied=applied, moves_newest=moves):
                    if moves:
                        self.newest[request.alias] = request.nominal_time
                    ordered = [bodies[n] for n in range(request.n_chunks)]
                    self.reports[run] = list(report.decode(chunks.lines(ordered)))
                    self.requests[run] = request
                    self.applied[run] += 1
                    if request.job_id is not None:
                        row = self.jobs[request.job_id]
                        row.lease = lease.settle(row.lease, request.outcome)
            receipt = CommitReceipt(
                run_id=run,
                attempt=attempt,
                root=request.root,
                applied=applied,
                committed_at=self.now(),
            )
            self.receipts.setdefault(run, {})[attempt] = receipt
            self.changed.notify_all()
            return Reply(200, receipt.model_dump_json().encode())

    def _problem(self, status: int, code: str) -> Reply:
        fields = {"type": f"urn:pursight:problem:{code}", "title": code, "status": status}
        fields |= {"code": code, "detail": f"refused: {code}", "hint": ""}
        body = json.dumps({**fields, "now": self.now().isoformat()})
        return Reply(status, body.encode())

    # --- http --------------------------------------------------------------------------------

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None:
                return

            def _handle(self) -> None:
                raw = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                with server.lock:
                    server.traffic.append((self.command, self.path, headers, raw))
                reply = server.fault(self.command, self.path)
                if reply is None:
                    try:
                        reply = server.answer(self.command, self.path, headers, raw)
                    except signatures.SignatureRefused:
                        reply = server._problem(401, "signature.refused")
                    reply.headers.setdefault("PurSight-Agent-Protocol", "1")
                    if server.knows_models:
                        reply.headers.setdefault(CAPABILITY_HEADER, COLUMN_MODEL)
                    reply = server.after_fault(self.command, self.path) or reply
                if reply.cut:
                    self.close_connection = True
                    self.connection.close()
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            do_POST = do_PUT = do_GET = _handle  # noqa: N815  names of http.server

        return Handler


def self_signed(folder: Path, *, days: tuple[int, int] = (-1, 1)) -> tuple[ssl.SSLContext, str]:
    """Make a TLS context with a certificate of its own and return it with the pin of its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    from pursight_agent.runtime.trust import spki_sha256

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pursight")])
    now = datetime(2026, 1, 1, tzinfo=UTC) if days == (0, 0) else SystemClock().now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1], hours=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context, spki_sha256(certificate.public_bytes(serialization.Encoding.DER))
