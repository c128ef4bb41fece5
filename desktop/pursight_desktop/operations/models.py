"""The classification's model as the server tells of it: versions, the one in use, differences."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field


class LabelLimits(BaseModel):
    """From which confidence a label applies by itself, and from which a person is asked."""

    apply: float
    suggest: float


class ModelVersion(BaseModel):
    """One version of the model."""

    number: int
    origin: str
    state: str
    progress: str = ""
    decisions: int = 0
    metrics: dict[str, Any] = Field(default_factory=dict)
    problem: str = ""
    made_by_name: str = ""
    created_at: datetime

    @property
    def is_being_made(self) -> bool:
        """Whether it is trained or waits for it."""
        return self.state in {"queued", "training"}

    def score(self, whose: str = "held_out") -> float | None:
        """F1 on decisions it never saw; None when it was not measured."""
        found = self.metrics.get(whose)
        score = found.get("micro_f1") if isinstance(found, dict) else None
        return float(score) if isinstance(score, int | float) else None


class ActiveModel(BaseModel):
    """What judges since when."""

    serial: int
    number: int
    thresholds: dict[str, LabelLimits] = Field(default_factory=dict)
    activated_by_name: str = ""
    activated_at: datetime


class ModelPreview(BaseModel):
    """What would change."""

    id: UUID
    number: int
    thresholds: dict[str, LabelLimits] = Field(default_factory=dict)
    state: str
    done: int = 0
    total: int = 0
    counts: dict[str, Any] = Field(default_factory=dict)
    stale: bool = False
    problem: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether it is still being compared."""
        return self.state in {"queued", "comparing"}

    @property
    def changed(self) -> int:
        """How many columns would show something else."""
        return int(self.counts.get("changed", 0))

    @property
    def standing(self) -> int:
        """Of how many of these people have decided."""
        return int(self.counts.get("standing", 0))


class ModelState(BaseModel):
    """All of it at a glance."""

    active: ActiveModel | None = None
    columns: int = 0
    decisions: int = 0
    fewest_decisions: int = 0
    training: ModelVersion | None = None
    preview: ModelPreview | None = None


class Judgement(BaseModel):
    """A label, how sure that is, and what it led to."""

    label: str
    confidence: float
    decision: str


class ModelChange(BaseModel):
    """One column that would be judged otherwise."""

    asset_id: UUID
    fqn: str
    kind: str
    before: Judgement
    after: Judgement
    decided: str | None = None


class Versions(BaseModel):
    """A page of versions."""

    items: tuple[ModelVersion, ...] = ()


class Changes(BaseModel):
    """A page of changes."""

    items: tuple[ModelChange, ...] = ()
    next_cursor: str | None = None


class ModelPicture(BaseModel):
    """What the card of the model shows."""

    state: ModelState
    versions: tuple[ModelVersion, ...] = ()
    changes: Changes = Changes()
