"""XML: which element is a record, what its columns are, and what is refused."""

import gzip
import random
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pursight.contracts.agents import Scope
from pursight.contracts.scans import TableFacts
from pursight.errors import PurSightError
from pursight_agent.connectors import open_source
from pursight_agent.connectors.files import FilesSource, xml_elements, xml_files
from pursight_agent.connectors.files.place import Bounds
from pursight_agent.testing.check_source import check_source

Rows = list[dict[str, Any]]


def read(text: str | bytes, folder: Path, name: str = "f.xml") -> tuple[TableFacts, Rows]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with closing(FilesSource(path)) as source:
        discovery = source.discover(Scope())
        assert not discovery.skipped
        (table,) = discovery.tables
        batches = list(source.read(table, sample_rows=None))
    return table, [row for batch in batches for row in batch.to_pylist()]


def refused(text: str | bytes, folder: Path, name: str = "f.xml", **options: Any) -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with closing(FilesSource(path, **options)) as source:
        (entry,) = source.discover(Scope()).skipped
    assert entry.hint
    assert "canary" not in entry.reason + entry.hint
    return entry.code


def test_a_row_a_record_with_attributes_and_children_as_columns(tmp_path: Path) -> None:
    table, rows = read(
        """<?xml version="1.0"?><!-- all of them -->
        <people xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">
          <person id="1"><name>Ann</name><phone kind="home">1</phone><phone>2</phone>
            <left xsi:nil="true"/></person>
          <person id="2" name="x"><name>Bób &amp; <![CDATA[<Co>]]></name><empty/>
            <at><street>Main</street><city>Rome</city></at></person>
        </people>""",
        tmp_path,
    )
    assert (table.format, [(c.name, c.type, c.nullable) for c in table.columns]) == (
        "xml",
        [
            ("id", "text", False), ("name", "text", False), ("phone", "element", True),
            ("left", "text", True), ("name_2", "text", True), ("empty", "text", True),
            ("at", "element", True),
        ],
    )  # fmt: skip
    assert rows == [
        {"id": "1", "name": "Ann", "phone": '[{"@kind": "home", "#text": "1"}, "2"]', "left": None,
         "name_2": None, "empty": None, "at": None},
        {"id": "2", "name": "Bób & <Co>", "phone": None, "left": None, "name_2": "x", "empty": "",
         "at": '{"street": "Main", "city": "Rome"}'},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<tags><tag>a</tag><tag>b</tag></tags>", [{"tag": "a"}, {"tag": "b"}]),
        ("<a><b><c>1</c><d>2</d></b></a>", [{"c": "1", "d": "2"}]),
        ("<a>1</a>", [{"a": "1"}]),
        ("<a/>", [{"a": ""}]),
        ('<a><b x="1">t</b><b/></a>', [{"x": "1", "b": "t"}, {"x": None, "b": ""}]),
        ('<a><b x="1"/><b/></a>', [{"x": "1"}, {"x": None}]),
        ("<a><b>t</b><b/></a>", [{"b": "t"}, {"b": ""}]),
        ("<a><w><b><c>1</c></b><b><c>2</c></b></w></a>", [{"c": "1"}, {"c": "2"}]),
        ("<ns:a xmlns:ns='u'><ns:b>1</ns:b><ns:b>2</ns:b></ns:a>", [{"ns:b": "1"}, {"ns:b": "2"}]),
    ],
)
def test_which_element_is_a_record(text: str, expected: Rows, tmp_path: Path) -> None:
    assert read(text, tmp_path)[1] == expected


def test_records_of_several_kinds_do_not_mix(tmp_path: Path) -> None:
    table, rows = read(
        """<db><customers><customer id="1"/><customer id="2"/></customers>
        <orders><order id="7">x</order><order id="8">y</order></orders></db>""",
        tmp_path,
    )
    assert [column.name for column in table.columns] == ["customer.id", "order.id", "order"]
    assert rows[1] == {"customer.id": "2", "order.id": None, "order": None}
    assert rows[2] == {"customer.id": None, "order.id": "7", "order": "x"}


