"""The section of the log's proof, and proving an entry, against a real server."""

import zipfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row
from PySide6.QtWidgets import QApplication
from tests.desktop.views.online.conftest import show, until
from tests.desktop.views.online.gate import Gate
from tests.server.conftest import superuser_dsn

from pursight.audit.events import GENESIS, Event, link
from pursight.audit.package import LOG
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.heads_kept import kept_heads
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import audit as audit_operations
from pursight_desktop.operations.administering.audit import Standing
from pursight_desktop.operations.asking import Asking
from pursight_desktop.views import activity
from pursight_desktop.views.activity.pane import EntryPane
from pursight_desktop.views.activity.screen import ActivityScreen
from pursight_desktop.views.administration import audit as audit_package
from pursight_desktop.views.administration.audit.checking import CheckSheet
from pursight_desktop.views.administration.audit.section import AuditSection
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.problem_box import ProblemBox
from pursight_desktop.widgets.states import EmptyState
from pursight_server.activity import seals
from pursight_server.activity.sealing import seal_logs
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

__all__ = ["superuser_dsn"]

PLACE = Place("administration").having(section="audit")
TESTS = Actor.system("the tests")


async def happen(services: Services, organisation: Organisation, times: int = 3) -> None:
    """Let something be written in the log, and sealed."""
    async with services.database.unit_of_work(organisation.id, TESTS) as uow:
        for number in range(times):
            uow.record("agent.enrolled", "agent", f"a{number}", after={"name": f"a{number}"})
    async with services.database.unit_of_work(organisation.id, TESTS) as uow:
        await seals.seal(uow, services.keys.log_signing)


async def section_of(station: Desk) -> AuditSection:
    section = audit_package.make(station, PLACE)
    assert isinstance(section, AuditSection)
    await show(section)
    return section


def told(section: AuditSection) -> str:
    boxes = [one.accessibleName() for one in section.result.findChildren(ProblemBox)]
    labels = [one.text() for one in section.result.findChildren(Label)]
    return " ".join([*boxes, *labels])


def standings(section: AuditSection) -> list[Standing]:
    return [row.standing for row in section.rows()]


@pytest.mark.usefixtures("theme")
async def test_every_head_is_kept_and_the_next_goes_on_from_it(
    station: Desk, services: Services, organisation: Organisation
) -> None:
    section = await section_of(station)
    await until(lambda: isinstance(section.deck.shown(), EmptyState))
    for _ in range(3):
        await happen(services, organisation)
    section.refresh()
    await until(lambda: standings(section) == [Standing.NEW] * 3)
    kept = kept_heads(station)
    assert [one.size for one in kept.heads] == sorted(row.head.size for row in section.rows())
    await happen(services, organisation, 7)
    section.refresh()
    await until(lambda: standings(section) == [Standing.NEW, *[Standing.KEPT] * 3])
    assert len(kept_heads(station).heads) == 4
    section.verify()
    await until(lambda: "The log holds" in told(section))
    section.close()


def write_anew(superuser_dsn: str) -> None:
    """Change the first entry, compute the chain again from there on, and take away the heads."""
    with psycopg.connect(superuser_dsn, row_factory=dict_row) as connection:
        names = ", ".join(one.name for one in fields(Event))
        rows = connection.execute(f"SELECT {names} FROM event ORDER BY seq".encode()).fetchall()
        previous = GENESIS
        for row in rows:
            event = replace(Event(**row), note=row["note"] or "never happened", prev_hash=previous)
            previous = link(event)
            connection.execute(
                "UPDATE event SET note = %s, prev_hash = %s, hash = %s WHERE seq = %s",
                [event.note, event.prev_hash, previous, event.seq],
            )
        connection.execute("UPDATE log_head SET hash = %s", [previous])
        connection.execute("DELETE FROM log_seal")
        connection.execute("DELETE FROM log_node")


@pytest.mark.usefixtures("theme")
async def test_a_log_that_was_written_anew_and_signed_again_is_found_out(
    station: Desk, services: Services, organisation: Organisation, superuser_dsn: str
) -> None:
    """Whoever has the server's database and its key can sign anything, but not for both logs."""
    await happen(services, organisation)
    section = await section_of(station)
    await until(lambda: standings(section) == [Standing.NEW])
    before = kept_heads(station).heads[0]
    write_anew(superuser_dsn)
    await happen(services, organisation, 2)
    section.refresh()
    await until(lambda: Standing.CONTRADICTS in standings(section))
    assert standings(section) == [Standing.CONTRADICTS, Standing.GONE]
    assert "not the one that was signed for before" in told(section)
    kept = kept_heads(station)
    assert kept.heads == (before,)
    assert len(kept.against) == 1
    section.close()


