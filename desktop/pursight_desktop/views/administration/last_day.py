"""LastDay: the day at whose end something ends by itself."""

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QTime
from PySide6.QtWidgets import QDateEdit

from pursight.clock import SystemClock
from pursight_desktop.language.spoken import locale


class LastDay(QDateEdit):
    """A day from today on.

    Args:
        days: From today to the day that is shown at first.
    """

    def __init__(self, days: int) -> None:
        super().__init__()
        today = self._today = SystemClock().now().astimezone().date()
        usual = today + timedelta(days=days)
        self.setLocale(locale())
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.setDisplayFormat(
            QCoreApplication.translate("Words", "d MMM yyyy", "a day as Qt writes it, short")
        )
        self.setMinimumDate(QDate(today.year, today.month, today.day))
        self.setDate(QDate(usual.year, usual.month, usual.day))

    def end(self) -> datetime:
        """Return the moment at which that day ends here."""
        last = QDateTime(self.date(), QTime(23, 59, 59))
        return datetime.fromtimestamp(last.toSecsSinceEpoch(), UTC)

    def days(self) -> int:
        """Return how many days it is until then, one at least."""
        chosen = self.date()
        return max(1, (date(chosen.year(), chosen.month(), chosen.day()) - self._today).days)
