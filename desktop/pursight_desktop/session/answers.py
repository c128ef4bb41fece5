"""A server's answer to a value or an error; what does not come from a PurSight server is none."""

import json
import ssl
from collections.abc import Mapping
from typing import Final

import httpx
from pydantic import JsonValue, ValidationError

from pursight.contracts.problem import MEDIA_TYPE, Problem
from pursight.errors import Fault, PurSightError, Unauthenticated, Unavailable

_AT_THE_DOOR: Final = "sign_in."
"""Codes that say that somebody is not let in; all others of this status end a session."""

_JSON: Final = "application/json"


class Offline(Unavailable):
    """The server cannot be reached, or does not answer."""

    code = "console.offline"


class NotTheServer(Offline):
    """Something else answered: a captive portal, a proxy, another program."""

    code = "console.not_the_server"


class ServerBusy(Offline):
    """The server answered that it cannot at the moment.

    Attributes:
        retry_after: Seconds that it asks to wait; None if it does not say.
    """

    code = "console.server_busy"

    def __init__(self, message: str, *, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class ServerKeyChanged(Offline):
    """Another key than the trusted one answers: a new certificate, or somebody in between."""

    code = "console.server_key_changed"


class SessionOver(Unauthenticated):
    """The session has ended; the person has to sign in again. Nothing is lost by it."""

    code = "console.session_over"


class ServerRefused(PurSightError):
    """The server understood and said no.

    Attributes:
        problem: What it said, with its own code and status.
    """

    code = "console.server_refused"
    fault = Fault.CALLER

    def __init__(self, problem: Problem) -> None:
        wrong = "; ".join(f"{one.at}: {one.message}" for one in problem.errors)
        said = problem.detail or problem.title
        super().__init__(" ".join(part for part in (said, wrong) if part), hint=problem.hint)
        self.problem = problem


GO_ON = "You can go on working; what you change is sent when the connection is back."
LOOK_AT_THE_ADDRESS = "Check the address, this machine's network, and that the server is running."


def offline(url: str, hint: str = GO_ON) -> Offline:
    """Word that there is no way to the server."""
    return Offline(f"{url} cannot be reached.", hint=hint)


def no_answer(url: str, error: httpx.HTTPError, hint: str = GO_ON) -> Offline:
    """Word why a request got no answer."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return ServerKeyChanged(
                f"What answers at {url} does not hold the key that was confirmed for it.",
                hint="Ask the server's administrator whether its certificate was replaced; if it "
                "was, sign out and in again, and compare the new fingerprint.",
            )
        cause = cause.__cause__ or cause.__context__
    return offline(url, hint)


def read(answer: httpx.Response) -> JsonValue:
    """Read the JSON of an answer; None if it has no body.

    Raises:
        NotTheServer: It is not the JSON that a PurSight server would answer with.
        ServerBusy: The server, or what stands before it, is overloaded or being restarted.
        ServerRefused: The server said no.
    """
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if answer.status_code == httpx.codes.NO_CONTENT:
        return None
    if answer.is_success and kind == _JSON:
        try:
            content: JsonValue = json.loads(answer.content)
        except ValueError as error:
            raise _not_the_server(answer) from error
        return content
    problem = _problem(answer) if kind == MEDIA_TYPE else None
    if answer.status_code in (429, 502, 503, 504):
        raise ServerBusy(
            problem.detail if problem and problem.detail else "The server is busy or restarting.",
            hint="It is tried again by itself.",
            retry_after=_seconds(answer.headers),
        )
    if problem is None:
        raise _not_the_server(answer)
    if problem.status >= 500:
        raise ServerBusy(
            f"The server has a defect here (trace {problem.trace_id}).", hint=problem.hint
        )
    if problem.status == httpx.codes.UNAUTHORIZED and not problem.code.startswith(_AT_THE_DOOR):
        raise session_over()
    raise ServerRefused(problem)


def session_over() -> SessionOver:
    """Word that the person has to sign in again."""
    return SessionOver(
        "Your session has ended.",
        hint="Sign in again. What you have written is kept, and is sent afterwards.",
    )


def _problem(answer: httpx.Response) -> Problem | None:
    try:
        return Problem.model_validate_json(answer.content)
    except ValidationError:
        return None


def _not_the_server(answer: httpx.Response) -> NotTheServer:
    return NotTheServer(
        f"{answer.url.host} was answered for by something that is no PurSight server "
        f"(status {answer.status_code}).",
        hint="Does this network want you to sign in first? Open any page in a browser.",
    )


def _seconds(headers: Mapping[str, str]) -> float | None:
    try:
        return float(headers["retry-after"])
    except (KeyError, ValueError):
        return None
