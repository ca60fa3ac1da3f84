"""Slides in a browser: moved by keys alone, none taller than the screen, one a sheet on paper, and sound for a screen reader."""

from __future__ import annotations

from playwright.sync_api import expect

from builder.output.build_name import BuildName
from builder.pipeline import compile_folder
from builder.printing.materials import PrintOptions, gather_materials
from builder.printing.slides import write_slides
from tests.browser.harness.accessibility import assert_accessible
from tests.browser.harness.build import REAL
from tests.browser.harness.launcher import Launcher


def test_slides_are_moved_by_keys_and_fit_the_screen_of_a_projector(launcher: Launcher) -> None:
    course = compile_folder(REAL).course
    assert course is not None
    (content,) = write_slides(gather_materials(course, BuildName("1.0", "4f2a-91c0-7d3e"), PrintOptions(), course.sessions[0].id)).values()
    page = launcher.open_page(launcher.mount({"slides.html": content}), "slides.html")
    page.set_viewport_size({"width": 1280, "height": 720})
    slides = page.locator(".slide")
    page.wait_for_function("[...document.querySelectorAll('.slide')].every(each => each.offsetHeight <= innerHeight)")
    second, last = slides.nth(1), slides.last
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    expect(second).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("ArrowLeft")
    expect(slides.first).to_be_focused()
    page.keyboard.press("End")
    expect(last).to_be_in_viewport(ratio=0.5)
    page.keyboard.press("Home")
    expect(slides.first).to_be_in_viewport(ratio=0.9)
    smallest = page.evaluate("Math.min(...[...document.querySelectorAll('.slide__fit')].map(each => Number(each.style.zoom) || 1))")
    assert smallest >= 0.65
    letters = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.slide__fit')].map(each => parseFloat(getComputedStyle(each).fontSize) * (Number(each.style.zoom) || 1)))"
    )
    assert letters >= 19, "a room has to read them"
    assert_accessible(page, "slides")
    launcher.monitor.assert_clean()
