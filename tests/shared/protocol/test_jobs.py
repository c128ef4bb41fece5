"""Jobs: signed over exact bytes, and refused for each thing that is wrong."""

import base64
import json
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pursight.contracts.agents import Job, SignedJob
from pursight.protocol import jobs, keys
from pursight.protocol.jobs import JobRefused, canonical_json, open_job, sign_job

SECRET = bytes(range(32))
PUBLIC = keys.public_bytes(SECRET)


def refusal(signed: SignedJob, now: datetime, agent_id: int = 3) -> str:
    with pytest.raises(JobRefused) as caught:
        open_job(signed, PUBLIC, agent_id=UUID(int=agent_id), now=now)
    return caught.value.reason


def resigned(job: Job, **changes: object) -> SignedJob:
    text = json.dumps({**json.loads(canonical_json(job)), **changes})
    signature = keys.private(SECRET).sign(text.encode())
    return SignedJob(job=text, signature=base64.b64encode(signature).decode())


def test_a_signed_job_opens(job: Job, now: datetime) -> None:
    signed = sign_job(job, SECRET)
    assert open_job(signed, PUBLIC, agent_id=job.agent_id, now=now) == job
    key = Ed25519PrivateKey.from_private_bytes(SECRET)
    assert sign_job(job, key) == signed
    assert open_job(signed, key.public_key(), agent_id=job.agent_id, now=now) == job


def test_canonical_json_is_sorted_tight_and_readable(job: Job) -> None:
    text = canonical_json(job)
    assert json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert ": " not in text
    assert "“é”" in text
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_what_is_wrong_is_named(job: Job, now: datetime) -> None:
    signed = sign_job(job, SECRET)
    other_bytes = signed.model_copy(update={"job": signed.job + " "})
    assert refusal(other_bytes, now) == "job.bad_signature"
    assert refusal(sign_job(job, bytes(32)), now) == "job.bad_signature"
    assert refusal(signed.model_copy(update={"signature": "AAAA"}), now) == "job.bad_signature"
    assert refusal(signed.model_copy(update={"signature": "A"}), now) == "job.bad_signature"
    assert refusal(resigned(job, attempt=0), now) == "job.malformed"
    assert refusal(resigned(job, command="rm"), now) == "job.malformed"
    assert refusal(signed, now, agent_id=4) == "job.not_ours"
    assert refusal(signed, now + timedelta(hours=1)) == "job.expired"
    assert refusal(resigned(job, rules=[]), now) == "job.rules_changed"


def test_the_rules_hash_depends_on_order_and_content(job: Job) -> None:
    rule = job.rules[0]
    other = rule.model_copy(update={"version": 2})
    hashes = {
        jobs.rules_sha256(rules) for rules in ((), (rule,), (other,), (rule, other), (other, rule))
    }
    assert len(hashes) == 5
