"""The page: complete, self-contained, escaped, also when empty or long."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from pursight_server.reports.model import (
    Breach,
    FailedRule,
    Place,
    Report,
    SkippedLine,
    SourceLine,
    TableLine,
    kinds_of,
    misplaced,
)
from pursight_server.reports.page import render
from pursight_server.reports.wording import counted, percent

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
HOSTILE = '<script>alert("1")</script>'
EMPTY = Report("Acme", NOW)
PLACE = Place("crm.a.email", "email", "confidential", 0.9, "applied", "contact")
FULL = Report(
    organisation=HOSTILE,
    made_at=NOW,
    sources=(SourceLine(HOSTILE, "files", HOSTILE, 1, 10, 5, NOW, 0, 0, 80.0),),
    places=(replace(PLACE, name=HOSTILE, named=False, matched=3, examined=4),),
    rules_active=2,
    rules=(
        FailedRule(HOSTILE, HOSTILE, HOSTILE, "high", 1, 3),
        FailedRule("unchecked", "t", "c", "low", 0, 0, error=HOSTILE),
    ),
    policies_active=1,
    breaches=(
        Breach(HOSTILE, "critical", HOSTILE, HOSTILE, HOSTILE, "open", NOW, why=HOSTILE),
        Breach("p", "low", "s", "m", "r", "accepted", NOW, HOSTILE, HOSTILE),
    ),
    tables=(TableLine(HOSTILE, "file", None, False, 10, 40.0, (HOSTILE,), "restricted"),),
    skipped=(SkippedLine("s", HOSTILE, "file", "file.corrupt", HOSTILE, HOSTILE, True),),
    score=80.0,
)
VOID = {"meta"}


class Page(HTMLParser):
    """Reads a page: which tags open and close, what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [
            value or "" for name, value in attrs if name in {"src", "href", "data", "action"}
        ]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("report", [EMPTY, FULL], ids=["empty", "full"])
def test_the_page_is_well_formed_and_needs_nothing_else(report: Report) -> None:
    html = render(report)
    page = Page()
    page.feed(html)
    assert page.open == []
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert all(target.startswith("#") for target in page.loads)
    assert not re.search(r"url\(|@import|https?://", html)
    sections = {target.removeprefix("#") for target in page.loads}
    assert all(f'id="{section}"' in html for section in sections)


def test_hostile_names_are_shown_as_they_are_spelled() -> None:
    html = render(FULL)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 15


def test_an_empty_report_says_so_everywhere() -> None:
    html = render(EMPTY)
    assert html.count("Nothing has been scanned yet") >= 5
    assert "No sensitive data was found" not in html


def test_five_hundred_tables_are_all_there_worst_first() -> None:
    tables = tuple(
        TableLine(f"crm.t{at}", "table", at, True, 3, float(at % 100)) for at in range(500)
    )
    html = render(replace(EMPTY, tables=tables))
    assert len(re.findall(r">crm\.t\d+<", html)) == 500
    assert html.index(">crm.t0<") < html.index(">crm.t99<")


def test_data_out_of_place_is_found_for_three_reasons() -> None:
    prose = replace(PLACE, label="free_text_pii", entities={"email": 12, "phone": 3})
    unnamed = replace(PLACE, named=False, matched=1200, examined=1300)
    in_file = replace(PLACE, label="us_ssn", sensitivity="restricted", table_kind="file")
    decided = replace(unnamed, state="decided")
    assert [one.why for one in misplaced([PLACE, decided, prose, unnamed, in_file])] == [
        "Restricted data in a file, outside the protection of a database",
        "Free text that holds personal data: e-mail address in 12, phone in 3 cells",
        "The column’s name does not say so; its values do (1\u202f200 of 1\u202f300)",
    ]


def test_kinds_are_ordered_by_sensitivity_and_number() -> None:
    ssn = replace(PLACE, label="us_ssn", sensitivity="restricted", state="suggested")
    kinds = kinds_of([PLACE, replace(PLACE, confidence=0.7), ssn])
    assert [(kind.label, len(kind.places), kind.waiting) for kind in kinds] == [
        ("us_ssn", 1, 1),
        ("email", 2, 0),
    ]
    assert kinds[1].confidence == pytest.approx(0.8)


def test_shares_are_never_rounded_to_nothing_or_all() -> None:
    assert [percent(share) for share in (0, 0.0001, 0.5, 0.9999, 1)] == [
        "0\u202f%", "<1\u202f%", "50\u202f%", ">99\u202f%", "100\u202f%",
    ]  # fmt: skip
    assert counted(3, 40) == "3 of 40"
