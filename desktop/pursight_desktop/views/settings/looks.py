"""Theme, density and language."""

from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton

from pursight_desktop.background.desk import Desk
from pursight_desktop.language.spoken import SOURCE, languages
from pursight_desktop.settings import Density, Theme
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Label


class LooksCard(Card):
    """How the console looks; what is chosen holds at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._preferences = desk.preferences
        self.body.addWidget(Label(self.tr("Theme"), "strong"))
        row = QHBoxLayout()
        row.setSpacing(16)
        self.themes: dict[Theme, QRadioButton] = {}
        group = QButtonGroup(self)
        choices: tuple[tuple[Theme, str], ...] = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        for theme, words in choices:
            button = QRadioButton(words)
            button.setChecked(desk.preferences.theme == theme)
            button.toggled.connect(
                lambda on, theme=theme: self._choose_theme(theme) if on else None
            )
            group.addButton(button)
            row.addWidget(button)
            self.themes[theme] = button
        row.addStretch(1)
        self.body.addLayout(row)
        self._add_densities()
        self.body.addWidget(Label(self.tr("Language"), "strong"))
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language"))
        self.language.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.language.addItem(self.tr("As the system"), "")
        for code in languages():
            self.language.addItem(_own_name(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(desk.preferences.language)))
        self.language.currentIndexChanged.connect(lambda _number: self._choose_language())
        line = QHBoxLayout()
        line.addWidget(self.language)
        line.addWidget(Label(self.tr("Changes at once"), "muted"))
        line.addStretch(1)
        self.body.addLayout(line)
        leave = desk.preferences.listen(self._heard)
        self.destroyed.connect(lambda *_: leave())

    def _add_densities(self) -> None:
        self.body.addWidget(Label(self.tr("Rows of tables and lists"), "strong"))
        row = QHBoxLayout()
        row.setSpacing(16)
        self.densities: dict[Density, QRadioButton] = {}
        group = QButtonGroup(self)
        choices: tuple[tuple[Density, str], ...] = (
            ("comfortable", self.tr("Comfortable")),
            ("compact", self.tr("Compact")),
        )
        for density, words in choices:
            button = QRadioButton(words)
            button.setChecked(self._preferences.density == density)
            button.toggled.connect(partial(self._choose_density, density))
            group.addButton(button)
            row.addWidget(button)
            self.densities[density] = button
        row.addStretch(1)
        self.body.addLayout(row)

    def _choose_density(self, density: Density, chosen: bool) -> None:
        if chosen:
            self._preferences.density = density

    def _choose_theme(self, theme: Theme) -> None:
        self._preferences.theme = theme

    def _choose_language(self) -> None:
        self._preferences.language = str(self.language.currentData() or "")

    def _heard(self, name: str) -> None:
        if name == "theme":
            self.themes[self._preferences.theme].setChecked(True)
        elif name == "density":
            self.densities[self._preferences.density].setChecked(True)


def _own_name(code: str) -> str:
    """Name a language as those who speak it do; English is not American alone."""
    if code == SOURCE:
        return QLocale.languageToString(QLocale(code).language())
    return QLocale(code).nativeLanguageName() or code
