"""Become an agent of a server: key, token, pin; and what is remembered of it."""

import hashlib
import json
import platform
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import BaseModel, ConfigDict, ValidationError

from pursight.clock import Clock
from pursight.contracts.agents import EnrolReply, EnrolRequest
from pursight.errors import NotFound, Refused
from pursight.identity import new_id
from pursight.protocol import keys
from pursight.protocol.replies import ChunkStored, NoAnswer
from pursight_agent import secrets as secret_store
from pursight_agent.runtime.ledger import Ledger
from pursight_agent.runtime.uplink import (
    SOFTWARE,
    AgentClock,
    Answer,
    Identity,
    ServerAddress,
    ServerAway,
    Uplink,
    check_url,
)
from pursight_agent.secrets import Secrets
from pursight_agent.settings import write_private

FILE_NAME = "enrolment.json"
PENDING_NAME = "enrolment.pending.json"


class NotEnrolled(NotFound):
    """This agent belongs to no server yet."""

    code = "agent.not_enrolled"


class EnrolmentRefused(Refused):
    """The server did not take this agent, or the agent does not take this server."""

    code = "enrolment.refused"


class Enrolment(BaseModel):
    """Whose agent this is; nothing in it is secret."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    server_url: str
    tls_pin: str
    agent_id: UUID
    name: str
    organisation_id: UUID
    organisation: str
    public_key: str
    job_key: str
    enrolled_at: datetime

    @property
    def address(self) -> ServerAddress:
        """Where to send to."""
        return ServerAddress(self.server_url, self.tls_pin)


class _Pending(BaseModel):
    """An enrolment begun: the same agent id and key are used when it is tried again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    agent_id: UUID
    public_key: str


def load(directory: Path) -> Enrolment:
    """Read what enrolment left.

    Raises:
        NotEnrolled: It has not happened.
    """
    try:
        return Enrolment.model_validate_json((directory / FILE_NAME).read_bytes())
    except FileNotFoundError:
        raise NotEnrolled(
            "This agent is not enrolled with a server yet.",
            hint="`pursight agent enrol URL TOKEN` does it; the server's administrator has both.",
        ) from None
    except ValidationError as error:
        raise NotEnrolled(
            f"{FILE_NAME} cannot be understood.", hint="Enrol again with a fresh token."
        ) from error


def identity(directory: Path, enrolment: Enrolment, secrets: Secrets) -> Identity:
    """Fetch the agent's key from where secrets are kept."""
    key = keys.from_text(secrets.require(secret_store.AGENT_KEY))
    return Identity(str(enrolment.agent_id), key)


def enrol(
    directory: Path,
    url: str,
    token_text: str,
    *,
    name: str,
    secrets: Secrets,
    ledger: Ledger,
    clock: Clock,
    fresh: bool = False,
) -> Enrolment:
    """Enrol at a server; interrupted and tried again it ends the same.

    Args:
        directory: The agent's data directory.
        url: The server's address.
        token_text: `pst1.…`.
        name: What people will call this agent.
        secrets: Gets the agent's private key.
        ledger: Gets the request, without its content: the token is secret.
        clock: This machine's.
        fresh: Take a new id and key even if this agent has some.

    Raises:
        BadServerUrl: The address is none, or plain http to another machine.
        UntrustedServer: TLS is completed by somebody else.
        ServerAway: No server answers.
        EnrolmentRefused: It said no.
    """
    token = keys.EnrolmentToken.parse(token_text)
    server_url = check_url(url)
    pending, private_key = _prepare(directory, secrets, clock, fresh=fresh)
    address = ServerAddress(server_url, token.pin if server_url.startswith("https://") else "")
    uplink = Uplink(
        address, Identity(str(pending.agent_id), private_key), ledger, AgentClock(clock)
    )
    request = EnrolRequest(
        token=str(token),
        agent_id=pending.agent_id,
        name=name,
        public_key=pending.public_key,
        software=SOFTWARE,
        platform=f"{platform.system()} {platform.machine()} Python {platform.python_version()}"[
            :200
        ],
    )
    try:
        reply = _reply(uplink.post("/agent/v1/enroll", request, what="enrol"), server_url)
        pinned_by_tls = uplink.reached_by_pin
    finally:
        uplink.close()
    if reply.agent_id != pending.agent_id:
        raise EnrolmentRefused("The server answered for another agent.")
    if not pinned_by_tls and not _names(token.pin, keys.from_text(reply.job_key)):
        raise EnrolmentRefused(
            "The server's key is not the one that the token names.",
            hint="The token belongs to another server, or somebody stands in between.",
        )
    enrolment = Enrolment(
        server_url=server_url,
        tls_pin=token.pin if pinned_by_tls else "",
        agent_id=reply.agent_id,
        name=name,
        organisation_id=reply.organisation_id,
        organisation=reply.organisation,
        public_key=pending.public_key,
        job_key=reply.job_key,
        enrolled_at=clock.now(),
    )
    write_private(directory / FILE_NAME, enrolment.model_dump_json(indent=2).encode())
    (directory / PENDING_NAME).unlink(missing_ok=True)
    return enrolment


