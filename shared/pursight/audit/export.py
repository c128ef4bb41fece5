"""Check an export of the log line by line, with nothing but the server's public key (pure).

A whole export is checked by doing everything again: each event's hash, the chain, the tree, and the
signed heads over it. An excerpt carries a proof of inclusion for each event instead.
"""

import base64
import binascii
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

from pydantic import TypeAdapter, ValidationError

from pursight.audit.events import Event, breaks, link
from pursight.audit.heads import holds
from pursight.audit.heads import key_id as name_of
from pursight.audit.merkle import Frontier, leaf_hash, verify_inclusion
from pursight.contracts.audit import (
    ExportedEvent,
    ExportedHead,
    ExportEnd,
    ExportHeader,
    ExportLine,
    TreeHead,
)
from pursight.errors import Refused

_LINE: TypeAdapter[ExportLine] = TypeAdapter(ExportLine)
_EVENT_FIELDS = tuple(one.name for one in fields(Event))
_MOST = 100


class NotAnExport(Refused):
    """A file that is no export of the log, or one that cannot be read on."""

    code = "audit.not_an_export"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that does not hold, and from which event on."""

    seq: int
    reason: str


@dataclass(slots=True)
class Report:
    """What came of checking an export.

    Attributes:
        header: Its first line.
        events: Events read.
        heads: Signed heads that hold.
        sealed: Events that the last of them covers; what comes after nobody has signed for yet.
        flaws: What does not hold, the first first; at most a hundred.
        trusted: Whether the key was given by the auditor, not taken from the export itself.
        key_ids: Keys whose signatures hold.
    """

    header: ExportHeader
    events: int = 0
    heads: int = 0
    sealed: int = 0
    flaws: list[Flaw] = field(default_factory=list)
    trusted: bool = False
    key_ids: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, dropped, added or moved."""
        return not self.flaws

    @property
    def first_bad(self) -> Flaw | None:
        """The flaw that lies first in the log."""
        return min(self.flaws, key=lambda flaw: flaw.seq, default=None)

    def blame(self, seq: int, reason: str) -> None:
        """Note a flaw."""
        if len(self.flaws) < _MOST:
            self.flaws.append(Flaw(seq, reason))


def leaf(event_hash: str) -> bytes:
    """Give the tree's leaf of an event: its hash, which covers every field of it."""
    return leaf_hash(bytes.fromhex(event_hash))


def check_export(
    lines: Iterable[bytes],
    *,
    keys: Sequence[bytes] = (),
    known_heads: Sequence[TreeHead] = (),
) -> Report:
    """Check an export.

    Args:
        lines: Of the file, in order.
        keys: Public keys that the auditor trusts; without any those of the export are used, and
            then only somebody without the server's key is kept from forging.
        known_heads: Signed heads that the auditor has kept from before: a log that was written
            anew, with a new key or without, cannot agree with them.

    Raises:
        NotAnExport: The first line is no header, or a line cannot be read.
    """
    numbered = enumerate(lines, 1)
    header = _header(numbered)
    report = Report(header, trusted=bool(keys))
    trusted = {name_of(key): key for key in keys} or _own_keys(header)
    check = _Whole(report, trusted) if header.whole else _Excerpt(report, trusted)
    for head in sorted(known_heads, key=lambda one: one.size):
        check.expect(head)
    ended: ExportEnd | None = None
    said = 0
    for number, line in numbered:
        one = _read(line, number)
        if ended is not None:
            raise NotAnExport(f"line {number} follows the end of the export")
        match one:
            case ExportedEvent():
                report.events += 1
                if one.organisation_id != header.organisation_id:
                    report.blame(one.seq, "belongs to another organisation")
                check.event(one)
            case ExportedHead():
                said += 1
                check.head(one.head)
            case ExportEnd():
                ended = one
            case ExportHeader():
                raise NotAnExport(f"line {number} begins another export")
    check.finish()
    _check_end(report, ended, said, check.next_seq)
    return report


def _check_end(report: Report, ended: ExportEnd | None, heads: int, next_seq: int) -> None:
    if ended is None:
        report.blame(next_seq, "the export is cut off: its last line is missing")
    elif (ended.events, ended.heads) != (report.events, heads):
        report.blame(
            next_seq,
            f"the export says it has {ended.events} events and {ended.heads} heads, and has"
            f" {report.events} and {heads}",
        )


