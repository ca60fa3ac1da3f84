"""Takes the pictures of `docs/authors/kinds.md`: the example in each kind's room as learners meet it, half answered.

`python -m tests.browser.pictures` takes them all anew, `python -m tests.browser.pictures sort number` these two. No test compares them: every machine
has other fonts. `tests/unit/docs/test_kinds.py` asks that each is there, as wide as the others, and small.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import FloatRect, Page, ViewportSize

from builder.course.cmi import Choice, Likert, Matching, Response, Texts, Truth
from builder.interactions.registry import KINDS
from builder.tracking.plan import PlannedInteraction
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.chromium import find_chromium, run_chromium
from tests.browser.harness.player import Player
from tests.unit.source.author import COURSE

FOLDER: Final = ROOT / "docs" / "authors" / "pictures"
WIDTH: Final = 700
MOST_BYTES: Final = 25_000
COLOURS: Final = (64, 48, 32, 24, 16, 12, 8)
"""Sizes of palettes, best first: the first with which a picture is small enough."""
WINDOW: Final = ViewportSize(width=752, height=1600)
"""So wide that the card and its margins are `WIDTH`, and so high that no bar floats over the card."""
OWN_WORDS: Final = "Which buses take a wheelchair. How long the walk is from the stop to the clinic."


def write_course(folder: Path) -> Built:
    """A course with the example of each kind on a page of its own."""
    session = folder / "course" / "sessions" / "01-kinds"
    (session / "media").mkdir(parents=True)
    pages = []
    for kind in KINDS:
        room = ROOT / "builder" / "interactions" / "kinds" / kind.folder
        for picture in room.glob("*.svg"):
            (session / "media" / picture.name).write_bytes(picture.read_bytes())
        pages.append(f"# {kind.name}\nPage: {kind.name}\n\n{(room / 'example.md').read_text(encoding='utf-8')}")
    (folder / "course" / "course.yaml").write_text(f"{COURSE}standards: [web]\n", encoding="utf-8")
    top = "---\nid: kinds\ntitle: Each kind of question\noutcomes: [1.1]\n---\n\n"
    (session / "session.md").write_text(top + "\n".join(pages), encoding="utf-8")
    return build_course(folder / "course", folder / "out")


def half_answered(one: PlannedInteraction) -> Response | None:
    """Half of the right answer, or of any where none is right; `None` where an untouched question shows more."""
    match next(iter(one.definition.correct), None):
        case Choice(codes):
            return Choice(codes[:1])
        case Matching(pairs):
            return Matching(pairs[: (len(pairs) + 1) // 2])
        case Texts(texts):
            return Texts((texts[0], *("" for _ in texts[1:])))
        case Truth() as truth:
            return truth
    choices = one.definition.choices
    if one.definition.type.value == "likert":
        return Likert(choices[2].code) if one.id.endswith(".a") else None
    return Choice((choices[0].code,)) if one.definition.type.value == "choice" else None


def answer(player: Player, here: Sequence[PlannedInteraction]) -> None:
    """Go half of the way through one question."""
    for one in here:
        if one.definition.type.value == "long-fill-in":
            player.type(player.block(one.block).get_by_role("textbox"), OWN_WORDS)
        elif response := half_answered(one):
            player.answer(one.id, one.definition, response)
            if one.id != one.block and one.definition.type.value == "choice":  # the first scene of several: go on to the next
                player.submit(player.question(one.id))
                return


def take(page: Page, player: Player, block: str) -> bytes:
    """The card of a question with some of the page around it, in few colours."""
    page.evaluate("() => document.activeElement.blur()")
    page.mouse.move(0, 0)
    box = player.block(block).bounding_box()
    assert box is not None
    margin = (WIDTH - box["width"]) / 2
    assert 0 < margin < 40, f"the card is {box['width']} wide: choose another width of the window"
    clip = FloatRect(x=box["x"] - margin, y=box["y"] - margin, width=WIDTH, height=box["height"] + 2 * margin)
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", clip=clip))).convert("RGB")
    return next(small for colours in COLOURS if len(small := write_png(shot, colours)) <= MOST_BYTES)


def write_png(picture: Image.Image, colours: int) -> bytes:
    """The picture with so many colours. Where there are few, they are taken far apart, so that ink stays dark."""
    method = Image.Quantize.MEDIANCUT if colours >= 24 else Image.Quantize.MAXCOVERAGE
    out = io.BytesIO()
    picture.quantize(colours, method, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main(names: Sequence[str]) -> None:
    chromium = find_chromium()
    assert chromium is not None, "Chromium is not installed (apt-get install chromium)"
    with tempfile.TemporaryDirectory() as temporary, run_chromium(chromium) as browser:
        folder = Path(temporary)
        built = write_course(folder)
        zipfile.ZipFile(built.zip("web")).extractall(folder / "web")
        page = browser.new_page(viewport=WINDOW, reduced_motion="reduce", color_scheme="light")
        page.goto((folder / "web" / "index.html").as_uri())
        player = Player.of_page(page).await_open()
        for kind in KINDS:
            if not names or kind.name in names:
                player.open_contents()
                player.turn(page.get_by_role("link", name=kind.name, exact=True))
                here = [one for one in built.plan.interactions if one.kind == kind.name]
                answer(player, here)
                picture = take(page, player, here[0].block)
                (FOLDER / f"{kind.name}.png").write_bytes(picture)
                print(f"{len(picture):6d} {kind.name}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
