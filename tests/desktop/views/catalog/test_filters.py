"""What the list is narrowed to: places and back, queries, chips."""

from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.catalog import FacetCount
from pursight_desktop.views.catalog.facets import panel_facets
from pursight_desktop.views.catalog.filters import Narrowing

HERE = UUID(int=9)


def _narrowing() -> Narrowing:
    chosen = {"sensitivity": ("restricted", "internal"), "owner": ("Ada",), "quality": ("70",)}
    return Narrowing("columns", "mail", HERE, chosen, gone=True)


def test_a_place_says_all_of_it() -> None:
    assert Narrowing.from_place(_narrowing().place()) == _narrowing()
    assert Narrowing.from_place(Place("catalog")) == Narrowing()


@pytest.mark.parametrize(
    "args",
    [(("level", "rows"),), (("colour", "red"),), (("quality", "unscored"),), (("quality", "<b>"),)],
)
def test_what_means_nothing_here_is_passed_over(args: tuple[tuple[str, str], ...]) -> None:
    assert Narrowing.from_place(Place("catalog", None, args)) == Narrowing()


def test_the_query_asks_for_it() -> None:
    query = _narrowing().query("owner", descending=True)
    assert query.under == HERE
    assert query.levels == ("column",)
    assert query.sensitivities == ("restricted", "internal")
    assert query.owners == ("Ada",)
    assert query.quality_below == 70
    assert query.text == "mail"
    assert query.gone is None
    assert (query.sort, query.descending) == ("owner", True)


def test_columns_of_a_table_stand_as_the_table_has_them() -> None:
    assert Narrowing("columns", under=HERE).query().sort == "position"
    assert Narrowing("tables").query().sort == "name"
    assert Narrowing("tables").query().gone is False


def test_each_chip_takes_its_own_filter_away(qapp: QApplication) -> None:
    narrowing = _narrowing()
    assert len(narrowing.chips()) == 6
    for chip in narrowing.chips():
        left = narrowing.without(chip.key, chip.value)
        assert len(left.chips()) == 5
        assert chip not in left.chips()
    while narrowing.chips():
        first = narrowing.chips()[0]
        narrowing = narrowing.without(first.key, first.value)
    assert narrowing == Narrowing("columns", under=HERE)
    assert not narrowing.filters


def test_clearing_stays_where_one_is() -> None:
    assert _narrowing().cleared() == Narrowing("columns", under=HERE)


def test_facets_are_ordered_by_meaning_else_by_frequency(qapp: QApplication) -> None:
    found = {
        "sensitivity": [FacetCount("public", 90, ""), FacetCount("restricted", 2, "")],
        "owner": [FacetCount("Ada", 3, ""), FacetCount("", 50, ""), FacetCount("Bo", 9, "")],
        "quality": [FacetCount("unscored", 7, ""), FacetCount("70", 5, ""),
                    FacetCount("50", 1, "")],
        "label": [FacetCount("email", 4, "")],
    }  # fmt: skip
    chosen = {"owner": ("Grace",)}
    shown = {facet.key: facet for facet in panel_facets(found, chosen, "columns")}
    assert [c.value for c in shown["sensitivity"].choices] == ["restricted", "public"]
    assert [c.value for c in shown["quality"].choices] == ["50", "70"]
    assert shown["quality"].single
    owners = [(c.value, c.title, c.count) for c in shown["owner"].choices]
    assert owners == [("", "Nobody", 50), ("Bo", "Bo", 9), ("Ada", "Ada", 3), ("Grace", "Grace", 0)]
    assert "label" not in [facet.key for facet in panel_facets(found, chosen, "tables")]
