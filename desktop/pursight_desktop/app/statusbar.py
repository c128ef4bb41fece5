"""The status bar: how things stand with the server, pending edits, problems, the first fill."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QStatusBar, QVBoxLayout, QWidget

from pursight.clock import SystemClock
from pursight_desktop.background.standing import clock_words, standing
from pursight_desktop.operations.emergency import Emergency
from pursight_desktop.sync.status import Connection, ConsoleStatus
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label, Picture
from pursight_desktop.widgets.permission_words import role_words
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import clock_words as time_words
from pursight_desktop.widgets.words import count

_LOOK = {
    Connection.CONNECTING: ("refresh-cw", "muted"),
    Connection.ONLINE: ("cloud-check", "success"),
    Connection.OFFLINE: ("cloud-off", "warning"),
    Connection.SIGNED_OUT: ("log-in", "warning"),
    Connection.LOCKED: ("lock", "danger"),
    Connection.REVOKED: ("ban", "danger"),
    Connection.TOO_OLD: ("triangle-alert", "danger"),
}


class StatusBar(QStatusBar):
    """How things stand.

    Signals: `problems_wanted`, `sign_in_wanted`, `sync_wanted`, `emergency_wanted`.

    Args:
        sync_keys: Which keys do what `sync_wanted` does.
    """

    problems_wanted = Signal()
    sign_in_wanted = Signal()
    sync_wanted = Signal()
    emergency_wanted = Signal()

    def __init__(self, sync_keys: Callable[[], str] = str) -> None:
        super().__init__()
        self._sync_keys, self._time = sync_keys, SystemClock()
        self.setSizeGripEnabled(False)
        self.setAccessibleName(self.tr("Status"))
        self._picture = Picture("refresh-cw", 14)
        self._words = Label("", "caption")
        self.sign_in = Button(self.tr("Sign in"), kind="link", clicked=self.sign_in_wanted.emit)
        self.retry = Button(self.tr("Sync now"), kind="link", clicked=self.sync_wanted.emit)
        self.clock = Label(self.tr("Clock went back"), "caption")
        self.clock.setProperty("tone", "warning")
        self._people = Label("", "caption")
        self.pending = Label("", "caption")
        self.problems = Button(
            "", "triangle-alert", "quiet", tip=self.tr("Refused edits and conflicts"),
            clicked=self.problems_wanted.emit,
        )  # fmt: skip
        self.problems.setAccessibleName(self.tr("Problems"))
        self.emergency = Button("", "triangle-alert", "danger", clicked=self.emergency_wanted.emit)
        self.emergency.setAccessibleName(self.tr("Emergency access"))
        self._emergency_ends = QTimer(self, singleShot=True)
        self._emergency_ends.timeout.connect(self.emergency.hide)
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._picture, self._words, self.sign_in, self.retry):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(left)
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(16)
        for label in (self.emergency, self.clock, self._people, self.pending, self.problems):
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        self.addPermanentWidget(right)
        for hidden in (self.sign_in, self.retry, self.problems, self.clock, self.emergency):
            hidden.hide()

    def show_status(self, status: ConsoleStatus) -> None:
        """Show how things stand."""
        sync = status.sync
        icon, role = _LOOK[status.connection]
        if status.connection is Connection.ONLINE and sync.pending:
            icon = "cloud-upload"
        if status.connection is Connection.ONLINE and sync.first_fill:
            icon, role = "download", "accent"
        self._picture.show_icon(icon, role)
        self._words.setText(standing(status))
        self._words.setToolTip(plain_tip(status.hint))
        self.sign_in.setVisible(status.connection is Connection.SIGNED_OUT)
        self._show_retry(status)
        self._show_clock(status)
        if status.retry_at is not None:
            when = f"{status.retry_at.astimezone():%H:%M:%S}"
            tip = self.tr("Otherwise tried at {when}").format(when=when)
            keys = self._sync_keys()
            self.retry.setToolTip(f"{tip} ({keys})" if keys else tip)
        self._people.setText(
            self.tr("Also here: {names}").format(names=", ".join(status.people[:3]))
            if status.people
            else ""
        )
        told = standing(status) != standing(replace(status, sync=replace(sync, pending=0)))
        self.pending.setText("" if told else self._edits(sync.pending))
        self.problems.setVisible(sync.tray > 0)
        many = self.tr("{n} problems", None, sync.tray).format(n=count(sync.tray))
        self.problems.setText(many)
        self.problems.setAccessibleName(self.problems.text())
        self.setAccessibleDescription(standing(status))

    def show_emergency(self, taken: Emergency | None) -> None:
        """Show that the person has emergency access, until it ends."""
        now = self._time.now()
        self.emergency.setVisible(taken is not None and taken.runs(now))
        if taken is None:
            return
        left = (taken.until - now).total_seconds()
        self._emergency_ends.start(max(0, int(left * 1000)))
        until = time_words(taken.until)
        words = self.tr("Emergency access: {role} until {time}")
        self.emergency.setText(words.format(role=role_words(taken.role), time=until))
        self.emergency.setAccessibleName(self.emergency.text())
        tip = self.tr("All you do is marked in the log. Click to give it back.")
        self.emergency.setToolTip(tip)

    def _show_clock(self, status: ConsoleStatus) -> None:
        back = status.clock_back
        self.clock.setVisible(back is not None)
        if back is not None:
            words = clock_words(back)
            self.clock.setToolTip(words)
            self.clock.setAccessibleDescription(words)

    def _show_retry(self, status: ConsoleStatus) -> None:
        waiting = status.connection in (Connection.OFFLINE, Connection.LOCKED, Connection.TOO_OLD)
        self.retry.setVisible(waiting or status.connection is Connection.ONLINE)
        self.retry.setText(self.tr("Try again now") if waiting else self.tr("Sync now"))
        tip = self.tr("Send and fetch now instead of at the next turn")
        self.retry.setToolTip(f"{tip} ({self._sync_keys()})" if self._sync_keys() else tip)

    def _edits(self, pending: int) -> str:
        if not pending:
            return ""
        return self.tr("{n} edits not yet sent", None, pending).format(n=count(pending))


class Filling(QFrame):
    """While the copy is filled for the first time: how far, and that one can look around."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Picture("download", 16, "accent"))
        row.addWidget(Label(self.tr("Your copy is being filled"), "strong"))
        words = self.tr("You can look around already; lists and counts grow as it goes on.")
        row.addWidget(Label(words, "muted"), 1)
        self.far = Label("", "muted")
        row.addWidget(self.far)
        column.addLayout(row)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the copy is filled"))
        column.addWidget(self.bar)
        self.hide()

    def show_status(self, status: ConsoleStatus) -> None:
        """Show how far it is; it vanishes once the copy is whole."""
        sync = status.sync
        self.setVisible(sync.first_fill and status.connection is not Connection.REVOKED)
        self.bar.setRange(0, max(sync.total, 0))
        self.bar.setValue(min(sync.filled, sync.total))
        far = self.tr("{done} of about {total}")
        known = far.format(done=count(sync.filled), total=count(sync.total))
        self.far.setText(known if sync.total else count(sync.filled))
