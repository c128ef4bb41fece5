"""Column models on their way to agents: header, signature, and what a poll says of them."""

from typing import Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from pursight.contracts.agents import Base64
from pursight.contracts.base import Label, Moment, Sha256, Share, Wire

MAX_MODEL_BYTES = 16 * 1024 * 1024
"""Of one model; an agent reads no further."""


class LabelThreshold(Wire):
    """From which confidence a label applies by itself, and from which a person is asked."""

    apply: Share
    suggest: Share

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.suggest > self.apply:
            raise ValueError("a label must not apply before it is suggested")
        return self


class ModelHeader(Wire):
    """What the server signs of a model; the model's bytes follow it."""

    document: Literal["pursight.column-model/1"] = "pursight.column-model/1"
    organisation_id: UUID
    serial: int = Field(ge=1, description="Rises with every activation, a roll back too")
    number: int = Field(ge=1, description="Which version of the model this is")
    sha256: Sha256 = Field(description="Of the model's bytes")
    size: int = Field(ge=1, le=MAX_MODEL_BYTES, description="Of the model in bytes")
    thresholds: dict[Label, LabelThreshold] = Field(default_factory=dict, max_length=1000)
    activated_at: Moment


class SignedModelHeader(Wire):
    """A header's canonical JSON and the signature of the server's job key over it."""

    header: str = Field(max_length=262_144)
    signature: Base64
