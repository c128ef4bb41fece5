"""Put assets into domains: one or many, undone before and after it was sent, reverted."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from tests.desktop.operations.conftest import Desktop

from pursight.contracts.sync import Value
from pursight.identity import new_id
from pursight_desktop.language.sayings import in_words
from pursight_desktop.operations.edits import NotThere
from pursight_desktop.operations.placing import NoSuchDomain, put_into_domain
from pursight_desktop.operations.reverting import CannotRevert, can_revert, revert


def _domain(desktop: Desktop, name: str) -> UUID:
    row_id = new_id()
    desktop.server.put("domain", row_id, name=name, description="", owner_id=None)
    return row_id


@dataclass
class _Entry:
    subject_id: str
    before: dict[str, Value]
    after: dict[str, Value]
    kind: str = field(default="asset.annotated")


def test_assets_are_put_into_a_domain_and_sent(desktop: Desktop) -> None:
    sales = _domain(desktop, "Sales")
    ids = [desktop.column("email"), desktop.column("phone")]
    desktop.sync()
    change = put_into_domain(desktop.store, ids, sales)
    assert in_words(change.label) == "2 assets put into Sales"
    assert desktop.shown("asset", ids[0])["domain_id"] == str(sales)
    desktop.sync()
    assert desktop.kept("asset", ids[1])["domain_id"] == str(sales)
    change.undo()
    desktop.sync()
    assert desktop.kept("asset", ids[0])["domain_id"] is None
    taken = put_into_domain(desktop.store, ids, None)
    assert in_words(taken.label) == "Nothing to change"


def test_what_was_not_sent_is_withdrawn(desktop: Desktop) -> None:
    sales, ids = _domain(desktop, "Sales"), [desktop.column("email"), desktop.column("phone")]
    desktop.sync()
    change = put_into_domain(desktop.store, ids, sales)
    assert in_words(change.undo().label) == "Undone: 2 assets put into Sales"
    desktop.sync()
    assert desktop.kept("asset", ids[0]).get("domain_id") is None


def test_taking_out_says_so(desktop: Desktop) -> None:
    sales = _domain(desktop, "Sales")
    ids = [desktop.column(name, domain_id=str(sales)) for name in ("email", "phone")]
    desktop.sync()
    change = put_into_domain(desktop.store, ids, None)
    assert in_words(change.label) == "2 assets taken out of their domain"
    desktop.sync()
    assert desktop.kept("asset", ids[1])["domain_id"] is None


def test_a_domain_or_an_asset_that_is_gone_is_said(desktop: Desktop) -> None:
    sales, email = _domain(desktop, "Sales"), desktop.column("email")
    desktop.sync()
    with pytest.raises(NoSuchDomain):
        put_into_domain(desktop.store, [email], new_id())
    with pytest.raises(NotThere):
        put_into_domain(desktop.store, [new_id()], sales)
    assert desktop.tray() == []


def test_an_entry_of_the_log_is_set_back_while_its_domain_is_there(desktop: Desktop) -> None:
    sales, people = _domain(desktop, "Sales"), _domain(desktop, "People")
    email = desktop.column("email", domain_id=str(people))
    desktop.sync()
    moved = _Entry(str(email), {"domain_id": str(sales)}, {"domain_id": str(people)})
    assert can_revert(moved)
    revert(desktop.store, moved)
    assert desktop.shown("asset", email)["domain_id"] == str(sales)
    gone = _Entry(str(email), {"domain_id": str(new_id())}, {"domain_id": str(people)})
    with pytest.raises(CannotRevert):
        revert(desktop.store, gone)
