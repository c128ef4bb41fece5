"""The diagnostics bundle: no name of the replica is in its log."""

import pytest

from pursight_desktop.operations.diagnostics import scrubbed

NAMES = frozenset(
    {"cust_email", "Order Details", "Order Details 2024", "Größe/Länge", "[dbo]", "a"}
)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("no row of cust_email came", "no row of ‹name› came"),
        ("no row of ORDER details came", "no row of ‹name› came"),
        ("no row of Order Details 2024 came", "no row of ‹name› came"),
        ("no row of Größe/Länge came", "no row of ‹name› came"),
        ("no row of [dbo] came", "no row of ‹name› came"),
        ("no order came", "no order came"),
    ],
)
def test_names_of_one_word_and_of_several_are_taken_out(line: str, kept: str) -> None:
    assert scrubbed([line], NAMES) == [kept]
