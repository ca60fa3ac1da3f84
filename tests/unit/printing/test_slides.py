"""Slides: every word and every question of the pages, in order, without notes or network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.blocks import Interaction
from builder.course.edition import CoursePilot
from builder.course.model import Course
from builder.output.build_name import BuildName
from builder.pages.visible_words import compare_words, shown_words, typed_words
from builder.pipeline import compile_folder
from builder.printing.answer_sheet import answer_chapter
from builder.printing.materials import PrintOptions, gather_materials
from builder.printing.paper import css_string
from builder.printing.slides import MOST_WORDS, make_slides, part_page, write_slides

ROOT = Path(__file__).parents[3]
BUILD = BuildName("1.0", "4f2a-91c0-7d3e")


@pytest.fixture(scope="module", params=["tests/courses/every-block", "tests/courses/every_interaction", "tests/courses/short"])
def course(request: pytest.FixtureRequest) -> Course:
    compiled = compile_folder(ROOT / request.param).course
    assert compiled is not None
    return compiled


def slides_of(course: Course) -> dict[str, str]:
    return {name: content.decode() for name, content in write_slides(gather_materials(course, BUILD, PrintOptions())).items()}


def test_each_session_is_a_file_with_each_question_of_the_screen_on_a_slide_of_its_own(course: Course) -> None:
    written = slides_of(course)
    assert list(written) == [f"{course.id}-{session.id}-slides.html" for session in course.sessions]
    for session, html in zip(course.sessions, written.values(), strict=True):
        asked = [question.id for page in session.pages for question in page.interactions()]
        assert re.findall(r'data-question="([^"]+)"', html) == asked
        assert all(slide.count("data-question=") <= 1 for slide in html.split('<section class="slide"'))


def test_no_word_of_a_page_is_lost_but_those_that_answer(course: Course) -> None:
    answers = answer_chapter(gather_materials(course, BUILD, PrintOptions()))
    told = "".join((*slides_of(course).values(), answers.html if answers is not None else ""))
    shown = shown_words(re.sub(r'<span class="address">.*?</span>', "", told), course.language)
    for _session, page in course.pages():
        assert list(compare_words(typed_words(page), shown)) == []


def test_every_link_between_slides_leads_to_the_next_one(course: Course) -> None:
    for html in slides_of(course).values():
        idents = re.findall(r'<section class="slide[^"]*" id="(slide-\d+)"', html)
        assert idents == [f"slide-{number}" for number in range(1, len(idents) + 1)]
        steps = [re.findall(r'href="#(slide-\d+)"', slide) for slide in re.findall(r'<nav class="step".*?</nav>', html, re.DOTALL)]
        assert steps == [[idents[at] for at in (number - 1, number + 1) if 0 <= at < len(idents)] for number in range(len(idents))]


def test_nothing_is_asked_of_the_network_and_nothing_of_the_facilitator_is_shown(course: Course) -> None:
    for html in slides_of(course).values():
        assert html.count("<script") == 1
        assert set(re.findall(r'\bsrc="(?!data:)([^"]*)"', html)) == set()
        assert "walrus" not in html.lower()
        assert BUILD.mark in html[:4096]


def test_a_slide_ends_before_it_is_too_full_and_never_with_a_heading(course: Course) -> None:
    for _session, page in course.pages():
        parts = list(part_page(page.blocks))
        assert [block for part in parts for block in part] == list(page.blocks)
        for part in parts:
            assert len(part) == 1 or not any(isinstance(block, Interaction) for block in part)
            told = sum(len(str(getattr(block, "plain", "")).split()) for block in part)
            assert told <= MOST_WORDS or sum(getattr(block, "kind", "") != "heading" for block in part) == 1
        for part in parts[:-1]:
            assert getattr(part[-1], "kind", "") != "heading" or all(getattr(block, "kind", "") == "heading" for block in part)


def test_each_page_has_a_slide(course: Course) -> None:
    materials = gather_materials(course, BUILD, PrintOptions())
    for _session, page in course.pages():
        assert [slide.page for slide in make_slides(materials, page)], page.id


def test_label_and_id_of_a_pilot_are_on_every_slide_and_at_the_foot_of_every_sheet_of_them(course: Course) -> None:
    piloted = slides_of(replace(course, pilot=CoursePilot("spring", "Pilot <1>, spring")))
    for session, html in zip(course.sessions, piloted.values(), strict=True):
        slides = re.findall(r'<section class="slide.*?</section>\n(?=<section class="slide|</main>)', html, re.DOTALL)
        assert len(slides) == html.count('<section class="slide')
        assert all(slide.count("Pilot &lt;1&gt;, spring (spring)") == 1 for slide in slides)
        foot = f"{course.title} · {session.title} · Pilot <1>, spring (spring) · {course.version} · {BUILD.word} · {BUILD.letters}"
        assert f"@bottom-left {{ content: {css_string(foot)};" in html
    assert not any("Pilot" in html for html in slides_of(course).values())
