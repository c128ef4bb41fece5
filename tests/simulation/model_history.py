"""Histories of a server and two agents between which models travel, drawn by Hypothesis."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from tests.simulation.model_agent import ALL_COLUMNS, FAULTS, ModelAgent
from tests.simulation.model_ledger import CONTENTS, LabelThresholds, ModelLedger, content_of
from tests.simulation.model_server import JOB_KEY, ModelServer, Report, header_of

from pursight.contracts.agents import ModelNotice
from pursight.contracts.models import LabelThreshold
from pursight.protocol.models import pack
from pursight.protocol.replies import PROTOCOL_HEADER
from pursight.testing.simulation_world import Violation
from pursight_agent.runtime.uplink import Answer

AGENTS = st.integers(0, 1)
ANY = st.integers(0, 1 << 16)
THRESHOLDS: tuple[LabelThresholds, ...] = (
    {},
    {"email": LabelThreshold(apply=1.0, suggest=0.1)},
    {"email": LabelThreshold(apply=1.0, suggest=1.0)},
)
ON_THE_WAY = (
    "lost", "portal", "cut short", "another's key", "another organisation's", "other bytes",
    "replayed", "named meanwhile", "activated meanwhile",
)  # fmt: skip
TROUBLES = (
    *[("", fault) for fault in FAULTS],
    *[(way, "") for way in ON_THE_WAY],
    ("activated meanwhile", "killed after"),
    ("activated meanwhile", "disk full"),
    ("named meanwhile", "cannot load"),
)
"""What becomes of an answer on its way, and what befalls the agent that stores it."""
_PATIENCE = 4
Message = Callable[[], "Message | None"]


class ModelHistory(RuleBasedStateMachine):
    """Steps come in any order; at the end the faults stop, and everything must agree."""

    server_class: type[ModelServer] = ModelServer
    agent_class: type[ModelAgent] = ModelAgent

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="models-", dir=_quick()))
        self.ledger = ModelLedger()
        self.server = self.server_class(self.ledger)
        self.agents = [self.agent_class(self.place, n, self.ledger) for n in range(2)]
        self.messages: list[Message] = []
        self.seen: list[bytes] = []
        self.nominal = 0

    # --- people ---

    @rule(number=st.sampled_from(sorted(CONTENTS)), own=st.sampled_from(THRESHOLDS))
    def activate(self, number: int, own: LabelThresholds) -> None:
        self.server.activate(number, own)
        self.seen.append(self.server.packed_in_use())

    @rule(
        agent=AGENTS, column=st.sampled_from(ALL_COLUMNS), label=st.sampled_from(["iban", "none"])
    )
    def decide(self, agent: int, column: str, label: str) -> None:
        key = f"s{agent}.{column}"
        self.server.decide(key, label)
        self.ledger.decisions = {**self.ledger.decisions, key: label}

    # --- messages ---

    @rule(agent=AGENTS, late=st.booleans())
    def poll(self, agent: int, late: bool) -> None:
        if late:
            self.messages.append(self._poll(self.agents[agent]))
        else:
            self._poll_through(self.agents[agent])

    @rule(agent=AGENTS)
    def deliver(self, agent: int) -> None:
        one = self.agents[agent]
        self.messages += [self._deliver(one, report) for report in one.disk.spool.values()]

    @rule(which=ANY, again=st.booleans())
    def arrive(self, which: int, again: bool) -> None:
        """Let any message arrive, once or once more; what it is answered is one too."""
        if self.messages:
            at = which % len(self.messages)
            message = self.messages[at] if again else self.messages.pop(at)
            answer = message()
            if answer is not None:
                self.messages.append(answer)

    @rule(which=ANY)
    def lose(self, which: int) -> None:
        if self.messages:
            self.messages.pop(which % len(self.messages))

    @rule(
        agent=AGENTS,
        troubles=st.lists(st.sampled_from(TROUBLES), min_size=1, max_size=4),
        which=ANY,
    )
    def fetch(self, agent: int, troubles: list[tuple[str, str]], which: int) -> None:
        """Bring what is wanted, once and again; when nothing is, something is activated first."""
        one = self.agents[agent]
        for at, (way, fault) in enumerate(troubles):
            if one.wanted is None:
                self.activate(1 + (which + at) % 3, THRESHOLDS[which // 3 % 3])
                self._poll_through(one)
            one.bring(partial(self._fetched, one, way, which), fault)

    # --- machines ---

    @rule(agent=AGENTS, killed_after=st.none() | st.integers(0, 1), late=st.booleans())
    def scan(self, agent: int, killed_after: int | None, late: bool) -> None:
        self.nominal += 1
        self.agents[agent].scan(self.nominal, killed_after=killed_after)
        if not late:
            self._deliver_all(self.agents[agent])

    @rule(agent=AGENTS, table=st.sampled_from(["alpha", "beta"]))
    def change(self, agent: int, table: str) -> None:
        self.agents[agent].source.states[table] += 1

    @rule(agent=AGENTS)
    def kill(self, agent: int) -> None:
        self.agents[agent].boot()
        self.ledger.holds(agent, self.agents[agent].models.held)

    @rule(agent=AGENTS)
    def back_up_agent(self, agent: int) -> None:
        self.agents[agent].keep()

    @rule(agent=AGENTS)
    def restore_agent(self, agent: int) -> None:
        self.agents[agent].restore()

    @rule()
    def back_up_server(self) -> None:
        self.server.backup = self.server.truth

    @rule()
    def restore_server(self) -> None:
        self.server.restore()
        self.ledger.decisions = dict(self.server.truth.decisions)

    @rule(seconds=st.sampled_from([1, 60, 4000, 86_400]))
    def wait(self, seconds: int) -> None:
        self.server.seconds += seconds
        for one in self.agents:
            one.seconds += seconds

    @rule(days=st.sampled_from([-1, 1, 400]))
    def set_server_clock(self, days: int) -> None:
        """Set it; with one that is behind no backup is restored, as its serials may come again."""
        self.server.skew += timedelta(days=days)
        if days < 0:
            self.server.backup = None

    # --- the end ---

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:  # else a step has failed already, and says more
                self._come_to_rest()
        finally:
            shutil.rmtree(self.place, ignore_errors=True)

    def _come_to_rest(self) -> None:
        """Stop all faults; what is on its way may still arrive late."""
        for message in list(self.messages):
            message()
        self.messages = []
        for _ in range(_PATIENCE):
            self.wait(4000)
            for one in self.agents:
                self._poll_through(one)
                one.bring(lambda one=one: self._fetched(one, "", 0))  # type: ignore[misc]
        active = self.server.truth.active
        for one in self.agents:
            if one.models.held != active:
                raise Violation("an agent did not come to the model in use")
            one.scan(self.nominal + 1)
            self._deliver_all(one)
            one.scan(self.nominal + 2)
        self.server.check()

    def _deliver_all(self, one: ModelAgent) -> None:
        for report in list(one.disk.spool.values()):
            self.server.commit(report)
            one.delivered(report.run)

    def _poll_through(self, one: ModelAgent) -> None:
        message: Message | None = self._poll(one)
        while message is not None:
            message = message()

    def _poll(self, one: ModelAgent) -> Message:
        held, process = one.held, one.models

        def arrive() -> Message | None:
            notice = self.server.poll(held)

            def answer() -> None:
                if one.models is process:
                    one.models.hear(notice)

            return answer

        return arrive

    def _deliver(self, one: ModelAgent, report: Report) -> Message:
        def arrive() -> Message | None:
            self.server.commit(report)
            return lambda: one.delivered(report.run)

        return arrive

    def _fetched(self, one: ModelAgent, way: str, which: int) -> Answer:
        """Give what comes back for a request, whatever happens on its way."""
        wanted = one.wanted
        assert wanted is not None
        raw = self.server.packed(wanted.serial)
        if way == "named meanwhile":
            self._poll_through(one)
        elif way == "activated meanwhile":
            self.activate(1 + which % 3, THRESHOLDS[which % 3])
            self._poll_through(one)
        if way == "lost":
            return Answer(None)
        if way == "portal":
            return Answer(200, {}, b"<html>Welcome</html>")
        if way == "replayed" and self.seen:
            raw = self.seen[which % min(2, len(self.seen))]
        elif way:
            raw = _forged(way, wanted, which, self.server) or raw
        if raw is None:
            return Answer(404, {PROTOCOL_HEADER: "1"}, b"{}")
        return Answer(200, {PROTOCOL_HEADER: "1"}, raw[:-7] if way == "cut short" else raw)


def _forged(way: str, wanted: ModelNotice, which: int, server: ModelServer) -> bytes | None:
    """Make what somebody else may put in place of the answer; it fits what was asked for."""
    for number in CONTENTS:
        ours = header_of(wanted.serial, number, {}, server.now)
        if ours.sha256 == wanted.sha256:
            break
    content = content_of(number)
    if way == "another's key":
        return pack(ours, content, bytes(32))
    if way == "another organisation's":
        return pack(ours.model_copy(update={"organisation_id": UUID(int=9)}), content, JOB_KEY)
    if way == "other bytes":
        raw = server.packed(wanted.serial) or pack(ours, content, bytes(32))
        at = len(raw) - 1 - which % len(content)
        return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
    return None


def run_histories(kind: type[ModelHistory], examples: int, *, steps: int = 30) -> None:
    """Run so many histories; the same ones each time.

    Raises:
        Violation: What the ledger says is not what happened.
    """
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        kind,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )


def _quick() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  a folder of its own in memory
