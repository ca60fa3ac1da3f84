"""Puts pictures of every page and state beside each other, to be looked at after a change of the look.

`python -m tests.browser.contact_sheets FOLDER` writes sheets of all views; `... FOLDER phone print` of these views; with `course`, `kinds` or
`endings` among the words, of that walk alone. No test compares them: machines have other fonts, and only a person sees what is ugly.

The course plays in the frame of a platform, as in Moodle. `course` is every page of the real course and what follows it, `kinds` every state of every
kind of question and of a check, `endings` what stands beside the pages: contents, help, what is recorded, and what is said when saving fails.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page

from builder.course.cmi import Response
from builder.tracking.plan import PlannedInteraction
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.chromium import find_chromium, run_chromium
from tests.browser.harness.launcher import Launcher, Visit
from tests.browser.harness.platform import Platform
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.server import serve
from tests.browser.harness.walk import Walk
from tests.browser.states.walk import MIX, Card, Frame, go_to, walk_check
from tests.browser.test_every_state import KINDS

COURSE: Final = ROOT / "course_source"
EVERY: Final = ROOT / "tests" / "courses" / "every_interaction"
SHEET: Final = 1500
"""px that a sheet is wide and high at the most."""
GAP, LABEL = 12, 16
"""px between pictures, and of the line above each that names it."""
WRONG: Final = ("check-your-story", "what-changed-the-plan", "check-audit")
"""Are answered wrongly, so that verdicts and endings have something to look at again."""


@dataclass(frozen=True)
class View:
    """How a learner sees the course.

    Attributes:
        width: of the window, in px.
        height: of the window.
        whole: whether all of a page is taken, or what the window shows.
        scale: of the picture on the sheet.
        media: as Playwright's `emulate_media` takes them.

    """

    width: int
    height: int
    whole: bool = True
    scale: float = 0.75
    media: dict[str, Any] = field(default_factory=dict)


VIEWS: Final = {
    "phone": View(360, 740),
    "small": View(320, 568),
    "frame": View(650, 540, whole=False, scale=0.7),
    "frame-phone": View(337, 666, whole=False),
    "desktop": View(1440, 900, whole=False, scale=0.5),
    "zoom": View(320, 256, whole=False, scale=1),
    "dark": View(360, 740, media={"color_scheme": "dark"}),
    "forced": View(360, 740, media={"forced_colors": "active"}),
    "print": View(720, 1018, scale=0.65, media={"media": "print"}),
}
"""By name. `zoom` is a window of 1280 x 1024 at 400 %, `print` a sheet of A4 between its margins."""
PLAIN: Final[dict[str, Any]] = {"color_scheme": "light", "forced_colors": "none", "media": "screen"}
TALLEST: Final = 2400
"""px of a page that are shown; what is longer is cut, and its label says so."""


class Camera:
    """Takes the course in a platform's frame in all views that are wanted, and puts the pictures on sheets."""

    def __init__(self, folder: Path, views: Sequence[str]) -> None:
        self.folder = folder
        self.views = views
        self.taken: dict[str, list[tuple[str, Image.Image]]] = {view: [] for view in views}

    def take(self, visit: Visit, state: str, part: Locator | None = None) -> None:
        """Take what is in view, or a part of it."""
        for name in self.views:
            self.taken[name].append((state, take_view(visit, VIEWS[name], part)))
        show(visit.window, VIEWS["phone"])

    def write(self, walk: str) -> None:
        """Write the sheets of a walk, and begin anew."""
        for name, pictures in self.taken.items():
            for number, sheet in enumerate(lay_out(pictures, VIEWS[name].scale), 1):
                path = self.folder / f"{walk}-{name}-{number:02}.png"
                sheet.save(path)
                print(path, flush=True)
            pictures.clear()


def show(window: Page, view: View) -> None:
    """Make the window what the view is."""
    window.set_viewport_size({"width": view.width, "height": view.height})
    window.emulate_media(**{**PLAIN, **view.media})


def take_view(visit: Visit, view: View, part: Locator | None) -> Image.Image:
    """Take the course in one view."""
    window, course = visit.window, visit.course
    show(window, view)
    course.evaluate("() => Promise.all([...document.images].filter((each) => each.getClientRects().length).map((each) => each.decode().catch(() => {})))")
    if view.whole:
        height: int = course.evaluate("() => document.documentElement.scrollHeight")
        window.set_viewport_size({"width": view.width, "height": min(TALLEST, max(view.height, height))})
    else:
        course.evaluate("() => { scrollTo(0, 0); document.activeElement?.scrollIntoView({ block: 'nearest' }); }")
    picture = part.screenshot(animations="disabled") if part is not None and view.whole else window.screenshot(animations="disabled")
    return Image.open(io.BytesIO(picture)).convert("RGB")


def lay_out(pictures: Sequence[tuple[str, Image.Image]], scale: float) -> Iterator[Image.Image]:
    """Put pictures beside each other, row by row, and yield each sheet that is full."""
    placed: list[tuple[int, int, str, Image.Image]] = []
    left = top = bottom = GAP
    for label, picture in pictures:
        small = picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
        if left + small.width + GAP > SHEET:
            left, top = GAP, bottom + GAP
        if placed and top + LABEL + small.height > SHEET:
            yield _draw(placed)
            placed, left, top, bottom = [], GAP, GAP, GAP
        placed.append((left, top, label, small))
        left += small.width + GAP
        bottom = max(bottom, top + LABEL + small.height)
    if placed:
        yield _draw(placed)


