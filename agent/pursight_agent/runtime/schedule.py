"""The agent's own schedules: which fires are due, which run, which are listed as skipped."""

import contextlib
import secrets
import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from pursight.clock import Clock, SystemClock
from pursight.contracts.agents import Job, JobKind, Scope
from pursight.errors import PurSightError
from pursight.protocol.jobs import rules_sha256
from pursight.protocol.runs import missed, run_id_for_schedule
from pursight_agent.runtime.configuration import Configuration
from pursight_agent.runtime.consent import Denied
from pursight_agent.runtime.enrolment import Enrolment
from pursight_agent.runtime.fire_history import FireHistory
from pursight_agent.runtime.foreman import Foreman
from pursight_agent.runtime.order import Order
from pursight_agent.runtime.rhythm import fires, next_fire
from pursight_agent.runtime.spool import CALM_SHARE, RunState, Spool
from pursight_agent.settings import BadSettings, ScheduleEntry

log = structlog.get_logger("pursight.agent")

_LONGEST_LOOK_BACK = timedelta(days=31)
_MOST_LISTED = 200
_LOOK_SECONDS = 30.0


class Schedules:
    """Looks what is due whenever it is woken; APScheduler is only the alarm clock.

    Args:
        configuration: The schedules as they stand in the settings.
        spool: Its run table says which fires were handled.
        foreman: Gets the runs.
        enrolment: Whose runs they are.
        clock: The corrected clock.
    """

    def __init__(
        self,
        configuration: Configuration,
        spool: Spool,
        foreman: Foreman,
        enrolment: Enrolment,
        clock: Clock,
    ) -> None:
        self._configuration = configuration
        self._spool = spool
        self._history = FireHistory(spool)
        self._foreman = foreman
        self._enrolment = enrolment
        self._clock = clock
        self._wake = threading.Event()
        self.sealed = False

    def recover(self) -> None:
        """Take up the runs of own schedules that were under way when the agent ended."""
        for run in self._spool.runs(RunState.RUNNING):
            if run.schedule is not None:
                self._foreman.start(Order(run.job, run.schedule))

    def run(self, stop: threading.Event) -> None:
        """Look at each alarm, and now and then without one, until told to stop."""
        alarms = BackgroundScheduler(timezone=UTC)
        alarms.start()
        try:
            while not stop.is_set():
                try:
                    self.look()
                    self._set_alarm(alarms)
                except PurSightError as error:
                    log.warning("schedules wait", code=error.code, message=error.message)
                self._wake.wait(_LOOK_SECONDS)
                self._wake.clear()
        finally:
            alarms.shutdown(wait=False)

    def wake(self) -> None:
        """Look now."""
        self._wake.set()

    def next_fires(self) -> dict[str, datetime]:
        """When each schedule is due next, for the status."""
        now, found = self._clock.now(), {}
        for entry in self._configuration.settings.schedule:
            with contextlib.suppress(BadSettings):
                coming = next_fire(entry, now)
                if coming is not None:
                    found[entry.name] = coming
        return found

    def look(self) -> None:
        """Run or skip all that has become due since the last look."""
        if self.sealed:
            return
        now = self._clock.now()
        for entry in self._configuration.settings.schedule:
            try:
                self._look_at(entry, now)
            except BadSettings as error:
                log.warning("schedule cannot run", code=error.code, message=error.message)

    def _look_at(self, entry: ScheduleEntry, now: datetime) -> None:
        since = self._history.schedule_since(entry.name, _rhythm(entry), now)
        handled = self._history.last_nominal(entry.name)
        after = max(since, handled or since, now - _LONGEST_LOOK_BACK)
        due = missed(
            fires(entry, after, now), now=now, grace=timedelta(minutes=entry.grace_minutes)
        )
        for nominal in due.skipped[-_MOST_LISTED:]:
            self._skip(entry, nominal, "schedule.missed", "Missed; a later fire stands for it.")
        if due.run is not None:
            self._fire(entry, due.run, now)

    def _fire(self, entry: ScheduleEntry, nominal: datetime, now: datetime) -> None:
        job = self._job(entry, nominal)
        if self._spool.share >= CALM_SHARE:
            reason = "The spool is too full of undelivered reports for another scan."
            self._skip(entry, nominal, "spool.full", reason)
            return
        denied = self._configuration.decide(job.kind, job.alias, job.limits, now)
        if isinstance(denied, Denied):
            self._skip(entry, nominal, denied.code, denied.reason)
            return
        if self._spool.begin(job, now, schedule=entry.name, state=RunState.RUNNING):
            log.info(
                "schedule fired",
                schedule=entry.name,
                nominal=nominal.isoformat(),
                trace_id=job.trace_id,
            )
            self._foreman.start(Order(job, entry.name))

    def _skip(self, entry: ScheduleEntry, nominal: datetime, code: str, note: str) -> None:
        job = self._job(entry, nominal)
        now = self._clock.now()
        if self._spool.begin(job, now, schedule=entry.name, state=RunState.SKIPPED):
            self._spool.move(
                (job.run_id, job.attempt),
                RunState.SKIPPED,
                now,
                allowed=(RunState.SKIPPED,),
                code=code,
                note=note,
            )
            log.warning(
                "schedule skipped", schedule=entry.name, nominal=nominal.isoformat(), code=code
            )

    def _job(self, entry: ScheduleEntry, nominal: datetime) -> Job:
        """Word the run of a fire; its rules are those of the server's last job for the source."""
        run_id: UUID = run_id_for_schedule(self._enrolment.agent_id, entry.name, nominal)
        rules = self._history.last_rules(entry.source)
        return Job(
            id=run_id,
            organisation_id=self._enrolment.organisation_id,
            agent_id=self._enrolment.agent_id,
            attempt=1,
            run_id=run_id,
            kind=JobKind.SCAN,
            alias=entry.source,
            nominal_time=nominal,
            expires_at=nominal + timedelta(minutes=entry.grace_minutes),
            scope=Scope(include=entry.include, exclude=entry.exclude),
            rules=rules,
            rules_sha256=rules_sha256(rules),
            full=entry.full,
            trace_id=secrets.token_hex(16),
        )

    def _set_alarm(self, alarms: BackgroundScheduler) -> None:
        """Ask to be woken at the next fire of all; by the machine's clock, as alarms go."""
        coming = min(self.next_fires().values(), default=None)
        alarms.remove_all_jobs()
        if coming is not None:
            machine = coming - (self._clock.now() - SystemClock().now())
            alarms.add_job(self._wake.set, "date", run_date=machine, misfire_grace_time=None)


def _rhythm(entry: ScheduleEntry) -> str:
    return f"{entry.cron or entry.every_minutes} {entry.timezone}"
