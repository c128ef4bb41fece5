"""RFC 9457 problem body."""

from typing import Literal

from pydantic import Field

from pursight.contracts.base import Code, Moment, Wire

MEDIA_TYPE: Literal["application/problem+json"] = "application/problem+json"


class FieldProblem(Wire):
    """One thing wrong in a request's body or parameters."""

    at: str = Field(description="Where, as a JSON pointer into the request", examples=["/name"])
    message: str


class Problem(Wire):
    """What went wrong, for a program (`code`) and for a person (`title`, `detail`, `hint`)."""

    type: str = Field(examples=["urn:pursight:problem:not_found"])
    title: str
    status: int
    code: Code
    detail: str = ""
    hint: str = ""
    trace_id: str = ""
    errors: tuple[FieldProblem, ...] = ()
    now: Moment | None = Field(
        default=None, description="The server's clock; in the 401 that answers an agent's signature"
    )
