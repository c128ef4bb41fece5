"""`pursight scan TARGET`: look at every value of a database, file or folder, with no server."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from pursight.contracts.scans import MeasureWhere
from pursight.errors import Fault, PurSightError

if TYPE_CHECKING:
    from pursight.contracts.scans import ScanDocument
    from pursight_agent.source import Source

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
            help="postgresql://… or mysql://user@host/database, a warehouse (snowflake://…, see "
            "docs/connectors.md), a SQLite or DuckDB database, a file or a folder.",
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
            "large tables of warehouses in the source, all else here."
        ),
    ] = "auto",
    no_language: Annotated[
        bool, typer.Option("--no-language", help="Leave out the language tier (faster).")
    ] = False,
) -> None:
    """Scan a database, file or folder here and now, with no server.

    Prints what was found: tables, sensitive columns with the reasons, and what was skipped. Exit
    status: 0 done, 1 nothing could be scanned, 2 wrong usage. Values stay on this machine.
    """
    if full and sample is not None:
        raise typer.BadParameter("choose one of --full and --sample", param_hint="--full")
    if json not in (None, "-"):
        _check_writable(Path(json))
    document = _scanned(
        target,
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        sample=sample,
        language=not no_language,
        where=measure,
    )
    text = document.model_dump_json(by_alias=True, indent=2)
    if json == "-":
        sys.stdout.write(text + "\n")
    else:
        from pursight_agent.commands.scan_summary import show

        if json is not None:
            _write(Path(json), text)
        show(document, written=json)
    _complain_if_nothing(document)


def _scanned(
    target: str,
    *,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    sample: int | None,
    language: bool,
    where: MeasureWhere,
) -> "ScanDocument":
    import platformdirs

    from pursight.classification.classifier import Classifier
    from pursight.clock import SystemClock
    from pursight.contracts.agents import Limits, Scope
    from pursight_agent.commands.scan_summary import shown_progress
    from pursight_agent.scanning.scan import scan_document

    source = _opened(target)
    with closing(source), shown_progress() as progress:
        return scan_document(
            source,
            classifier=Classifier.build(
                language=language, cache=Path(platformdirs.user_cache_dir("pursight"))
            ),
            scope=Scope(include=include, exclude=exclude),
            limits=Limits(sample_rows=sample),
            clock=SystemClock(),
            progress=progress,
            where=where,
        )


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