def test_what_stands_beside_the_records_is_a_row_of_its_own(tmp_path: Path) -> None:
    _, rows = read(
        """<rss version="2.0"><channel><title>News</title><item><title>a</title></item>
        <item><title>b</title></item></channel></rss>""",
        tmp_path,
        "feed.rss",
    )
    assert rows == [
        {"title": "a", "rss.version": None, "rss.channel": None},
        {"title": "b", "rss.version": None, "rss.channel": None},
        {"title": None, "rss.version": "2.0", "rss.channel": '{"title": "News"}'},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>häuser</a>'
    assert read(text.encode(encoding), tmp_path)[1] == [{"a": "häuser"}]


def test_encodings_that_cannot_be_read(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="shift_jis"?><a>日本</a>'
    assert refused(text.encode("shift_jis"), tmp_path) == "file.corrupt"
    assert refused(b"<a>\xff\xfe</a>", tmp_path) == "file.corrupt"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x "y">',
        f'<!ENTITY l0 "lol">{LAUGHS}',
        '<!ENTITY x SYSTEM "{secret}">',
        '<!ENTITY % p SYSTEM "{secret}"> %p;',
        '<!ENTITY % p "&#60;!ENTITY x &#39;y&#39;&#62;"> %p;',
    ],
)
def test_entities_are_refused(declared: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.dtd"
    secret.write_text('<!ENTITY x "canary-7741">')
    text = f"<!DOCTYPE a [{declared.replace('{secret}', secret.as_uri())}]><a>&x;&l8;</a>"
    assert refused(text, tmp_path) == "file.bomb"


def test_a_document_type_is_not_fetched(tmp_path: Path) -> None:
    dtd = tmp_path / "type.dtd"
    dtd.write_text('<!ENTITY x "canary-7741">')
    text = f'<!DOCTYPE a SYSTEM "{dtd.as_uri()}"><a>&x;&amp;</a>'
    assert read(text, tmp_path)[1] == [{"a": "&x;&"}]
    assert read("<!DOCTYPE a [<!ELEMENT a ANY>]><a>1</a>", tmp_path)[1] == [{"a": "1"}]


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused("<a>" * 101 + "</a>" * 101, tmp_path) == "file.too_deep"
    packed = gzip.compress(b"<a>" + b"<b>same</b>" * 50_000 + b"</a>")
    bounds = Bounds(expanded=1000, ratio=5)
    assert refused(packed, tmp_path, "f.xml.gz", bounds=bounds) == "file.bomb"
    monkeypatch.setattr(xml_elements, "MOST_NAMES", 50)
    monkeypatch.setattr(xml_files, "MOST_NAMES", 50)
    names = "".join(f"<n{number}/>" for number in range(60))
    assert refused(f"<a>{names}</a>", tmp_path) == "file.too_wide"
    keys = "".join(f'<b k{number}="1"/>' for number in range(60))
    assert refused(f"<a>{keys}</a>", tmp_path) == "file.too_wide"
    monkeypatch.setattr(xml_elements, "LONGEST_RECORD", 1000)
    long = "x" * 600
    assert read(f"<a><b>{long}</b><b>{long}</b></a>", tmp_path)[1] == [{"b": long}] * 2
    assert refused(f"<a><b>{long}{long}</b><b/></a>", tmp_path) == "file.too_large"
    assert refused(f"<a>{long}<b/>{long}<b/></a>", tmp_path) == "file.too_large"


def test_broken_anywhere(tmp_path: Path) -> None:
    text = "<r>" + "<e id='1'><name>canary-7741</name></e>" * 20 + "</r>"
    for keep in (0, 1, 3, 50, len(text) - 1):
        assert refused(text[:keep], tmp_path) == "file.corrupt"
    chance = random.Random(4)
    path = tmp_path / "f.xml"
    for _ in range(200):
        content = bytearray(text.encode())
        content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        with closing(FilesSource(path)) as source:
            discovery = source.discover(Scope())
            assert [entry.code for entry in discovery.skipped] in ([], ["file.corrupt"])
            for table in discovery.tables:
                list(source.read(table, sample_rows=None))


def test_a_file_that_changes_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "f.xml"
    path.write_text("<a><b>1</b><b>2</b></a>")
    with closing(FilesSource(path)) as source:
        (table,) = source.discover(Scope()).tables
        path.write_text("<a><b c='1'>1</b><b>2</b></a>")
        with pytest.raises(PurSightError) as raised:
            list(source.read(table, sample_rows=None))
    assert raised.value.code == "file.changed"


def test_keeps_the_promises_of_a_source(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<r>" + "<e a='1'><b>2</b></e>" * 30 + "</r>")
    (tmp_path / "one.xml").write_text("<r/>")
    (tmp_path / "p.xml.gz").write_bytes(gzip.compress(b"<r><e>1</e><e>2</e></r>"))
    check_source(lambda: open_source(str(tmp_path)))
    check_source(lambda: open_source(str(tmp_path / "a.xml")))


_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(_TEXTS, _TEXTS), min_size=2, max_size=8))
def test_what_was_put_in_comes_out(tmp_path: Path, cells: list[tuple[str, str]]) -> None:
    body = "".join(f"<e a={quoteattr(a)}><b>{escape(b)}</b></e>" for a, b in cells)
    assert read(f"<r>{body}</r>", tmp_path)[1] == [{"a": a, "b": b} for a, b in cells]