@pytest.mark.usefixtures("theme")
async def test_an_export_is_fetched_checked_without_the_server_and_a_changed_one_found_out(
    station: Desk, services: Services, organisation: Organisation, tmp_path: Path
) -> None:
    await happen(services, organisation)
    section = await section_of(station)
    await until(section.rows)
    target = tmp_path / "log.zip"
    section.export_to(target)
    await until(lambda: target.exists() and section.progress.isHidden())
    assert not target.with_name(".log.zip.part").exists()

    sheet = CheckSheet(section, kept_heads(station))
    sheet.file.setText(str(target))
    sheet.confirm_button.click()
    await until(lambda: "It holds" in shown(sheet))
    assert "The key came with" not in shown(sheet)  # it is the one this console has kept

    lines = zipfile.ZipFile(target).read(LOG).splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if b'"a1"' in line)
    lines[at] = lines[at].replace(b'"a1"', b'"b1"')
    changed = tmp_path / "changed.jsonl"
    changed.write_bytes(b"".join(lines))
    sheet.file.setText(str(changed))
    sheet.confirm_button.click()
    await until(lambda: "does not hold" in shown(sheet))
    assert "was changed after it was written" in shown(sheet)
    sheet.keys.setPlainText("no key")
    sheet.confirm_button.click()
    await until(lambda: "key" in sheet.problem.told())
    sheet.file.setText(str(tmp_path / "nowhere"))
    sheet.keys.clear()
    sheet.confirm_button.click()
    await until(lambda: "cannot be read" in sheet.problem.told())
    sheet.reject()
    section.close()


def shown(sheet: CheckSheet) -> str:
    boxes = [one.accessibleName() for one in sheet.report.findChildren(ProblemBox)]
    return " ".join([*boxes, *[one.text() for one in sheet.report.findChildren(Label)]])


@pytest.mark.usefixtures("theme")
async def test_an_entry_is_proven_and_one_that_was_changed_is_not(
    station: Desk, services: Services, organisation: Organisation, superuser_dsn: str
) -> None:
    await seal_logs(services)
    log = activity.make(station, Place("activity"))
    assert isinstance(log, ActivityScreen)
    await show(log)
    pane = await until(log.pane)
    assert isinstance(pane, EntryPane)
    assert not pane.proof.isVisible()
    pane.prove()
    await until(pane.proof.isVisible)
    assert "Proven" in pane.proof.words.text(), pane.proof.problem.told()
    assert len(kept_heads(station).heads) == 1
    listed = log.table.row_count()
    await happen(services, organisation)  # the list is read again, and what was proven stays
    await until(lambda: log.table.row_count() > listed)
    assert log.pane() is pane
    assert "Proven" in pane.proof.words.text()
    with psycopg.connect(superuser_dsn) as connection:
        connection.execute("UPDATE event SET note = 'something else' WHERE seq = 1")
    log.table.go_to(log.table.row_count() - 1)
    first = await until(lambda: found if (found := log.pane()) is not pane else None)
    assert isinstance(first, EntryPane)
    first.prove()
    await until(first.proof.isVisible)
    assert first.proof.problem.told() == "Entry 1 was changed after it was written."
    assert first.proof.words.isHidden()
    log.close()
    QApplication.processEvents()


@pytest.mark.usefixtures("theme")
async def test_a_head_that_is_kept_while_heads_are_compared_is_not_lost(
    station: Desk,
    services: Services,
    organisation: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await happen(services, organisation)
    gate = Gate()
    compare = "pursight_desktop.operations.administering.audit.compare"
    monkeypatch.setattr(compare, gate.before(audit_operations.compare))
    section = await section_of(station)
    await until(lambda: gate.held == 1)
    log = activity.make(station, Place("activity"))
    assert isinstance(log, ActivityScreen)
    await show(log)
    pane = await until(log.pane)
    assert isinstance(pane, EntryPane)
    pane.prove()
    await until(pane.proof.isVisible)
    assert "Proven" in pane.proof.words.text(), pane.proof.problem.told()
    (proven,) = kept_heads(station).heads
    gate.open()
    await until(section.rows)
    assert gate.held == 2, "it was compared again, with what had been kept meanwhile"
    assert standings(section) == [Standing.KEPT]
    assert kept_heads(station).heads == (proven,)
    for one in (log, section):
        one.close()


@pytest.mark.usefixtures("theme")
async def test_what_comes_after_an_export_was_stopped_holds_nothing_up(
    station: Desk, services: Services, organisation: Organisation, tmp_path: Path
) -> None:
    await happen(services, organisation)
    section = await section_of(station)
    await until(section.rows)
    section.export_to(tmp_path / "log.zip")
    assert not section.verify_button.isEnabled()
    section.stop()
    section._came.emit(100_000)  # what had come by then is told only now
    QApplication.processEvents()
    assert section.progress.isHidden()
    assert section.verify_button.isEnabled()
    await until(lambda: station.at_rest)
    section.close()


async def test_a_proof_that_is_none_proves_nothing(
    station: Desk,
    services: Services,
    organisation: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await happen(services, organisation)
    log = activity.make(station, Place("activity"))
    assert isinstance(log, ActivityScreen)
    await show(log)
    pane = await until(log.pane)
    assert isinstance(pane, EntryPane)
    real = Asking.get

    async def get(asking: Asking, kind: Any, path: str, **wanted: str) -> Any:
        found = await real(asking, kind, path, **wanted)
        if path.endswith("/inclusion"):
            return found.model_copy(update={"path": ("no hash",)})
        return found

    monkeypatch.setattr(Asking, "get", get)
    pane.prove()
    await until(pane.proof.isVisible)
    assert "is not in the log that was signed for" in pane.proof.problem.told()
    assert kept_heads(station).heads == ()
    log.close()
