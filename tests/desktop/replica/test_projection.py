"""What lists need of a row: open findings, bands of quality, keys that point elsewhere."""

import pytest

from pursight_desktop.replica.projection import BANDS, UNKNOWN, band, is_open, references

DECIDED = {"verdict": "accept", "label": "email"}


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({"found": "suggested", "decision": None}, True),
        ({"found": "applied", "decision": None}, False),
        ({"found": "suggested", "decision": DECIDED}, False),
        ({"found": "applied", "decision": DECIDED, "contested": True}, True),
        ({}, False),
    ],
)
def test_what_waits_for_a_person(fields: dict[str, object], *, waits: bool) -> None:
    assert is_open(fields) is waits


@pytest.mark.parametrize(
    ("quality", "counted"), [(UNKNOWN, UNKNOWN), (0, 0), (9.9, 0), (10, 1), (99.9, 9), (100, 9)]
)
def test_a_quality_is_counted_in_one_of_ten_bands(quality: float, counted: int) -> None:
    assert band(quality) == counted < BANDS


def test_a_key_without_a_schema_points_into_its_own() -> None:
    keys = [{"ref_table": "a"}, {"ref_table": "b", "ref_schema": "other"}, {"ref_table": ""}, 7]
    fields = {"schema_name": "shop", "facts": {"foreign_keys": keys}}
    assert [target for _, *target in references(fields)] == [["shop", "a"], ["other", "b"]]
    assert references({"facts": {"foreign_keys": "?"}}) == []
