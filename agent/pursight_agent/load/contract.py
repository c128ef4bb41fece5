"""LoadContract: what a source may be made to bear, whatever a job asks for."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pursight.contracts.agents import Limits
from pursight_agent.load.windows import Windows, read_windows


class LoadContract(BaseModel):
    """Bounds of one source; what is not given is left to the job and the consent file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    connections: Annotated[int, Field(ge=1, le=2)] | None = None
    statement_seconds: Annotated[int, Field(ge=1)] | None = None
    share_of_time: Annotated[float, Field(ge=0.01, le=1)] | None = None
    sample_rows: Annotated[int, Field(ge=1)] | None = None
    memory_mebibytes: Annotated[int, Field(ge=64)] | None = None
    workers: Annotated[int, Field(ge=1, le=64)] | None = None
    windows: tuple[str, ...] = ()
    timezone: str = "UTC"

    @model_validator(mode="after")
    def _windows_are_some(self) -> Self:
        read_windows(self.windows, self.timezone)
        return self

    @property
    def times(self) -> Windows:
        """When the source may be read."""
        return read_windows(self.windows, self.timezone)

    def within(self, limits: Limits) -> Limits:
        """Cut a job's limits down to these bounds."""
        return cut_down(
            limits,
            connections=self.connections,
            statement_seconds=self.statement_seconds,
            share_of_time=self.share_of_time,
            sample_rows=self.sample_rows,
            memory_mebibytes=self.memory_mebibytes,
            workers=self.workers,
        )


def cut_down(limits: Limits, **bounds: float | None) -> Limits:
    """Take the stricter of a limit and its bound, for each of them; None bounds nothing."""
    stricter: dict[str, float] = {}
    for name, bound in bounds.items():
        asked = getattr(limits, name)
        if bound is not None and (asked is None or bound < asked):
            stricter[name] = bound
    return limits.model_copy(update=stricter)
