"""The author's guide keeps its word: its examples compile, its table of slips is read as it says, and the real course is clean."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from builder.course.blocks import Check, Interaction
from builder.course.model import Course
from builder.diagnostics import Diagnostic, Severity
from builder.interactions.registry import KINDS
from builder.pipeline import Compilation, compile_folder
from tests.unit.source.recordings import FILES

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "authors" / "syntax.md").read_text(encoding="utf-8")
SETTINGS = """id: guide
title: Guide
version: 1
base: https://courses.nhs.uk/guide/
description: Examples of the guide.
outcomes:
  1.1: Say what you bring.
  1.2: Tell three words apart.
  1.3: Ask for what you need.
"""
TOP = "---\nid: guide-session\ntitle: Guide\noutcomes: [1.1, 1.2, 1.3]\n---\n"
PAGE = "# A page\nPage: a-page\n\n"
EARLIER = (
    "---\nid: earlier\ntitle: Earlier\noutcomes: []\n---\n# Earlier\nPage: an-earlier-page\n\n"
    "::: true-or-false must-you-tell\nYou must tell your own story.\nAnswer: false\n:::\n\n::: fill-gaps who-decides\nA research [[(a) ethics]] committee must say yes.\n:::\n"
)
"""A session with the questions that examples ask again."""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>'


def examples() -> list[str]:
    """Every example of Part 1 that is part of a session, in order."""
    part = GUIDE[: GUIDE.index("# Part 2")]
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
    return [text for language, text in blocks if not language and not text.startswith("my-course/")]


def kinds_promised() -> list[str]:
    """The kinds of the guide's table, in order."""
    table = GUIDE[GUIDE.index("## The kinds of question") : GUIDE.index("### choose-one")]
    return re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)


MEDIA = {"asha.mp3": "a.mp3", "welcome.mp4": "a.mp4", "welcome.vtt": "a.vtt", "leaflet.pdf": "a.pdf"}
"""Files that examples name."""


SLOTS = "slots:\n  contact: whoever offered you this course\n  help: You could also talk to someone you trust.\n"


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG")
    return out.getvalue()


def glossary() -> str:
    """The guide's own example of glossary.yaml."""
    *_course, found = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    return str(found)


def compile_session(folder: Path, body: str | bytes) -> Compilation:
    session = folder / "sessions" / "01-guide"
    (session / "media").mkdir(parents=True, exist_ok=True)
    text = body if isinstance(body, bytes) else body.encode()
    (folder / "course.yaml").write_text(SETTINGS + (SLOTS if b"::: local" in text else ""), encoding="utf-8")
    for name in ("three-circles.svg", "meeting.svg", "ramp.svg"):
        (session / "media" / name).write_text(SVG, encoding="utf-8")
    for name, like in MEDIA.items():
        (session / "media" / name).write_bytes(FILES[like])
    (session / "media" / "welcome.jpg").write_bytes(jpeg())
    (folder / "glossary.yaml").write_text(glossary(), encoding="utf-8")
    if b"(fact:" in text:
        (folder / "facts.yaml").write_text("facts:\n  - id: delivery-network\n    statement: It has 12 networks.\n", encoding="utf-8")
    (session / "session.md").write_bytes(text)
    if b"::: last-time" in text:
        (folder / "sessions" / "00-earlier").mkdir()
        (folder / "sessions" / "00-earlier" / "session.md").write_text(EARLIER, encoding="utf-8")
    return compile_folder(folder, standards=["web"])


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return sorted({fault.rule.code for fault in found})


def questions(compilation: Compilation) -> list[Interaction]:
    assert compilation.course is not None, [fault.message for fault in compilation.diagnostics]
    return [interaction for *_where, interaction in compilation.course.interactions()]


def meaning(interaction: Interaction) -> tuple[object, ...]:
    """What a learner gets and a record says of a question, without its places in the file."""
    told = [text.html if text else "" for text in (interaction.hint, interaction.if_right, interaction.if_wrong)]
    return interaction.kind, interaction.id, interaction.definition, interaction.outcomes, *told


