"""`pursight scan TARGET`: look at every value of a database, file or folder, with no server."""

import gc
import os
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from pursight.contracts.scans import MeasureWhere
from pursight.errors import Fault, PurSightError
from pursight_agent.commands.recognizers import LanguageModel, Recognizers
from pursight_agent.push_down.choice import CLASSIFIED_ROWS, PushDown

if TYPE_CHECKING:
    from pursight.contracts.agents import Limits
    from pursight.contracts.scans import ScanDocument
    from pursight_agent.runtime.kept_scan import KeptScan
    from pursight_agent.source import Source

_USUALLY_AT_MOST = 4
_NOT_COUNTED = frozenset({"scope.excluded", "file.hidden", "file.link"})


class NothingScanned(PurSightError):
    """The scan ended without a single table."""

    code = "scan.nothing"
    fault: ClassVar[Fault] = Fault.CALLER
    status = 422


class CannotWrite(PurSightError):
    """The document cannot be written where it was wanted."""

    code = "scan.cannot_write"
    fault: ClassVar[Fault] = Fault.CALLER
    status = 422


def scan(  # noqa: PLR0917  Typer makes options of them
    target: Annotated[
        str,
        typer.Argument(
            help="postgresql://… or mysql://user@host/database, mongodb://…, a SQLite or DuckDB "
            "database, a file or a folder, s3://bucket/prefix, az://…, gs://…, or a warehouse such "
            "as snowflake://… (docs/connectors.md).",
            show_default=False,
        ),
    ],
    json: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Write the whole document there; - is standard output, alone."
        ),
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Read at most so many rows of each table."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read every row (that is usual).")] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Only such tables: schema.name with * and ?."),
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN", help="Not such tables; wins.")
    ] = None,
    measure: Annotated[
        MeasureWhere,
        typer.Option(
            help="Where numbers come from: the rows read here, or the source's own engine. `auto`: "
            "large tables of warehouses, and huge ones of others, in the source; all else here."
        ),
    ] = "auto",
    in_source_from: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="With `auto`: large is from so many rows on."),
    ] = None,
    classified_rows: Annotated[
        int,
        typer.Option(metavar="N", min=1, help="Read so many rows of what the source measures."),
    ] = CLASSIFIED_ROWS,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Keep finished tables on disk until the scan is done: after a kill the same "
            "command goes on at the table in hand.",
        ),
    ] = False,
    share: Annotated[
        float,
        typer.Option(
            metavar="SHARE",
            min=0.01,
            max=1.0,
            help="Have the source at work for at most this share of the time, 0.25 say.",
        ),
    ] = 1.0,
    statement_seconds: Annotated[
        int,
        typer.Option(metavar="N", min=1, help="End a statement that takes longer."),
    ] = 300,
    connections: Annotated[
        int, typer.Option(metavar="N", min=1, max=2, help="Open so many at most.")
    ] = 2,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=64, help="Measure with so many processes [default: all cores]."
        ),
    ] = None,
    no_language: Annotated[
        bool, typer.Option("--no-language", help="Leave out the language tier (faster).")
    ] = False,
    recognizers: Recognizers = None,
    language_model: LanguageModel = "",
) -> None:
    """Scan a database, file or folder here and now, with no server.

    Prints what was found: tables, sensitive columns with the reasons, and what was skipped. Exit
    status: 0 done, 1 nothing could be scanned, 2 wrong usage. Values stay on this machine.
    """
    from pursight.contracts.agents import Limits

    if full and sample is not None:
        raise typer.BadParameter("choose one of --full and --sample", param_hint="--full")
    if json not in (None, "-"):
        _check_writable(Path(json))
    kept = _kept(target) if resume else None
    document = _scanned(
        target,
        kept=kept,
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        limits=Limits(
            sample_rows=sample,
            statement_seconds=statement_seconds,
            connections=connections,
            share_of_time=share,
            workers=workers or usual_workers(),
        ),
        language=not no_language,
        where=PushDown(where=measure, from_rows=in_source_from, classified_rows=classified_rows),
        recognizers=tuple(recognizers or ()),
        language_model=language_model,
    )
    text = document.model_dump_json(by_alias=True, indent=2)
    if json == "-":
        sys.stdout.write(text + "\n")
    else:
        from pursight_agent.commands.scan_summary import show

        if json is not None:
            _write(Path(json), text)
        show(document, written=json)
    if kept is not None:
        _let_go(kept, document)
    _complain_if_nothing(document)


