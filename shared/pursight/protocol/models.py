"""Models for agents: signed by the server, checked by the agent before anything is believed."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from pydantic import ValidationError

from pursight.contracts.models import MAX_MODEL_BYTES, ModelHeader, SignedModelHeader
from pursight.errors import Refused
from pursight.protocol.jobs import canonical_json
from pursight.protocol.keys import PrivateKey, PublicKey, private, public

MAGIC: Final = b"PURSIGHT-MODEL 1\n"
MAX_FILE_BYTES: Final = MAX_MODEL_BYTES + 512 * 1024
"""Of a packed model: magic, header, model."""

CAPABILITY_HEADER: Final = "PurSight-Agent-Can"
"""What the sender understands beyond version 1, words with blanks between; both sides say it.

Messages are closed: an older program refuses one with a field it does not know. So a field that
came later is sent only to who said that it knows it.
"""

COLUMN_MODEL: Final = "column-model"
"""Features in reports, models in polls."""

_PURPOSE: Final = b"pursight column model v1\n"


class ModelRefused(Refused):
    """A model that the agent must not use; the one it has stays.

    Attributes:
        reason: Which check failed: `model.malformed`, `model.too_large`, `model.bad_signature`,
            `model.not_ours`, `model.older`, `model.damaged`.
    """

    code = "model.refused"

    def __init__(self, reason: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class OpenModel:
    """A model whose every check has passed."""

    header: ModelHeader
    content: bytes


def can(said: str | None, what: str = COLUMN_MODEL) -> bool:
    """Whether a capability stands in what the other side said."""
    return what in (said or "").split()


def pack(header: ModelHeader, content: bytes, private_key: PrivateKey) -> bytes:
    """Sign a header and put the model behind it, as one file."""
    text = canonical_json(header)
    signature = private(private_key).sign(_PURPOSE + text.encode())
    signed = SignedModelHeader(header=text, signature=base64.b64encode(signature).decode("ascii"))
    return MAGIC + signed.model_dump_json().encode() + b"\n" + content


def unpack(
    raw: bytes,
    public_key: PublicKey,
    *,
    organisation_id: UUID,
    held: ModelHeader | None = None,
) -> OpenModel:
    """Check a packed model; what is in it is parsed by nobody before this has passed.

    Args:
        raw: As it came, or as it lies on the disk.
        public_key: The server's job key, from enrolment.
        organisation_id: Whose agent this is.
        held: Header of the model in use; one that was activated before it is refused.

    Raises:
        ModelRefused: Too large, not signed by the server, of another organisation, activated before
            the one that is held, or not what its header says.
    """
    if len(raw) > MAX_FILE_BYTES:
        raise ModelRefused("model.too_large", "a model is larger than any may be")
    if not raw.startswith(MAGIC):
        raise _malformed()
    end = raw.find(b"\n", len(MAGIC))
    if end < 0:
        raise _malformed()
    try:
        signed = SignedModelHeader.model_validate_json(raw[len(MAGIC) : end])
    except ValidationError:
        raise _malformed() from None
    header = _signed_header(signed, public_key)
    content = raw[end + 1 :]
    if header.organisation_id != organisation_id:
        raise ModelRefused("model.not_ours", "a model was made for another organisation")
    if held is not None and header.serial < held.serial:
        raise ModelRefused(
            "model.older",
            f"a model of activation {header.serial} came although {held.serial} is in use",
            hint="A server that was restored from a backup must activate its model again.",
        )
    if held is not None and header.serial == held.serial and header != held:
        raise ModelRefused(
            "model.older", f"another model came under activation {header.serial}, which is in use"
        )
    if len(content) != header.size or hashlib.sha256(content).hexdigest() != header.sha256:
        raise ModelRefused("model.damaged", "a model is not what its signed header says it is")
    return OpenModel(header, content)


def _signed_header(signed: SignedModelHeader, public_key: PublicKey) -> ModelHeader:
    try:
        public(public_key).verify(
            base64.b64decode(signed.signature, validate=True), _PURPOSE + signed.header.encode()
        )
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise ModelRefused(
            "model.bad_signature",
            "a model was not signed by the server this agent is enrolled with",
            hint="If the server was set up anew, enrol this agent again.",
        ) from error
    try:
        return ModelHeader.model_validate_json(signed.header)
    except ValidationError:
        raise ModelRefused(
            "model.malformed",
            "a model's header has fields that this agent does not understand",
            hint="Update the agent.",
        ) from None


def _malformed() -> ModelRefused:
    return ModelRefused("model.malformed", "what came is no packed model")
