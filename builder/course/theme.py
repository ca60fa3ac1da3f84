"""The look of an organisation: three colours, a logo, a name. Every other colour is derived here, and every pair that learners read is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.course.contrast import BLACK, WHITE, Colour, contrast, shift_until
from builder.course.document import Picture

ColourName = Literal["main", "cover", "links"]
"""What an author calls a colour in theme.yaml."""

Part = Literal["header", "cover", "links", "tint"]
"""Where a colour of the theme stands; `--copack-<part>` in the style sheets, but for links, which are `--copack-blue`."""

LEAST_FOR_TEXT = 4.5
"""WCAG 2.2, 1.4.3 (AA)."""

_COVER_SHADE = 0.35
_TINT = 0.12
_DARK_TINT = 0.35
"""Shares: of black in the cover, of the main colour in pale panels, and in panels on a dark screen."""

_SOFT = 7.0
_DIM = 9.0
_STRONG = 10.0
_STRONGEST = 14.0
"""Contrasts of derived colours: links, then wide grounds under white, on a dark screen; the same in the higher contrast."""


class View(StrEnum):
    """A way of seeing a course that has colours of its own."""

    LIGHT = "on a light screen"
    DARK = "on a dark screen"
    HIGHER = "in the higher contrast"
    HIGHER_DARK = "in the higher contrast on a dark screen"


class Theme(Struct, frozen=True):
    """What theme.yaml says; `None` is as without a theme.

    Attributes:
        main: the line at the top, and by default all else.
        cover: the ground of covers; by default the main colour, darker.
        links: links, quiet buttons, marks; by default the main colour.
        organisation: whose theme it is; stands in place of a logo.
        logo: its picture, in the folder of the theme.

    """

    main: Colour | None = None
    cover: Colour | None = None
    links: Colour | None = None
    organisation: str = ""
    logo: Picture | None = None

    def source_of(self, part: Part) -> ColourName:
        """Return the colour that decides a part: the author's own for it, else the main one."""
        if part == "cover" and self.cover is not None:
            return "cover"
        return "links" if part == "links" and self.links is not None else "main"


class Pair(Struct, frozen=True):
    """A text, or a mark, of one colour on a ground of another.

    Attributes:
        what: for messages: "white words on the cover".
        view: where it is so.
        colour: the name of the theme's colour that decides it.
        text: colour of the text.
        ground: what it stands on.

    """

    what: str
    view: View
    colour: ColourName
    text: Colour
    ground: Colour

    @property
    def ratio(self) -> float:
        """The contrast of text and ground."""
        return contrast(self.text, self.ground)


def _rgb(number: int) -> Colour:
    return Colour(number >> 16, number >> 8 & 0xFF, number & 0xFF)


STANDARD: Mapping[View, Mapping[Part, Colour]] = {
    View.LIGHT: {"header": _rgb(0x005EB8), "cover": _rgb(0x003D78), "links": _rgb(0x005EB8), "tint": _rgb(0xDCEBF8)},
    View.DARK: {"header": _rgb(0x003D78), "cover": _rgb(0x003D78), "links": _rgb(0x8CC4FF), "tint": _rgb(0x17334D)},
    View.HIGHER: {"header": _rgb(0x002060), "cover": _rgb(0x002060), "links": _rgb(0x003087), "tint": WHITE},
    View.HIGHER_DARK: {"header": _rgb(0x002060), "cover": _rgb(0x002060), "links": _rgb(0xB3DBFF), "tint": BLACK},
}
"""The colours without a theme, as templates/styles/shell.css and display.css have them (tests/unit/pages/test_theme.py holds them together)."""

GROUNDS: Mapping[View, Mapping[str, Colour]] = {
    View.LIGHT: {
        "ground": _rgb(0xEDF2F5),
        "paper": WHITE,
        "card": WHITE,
        "green-tint": _rgb(0xEEF7F1),
        "red-tint": _rgb(0xFDF2F1),
        "amber-tint": _rgb(0xFFF5E0),
    },
    View.DARK: {
        "ground": _rgb(0x10171C),
        "paper": _rgb(0x1A232A),
        "card": _rgb(0x212C34),
        "green-tint": _rgb(0x163325),
        "red-tint": _rgb(0x40201E),
        "amber-tint": _rgb(0x3A2B10),
    },
    View.HIGHER: {"ground": WHITE},
    View.HIGHER_DARK: {"ground": BLACK},
}
"""What links may stand on besides the tint, by the names of the style sheets."""

