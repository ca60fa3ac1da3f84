"""The books: every question of a screen is on paper with its id and its answers, every word is there, and nothing is asked of the network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.blocks import Interaction
from builder.course.contrast import Colour
from builder.course.document import Picture
from builder.course.edition import CoursePilot
from builder.course.model import Course
from builder.course.theme import Theme
from builder.course.walk import walk
from builder.diagnostics import Place
from builder.output.build_name import BuildName
from builder.pages.render import render_pages
from builder.pipeline import Compilation, compile_folder
from builder.printing.book import write_book
from builder.printing.books import print_books
from builder.printing.learner_book import check_words, make_learner_book
from builder.printing.materials import PrintOptions, gather_materials
from builder.printing.paper import css_string, finish_for_paper

ROOT = Path(__file__).parents[3]
COURSES = ["course_source", *sorted(f"tests/courses/{file.parent.name}" for file in (ROOT / "tests" / "courses").glob("*/course.yaml"))]
BUILD = BuildName("1.0", "4f2a-91c0-7d3e")
OPTIONS = PrintOptions()


@pytest.fixture(scope="module", params=COURSES)
def compiled(request: pytest.FixtureRequest) -> Compilation:
    compilation = compile_folder(ROOT / request.param)
    assert compilation.course is not None
    return compilation


def course_of(folder: str) -> Course:
    course = compile_folder(ROOT / folder).course
    assert course is not None
    return course


def books_of(course: Course, options: PrintOptions = OPTIONS, session: str = "") -> tuple[str, str]:
    """The learner's book and the facilitator's."""
    printed = print_books(course, BUILD, options, session)
    assert printed.diagnostics == ()
    learner, facilitator, *_form = (content.decode() for content in printed.files.values())
    return learner, facilitator


def test_paper_asks_the_questions_of_the_screen_by_the_same_ids_and_no_others(compiled: Compilation) -> None:
    course, plan = compiled.course, compiled.plan
    assert course is not None
    assert plan is not None
    screen = [ident for session in render_pages(course, plan).sessions for page in session.pages for ident in asked(page.html)]
    learner, _facilitator = books_of(course)
    assert sorted(asked(learner)) == sorted(screen)
    assert len(set(screen)) == len(screen)


def asked(html: str) -> list[str]:
    return re.findall(r'data-question="([^"]+)"', html)


def test_every_word_of_every_page_is_in_the_book_and_one_that_is_not_is_told(compiled: Compilation) -> None:
    assert compiled.course is not None
    book = make_learner_book(gather_materials(compiled.course, BUILD, OPTIONS))
    html = write_book(book)
    assert list(check_words(book, html)) == []
    _session, page = next(compiled.course.pages())
    told = list(check_words(book, html.replace(page.title.plain.encode(), b"")))
    assert "SRC148" in {fault.rule.code for fault in told}


def test_each_judged_question_has_its_answers_in_both_books(compiled: Compilation) -> None:
    assert compiled.course is not None
    judged = {question.id for *_where, question in compiled.course.interactions() if question.definition.correct and not question.parts}
    for book in books_of(compiled.course):
        answered = re.findall(r'data-answers="([^"]+)"', book)
        assert judged <= set(answered)
        assert len(set(answered)) == len(answered)


def test_a_book_needs_nothing_but_itself_and_is_the_same_each_time(compiled: Compilation) -> None:
    assert compiled.course is not None
    for book, again in zip(books_of(compiled.course), books_of(compiled.course), strict=True):
        assert book == again
        assert "<script" not in book
        assert set(re.findall(r'\bsrc="(?!data:)([^"]*)"', book)) == set()
        assert not re.search(r"url\(|@import|<link rel=\"stylesheet", book)
        assert BUILD.mark in book[:4096]


def test_no_two_elements_of_a_book_have_one_id(compiled: Compilation) -> None:
    assert compiled.course is not None
    for book in books_of(compiled.course):
        ids = re.findall(r'\bid="([^"]+)"', book)
        assert [ident for ident in set(ids) if ids.count(ident) > 1] == []
        assert set(re.findall(r'href="#([^"]+)"', book)) <= set(ids), "a link leads nowhere"


def test_what_is_for_facilitators_is_in_their_book_alone() -> None:
    learner, facilitator = books_of(course_of("tests/courses/every-block"))
    assert "walrus" not in learner.lower()
    for words in ("The walrus plan: ten minutes", "Cards for the walrus", "The walrus sentence", "Walrus words to take home"):
        assert words in facilitator
    assert facilitator.count('alt="The walrus drawing"') == 2


def test_a_plan_that_nobody_wrote_is_room_to_write_and_one_that_somebody_wrote_is_not() -> None:
    _learner, facilitator = books_of(course_of("tests/courses/every-block"))
    first, second = facilitator.split('id="session-versions"')
    assert [words in first for words in ("Plan for 2 hours", "Plan for 60 minutes", "When someone is upset")] == [True, True, True]
    assert "Plan for 2 hours" not in second
    assert "<h2>2 hours</h2>" in second
    assert "Plan for 60 minutes" in second
    assert "This part is about dying" not in first
    assert "Marie Curie" in second.split('id="script-versions"')[0], "where to turn is told before the script"


def test_paper_does_not_give_pairs_and_order_away() -> None:
    learner, _facilitator = books_of(course_of("tests/courses/every_interaction"))
    order = learner.split('data-question="try-order"')[1].split("</section>")[0]
    assert "(a)" not in order
    lines = re.findall(r'<span class="answers__words">(.*?)</span>', order)
    assert sorted(lines) == ["Agree the ground rules", "Say hello", "Start the work"]
    assert lines[0] != "Say hello"
    pairs = learner.split('data-question="try-match"')[1].split("</section>")[0]
    assert re.findall(r'<span class="letter">(.)</span> <span class="answers__words">(.*?)</span>', pairs) != [
        ("A", "Involvement"),
        ("B", "Participation"),
        ("C", "Audit"),
    ]


def test_the_answers_name_the_letter_that_stands_in_the_list() -> None:
    learner, _facilitator = books_of(course_of("tests/courses/every_interaction"))
    pairs = learner.split('data-question="try-match"')[1].split("</section>")[0]
    letter = {words: mark for mark, words in re.findall(r'<span class="letter">(.)</span> <span class="answers__words">(.*?)</span>', pairs)}
    answers = learner.split('data-answers="try-match"')[1].split("</div>")[0]
    assert f"Helping to plan a study: <strong>{letter['Involvement']}</strong>, Involvement" in answers
    assert f"Joining a trial: <strong>{letter['Participation']}</strong>, Participation" in answers


def test_a_number_is_answered_with_its_unit_and_what_else_is_right() -> None:
    learner, _facilitator = books_of(course_of("tests/courses/every_interaction"))
    answers = learner.split('data-answers="try-number"')[1].split("</div>")[0]
    assert "<strong>£53.10</strong> (from £53 to £53.20 is right)" in " ".join(answers.split())


def test_one_session_is_a_book_with_its_own_pages_and_links_elsewhere_are_words() -> None:
    course = course_of("course_source")
    second = course.sessions[1]  # the form comes at the end of the course, and is printed with each session
    printed = print_books(course, BUILD, OPTIONS, second.id)
    assert list(printed.files) == [f"{course.id}-{second.id}-{name}.html" for name in ("learner-book", "facilitator-book", "evaluation-form", "long-evaluation-form")]
    learner = next(iter(printed.files.values())).decode()
    assert {page.id for page in second.pages} == set(re.findall(r'<section class="page[^"]*" id="page-([^"]+)"', learner))
    assert set(re.findall(r'href="#([^"]+)"', learner)) <= set(re.findall(r'\bid="([^"]+)"', learner))
    with pytest.raises(KeyError):
        print_books(course, BUILD, OPTIONS, "none")


LINKS = {
    '<a href="https://www.hra.nhs.uk/about" rel="noopener">the HRA</a>.': 'the HRA</a><span class="address"> (https://www.hra.nhs.uk/about)</span>.',
    '<a href="https://www.hra.nhs.uk/">www.hra.nhs.uk</a>': "www.hra.nhs.uk</a>",
    '<a href="https://www.hra.nhs.uk">hra.nhs.uk</a>': "hra.nhs.uk</a>",
    '<a href="mailto:a@b.nhs.uk">write to us</a>': 'write to us</a><span class="address"> (a@b.nhs.uk)</span>',
    '<a href="mailto:a@b.nhs.uk">a@b.nhs.uk</a>': "a@b.nhs.uk</a>",
    '<a href="tel:0800123">0800 123</a>': "0800 123</a>",
    '<a href="#here">this page</a>': '<a class="to-page" href="#page-here">this page</a>',
    '<a href="#elsewhere"><em>that</em> page</a>': "<em>that</em> page",
    '<a href="#term:trial" rel="noopener noreferrer">trials</a>': '<a class="term" href="#word-trial">trials</a>',
    '<a href="https://x.uk/?a=1&amp;b=2">x</a>': "(https://x.uk/?a=1&amp;b=2)",
}


@pytest.mark.parametrize("html", LINKS)
def test_a_link_says_where_it_leads(html: str) -> None:
    assert LINKS[html] in finish_for_paper(frozenset({"here"}), html, "")
    assert finish_for_paper(frozenset({"here"}), html, "").count("<a ") == ("elsewhere" not in html)


def test_the_form_is_on_sheets_of_its_own_and_asks_what_the_screen_asks() -> None:
    course = course_of("course_source")
    printed = print_books(course, BUILD, OPTIONS)
    form = printed.files[f"{course.id}-evaluation-form.html"].decode()
    on_screen = next(page for _session, page in course.pages() if page.id == "evaluation")
    assert asked(form) == [question.id for question in on_screen.interactions()]
    assert on_screen.title.plain in form
    assert 'class="contents"' not in form
    learner, _facilitator = books_of(course)
    assert re.findall(r'class="page page--form" id="page-([^"]+)"', learner) == ["evaluation"]


def test_a_course_without_a_form_has_no_sheets_for_one() -> None:
    course = course_of("tests/courses/short")
    assert [name for name in print_books(course, BUILD, OPTIONS).files if "evaluation" in name] == []


def test_the_delivery_record_has_a_line_for_each_page() -> None:
    course = course_of("tests/courses/short")
    _learner, facilitator = books_of(course)
    for session in course.sessions:
        record = facilitator.split(f'id="record-{session.id}"')[1].split("</section>")[0]
        for column in ("Planned minutes", "Minutes taken", "Skipped", "What was changed"):
            assert f'">{column}' in record
        assert record.count('<span class="tick">') == len(session.pages)


def test_the_logo_and_the_colour_of_a_theme_are_on_paper() -> None:
    course = course_of("tests/courses/short")
    logo = Picture("theme/logo.svg", "The Walrus Trust", False, None, None, Place("theme/theme.yaml"))
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10H0z"/></svg>'
    themed = replace(course, theme=Theme(main=Colour(0x7A, 0x1F, 0x5C), logo=logo), media={**course.media, logo.file: drawing})
    learner, _facilitator = books_of(themed)
    assert re.search(r'<img class="front__brand" src="data:image/svg\+xml;base64,[^"]+" alt="The Walrus Trust">', learner)
    assert "#005eb8" not in learner
    named, _facilitator = books_of(replace(course, theme=Theme(organisation="The Walrus Trust")), PrintOptions(black_and_white=True))
    assert '<p class="front__brand">The Walrus Trust</p>' in named
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", named.split("</style>")[0])) == {"#000", "#fff"}


def test_size_and_colour_are_those_that_were_asked_for() -> None:
    course = course_of("tests/courses/short")
    for size in (12, 14, 18):
        assert f"font: {size}pt/" in books_of(course, PrintOptions(size))[0]
    colour, black = books_of(course)[0], books_of(course, PrintOptions(black_and_white=True))[0]
    assert "#005eb8" in colour.split("</style>")[0]
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", black.split("</style>")[0])) == {"#000", "#fff"}


@pytest.mark.parametrize("title", ['</style><script>alert("x")</script>', 'A "quoted" \\ title', "Two\nlines", "Cwrs Cymraeg – ŵ", "<b>bold</b> & more"])
def test_no_title_can_end_the_styles_or_begin_an_element(title: str) -> None:
    learner, _facilitator = books_of(replace(course_of("tests/courses/short"), title=title, description=title))
    assert "<script" not in learner
    assert "<b>bold" not in learner
    assert learner.count("</style>") == 1
    assert not {"<", '"', "\n"} & set(css_string(title)[1:-1])


def test_a_book_in_a_language_without_sentences_says_which_words_are_english() -> None:
    learner, _facilitator = books_of(replace(course_of("tests/courses/short"), language="cy"))
    assert '<html lang="cy">' in learner
    assert '<span lang="en-GB">Contents</span>' in learner


def test_each_feedback_is_among_the_answers() -> None:
    course = course_of("course_source")
    learner, facilitator = books_of(course)
    for _session, page in course.pages():
        for question in (block for block in walk(page.blocks) if isinstance(block, Interaction)):
            for text in (question.if_right, question.if_wrong):
                assert text is None or (text.html in learner and text.html in facilitator)


def test_label_and_id_of_a_pilot_are_on_the_front_page_and_at_the_foot_of_every_sheet() -> None:
    course = course_of("tests/courses/short")
    piloted = replace(course, pilot=CoursePilot("spring", "Pilot, spring"))
    for html in books_of(piloted):
        head, front = html.split("<body>")[0], html.partition('<header class="front">')[2].partition("</header>")[0]
        assert str(css_string(f"{course.title} · Pilot, spring (spring) · {course.version}"))[:-1] in head
        assert "<strong>Pilot, spring (spring)</strong>" in front
    assert not any("Pilot, spring" in html for html in books_of(course))


def test_on_a_phone_a_table_of_many_columns_is_moved_sideways_records_too() -> None:
    _learner, facilitator = books_of(course_of("tests/courses/every-block"))
    narrow = facilitator.split("@media screen and (max-width: 40rem)", 1)[1].split("@media print", 1)[0]
    assert "table:not(.grid):has(tr > :nth-child(4)) { display: block; overflow-x: auto; }" in narrow
    assert ".record" not in narrow, "words of a heading would be split letter by letter"
    assert '<table class="record">' in facilitator
