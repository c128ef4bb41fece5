"""The style sheet of Qt's own widgets, made from the tokens."""

from collections.abc import Callable
from pathlib import Path

from pursight_desktop.theme.current import heights
from pursight_desktop.theme.tokens import RADIUS, ROW, Size, Tokens, Tone

MARKS = ("check", "minus", "chevron-down", "chevron-up", "chevron-right")
"""Drawings that a style sheet can only name as files: ticks and arrows."""


def sheet(t: Tokens, marks: Path) -> str:
    """Return the application's style sheet in the colours of the tokens.

    Args:
        t: The tokens.
        marks: Folder that holds the drawings of `MARKS`, tinted, as `{name}.svg`, and those that
            stand on the accent as `{name}-on.svg`.
    """

    def mark(name: str) -> str:
        return (marks / f"{name}.svg").as_posix()

    parts = (_ground, _bars, _ours, _sidebar)
    drawn = (_buttons, _fields, _lists, _menus)
    return "\n".join([part(t) for part in parts] + [part(t, mark) for part in drawn])


Mark = Callable[[str], str]


def _ground(t: Tokens) -> str:
    return f"""
* {{ outline: none; }}
QWidget {{ color: {t.text}; font-family: "Inter"; font-size: {Size.BASE}px; }}
QMainWindow, QDialog {{ background: {t.canvas}; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: 4px 8px;
    font-size: {Size.SMALL}px; }}
QSplitter::handle {{ background: {t.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QSplitter::handle:hover {{ background: {t.accent}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget#page {{ background: {t.surface}; }}
QLabel {{ background: transparent; }}
QLabel:disabled {{ color: {t.control}; }}
QFrame[frameShape="4"], QFrame[frameShape="5"] {{ color: {t.line}; }}
"""


def _buttons(t: Tokens, mark: Mark) -> str:
    danger = t.ink(Tone.DANGER)
    return f"""
QPushButton {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.control};
    border-radius: {RADIUS}px; padding: 0 12px; min-height: 26px; font-weight: 500; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.selected}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 11px; min-height: 24px; }}
QPushButton:checked {{ background: {t.selected}; border-color: {t.accent}; }}
QPushButton:disabled {{ color: {t.control}; border-color: {t.line}; background: {t.sunken}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent};
    border: 1px solid {t.accent}; }}
QPushButton[kind="primary"]:hover {{ background: {t.accent_hover}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.sunken}; color: {t.control};
    border-color: {t.line}; }}
QPushButton[kind="danger"] {{ color: {danger.strong}; border-color: {danger.strong}; }}
QPushButton[kind="danger"]:hover {{ background: {danger.soft}; }}
QPushButton[kind="danger"]:disabled {{ color: {t.control}; border-color: {t.line};
    background: {t.sunken}; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent;
    color: {t.muted}; padding: 0 8px; }}
QPushButton[kind="quiet"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0 7px; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent;
    color: {t.accent}; padding: 0 2px; text-align: left; min-height: 18px; }}
QPushButton[kind="link"]:disabled {{ color: {t.control}; }}
QPushButton[kind="link"]:hover {{ color: {t.accent_hover}; text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; padding: 0 1px;
    min-height: 16px; }}
QPushButton[kind="crumb"] {{ background: transparent; border: 1px solid transparent;
    color: {t.muted}; padding: 0 2px; min-height: 20px; }}
QPushButton[kind="crumb"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[kind="crumb"]:focus {{ border: 2px solid {t.accent}; padding: 0 1px;
    min-height: 18px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {RADIUS}px;
    padding: 4px; color: {t.muted}; }}
QToolButton:hover {{ background: {t.hover}; color: {t.text}; }}
QToolButton:pressed, QToolButton:checked {{ background: {t.selected}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; padding: 3px; }}
QToolButton:disabled {{ color: {t.control}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QCheckBox, QRadioButton {{ spacing: 8px; background: transparent; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.control}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {t.accent}; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {{ width: 14px; height: 14px;
    border: 1px solid {t.control}; background: {t.surface}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {t.accent}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {t.accent};
    width: 12px; height: 12px; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {t.accent};
    border-color: {t.accent}; image: url({mark("check-on")}); }}
QCheckBox::indicator:indeterminate {{ background: {t.accent}; border-color: {t.accent};
    image: url({mark("minus-on")}); }}
QRadioButton::indicator:checked {{ border: 4px solid {t.accent}; width: 8px; height: 8px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {t.line};
    background: {t.sunken}; }}
QCheckBox::indicator:checked:disabled {{ background: {t.control}; border-color: {t.control}; }}
"""


