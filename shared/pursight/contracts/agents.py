"""Enrolment, poll, job, delivery: agent protocol v1 on the wire (see docs/protocols.md)."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from pursight.contracts.base import Code, Count, Moment, Sentence, Sha256, Wire
from pursight.contracts.rules import RuleSpec
from pursight.contracts.scans import ScanCounts, Skipped, SourceFacts, TableReport
from pursight.contracts.structure import TableJoins
from pursight.contracts.usage import Usage

Alias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
"""What an agent calls one of its sources; all that the server knows of how to reach it."""

Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]+={0,2}$", max_length=65_536)]


class EnrolRequest(Wire):
    """`POST /agent/v1/enroll`, signed by the new key."""

    token: Annotated[str, StringConstraints(pattern=r"^pst1\.[^.]+\.[^.]+\.[0-9a-f]{64}$")]
    agent_id: UUID
    name: Annotated[str, Field(min_length=1, max_length=200)]
    public_key: Base64 = Field(description="Ed25519, 32 bytes raw")
    software: str = Field(default="", max_length=100)
    platform: str = Field(default="", max_length=200)


class EnrolReply(Wire):
    """The same token and key get the same reply again."""

    agent_id: UUID
    organisation_id: UUID
    organisation: str
    job_key: Base64 = Field(description="Ed25519 key that signs jobs, 32 bytes raw")
    now: Moment


class AnnouncedSource(Wire):
    """A source that the agent's administrator has set up there."""

    alias: Alias
    kind: Code
    consents: tuple[Code, ...] = Field(
        default=(), description="Job kinds that the consent file allows"
    )


class JobKind(StrEnum):
    """What an agent can be asked to do."""

    TEST = "test"
    SCAN = "scan"


class Scope(Wire):
    """Which tables: qualified names with `*` and `?`; empty `include` is all."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Limits(Wire):
    """What a scan may cost its source."""

    sample_rows: Count | None = Field(
        default=None, description="Rows a table at most; None is every row"
    )
    statement_seconds: Annotated[int, Field(gt=0)] = 300
    connections: Annotated[int, Field(ge=1, le=2)] = 2
    memory_mebibytes: Annotated[int, Field(ge=64)] = 2048
    share_of_time: Annotated[float, Field(ge=0.01, le=1)] = Field(
        default=1.0, description="Share of all time for which the source may be at work for it"
    )
    workers: Annotated[int, Field(ge=1, le=64)] | None = Field(
        default=None,
        description="Processes of the agent that measure at a time; None is as many as it may",
    )


class Job(Wire):
    """What to do; declarative, never SQL or a command. Travels inside `SignedJob`."""

    id: UUID
    organisation_id: UUID
    agent_id: UUID
    attempt: int = Field(ge=1)
    run_id: UUID
    kind: JobKind
    alias: Alias
    nominal_time: Moment
    expires_at: Moment = Field(description="Not to be begun after this")
    scope: Scope = Scope()
    limits: Limits = Limits()
    rules: tuple[RuleSpec, ...] = ()
    rules_sha256: Sha256 = Field(description="Of the rules' canonical JSON")
    full: bool = Field(
        default=False, description="Read every table, also those that look unchanged"
    )
    trace_id: str = Field(default="", max_length=64)


class SignedJob(Wire):
    """A job's canonical JSON and the signature of the server's job key over exactly these bytes."""

    job: str = Field(max_length=16_777_216)
    signature: Base64


class Progress(Wire):
    """How far a run is."""

    phase: Code = "waiting"
    tables_done: Count = 0
    tables_total: Count = 0
    rows: Count = 0


class Lease(Wire):
    """One attempt that an agent holds or wants to."""

    job_id: UUID
    attempt: int = Field(ge=1)


class LeaseRenewal(Lease):
    """Keep this attempt mine; this is how far it is."""

    progress: Progress = Progress()


class JobRefusal(Lease):
    """This attempt will not be done here."""

    code: Code = Field(examples=["consent.refused", "job.bad_signature", "agent.revoked"])
    reason: Sentence


class AgentHealth(Wire):
    """What the administrator of the server should know."""

    warnings: tuple[Sentence, ...] = ()
    spool_bytes: Count = 0
    spool_limit_bytes: Count = 0
    undelivered_runs: Count = 0
    clock_offset_seconds: float = 0.0
    model_serial: int | None = Field(
        default=None,
        ge=1,
        description="Activation of the column model in use; none of the server's when missing",
    )


class PollRequest(Wire):
    """`POST /agent/v1/poll`, held up to 50 s."""

    capacity: Count = Field(description="Jobs the agent would take now")
    accept: tuple[Lease, ...] = Field(
        default=(), description="Offered before; the agent wants them"
    )
    refuse: tuple[JobRefusal, ...] = ()
    renew: tuple[LeaseRenewal, ...] = ()
    sources: tuple[AnnouncedSource, ...] = ()
    health: AgentHealth = AgentHealth()
    software: str = Field(default="", max_length=100)
    wait_seconds: Annotated[float, Field(ge=0, le=50)] = 0.0


class ModelNotice(Wire):
    """Which column model an agent should use; `GET /agent/v1/models/{serial}` brings it."""

    serial: int = Field(ge=1)
    sha256: Sha256 = Field(description="Of the model's bytes")


class PollReply(Wire):
    """A worker starts only for a lease that stands in `confirmed`."""

    now: Moment
    offers: tuple[SignedJob, ...] = ()
    confirmed: tuple[Lease, ...] = ()
    renewed: tuple[Lease, ...] = ()
    lost: tuple[Lease, ...] = ()
    cancel: tuple[Lease, ...] = ()
    lease_seconds: float = 120.0
    model: ModelNotice | None = Field(
        default=None, description="Only to agents that say they can read it"
    )


# --- a run's report -------------------------------------------------------------------------------


class SourceRecord(Wire):
    """First record of a report: what was looked at."""

    record: Literal["source"] = "source"
    facts: SourceFacts
    model_serial: int | None = Field(
        default=None, ge=1, description="Activation of the column model that judged the columns"
    )


class TableRecord(Wire):
    """One table."""

    record: Literal["table"] = "table"
    table: TableReport


class JoinsRecord(Wire):
    """What one table's columns point at; comes after all tables, for those that were read now."""

    record: Literal["joins"] = "joins"
    table: TableJoins


