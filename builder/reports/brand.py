"""The theme of a course on pages that need nothing else: its colours as text, its logo inside the page."""

from __future__ import annotations

from msgspec import Struct

from builder.course.model import Course
from builder.course.theme import View, derive_palette
from builder.pages.assets import data_address, pack_picture


class Brand(Struct, frozen=True):
    """What a report shows of a theme.

    Attributes:
        header: colour of the head of the page, as `#005eb8`; `dark_header` on a dark screen.
        links: colour of links and marks; `dark_links` on a dark screen.
        logo: a `data:` address, or empty.
        alt: its text alternative.

    """

    header: str
    dark_header: str
    links: str
    dark_links: str
    logo: str
    alt: str


def find_brand(course: Course) -> Brand | None:
    """Return the theme of a course as reports show it; `None` without one."""
    theme = course.theme
    if theme is None:
        return None
    light, dark = derive_palette(theme, View.LIGHT), derive_palette(theme, View.DARK)
    logo = _embed(theme.logo.file, course.media[theme.logo.file]) if theme.logo is not None else ""
    alt = theme.logo.alt if theme.logo is not None else ""
    return Brand(str(light["header"]), str(dark["header"]), str(light["links"]), str(dark["links"]), logo, alt)


def _embed(file: str, content: bytes) -> str:
    packed, files = pack_picture(file, content)
    return data_address(packed.path, files[packed.path])
