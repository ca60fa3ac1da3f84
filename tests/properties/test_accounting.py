"""Nothing that an author types vanishes: in a course without errors, each word is shown, held, a note, or in a line with a warning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from msgspec.structs import replace

from builder.pages.pages import Pages
from builder.pages.render import render_pages
from builder.pipeline import Compilation, compile_folder
from builder.source.compile import compile_course
from builder.source.files import Source
from builder.tracking.compile import plan_tracking
from tests.oracles.accounting import Lost, find_lost_words, visible_words
from tests.properties.typed_courses import (
    BLOCKS,
    FORMS,
    GLOSSARY,
    PROSE,
    QUESTIONS,
    STRAY,
    TYPED,
    course_with_slips,
    in_another_form,
    number_words,
    page_of,
    source_of,
    typed_course,
)
from tests.selection import examples

ROOT = Path(__file__).parents[2]
COURSES = (ROOT / "course_source", *sorted(path for path in (ROOT / "tests" / "courses").iterdir() if path.is_dir()))
SLOW = [HealthCheck.data_too_large, HealthCheck.too_slow, HealthCheck.filter_too_much]
CAREFUL = settings(max_examples=examples(100), suppress_health_check=SLOW, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""Without shrinking: a course that loses a word names it, and each step costs a build."""


COURSE_WITHOUT_WORDS = (
    "id: any-course\ntitle: Any\nversion: 1\nbase: https://courses.nhs.uk/any-course/\ndescription: Any.\noutcomes:\n  1.1: Say it.\n"
)
TOP_WITHOUT_WORDS = "---\nid: any\ntitle: Any\noutcomes: [1.1]\n---\n"


def alone(question: str) -> dict[str, str]:
    """Return a course that has nothing but this question."""
    return {"course.yaml": COURSE_WITHOUT_WORDS, "sessions/01-any/session.md": f"{TOP_WITHOUT_WORDS}# §\nPage: a-page\n\n{question}\n"}


LINK_IN_SCALE = alone("::: rating %\n§?\nScale: § | [§](https://www.hra.nhs.uk/)\n- (a) §\n- (b) §\n:::")
LABEL_BELOW_TABLE = alone("::: choose-one %\n§?\n\n| § | § |\n|---|---|\n| § | § |\nIf right: § §.\n- [x] (a) §\n- [ ] (b) §\n:::")
SIGN_BEFORE_LABEL = alone("::: choose-one %\n§?\n- [x] (a) §\n- [ ] (b) §\nIf right: § §.\n<If wrong: § §.\n:::")
LABEL_BEHIND_ANSWER = alone("::: choose-one %\n§?\n- [x] (a) §   Feedback: §\n- [ ] (b) §\n:::")


def compiled(source: Source) -> Compilation:
    course = compile_course(source)
    plan = plan_tracking(course.value) if course.value is not None else None
    return Compilation(source, course.value, plan.value if plan else None, (), (*course.diagnostics, *(plan.diagnostics if plan else ())))


def pages_of(compilation: Compilation) -> Pages:
    assert compilation.course is not None
    assert compilation.plan is not None
    return render_pages(compilation.course, compilation.plan)


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_no_word_of_a_course_is_lost(folder: Path) -> None:
    compilation = compile_folder(folder)
    assert find_lost_words(compilation, pages_of(compilation)) == []


@settings(CAREFUL, max_examples=examples(40))
@given(typed_course())
def test_every_construct_is_accounted_for(files: dict[str, str]) -> None:
    compilation = compiled(source_of(files))
    assert compilation.plan is not None, compilation.diagnostics
    assert find_lost_words(compilation, pages_of(compilation)) == []


@settings(CAREFUL, max_examples=examples(40))
@given(course_with_slips())
@example(LINK_IN_SCALE)
@example(LABEL_BELOW_TABLE)
@example(SIGN_BEFORE_LABEL)
@example(LABEL_BEHIND_ANSWER)
def test_a_slip_is_told_or_loses_nothing(files: dict[str, str]) -> None:
    assert_nothing_lost_by_a_slip(files)


@pytest.mark.slow  # `make test` tries some
@settings(CAREFUL, max_examples=400)
@given(course_with_slips())
def test_a_slip_is_told_or_loses_nothing_in_hundreds_of_courses(files: dict[str, str]) -> None:
    assert_nothing_lost_by_a_slip(files)


SESSION = "sessions/01-any/session.md"
FRAMES = {
    "text": "§ §.\n{}\n§.",
    "a block": "::: callout\n{}\n\n§ §.\n:::",
    "a question": "::: choose-one %\n§ §?\n- [x] (a) §\n{}\n- [ ] (b) § §\nHint: §\n:::",
}


