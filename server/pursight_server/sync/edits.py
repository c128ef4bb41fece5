"""What commands may say of each entity, and what it means (pure)."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight.contracts.base import Label
from pursight.contracts.sync import Value
from pursight_server.catalog.model import storable
from pursight_server.classification.model import Verdict
from pursight_server.rules.model import RuleState
from pursight_server.sync.model import Fields

Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class _Edit(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AssetEdit(_Edit):
    """`asset`: the same bounds as for `PATCH /api/v1/assets/{id}`."""

    description: Annotated[str, StringConstraints(max_length=20_000)] = ""
    owner: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    tags: Annotated[list[Tag], Field(max_length=50)] = []
    domain_id: UUID | None = None


class DecisionEdit(_Edit):
    """`classification.decision`: as `PUT /api/v1/classifications/{id}/decision` takes it.

    `by` and `at` are what a console shows of it meanwhile; the server knows better.
    """

    verdict: Verdict
    label: Label | None = None
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""
    by: str = ""
    at: str | None = None

    @property
    def given_label(self) -> str | None:
        """The label as the decision takes it: none goes with a rejection."""
        return None if self.verdict is Verdict.REJECT else self.label


class AcceptanceEdit(_Edit):
    """`violation.acceptance`: as `POST /api/v1/compliance/violations/{id}/accept` takes it."""

    reason: Why
    by: str = ""


class StateEdit(_Edit):
    """`rule.state`."""

    state: Literal[RuleState.ACTIVE, RuleState.PAUSED, RuleState.RETIRED]


def readable(value: Value) -> Any:
    """Put U+FFFD for what the database cannot keep, in a value of any shape.

    That is NUL, and half of a pair of surrogates.
    """
    if isinstance(value, str):
        return storable(value if value.isascii() else _whole(value))
    if isinstance(value, list):
        return [readable(one) for one in value]
    if isinstance(value, Mapping):
        return {str(readable(name)): readable(one) for name, one in value.items()}
    return value


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def like(entity: str, stored: Fields, args: Mapping[str, Value]) -> Fields:
    """Return what is stored, spelled as the command does where both mean the same.

    Two people who decide alike do not contradict each other, although name and time differ.
    """
    same = {
        name: args[name]
        for name in args.keys() & stored.keys()
        if _meaning(entity, stored[name]) == _meaning(entity, args[name])
    }
    return {**stored, **same}


def _meaning(entity: str, value: Value) -> object:
    if entity == "classification" and isinstance(value, Mapping):
        label = "none" if value.get("verdict") == "reject" else value.get("label")
        return value.get("verdict"), label, str(value.get("reason") or "").strip()
    if entity == "violation" and isinstance(value, Mapping):
        return str(value.get("reason") or "").strip()
    if isinstance(value, list):
        return [one.strip() if isinstance(one, str) else one for one in value]
    return value.strip() if entity == "asset" and isinstance(value, str) else value
