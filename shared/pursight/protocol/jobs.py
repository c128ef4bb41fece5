"""Jobs: canonical JSON, the server's signature over it, and the agent's checks of both."""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from pydantic import BaseModel, ValidationError

from pursight.contracts.agents import Job, SignedJob
from pursight.contracts.rules import RuleSpec
from pursight.errors import Refused
from pursight.protocol.keys import PrivateKey, PublicKey, private, public


class JobRefused(Refused):
    """A job that the agent must not begin.

    Attributes:
        reason: Which check failed; put it in `JobRefusal.code`. One of `job.bad_signature`,
            `job.malformed`, `job.not_ours`, `job.expired`, `job.rules_changed`.
    """

    code = "job.refused"

    def __init__(self, reason: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


def canonical_json(model: BaseModel | Sequence[BaseModel]) -> str:
    """Write a model, or a list of them, in the one form that is hashed and signed.

    Keys sorted, no blanks, UTF-8 not escaped, every field present.
    """
    value: object = (
        model.model_dump(mode="json", by_alias=True)
        if isinstance(model, BaseModel)
        else [one.model_dump(mode="json", by_alias=True) for one in model]
    )
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def rules_sha256(rules: Sequence[RuleSpec]) -> str:
    """SHA-256 of the rules' canonical JSON, in their order; fill `Job.rules_sha256` with it."""
    return hashlib.sha256(canonical_json(rules).encode()).hexdigest()


def sign_job(job: Job, private_key: PrivateKey) -> SignedJob:
    """Sign a job with the server's job key, over exactly the bytes that travel."""
    text = canonical_json(job)
    signature = private(private_key).sign(text.encode())
    return SignedJob(job=text, signature=base64.b64encode(signature).decode("ascii"))


def open_job(signed: SignedJob, public_key: PublicKey, *, agent_id: UUID, now: datetime) -> Job:
    """Check a job before anything in it is believed; the consent file is the caller's to ask.

    Args:
        signed: As it came.
        public_key: The server's job key, from enrolment.
        agent_id: Who this agent is.
        now: The corrected present moment.

    Raises:
        JobRefused: Not signed by the server, not well formed (an attempt below 1, too), for
            another agent, too old to begin, or with rules that do not have their hash.
    """
    try:
        public(public_key).verify(
            base64.b64decode(signed.signature, validate=True), signed.job.encode()
        )
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise JobRefused(
            "job.bad_signature",
            "a job was not signed by the server this agent is enrolled with",
            hint="If the server was set up anew, enrol this agent again.",
        ) from error
    try:
        job = Job.model_validate_json(signed.job)
    except ValidationError as error:
        raise JobRefused(
            "job.malformed",
            f"a job has {error.error_count()} fields this agent does not understand",
            hint="Update the agent.",
        ) from None
    if job.agent_id != agent_id:
        raise JobRefused("job.not_ours", "a job is addressed to another agent")
    if job.expires_at <= now:
        raise JobRefused("job.expired", "a job came too late to be begun")
    if rules_sha256(job.rules) != job.rules_sha256:
        raise JobRefused("job.rules_changed", "the rules of a job do not have their hash")
    return job
