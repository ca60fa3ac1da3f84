"""A theme in a package: its colours after all other rules, its logo at the top, on covers and on the completion record; and nothing of it without one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html
from msgspec.structs import replace

from builder.course.contrast import Colour, read_colour
from builder.course.document import Picture
from builder.course.model import Course
from builder.course.theme import GROUNDS, INKS, STANDARD, Theme, View, derive_palette
from builder.diagnostics import Place
from builder.pages.pages import Pages
from builder.pages.render import render_pages
from builder.pages.theme import check_logo, theme_styles
from builder.resources import read_asset
from builder.tracking.compile import plan_tracking
from tests.unit.pages import example

STYLES = Path(__file__).parents[3] / "templates" / "styles"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"/>'
PLUM = Colour(122, 31, 92)


def themed(theme: Theme, logo: bytes = SVG) -> Course:
    return replace(example.course(), theme=theme, media={**example.course().media, "theme/logo.svg": logo})


def render(course: Course) -> Pages:
    plan = plan_tracking(course).value
    assert plan is not None
    return render_pages(course, plan)


def with_logo() -> Theme:
    return Theme(main=PLUM, organisation="Northtown", logo=Picture("theme/logo.svg", "Northtown Hospital", False, None, None, Place("theme/theme.yaml", 3)))


def declared(sheet: str, opening: str) -> dict[str, str]:
    """The custom properties of the first rule that opens so, by name."""
    text = (STYLES / sheet).read_text(encoding="utf-8")
    body = text[text.index(opening) + len(opening) :]
    return dict(re.findall(r"--copack-([a-z-]+): ([^;]+);", body[: body.index("}")]))


@pytest.mark.parametrize(
    ("view", "sheet", "opening"),
    [
        (View.LIGHT, "shell.css", ":root {"),
        (View.DARK, "shell.css", "prefers-color-scheme: dark) {\n  :root {"),
        (View.HIGHER, "display.css", ':root[data-display~="higher"] {'),
        (View.HIGHER_DARK, "display.css", 'prefers-color-scheme: dark) {\n  :root[data-display~="higher"] {'),
    ],
)
def test_the_standard_colours_are_those_of_the_style_sheets(view: View, sheet: str, opening: str) -> None:
    below = declared("shell.css", ":root {") if view is not View.LIGHT else {}
    below |= declared("display.css", ':root[data-display~="higher"] {') if view is View.HIGHER_DARK else {}
    values = below | declared(sheet, opening)
    values = {name: values[match[1]] if (match := re.fullmatch(r"var\(--copack-([a-z-]+)\)", value)) else value for name, value in values.items()}
    names = {"header": "header", "cover": "cover", "links": "blue", "tint": "tint"}
    expected = {**{names[part]: colour for part, colour in STANDARD[view].items()}, **GROUNDS[view], **INKS[view]}
    assert {name: read_colour(values[name]) for name in expected} == expected


def test_without_a_theme_nothing_of_one_is_in_a_package() -> None:
    pages = render(example.course())
    assert "theme" not in pages.blocks
    assert not theme_styles(None)
    assert not any("copack-brand" in text for text in (*pages.shells.values(), *pages.views.values()))
    assert b"copack-brand" not in pages.files["style.css"] + pages.files["first.css"]


def test_the_colours_of_a_theme_have_the_last_word_in_both_sheets() -> None:
    pages = render(themed(with_logo()))
    for sheet in ("style.css", "first.css"):
        text = pages.files[sheet].decode()
        values = re.findall(r":root\{[^}]*--copack-header:\s*(#[0-9a-f]{6})", text)
        assert values[-2:] == ["#7a1f5c", str(derive_palette(Theme(main=PLUM), View.DARK)["header"])], sheet
        assert text.endswith(";".join(theme_styles(Theme(main=PLUM)).decode().rsplit(";", 3)[1:])), sheet
    assert pages.files["icon.svg"].count(b"#7a1f5c") == 1


def test_a_logo_is_at_the_top_on_covers_and_on_the_completion_record() -> None:
    pages = render(themed(with_logo()))
    shell, views = html.document_fromstring(next(iter(pages.shells.values()))), html.fromstring(next(iter(pages.views.values())))
    shown = [*shell.xpath("//header//img"), *shell.xpath("//section[@data-cover]//img"), *views.xpath("//section[@data-view='record']//img")]
    assert [image.get("alt") for image in shown] == ["Northtown Hospital"] * 3
    assert {image.get("src") for image in shown} <= set(pages.media)
    assert {(image.get("width"), image.get("height")) for image in shown} == {("120", "40")}


def test_without_a_logo_the_name_stands_there() -> None:
    shell = html.document_fromstring(next(iter(render(themed(Theme(organisation="North & South"))).shells.values())))
    assert [paragraph.text for paragraph in shell.xpath("//p[contains(@class, 'copack-brand')]")] == ["North & South"] * 2


def test_a_theme_of_colours_alone_shows_no_name() -> None:
    assert "copack-brand" not in next(iter(render(themed(Theme(main=PLUM))).shells.values()))


def test_a_heavy_logo_is_reported() -> None:
    heavy = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="' + b"M0 0h1" * 8000 + b'"/></svg>'
    assert [fault.rule.code for fault in check_logo(themed(with_logo(), heavy))] == ["CRS393"]
    assert list(check_logo(themed(with_logo()))) == []
    assert list(check_logo(example.course())) == []


def test_rules_of_themes_belong_to_the_block_of_that_name() -> None:
    entries = json.loads(read_asset("styles.json"))
    assert [entry["users"] for entry in entries if "copack-brand" in entry["css"]]
    assert all(entry["users"] == ["block-theme"] for entry in entries if "copack-brand" in entry["css"])


@pytest.mark.parametrize("sheet", ["shell.css", "display.css", "blocks/theme.css"])
def test_a_link_that_looks_like_a_button_keeps_its_white_words(sheet: str) -> None:
    """"Try again" after a start that failed is a link on green: the colour of links on dark screens was unreadable there."""
    text = (STYLES / sheet).read_text(encoding="utf-8")
    links = re.findall(r"(?<![\w-])a:not\(:focus\)[^,{]*(?=[^{}]*\{[^}]*color: var\(--copack-blue\))", text)
    assert links
    assert all(":not(.nhsuk-button)" in selector for selector in links)