INKS: Mapping[View, Mapping[str, Colour]] = {
    View.LIGHT: {"ink": _rgb(0x212B32), "soft": _rgb(0x4C6272), "green": _rgb(0x00662F), "red": _rgb(0xB81F13), "amber": _rgb(0x7D4500)},
    View.DARK: {"ink": _rgb(0xEEF2F4), "soft": _rgb(0xB6C3CC), "green": _rgb(0x7FD6A0), "red": _rgb(0xFF9D94), "amber": _rgb(0xFFC56B)},
    View.HIGHER: {"ink": BLACK},
    View.HIGHER_DARK: {"ink": WHITE},
}
"""What may stand on the tint besides links."""

_SPOKEN_GROUNDS = {
    "ground": "the page",
    "paper": "the bar",
    "card": "cards",
    "green-tint": "what is said of a right answer",
    "red-tint": "what is said of a wrong answer",
    "amber-tint": "what is said of a partly right answer",
}


def derive_palette(theme: Theme, view: View) -> dict[Part, Colour]:
    """Return the colour of each part in one way of seeing; of what the theme says nothing, the standard one."""
    palette = dict(STANDARD[view])
    if theme.main is not None:
        palette["header"] = _ground_shade(theme.main, view)
        palette["tint"] = _derive_tint(theme.main, view)
    cover = theme.cover or (theme.main.mixed(BLACK, _COVER_SHADE) if theme.main is not None else None)
    if cover is not None:
        palette["cover"] = _ground_shade(cover, view)
    links = theme.links or theme.main
    if links is not None:
        palette["links"] = _link_shade(links, view, palette["tint"])
    return palette


def _ground_shade(colour: Colour, view: View) -> Colour:
    """Return a wide ground under white words: as typed on a light screen, less bright on a dark one."""
    if view is View.LIGHT:
        return colour
    least = _DIM if view is View.DARK else _STRONGEST
    return shift_until(colour, BLACK, lambda shade: contrast(shade, WHITE) >= least)


def _derive_tint(main: Colour, view: View) -> Colour:
    if view is View.LIGHT:
        return WHITE.mixed(main, _TINT)
    return GROUNDS[View.DARK]["ground"].mixed(main, _DARK_TINT) if view is View.DARK else STANDARD[view]["tint"]


def _link_shade(colour: Colour, view: View, tint: Colour) -> Colour:
    """Return the colour of links: as typed on a light screen, lighter on a dark one, stronger in the higher contrast."""
    if view is View.LIGHT:
        return colour
    grounds = (*GROUNDS[view].values(), tint)
    towards, least = (BLACK, _STRONG) if view is View.HIGHER else (WHITE, _SOFT if view is View.DARK else _STRONG)
    return shift_until(colour, towards, lambda shade: all(contrast(shade, ground) >= least for ground in grounds))


def list_pairs(theme: Theme) -> Iterator[Pair]:
    """Yield every text with its ground that has a colour of the theme, in every way of seeing."""
    for view in View:
        palette = derive_palette(theme, view)
        main, cover, links = theme.source_of("header"), theme.source_of("cover"), theme.source_of("links")
        yield Pair("white words on the line at the top", view, main, WHITE, palette["header"])
        yield Pair("white words on the cover", view, cover, WHITE, palette["cover"])
        for name, ground in GROUNDS[view].items():
            yield Pair(f"links on {_SPOKEN_GROUNDS[name]}", view, links, palette["links"], ground)
        yield Pair("links on tinted panels", view, links, palette["links"], palette["tint"])
        for ink in INKS[view].values():
            yield Pair("words on tinted panels", view, main, ink, palette["tint"])


def find_weak_pairs(theme: Theme) -> tuple[Pair, ...]:
    """Return the pairs whose contrast is too low for text, the weakest first."""
    return tuple(sorted((pair for pair in list_pairs(theme) if pair.ratio < LEAST_FOR_TEXT), key=lambda pair: pair.ratio))


def find_nearest(theme: Theme, name: ColourName) -> Colour:
    """Return the colour nearest to that of this name, and darker, with which every pair that it decides can be read."""
    typed: Colour | None = getattr(theme, name)
    assert typed is not None
    return shift_until(typed, BLACK, lambda shade: all(pair.colour != name for pair in find_weak_pairs(replace(theme, **{name: shade}))))
