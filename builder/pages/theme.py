"""A theme in a package: colours as custom properties of the style sheet, the logo as a picture of the size that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from builder.course.model import Course
from builder.course.theme import STANDARD, Part, Theme, View, derive_palette
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.pages.assets import PackedPicture, pack_picture
from builder.resources import find_templates

THEME_BLOCK = "theme"
"""The user of the style rules of themes (templates/styles/blocks/theme.css)."""

HEAVY_LOGO = Rule("CRS393", "heavy-logo", Severity.ERROR, "The logo comes with the first page of a course: on a slow line, learners wait for it.")
MOST_LOGO_BYTES = 40_000
"""0.8 seconds at the 400 kbit/s at which the first page is measured (design 9)."""

_PROPERTIES: Mapping[Part, str] = {"header": "--copack-header", "cover": "--copack-cover", "links": "--copack-blue", "tint": "--copack-tint"}

_RULES: Mapping[View, str] = {
    View.LIGHT: ":root{%s}",
    View.DARK: "@media screen and (prefers-color-scheme:dark){:root{%s}}",
    View.HIGHER: "@media screen{:root[data-display~=higher]{%s}}",
    View.HIGHER_DARK: "@media screen and (prefers-color-scheme:dark){:root[data-display~=higher]{%s}}",
}
"""The rules that set the standard colours in shell.css and display.css; those of a theme come after them all."""


class BrandMark(Struct, frozen=True):
    """Whose course it is. Without a picture the words are shown, with one they are its text alternative."""

    picture: PackedPicture | None
    words: str


def find_mark(theme: Theme | None, pictures: Mapping[str, PackedPicture]) -> BrandMark | None:
    """Return the logo of a theme, or the name of its organisation; `None` where it has neither."""
    if theme is None or not (theme.logo or theme.organisation):
        return None
    return BrandMark(pictures[theme.logo.file], theme.logo.alt) if theme.logo is not None else BrandMark(None, theme.organisation)


def theme_styles(theme: Theme | None) -> bytes:
    """Return the rules that put the colours of a theme in place of the standard ones; nothing without a theme."""
    if theme is None or not (theme.main or theme.cover or theme.links):
        return b""
    return "".join(rule % ";".join(_declare(theme, view)) for view, rule in _RULES.items()).encode()


def _declare(theme: Theme, view: View) -> Iterator[str]:
    palette = derive_palette(theme, view)
    yield from (f"{name}:{palette[part]}" for part, name in _PROPERTIES.items())


def draw_icon(theme: Theme | None) -> bytes:
    """Return the picture of the window's tab, in the main colour. A file of its own: a `data:` address breaks the policy that platforms set."""
    icon = (find_templates() / "pages" / "icon.svg").read_bytes()
    if theme is None or theme.main is None:
        return icon
    return icon.replace(str(STANDARD[View.LIGHT]["header"]).encode(), str(theme.main).encode())


def check_logo(course: Course) -> Iterator[Diagnostic]:
    """Report a logo that is heavy as packages carry it."""
    logo = course.theme.logo if course.theme is not None else None
    if logo is None:
        return
    packed, files = pack_picture(logo.file, course.media[logo.file])
    size = len(files[packed.path])
    if size > MOST_LOGO_BYTES:
        message = f"The logo “{logo.file}” takes {size // 1000:,} KB."
        hint = f"Save it smaller, at most {MOST_LOGO_BYTES // 1000} KB: 400 dots from left to right are enough. A logo is smallest as “plain SVG”."
        yield Diagnostic(HEAVY_LOGO, message, logo.place, hint)
