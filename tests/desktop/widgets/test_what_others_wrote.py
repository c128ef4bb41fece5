"""Names and texts of others: never markup in a tooltip, and no link leads into this machine."""

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices, Qt, QTextDocument
from pytestqt.qtbot import QtBot
from tests.desktop.widgets.numbered import at_once

from pursight_desktop.widgets.buttons import Button, IconButton, MenuButton
from pursight_desktop.widgets.editable import EditableText, Markdown
from pursight_desktop.widgets.facets import Choice, Facet, FacetPanel
from pursight_desktop.widgets.labels import Breadcrumb, Chip, Crumb, Elided
from pursight_desktop.widgets.table import Column, DataTable
from pursight_desktop.widgets.tips import LONGEST, plain_tip

EVIL = '<b>bold</b><img src="file:///etc/hostname">'


def seen(tip: str) -> str:
    """What a person sees of a tooltip."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def test_a_tooltip_shows_markup_as_it_is_written() -> None:
    assert seen(plain_tip(EVIL)) == EVIL
    assert plain_tip("a < b & c") == "a < b & c"


def test_a_tooltip_is_no_longer_than_helps() -> None:
    assert len(plain_tip("word " * 2000)) == LONGEST
    assert len(seen(plain_tip("<i>" * 4000))) == LONGEST


def test_no_widget_takes_a_name_for_markup(qtbot: QtBot) -> None:
    elided = Elided(EVIL)
    elided.resize(40, 20)
    elided.show()
    panel = FacetPanel()
    panel.show_facets([Facet("tag", "Tag", [Choice(EVIL, EVIL, 3)])])
    table = DataTable([Column("name", "Name", lambda row: row)], at_once)
    table.show_rows([EVIL])
    row = panel.groups["tag"].rows[0]
    made = [elided, Chip(EVIL, removable=True), IconButton("x", EVIL), Button("", tip=EVIL), row]
    for widget in (elided, panel, table):
        qtbot.addWidget(widget)
    tips = [widget.toolTip() for widget in made]
    tips.append(table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert all(EVIL in seen(tip) for tip in tips)


def test_an_ampersand_of_a_name_is_shown(qtbot: QtBot) -> None:
    button, path, menu = Button("R&D"), Breadcrumb(), MenuButton("Scan")
    path.show_path([Crumb("R&D", 1), Crumb("last", 2)])
    for widget in (button, path, menu):
        qtbot.addWidget(widget)
    button.setText("P&L")
    assert button.text() == "P&L"
    assert super(Button, button).text() == "P&&L"
    assert menu.add("R&D", lambda: None).text() == "R&&D"
    (link,) = path.findChildren(type(path._link(Crumb("x", 1))))
    assert link.text() == "R&&D"


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("https://example.test/a", True),
        ("HTTP://example.test/a", True),
        ("mailto:ada@example.test", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("smb://host/share", False),
        ("other.md", False),
        ("#below", False),
    ],
)
def test_only_links_to_the_web_and_to_people_are_followed(
    link: str, leads: bool, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: followed.append(url.toString()))
    shown = Markdown(f"Read [this]({link}) first")
    qtbot.addWidget(shown)
    shown.resize(300, 60)
    shown.show()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=_of_link(shown))
    assert bool(followed) is leads
    assert "this" in shown.toPlainText()  # a link of its own page does not empty it


def _of_link(shown: Markdown) -> QPoint:
    points = (QPoint(x, 8) for x in range(0, 290, 4))
    return next(point for point in points if shown.anchorAt(point))


def test_a_link_says_where_it_leads_before_one_follows_it(qtbot: QtBot) -> None:
    shown = Markdown("[Bank](https://not-the-bank.test)")
    qtbot.addWidget(shown)
    shown.highlighted.emit(QUrl("https://not-the-bank.test"))
    assert shown.toolTip() == "https://not-the-bank.test"
    shown.highlighted.emit(QUrl("file:///etc/passwd"))
    assert shown.toolTip().startswith("Not opened")
    shown.highlighted.emit(QUrl())
    assert shown.toolTip() == ""


def test_what_was_only_looked_at_undoes_nothing_of_others(qtbot: QtBot) -> None:
    text = EditableText("Description")
    qtbot.addWidget(text)
    saved: list[str] = []
    text.saved.connect(saved.append)
    text.show_text("as it was")
    text.edit()
    text.show_text("what somebody else wrote meanwhile")
    text.save()
    assert saved == []
    assert text.text() == "what somebody else wrote meanwhile"
    text.edit()
    text.editor.setPlainText("as it was")
    text.save()
    assert saved == ["as it was"]
