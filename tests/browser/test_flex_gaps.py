"""Boxes in a row stand apart in browsers that know no `gap` for them: what such a browser takes from the sheet is played in one that is told to take it."""

from __future__ import annotations

from typing import Final

import pytest

from tests.browser.harness.accessibility import assert_no_sideways_scroll
from tests.browser.harness.build import Built
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.server import read_files
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

FOR_OLD_PHONES: Final = b"@supports not (inset: 0)"
FOR_ALL: Final = b"@supports (inset: 0)"
ROWS: Final = """
() => [...document.querySelectorAll("*")].filter((box) => getComputedStyle(box).display.endsWith("flex")).map((box) => {
  const boxes = [...box.children].map((child) => child.getBoundingClientRect()).filter(({ width, height }) => width && height);
  const gaps = boxes.slice(1).map((next, at) => Math.max(next.left - boxes[at].right, next.top - boxes[at].bottom));
  return { name: box.className, gap: parseFloat(getComputedStyle(box).columnGap) || 0, least: Math.min(...gaps) };
}).filter(({ least }) => Number.isFinite(least))
"""
"""Boxes in a row on the page, their gap, and the least space between two neighbours, in pixels."""


def read_rows(launcher: Launcher, files: dict[str, bytes], width: int) -> dict[str, list[tuple[float, float]]]:
    """Class of the box -> its gap and least space, on every page of the course."""
    launcher.new_context(viewport={"width": width, "height": 800})
    page = launcher.open_page(launcher.mount(files))
    player = Player.of_page(page).await_open()
    rows: dict[str, list[tuple[float, float]]] = {}
    while True:
        for row in page.evaluate(ROWS):
            rows.setdefault(row["name"], []).append((row["gap"], row["least"]))
        if width < 400:
            assert_no_sideways_scroll(page)
        if not player.page_id():
            return rows
        player.next_page()


@pytest.mark.parametrize("width", only_quick([320, 360], 320))
def test_what_leads_back_stands_below_what_leads_on_a_phone(launcher: Launcher, every_interaction: Built, width: int) -> None:
    (least, *_) = sorted(least for _, least in read_rows(launcher, dict(read_files(every_interaction.zip("web"))), width)["copack-pager"])
    assert least >= 8


@pytest.mark.parametrize("width", only_quick([360, 1280], 360))
def test_boxes_in_a_row_stand_as_far_apart_by_margins_as_by_gaps(launcher: Launcher, every_interaction: Built, width: int) -> None:
    files = dict(read_files(every_interaction.zip("web")))
    old = {name: content.replace(FOR_OLD_PHONES, FOR_ALL) if name.endswith(".css") else content for name, content in files.items()}
    assert sum(old[name] != files[name] for name in files) == 1, "the whole sheet says margins"
    with_gaps, with_margins = read_rows(launcher, files, width), read_rows(launcher, old, width)
    assert with_gaps.keys() == with_margins.keys()
    apart = {name for name, rows in with_gaps.items() if any(gap for gap, _ in rows) and min(least for _, least in rows) >= 1}
    assert apart, "the course has boxes in a row"
    for name in apart:
        assert not any(gap for gap, _ in with_margins[name]), f"{name} has a gap where browsers know none"
        assert min(least for _, least in with_margins[name]) >= 1, f"{name}: neighbours touch at {width} px"