def _prepare(
    directory: Path, secrets: Secrets, clock: Clock, *, fresh: bool
) -> tuple[_Pending, bytes]:
    """Return the agent's id and key, made at the first try and kept for the next ones."""
    pending = None if fresh else _known(directory)
    kept = secrets.get(secret_store.AGENT_KEY) if pending is not None else None
    if pending is not None and kept is not None:
        private_key = keys.from_text(kept)
        if keys.to_text(keys.public_bytes(private_key)) == pending.public_key:
            return pending, private_key
    private_key = Ed25519PrivateKey.generate().private_bytes_raw()
    pending = _Pending(
        agent_id=new_id(clock), public_key=keys.to_text(keys.public_bytes(private_key))
    )
    secrets.put(secret_store.AGENT_KEY, keys.to_text(private_key))
    write_private(directory / PENDING_NAME, pending.model_dump_json().encode())
    return pending, private_key


def _known(directory: Path) -> _Pending | None:
    for name in (PENDING_NAME, FILE_NAME):
        try:
            fields = json.loads((directory / name).read_bytes())
            return _Pending(agent_id=fields["agent_id"], public_key=fields["public_key"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            continue
    return None


def _reply(answer: Answer, server_url: str) -> EnrolReply:
    said = answer.said
    if isinstance(said, NoAnswer):
        raise ServerAway(
            f"No PurSight server answers at {server_url} ({answer.reason or said.code}).",
            hint="Check the address, the port and any proxy, and whether the server is running.",
        )
    if not isinstance(said, ChunkStored):
        problem = _problem(answer.body)
        raise EnrolmentRefused(
            f"The server refused the enrolment: {problem[0] or f'status {answer.status}'}.",
            hint=problem[1] or "Ask a data administrator for a new token.",
        )
    try:
        return EnrolReply.model_validate_json(answer.body)
    except ValidationError as error:
        raise EnrolmentRefused(
            "The server's answer cannot be understood.",
            hint="Server and agent are perhaps too far apart in age; update the older one.",
        ) from error


def _problem(body: bytes) -> tuple[str, str]:
    try:
        fields = json.loads(body)
        return str(fields.get("detail") or fields.get("title") or "").rstrip("."), str(
            fields.get("hint") or ""
        )
    except (ValueError, AttributeError):
        return "", ""


def _names(pin: str, job_key: bytes) -> bool:
    """Whether a token's pin is this job key's: of its raw bytes or of its SPKI form."""
    spki = Ed25519PublicKey.from_public_bytes(job_key).public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    return pin in {keys.pin(job_key), hashlib.sha256(spki).hexdigest()}