class _Whole:
    """Every event from the first on: chain and tree are built again."""

    def __init__(self, report: Report, keys: Mapping[str, bytes]) -> None:
        self._report, self._keys = report, keys
        self._tree = Frontier()
        self._after, self._previous = 0, "0" * 64
        self._heads: list[tuple[TreeHead, bool]] = []
        self._roots: dict[int, bytes | None] = {}
        """Of the trees that heads speak of, as soon as they are that large."""

    @property
    def next_seq(self) -> int:
        """Number that would come next."""
        return self._after + 1

    def expect(self, head: TreeHead) -> None:
        """Hold the log against a head that the auditor brought."""
        self._heads.append((head, True))
        self._roots[head.size] = None

    def event(self, one: ExportedEvent) -> None:
        """Take the next event."""
        event = _event(one)
        for found in breaks([event], after=self._after, prev_hash=self._previous):
            self._report.blame(found.seq, found.reason)
        self._after, self._previous = event.seq, event.hash
        self._tree = self._tree.append(leaf(event.hash))
        if self._tree.size in self._roots:
            self._roots[self._tree.size] = self._tree.root

    def head(self, head: TreeHead) -> None:
        """Take a signed head.

        Raises:
            NotAnExport: It stands behind an event; then its tree is gone.
        """
        if self._after:
            raise NotAnExport("a signed head stands behind events; all heads come first")
        self._heads.append((head, False))
        self._roots[head.size] = None

    def finish(self) -> None:
        """Compare all heads with the trees that came of the events."""
        sound = 0
        broken = self._report.first_bad
        for head, brought in sorted(self._heads, key=lambda pair: pair[0].size):
            whose = "a head that you brought" if brought else "a signed head"
            if not _signed(head, self._keys, self._report, whose, sound):
                continue
            root = self._roots.get(head.size)
            if root is None:
                self._report.blame(
                    self.next_seq,
                    f"{whose} covers {head.size} events, and the export ends before",
                )
            elif root.hex() != head.root:
                if broken is not None and broken.seq <= head.size:
                    continue  # the chain has told already where it is
                self._report.blame(
                    sound + 1,
                    f"one of the events {sound + 1} to {head.size} is not what was signed for on"
                    f" {head.at:%Y-%m-%d %H:%M}",
                )
            else:
                sound = head.size
                self._report.heads += 1
        self._report.sealed = sound


class _Excerpt:
    """Chosen events, each with its proof of inclusion in the head before it."""

    def __init__(self, report: Report, keys: Mapping[str, bytes]) -> None:
        self._report, self._keys = report, keys
        self._head: TreeHead | None = None
        self._brought: list[TreeHead] = []
        self._last = 0

    @property
    def next_seq(self) -> int:
        """Number after the last event read."""
        return self._last + 1

    def expect(self, head: TreeHead) -> None:
        """Keep a head that the auditor brought: the excerpt's must be one of them, if any."""
        self._brought.append(head)

    def head(self, head: TreeHead) -> None:
        """Take the head that the next events are proven by."""
        self._head = None
        if _signed(head, self._keys, self._report, "a signed head", self._last):
            self._head = head
            self._report.heads += 1
            self._report.sealed = max(self._report.sealed, head.size)
            for one in self._brought:
                if one.size == head.size and one.root != head.root:
                    self._report.blame(1, "the head is not the one that you brought")

    def event(self, one: ExportedEvent) -> None:
        """Take the next event."""
        event = _event(one)
        if event.seq <= self._last:
            self._report.blame(event.seq, "stands out of order")
        self._last = event.seq
        if event.hash != link(event):
            self._report.blame(event.seq, "was changed after it was written")
        elif self._head is None or one.path is None:
            self._report.blame(event.seq, "nothing proves that it is in the log")
        elif not verify_inclusion(
            leaf(event.hash),
            event.seq - 1,
            self._head.size,
            [bytes.fromhex(part) for part in one.path],
            bytes.fromhex(self._head.root),
        ):
            self._report.blame(event.seq, "is not in the log that was signed for")

    def finish(self) -> None:
        """An excerpt is complete when its events are."""


def _signed(
    head: TreeHead, keys: Mapping[str, bytes], report: Report, whose: str, sound: int
) -> bool:
    key = keys.get(head.key_id)
    if head.organisation_id != report.header.organisation_id:
        report.blame(sound + 1, f"{whose} belongs to another organisation")
    elif key is None:
        report.blame(sound + 1, f"{whose} is signed by the key {head.key_id}, which is not trusted")
    elif not holds(head, key):
        report.blame(sound + 1, f"the signature of {whose} over {head.size} events does not hold")
    else:
        if head.key_id not in report.key_ids:
            report.key_ids.append(head.key_id)
        return True
    return False


def _header(numbered: Iterable[tuple[int, bytes]]) -> ExportHeader:
    for number, line in numbered:
        one = _read(line, number)
        if isinstance(one, ExportHeader):
            return one
        break
    raise NotAnExport(
        "this is no export of the log",
        hint="Make one with `pursight audit export`, or in the API at /api/v1/events/export.",
    )


def _read(line: bytes, number: int) -> ExportLine:
    try:
        return _LINE.validate_json(line)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"][1:])
        raise NotAnExport(
            f"line {number} is no line of an export of the log" + (f" ({where})" if where else ""),
            hint="It was changed by hand, or made by a newer version of PurSight.",
        ) from None


def _own_keys(header: ExportHeader) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for one in header.keys:
        try:
            raw = base64.b64decode(one.public_key, validate=True)
        except (binascii.Error, ValueError):
            continue
        if len(raw) == 32:
            found[name_of(raw)] = raw
    return found


def _event(one: ExportedEvent) -> Event:
    return Event(**{name: getattr(one, name) for name in _EVENT_FIELDS})
