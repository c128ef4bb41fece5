"""The desk: reads, writes, undo, news; always on the GUI thread, never after the owner is gone."""

import random
import threading
import time
from typing import Any
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from tests.desktop.operations.conftest import Desktop
from tests.desktop.sync.paper_server import PaperLink

from pursight.errors import PurSightError, Refused
from pursight_desktop.background.desk import Desk, merge
from pursight_desktop.background.place import Place
from pursight_desktop.background.reading import _Reading
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.deciding import decide
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.store import Touched
from pursight_desktop.session.account import Account
from pursight_desktop.session.answers import Offline
from pursight_desktop.settings import Preferences
from pursight_desktop.sync.engine import SyncEngine
from pursight_desktop.sync.status import Connection


def count_assets(connection: Any) -> int:
    (count,) = connection.execute("SELECT count(*) FROM asset").fetchone()
    return int(count)


def idle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.idle)


def test_a_query_runs_elsewhere_and_is_told_here(qtbot: QtBot, desk: Desk) -> None:
    here, ran, told = threading.get_ident(), list[int](), list[tuple[int, int]]()

    def query(connection: Any) -> int:
        ran.append(threading.get_ident())
        return count_assets(connection)

    owner = QObject()
    desk.read(owner, "count", query, lambda count: told.append((count, threading.get_ident())))
    idle(qtbot, desk)
    assert told == [(3, here)]
    assert here not in ran


def test_only_the_newest_question_is_answered(qtbot: QtBot, desk: Desk) -> None:
    owner, answers = QObject(), list[int]()
    release = threading.Event()

    def slow(connection: Any) -> int:
        release.wait(5)
        return 0

    desk.read(owner, "search", slow, answers.append)
    for number in range(1, 20):
        desk.read(owner, "search", lambda _c, number=number: number, answers.append)
    desk.read(owner, "other", lambda _c: 100, answers.append)
    release.set()
    idle(qtbot, desk)
    assert sorted(answers) == [19, 100]


def test_an_older_question_is_interrupted(qtbot: QtBot, desk: Desk) -> None:
    owner, answers = QObject(), list[object]()
    endless = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    )
    began = threading.Event()

    def slow(connection: Any) -> int:
        began.set()
        return int(connection.execute(endless).fetchone()[0])

    desk.read(owner, "search", slow, answers.append)
    assert began.wait(5)
    time.sleep(0.02)
    desk.read(owner, "search", count_assets, answers.append)
    idle(qtbot, desk)
    assert answers == [3]
    desk.read(owner, "search", count_assets, answers.append)
    idle(qtbot, desk)
    assert answers == [3, 3]


def test_a_finished_question_interrupts_nobody(desk: Desk) -> None:
    reading = _Reading(desk, "count", count_assets, lambda _value: None, lambda _error: None)
    reading.run(desk.store)
    assert reading.value == 3
    assert reading.connection is None  # its thread's next question has that connection now


def test_who_is_gone_is_told_nothing(qtbot: QtBot, desk: Desk) -> None:
    owner, answers, release = QObject(), list[int](), threading.Event()
    desk.read(owner, "count", lambda _c: release.wait(5) or 1, answers.append)
    shiboken6.delete(owner)
    release.set()
    qtbot.wait(50)
    idle(qtbot, desk)
    assert answers == []


def test_a_failed_question_is_told_to_who_asked_or_to_the_person(qtbot: QtBot, desk: Desk) -> None:
    owner, told, notices = QObject(), list[PurSightError](), list[tuple[str, str]]()
    desk.notice.connect(lambda kind, text: notices.append((kind, text)))

    def refuse(_connection: Any) -> int:
        raise Refused("There is nothing here.", hint="Look elsewhere.")

    desk.read(owner, "a", refuse, lambda _value: None, told.append)
    idle(qtbot, desk)
    assert [error.message for error in told] == ["There is nothing here."]
    assert notices == []
    desk.read(owner, "a", refuse, lambda _value: None)
    idle(qtbot, desk)
    assert notices == [("error", "There is nothing here. Look elsewhere.")]


