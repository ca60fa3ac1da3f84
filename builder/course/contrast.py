"""Colours on a screen, and how far two of them differ for people who see less (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

_HEX = re.compile(r"#?(?:([0-9a-f])([0-9a-f])([0-9a-f])|([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2}))", re.IGNORECASE)

_STEPS = 256
"""Steps on the way from one colour to another: as many as a channel has values."""


class Colour(Struct, frozen=True):
    """A colour in sRGB, each channel from 0 to 255. As text it is `#005eb8`."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        """Return the form that style sheets and authors use."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Relative luminance, from 0 for black to 1 for white (WCAG 2.2, "relative luminance")."""
        return 0.2126 * _linear(self.red) + 0.7152 * _linear(self.green) + 0.0722 * _linear(self.blue)

    def mixed(self, other: Colour, share: float) -> Colour:
        """Return this colour with a share, from 0 to 1, of another in it; hue and saturation stay where the other is black."""
        pairs = ((self.red, other.red), (self.green, other.green), (self.blue, other.blue))
        return Colour(*(round(own + (theirs - own) * share) for own, theirs in pairs))


BLACK = Colour(0, 0, 0)
WHITE = Colour(255, 255, 255)


def _linear(value: int) -> float:
    channel = value / 255
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - where the two parts of the curve meet


def read_colour(typed: str) -> Colour | None:
    """Return the colour of `#005eb8`, `005eb8` or `#05b`; `None` for any other text."""
    match = _HEX.fullmatch(typed.strip())
    if match is None:
        return None
    digits = [group * (2 if len(group) == 1 else 1) for group in match.groups() if group]
    return Colour(*(int(channel, 16) for channel in digits))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def shift_until(colour: Colour, towards: Colour, passes: Callable[[Colour], bool]) -> Colour:
    """Return the first colour on the way to another for which a test holds; the other one where it holds for none."""
    shades = (colour.mixed(towards, step / _STEPS) for step in range(_STEPS))
    return next((shade for shade in shades if passes(shade)), towards)
