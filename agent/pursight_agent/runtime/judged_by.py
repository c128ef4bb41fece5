"""What a scan's child is told of the column model: light, so that the idle service can say it."""

from pydantic import BaseModel, ConfigDict


class JudgedBy(BaseModel):
    """The column model of a scan, and whether the server takes the features that it judges.

    Attributes:
        path: Of the server's model; empty for the one that came with this agent.
        job_key: Whose signature it must have.
        features: Whether they may stand in the report: an older server refuses one with them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str = ""
    job_key: str = ""
    features: bool = True
