"""Design tokens: colours by meaning in both themes, spacing, sizes of type."""

from dataclasses import dataclass
from enum import StrEnum

SPACE = 8
"""Unit of every distance, in device-independent pixels; half of it is the least."""

ROW = 28
"""Height of a row where nothing else is chosen, and of what is no list: the sidebar's lines."""

CODE_LIGHT, CODE_DARK = "#ffffff", "#000000"
"""Of QR codes, in every theme: cameras need them so."""

RADIUS = 6
"""Of cards, fields and buttons."""


class Size:
    """The type scale in device-independent pixels."""

    CAPTION = 11
    SMALL = 12
    BASE = 13
    LARGE = 15
    TITLE = 18
    DISPLAY = 26


class Density(StrEnum):
    """How close together the rows of tables, lists and trees stand."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class Heights:
    """Heights of rows in device-independent pixels.

    Attributes:
        row: In tables and trees.
        entry: Of two lines: the queue, what was found.
        first: Where the first of the two lines begins in it, twenty high.
        second: Where the second begins, eighteen high.
        choice: In the facets beside a list.
    """

    row: int
    entry: int
    first: int
    second: int
    choice: int


HEIGHTS = {
    Density.COMFORTABLE: Heights(row=ROW, entry=52, first=6, second=27, choice=26),
    Density.COMPACT: Heights(row=22, entry=42, first=3, second=22, choice=22),
}


class Tone(StrEnum):
    """What a colour says; a chip, bar, toast or icon has one."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour for a meaning.

    Attributes:
        strong: For text and icons: legible on surfaces and on `soft`.
        soft: Behind text in `strong`.
        fill: Of bars, slices and dots, which only have to be seen: brighter than `strong`.
    """

    strong: str
    soft: str
    fill: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour the console uses, as `#rrggbb`.

    Attributes:
        canvas: Behind everything: the window, the sidebar.
        surface: Tables, pages, cards.
        raised: Menus, dialogs, toasts: what lies above a page.
        sunken: Wells: code, bars' tracks, table headers.
        hover: Behind what the pointer is over.
        selected: Behind what is chosen.
        selected_idle: The same where the keyboard is not.
        line: Hairlines between things; decoration, never the only sign of a control.
        control: Outline of fields and boxes, at 3:1.
        text: What one reads.
        muted: What explains.
        faint: Placeholders and hints; still legible.
        accent: What can be acted on, and focus.
        accent_hover: The same under the pointer.
        on_accent: Text on `accent`.
        shadow: Of what is raised, drawn translucent.
        tones: By `Tone`.
        quality: Five steps from bad to excellent.
        series: Of charts, in the order in which they are used.
    """

    name: str
    dark: bool
    canvas: str
    surface: str
    raised: str
    sunken: str
    hover: str
    selected: str
    selected_idle: str
    line: str
    control: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    shadow: str
    tones: dict[Tone, Ink]
    quality: tuple[str, str, str, str, str]
    series: tuple[str, ...]

    def ink(self, tone: Tone | str) -> Ink:
        """Return the colour of a meaning; a word without one is neutral."""
        try:
            return self.tones[Tone(tone)]
        except ValueError:
            return self.tones[Tone.NEUTRAL]

    def of_quality(self, share: float) -> str:
        """Return the step of the quality scale for 0 (bad) to 1 (excellent)."""
        steps = (0.5, 0.7, 0.85, 0.95)
        return self.quality[sum(share >= step for step in steps)]


LIGHT = Tokens(
    name="light",
    dark=False,
    canvas="#f6f6f8",
    surface="#ffffff",
    raised="#ffffff",
    sunken="#f0f1f4",
    hover="#eff0f5",
    selected="#e3e7fb",
    selected_idle="#e9eaee",
    line="#e2e4e9",
    control="#868c9b",
    text="#1a1d26",
    muted="#4f5564",
    faint="#616777",
    accent="#4450c4",
    accent_hover="#3742ab",
    on_accent="#ffffff",
    shadow="#1a1d26",
    tones={
        Tone.NEUTRAL: Ink("#4f5564", "#eceef2", "#868c9b"),
        Tone.ACCENT: Ink("#4450c4", "#e8eafb", "#5661d6"),
        Tone.INFO: Ink("#17629f", "#e1effa", "#3a86c8"),
        Tone.SUCCESS: Ink("#16703f", "#dff3e6", "#2f9a62"),
        Tone.WARNING: Ink("#835300", "#fcefcf", "#b8800a"),
        Tone.DANGER: Ink("#b3232f", "#fce6e6", "#d6454f"),
        Tone.PUBLIC: Ink("#4f5564", "#eceef2", "#868c9b"),
        Tone.INTERNAL: Ink("#17629f", "#e1effa", "#3a86c8"),
        Tone.CONFIDENTIAL: Ink("#8a4a00", "#fdecd6", "#d07a1e"),
        Tone.RESTRICTED: Ink("#ac1f51", "#fce4ec", "#d63b6d"),
    },
    quality=("#c5303c", "#c45e12", "#a37800", "#4c8a2b", "#1c8351"),
    series=(
        "#5661d6", "#15878c", "#c45e12", "#a53f96", "#4c8a2b", "#2b78bf", "#a37800", "#6b7182",
    ),
)  # fmt: skip

DARK = Tokens(
    name="dark",
    dark=True,
    canvas="#15171c",
    surface="#1b1e24",
    raised="#242831",
    sunken="#14161a",
    hover="#262a33",
    selected="#2e3562",
    selected_idle="#2d313b",
    line="#2c303a",
    control="#737a8b",
    text="#e8eaf0",
    muted="#b0b6c4",
    faint="#989eae",
    accent="#98a2f7",
    accent_hover="#adb5fa",
    on_accent="#14172b",
    shadow="#000000",
    tones={
        Tone.NEUTRAL: Ink("#b6bbc8", "#2b2f39", "#737a8b"),
        Tone.ACCENT: Ink("#a9b2fa", "#272c4d", "#8b96f5"),
        Tone.INFO: Ink("#7fbdf0", "#16304a", "#5ba3e0"),
        Tone.SUCCESS: Ink("#6fd19a", "#15352a", "#4fb882"),
        Tone.WARNING: Ink("#e9bb5c", "#3a2e12", "#d6a53f"),
        Tone.DANGER: Ink("#f78f93", "#45202a", "#ec6f76"),
        Tone.PUBLIC: Ink("#b6bbc8", "#2b2f39", "#737a8b"),
        Tone.INTERNAL: Ink("#7fbdf0", "#16304a", "#5ba3e0"),
        Tone.CONFIDENTIAL: Ink("#f0ad62", "#3f2a12", "#e2954a"),
        Tone.RESTRICTED: Ink("#f88bb0", "#471f33", "#ec6a97"),
    },
    quality=("#f0747a", "#ec9450", "#d9b042", "#8fc76a", "#54c08a"),
    series=(
        "#8b96f5", "#4bbcbf", "#ec9450", "#d681c8", "#8fc76a", "#62aeec", "#d9b042", "#9aa1b1",
    ),
)  # fmt: skip
