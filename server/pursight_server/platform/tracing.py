"""The trace id of the work in hand: W3C traceparent in and out."""

import re
import secrets
from contextvars import ContextVar, Token

_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}")
_current: ContextVar[str] = ContextVar("pursight_trace_id", default="")


def trace_id_of(traceparent: str | None) -> str:
    """Take the trace id out of a `traceparent` header; a new one when there is none or it is bad.

    Source: W3C Trace Context, section 3.2 (all zeros is invalid).
    """
    found = _TRACEPARENT.fullmatch((traceparent or "").strip())
    if found and found[1] != "0" * 32 and found[2] != "0" * 16:
        return found[1]
    return new_trace_id()


def new_trace_id() -> str:
    """Make a trace id: 32 hex digits."""
    return secrets.token_hex(16)


def traceparent(trace_id: str) -> str:
    """Spell the header to pass on, with a span of its own."""
    return f"00-{trace_id}-{secrets.token_hex(8)}-01"


def current_trace_id() -> str:
    """Return the trace id of the work in hand; empty outside of any."""
    return _current.get()


def enter_trace(trace_id: str) -> Token[str]:
    """Make this the trace id of what follows in this task; undo with `leave_trace`."""
    return _current.set(trace_id)


def leave_trace(token: Token[str]) -> None:
    """Go back to the trace id that was there before."""
    _current.reset(token)
