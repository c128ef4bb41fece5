"""Search: ranked, forgiving about spelling, the same however a name is written."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight_desktop.replica.queries.catalog import AssetQuery
from pursight_desktop.replica.queries.name_search import slips
from pursight_desktop.replica.queries.search import Found, search, suggest
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store

NAMES = {
    # number: level, name, and the number of what it is below
    1: ("source", "shop", None),
    2: ("schema", "public", 1),
    3: ("table", "customer", 2),
    4: ("table", "Kunden_Archiv", 2),
    10: ("column", "cust_email", 3),
    11: ("column", "CustomerEmail", 3),
    12: ("column", "e-mail", 4),
    13: ("column", "emailVerified", 3),
    14: ("column", "Straße", 4),
    15: ("column", "phone_number", 3),
    16: ("column", "geburtsdatum", 4),
    17: ("column", "contact", 3),
    18: ("column", "customer", 4),
}


@pytest.fixture
def shop(store: Store) -> Store:
    with store.writing() as writer:
        for number, (level, name, above) in NAMES.items():
            fields = {
                "name": name,
                "fqn": f"shop.{name}",
                "level": level,
                "source_id": str(UUID(int=9)),
                "parent_id": str(UUID(int=above)) if above else None,
                "label": "email" if number in (10, 17) else "none",
                "description": "Filled by the newsletter tool" if number == 15 else "",
            }
            Rows.of(writer).put_base(KeptRow.make("asset", UUID(int=number), number, fields))
    return store


def _search(store: Store, text: str, facets: AssetQuery | None = None) -> Found:
    with store.reader() as connection:
        return search(connection, text, facets)


def _names(found: Found) -> list[str]:
    return [hit.line.name for hit in found.hits]


@pytest.mark.parametrize("text", ["cust_email", "CustomerEmail", "customer email", "CUST-EMAIL"])
def test_however_it_is_written_it_finds_the_same(shop: Store, text: str) -> None:
    assert {"cust_email", "CustomerEmail"} <= set(_names(_search(shop, text))[:3])


@pytest.mark.parametrize("text", ["email", "e-mail", "E Mail", "eMail"])
def test_e_mail_is_email(shop: Store, text: str) -> None:
    assert {"cust_email", "CustomerEmail", "e-mail"} <= set(_names(_search(shop, text)))
    assert _names(_search(shop, text))[0] == "e-mail"


@pytest.mark.parametrize("typed", ["g", "ge", "gebu", "geburtsd", "geburtsdatum"])
def test_it_finds_while_one_types(shop: Store, typed: str) -> None:
    assert "geburtsdatum" in _names(_search(shop, typed))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("emial", "cust_email"),
        ("custmoer", "customer"),
        ("geburtsdtum", "geburtsdatum"),
        ("phonne", "phone_number"),
        ("strase", "Straße"),
    ],
)
def test_slips_of_the_fingers_are_forgiven(shop: Store, typed: str, meant: str) -> None:
    found = _search(shop, typed)
    assert meant in _names(found)
    assert found.spelled
    assert {hit.matched for hit in found.hits} <= {"similar", "path"}


def test_accents_and_sharp_s_do_not_matter(shop: Store) -> None:
    assert _names(_search(shop, "strasse"))[0] == "Straße"


def test_exact_names_come_first_and_tables_before_columns(shop: Store) -> None:
    found = _search(shop, "customer")
    assert [(hit.line.level, hit.line.name) for hit in found.hits[:2]] == [
        ("table", "customer"),
        ("column", "customer"),
    ]
    assert _names(found).index("CustomerEmail") > 1


def test_a_path_is_found_by_words_of_its_parts(shop: Store) -> None:
    found = _search(shop, "kunden strasse")
    assert [(hit.line.name, hit.matched) for hit in found.hits] == [("Straße", "path")]


def test_what_a_column_holds_is_found_whatever_its_name(shop: Store) -> None:
    hits = {hit.line.name: hit.matched for hit in _search(shop, "email").hits}
    assert hits["contact"] == "label"


def test_prose_is_found_but_ranks_last(shop: Store) -> None:
    found = _search(shop, "newslet")
    assert [(hit.line.name, hit.matched) for hit in found.hits] == [("phone_number", "prose")]


def test_facets_narrow_and_count(shop: Store) -> None:
    found = _search(shop, "email", AssetQuery(labels=("email",)))
    assert set(_names(found)) == {"cust_email", "contact"}
    counted = {one.value: one.count for one in _search(shop, "email").facets["label"]}
    assert counted["email"] == 2  # a column of that name, and one that only holds it
    among = _search(shop, "email", AssetQuery(labels=("email",)))
    assert (among.total, among.counted_all) == (2, True)
    assert {one.value: one.count for one in among.facets["label"]} == counted


@pytest.mark.parametrize(
    "text", ["", "  ", "---", '"', "*", "a AND", "NEAR(", "'; --", "qqqq", "\x00"]
)
def test_anything_may_be_typed(shop: Store, text: str) -> None:
    _search(shop, text)
    with shop.reader() as connection:
        suggest(connection, text)


def test_suggestions_are_assets_by_name(shop: Store) -> None:
    with shop.reader() as connection:
        assert suggest(connection, "cust")[0].name == "customer"
        assert suggest(connection, "nothing at all like it") == []


@given(st.text("abcde", max_size=7), st.text("abcde", max_size=7))
def test_slips_are_a_distance(one: str, other: str) -> None:
    assert (slips(one, other) == 0) == (one == other)
    assert slips(one, other) == slips(other, one)
    assert slips(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize("field", ["description", "comment", "owner", "tags"])
def test_a_column_is_found_by_whatever_is_said_of_it(shop: Store, field: str) -> None:
    said = ["xylophone"] if field == "tags" else "Xylophone"
    fields = {"name": "c7", "fqn": "shop.c7", "level": "column", field: said}
    with shop.writing() as writer:
        Rows.of(writer).put_base(KeptRow.make("asset", UUID(int=77), 77, fields))
    assert _names(_search(shop, "xylophone")) == ["c7"]
