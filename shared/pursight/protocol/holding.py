"""The column model at an agent: what to fetch, what to take, when to ask again (pure).

The shell keeps one `Holding`. It asks the server only for what is `wanted`, takes only what
`checked` lets through, and says `stored` when the whole file is on the disk.
"""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from pursight.contracts.agents import ModelNotice
from pursight.contracts.models import ModelHeader
from pursight.protocol.keys import PublicKey
from pursight.protocol.models import ModelRefused, OpenModel, unpack

REFUSED_SECONDS: Final = 3600.0
"""For so long the same is not asked for again. Then it is: the way here may have been at fault."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What an agent has and what it goes after.

    Attributes:
        held: Header of the model whose file is on the disk; None for the one that came along.
        wanted: What the server said last that is not held.
        refused: What came last and must not be used.
        refused_at: When, in seconds of a clock that nobody sets.
    """

    held: ModelHeader | None = None
    wanted: ModelNotice | None = None
    refused: ModelNotice | None = None
    refused_at: float = 0.0


def hear(holding: Holding, notice: ModelNotice | None, now: float) -> Holding:
    """Take in which model a poll's answer names; None for no model of the server's.

    What is held stays held until another one is stored, whatever is said.
    """
    refused = notice == holding.refused and now - holding.refused_at < REFUSED_SECONDS
    if notice is None or refused or _is(notice, holding.held):
        return replace(holding, wanted=None)
    return replace(holding, wanted=notice)


def checked(
    holding: Holding,
    asked: ModelNotice,
    raw: bytes,
    public_key: PublicKey,
    *,
    organisation_id: UUID,
) -> OpenModel:
    """Check what came for what was asked for; nothing has changed yet.

    Raises:
        ModelRefused: As `unpack`, or it is another model than the server announced.
    """
    opened = unpack(raw, public_key, organisation_id=organisation_id, held=holding.held)
    if not _is(asked, opened.header):
        raise ModelRefused("model.malformed", "another model came than was announced")
    return opened


def stored(holding: Holding, header: ModelHeader) -> Holding:
    """Note that a model is on the disk; one that was named meanwhile is still wanted."""
    fresh = Holding(held=header, wanted=holding.wanted)
    return replace(fresh, wanted=None) if _is(fresh.wanted, header) else fresh


def refuse(holding: Holding, asked: ModelNotice, now: float) -> Holding:
    """Note that what came must not be used: what is held stays, and the same waits a while."""
    return replace(gone(holding, asked), refused=asked, refused_at=now)


def gone(holding: Holding, asked: ModelNotice) -> Holding:
    """Note that the server has it no more; one that was named meanwhile is still wanted."""
    return replace(holding, wanted=None) if holding.wanted == asked else holding


def _is(notice: ModelNotice | None, header: ModelHeader | None) -> bool:
    return (
        notice is not None
        and header is not None
        and (notice.serial, notice.sha256) == (header.serial, header.sha256)
    )
