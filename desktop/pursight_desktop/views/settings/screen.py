"""The screen of settings: its parts below each other, names to the left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.settings.account import AccountCard, DevicesCard
from pursight_desktop.views.settings.copy import CopyCard
from pursight_desktop.views.settings.help import DiagnosticsCard, ShortcutsCard
from pursight_desktop.views.settings.looks import LooksCard
from pursight_desktop.views.settings.model import ModelCard
from pursight_desktop.views.settings.security import SecurityCard
from pursight_desktop.views.settings.sessions import SessionsCard
from pursight_desktop.widgets.containers import Page
from pursight_desktop.widgets.labels import Label

WIDEST = 680


class SettingsScreen(Page):
    """All settings; what is chosen holds at once."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._place = place
        self.account, self.devices = AccountCard(desk), DevicesCard(desk)
        self.security, self.sessions = SecurityCard(desk), SessionsCard(desk)
        self.looks, self.copy = LooksCard(desk), CopyCard(desk)
        self.model = ModelCard(desk)
        self.shortcuts, self.diagnostics = ShortcutsCard(), DiagnosticsCard(desk)
        self.add(Label(self.tr("Settings"), "title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        grid.setColumnMinimumWidth(0, 180)
        grid.setColumnStretch(2, 1)
        parts: tuple[tuple[str, str, QWidget], ...] = (
            (self.tr("Account"), self.tr("Server and person"), self.account),
            (self.tr("Signing in"), self.tr("Password and second factor"), self.security),
            (self.tr("Where you are signed in"), self.tr("Sessions"), self.sessions),
            (self.tr("Your consoles"), self.tr("Machines with a copy"), self.devices),
            (self.tr("Looks"), self.tr("Theme, rows, language"), self.looks),
            (self.tr("Copy on this machine"), self.tr("What works offline"), self.copy),
            (self.tr("Classification model"), self.tr("What columns are judged by"), self.model),
            (self.tr("Shortcuts"), "", self.shortcuts),
            (self.tr("Diagnostics"), self.tr("When something is wrong"), self.diagnostics),
        )
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, detail, card) in enumerate(parts):
            heading = QWidget()
            lines = QGridLayout(heading)
            lines.setContentsMargins(0, 12, 0, 0)
            lines.setVerticalSpacing(2)
            lines.addWidget(Label(name, "heading", wrap=True), 0, 0)
            lines.addWidget(Label(detail, "muted", wrap=True), 1, 0)
            grid.addWidget(heading, row, 0, top)
            card.setAccessibleName(name)
            card.setMinimumWidth(480)
            card.setMaximumWidth(WIDEST)
            grid.addWidget(card, row, 1)
        grid.setColumnStretch(1, 4)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        if desk.preferences.problem:
            words = self.tr("Your settings cannot be kept: {why}")
            self.add(Label(words.format(why=desk.preferences.problem), "muted", wrap=True))

    def title(self) -> str:
        """Name the tab."""
        return self.tr("Settings")

    def icon(self) -> str:
        """Give the tab's icon."""
        return "settings"

    def place(self) -> Place:
        """Say where one is."""
        return Place("settings")

    def refresh(self) -> None:
        """Look again."""
        self.account.show_account()
        self.security.look()
        self.sessions.look()
        self.devices.look()
        self.copy.look()
        self.model.look()
