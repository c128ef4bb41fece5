"""Reports: records survive their bytes, and a bad line is named without its content."""

import pytest

from pursight.contracts.agents import (
    FailureRecord,
    ReportRecord,
    SkippedRecord,
    SourceRecord,
    TableRecord,
)
from pursight.contracts.scans import (
    ColumnReport,
    Profile,
    Skipped,
    SourceFacts,
    TableFacts,
    TableKind,
    TableReport,
)
from pursight.protocol import chunks, report

RECORDS: list[ReportRecord] = [
    SourceRecord(facts=SourceFacts(kind="postgresql", name='we"ird\nname')),
    TableRecord(
        table=TableReport(
            facts=TableFacts(name="t", kind=TableKind.TABLE, row_count=2**70),
            columns=(
                ColumnReport(
                    name="c",
                    profile=Profile(examined=1, complete=True, nulls=0, min=-(2**80), max="1.50"),
                ),
            ),
        )
    ),
    SkippedRecord(skipped=Skipped(name="x", code="file.corrupt", reason="It is cut off.")),
    FailureRecord(code="source.lost", message="The connection was lost."),
]


def test_records_survive_their_bytes() -> None:
    sent = chunks.cut(report.encode(RECORDS))
    assert list(report.decode(chunks.lines(sent))) == RECORDS


def test_a_bad_line_is_named_without_its_content() -> None:
    good = report.encode_line(RECORDS[0]).strip()
    with pytest.raises(report.BadReport, match="line 2") as caught:
        list(report.decode([good, b'{"record":"source","facts":{"kind":"s","secret":"4111"}}']))
    assert "4111" not in caught.value.message
    with pytest.raises(report.BadReport, match="line 1"):
        list(report.decode([b"4111"]))


@pytest.mark.parametrize(
    ("field", "where"),
    [
        ('"4111": 1', "table.table.columns.0.?"),
        ('"classification": {"entities": {"4111": 1}}', "classification.entities.?.?"),
        ('"classification": {"entities": {"a4111": -1}}', "classification.entities.?"),
        ('"profile": {"nulls": "4111"}', "columns.0.profile."),
        ('"name": 4111', "table.table.columns.0.name"),
    ],
)
def test_a_bad_line_shows_no_key_that_its_sender_chose(field: str, where: str) -> None:
    named = "" if '"name"' in field else '"name": "c", '
    facts = '"facts": {"name": "t", "kind": "table"}'
    line = f'{{"record": "table", "table": {{{facts}, "columns": [{{{named}{field}}}]}}}}'
    with pytest.raises(report.BadReport, match="line 1") as caught:
        list(report.decode([line.encode()]))
    assert where in caught.value.message
    assert "4111" not in caught.value.message
