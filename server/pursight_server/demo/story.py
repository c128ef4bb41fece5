"""The main job through the API, as a person would do it: register, test, set rules, scan."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pursight.errors import Unavailable
from pursight_server.demo.api import Api
from pursight_server.demo.company import DemoSource
from pursight_server.demo.rules import RULES

ENDED = {"committed", "failed", "cancelled"}
PATIENCE_SECONDS = 900.0
ANNOUNCE_SECONDS = 60.0
LOOK_EVERY_SECONDS = 0.25


class ScanFailed(Unavailable):
    """A test or scan of the demonstration did not come to its end."""

    code = "demo.scan_failed"


@dataclass(frozen=True, slots=True)
class Watched:
    """A run on its way: what is being done, and how far it is."""

    source: str
    kind: str
    state: str
    phase: str
    done: int
    total: int
    rows: int
    unchanged: int = 0


@dataclass(slots=True)
class Outcome:
    """What became of each source."""

    scanned: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


Show = Callable[[Watched], None]


def register(api: Api, agent_id: str, sources: Sequence[DemoSource]) -> dict[str, str]:
    """Register what is not registered yet; returns the id of each alias."""
    known = {
        source["alias"]: source["id"]
        for source in api.all("/api/v1/sources", agent_id=agent_id)
        if source["state"] != "archived"
    }
    for source in sources:
        if source.alias not in known:
            made = api.post(
                "/api/v1/sources",
                {
                    "name": source.name,
                    "kind": source.kind,
                    "agent_id": agent_id,
                    "alias": source.alias,
                    "environment": "production",
                    "description": source.description,
                },
            )
            known[source.alias] = made["id"]
    return {source.alias: known[source.alias] for source in sources}


def wait_for_agent(api: Api, agent_id: str, aliases: set[str]) -> None:
    """Wait until the agent has announced its sources."""
    for _ in _until(ANNOUNCE_SECONDS):
        agent = api.get(f"/api/v1/agents/{agent_id}")
        if aliases <= {source["alias"] for source in agent["sources"]}:
            return
    raise ScanFailed("The agent has not announced its sources.", hint="Its log says why.")


def run_all(api: Api, ids: Mapping[str, str], action: str, show: Show) -> Outcome:
    """Ask for a test or scan of every source at once and watch them to their end.

    Args:
        api: A session that may run scans.
        ids: Source ids by alias.
        action: `test` or `scan`.
        show: Told of every step.
    """
    runs = {
        alias: api.post(f"/api/v1/sources/{source_id}/{action}")["id"]
        for alias, source_id in ids.items()
    }
    outcome = Outcome()
    for _ in _until(PATIENCE_SECONDS):
        for alias, run_id in list(runs.items()):
            run = api.get(f"/api/v1/scans/{run_id}")
            show(_watched(alias, run))
            if run["state"] in ENDED:
                del runs[alias]
                _settle(api, alias, ids[alias], run, outcome)
        if not runs:
            return outcome
    raise ScanFailed(f"{', '.join(runs)}: no end after {PATIENCE_SECONDS:.0f} s.")


def set_rules(api: Api, ids: Mapping[str, str]) -> None:
    """Set the company's rules that are not set yet."""
    for alias, source_id in ids.items():
        known = {rule["name"] for rule in api.all("/api/v1/rules", source_id=source_id)}
        for rule in RULES:
            if rule.source == alias and rule.name not in known:
                api.post(
                    "/api/v1/rules",
                    {
                        "source_id": source_id,
                        "name": rule.name,
                        "severity": rule.severity.value,
                        "schema_name": rule.schema_name,
                        "table": rule.table,
                        "check": rule.check.model_dump(mode="json"),
                    },
                )


def own_sources(targets: Sequence[str]) -> tuple[DemoSource, ...]:
    """Name the user's own databases, files and folders; names are made unique."""
    taken: set[str] = set()
    found: list[DemoSource] = []
    for target in targets:
        is_url = "://" in target
        url = target if is_url else str(Path(target).expanduser().resolve())
        stem = re.split(r"[/?]", target.rstrip("/"))[-1] if is_url else Path(url).stem
        alias = base = re.sub(r"[^a-z0-9_-]+", "-", stem.lower()).strip("-_")[:50] or "source"
        number = 2
        while alias in taken:
            alias, number = f"{base}-{number}", number + 1
        taken.add(alias)
        found.append(DemoSource(alias, alias, _kind(url), url, ""))
    return tuple(found)


def _kind(url: str) -> str:
    if url.startswith(("postgresql:", "postgres:")):
        return "postgresql"
    if url.startswith("sqlite:") or url.endswith((".sqlite", ".sqlite3", ".db")):
        return "duckdb" if _starts_like_duckdb(url) else "sqlite"
    if url.startswith("duckdb:") or url.endswith((".duckdb", ".ddb")) or _starts_like_duckdb(url):
        return "duckdb"
    return "files"


def _starts_like_duckdb(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except (OSError, ValueError):
        return False


def _watched(alias: str, run: Mapping[str, Any]) -> Watched:
    progress = run["progress"]
    counts = run["counts"] or {}  # what was committed in the end; progress may miss the last step
    return Watched(
        source=alias,
        kind=run["kind"],
        state=run["state"],
        phase=progress["phase"],
        done=counts.get("tables", progress["tables_done"]),
        total=counts.get("tables", progress["tables_total"]),
        rows=counts.get("rows", progress["rows"]),
        unchanged=counts.get("unchanged", 0),
    )


def _settle(api: Api, alias: str, source_id: str, run: Mapping[str, Any], outcome: Outcome) -> None:
    source = api.get(f"/api/v1/sources/{source_id}")
    if source["state"] in {"failed", "scan_failed"} or run["state"] != "committed":
        problem = source["problem"] or run["problem"] or {"message": f"The run {run['state']}."}
        hint = problem.get("hint", "")
        outcome.failed[alias] = f"{problem['message']} {hint}".strip()
    else:
        outcome.scanned[alias] = run


def _until(seconds: float) -> Iterator[None]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(LOOK_EVERY_SECONDS)
