"""XML to records, element by element: which element is a record, and what its values are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_external_ges
from xml.sax.xmlreader import AttributesImpl

import defusedxml.expatreader
from defusedxml import DefusedXmlException
from typing_extensions import override

from pursight_agent.connectors.files.place import corrupt
from pursight_agent.source import ObjectError

DEEPEST = 100
LONGEST_RECORD = 1 << 27
"""Characters of one record's values and names."""
MOST_NAMES = 20_000
"""Different paths of elements, or different columns."""
_PIECE = 1 << 16
TEXT = "#text"
_NIL = ("xsi:nil", "nil")
_OF_SCHEMAS = ("xsi:schemaLocation", "xsi:noNamespaceSchemaLocation")

Path = tuple[str, ...]
Record = dict[str, Any]


class Survey(ContentHandler):
    """Counts each path of elements: those that repeat are records."""

    def __init__(self) -> None:
        super().__init__()
        self._path: list[str] = []
        self.counts: dict[Path, int] = {}
        self._said: set[Path] = set()

    @override
    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise ObjectError(
                "file.too_deep",
                f"Its elements are nested more than {DEEPEST} levels deep.",
                hint="Write the records of such a tree as a list.",
            )
        path = tuple(self._path)
        self.counts[path] = self.counts.get(path, 0) + 1
        if len(self.counts) > MOST_NAMES:
            raise too_wide()
        if any(is_said(key) for key in attrs.getNames()):
            self._said.add(path)

    @override
    def characters(self, content: str) -> None:
        if content.strip():
            self._said.add(tuple(self._path))

    @override
    def endElement(self, name: str) -> None:
        self._path.pop()

    def records(self) -> "Kinds":
        """Settle what is a record: the outermost elements that repeat."""
        repeated = {
            path for path, count in self.counts.items() if count > self.counts.get(path[:-1], 1)
        }
        outermost = {
            path
            for path in repeated
            if not any(path[:length] in repeated for length in range(1, len(path)))
        }
        if not outermost:
            return Kinds(frozenset({self._innermost_single()}))
        beside = any(
            not any(path[:length] in outermost for length in range(1, len(path) + 1))
            for path in self._said
        )
        return Kinds(frozenset(outermost), next(iter(self.counts)) if beside else None)

    def _innermost_single(self) -> Path:
        """Where nothing repeats: the first element that is more than a wrapping of another."""
        path = next(iter(self.counts))
        while path not in self._said:
            inner = [other for other in self.counts if other[:-1] == path]
            if len(inner) != 1:
                break
            path = inner[0]
        return path


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which elements are records."""

    repeated: frozenset[Path]
    root: Path | None = None
    """Set when something is said outside of them: that is one more record, of the root."""

    def __contains__(self, path: object) -> bool:
        return path in self.repeated or path == self.root


@dataclass(slots=True)
class _Open:
    """An element that has begun."""

    children: dict[str, Any]
    texts: list[str]
    holds_records: bool = False


class Elements(ContentHandler):
    """Builds each record when its element ends; what lies outside becomes the root's record."""

    def __init__(self, kinds: Kinds, emit: Callable[[str, Record], None]) -> None:
        super().__init__()
        self._kinds, self._emit = kinds, emit
        self._path: list[str] = []
        self._open: list[_Open] = []
        self._record_at = 0
        self._size = self._outside = 0

    @override
    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._path.append(name)
        if not self._record_at and tuple(self._path) in self._kinds.repeated:
            self._record_at, self._size = len(self._path), 0
        said = {f"@{key}": value for key, value in attrs.items() if is_said(key)}
        self._grow(len(name) + sum(len(key) + len(value) for key, value in said.items()))
        self._open.append(_Open(said, []))

    @override
    def characters(self, content: str) -> None:
        self._grow(len(content))
        self._open[-1].texts.append(content)

    @override
    def skippedEntity(self, name: str) -> None:
        self.characters(f"&{name};")

    @override
    def endElement(self, name: str) -> None:
        is_record = len(self._path) == self._record_at or tuple(self._path) == self._kinds.root
        if len(self._path) == self._record_at:
            self._record_at = 0
        self._path.pop()
        ended = self._open.pop()
        value = _value(ended.children, "".join(ended.texts))
        if is_record:
            self._emit(name, value if isinstance(value, dict) else {TEXT: value})
        if not self._open:
            return
        parent = self._open[-1]
        if is_record or (ended.holds_records and not value):
            parent.holds_records = True
        else:
            _add(parent.children, name, value)

    def _grow(self, size: int) -> None:
        if self._record_at:
            self._size += size
        else:
            self._outside += size
        if max(self._size, self._outside) > LONGEST_RECORD:
            raise ObjectError(
                "file.too_large",
                f"One of its records has more than {LONGEST_RECORD >> 20} million characters.",
                hint="Leave the file out of the scope, or store such values in files of their own.",
            )


def is_said(attribute: str) -> bool:
    """Whether an attribute is data: namespaces and where their schemas lie are not."""
    return attribute.partition(":")[0] != "xmlns" and attribute not in _OF_SCHEMAS


def _value(children: dict[str, Any], text: str) -> Any:
    """A text where there is nothing else; None for what says that it is nil."""
    if not children:
        return text if text.strip() or not text.count("\n") else ""
    if not text.strip():
        if any(children.get(f"@{nil}") in ("true", "1") for nil in _NIL):
            return {key: inner for key, inner in children.items() if key[1:] not in _NIL} or None
        return children
    return {**children, TEXT: text}


def _add(parent: dict[str, Any], name: str, value: Any) -> None:
    if name not in parent:
        parent[name] = value
    elif isinstance(parent[name], list):
        parent[name].append(value)
    else:
        parent[name] = [parent[name], value]


def parse(file: BinaryIO, handler: ContentHandler) -> Iterator[None]:
    """Feed the file to the handler, and give the word back after each piece.

    Entities are refused where they are declared, so none is ever expanded or fetched. A document
    type that lies elsewhere is not fetched either; many documents name one.
    """
    parser: Any = defusedxml.expatreader.create_parser(
        forbid_dtd=False, forbid_entities=True, forbid_external=False
    )
    parser.setFeature(feature_external_ges, False)
    parser.setContentHandler(handler)
    try:
        while piece := file.read(_PIECE):
            parser.feed(piece)
            yield
        parser.close()
    except DefusedXmlException as error:
        raise ObjectError(
            "file.bomb",
            "It declares entities of its own, with which a small file can become endless.",
            hint="If you trust it, write a copy without them: xmllint --noent.",
        ) from error
    except SAXParseException as error:
        raise corrupt(
            f"The file is not XML: line {error.getLineNumber()}, column "
            f"{error.getColumnNumber()} does not fit.",
            hint="Check it with `xmllint --noout`; was it cut off, or is its encoding another?",
        ) from error
    except (LookupError, UnicodeError, ValueError) as error:
        raise corrupt(
            "The file's encoding is not known.", hint="Write a copy of it in UTF-8."
        ) from error
    yield


def too_wide() -> ObjectError:
    """Word the error for a file whose names are values."""
    return ObjectError(
        "file.too_wide",
        f"It has more than {MOST_NAMES} different names of elements.",
        hint="Names that are values (ids, people) belong into attributes or texts.",
    )