def _draw(placed: Sequence[tuple[int, int, str, Image.Image]]) -> Image.Image:
    right = max(left + picture.width for left, _, _, picture in placed) + GAP
    bottom = max(top + LABEL + picture.height for _, top, _, picture in placed) + GAP
    sheet = Image.new("RGB", (right, bottom), "#777")
    pen = ImageDraw.Draw(sheet)
    for left, top, label, picture in placed:
        pen.text((left, top), label[: picture.width // 6], fill="white")
        sheet.paste(picture, (left, top + LABEL))
    return sheet


# -------------------------------------------------------------------- walks


@dataclass
class Studio:
    """Where courses are built and played."""

    launcher: Launcher
    folder: Path
    camera: Camera
    _built: dict[Path, Built] = field(default_factory=dict)

    def build(self, course: Path) -> Built:
        if course not in self._built:
            self._built[course] = build_course(course, self.folder / course.name)
        return self._built[course]

    def open(self, course: Path) -> tuple[Built, Platform, Visit, Player]:
        """Open a course as a learner of its own."""
        built = self.build(course)
        self.launcher.new_context(reduced_motion="reduce").add_init_script(MIX)
        platform = self.launcher.platform()
        visit = self.launcher.open_package(self.launcher.mount(built.zip("scorm12")), platform, viewport=(360, 740))
        return built, platform, visit, Player.of_visit(visit).await_open()


def respond(question: PlannedInteraction) -> Response:
    return (respond_wrong if question.id in WRONG else respond_right)(question)


def walk_course(studio: Studio) -> None:
    """Every page of the real course, its checks step by step, each answered practice, and the endings."""
    built, _, visit, player = studio.open(COURSE)
    player.one_at_a_time = True
    Walk(player, built.plan, respond=respond, look=lambda state: studio.camera.take(visit, state)).go()
    player.use(player.surface.get_by_role("button", name="Completion record"))
    studio.camera.take(visit, "completion record")


def walk_kinds(studio: Studio) -> None:
    """Every state of every kind of question, and of a check."""
    for kind, questions in KINDS.items():
        for block, states in questions:
            built, _, visit, player = studio.open(EVERY)
            parts = [one for one in built.plan.interactions if one.block == block]
            if player.page_id() != parts[0].page:
                go_to(player, built.plan, parts[0].page)
            card = Card(player, parts, built.plan)
            for state in states(card):
                studio.camera.take(visit, f"{kind} {block}: {state}", card.root)
            visit.window.context.close()
    built, _, visit, player = studio.open(EVERY)
    bank = next(check for check in built.plan.checks if check.id == "bank")
    go_to(player, built.plan, bank.page)
    for state in walk_check(Frame(player, bank, built.plan)):
        studio.camera.take(visit, f"check: {state}")


def walk_endings(studio: Studio) -> None:
    """What stands beside the pages, and what is said when saving fails."""
    built, platform, visit, player = studio.open(COURSE)
    take = studio.camera.take
    player.open_menu()
    take(visit, "menu")
    for name in ("Words explained", "Help and contact", "What is recorded"):
        item = player.in_menu(re.compile(name))
        if item.count():
            player.turn(item)
            take(visit, name)
    player.open_contents(unfold=False)
    take(visit, "contents at first")
    player.surface.get_by_role("link", name=re.compile("Back")).first.click()
    second = built.plan.sessions()[1].pages[0].id
    Walk(player, built.plan, respond=respond).go(until=second)
    player.open_contents(unfold=False)
    take(visit, "contents, one session done")
    player.surface.get_by_role("link", name=re.compile("Back")).first.click()
    platform.refuse_commits = True
    player.next_page()
    take(visit, "refused: not saved yet")
    player.use(player.exit_button())
    take(visit, "exit while the platform refuses")
    leave = player.surface.get_by_role("button", name="Leave the course")
    if leave.is_visible():
        player.use(leave)
        take(visit, "exit failed")
    platform.refuse_commits = False
    player.use(player.surface.get_by_role("button", name=re.compile("Save again|Try again")).locator("visible=true").first)
    take(visit, "exit after it failed")


Name = Literal["course", "kinds", "endings"]
WALKS: Final[dict[Name, Callable[[Studio], None]]] = {"course": walk_course, "kinds": walk_kinds, "endings": walk_endings}


@contextmanager
def open_studio(folder: Path, camera: Camera) -> Iterator[Studio]:
    """A browser, a server and a platform for the length of a `with` block."""
    chromium = find_chromium()
    assert chromium is not None, "Chromium is not installed (apt-get install chromium)"
    with serve() as server, serve() as elsewhere, run_chromium(chromium) as browser:
        launcher = Launcher(browser, server, elsewhere, b"")
        try:
            yield Studio(launcher, folder, camera)
        finally:
            launcher.close()


def main(words: Sequence[str]) -> None:
    """Write sheets into the folder that the first word names."""
    folder, wanted = Path(words[0]), set(words[1:])
    folder.mkdir(parents=True, exist_ok=True)
    views = [view for view in VIEWS if view in wanted] or list(VIEWS)
    camera = Camera(folder, views)
    with tempfile.TemporaryDirectory() as temporary, open_studio(Path(temporary), camera) as studio:
        for name, walk in WALKS.items():
            if name in wanted or not wanted & set(WALKS):
                walk(studio)
                camera.write(name)


if __name__ == "__main__":
    main(sys.argv[1:])
