"""`pursight classify`: label columns given as JSON lines."""

import codecs
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from pursight.contracts.classify import ColumnIn, ColumnOut
from pursight.errors import Refused
from pursight_agent.commands.recognizers import LanguageModel, Recognizers

if TYPE_CHECKING:
    import pyarrow as pa

    from pursight.classification.classifier import Classifier

_STANDARD = Path("-")
_FORM = (
    'Each line holds one column: {"id": "1", "table": "people", "column": "mail", "values": ["…"]}'
)
_INTEGERS = range(-(2**63), 2**63)


class BadLine(Refused):
    """A line of the input that is no column."""

    code = "classify.bad_line"


class Unreadable(Refused):
    """The input cannot be read or the output not be written."""

    code = "classify.file"


def classify(
    input: Annotated[  # noqa: A002  the name of the option
        Path, typer.Option(help="JSON lines, one column each; `-` is standard input.")
    ],
    output: Annotated[
        Path, typer.Option(help="Where the labels go, one line each; `-` is standard output.")
    ],
    language: Annotated[
        bool, typer.Option(help="Use Presidio for what the patterns leave open, if installed.")
    ] = True,
    recognizers: Recognizers = None,
    language_model: LanguageModel = "",
) -> None:
    """Classify columns given as JSON lines, for rule authors and evaluation.

    Reads lines {"id", "table", "column", "values": […]} and writes, in the same order, lines
    {"id", "label", "confidence", "evidence"}; the label is `none` when nothing was found. The
    output file appears only once every line was classified.
    """
    import platformdirs

    from pursight.classification.classifier import Classifier
    from pursight_agent.commands.recognizers import brought

    taken = brought(tuple(recognizers or ()))
    part = output if output == _STANDARD else output.with_name(f"{output.name}.part")
    with ExitStack() as stack:
        source, size = _source(input, stack)
        with ExitStack() as writing:
            target = _target(part, writing)
            if part != _STANDARD:
                stack.callback(part.unlink, missing_ok=True)
            classifier = Classifier.build(
                language=language,
                cache=Path(platformdirs.user_cache_dir("pursight")),
                recognizers=taken,
                language_model=language_model,
            )
            progress = writing.enter_context(_progress())
            task = progress.add_task("Classifying", total=size, columns=0)
            number = 0
            for number, (line, column) in enumerate(_columns(source, str(input)), start=1):
                target.write(label(classifier, column).model_dump_json() + "\n")
                progress.update(task, advance=len(line), columns=number)
            target.flush()
        if part != _STANDARD:
            _put(part, output)
            typer.echo(f"{number} columns classified: {output}", err=True)


def label(classifier: "Classifier", column: ColumnIn) -> ColumnOut:
    """Classify one column as a scan would, with the names that are given."""
    from pursight.classification.column import ColumnContext, ColumnEvidence

    values = _array(column.values)
    evidence = ColumnEvidence(classifier, values.type)
    evidence.update(values)
    found = evidence.classify(ColumnContext("", column.table, column.column))
    return ColumnOut(
        id=column.id, label=found.label, confidence=found.confidence, evidence=found.evidence
    )


def _array(values: tuple[str | float | bool | None, ...]) -> "pa.Array[Any]":
    """Values as a source would deliver them: of one type, text when they are mixed."""
    import pyarrow as pa

    filled = [value for value in values if value is not None]
    if all(isinstance(value, bool) for value in filled) and filled:
        return pa.array(values, pa.bool_())
    if any(isinstance(value, (str, bool)) for value in filled) or not filled:
        return pa.array([None if v is None else str(v) for v in values], pa.large_string())
    if all(isinstance(value, int) for value in filled):
        if all(value in _INTEGERS for value in filled):
            return pa.array(values, pa.int64())
        return pa.array([None if v is None else str(v) for v in values], pa.large_string())
    return pa.array([None if v is None else float(v) for v in values], pa.float64())


def _columns(source: IO[bytes], name: str) -> Iterator[tuple[bytes, ColumnIn]]:
    for number, line in enumerate(source, start=1):
        said = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if not said.strip():
            continue
        try:
            yield line, ColumnIn.model_validate_json(said)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            what = f"{where}: {first['msg']}" if where else first["msg"]
            raise BadLine(
                f"Line {number} of {name} is not a column ({what}).",
                hint=f"Mend or remove that line; nothing was written. {_FORM}",
            ) from error


def _source(path: Path, stack: ExitStack) -> tuple[IO[bytes], int | None]:
    if path == _STANDARD:
        return sys.stdin.buffer, None
    try:
        return stack.enter_context(path.open("rb")), path.stat().st_size
    except OSError as error:
        raise Unreadable(
            f"{path} cannot be read: {error.strerror}.",
            hint="Check the path after --input, or give `-` to read standard input.",
        ) from error


def _target(path: Path, stack: ExitStack) -> IO[str]:
    if path == _STANDARD:
        return sys.stdout
    try:
        return stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
    except OSError as error:
        raise Unreadable(
            f"{path.with_suffix('')} cannot be written: {error.strerror}.",
            hint="Check that the folder after --output exists and may be written to.",
        ) from error


def _put(part: Path, output: Path) -> None:
    try:
        part.replace(output)
    except OSError as error:
        raise Unreadable(
            f"{output} cannot be written: {error.strerror}.",
            hint="Check that --output names a file, not a folder.",
        ) from error


def _progress() -> Progress:
    """A bar on the terminal, nothing in a log."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[columns]} columns"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
