"""Usage: what a run cost its source and the agent's machine, as measured there."""

from typing import Annotated

from pydantic import Field

from pursight.contracts.base import Code, Count, Moment, Share, Wire

Seconds = Annotated[float, Field(ge=0.0, allow_inf_nan=False)]


class Usage(Wire):
    """Measured by the agent while it worked on a run; no part of it comes out of a row."""

    wall_seconds: Seconds = Field(description="Of work, without waiting for a window of time")
    source_seconds: Seconds = Field(
        description="Waited for the source: it was at work, or what it sent was on its way"
    )
    busy_share: Share = Field(description="`source_seconds` of `wall_seconds`")
    share_pause_seconds: Seconds = Field(
        default=0.0, description="Paused to keep the source's share of time"
    )
    window_pause_seconds: Seconds = Field(
        default=0.0, description="Waited for a window in which the source may be read"
    )
    statements: dict[Code, Count] = Field(
        default_factory=dict,
        description="Sent, by their first word; empty where the connector does not count them",
    )
    connections: Count = Field(default=0, description="Open at a time at most; 0 if not counted")
    rows: Count = 0
    bytes: Count = Field(default=0, description="Of rows read, as they lie in memory")
    cpu_seconds: Seconds = Field(default=0.0, description="Processor time at the agent")
    peak_memory_bytes: Count = Field(
        default=0, description="Of the scan's process and those that measured for it, added up"
    )
    workers: Annotated[int, Field(ge=1)] = Field(
        default=1, description="Processes that measured at a time, at most"
    )
    tables_read: Count = 0
    tables_unchanged: Count = Field(default=0, description="Recognised as unchanged, not read")
    unchanged_since: Moment | None = Field(
        default=None, description="When the first of the unchanged tables was read"
    )
    tables_resumed: Count = Field(
        default=0, description="Read before the run was interrupted, and not again"
    )
    resumed_since: Moment | None = Field(
        default=None,
        description="When the first of the resumed tables was read: not all are of one moment",
    )
    starts: Count = Field(default=1, description="How often work on the run was begun")

    def after(self, before: "Usage") -> "Usage":
        """Add what the same run had used before it was interrupted; tables are told once."""
        wall = self.wall_seconds + before.wall_seconds
        source = self.source_seconds + before.source_seconds
        words = {*self.statements, *before.statements}
        return self.model_copy(
            update={
                "wall_seconds": wall,
                "source_seconds": source,
                "busy_share": min(1.0, source / wall) if wall else 0.0,
                "share_pause_seconds": self.share_pause_seconds + before.share_pause_seconds,
                "window_pause_seconds": self.window_pause_seconds + before.window_pause_seconds,
                "statements": {
                    word: self.statements.get(word, 0) + before.statements.get(word, 0)
                    for word in sorted(words)
                },
                "connections": max(self.connections, before.connections),
                "rows": self.rows + before.rows,
                "bytes": self.bytes + before.bytes,
                "cpu_seconds": self.cpu_seconds + before.cpu_seconds,
                "peak_memory_bytes": max(self.peak_memory_bytes, before.peak_memory_bytes),
                "workers": max(self.workers, before.workers),
                "starts": self.starts + before.starts,
            }
        )
