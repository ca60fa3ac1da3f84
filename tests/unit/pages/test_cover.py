"""The cover over the first page of a session says which session it is, what it is about and how long it takes, from the course alone."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from lxml import html
from msgspec.structs import replace
from PIL import Image

from builder.course.document import Picture
from builder.course.model import Course, Outcome
from builder.pages import assets, rasters
from builder.pages.assets import check_covers, pack_pictures
from builder.pages.cover import render_cover
from builder.pages.render import render_pages
from builder.tracking.compile import plan_tracking
from tests.unit.pages import example


def in_sessions(course: Course, count: int) -> Course:
    (first,) = course.sessions
    sessions = tuple(
        replace(
            first,
            id=f"session-{number}",
            title=f"Session title {number}",
            summary=f"Summary <{number}>.",
            pages=example.course(*pages_of(number)).sessions[0].pages,
        )
        for number in range(1, count + 1)
    )
    return replace(course, sessions=sessions)


def pages_of(number: int) -> list[Any]:
    return [replace(example.page(f"{number}-{page}"), key=f"{number}{page}", minutes=page + 1) for page in range(3)]


def text_of(cover: str) -> str:
    return " ".join(html.fromstring(cover).text_content().split())


def cover_of(course: Course, session: int) -> str:
    plan = plan_tracking(course).value
    assert plan is not None
    return render_cover(course, course.sessions[session], plan, pack_pictures(course))


def test_it_says_what_the_course_says_of_the_session() -> None:
    course = in_sessions(example.course(), 3)
    text = text_of(cover_of(course, 1))
    assert text.startswith("Session 2 of 3 Session title 2 Summary <2>. Start")
    assert "6 minutes in 3 short steps" in text
    assert text.endswith("By the end of this session you can: Say something.")


def test_a_course_of_one_session_counts_none() -> None:
    assert "Session 1 of" not in text_of(cover_of(example.course(), 0))


def test_only_outcomes_of_the_session_are_told() -> None:
    course = example.course()
    other = Outcome("9.9", "Fly.", course.outcomes[0].place)
    assert "Fly." not in text_of(cover_of(replace(course, outcomes=(*course.outcomes, other)), 0))


@pytest.mark.parametrize(("minutes", "said"), [(1, "1 minute in 1 step"), (2, "2 minutes in 1 step")])
def test_one_is_counted_as_one(minutes: int, said: str) -> None:
    assert said in text_of(cover_of(example.course(replace(example.page("only"), minutes=minutes)), 0))


def test_it_is_over_the_first_page_of_each_session_and_no_other() -> None:
    course = in_sessions(example.course(), 2)
    plan = plan_tracking(course).value
    assert plan is not None
    for session in render_pages(course, plan).sessions:
        assert ["data-cover" in page.html for page in session.pages] == [True, False, False]


def test_the_first_cover_tells_of_the_course_as_well() -> None:
    course = replace(in_sessions(example.course(), 3), description="All about <it>.")
    first, second = text_of(cover_of(course, 0)), text_of(cover_of(course, 1))
    assert "All about <it>. The whole course has 3 sessions and takes about 18 minutes." in first
    assert "All about" not in second
    assert "The whole course" not in text_of(cover_of(replace(example.course(), description="All about it."), 0))


def with_cover(course: Course, alt: str, content: bytes = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>') -> Course:
    (session,) = course.sessions
    cover = Picture("media/people.svg", alt, not alt, None, None, session.place)
    return replace(course, sessions=(replace(session, cover=cover),), media={**course.media, "media/people.svg": content})


def test_a_picture_of_the_author_stands_in_place_of_our_drawing() -> None:
    course = with_cover(example.course(), "Three people <talk>.")
    cover = html.fromstring(cover_of(course, 0))
    (picture,) = cover.xpath(".//img")
    assert (picture.get("alt"), picture.get("width"), picture.get("height")) == ("Three people <talk>.", "40", "30")
    assert picture.get("src") in pack_pictures(course).files
    assert not cover.xpath(".//svg")
    assert html.fromstring(cover_of(with_cover(example.course(), ""), 0)).xpath(".//img")[0].get("alt") == ""
    assert html.fromstring(cover_of(example.course(), 0)).xpath(".//svg")


@pytest.mark.parametrize(("size", "reports"), [(50_000, 0), (70_000, 1)])
def test_a_heavy_cover_is_warned_of(size: int, reports: int) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">' + b"<g/>" * (size // 4) + b"</svg>"
    assert len(list(check_covers(with_cover(example.course(), "People.", drawing)))) == reports


def test_a_course_in_another_language_tells_which_words_are_ours() -> None:
    cover = html.fromstring(cover_of(replace(example.course(), language="cy"), 0))
    assert [button.get("lang") for button in cover.xpath(".//button/span")] == ["en-GB"]
    assert not cover.xpath(".//*[contains(@class, 'copack-cover__title')]/span")


def test_a_cover_is_weighed_and_packed_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    out = BytesIO()
    Image.radial_gradient("L").resize((321, 123)).save(out, "JPEG")
    course = with_cover(example.course(), "People.", b"<svg/>")
    course = replace(course, media={**course.media, "media/once.jpg": out.getvalue()})
    session = course.sessions[0]
    assert session.cover is not None
    course = replace(course, sessions=(replace(session, cover=replace(session.cover, file="media/once.jpg")),))
    made: list[bool] = []
    encode = rasters.encode_webp

    def count(image: Image.Image, *, lossless: bool) -> bytes:
        made.append(lossless)
        return encode(image, lossless=lossless)

    monkeypatch.setattr(assets, "encode_webp", count)
    assert list(check_covers(course)) == []
    assert pack_pictures(course).pictures["media/once.jpg"].width == 321
    assert len(made) == 1