def _fields(t: Tokens, mark: Mark) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit,
QDateTimeEdit {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.control};
    border-radius: {RADIUS}px; padding: 0 8px; min-height: 26px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QPlainTextEdit, QTextEdit {{ padding: 6px; }}
QLineEdit:hover, QComboBox:hover, QSpinBox:hover {{ border-color: {t.muted}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus, QDateEdit:focus, QDateTimeEdit:focus {{ border: 2px solid {t.accent};
    padding: 0 7px; min-height: 24px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: 5px; }}
QLineEdit[invalid="true"] {{ border: 2px solid {t.ink(Tone.DANGER).strong}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QSpinBox:disabled, QDateEdit:disabled {{ background: {t.sunken}; color: {t.control};
    border-color: {t.line}; }}
QTextBrowser {{ border: none; background: transparent; padding: 0; }}
QTextBrowser:focus {{ border: none; padding: 0; }}
QDateEdit::drop-down, QDateTimeEdit::drop-down {{ border: none; width: 24px; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url({mark("chevron-down")}); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.line};
    border-radius: {RADIUS}px; padding: 4px; selection-background-color: {t.selected};
    selection-color: {t.text}; }}
QSpinBox::up-button, QSpinBox::down-button, QDateTimeEdit::up-button,
QDateTimeEdit::down-button, QDateEdit::up-button, QDateEdit::down-button {{ border: none;
    width: 18px; background: transparent; }}
QSpinBox::up-arrow, QDateTimeEdit::up-arrow, QDateEdit::up-arrow {{
    image: url({mark("chevron-up")}); width: 12px; height: 12px; }}
QSpinBox::down-arrow, QDateTimeEdit::down-arrow, QDateEdit::down-arrow {{
    image: url({mark("chevron-down")}); width: 12px; height: 12px; }}
QProgressBar {{ background: {t.line}; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; color: transparent; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
QSlider::groove:horizontal {{ height: 4px; background: {t.line}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
    background: {t.surface}; border: 2px solid {t.accent}; }}
QSlider::handle:horizontal:focus {{ background: {t.accent}; }}
"""


def _lists(t: Tokens, mark: Mark) -> str:
    return f"""
QAbstractItemView {{ background: {t.surface}; border: none; selection-color: {t.text};
    selection-background-color: {t.selected}; alternate-background-color: {t.surface}; }}
QTreeView, QListView {{ show-decoration-selected: 1; }}
QTreeView {{ padding: 6px 0 0 4px; }}
QTreeView::item, QListView::item {{ height: {heights().row}px; border: none; padding: 0 4px; }}
QTreeView::item:hover, QListView::item:hover, QTreeView::branch:hover {{ background: {t.hover}; }}
QTreeView::item:selected, QListView::item:selected, QTreeView::branch:selected {{
    background: {t.selected_idle}; color: {t.text}; }}
QTreeView::item:selected:active, QListView::item:selected:active,
QTreeView::branch:selected:active {{ background: {t.selected}; color: {t.text}; }}
QTreeView::branch:has-children:closed {{ image: url({mark("chevron-right")}); }}
QTreeView::branch:has-children:open {{ image: url({mark("chevron-down")}); }}
QHeaderView {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.line}; }}
QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: none; padding: 0 8px;
    font-size: {Size.SMALL}px; font-weight: 500; }}
QHeaderView::section:hover {{ background: {t.hover}; color: {t.text}; }}
QTableCornerButton::section {{ background: {t.surface}; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {t.line}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {t.control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; }}
"""


def _bars(t: Tokens) -> str:
    return f"""
QTabWidget::pane {{ border: none; border-top: 1px solid {t.line}; }}
QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {t.muted}; border: none; padding: 0 12px;
    height: 34px; border-bottom: 2px solid transparent; font-weight: 500; }}
QTabBar::tab:hover {{ color: {t.text}; background: {t.hover}; }}
QTabBar::tab:selected {{ color: {t.text}; border-bottom: 2px solid {t.accent}; }}
QTabBar::tab:focus {{ color: {t.accent}; }}
QTabBar#windowTabs::tab {{ height: 30px; min-width: 96px; max-width: 220px; padding: 0 8px 0 10px;
    margin: 5px 2px 5px 0; border: 1px solid transparent; border-radius: {RADIUS}px; }}
