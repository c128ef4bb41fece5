"""Which encoding a text file is in: marks first, then UTF-8, then what its bytes suggest."""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import pyarrow as pa

_CHUNK = 1 << 20
_BEYOND_ASCII, _BEGINS_A_LETTER = 0x80, 0xC0
_ESCAPED = re.compile("[\udc80-\udcff]")
_UNDEFINED_IN_1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_WESTERN = (
    "cp1251", "koi8_r", "iso8859_5", "cp1253", "cp1255", "cp1256", "gb18030", "big5",
    "cp932", "euc_jp", "euc_kr", "cp949", "tis_620",
)  # fmt: skip
_IN_TEXTS = (1, 9, 10, 11, 12, 13, 26, 27, 31)
"""Control characters that texts hold: white space, ends of files, escapes, rare delimiters."""
MIXED = "pursight.single_bytes"
"""Error handler: bytes that are no UTF-8 are read as Windows-1252, or Latin-1 in its gaps."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over a file's bytes told."""

    encoding: str
    errors: str = "replace"
    stray_bytes: int = 0
    """Bytes that do not fit the encoding and were read as single characters."""
    has_quotes: bool = False
    binary: bool = False
    """Control characters abound: this is no text."""
    size: int = 0


def survey(file: BinaryIO) -> Survey:
    """Read a file to its end and settle its encoding."""
    head = file.read(_CHUNK)
    mark = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _unmarked(head)
    tally = _Tally()
    chunk = head
    while chunk:
        tally.add(chunk)
        chunk = file.read(_CHUNK)
    tally.end()
    if mark and mark != "utf-8-sig":
        return Survey(mark, has_quotes=tally.quotes, size=tally.size)
    if _binary(head):
        return Survey("latin-1", binary=True, size=tally.size)
    if tally.invalid == 0:
        return Survey(mark or "utf-8", "strict", has_quotes=tally.quotes, size=tally.size)
    if tally.valid >= tally.invalid:
        codecs.register_error(MIXED, _as_single_bytes)
        return Survey(
            mark or "utf-8", MIXED, tally.invalid, has_quotes=tally.quotes, size=tally.size
        )
    encoding = _single_bytes(bytes(tally.strange) or head, undefined=tally.undefined)
    return Survey(encoding, has_quotes=tally.quotes, size=tally.size)


class _Tally:
    """Counts over all chunks."""

    def __init__(self) -> None:
        self.size = self.valid = self.invalid = 0
        self.quotes = self.undefined = False
        self.strange = bytearray()
        self._cut = b""
        """Of a letter that the last chunk ended within."""

    def add(self, chunk: bytes) -> None:
        self.size += len(chunk)
        self.quotes = self.quotes or b'"' in chunk
        if self._cut:
            chunk = self._cut + chunk
        whole = len(chunk) - _begun_at_the_end(chunk)
        self._cut = chunk[whole:]
        chunk = chunk[:whole]
        if chunk.isascii():
            return
        self.undefined = self.undefined or any(byte in chunk for byte in _UNDEFINED_IN_1252)
        signs = np.frombuffer(chunk, np.uint8)
        if _is_utf8(chunk):
            self.valid += int(np.count_nonzero(signs >= _BEGINS_A_LETTER))
            return
        text = chunk.decode("utf-8", "surrogateescape")
        strange = len(_ESCAPED.findall(text))
        self.invalid += strange
        self.valid += len(text) - int(np.count_nonzero(signs < _BEYOND_ASCII)) - strange
        if len(self.strange) < _CHUNK:
            self.strange += chunk

    def end(self) -> None:
        self.invalid += len(self._cut)


def _begun_at_the_end(data: bytes) -> int:
    """How many bytes at the end begin a letter that is not whole yet."""
    for back, sign in enumerate(reversed(data[-3:]), 1):
        if sign >= _BEGINS_A_LETTER:
            length = 2 + (sign >= 0xE0) + (sign >= 0xF0)
            return back if back < length else 0
        if sign < _BEYOND_ASCII:
            return 0
    return 0


def _is_utf8(data: bytes) -> bool:
    """Ask Arrow, who is quickest."""
    borders = pa.py_buffer(np.array([0, len(data)], np.int32).tobytes())
    try:
        pa.StringArray.from_buffers(1, borders, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _as_single_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_character(byte) for byte in bad), error.end


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _unmarked(head: bytes) -> str | None:
    """Japanese by its escapes; UTF-16 without a mark: every other byte of Western text is zero."""
    if head.isascii() and _ISO_2022_JP.search(head):
        return "iso2022_jp"
    sample = head[:4096]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd >= 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even >= 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _binary(head: bytes) -> bool:
    sample = head[:65_536]
    odd = sum(sample.count(bytes([c])) for c in range(32) if c not in _IN_TEXTS)
    return odd > 16 and odd > 0.05 * len(sample)


def _single_bytes(sample: bytes, *, undefined: bool) -> str:
    """Choose among one-byte and East Asian encodings; Western unless high bytes prevail."""
    letters = _LETTERS.findall(sample[:200_000])
    high = sum(letter > b"\x7f" for letter in letters)
    if letters and high > 0.35 * len(letters):
        from charset_normalizer import from_bytes

        best = from_bytes(sample[:50_000], cp_isolation=list(_NOT_WESTERN)).best()
        if best is not None:
            return best.encoding
    return "latin-1" if undefined else "cp1252"
