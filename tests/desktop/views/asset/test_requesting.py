"""Access is asked for on the page of what one wants; without the server it says why not."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Qt
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show
from tests.desktop.views.asset.test_presence import told

from pursight.errors import Refused
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import AskedFor
from pursight_desktop.sync.status import Connection
from pursight_desktop.views.asset.requesting import RequestSheet
from pursight_desktop.views.asset.view import AssetView


class Server:
    """What a desk is asked to do online, and the answers it gets."""

    def __init__(self) -> None:
        self.asked: list[tuple[UUID, str, str, int]] = []
        self.columns: list[tuple[UUID, ...]] = []
        self.drafts: list[bool] = []
        self.refusal: Refused | None = None

    async def ask_access(
        self,
        asset_id: UUID,
        *,
        role: str,
        purpose: str,
        days: int,
        columns: Sequence[UUID] = (),
        draft: bool = False,
    ) -> AskedFor:
        self.asked.append((asset_id, role, purpose, days))
        self.columns.append(tuple(columns))
        self.drafts.append(draft)
        return AskedFor(id=asset_id, deciders=(asset_id,))

    def online(
        self,
        _owner: QObject,
        _key: str,
        act: Callable[["Server"], Awaitable[AskedFor]],
        done: Callable[[AskedFor], None],
        failed: Callable[[Refused], None],
    ) -> None:
        """Stand in for `Desk.online`, at once."""
        if self.refusal is not None:
            failed(self.refusal)
            return
        with pytest.raises(StopIteration) as ended:
            act(self).__await__().__next__()
        done(ended.value.value)


@pytest.fixture
def said(steward: Desk) -> list[str]:
    found: list[str] = []
    steward.notice.connect(lambda _tone, text: found.append(text))
    return found


@pytest.fixture
def server(steward: Desk, monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setattr(steward, "online", server.online)
    permissions = (*customers.PERMISSIONS, "access_requests.make")
    steward.account = replace(steward.account, permissions=permissions)
    told(steward)
    return server


def sheet(view: AssetView) -> RequestSheet:
    view.header.request.click()
    return view.findChildren(RequestSheet)[-1]


def test_it_is_asked_with_a_purpose_and_for_a_while(
    show: Show, server: Server, said: list[str]
) -> None:
    form = sheet(show(customers.CUSTOMER))
    assert not form.confirm_button.isEnabled(), "nobody decides without a purpose"
    form.purpose.setPlainText("  Check invoices ")
    form.role.setCurrentIndex(1)
    form.days.setValue(7)
    form.confirm_button.click()
    assert server.asked == [(customers.CUSTOMER, "data_steward", "Check invoices", 7)]
    assert not form.isVisible()
    assert "Asked." in said[0]


def test_it_is_asked_once_however_much_one_types_meanwhile(
    show: Show, server: Server, steward: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way: list[object] = []
    monkeypatch.setattr(steward, "online", lambda *given: under_way.append(given))
    form = sheet(show(customers.CUSTOMER))
    form.purpose.setPlainText("Check invoices")
    form.confirm_button.click()
    form.purpose.setPlainText("Check invoices, and more")
    form.confirm_button.click()
    assert len(under_way) == 1
    form.refused(Refused("nobody could decide it"))
    form.confirm_button.click()
    assert len(under_way) == 2


def test_a_refusal_stays_with_what_was_typed(show: Show, server: Server) -> None:
    server.refusal = Refused("nobody could decide it", hint="Ask for a second administrator.")
    form = sheet(show(customers.CUSTOMER))
    form.purpose.setPlainText("Check invoices")
    form.confirm_button.click()
    assert form.isVisible()
    assert form.purpose.toPlainText() == "Check invoices"
    assert form.confirm_button.isEnabled()


def test_without_the_server_it_says_why_not(
    show: Show, server: Server, steward: Desk, said: list[str]
) -> None:
    view = show(customers.CUSTOMER)
    assert steward.latest is not None
    steward.latest = replace(steward.latest, connection=Connection.OFFLINE)
    view.header.request.click()
    assert view.findChildren(RequestSheet) == []
    assert "offline" in said[0]


def test_only_some_columns_are_asked_for_and_kept_as_a_draft(
    show: Show, server: Server, said: list[str]
) -> None:
    form = sheet(show(customers.CUSTOMER))
    form.purpose.setPlainText("Check invoices")
    form.extent.setCurrentIndex(1)
    assert not form.confirm_button.isEnabled(), "some columns: which?"
    first = form.columns.item(0)
    first.setCheckState(Qt.CheckState.Checked)
    form.draft.setChecked(True)
    form.confirm_button.click()
    (asked,) = server.columns
    assert [str(one) for one in asked] == [first.data(Qt.ItemDataRole.UserRole)]
    assert server.drafts == [True]
    assert said == ["Kept as a draft. You find it under Requests."]


def test_of_a_column_no_columns_are_offered(show: Show, server: Server) -> None:
    form = sheet(show(customers.EMAIL))
    assert form.columns.count() == 0
    form.purpose.setPlainText("Check invoices")
    form.confirm_button.click()
    assert server.columns == [()]
