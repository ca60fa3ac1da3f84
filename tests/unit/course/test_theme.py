"""Derived colours can be read in every way of seeing, whatever an organisation's colours are; too weak ones are found, with the nearest that passes."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

from builder.course.contrast import BLACK, WHITE, Colour, contrast, read_colour
from builder.course.theme import LEAST_FOR_TEXT, STANDARD, ColourName, Theme, View, derive_palette, find_nearest, find_weak_pairs, list_pairs
from tests.selection import examples

COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)
THEMES = st.builds(Theme, *[st.none() | COLOURS] * 3)
NAMES: tuple[ColourName, ...] = get_args(ColourName)


def rgb(typed: str) -> Colour:
    colour = read_colour(typed)
    assert colour is not None
    return colour


def test_a_theme_without_colours_is_the_standard_look() -> None:
    assert {view: derive_palette(Theme(), view) for view in View} == STANDARD
    assert find_weak_pairs(Theme()) == ()


@settings(max_examples=10)
@given(THEMES)
def test_the_nearest_colour_passes_and_whatever_is_derived_can_be_read(theme: Theme) -> None:
    assert_nearest_passes(theme)


@pytest.mark.slow  # `make test` tries ten
@settings(max_examples=examples(200))
@given(THEMES)
def test_the_nearest_colour_passes_for_many_themes(theme: Theme) -> None:
    assert_nearest_passes(theme)


def assert_nearest_passes(theme: Theme) -> None:
    for name in NAMES:
        if getattr(theme, name) is not None and any(pair.colour == name for pair in find_weak_pairs(theme)):
            theme = replace(theme, **{name: find_nearest(theme, name)})
    assert find_weak_pairs(theme) == ()
    for view in (View.HIGHER, View.HIGHER_DARK):
        palette = derive_palette(theme, view)
        assert contrast(palette["links"], BLACK if view is View.HIGHER_DARK else WHITE) >= 7
        assert contrast(palette["header"], WHITE) >= 7
        assert contrast(palette["cover"], WHITE) >= 7


@given(THEMES)
def test_a_colour_is_blamed_only_where_it_is_typed(theme: Theme) -> None:
    assert {pair.colour for pair in find_weak_pairs(theme)} <= {name for name in NAMES if getattr(theme, name) is not None}


@pytest.mark.parametrize(
    ("theme", "blamed"),
    [
        (Theme(main=rgb("#ffb81c")), {"main"}),
        (Theme(cover=rgb("#41b6e6")), {"cover"}),
        (Theme(links=rgb("#41b6e6")), {"links"}),
        (Theme(main=rgb("#7a1f5c"), cover=rgb("#fff"), links=rgb("#eee")), {"cover", "links"}),
        (Theme(main=rgb("#ffb81c"), cover=rgb("#4a1238"), links=rgb("#7a1f5c")), {"main"}),
        (Theme(main=rgb("#777777")), {"main"}),
        (Theme(main=rgb("#007f3b")), {"main"}),
        (Theme(main=rgb("#006747")), set()),
        (Theme(main=rgb("#7a1f5c")), set()),
        (Theme(main=BLACK), set()),
    ],
)
def test_each_pair_is_judged(theme: Theme, blamed: set[str]) -> None:
    assert {pair.colour for pair in find_weak_pairs(theme)} == blamed


def test_every_part_has_a_pair_in_every_view() -> None:
    pairs = list(list_pairs(Theme(main=rgb("#7a1f5c"))))
    for view in View:
        palette = derive_palette(Theme(main=rgb("#7a1f5c")), view)
        seen = {colour for pair in pairs if pair.view is view for colour in (pair.text, pair.ground)}
        assert set(palette.values()) <= seen


def test_one_step_lighter_than_the_nearest_does_not_pass() -> None:
    amber = rgb("#ffb81c")
    nearest = find_nearest(Theme(main=amber), "main")
    assert find_weak_pairs(Theme(main=nearest)) == ()
    assert find_weak_pairs(Theme(main=nearest.mixed(amber, 0.02)))
    assert min(pair.ratio for pair in list_pairs(Theme(main=nearest))) == pytest.approx(LEAST_FOR_TEXT, abs=0.1)
