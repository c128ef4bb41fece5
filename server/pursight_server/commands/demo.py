"""`pursight demo`: the whole main job, on an invented company or on one's own data."""

import json
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from pursight_server.demo import company, story, summary
from pursight_server.demo.api import Api
from pursight_server.demo.company import DemoSource
from pursight_server.demo.stage import Stage, default_folder, forget
from pursight_server.demo.story import Outcome, Watched

OWN = "Your organisation"
PHASES = {
    "waiting": "waiting for the agent",
    "discovering": "discovering",
    "reading": "reading, measuring, classifying, checking",
    "reporting": "reporting",
}


def demo(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="Your own data: postgresql:// or mysql://user@host/database, a SQLite or DuckDB "
            "file, a CSV, Parquet, JSON, XML, Avro, ORC or XLSX file, or a folder. "
            "Without any: an invented company.",
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave server and agent running until Ctrl-C.")
    ] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the summary here too.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Where all of it is kept.", show_default=False)
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget earlier runs and begin anew.")
    ] = False,
) -> None:
    """Run the whole main job: register, test, discover, profile, classify, check, catalog, report.

    Starts a server with its own PostgreSQL and an agent beside the data, both on this machine. A
    second run finds what the first one left and reads only what has changed since.
    """
    signal.signal(signal.SIGTERM, _as_interrupt)
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 110  # a log or a pipe has no width of its own
    folder = (data or default_folder(own_data=bool(targets))).expanduser().resolve()
    if fresh:
        forget(folder)
    try:
        _run(console, folder, targets or [], keep=keep, json_file=json_file)
    except KeyboardInterrupt:
        console.print("Stopped; server and agent are down, what was done is kept.")
        raise typer.Exit(130) from None


def _run(
    console: Console, folder: Path, targets: Sequence[str], *, keep: bool, json_file: Path | None
) -> None:
    started = time.monotonic()
    with _steps(console) as step:
        step("Starting the server and its database")
        with Stage(folder, OWN if targets else company.NAME) as stage:
            if targets:
                sources = story.own_sources(targets)
            else:
                step("Making the invented company's data")
                sources = company.sources(folder / "company", stage.start_sources())
            api = stage.sign_in()
            step("Enrolling the agent")
            agent_id = stage.enrol_agent(api)
            stage.add_sources({source.alias: source.url for source in sources})
            stage.start_agent()
            story.wait_for_agent(api, agent_id, {source.alias for source in sources})
            step("Registering the sources")
            ids = story.register(api, agent_id, sources)
            step("Testing the connections")
            tested = story.run_all(api, ids, "test", _ignore)
            reachable = {alias: ids[alias] for alias in tested.scanned}
            if not targets:
                story.set_rules(api, reachable)
            step("")
            scanned = _scan(console, api, reachable, sources)
            scanned.failed.update(tested.failed)
            step("Writing the report")
            found = summary.collect(api, ids, scanned)
            report = folder / "report.html"
            page = api.text("/api/v1/reports/compliance", source_id=list(ids.values()))
            report.write_text(page, encoding="utf-8")
            if json_file is not None:
                json_file.write_text(json.dumps(found, indent=2), encoding="utf-8")
            step("")
            summary.show(
                console, found, stage, report, seconds=time.monotonic() - started, keep=keep
            )
            if keep:
                _wait_for_ctrl_c(console)
            step("Stopping")
    if not scanned.scanned:
        raise typer.Exit(1)


def _scan(
    console: Console, api: Api, ids: dict[str, str], sources: Sequence[DemoSource]
) -> Outcome:
    """Scan all sources with a bar each."""
    names = {source.alias: source.name for source in sources}
    columns = (
        TextColumn("  {task.fields[source]:<14}"),
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TextColumn("tables · {task.fields[rows]:>9} rows · {task.fields[phase]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, TaskID] = {
            alias: bars.add_task("", total=None, source=names[alias], rows="0", phase="queued")
            for alias in ids
        }

        def show(run: Watched) -> None:
            phase = PHASES.get(run.phase, run.phase)
            if run.state in story.ENDED:
                phase = "done" if run.state == "committed" else run.state
                if run.unchanged:
                    phase += f", {run.unchanged} unchanged and not read again"
            total = run.total or None
            if run.state == "committed":
                total = max(run.total, run.done)
            bars.update(
                tasks[run.source],
                total=total,
                completed=total if run.state == "committed" and total else run.done,
                rows=f"{run.rows:,}",
                phase=phase,
            )

        return story.run_all(api, ids, "scan", show)


@contextmanager
def _steps(console: Console) -> Iterator["_Step"]:
    step = _Step(console)
    try:
        yield step
    finally:
        step("")


class _Step:
    """One line that says what is being done, with a spinner where there is a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown: Progress | None = None

    def __call__(self, text: str) -> None:
        if self._shown is not None:
            self._shown.stop()
            self._shown = None
        if text and not self._console.is_terminal:
            self._console.print(f"{text} …")
        elif text:
            self._shown = Progress(
                SpinnerColumn(),
                TextColumn("{task.description} …"),
                TimeElapsedColumn(),
                console=self._console,
                transient=True,
            )
            self._shown.add_task(text)
            self._shown.start()


def _wait_for_ctrl_c(console: Console) -> None:
    console.print("\nServer and agent keep running. [bold]Ctrl-C[/] stops them.")
    signal.pause()


def _as_interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _ignore(_run: Watched) -> None:
    """Nothing to show while connections are tested: it takes a moment."""
