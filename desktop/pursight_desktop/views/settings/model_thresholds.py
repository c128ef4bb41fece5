"""A sheet for the thresholds of one label; what they would change is shown before they hold."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from pursight.classification.labels import LABELS
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.models import LabelLimits
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.words import label_words

_APPLY, _SUGGEST = 80, 50


class ThresholdsSheet(Form):
    """Choose a label and from which confidence it applies, and from which a person is asked."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        known: Mapping[str, LabelLimits],
        asked: Callable[[], None],
    ) -> None:
        super().__init__(
            parent, QCoreApplication.translate("ThresholdsSheet", "Thresholds of a label")
        )
        self._desk, self._known, self._asked = desk, dict(known), asked
        self.add(
            Label(
                self.tr(
                    "A label applies by itself from the first confidence on; from the second on a "
                    "person is asked. You see what would change before anything does."
                ),
                "muted",
                wrap=True,
            )
        )
        self.label = QComboBox()
        for label in sorted((one for one in LABELS if one != "none"), key=label_words):
            self.label.addItem(label_words(label), label)
        self.field(self.tr("Label"), self.label)
        self.apply, self.suggest = self._share(_APPLY), self._share(_SUGGEST)
        self.field(self.tr("Applies from"), self.apply)
        self.field(self.tr("A person is asked from"), self.suggest)
        self.label.currentIndexChanged.connect(self._show_known)
        self.apply.valueChanged.connect(self._check)
        self.suggest.valueChanged.connect(self._check)
        self.set_confirm(self.tr("See what would change"), self._compare)
        self._show_known()

    def _share(self, value: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, 100)
        box.setSingleStep(5)
        box.setSuffix("\u202f%")
        box.setValue(value)
        return box

    def _show_known(self) -> None:
        known = self._known.get(str(self.label.currentData()))
        self.apply.setValue(_APPLY if known is None else round(known.apply * 100))
        self.suggest.setValue(_SUGGEST if known is None else round(known.suggest * 100))

    def _check(self) -> None:
        self.confirm_button.setEnabled(self.suggest.value() <= self.apply.value())

    def _compare(self) -> bool:
        limits = LabelLimits(apply=self.apply.value() / 100, suggest=self.suggest.value() / 100)
        wanted = {**self._known, str(self.label.currentData()): limits}
        self.confirm_button.setEnabled(False)
        self._desk.online(
            self,
            "thresholds",
            lambda online: online.compare_model(None, wanted),
            self._done,
            self.refused,
        )
        return False

    def _done(self, _answer: None) -> None:
        self.accept()
        self._asked()