ROOM_EXAMPLES = dict(re.findall(r"^```(facilitator|handout)\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize(("language", "file"), [("facilitator", "facilitator.md"), ("handout", "handouts/plan.md")])
def test_each_example_of_a_text_for_the_room_can_be_typed(language: str, file: str, tmp_path: Path) -> None:
    path = tmp_path / "sessions" / "01-guide" / file
    path.parent.mkdir(parents=True)
    path.write_text(ROOM_EXAMPLES[language], encoding="utf-8")
    found = [fault for fault in compile_session(tmp_path, TOP + PAGE + "Text.\n").diagnostics if fault.rule.name != "unused-outcome"]
    assert [fault.message for fault in found] == []


def test_the_guide_names_each_kind_in_the_order_of_the_registry() -> None:
    assert kinds_promised() == [kind.name for kind in KINDS]
    for kind in KINDS:
        assert f"### {kind.name}\n" in GUIDE


@pytest.mark.parametrize("example", examples(), ids=lambda text: text.strip().splitlines()[0][:40])
def test_each_example_of_the_guide_can_be_typed(example: str, tmp_path: Path) -> None:
    body = example + "\n" + PAGE + "Text.\n" if example.startswith("---") else TOP + ("" if example.startswith("# ") else PAGE) + example
    found = [fault for fault in compile_session(tmp_path, body).diagnostics if fault.rule.name != "unused-outcome"]
    assert codes(tuple(found)) == [], [fault.message for fault in found]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_example_in_each_room_is_a_good_question(kind: object, tmp_path: Path) -> None:
    assert isinstance(kind, type(KINDS[0]))
    text = (ROOT / "builder" / "interactions" / "kinds" / kind.folder / "example.md").read_text(encoding="utf-8")
    compilation = compile_session(tmp_path, TOP + PAGE + text)
    assert not compilation.diagnostics
    (question,) = questions(compilation)
    assert question.kind == kind.name
    assert not kind.judged or question.if_right or any(line.lstrip().startswith("Feedback:") for line in text.splitlines())


CLEAN = """::: choose-several which-two
Which two?
- [x] (a) Time to read
  Feedback: Yes.
- [x] (c) Plain words
- [ ] (r) A title
Hint: Two of them.
:::

::: match which-word
Which word?
- (a) Helping to plan -> (x) Involvement
- (b) Joining a trial -> (y) Participation
:::
"""

SLIPS = {
    "bullets of word processors": [("- [x] (a)", "• [x] (a)"), ("- [x] (c)", "– [x] (c)"), ("- (b)", "▪ (b)")],
    "stars and numbers": [("- [ ]", "* [ ]"), ("- (a)", "1. (a)"), ("- (b)", "2) (b)")],
    "no space after a bullet": [("- [x]", "-[x]"), ("- (a)", "•(a)")],
    "boxes": [("[x] (a)", "[X] (a)"), ("[x] (c)", "[✓] (c)"), ("[ ]", "[]")],
    "box signs": [("[x] (a)", "☑ (a)"), ("[x] (c)", "✔ (c)"), ("[ ]", "☐")],
    "an underline in a box": [("[x] (a)", "[ x ] (a)"), ("[ ]", "[_]")],
    "arrows": [("(a) Helping to plan ->", "(a) Helping to plan →"), ("(b) Joining a trial ->", "(b) Joining a trial =>")],
    "arrows of word processors": [("(a) Helping to plan ->", "(a) Helping to plan –>"), ("(b) Joining a trial ->", "(b) Joining a trial -->")],
    "signs made of codes": [("(c)", "©"), ("(r)", "®")],
    "capital codes": [("(a)", "(A)"), ("(x)", "(X)")],
    "capital names": [("::: choose-several which-two", "::: Choose-Several Which-Two"), ("::: match", "::: MATCH")],
    "labels in other forms": [("  Feedback:", "FEEDBACK :"), ("Hint:", "**Hint:**")],
    "labels indented with tabs": [("  Feedback:", "\t\tFeedback:"), ("Hint:", "      hint:")],
    "blank lines": [("  Feedback:", "\n\n  Feedback:"), ("- [ ]", "\n\n- [ ]")],
    "other colons": [("::: choose-several", ":::choose-several"), ("::: match which-word", ":::: match which-word :::")],
    "hard spaces and invisible characters": [("- [x] (a)", "-\u00a0[x]\u00a0(a)"), ("- [ ]", "-\u200b [ ]"), ("Hint:", "\ufeffHint:")],
    "Windows line ends": [("\n", "\r\n")],
    "old line ends": [("\n", "\r")],
}


@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_read_as_it_was_meant(slips: list[tuple[str, str]], tmp_path: Path) -> None:
    typed = TOP + PAGE + CLEAN
    meant = [meaning(question) for question in questions(compile_session(tmp_path / "clean", typed))]
    for right, slip in slips:
        assert right in typed
        typed = typed.replace(right, slip)
    compilation = compile_session(tmp_path / "slip", typed)
    assert not compilation.diagnostics
    assert [meaning(question) for question in questions(compilation)] == meant


def test_page_marks_and_top_blocks_of_word_processors(tmp_path: Path) -> None:
    top = TOP.replace("---\n", "—\n", 1).replace("---\n", "–––\n").replace("title: Guide", "title: “Guide”")
    typed = "\ufeff" + top + "#A page\nPage: a-page\n\nText.\n"
    compilation = compile_session(tmp_path, typed)
    assert codes(compilation.diagnostics) == []
    assert compilation.course is not None
    assert [session.title for session in compilation.course.sessions] == ["Guide"]
    assert [page.title.plain for _session, page in compilation.course.pages()] == ["A page"]


@pytest.fixture(scope="module")
def real_course() -> Course:
    compilation = compile_folder(ROOT / "course_source")
    asked = tuple(fault for fault in compilation.diagnostics if fault.rule.severity is not Severity.NOTE)
    assert codes(asked) == ["CRS021"], [fault.message for fault in compilation.diagnostics]
    assert compilation.course is not None
    return compilation.course


ASKED_IN_LATER_SESSIONS: set[str] = set()
"""Kinds that the sessions written so far may do without."""


def test_the_real_course_asks_in_every_kind_that_serves_its_sessions(real_course: Course) -> None:
    asked = {interaction.kind for *_where, interaction in real_course.interactions()}
    assert asked | ASKED_IN_LATER_SESSIONS == {kind.name for kind in KINDS}


def test_the_real_course_asks_two_marked_questions_about_each_outcome_that_learners_do_not_show_by_own_words(real_course: Course) -> None:
    made = {outcome for *_where, asked in real_course.interactions() if asked.kind in {"checklist", "reflection"} for outcome in asked.outcomes}
    assert "1.3" in made, "what learners need is written down by them: no choice of answers shows it"
    marked = Counter(outcome for *_where, check, asked in real_course.interactions() if check for outcome in asked.outcomes)
    assert {outcome.id: marked[outcome.id] for outcome in real_course.outcomes if outcome.id not in made and marked[outcome.id] < 2} == {}
    for session in real_course.sessions:
        assert sum(marked[outcome] for outcome in session.outcomes) >= 4, session.id


def test_pages_of_the_real_course_name_each_outcome_of_its_session_and_others_of_earlier_sessions_alone(real_course: Course) -> None:
    earlier: set[str] = set()
    for session in real_course.sessions:
        named = {outcome for page in session.pages for outcome in page.outcomes}
        asked = {outcome for where, *_page, question in real_course.interactions() if where is session for outcome in question.outcomes}
        assert (named | asked) - earlier == set(session.outcomes), session.id
        earlier |= set(session.outcomes)


LOOKS_BACK = ("what-research-is", "fair-terms", "working-as-equals")
"""Sessions whose check asks each learner one question about an earlier session, and whose look back asks three."""


@pytest.mark.parametrize("name", LOOKS_BACK)
def test_sessions_of_the_real_course_look_back_three_times_and_once_more_in_their_check(real_course: Course, name: str) -> None:
    session = next(each for each in real_course.sessions if each.id == name)
    check = next(block for page in reversed(session.pages) for block in page.blocks if isinstance(block, Check))
    older = [draw for draw in check.draw if draw.outcome not in session.outcomes]
    again = [question.id for where, *_page, question in real_course.interactions() if where is session and ".again-" in question.id]
    assert (sum(draw.count for draw in older), len(again)) == (1, 3)
    assert all(draw.outcome in {outcome.id for outcome in real_course.outcomes} for draw in older)


ROOM = re.compile(r"before the day|the room|2 hours|60 minutes|what you can say|group work|when someone is upset|access|what you can see", re.IGNORECASE)
"""Beginnings of the headings of a plan for a room."""
BLOCKS = {"short-version", "for-carers", "key-points", "last-time"}
"""What each session has for people who read little at a time, who care for someone, and who come back; the first session has nothing to look back to."""


TAUGHT = 8
"""Sessions that teach; what comes after them looks back."""


def test_each_session_of_the_real_course_serves_a_learner_alone_and_a_group_in_a_room(real_course: Course) -> None:
    for number, session in enumerate(real_course.sessions[:TAUGHT]):
        text = next(folder for folder in sorted((ROOT / "course_source" / "sessions").iterdir()) if f"id: {session.id}\n" in (folder / "session.md").read_text("utf-8"))
        typed = (text / "session.md").read_text("utf-8")
        used = set(re.findall(r"(?m)^::: ([a-z-]+)", typed))
        assert BLOCKS - used <= ({"last-time"} if number == 0 else set()), session.id
        assert "::: local help\n" in typed, f"{session.id}: who to turn to"
        assert typed.count("::: short-version\n") == typed.count("Title: Short version (draft)\n"), f"{session.id}: nobody has reviewed it"
        assert session.cover is not None, session.id
        assert {ROOM.match(part.title.plain) is not None for part in session.guide} == {True}, session.id
        assert len({found[0].lower() for part in session.guide if (found := ROOM.match(part.title.plain))}) == 9, session.id
        assert len(session.handouts) >= 3, session.id


def test_the_real_course_says_what_it_is(real_course: Course) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "course_source").rglob("*.md")))
    for words in ("inspired by", "drafted for co-production", "made up", "It is not the training package"):
        assert words in text
    assert not real_course.people
