"""The section of alerts: what was noticed, and behind it the rules."""

from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.alerts.raised import RaisedAlerts
from pursight_desktop.views.administration.alerts.rules import AlertRules
from pursight_desktop.widgets.buttons import Button


class AlertsSection(QStackedWidget):
    """The alerts, or the rules that raise them.

    Attributes:
        raised: The list of alerts.
        rules: The list of rules.
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        at_rules = place.arg("list") == "rules"
        elsewhere = Place("administration")
        self.raised = RaisedAlerts(desk, elsewhere if at_rules else place)
        self.rules = AlertRules(desk, place if at_rules else elsewhere)
        self.to_rules = Button(self.tr("Rules"), "list-checks", clicked=self.show_rules)
        self.to_alerts = Button(self.tr("Alerts"), "bell", clicked=self.show_alerts)
        self.raised.add_buttons(self.to_rules)
        self.rules.add_buttons(self.to_alerts)
        self.addWidget(self.raised)
        self.addWidget(self.rules)
        if at_rules:
            self.setCurrentWidget(self.rules)

    def show_rules(self) -> None:
        """Go to the rules."""
        self.setCurrentWidget(self.rules)
        self.rules.table.setFocus()

    def show_alerts(self) -> None:
        """Go to the alerts."""
        self.setCurrentWidget(self.raised)
        self.raised.table.setFocus()

    def chosen(self) -> UUID | None:
        """Say which alert is chosen, or which rule."""
        return (self.rules if self._at_rules() else self.raised).chosen()

    def within(self) -> dict[str, str]:
        """Say in which of the two lists one is."""
        return {"list": "rules"} if self._at_rules() else {}

    def _at_rules(self) -> bool:
        return self.currentWidget() is self.rules

    def refresh(self) -> None:
        """Look again."""
        self.raised.refresh()
        self.rules.refresh()