QTabBar#windowTabs::tab:selected {{ background: {t.surface}; border: 1px solid {t.line}; }}
QTabBar#windowTabs::tab:focus {{ border: 2px solid {t.accent}; }}
QTabBar QToolButton {{ background: {t.canvas}; border: none; }}
QStatusBar {{ background: {t.canvas}; color: {t.muted}; border-top: 1px solid {t.line};
    min-height: 26px; font-size: {Size.SMALL}px; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {t.muted}; font-size: {Size.SMALL}px; }}
QStatusBar QPushButton {{ font-size: {Size.SMALL}px; min-height: 20px; font-weight: 400; }}
QStatusBar QPushButton:focus {{ min-height: 18px; }}
QToolBar {{ background: {t.surface}; border: none; spacing: 4px; padding: 4px 8px; }}
"""


def _menus(t: Tokens, mark: Mark) -> str:
    return f"""
QMenu {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
    padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; min-width: 120px; }}
QMenu::item:selected {{ background: {t.selected}; }}
QMenu::item:disabled {{ color: {t.control}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QMenu::indicator {{ width: 14px; height: 14px; margin-left: 6px; }}
QMenu::indicator:checked {{ image: url({mark("check")}); }}
"""


def _ours(t: Tokens) -> str:
    tones = "\n".join(
        f'QLabel[tone="{tone}"] {{ color: {ink.strong}; }}' for tone, ink in t.tones.items()
    )
    return f"""
QLabel[type="display"] {{ font-size: {Size.DISPLAY}px; font-weight: 600; }}
QLabel[type="title"] {{ font-size: {Size.TITLE}px; font-weight: 600; }}
QLabel[type="heading"] {{ font-size: {Size.LARGE}px; font-weight: 600; }}
QLabel[type="strong"] {{ font-weight: 600; }}
QLabel[type="muted"] {{ color: {t.muted}; }}
QLabel[type="caption"] {{ color: {t.muted}; font-size: {Size.SMALL}px; }}
QLabel[type="over"] {{ color: {t.muted}; font-size: {Size.CAPTION}px; font-weight: 600; }}
QLabel[type="mono"] {{ font-family: "JetBrains Mono"; font-size: {Size.SMALL}px; }}
QLabel[type="key"] {{ color: {t.muted}; background: {t.sunken}; border: 1px solid {t.line};
    border-radius: 4px; padding: 0 5px; font-size: {Size.CAPTION}px; min-height: 18px; }}
{tones}
QPlainTextEdit[mono="true"] {{ font-family: "JetBrains Mono"; font-size: {Size.CAPTION}px; }}
QFrame#card {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame#well {{ background: {t.sunken}; border-radius: {RADIUS}px; }}
QFrame#problem {{ background: {t.ink("danger").soft}; border-radius: 6px; }}
QFrame#problem[tone="warning"] {{ background: {t.ink("warning").soft}; }}
QFrame#problem[tone="neutral"] {{ background: {t.sunken}; }}
QFrame#tile {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame#tile[clickable="true"]:hover {{ border-color: {t.control}; background: {t.hover}; }}
QFrame#tile:focus {{ border: 2px solid {t.accent}; }}
QFrame#toast, QFrame#palette {{ background: {t.raised}; border: 1px solid {t.line};
    border-radius: 8px; }}
QFrame#line {{ background: {t.line}; border: none; }}
QFrame#editable:hover {{ background: {t.hover}; border-radius: {RADIUS}px; }}
QFrame#editable:focus {{ border: 2px solid {t.accent}; border-radius: {RADIUS}px; }}
QWidget#surface {{ background: {t.surface}; }}
QWidget#canvas {{ background: {t.canvas}; }}
QFrame#palette QLineEdit {{ border: none; background: transparent; font-size: {Size.LARGE}px;
    min-height: 44px; padding: 0 4px; }}
QFrame#palette QListView {{ background: transparent; padding: 4px; }}
"""


def _sidebar(t: Tokens) -> str:
    return f"""
QFrame#sidebar {{ background: {t.canvas}; border: none; border-right: 1px solid {t.line}; }}
QFrame#sidebar QToolButton {{ text-align: left; padding: 0 8px; min-height: {ROW}px;
    color: {t.muted}; font-weight: 500; }}
QFrame#sidebar QToolButton:hover {{ color: {t.text}; }}
QFrame#sidebar QToolButton:checked {{ background: {t.selected}; color: {t.text}; }}
QFrame#sidebar QToolButton:focus {{ padding: 0 7px; min-height: {ROW - 2}px; }}
"""
