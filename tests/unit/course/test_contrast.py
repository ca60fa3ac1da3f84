"""Contrast as WCAG 2.2 defines it, and the first colour on a way that passes."""

from __future__ import annotations

import pytest

from builder.course.contrast import BLACK, WHITE, Colour, contrast, read_colour, shift_until


@pytest.mark.parametrize(
    ("typed", "colour"),
    [
        ("#005eb8", Colour(0, 94, 184)),
        ("005EB8", Colour(0, 94, 184)),
        (" #05b ", Colour(0, 85, 187)),
        ("000", BLACK),
        ("navy", None),
        ("#005eb", None),
        ("#005eb8f", None),
        ("#00g", None),
        ("", None),
    ],
)
def test_a_colour_is_three_or_six_digits(typed: str, colour: Colour | None) -> None:
    assert read_colour(typed) == colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21), ("#fff", "#fff", 1), ("#767676", "#fff", 4.54), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_ratios_are_those_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = read_colour(one), read_colour(other)
    assert first is not None
    assert second is not None
    assert contrast(first, second) == contrast(second, first) == pytest.approx(ratio, abs=0.01)


def test_the_first_shade_that_passes_is_taken_and_no_darker_one() -> None:
    grey = Colour(200, 200, 200)
    shade = shift_until(grey, BLACK, lambda colour: contrast(colour, WHITE) >= 4.5)
    brighter = Colour(shade.red + 1, shade.green + 1, shade.blue + 1)
    assert contrast(shade, WHITE) >= 4.5 > contrast(brighter, WHITE)
    assert shift_until(grey, BLACK, lambda _: False) == BLACK
    assert shift_until(grey, BLACK, lambda _: True) == grey
