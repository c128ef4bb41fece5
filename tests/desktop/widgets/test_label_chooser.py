"""Choosing a label by typing: what fits comes first, keys alone are enough, Esc changes nothing."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pursight_desktop.widgets.label_chooser import LabelChooser, Offered, offers, own_label


def _labels(typed: str, **notes: str) -> list[str]:
    return [one.label for one in offers(typed, notes)]


def test_nothing_typed_offers_everything_but_none_with_the_noted_first() -> None:
    shown = offers("", {"iban": "found by the scan"})
    assert shown[0].label == "iban"
    assert shown[0].note == "found by the scan"
    assert "none" not in [one.label for one in shown]
    assert len(shown) > 50


@pytest.mark.parametrize(
    ("typed", "label"),
    [("e-mail", "email"), ("iban", "iban"), ("card", "card_security_code"),
     ("card num", "credit_card"), ("birth", "date_of_birth"), ("diagnoses", "diagnosis"),
     ("PLATE", "license_plate")],
)  # fmt: skip
def test_what_one_types_finds_its_label(typed: str, label: str) -> None:
    assert _labels(typed)[0] == label


def test_category_and_sensitivity_are_found_too() -> None:
    assert {"password", "api_key", "jwt"} <= set(_labels("credential"))
    restricted = offers("restricted", {})
    assert restricted
    assert {one.sensitivity for one in restricted} == {"restricted"}


def test_all_words_must_fit() -> None:
    assert _labels("health insurance") == ["insurance_id"]
    assert _labels("zebra") == []


def test_own_labels_are_spelled_as_labels() -> None:
    assert own_label("Loyalty card") == "loyalty_card"
    assert own_label("  ") == ""
    assert own_label("9 lives") == ""
    assert own_label("none") == ""
    assert [one.label for one in offers("loyal", {}, ["loyalty_card"])] == ["loyalty_card"]


def _chooser(qtbot: QtBot) -> LabelChooser:
    chooser = LabelChooser(None, "What does customer.x hold?", notes={"email": "found"})
    qtbot.addWidget(chooser)
    chooser.show()
    return chooser


def test_is_chosen_by_keys_alone(qtbot: QtBot) -> None:
    chooser = _chooser(qtbot)
    with qtbot.waitSignal(chooser.chosen) as chosen:
        qtbot.keyClicks(chooser.field, "tax")
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen.args == ["tax_id"]


def test_arrows_move_from_the_field(qtbot: QtBot) -> None:
    chooser = _chooser(qtbot)
    second: Offered = chooser.rows.item(1).data(Qt.ItemDataRole.UserRole)
    with qtbot.waitSignal(chooser.chosen) as chosen:
        qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen.args == [second.label]


def test_a_click_chooses(qtbot: QtBot) -> None:
    chooser = _chooser(qtbot)
    at = chooser.rows.visualItemRect(chooser.rows.item(2)).center()
    wanted: Offered = chooser.rows.item(2).data(Qt.ItemDataRole.UserRole)
    with qtbot.waitSignal(chooser.chosen) as chosen:
        qtbot.mouseClick(chooser.rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [wanted.label]


def test_what_is_not_known_can_be_a_label_of_ones_own(qtbot: QtBot) -> None:
    chooser = _chooser(qtbot)
    with qtbot.waitSignal(chooser.chosen) as chosen:
        qtbot.keyClicks(chooser.field, "Zebra stripes")
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen.args == ["zebra_stripes"]


def test_escape_chooses_nothing(qtbot: QtBot) -> None:
    chooser = _chooser(qtbot)
    with qtbot.assertNotEmitted(chooser.chosen):
        qtbot.keyClick(chooser.field, Qt.Key.Key_Escape)
    assert not chooser.isVisible()
