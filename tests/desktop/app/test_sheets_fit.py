"""Sheets are as high as what stands in them, also where words wrap."""

from itertools import pairwise

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox

from pursight_desktop.app.window import Window
from pursight_desktop.views.administration.people.forms import AddPersonForm
from pursight_desktop.widgets.labels import Label


def test_roles_to_tick_do_not_lie_over_each_other(window: Window) -> None:
    form = AddPersonForm(window.desk, window, [], lambda _person_id: None)
    form.open()
    layout = form.layout()
    assert layout is not None
    assert form.height() >= layout.totalHeightForWidth(form.width())
    ticks = form.roles
    found = [
        (one.mapTo(ticks, QPoint()).x(), one.mapTo(ticks, QPoint()).y(), one.height())
        for kind in (QCheckBox, Label)
        for one in ticks.findChildren(kind)
    ]
    assert len(found) == 12
    for (left, top, height), (next_left, next_top, _) in pairwise(sorted(found)):
        assert left != next_left or top + height <= next_top
    form.reject()
