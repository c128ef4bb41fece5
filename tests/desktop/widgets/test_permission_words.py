"""Every permission and built-in role of the server has words in the console."""

import pytest

from pursight_desktop.widgets.permission_words import (
    ROLES,
    SUBJECTS,
    by_subject,
    permission_words,
    role_purpose,
    role_words,
    subject_words,
)
from pursight_server.access.model import EVERYWHERE_ONLY, Permission, Role


def test_every_permission_has_words_and_there_are_no_others() -> None:
    worded = [one for subject in SUBJECTS for one in subject.permissions()]
    assert sorted(worded) == sorted(Permission)


@pytest.mark.parametrize("permission", sorted(Permission))
def test_a_permission_is_said_in_a_sentence(permission: str) -> None:
    assert permission_words(permission) != permission
    assert subject_words(permission)


def test_what_holds_only_everywhere_is_known() -> None:
    everywhere = {one for s in SUBJECTS if s.everywhere for one in s.permissions()}
    assert everywhere == set(EVERYWHERE_ONLY)


def test_every_built_in_role_has_a_name_and_a_purpose() -> None:
    assert set(ROLES) == set(Role)
    assert all(role_purpose(role) for role in Role)


def test_permissions_about_one_subject_stand_together_and_unknown_ones_at_the_end() -> None:
    told = by_subject(["lakes.drain", "rules.write", "catalog.read", "rules.read"])
    assert told == [
        ("Catalog", ["Find assets and read what is known of them"]),
        ("Rules", ["See rules and their results", "Write, change and end rules"]),
        ("Lakes", ["lakes.drain"]),
    ]


def test_roles_of_our_own_are_called_as_they_are_called() -> None:
    assert role_words("data_steward") == "Data steward"
    assert role_words("finance_steward", {"finance_steward": "Steward of finance"}) == (
        "Steward of finance"
    )
    assert role_words("finance_steward") == "Finance steward"
    assert role_purpose("finance_steward") == ""