def _let_go(kept: "KeptScan", document: "ScanDocument") -> None:
    """Drop what was kept, unless the source was lost: then the next start goes on."""
    if any(entry.code == "source.unreachable" for entry in document.skipped):
        kept.close()
    else:
        kept.forget()


def _kept(target: str) -> "KeptScan":
    import platformdirs

    from pursight.clock import SystemClock
    from pursight_agent.runtime.kept_scan import KeptScan

    folder = Path(platformdirs.user_data_dir("pursight")) / "scans"
    return KeptScan(folder, target, clock=SystemClock())


def _scanned(
    target: str,
    *,
    kept: "KeptScan | None",
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    limits: "Limits",
    language: bool,
    where: PushDown,
    recognizers: tuple[str, ...],
    language_model: str,
) -> "ScanDocument":
    from pursight_agent.scanning.beginning import begun_early

    with ExitStack() as stack:
        # Before all else is loaded: they load the same, on another processor.
        workers = limits.workers or 1
        begun = stack.enter_context(begun_early(target, 1 if limits.sample_rows else workers))
        import platformdirs

        from pursight.classification.classifier import Classifier
        from pursight.clock import SystemClock
        from pursight.contracts.agents import Scope
        from pursight_agent.commands.recognizers import brought
        from pursight_agent.commands.scan_summary import shown_progress
        from pursight_agent.load.measure import Measure
        from pursight_agent.load.pacer import Pacer
        from pursight_agent.scanning.finished import NOBODY_HERE
        from pursight_agent.scanning.scan import scan_document
        from pursight_agent.scanning.team import Team

        cache = Path(platformdirs.user_cache_dir("pursight"))
        taken = brought(recognizers)
        pacer = Pacer(limits.share_of_time, time.monotonic, time.sleep)
        measure = Measure(_opened(target), pacer)
        source = stack.enter_context(closing(measure.source))
        progress = stack.enter_context(shown_progress())
        classifier = Classifier.build(
            language=language, cache=cache, recognizers=taken, language_model=language_model
        )
        gc.freeze()  # what is loaded stays: looking through it for garbage takes long
        team = stack.enter_context(closing(Team(workers, classifier, cache, begun)))
        measure.beside = team
        document = scan_document(
            source,
            classifier=classifier,
            scope=Scope(include=include, exclude=exclude),
            limits=limits,
            clock=SystemClock(),
            progress=progress,
            where=where,
            team=team,
            finished={one.name: one for one in kept.earlier()} if kept else {},
            watch=kept or NOBODY_HERE,
        )
        resumed = kept.resumed_tables if kept else 0
        used: dict[str, object] = {"tables_read": len(document.tables) - resumed}
        if kept:
            used |= {"tables_resumed": resumed, "resumed_since": kept.resumed_since}
        usage = measure.usage().model_copy(update=used)
        return document.model_copy(update={"usage": usage})


def usual_workers() -> int:
    """As many as there are processors for this process, up to four."""
    try:
        available = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and macOS
        available = os.cpu_count() or 1
    return min(available, _USUALLY_AT_MOST)


def _opened(target: str) -> "Source":
    """Open the source and try it; ask for a password when one is needed and somebody is there."""
    from pursight_agent.connectors import open_source
    from pursight_agent.source import PasswordNeeded

    source = open_source(target)
    try:
        source.test()
    except PasswordNeeded:
        source.close()
        if not sys.stdin.isatty():
            raise
        source = open_source(target, secret=typer.prompt("Password", hide_input=True, err=True))
        source.test()
    return source


def _check_writable(path: Path) -> None:
    if path.is_dir():
        raise CannotWrite(f"{str(path)!r} is a folder.", hint="Name a file in it.")
    if not path.absolute().parent.is_dir():
        raise CannotWrite(
            f"There is no folder {str(path.absolute().parent)!r}.",
            hint="Make it first; nothing was scanned yet.",
        )


def _write(path: Path, text: str) -> None:
    """Write all or nothing: a reader never finds half a document."""
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_text(text + "\n", encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise CannotWrite(
            f"The document could not be written to {str(path)!r} (errno {error.errno}).",
            hint="Check permissions and space, or write it elsewhere.",
        ) from error


def _complain_if_nothing(document: "ScanDocument") -> None:
    if document.tables:
        return
    failed = [entry for entry in document.skipped if entry.code not in _NOT_COUNTED]
    if failed:
        raise NothingScanned(
            "Nothing could be scanned: every object was skipped.",
            hint=failed[0].hint or failed[0].reason,
        )
    if document.skipped:
        raise NothingScanned(
            "No object is in scope.",
            hint="Compare --include and --exclude with the names: schema.name, with * and ?.",
        )
