"""PasswordLine: a password typed for somebody else, which can be looked at while it is typed."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from pursight_desktop.widgets.buttons import IconButton

LONGEST = 256


class PasswordLine(QWidget):
    """A field for a password.

    Attributes:
        line: Where it is typed.
    """

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_button = IconButton("eye", self.tr("Show what is typed"), checkable=True)
        self.show_button.toggled.connect(self._show)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.line)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text()