@pytest.mark.slow  # the slips above try each by chance
@pytest.mark.parametrize("frame", FRAMES)
def test_whatever_is_typed_in_a_line_is_shown_or_told(frame: str) -> None:
    lost = {typed: found for typed in (*TYPED, *STRAY) if (found := lost_of(alone(FRAMES[frame].replace("{}", typed))))}
    assert lost == {}


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_session_in_another_form_is_shown_or_told(form: str) -> None:
    files = alone("\n\n".join((*PROSE[:8], *QUESTIONS[:3], BLOCKS[1])))
    assert lost_of({**files, "glossary.yaml": GLOSSARY, SESSION: in_another_form(files[SESSION], *FORMS[form])}) == []


@pytest.mark.parametrize("name", ["warning", "facilitator", "expander"])
def test_a_title_on_the_line_of_a_fence_is_followed(name: str) -> None:
    """That of a block for facilitators is in their book; a title that no page and no book has is found."""
    files = alone(f"::: {name} Title: § §\n§ §.\n:::\n\n§.")
    compilation = compiled(source_of(files))
    pages = pages_of(compilation)
    assert find_lost_words(compilation, pages) == []
    unread = source_of({**files, SESSION: f"{files[SESSION]}::: {name} Title: § § §\n:::\n"})
    (lost,) = find_lost_words(replace(compilation, source=unread), pages)
    assert len(lost.words.split()) == 3


def lost_of(files: dict[str, str]) -> list[Lost]:
    """Return the words that are lost of a course; none where an error is told, for nothing is built then."""
    compilation = compiled(source_of(files))
    return find_lost_words(compilation, pages_of(compilation)) if compilation.plan is not None else []


def assert_nothing_lost_by_a_slip(files: dict[str, str]) -> None:
    compilation = compiled(source_of(files))
    assume(compilation.plan is not None)
    assert find_lost_words(compilation, pages_of(compilation)) == []


@settings(CAREFUL, max_examples=examples(40))
@given(page_of(tuple(prose for prose in PROSE if "Caption" not in prose and "glossary" not in prose)))
def test_words_are_shown_in_the_order_in_which_they_are_typed(page: str) -> None:
    compilation = compiled(source_of({"course.yaml": COURSE_WITHOUT_WORDS, "sessions/01-any/session.md": TOP_WITHOUT_WORDS + page}))
    assert compilation.plan is not None, compilation.diagnostics
    (session,) = pages_of(compilation).sessions
    words = [word for rendered in session.pages for word in visible_words(rendered.html) if re.fullmatch(r"q[0-9]+z", word)]
    numbers = list(dict.fromkeys(int(word[1:-1]) for word in words))  # the name of a table to scroll repeats the page's heading
    assert numbers == sorted(numbers)
    assert numbers


PAGE = "# §\nPage: a-page\n\n§ §.\n\n- §\n- §\n\n::: choose-one which\n§?\n- [x] (a) §\n  Feedback: §\n- [ ] (b) §\nHint: §\n:::\n"


def test_a_handout_that_is_not_printed_is_found() -> None:
    compilation = compile_folder(ROOT / "tests" / "courses" / "every-block")
    assert compilation.course is not None
    sessions = tuple(replace(session, handouts=()) for session in compilation.course.sessions)
    lost = find_lost_words(replace(compilation, course=replace(compilation.course, sessions=sessions)), pages_of(compilation))
    assert lost
    assert all("/handouts/" in line.file for line in lost)


@pytest.mark.parametrize("typed", ["§ §.", "# §", "- §\n", "§?", "Feedback: §", "Hint: §", "(b) §"])
def test_a_word_that_is_not_shown_is_found(typed: str) -> None:
    """Proof that the accounting can tell: pages are made without one line of the author's."""
    assert typed in PAGE
    whole = source_of({"course.yaml": COURSE_WITHOUT_WORDS, "sessions/01-any/session.md": TOP_WITHOUT_WORDS + PAGE})
    compilation = compiled(whole)
    pages = pages_of(compilation)
    assert find_lost_words(compilation, pages) == []
    word = re.findall(r"q[0-9]+z", number_words(TOP_WITHOUT_WORDS + PAGE[: PAGE.index(typed) + len(typed)], 20_000))[-1]
    without = tuple(
        replace(session, pages=tuple(replace(page, html=page.html.replace(word, "")) for page in session.pages)) for session in pages.sessions
    )
    shells, views = ({unit: text.replace(word, "") for unit, text in texts.items()} for texts in (pages.shells, pages.views))
    (lost,) = find_lost_words(compilation, replace(pages, sessions=without, shells=shells, views=views))
    assert word in lost.words
