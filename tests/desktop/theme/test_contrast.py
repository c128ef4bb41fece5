"""Every pair of colours that meets on the screen is legible: WCAG 2.2 AA, both themes."""

import pytest

from pursight_desktop.theme.tokens import DARK, LIGHT, Tokens, Tone

TEXT, LARGE_OR_SIGN = 4.5, 3.0


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, 1.4.3)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def grounds(t: Tokens) -> dict[str, str]:
    return {
        name: getattr(t, name)
        for name in (
            "canvas", "surface", "raised", "sunken", "hover", "selected", "selected_idle",
        )
    }  # fmt: skip


def text_pairs(t: Tokens) -> dict[str, tuple[str, str]]:
    pairs = {}
    for where, ground in grounds(t).items():
        for ink in ("text", "muted"):
            pairs[f"{ink} on {where}"] = (getattr(t, ink), ground)
    for where in ("canvas", "surface", "raised", "sunken"):
        pairs[f"faint on {where}"] = (t.faint, getattr(t, where))
        pairs[f"accent on {where}"] = (t.accent, getattr(t, where))
    pairs["words of a primary button"] = (t.on_accent, t.accent)
    pairs["words of a primary button under the pointer"] = (t.on_accent, t.accent_hover)
    for tone, ink in t.tones.items():
        pairs[f"{tone} on its own soft"] = (ink.strong, ink.soft)
        for where in ("surface", "canvas", "raised", "selected", "hover"):
            pairs[f"{tone} on {where}"] = (ink.strong, getattr(t, where))
    return pairs


def sign_pairs(t: Tokens) -> dict[str, tuple[str, str]]:
    pairs = {}
    for where in ("canvas", "surface", "raised"):
        pairs[f"outline on {where}"] = (t.control, getattr(t, where))
        pairs[f"focus on {where}"] = (t.accent, getattr(t, where))
    pairs["focus on selected"] = (t.accent, t.selected)
    for tone, ink in t.tones.items():
        pairs[f"{tone} as a fill on surface"] = (ink.fill, t.surface)
    for number, colour in enumerate(t.quality):
        pairs[f"quality {number} on surface"] = (colour, t.surface)
    for number, colour in enumerate(t.series):
        pairs[f"series {number} on surface"] = (colour, t.surface)
    return pairs


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
def test_what_one_reads_is_legible(tokens: Tokens) -> None:
    poor = {
        name: round(contrast(*pair), 2)
        for name, pair in text_pairs(tokens).items()
        if contrast(*pair) < TEXT
    }
    assert not poor


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
def test_what_one_acts_on_can_be_seen(tokens: Tokens) -> None:
    poor = {
        name: round(contrast(*pair), 2)
        for name, pair in sign_pairs(tokens).items()
        if contrast(*pair) < LARGE_OR_SIGN
    }
    assert not poor


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
def test_every_tone_has_a_colour_and_none_is_anothers(tokens: Tokens) -> None:
    assert set(tokens.tones) == set(Tone)
    levels = [tokens.ink(level).strong for level in ("internal", "confidential", "restricted")]
    assert len(set(levels)) == 3


def test_a_word_without_a_colour_is_neutral() -> None:
    assert LIGHT.ink("no such tone") == LIGHT.ink(Tone.NEUTRAL)


def test_black_on_white_is_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_quality_goes_from_bad_to_excellent() -> None:
    steps = [LIGHT.of_quality(share) for share in (0.0, 0.5, 0.7, 0.85, 1.0)]
    assert tuple(steps) == LIGHT.quality
