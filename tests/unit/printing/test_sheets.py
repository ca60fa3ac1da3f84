"""Where sheets end: nothing is torn that people need in one piece, and no sheet stays half empty for a piece that can flow on."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from builder.course.model import Course
from builder.output.build_name import BuildName
from builder.pipeline import compile_folder
from builder.printing.book import write_book
from builder.printing.evaluation_form import make_evaluation_forms
from builder.printing.facilitator_book import make_facilitator_book
from builder.printing.materials import PrintOptions, gather_materials
from builder.printing.pdf import write_pdf

ROOT = Path(__file__).parents[3]
BUILD = BuildName("1.0", "4f2a-91c0-7d3e")
SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='900' height='900'/%3E"
HEIGHT_OF_TEXT = 259
"""Millimetres of a sheet of A4 between its margins."""


@pytest.fixture(scope="module")
def real() -> Course:
    course = compile_folder(ROOT / "course_source").course
    assert course is not None
    return course


def facilitator_book(course: Course) -> str:
    return write_book(make_facilitator_book(gather_materials(course, BUILD, PrintOptions(), course.sessions[0].id))).decode()


def sheets(course: Course, body: str) -> list[str]:
    """The words of each sheet that `body` takes in the style of a book."""
    style = facilitator_book(course).partition("<style>")[2].partition("</style>")[0]
    html = f'<html lang="en"><title>Sheets</title><style>{style}</style><body><main>{body}</main></body></html>'
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(write_pdf(html.encode()))).pages]


def space(millimetres: int) -> str:
    return f'<div style="height: {millimetres}mm">Above.</div>'


def test_a_form_of_three_questions_is_one_sheet_and_the_long_one_two_and_larger_letters_take_one_more(real: Course) -> None:
    taken = []
    for size in (12, 14):
        forms = make_evaluation_forms(gather_materials(real, BUILD, PrintOptions(size=size)))
        taken.append([len(PdfReader(BytesIO(write_pdf(write_book(form)))).pages) for form in forms])
    assert taken == [[1, 2], [2, 3]]


def test_a_form_about_the_course_names_no_session(real: Course) -> None:
    form = next(make_evaluation_forms(gather_materials(real, BUILD, PrintOptions())))
    assert real.sessions[-1].title not in write_book(form).decode()


def test_the_words_of_a_picture_flow_on_and_the_picture_stays(real: Course) -> None:
    """A picture of 12 cm fits under the space, its long words do not: only they go on."""
    words = " ".join(f"word{number}" for number in range(400))
    figure = f'<figure class="picture"><img src="{SQUARE}" alt="Square"><figcaption>Caption</figcaption><p class="picture__words">{words}</p></figure>'
    first, second = sheets(real, space(HEIGHT_OF_TEXT - 160) + figure)
    assert "Caption" in first
    assert "word0" in first
    assert "word399" in second


def test_a_caption_stays_under_its_picture(real: Course) -> None:
    figure = f'<figure class="picture"><img src="{SQUARE}" alt="Square"><figcaption>Caption</figcaption><p class="picture__words">Words.</p></figure>'
    _first, second = sheets(real, space(HEIGHT_OF_TEXT - 123) + figure)
    assert "Caption" in second


@pytest.mark.parametrize(("rows", "whole"), [(6, True), (30, False)])
def test_a_short_table_is_whole_and_a_long_one_goes_on(real: Course, rows: int, whole: bool) -> None:
    table = "<table><thead><tr><th>Minutes</th></tr></thead><tbody>" + "".join(f"<tr><td>row{n}</td></tr>" for n in range(rows)) + "</tbody></table>"
    first = sheets(real, space(HEIGHT_OF_TEXT - 40) + table)[0]
    assert ("row0" not in first) == whole


def test_a_heading_of_earlier_questions_stays_with_the_first_of_them(real: Course) -> None:
    body = '<div class="copack-last-time"><h3>Questions from earlier</h3></div><section class="question"><p style="height: 40mm">Asked</p></section>'
    first, second = sheets(real, space(HEIGHT_OF_TEXT - 40) + body)
    assert "Questions from earlier" not in first
    assert "Asked" in second


def test_a_handout_follows_its_session_and_names_it(real: Course) -> None:
    html = facilitator_book(real)
    session = real.sessions[0]
    contents = html.partition('<nav class="contents"')[2].partition("</nav>")[0]
    listed = re.findall(r'<li><a href="#handout-[^"]*">Handout: ([^<]*)</a>', contents.partition("<ol>\n        <li>")[2])
    assert listed == [handout.title.plain for handout in session.handouts]
    for handout in session.handouts:
        sheet = html.partition(f'<section class="chapter handout" id="handout-{session.id}-{handout.name}">')[2].partition("</section>")[0]
        assert f"Session 1 of {len(real.sessions)}: {session.title}" in sheet
