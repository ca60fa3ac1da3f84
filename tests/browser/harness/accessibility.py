"""Judges a page as assistive technology and narrow screens meet it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypedDict

from playwright.sync_api import Frame, Page

AXE: Final = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
Surface = Page | Frame
Rules = dict[str, str | list[str]]
"""Which rules axe runs, in its own words."""


class ColourScheme(TypedDict, total=False):
    """How somebody wants to see colours."""

    color_scheme: Literal["dark", "light"]
    forced_colors: Literal["active", "none"]


TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2 A and AA are the union of the first five; best practice is what axe advises beyond."""

WHOLE: Final[Rules] = {"type": "tag", "values": list(TAGS)}
COLOURS: Final[Rules] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules of axe whose verdict hangs on colours: what the others say in the light, they say in the dark."""
COLOUR_SCHEMES: Final[tuple[ColourScheme, ...]] = ({"color_scheme": "dark"}, {"color_scheme": "light", "forced_colors": "active"})
"""The dark, and a learner's own colours."""

RUN: Final = """
async (runOnly) => {
  const found = await axe.run(document, {runOnly, resultTypes: ["violations"]});
  return found.violations.map((rule) => ({id: rule.id, help: rule.help, impact: rule.impact,
    nodes: rule.nodes.map((node) => ({target: node.target.join(" "), html: node.html, why: node.failureSummary}))}));
}
"""

SIDEWAYS: Final = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > width + 0.5)
    .map((each) => each.outerHTML.slice(0, 120) + " reaches " + Math.round(each.getBoundingClientRect().right));
}
"""


@cache
def read_axe() -> str:
    """The source of axe-core; FileNotFoundError where the npm packages are not installed."""
    return AXE.read_text(encoding="utf-8")


def find_violations(surface: Surface, rules: Rules = WHOLE) -> list[dict[str, Any]]:
    """All violations of these rules in the document as it stands now, frames inside it not included."""
    if not surface.evaluate("() => 'axe' in window"):
        surface.evaluate(read_axe())  # by the debugger, so that the page's own policy stays as it is
    violations: list[dict[str, Any]] = surface.evaluate(RUN, rules)
    return violations


def assert_accessible(surface: Surface, state: str = "", rules: Rules = WHOLE) -> None:
    """Fail with every violation in readable lines; `state` says which state of the page was looked at."""
    lines = []
    for rule in find_violations(surface, rules):
        lines.append(f"{rule['id']} ({rule['impact']}): {rule['help']}")
        for node in rule["nodes"]:
            lines += [f"    {node['target']}", f"        {node['html'][:200]}"]
            lines += [f"        {line.strip()}" for line in str(node["why"]).splitlines()[1:]]
    assert not lines, "\n".join([f"accessibility violations {state}".rstrip() + ":", *lines])


def assert_accessible_in_every_colour(page: Page, state: str = "") -> None:
    """By all rules in the light; in the dark and in a learner's own colours by those that judge colours. Ends in the light."""
    assert_accessible(page, state)
    for scheme in COLOUR_SCHEMES:
        page.emulate_media(**scheme)
        assert_accessible(page, f"{state}, {scheme}", COLOURS)
    page.emulate_media(color_scheme="light", forced_colors="none")


def assert_no_sideways_scroll(page: Page, surface: Surface | None = None, width: int = 320) -> None:
    """Fail when the page is wider than a screen of `width` CSS pixels; names the elements that stick out."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 640})
    sticking_out = (surface or page).evaluate(SIDEWAYS)
    if before is not None:
        page.set_viewport_size(before)
    assert sticking_out == [], f"wider than {width} px:\n" + "\n".join(sticking_out)


def read_tree(surface: Surface) -> str:
    """The accessibility tree as text, one role and name a line, as a screen reader would walk it."""
    return surface.locator("body").aria_snapshot()
