"""Fields: searching as one types, filters, facets, tags, text edited in place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from pursight_desktop.widgets.editable import EditableText, Markdown
from pursight_desktop.widgets.facets import FEW, Choice, Facet, FacetPanel
from pursight_desktop.widgets.fields import Filter, FilterBar, SearchField, TagsField
from pursight_desktop.widgets.labels import Chip


def facets() -> list[Facet]:
    return [
        Facet("label", "Label", [Choice(f"l{n}", f"Label {n}", 100 - n) for n in range(10)]),
        Facet("level", "Level", [Choice("table", "Tables", 3)], single=True),
        Facet("empty", "Empty"),
    ]


class Told(list[object]):
    """What a signal told."""


def test_a_search_is_told_once_typing_pauses(qtbot: QtBot) -> None:
    field = SearchField("Search", delay_ms=30)
    qtbot.addWidget(field)
    told = Told()
    field.searched.connect(told.append)
    with qtbot.waitSignal(field.searched):
        qtbot.keyClicks(field, "email")
    assert told == ["email"]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == ["email"], "Enter does not tell it twice"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: told == ["email", ""])


def test_a_text_that_was_put_in_is_not_told(qtbot: QtBot) -> None:
    field = SearchField("Search", delay_ms=0)
    qtbot.addWidget(field)
    told = Told()
    field.searched.connect(told.append)
    field.show_text("email")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert told == []


def test_a_filter_goes_by_its_cross_or_the_delete_key(qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    gone: list[tuple[str, str]] = []
    bar.removed.connect(lambda key, value: gone.append((key, value)))
    bar.show_filters([Filter("label", "email", "E-mail"), Filter("tag", "x", "Tag x")])
    first, second = bar.findChildren(Chip)
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    second.resize(second.sizeHint())
    right = second.rect().center()
    right.setX(second.width() - 8)
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=right)
    assert gone == [("label", "email"), ("tag", "x")]


def test_facets_are_chosen_and_told_all_together(qtbot: QtBot) -> None:
    panel = FacetPanel()
    qtbot.addWidget(panel)
    panel.show_facets(facets())
    told = Told()
    panel.changed.connect(told.append)
    panel.groups["label"].rows[1].toggled.emit()
    panel.groups["label"].rows[0].toggled.emit()
    panel.groups["level"].rows[0].toggled.emit()
    panel.groups["label"].rows[1].toggled.emit()
    assert told[-1] == {"label": ("l0",), "level": ("table",)}
    assert panel.chosen() == told[-1]


def test_a_facet_shows_a_few_and_all_when_asked(qtbot: QtBot) -> None:
    panel = FacetPanel()
    qtbot.addWidget(panel)
    panel.choose({"label": ("l9",)})
    panel.show_facets(facets())
    assert [r.choice.value for r in panel.groups["label"].rows][-1] == "l9", "chosen ones stay"
    assert len(panel.groups["label"].rows) == FEW + 1
    more = panel.groups["label"].more
    assert more is not None
    more.click()
    assert len(panel.groups["label"].rows) == 10
    assert "empty" not in panel.groups


def test_facets_work_with_the_keyboard_and_say_what_is_chosen(qtbot: QtBot) -> None:
    panel = FacetPanel()
    qtbot.addWidget(panel)
    panel.show_facets(facets())
    panel.show()
    row = panel.groups["label"].rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert panel.chosen() == {"label": ("l0",)}
    assert panel.groups["label"].rows[0].accessibleName() == "Label 0, 100, chosen"


def test_tags_are_added_once_and_removed(qtbot: QtBot) -> None:
    field = TagsField("Tags")
    qtbot.addWidget(field)
    added, removed = Told(), Told()
    field.added.connect(added.append)
    field.removed.connect(removed.append)
    field.show_tags(["gdpr"])
    for tag in ("finance", "gdpr", "  "):
        field.field.setText(tag)
        qtbot.keyClick(field.field, Qt.Key.Key_Return)
    qtbot.keyClick(field.findChildren(Chip)[0], Qt.Key.Key_Delete)
    assert (added, removed, field.tags()) == (["finance"], ["gdpr"], ("finance",))


def test_a_text_is_edited_where_it_stands(qtbot: QtBot) -> None:
    text = EditableText("Description", "None yet")
    qtbot.addWidget(text)
    text.show()
    saved = Told()
    text.saved.connect(saved.append)
    text.show_text("Old")
    text.edit()
    assert text.editing
    qtbot.keyClicks(text.editor, " and new")
    qtbot.keyClick(text.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (saved, text.text(), text.editing) == (["Old and new"], "Old and new", False)


def test_giving_up_changes_nothing_and_saving_the_same_tells_nothing(qtbot: QtBot) -> None:
    text = EditableText("Description")
    qtbot.addWidget(text)
    saved = Told()
    text.saved.connect(saved.append)
    text.show_text("Old")
    text.edit()
    text.editor.setPlainText("thrown away")
    qtbot.keyClick(text.editor, Qt.Key.Key_Escape)
    assert text.text() == "Old"
    text.edit()
    text.save()
    assert saved == []


def test_what_one_writes_outlives_a_refresh(qtbot: QtBot) -> None:
    text = EditableText("Description")
    qtbot.addWidget(text)
    text.show_text("Old")
    text.edit()
    text.editor.setPlainText("half writt")
    text.show_text("somebody else's")
    assert text.editing
    assert text.editor.toPlainText() == "half writt"


def test_who_may_only_read_cannot_begin_to_write(qtbot: QtBot) -> None:
    text = EditableText("Description")
    qtbot.addWidget(text)
    text.set_editable(False)
    text.edit()
    assert not text.editing


def test_markdown_runs_no_markup_and_loads_nothing(qtbot: QtBot) -> None:
    shown = Markdown("<script>x</script> ![p](http://evil.test/p.png) **bold**")
    qtbot.addWidget(shown)
    assert isinstance(shown, QTextBrowser)
    assert "<script>" in shown.toPlainText()
    assert shown.loadResource(2, "http://evil.test/p.png") is None
