"""What others wrote after one had looked, and that has come here meanwhile, is not written over."""

from uuid import UUID

from tests.desktop.operations.conftest import Desktop

from pursight_desktop.operations.deciding import decide, withdraw_decision
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.queries.reading import revs_of


def _looked_at(desktop: Desktop, entity: str, *ids: UUID) -> dict[UUID, int]:
    with desktop.store.reader() as connection:
        return revs_of(connection, entity, ids)


def test_a_text_that_came_while_one_wrote_is_a_conflict_with_both_texts(desktop: Desktop) -> None:
    email = desktop.column("email", description="A")
    desktop.sync()
    seen = _looked_at(desktop, "asset", email)
    desktop.server.put("asset", email, description="B")
    desktop.sync()
    assert desktop.shown("asset", email)["description"] == "B"
    annotate(desktop.store, [email], description="C", seen=seen)
    desktop.sync()
    assert desktop.kept("asset", email)["description"] == "B"
    [line] = desktop.tray()
    assert [(one.field, one.mine, one.theirs) for one in line.conflicts] == [
        ("description", "C", "B")
    ]


def test_what_others_wrote_elsewhere_in_the_row_is_no_conflict(desktop: Desktop) -> None:
    email = desktop.column("email", description="A")
    desktop.sync()
    seen = _looked_at(desktop, "asset", email)
    desktop.server.put("asset", email, owner="ada")
    desktop.sync()
    annotate(desktop.store, [email], description="C", seen=seen)
    desktop.sync()
    assert desktop.tray() == []
    kept = desktop.kept("asset", email)
    assert (kept["description"], kept["owner"]) == ("C", "ada")


def test_ones_own_edits_since_are_no_conflict(desktop: Desktop) -> None:
    email = desktop.column("email")
    desktop.sync()
    seen = _looked_at(desktop, "asset", email)
    annotate(desktop.store, [email], description="first", seen=seen)
    desktop.sync()
    annotate(desktop.store, [email], description="second", seen=seen)
    desktop.sync()
    assert desktop.tray() == []
    assert desktop.kept("asset", email)["description"] == "second"


def test_of_many_only_what_changed_since_is_for_the_person(desktop: Desktop) -> None:
    email, phone = desktop.column("email"), desktop.column("phone")
    desktop.sync()
    seen = _looked_at(desktop, "asset", email, phone)
    desktop.server.put("asset", phone, owner="ada")
    desktop.sync()
    annotate(desktop.store, [email, phone], owner="grace", seen=seen)
    desktop.sync()
    assert [line.id for line in desktop.tray()] == [phone]
    assert desktop.kept("asset", email)["owner"] == "grace"
    assert desktop.kept("asset", phone)["owner"] == "ada"


def test_a_decision_that_came_while_one_looked_stands(desktop: Desktop) -> None:
    theirs = {"verdict": "reject", "label": "none", "reason": "", "by": "ada", "at": "2026-01-02"}
    email, phone = desktop.column("email"), desktop.column("phone")
    desktop.sync()
    seen = _looked_at(desktop, "classification", email, phone)
    desktop.server.put("classification", email, decision=theirs)
    desktop.server.put("classification", phone, decision=theirs)
    desktop.sync()
    decide(desktop.store, [email], "change", "iban", seen=seen)
    withdraw_decision(desktop.store, [phone], seen=seen)
    desktop.sync()
    assert {line.id for line in desktop.tray()} == {email, phone}
    assert desktop.kept("classification", email)["decision"] == theirs
    assert desktop.kept("classification", phone)["decision"] == theirs


def test_what_was_not_there_when_one_looked_was_not_seen(desktop: Desktop) -> None:
    email = desktop.column("email")
    assert _looked_at(desktop, "classification", email) == {email: 0}
    desktop.sync()
    assert _looked_at(desktop, "classification", email)[email] > 0
