"""What `pursight agent status` and `sources test` say."""

import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from pursight.clock import Clock, SystemClock
from pursight.contracts.agents import Job, JobKind, SourceRecord, TestRecord
from pursight.contracts.scans import SourceFacts
from pursight.errors import Fault, PurSightError
from pursight.identity import new_id
from pursight.protocol import report
from pursight.protocol.jobs import rules_sha256
from pursight_agent import settings as agent_settings
from pursight_agent.runtime import consent, enrolment
from pursight_agent.runtime import status as status_file
from pursight_agent.runtime.enrolment import NotEnrolled
from pursight_agent.runtime.pipe import Assignment
from pursight_agent.runtime.spool import FILE_NAME, RunState, Spool
from pursight_agent.runtime.worker import Allowance, Worker
from pursight_agent.secrets import open_secrets, source_secret

_TEST_SECONDS = 60.0


class SourceFailed(PurSightError):
    """A connection test that failed; message and hint are the source's own."""

    code = "source.failed"
    fault = Fault.WORLD
    status = 503


def gather(directory: Path, clock: Clock) -> dict[str, Any]:
    """Collect all that can be said without asking the running service."""
    facts: dict[str, Any] = {"directory": str(directory), "service": "not running"}
    try:
        enrolled = enrolment.load(directory)
        facts["server"] = enrolled.server_url
        facts["organisation"] = enrolled.organisation
        facts["agent"] = {"id": str(enrolled.agent_id), "name": enrolled.name}
    except NotEnrolled as error:
        facts["server"], facts["hint"] = None, error.hint
    written = status_file.read(directory)
    if written is not None and written.is_alive:
        facts["service"] = written.state
        facts["last_heard"] = written.last_heard.isoformat() if written.last_heard else None
        facts["problem"] = written.problem
        facts["runs"] = [run.model_dump() for run in written.runs]
        facts["next_fires"] = {name: at.isoformat() for name, at in written.next_fires.items()}
        facts["warnings"] = list(written.health.warnings)
        facts["clock_offset_seconds"] = written.health.clock_offset_seconds
    else:
        facts["warnings"] = list(open_secrets(directory).warnings)
    if written is not None and written.revoked:
        facts["revoked"] = written.revoked
    allowed = consent.load(directory)
    known = agent_settings.load(directory)
    facts["sources"] = [
        {
            "alias": entry.alias,
            "kind": entry.kind,
            "allowed": [kind.value for kind in given.jobs]
            if (given := allowed.for_source(entry.alias))
            else [],
        }
        for entry in known.source
    ]
    facts["spool"] = _spool(directory, known.limits.spool_mebibytes << 20)
    return facts


def _spool(directory: Path, limit: int) -> dict[str, Any]:
    if not (directory / FILE_NAME).exists():
        return {"bytes": 0, "limit_bytes": limit, "undelivered": 0, "quarantined": 0, "recent": []}
    with closing(Spool(directory, limit)) as spool:
        recent = [
            {
                "run": str(run.job.run_id),
                "attempt": run.job.attempt,
                "kind": run.job.kind.value,
                "alias": run.job.alias,
                "schedule": run.schedule,
                "state": run.state.value,
                "nominal": run.job.nominal_time.isoformat(),
                "applied": run.receipt.applied.value if run.receipt else None,
                "code": run.code,
                "note": run.note,
                "usage": run.request.usage.model_dump(mode="json")
                if run.request and run.request.usage
                else None,
            }
            for run in spool.recent(10)
        ]
        return {
            "bytes": spool.stored_bytes(),
            "limit_bytes": limit,
            "undelivered": len(spool.runs(RunState.FINISHED)),
            "quarantined": len(spool.runs(RunState.QUARANTINED)),
            "recent": recent,
        }


