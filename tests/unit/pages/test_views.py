"""The views beside the pages, as they stand in the shell."""

from __future__ import annotations

from lxml import html

from builder.pages.render import render_pages
from builder.tracking.compile import plan_tracking
from tests.unit.pages import example


def test_before_notes_are_lost_the_green_button_downloads_them() -> None:
    course = example.course()
    plan = plan_tracking(course).value
    assert plan is not None
    root = html.document_fromstring("".join(render_pages(course, plan).views.values()))
    (view,) = root.xpath("//*[@data-view='closed']")
    green = [button.get("data-action") for button in view.iter("button") if "nhsuk-button--secondary" not in str(button.get("class")).split()]
    assert green == ["download-notes", "save-again"], "one for the view that has notes, one for the view that could not save"
