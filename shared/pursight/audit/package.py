"""An export as an auditor takes it along: the proof, and beside it what people read.

One ZIP file. `log.jsonl` is the export that everything is checked by; `events.csv` and `log.pdf`
are made from it. A sheet that says something else than the export is found out.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from pursight.audit.export import NotAnExport, Report, check_export
from pursight.audit.sheet import sheet
from pursight.contracts.audit import TreeHead

LOG, SHEET, DOCUMENT, READ_ME = "log.jsonl", "events.csv", "log.pdf", "READ ME.txt"

_LONGEST_LINE = 64 * 1024 * 1024


def check_file(
    file: Path, *, keys: Sequence[bytes] = (), known_heads: Sequence[TreeHead] = ()
) -> Report:
    """Check an export in a file, be it the JSON lines alone or the whole package.

    Args:
        file: What the auditor was given.
        keys: Public keys that the auditor trusts, raw.
        known_heads: Heads that the auditor kept.

    Raises:
        NotAnExport: It is none.
        OSError: The file cannot be read.
    """
    with ExitStack() as stack:
        if not zipfile.is_zipfile(file):
            return check_export(
                _lines(stack.enter_context(file.open("rb"))), keys=keys, known_heads=known_heads
            )
        try:
            package = stack.enter_context(zipfile.ZipFile(file))
            report = check_export(
                _lines(stack.enter_context(package.open(LOG))), keys=keys, known_heads=known_heads
            )
            if SHEET in package.namelist():
                with package.open(LOG) as log, package.open(SHEET) as given:
                    _compare(report, sheet(_lines(log)), given)
        except KeyError:
            raise NotAnExport(
                f"{file} holds no {LOG}", hint="Give the file as the server wrote it."
            ) from None
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise NotAnExport(
                f"{file} is damaged and cannot be unpacked", hint="Fetch the export again."
            ) from error
    return report


def _compare(report: Report, expected: Iterable[tuple[int, bytes]], given: IO[bytes]) -> None:
    last = 0
    for seq, row in expected:
        last = seq
        if given.read(len(row)) != row:
            report.blame(max(seq, 1), f"{SHEET} does not say of it what {LOG} says")
            return
    if given.read(1):
        report.blame(last + 1, f"{SHEET} goes on, and {LOG} ends here")


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(_LONGEST_LINE):
        yield line
