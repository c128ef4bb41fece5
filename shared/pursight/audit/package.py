"""An export as an auditor takes it along: the proof, and beside it what people read.

One ZIP file. `log.jsonl` is the export that everything is checked by; `events.csv` and `log.pdf`
are made from it. A sheet that says something else than the export is found out.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from pursight.audit.export import NotAnExport, Report, check_export
from pursight.audit.sheet import sheet
from pursight.contracts.audit import TreeHead
from pursight.errors import Refused

LOG, SHEET, DOCUMENT, READ_ME = "log.jsonl", "events.csv", "log.pdf", "READ ME.txt"

_LONGEST_LINE = 64 * 1024 * 1024
_STEP = 256 * 1024

Watch = Callable[[int, int], object]
"""Is told the bytes read so far and those in all; what it raises ends the check."""


def _unwatched(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def check_file(
    file: Path,
    *,
    keys: Sequence[bytes] = (),
    known_heads: Sequence[TreeHead] = (),
    watch: Watch = _unwatched,
) -> Report:
    """Check an export in a file, be it the JSON lines alone or the whole package.

    Args:
        file: What the auditor was given.
        keys: Public keys that the auditor trusts, raw.
        known_heads: Heads that the auditor kept.
        watch: Hears how far it is.

    Raises:
        NotAnExport: It is none.
        OSError: The file cannot be read.
    """
    with ExitStack() as stack:
        if not zipfile.is_zipfile(file):
            lines = _watched(stack.enter_context(file.open("rb")), watch, 0, file.stat().st_size)
            return check_export(lines, keys=keys, known_heads=known_heads)
        try:
            package = stack.enter_context(zipfile.ZipFile(file))
            size, has_sheet = package.getinfo(LOG).file_size, SHEET in package.namelist()
            total = 2 * size if has_sheet else size
            lines = _watched(stack.enter_context(package.open(LOG)), watch, 0, total)
            report = check_export(lines, keys=keys, known_heads=known_heads)
            if has_sheet:
                with package.open(LOG) as log, package.open(SHEET) as given:
                    _compare(report, sheet(_watched(log, watch, size, total)), given)
        except KeyError:
            raise NotAnExport(
                f"{file} holds no {LOG}", hint="Give the file as the server wrote it."
            ) from None
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise NotAnExport(
                f"{file} is damaged and cannot be unpacked", hint="Fetch the export again."
            ) from error
    return report


def read_heads(file: Path) -> list[TreeHead]:
    """Read signed heads that were kept in a file, a line of JSON each.

    Raises:
        Refused: A line is no signed head.
        OSError: The file cannot be read.
    """
    found: list[TreeHead] = []
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            found.append(TreeHead.model_validate_json(line))
        except ValidationError:
            raise Refused(
                f"{file}, line {number}: this is no signed head",
                hint="Give the file that PURSIGHT_SEAL_FILE names, as it was written.",
            ) from None
    return found


def _compare(report: Report, expected: Iterable[tuple[int, bytes]], given: IO[bytes]) -> None:
    last = 0
    for seq, row in expected:
        last = seq
        if given.read(len(row)) != row:
            report.blame(max(seq, 1), f"{SHEET} does not say of it what {LOG} says")
            return
    if given.read(1):
        report.blame(last + 1, f"{SHEET} goes on, and {LOG} ends here")


def _watched(file: IO[bytes], watch: Watch, done: int, total: int) -> Iterator[bytes]:
    told = done
    while line := file.readline(_LONGEST_LINE):
        yield line
        done += len(line)
        if done - told >= _STEP:
            told = done
            watch(done, total)
    watch(done, total)