@pytest.mark.logs_warnings
def test_a_defect_is_told_in_words(qtbot: QtBot, desk: Desk) -> None:
    notices = list[str]()
    desk.notice.connect(lambda _kind, text: notices.append(text))
    desk.read(QObject(desk), "a", lambda _c: 1 // 0, lambda _value: None)
    idle(qtbot, desk)
    desk.do(lambda _store: 1 // 0)  # type: ignore[arg-type, return-value]
    idle(qtbot, desk)
    assert len(notices) == 2
    assert all("defect" in text for text in notices)


def test_an_operation_is_done_said_and_undone(
    qtbot: QtBot, desk: Desk, desktop: Desktop, columns: list[UUID]
) -> None:
    notices, done = list[tuple[str, str]](), list[Change]()
    desk.notice.connect(lambda kind, text: notices.append((kind, text)))
    desk.do(lambda store: decide(store, columns, "reject"), done.append)
    idle(qtbot, desk)
    assert notices == [("success", "Label of 3 columns rejected")]
    assert desk.undo.undoText() == "Label of 3 columns rejected"
    assert len(done[0].mids) == 3
    desk.undo.undo()
    idle(qtbot, desk)
    assert desktop.shown("asset", columns[0])["label"] == "email"
    assert notices[-1] == ("info", "Undone: Label of 3 columns rejected")
    desk.undo.redo()
    idle(qtbot, desk)
    assert desktop.shown("asset", columns[0])["label"] == "none"


def test_quick_undo_and_redo_come_in_order(
    qtbot: QtBot, desk: Desk, desktop: Desktop, columns: list[UUID]
) -> None:
    desk.do(lambda store: annotate(store, columns, owner="ada"))
    idle(qtbot, desk)
    for _ in range(5):
        desk.undo.undo()
        desk.undo.redo()
    desk.undo.undo()
    idle(qtbot, desk)
    assert desktop.shown("asset", columns[0])["owner"] == ""
    assert desk.undo.canRedo()


def test_what_changes_nothing_leaves_no_trace(
    qtbot: QtBot, desk: Desk, columns: list[UUID]
) -> None:
    notices, done = list[str](), list[Change]()
    desk.notice.connect(lambda _kind, text: notices.append(text))
    desk.do(lambda store: annotate(store, columns, owner=""), done.append)
    idle(qtbot, desk)
    assert (notices, desk.undo.count(), len(done)) == ([], 0, 1)


def test_a_refused_operation_is_said(qtbot: QtBot, desk: Desk, columns: list[UUID]) -> None:
    notices = list[tuple[str, str]]()
    desk.notice.connect(lambda kind, text: notices.append((kind, text)))
    desk.do(lambda store: decide(store, columns, "change"))
    idle(qtbot, desk)
    assert notices == [("error", "Say which label it should be.")]


def test_news_is_gathered_to_ten_times_a_second(
    qtbot: QtBot, desk: Desk, columns: list[UUID]
) -> None:
    heard = list[tuple[Touched, bool]]()
    gui = QThread.currentThread()
    desk.changed.connect(lambda touched: heard.append((touched, QThread.currentThread() is gui)))

    def write() -> None:
        for number in range(50):
            annotate(desk.store, columns, description=f"text {number}")

    thread = threading.Thread(target=write)
    began = time.monotonic()
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive() and desk.idle)
    took = time.monotonic() - began
    assert 1 <= len(heard) <= took * 10 + 1
    assert all(here for _touched, here in heard)
    assert heard[-1][0].entities >= {"asset"}
    assert {("asset", one) for one in columns} <= (heard[-1][0].keys or set())


def test_news_of_very_many_rows_names_none() -> None:
    few = Touched(frozenset({"asset"}), frozenset({("asset", UUID(int=1))}))
    other = Touched(frozenset({"rule"}), frozenset({("rule", UUID(int=2))}))
    many = Touched(frozenset({"event"}), None)
    assert merge(few, other).keys == {("asset", UUID(int=1)), ("rule", UUID(int=2))}
    assert merge(few, many) == Touched(frozenset({"asset", "event"}), None)
    crowd = Touched(frozenset({"asset"}), frozenset(("asset", UUID(int=n)) for n in range(1001)))
    assert merge(few, crowd).keys is None


def test_without_a_server_only_it_could_answer_says_so(qtbot: QtBot, desk: Desk) -> None:
    failed = list[PurSightError]()
    job = desk.online(
        desk, "devices", lambda online: online.devices(), lambda _value: None, failed.append
    )
    qtbot.waitUntil(lambda: not job.running)
    assert isinstance(failed[0], Offline)
    assert "go on working" in failed[0].hint


def test_going_somewhere_is_a_wish(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.place_wanted) as wish:
        desk.open(Place("catalog"), new_tab=True)
    assert wish.args == [Place("catalog"), True]


def test_a_desk_with_a_server_sends_what_is_done(
    qtbot: QtBot, desktop: Desktop, account: Account, columns: list[UUID]
) -> None:
    engine = SyncEngine(
        desktop.state,
        lambda: PaperLink(desktop.server),
        destroy=lambda: None,
        rng=random.Random(1),
    )
    desk = Desk(desktop.store, account, Preferences(), engine)
    heard = list[Connection]()
    desk.status.connect(lambda status: heard.append(status.connection))
    engine.start()
    qtbot.waitUntil(lambda: bool(desk.latest and desk.latest.online))
    desk.do(lambda store: annotate(store, columns, owner="ada"))
    qtbot.waitUntil(lambda: desktop.kept("asset", columns[2])["owner"] == "ada")
    assert Connection.ONLINE in heard
    answers, jobs = list[object](), list[PurSightError]()
    job = desk.online(desk, "a", lambda _online: _answer(), answers.append, jobs.append)
    qtbot.waitUntil(lambda: not job.running)
    assert isinstance(jobs[0], Offline)  # on paper there is nothing but sync
    engine.stop()
    desk.close()


async def _answer() -> int:
    return 1


def test_a_closed_desk_is_quiet(
    qtbot: QtBot, desk: Desk, desktop: Desktop, columns: list[UUID]
) -> None:
    heard = list[object]()
    desk.changed.connect(heard.append)
    desk.close()
    annotate(desktop.store, columns, owner="ada")
    desk.read(desk, "a", count_assets, heard.append)
    qtbot.wait(150)
    assert heard == []