def describe(facts: dict[str, Any], console: Console) -> None:
    """Print the status for a person."""
    console.print(f"Agent directory  {facts['directory']}", markup=False)
    if facts["server"] is None:
        console.print(f"Server           not enrolled. {facts['hint']}", markup=False)
    else:
        console.print(
            f"Server           {facts['server']} ({facts['organisation']}) "
            f"as {facts['agent']['name']}",
            markup=False,
        )
    heard = facts.get("last_heard")
    told = f", server last heard {heard}" if heard else ""
    console.print(f"Service          {facts['service']}{told}", markup=False)
    if facts.get("problem"):
        console.print(f"Problem          {facts['problem']}", style="yellow", markup=False)
    if facts.get("revoked"):
        console.print(
            "Revoked          The server no longer trusts this agent. Scanning has stopped; what "
            "is undelivered stays here. Ask the server's administrator.",
            style="red",
            markup=False,
        )
    for warning in facts["warnings"]:
        console.print(f"Warning          {warning}", style="yellow", markup=False)
    spool = facts["spool"]
    console.print(
        f"Spool            {spool['undelivered']} runs to deliver, {spool['bytes']} of "
        f"{spool['limit_bytes']} bytes, {spool['quarantined']} in quarantine",
        markup=False,
    )
    for name, at in facts.get("next_fires", {}).items():
        console.print(f"Schedule         {name}: next at {at}", markup=False)
    for source in facts["sources"]:
        jobs = ", ".join(source["allowed"]) or "nothing"
        console.print(
            f"Source           {source['alias']} ({source['kind']}), allowed: {jobs}", markup=False
        )
    for run in facts.get("runs", []):
        done = run["progress"]
        console.print(
            f"Running          {run['kind']} of {run['alias']}: {done['phase']}, "
            f"{done['tables_done']} of {done['tables_total']} tables",
            markup=False,
        )
    if spool["recent"]:
        table = Table("Run", "What", "State", "Due", "Remark")
        for run in spool["recent"]:
            table.add_row(
                f"{run['run'][-12:]}.{run['attempt']}",
                f"{run['kind']} of {run['alias']}",
                run["applied"] or run["state"],
                run["nominal"][:16],
                run["note"] or run["code"] or _cost(run["usage"]),
            )
        console.print(table)


def _cost(usage: dict[str, Any] | None) -> str:
    """Say in a few words what a run read, what it had no need to, and how busy the source was."""
    if usage is None:
        return ""
    told = [f"{usage['tables_read']} tables read"]
    for words, number, at in (
        ("unchanged, not read", "tables_unchanged", "unchanged_since"),
        ("resumed", "tables_resumed", "resumed_since"),
    ):
        if usage[number]:
            since = f" since {usage[at][:16]}" if usage[at] else ""
            told.append(f"{words}: {usage[number]}{since}")
    told.append(f"source busy {usage['source_seconds']:.1f} s ({usage['busy_share']:.0%})")
    return ", ".join(told)


def try_source(directory: Path, alias: str) -> tuple[SourceFacts, float]:
    """Test a source in a child, as the service would.

    Returns:
        What is there, and how many milliseconds it took to say so.

    Raises:
        SourceFailed: With the reason and a hint.
    """
    entry = agent_settings.load(directory).find(alias)
    clock = SystemClock()
    run_id = new_id(clock)
    job = Job(
        id=run_id,
        organisation_id=run_id,
        agent_id=run_id,
        attempt=1,
        run_id=run_id,
        kind=JobKind.TEST,
        alias=alias,
        nominal_time=clock.now(),
        expires_at=clock.now() + timedelta(minutes=5),
        rules_sha256=rules_sha256(()),
    )
    secret = open_secrets(directory).get(source_secret(alias))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.ndjson"
        worker = Worker(
            Assignment(job=job, url=entry.url, secret=secret, niceness=0),
            (),
            path,
            Allowance(2 << 30, _TEST_SECONDS),
        )
        too_long = threading.Timer(
            _TEST_SECONDS, worker.kill, ("source.timeout", "The source does not answer.")
        )
        too_long.start()
        try:
            outcome = worker.run()
        finally:
            too_long.cancel()
        lines = path.read_bytes().splitlines() if outcome.ending is not None else []
    records = list(report.decode(lines))
    facts = [record.facts for record in records if isinstance(record, SourceRecord)]
    tests = [record for record in records if isinstance(record, TestRecord)]
    if tests and tests[0].reachable and facts:
        return facts[0], tests[0].latency_ms or 0.0
    told = next((record for record in records if hasattr(record, "message")), None)
    raise SourceFailed(
        getattr(told, "message", "") or outcome.reason or "The source could not be tested.",
        hint=getattr(told, "hint", "") or "Check address, account and password of the source.",
    )
