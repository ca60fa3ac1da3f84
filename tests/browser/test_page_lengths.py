"""What `copack check` and `copack plan` estimate of a page's length is near to what Chromium draws on a phone."""

from __future__ import annotations

from typing import Final

import pytest

from builder.course.blocks import Check
from builder.course.length import SCREEN, WIDTH
from builder.course.page_length import page_length
from builder.course.picture_size import Size, measure_pictures
from tests.browser.harness.build import Built
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player

ERROR: Final = 1 / 6
"""Of a page's height: what an estimate may be wrong by (`MARGIN` of builder/source/check/page_length.py)."""
HEIGHT: Final = "() => document.documentElement.scrollHeight"


def find_wrong(launcher: Launcher, built: Built, sizes: dict[str, Size]) -> list[str]:
    """Pages whose estimate is too far from what is drawn. Not measured: the first of a session, which has a cover, and checks and forms, which show another question than the longest."""
    launcher.new_context(viewport={"width": WIDTH, "height": SCREEN}, reduced_motion="reduce")
    window = launcher.open_page(launcher.mount(built.zip("web")))
    player, wrong = Player.of_page(window).await_open(), []
    for session, page in built.course.pages():
        if page is session.pages[0] or page.is_form or any(isinstance(block, Check) for block in page.blocks):
            continue
        player.open_contents()
        player.turn(window.locator(f'[data-view="contents"] a[href="#{page.id}"]'))
        window.wait_for_function("() => [...document.images].every((each) => each.complete)")
        drawn: int = window.evaluate(HEIGHT)
        estimate = max(SCREEN, page_length(page.blocks, sizes, page.title.plain).pixels)
        if abs(estimate / drawn - 1) > ERROR:
            wrong.append(f"{page.id}: {estimate} px, drawn {drawn}")
    return wrong


def test_estimates_are_near_to_what_is_drawn(launcher: Launcher, every_interaction: Built) -> None:
    assert find_wrong(launcher, every_interaction, measure_pictures(every_interaction.course.media)) == []


@pytest.mark.slow
def test_estimates_of_the_real_course_are_near_and_would_not_be_with_pictures_of_another_height(launcher: Launcher, real_course: Built) -> None:
    """`test_estimates_are_near_to_what_is_drawn` holds the same of each kind of question in `make test`."""
    sizes = measure_pictures(real_course.course.media)
    assert find_wrong(launcher, real_course, sizes) == []
    assert find_wrong(launcher, real_course, {file: (width, 3 * height) for file, (width, height) in sizes.items()}), "the judge sees an estimate that is wrong"
