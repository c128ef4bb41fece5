"""What a source is, and its lifecycle as the diagram has it (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from pursight.contracts.agents import Limits, Scope
from pursight.errors import Conflict


class SourceState(StrEnum):
    """Where a source stands between being named and being watched."""

    REGISTERED = "registered"
    CONFIGURING = "configuring"
    CONNECTED = "connected"
    SCANNING = "scanning"
    SCANNED = "scanned"
    CLASSIFYING = "classifying"
    CLASSIFIED = "classified"
    VALIDATING = "validating"
    VALIDATED = "validated"
    CATALOGED = "cataloged"
    MONITORING = "monitoring"
    FAILED = "failed"
    SCAN_FAILED = "scan_failed"
    ARCHIVED = "archived"


class SourceEvent(StrEnum):
    """What can happen to a source."""

    CONFIGURE = "configure"  # a connection test was asked for, or asked for again
    CONNECT = "connect"  # the test passed
    FAIL = "fail"  # the test did not pass
    START_SCAN = "start_scan"  # an agent has begun, for the first time, again or once more
    FINISH_SCAN = "finish_scan"
    FAIL_SCAN = "fail_scan"
    CLASSIFY = "classify"
    FINISH_CLASSIFYING = "finish_classifying"
    VALIDATE = "validate"
    FINISH_VALIDATING = "finish_validating"
    CATALOG = "catalog"
    MONITOR = "monitor"
    ARCHIVE = "archive"


class IllegalMove(Conflict):
    """The diagram has no such arrow."""

    code = "source.illegal_move"


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """Why a source is `failed` or `scan_failed`, for a person."""

    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionTest:
    """What came of the last connection test."""

    at: datetime
    reachable: bool
    code: str = ""
    message: str = ""
    hint: str = ""
    latency_ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    """What a person says of a source when registering it."""

    name: str
    kind: str
    agent_id: UUID
    alias: str
    environment: str = ""
    domain_id: UUID | None = None
    tags: tuple[str, ...] = ()
    description: str = ""
    scope: Scope = field(default_factory=Scope)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(SourceDraft):
    """A place that holds data, reached by one agent under an alias.

    Attributes:
        state_since: When the last move was made.
        last_scan_at: When a scan's result was last applied.
        applied_nominal_time: Nominal time of the scan the catalog shows; an older one is history.
    """

    id: UUID
    state: SourceState
    state_since: datetime
    problem: SourceProblem | None
    last_test: ConnectionTest | None
    last_scan_at: datetime | None
    applied_nominal_time: datetime | None
    rev: int
    created_at: datetime
    changed_at: datetime


_S, _E = SourceState, SourceEvent

_LIFECYCLE: Final[Mapping[tuple[SourceState, SourceEvent], SourceState]] = {
    (_S.REGISTERED, _E.CONFIGURE): _S.CONFIGURING,
    (_S.FAILED, _E.CONFIGURE): _S.CONFIGURING,
    (_S.CONFIGURING, _E.CONNECT): _S.CONNECTED,
    (_S.CONFIGURING, _E.FAIL): _S.FAILED,
    (_S.CONNECTED, _E.START_SCAN): _S.SCANNING,
    (_S.MONITORING, _E.START_SCAN): _S.SCANNING,
    (_S.SCAN_FAILED, _E.START_SCAN): _S.SCANNING,
    (_S.SCANNING, _E.FINISH_SCAN): _S.SCANNED,
    (_S.SCANNING, _E.FAIL_SCAN): _S.SCAN_FAILED,
    (_S.SCANNED, _E.CLASSIFY): _S.CLASSIFYING,
    (_S.CLASSIFYING, _E.FINISH_CLASSIFYING): _S.CLASSIFIED,
    (_S.CLASSIFIED, _E.VALIDATE): _S.VALIDATING,
    (_S.VALIDATING, _E.FINISH_VALIDATING): _S.VALIDATED,
    (_S.VALIDATED, _E.CATALOG): _S.CATALOGED,
    (_S.CATALOGED, _E.MONITOR): _S.MONITORING,
}

MOVES: Final[Mapping[tuple[SourceState, SourceEvent], SourceState]] = {
    **_LIFECYCLE,
    **{(state, _E.ARCHIVE): _S.ARCHIVED for state in _S if state is not _S.ARCHIVED},
}
"""Every arrow of the diagram; what is not here is refused."""

SCANNABLE: Final = frozenset(state for state, event in MOVES if event is _E.START_SCAN)
"""States in which a scan may be asked for."""

_TESTED_ON_THE_WAY: Final[Mapping[SourceState, tuple[SourceEvent, ...]]] = {
    _S.REGISTERED: (_E.CONFIGURE, _E.CONNECT, _E.START_SCAN),
    _S.FAILED: (_E.CONFIGURE, _E.CONNECT, _E.START_SCAN),
    _S.CONFIGURING: (_E.CONNECT, _E.START_SCAN),
    _S.SCANNING: (),
}


def follow(state: SourceState, event: SourceEvent) -> SourceState:
    """Follow one arrow.

    Raises:
        IllegalMove: The diagram has none from this state for this event.
    """
    try:
        return MOVES[state, event]
    except KeyError:
        raise IllegalMove(
            f"a source that is {state} cannot {event.replace('_', ' ')}", hint=_hint(state)
        ) from None


def moves_to_scanning(state: SourceState) -> tuple[SourceEvent, ...]:
    """List the arrows that lead to `scanning` once an agent has begun or delivered a scan.

    An agent's own schedule may scan a source whose connection nobody tested from here: the scan is
    then the test, so the arrows through `connected` are walked too. Empty when it is scanning.

    Raises:
        IllegalMove: No way leads there from this state.
    """
    if state in _TESTED_ON_THE_WAY:
        return _TESTED_ON_THE_WAY[state]
    follow(state, SourceEvent.START_SCAN)
    return (SourceEvent.START_SCAN,)


def _hint(state: SourceState) -> str:
    if state is SourceState.ARCHIVED:
        return "Register the source again to use it."
    if state in {SourceState.REGISTERED, SourceState.FAILED}:
        return "Test the connection first."
    if state is SourceState.SCAN_FAILED:
        return "Look at why the last scan failed, then scan again."
    if state in SCANNABLE:
        return "Ask for a scan."
    return "Wait until the work under way has ended."
