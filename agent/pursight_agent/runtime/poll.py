"""The poll loop: tells the server what is going on here and hears what it wants."""

import random
import threading
import time
from collections.abc import Callable
from datetime import datetime

import structlog
from pydantic import ValidationError

from pursight.contracts.agents import AgentHealth, PollReply, PollRequest
from pursight.crash import crash_point
from pursight.errors import PurSightError
from pursight.protocol.held import Start, Stop
from pursight.protocol.replies import ChunkStored, NoAnswer, Rejected, Revoked
from pursight.protocol.retry import backoff
from pursight_agent.runtime.configuration import Configuration
from pursight_agent.runtime.database import StoreBroken
from pursight_agent.runtime.foreman import Foreman
from pursight_agent.runtime.leases import Leases
from pursight_agent.runtime.models import Models
from pursight_agent.runtime.order import Order
from pursight_agent.runtime.spool import FULL_SHARE, Spool
from pursight_agent.runtime.uplink import SOFTWARE, Answer, Uplink

log = structlog.get_logger("pursight.agent")

_REVOKED_SECONDS = 300.0
_ANSWER_SECONDS = 20.0


class Poll:
    """One thread's work: `run` until `stop` is set.

    Args:
        uplink: To the server.
        leases: What to say of the server's jobs.
        foreman: Carries out what the server wants.
        spool: Its fullness bounds the capacity.
        configuration: Sources and limits.
        models: Told which column model the server wants used.
        health: Says what the server's administrator should know.
        revoked: Called when the server says that this agent is no longer trusted.
        trusted: Called when it answers as to a trusted one.
        rng: Jitter.
    """

    def __init__(
        self,
        uplink: Uplink,
        *,
        leases: Leases,
        foreman: Foreman,
        spool: Spool,
        configuration: Configuration,
        models: Models,
        health: Callable[[], AgentHealth],
        revoked: Callable[[str], None],
        trusted: Callable[[], None],
        rng: random.Random,
    ) -> None:
        self._uplink = uplink
        self._leases = leases
        self._foreman = foreman
        self._spool = spool
        self._configuration = configuration
        self._models = models
        self._health = health
        self._revoked = revoked
        self._trusted = trusted
        self._rng = rng
        # One draw for all polls: agents drift apart all the same, and idle polls are one text.
        self._patience = rng.uniform(0.8, 1.0)
        self._failures = 0
        self.sealed = False
        self.last_heard: datetime | None = None
        self.last_problem = ""

    def run(self, stop: threading.Event) -> None:
        """Poll until told to stop; nothing the network or the disk does ends it."""
        while not stop.is_set():
            try:
                wait = self.step()
            except StoreBroken:
                raise
            except PurSightError as error:
                wait = self._failed(error.code, error.message)
            if wait:
                stop.wait(wait)

    def step(self) -> float:
        """Poll once; return the seconds to wait before the next."""
        says = self._leases.say(self._foreman.progress())
        limits = self._configuration.settings.limits
        urgent = bool(says.accept or says.refuse)
        idle = limits.poll_seconds * self._patience
        held = 0.0 if urgent else limits.progress_seconds if self._foreman.load else idle
        request = PollRequest(
            capacity=self._capacity(limits.concurrent_runs),
            accept=says.accept,
            refuse=says.refuse,
            renew=says.renew,
            sources=self._configuration.announced(),
            health=self._health(),
            software=SOFTWARE,
            wait_seconds=0.0 if self.sealed else held,
        )
        began = time.monotonic()
        answer = self._uplink.post(
            "/agent/v1/poll", request, what="poll", timeout=held + _ANSWER_SECONDS
        )
        waited = time.monotonic() - began
        if says.accept and answer.status is not None:
            crash_point("poll.after_accept_sent")
        reply = self._understood(answer)
        if not isinstance(reply, PollReply):
            return reply
        self._uplink.clock.correct(reply.now)
        self._failures, self.last_problem, self.last_heard = 0, "", self._uplink.clock.now()
        self._trusted()
        self._models.hear(reply.model)
        todo = self._leases.hear(says, reply, waited)
        if any(isinstance(one, Start) for one in todo):
            crash_point("poll.after_confirm")
        for one in todo:
            match one:
                case Start(job=job):
                    self._foreman.start(Order(job))
                case Stop(job=job, deliver=deliver):
                    self._foreman.stop(job, deliver=deliver)
        # A server that answers at once although it could have waited must not be asked in a rush.
        quick = waited < min(held, 1.0) / 2 and not reply.offers and not todo
        return min(held, 1.0) * self._rng.uniform(0.5, 1.0) if quick else 0.0

    def _understood(self, answer: Answer) -> PollReply | float:
        """Read an answer; the seconds to wait if it is none."""
        match answer.said:
            case ChunkStored():
                try:
                    return PollReply.model_validate_json(answer.body)
                except ValidationError:
                    return self._failed("network.unreadable", "The answer cannot be understood.")
            case Revoked(code=code):
                self._revoked(code)
                self.last_problem = code
                return _REVOKED_SECONDS * self._rng.uniform(0.8, 1.0)
            case NoAnswer(retry_after=retry_after, code=code):
                return self._failed(code, answer.reason, retry_after)
            case Rejected(code=code):
                return self._failed(code, "The server does not understand this agent.")
            case other:
                return self._failed("signature.refused", type(other).__name__)

    def _capacity(self, room: int) -> int:
        if self.sealed or self._spool.share >= FULL_SHARE:
            return 0
        return max(0, room - self._foreman.load - self._leases.wanted)

    def _failed(self, code: str, reason: str, retry_after: float | None = None) -> float:
        self._failures += 1
        self.last_problem = f"{code}: {reason}" if reason else code
        wait = backoff(self._failures, self._rng, retry_after=retry_after)
        log.warning("poll failed", code=code, reason=reason, seconds=round(wait, 1))
        return wait
