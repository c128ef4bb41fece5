"""Icons of one set, tinted with the colours of the theme in use each time they are painted."""

import ctypes
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from pursight_desktop.theme.current import tokens

FOLDER = Path(__file__).parent / "icons"
UNKNOWN = "circle-question-mark"
"""Stands for a name that the set lacks: a missing picture must not stop the work."""


@lru_cache(maxsize=512)
def _drawing(name: str) -> str:
    path = FOLDER / f"{name}.svg"
    return (path if path.is_file() else FOLDER / f"{UNKNOWN}.svg").read_text(encoding="utf-8")


def colour_of(role: str) -> str:
    """Return the colour of a role: a token's name (text, muted, accent…) or a `Tone`."""
    now = tokens()
    if role in ("text", "muted", "faint", "accent", "on_accent", "control"):
        return str(getattr(now, role))
    return now.ink(role).strong


def tinted_drawing(name: str, colour: str) -> str:
    """Return the icon as SVG in a colour."""
    return _drawing(name).replace("currentColor", colour)


@lru_cache(maxsize=2048)
def _tinted(name: str, colour: str, pixels: int) -> QPixmap:
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    svg = tinted_drawing(name, colour)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn


def pixmap(name: str, size: int = 16, role: str = "muted", ratio: float = 1.0) -> QPixmap:
    """Return an icon of a side in device-independent pixels, in the colour of a role."""
    return _ready(name, colour_of(role), size, ratio)


@lru_cache(maxsize=2048)
def _ready(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    drawn = QPixmap(_tinted(name, colour, round(size * ratio)))
    drawn.setDevicePixelRatio(ratio)
    return drawn


class _Tinted(QIconEngine):
    """Paints the icon in the colour that its role has now, so a change of theme needs nothing."""

    def __init__(self, name: str, role: str, checked: str) -> None:
        super().__init__()
        self._name, self._role, self._checked = name, role, checked

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return tokens().control
        return colour_of(self._checked if state == QIcon.State.On else self._role)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        if side <= 0:
            return
        drawn = QPixmap(_tinted(self._name, self._colour(mode, state), round(side * ratio)))
        drawn.setDevicePixelRatio(ratio)
        painter.drawPixmap(QPoint(rect.x(), rect.y() + (rect.height() - side) // 2), drawn)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        side = min(size.width(), size.height())
        if side <= 0:  # a button that has not been laid out yet asks for an icon of no size
            return QPixmap()
        drawn = _tinted(self._name, self._colour(mode, state), side)
        if size.width() == size.height():
            return QPixmap(drawn)
        # wider than high: a button keeps its words off the icon so
        whole = QPixmap(size)
        whole.fill(Qt.GlobalColor.transparent)
        painter = QPainter(whole)
        painter.drawPixmap(0, (size.height() - side) // 2, drawn)
        painter.end()
        return whole

    @override
    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # `size` is that on the page; Qt before 6.9 gives device pixels, then more than it needs are
        # drawn, which it knows to make smaller
        drawn = self.pixmap(size * scale, mode, state)
        drawn.setDevicePixelRatio(scale)
        return drawn

    @override
    def isNull(self) -> bool:
        return False

    @override
    def clone(self) -> QIconEngine:
        copy = _Tinted(self._name, self._role, self._checked)
        # Qt deletes it, and Python would as well: give it a reference that is never dropped
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(copy))
        return copy


@lru_cache(maxsize=512)
def icon(name: str, role: str = "muted", checked: str = "accent") -> QIcon:
    """Return an icon of the set.

    Args:
        name: As in the set, without its ending: "search".
        role: A token's name or a `Tone`; the colour follows the theme.
        checked: The role while the button or action it stands on is checked.
    """
    return QIcon(_Tinted(name, role, checked))
