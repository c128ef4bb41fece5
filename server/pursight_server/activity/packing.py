"""Pack an export for an auditor: the lines that prove it, a sheet and a document to read."""

import asyncio
import hashlib
import tempfile
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

from anyio import open_file

from pursight.audit.package import DOCUMENT, LOG, READ_ME, SHEET
from pursight.audit.sheet import sheet
from pursight_server.activity.document import document

_CHUNK = 256 * 1024

_WORDS = f"""\
{LOG}
    The log with its proofs, a line of JSON an event. This is what everything is checked by:
        pursight audit verify THIS-FILE.zip --key PUBLIC-KEY
    Ask the server's administrator for the public key (pursight server log-key), not this file.

{SHEET}
    The same events for a spreadsheet. The check tells whether it says what {LOG} says.

{DOCUMENT}
    The same for reading and printing, at most 2,000 events; it is not checked.
"""


async def packed(lines: AsyncIterator[bytes], folder: Path) -> AsyncIterator[bytes]:
    """Yield the bytes of a ZIP file that holds an export.

    Args:
        lines: The export.
        folder: Where it may lie meanwhile; nothing stays there.
    """
    with tempfile.TemporaryDirectory(prefix="export-", dir=folder) as place:
        log, package = Path(place, LOG), Path(place, "package.zip")
        await _write(lines, log)
        await asyncio.to_thread(_pack, log, package)
        async with await open_file(package, "rb") as whole:
            while chunk := await whole.read(_CHUNK):
                yield chunk


async def _write(lines: AsyncIterator[bytes], file: Path) -> None:
    async with await open_file(file, "wb") as out:
        waiting = bytearray()
        async for line in lines:
            waiting += line
            if len(waiting) >= _CHUNK:
                await out.write(waiting)
                waiting = bytearray()
        await out.write(waiting)


def _pack(log: Path, package: Path) -> None:
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        out.writestr(READ_ME, _WORDS.replace("\n", "\r\n"))
        out.write(log, LOG)
        with log.open("rb") as lines, out.open(SHEET, "w", force_zip64=True) as target:
            for _seq, row in sheet(lines):
                target.write(row)
        with log.open("rb") as lines:
            out.writestr(DOCUMENT, document(lines, _sha256(log)))


def _sha256(file: Path) -> str:
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()
