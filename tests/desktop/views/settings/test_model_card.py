"""The classification's model in the settings: what judges, what would change, offline."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.desktop.views.stations import a_desk, connect

from pursight.errors import Refused
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.models import (
    ActiveModel,
    Changes,
    Judgement,
    LabelLimits,
    ModelChange,
    ModelPicture,
    ModelPreview,
    ModelState,
    ModelVersion,
)
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.sync.status import Connection
from pursight_desktop.views.settings import model as model_part
from pursight_desktop.views.settings.model import ModelCard
from pursight_desktop.views.settings.model_thresholds import ThresholdsSheet
from pursight_desktop.widgets.labels import Label

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FIRST = ModelVersion(number=1, origin="builtin", state="ready", created_at=NOW)
SECOND = ModelVersion(
    number=2,
    origin="trained",
    state="ready",
    decisions=120,
    metrics={"held_out": {"micro_f1": 0.93}, "active": {"micro_f1": 0.81}},
    made_by_name="Grace Hopper",
    created_at=NOW,
)
ACTIVE = ActiveModel(serial=1, number=1, activated_by_name="Grace Hopper", activated_at=NOW)


def a_change(name: str, *, decided: str | None = None) -> ModelChange:
    """Change a column from e-mail to telephone."""
    return ModelChange(
        asset_id=UUID(int=1),
        fqn=f"CRM.public.customer.{name}",
        kind="relabelled",
        before=Judgement(label="email", confidence=0.9, decision="applied"),
        after=Judgement(label="phone", confidence=0.97, decision="applied"),
        decided=decided,
    )


def a_picture(state: str = "ready", **said: Any) -> ModelPicture:
    """Show two versions, the first in use, the second compared."""
    counts = {"changed": 2, "standing": 1}
    preview = ModelPreview(
        id=UUID(int=5), number=2, state=state, total=300, done=150, counts=counts, **said
    )
    changes = Changes(items=(a_change("mail"), a_change("contact", decided="email")))
    return ModelPicture(
        state=ModelState(
            active=ACTIVE, columns=300, decisions=12, fewest_decisions=20, preview=preview
        ),
        versions=(SECOND, FIRST),
        changes=changes,
    )


@pytest.fixture
def desk(replica_store: Store, account: Account, qapp: QApplication) -> Iterator[Desk]:
    """A desk whose server answers."""
    desk = a_desk(replica_store, account)
    connect(desk, Connection.OFFLINE)
    yield desk
    desk.close()


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> ModelCard:
    """The card, shown."""
    card = ModelCard(desk)
    qtbot.addWidget(card)
    card.resize(680, 700)
    card.show()
    return card


def words(card: ModelCard) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in card.findChildren(Label) if one.isVisibleTo(card))


def test_offline_it_says_that_it_needs_the_server(card: ModelCard) -> None:
    assert "offline" in words(card)
    assert not card.train_button.isEnabled()
    assert not card.facts.isVisible()


def test_it_tells_what_judges_and_what_there_is_to_learn(card: ModelCard) -> None:
    card.show_it(a_picture())
    told = words(card)
    assert "Version 1, since" in told
    assert "12 of at least 20" in told
    assert "from 120 decisions" in told
    assert "93%" in told
    assert "81%" in told
    assert "came with the server" in told


def test_the_difference_is_shown_before_it_applies(card: ModelCard) -> None:
    card.show_it(a_picture())
    assert "With version 2, 2 of 300 columns would change" in words(card)
    assert "decided about 1 of them" in words(card)
    table = card.difference.table
    items = [[table.item(row, column) for column in range(3)] for row in range(2)]
    rows = [[item.text() if item else "" for item in row] for row in items]
    assert rows[0][0] == "CRM.public.customer.mail"
    assert rows[0][1].endswith("90%")
    assert rows[0][2].endswith("97%")
    assert "decided, stands" in rows[1][2]
    assert card.difference.activate_button.isVisibleTo(card)


def test_a_stale_difference_cannot_be_activated(card: ModelCard) -> None:
    card.show_it(a_picture(stale=True))
    assert not card.difference.activate_button.isVisibleTo(card)
    assert card.difference.again_button.isVisibleTo(card)
    assert "compare again" in words(card)


def test_a_failed_comparison_says_why(card: ModelCard) -> None:
    card.show_it(a_picture("failed", problem="this version has no content"))
    assert "this version has no content" in words(card)
    assert not card.difference.activate_button.isVisibleTo(card)


def test_what_is_under_way_shows_how_far_it_is(card: ModelCard) -> None:
    card.show_it(a_picture("comparing"))
    assert not card.difference.isVisible()
    assert "Version 2 is being compared" in card.progress.words.whole()
    assert "150 of 300" in card.progress.words.whole()


def test_activating_asks_before(card: ModelCard, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, asked = [False, True], []
    monkeypatch.setattr(model_part, "ask", lambda *_args, **_given: answers.pop(0))
    monkeypatch.setattr(card, "_do", lambda name, _call: asked.append(name))
    card.show_it(a_picture())
    card.difference.settled.emit("activate")
    assert asked == []
    card.difference.settled.emit("activate")
    card.difference.settled.emit("discard")
    assert asked == ["activate", "discard"]


def test_what_the_server_refuses_is_said_while_nothing_is_known(card: ModelCard) -> None:
    card._failed(Refused("this needs the permission classification.read", hint="Ask."))
    assert "classification.read" in words(card)
    card.show_it(a_picture())
    card._failed(Refused("away"))
    assert "away" not in words(card)


def test_thresholds_must_be_in_order(qtbot: QtBot, card: ModelCard, desk: Desk) -> None:
    known = {"email": LabelLimits(apply=0.9, suggest=0.6)}
    sheet = ThresholdsSheet(card, desk, known, lambda: None)
    qtbot.addWidget(sheet)
    sheet.label.setCurrentIndex(sheet.label.findData("email"))
    assert (sheet.apply.value(), sheet.suggest.value()) == (90, 60)
    sheet.suggest.setValue(95)
    assert not sheet.confirm_button.isEnabled()
    sheet.apply.setValue(100)
    assert sheet.confirm_button.isEnabled()