class SkippedRecord(Wire):
    """One object that was not scanned."""

    record: Literal["skipped"] = "skipped"
    skipped: Skipped


class TestRecord(Wire):
    """What came of a connection test."""

    __test__ = False  # a message, not a pytest class

    record: Literal["test"] = "test"
    reachable: bool
    code: Code | None = None
    message: Sentence = ""
    hint: Sentence = ""
    latency_ms: float | None = None


class FailureRecord(Wire):
    """Why a run ended before its work was done."""

    record: Literal["failure"] = "failure"
    code: Code
    message: Sentence
    hint: Sentence = ""


ReportRecord = Annotated[
    SourceRecord | TableRecord | JoinsRecord | SkippedRecord | TestRecord | FailureRecord,
    Field(discriminator="record"),
]
"""A report is lines of JSON, one record each; its bytes are cut into zstd chunks of up to 1 MiB."""

MAX_CHUNK_BYTES = 1024 * 1024
MAX_CHUNKS = 65_536
"""Of one run; without a bound a few bytes would make the server list a million million numbers."""


class RunOutcome(StrEnum):
    """How a run ended at the agent."""

    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class CommitRequest(Wire):
    """`POST /agent/v1/runs/{run}/attempts/{attempt}/commit`."""

    n_chunks: Annotated[int, Field(ge=0, le=MAX_CHUNKS)]
    root: Sha256 = Field(description="SHA-256 of the chunks' SHA-256 digests (raw bytes) in order")
    kind: JobKind
    alias: Alias
    job_id: UUID | None = Field(default=None, description="None for the agent's own schedule")
    outcome: RunOutcome
    complete: bool = Field(
        description="Whether the whole scope was seen; only then may things be gone"
    )
    nominal_time: Moment
    started_at: Moment
    finished_at: Moment
    scope: Scope = Scope()
    counts: ScanCounts = ScanCounts()
    usage: Usage | None = Field(
        default=None, description="Not told by older agents, and of runs that came to nothing"
    )
    trace_id: str = Field(default="", max_length=64)


class Applied(StrEnum):
    """What a commit did to the catalog."""

    APPLIED = "applied"
    HISTORY = "history"  # a newer scan was there already
    SUPERSEDED = "superseded"  # another attempt of this run was committed first


class CommitReceipt(Wire):
    """Durable when it arrives; the same for the same run and attempt, for ever."""

    run_id: UUID
    attempt: int
    root: Sha256
    applied: Applied
    committed_at: Moment
    held_deletions: Count = Field(
        default=0, description="Things gone at once that wait for a person"
    )


class MissingChunks(Wire):
    """Body of the 409 that answers a commit too early."""

    missing: tuple[Count, ...]
