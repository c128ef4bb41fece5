"""A run's report as lines of JSON, and back."""

from collections.abc import Iterable, Iterator
from functools import cache

from pydantic import TypeAdapter, ValidationError

from pursight.contracts.agents import ReportRecord
from pursight.errors import Refused

_RECORD: TypeAdapter[ReportRecord] = TypeAdapter(ReportRecord)


class BadReport(Refused):
    """A line of a report that is no record of the closed schema."""

    code = "report.bad"


def encode(records: Iterable[ReportRecord]) -> bytes:
    """Write each record on a line of its own, fields that have their default left out."""
    return b"".join(encode_line(record) for record in records)


def encode_line(record: ReportRecord) -> bytes:
    """Write one record with its line end; join lines in any way before `chunks.cut`."""
    fields = _RECORD.dump_json(record, exclude_defaults=True, by_alias=True)
    # The word that tells records apart is a default as well, and must stay.
    word = b'{"record":"' + record.record.encode() + b'"'
    return word + (b"," if fields != b"{}" else b"") + fields[1:] + b"\n"


def decode(lines: Iterable[bytes]) -> Iterator[ReportRecord]:
    """Read records back; feed it `chunks.lines(...)`.

    Raises:
        BadReport: A line does not fit; its number is named, never its content.
    """
    for number, line in enumerate(lines, start=1):
        try:
            record = _RECORD.validate_json(line)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False, include_context=False)[0]
            where = ".".join(_spelled(part) for part in first["loc"])
            raise BadReport(
                f"line {number} of the report does not fit the schema at {where[:200] or 'its top'}"
            ) from None
        yield record


def _spelled(part: int | str) -> str:
    """A step into a record: only words of the schema, since a sender chooses other keys freely."""
    return str(part) if isinstance(part, int) or part in _words() else "?"


@cache
def _words() -> frozenset[str]:
    """The names of all fields, and the words that tell records apart."""
    schema = _RECORD.json_schema()
    named = (name for one in schema["$defs"].values() for name in one.get("properties", ()))
    return frozenset([*named, *schema["discriminator"]["mapping"]])
