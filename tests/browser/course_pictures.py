"""Takes the pictures of `docs/what-learners-see.md`: the first session of the real course on a phone. `python -m tests.browser.course_pictures`; no test compares them."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page, ViewportSize

from builder.course.cmi import Response
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from tests.browser.harness.build import ROOT, build_course
from tests.browser.harness.chromium import find_chromium, run_chromium
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.walk import Walk
from tests.browser.pictures import write_png

FOLDER: Final = ROOT / "docs" / "pictures"
PHONE: Final = ViewportSize(width=360, height=740)


def main() -> None:
    chromium = find_chromium()
    assert chromium is not None, "Chromium is not installed (apt-get install chromium)"
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, run_chromium(chromium) as browser:
        folder = Path(temporary)
        built = build_course(ROOT / "course_source", folder / "out")
        zipfile.ZipFile(built.zip("web")).extractall(folder / "web")
        page = browser.new_page(viewport=PHONE, reduced_motion="reduce", color_scheme="light")
        page.goto((folder / "web" / "index.html").as_uri())
        player = Player.of_page(page).await_open()
        take(page, "cover", top=True)
        second = built.plan.sessions()[1].pages[0].id
        states, wrong = states_of(built.plan), next(one.id for one in built.plan.interactions if one.check)

        def respond(question: PlannedInteraction) -> Response:
            """One question is answered wrongly, so that the ending has something to look at again."""
            return (respond_wrong if question.id == wrong else respond_right)(question)

        def look(state: str) -> None:
            if name := states.get(state):
                take(page, name)

        Walk(player, built.plan, respond=respond, look=look).go(until=second)
        player.open_contents(unfold=False)
        take(page, "contents", top=True)


def states_of(plan: TrackingPlan) -> dict[str, str]:
    """State of a walk -> name of its picture: the first question for practice that has a right answer, the first check, the end of the first session."""
    practice = next(one for one in plan.interactions if one.check is None and one.definition.correct)
    return {
        f"practice {practice.block} answered": "answer",
        f"check {plan.checks[0].id} submitted": "check",
        f"end of session {plan.sessions()[0].id}": "end",
    }


def take(page: Page, name: str, *, top: bool = False) -> None:
    """Take what the phone shows: from the top of the page, or where the player went."""
    if top:
        page.evaluate("() => scrollTo(0, 0)")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    (FOLDER / f"{name}.png").write_bytes(write_png(picture, 32))


if __name__ == "__main__":
    main()
