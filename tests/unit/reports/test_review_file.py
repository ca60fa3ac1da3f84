"""The review file: all passages with numbers and boxes, nothing of a stranger's or an author's text as markup, no request."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html
from msgspec.structs import replace

from builder.course.model import Course
from builder.editorial.digest import digest_session, version_word
from builder.editorial.passages import list_passages
from builder.output.build_name import BuildName
from builder.pipeline import compile_folder
from builder.reports.review_file import write_review_file

ROOT = Path(__file__).parents[3]
BUILD = BuildName("1.0", "4f2a-91c0-7d3e")


@pytest.fixture(scope="module")
def course() -> Course:
    compiled = compile_folder(ROOT / "tests" / "courses" / "every_interaction").course
    assert compiled is not None
    return compiled


@pytest.fixture(scope="module")
def written(course: Course) -> str:
    return write_review_file(course, course.sessions[0], BUILD).decode()


def test_each_passage_has_its_number_its_words_and_three_boxes(course: Course, written: str) -> None:
    passages = [passage for group in list_passages(course, course.sessions[0]) for passage in group.passages]
    shown = lxml_html.fromstring(written).xpath("//*[@data-passage]")
    assert [element.get("data-passage") for element in shown] == [str(number) for number in range(1, len(passages) + 1)]
    for element, passage in zip(shown, passages, strict=True):
        (words,) = element.xpath(".//*[@data-words]")
        assert "".join(words.text_content().split()) == ("".join(passage.words.split()) or "(nowords)")
        assert {box.get("name").partition("-")[0] for box in element.xpath(".//textarea")} == {"comment", "better", "story"}


def test_the_decision_belongs_to_the_digest_and_its_word(course: Course, written: str) -> None:
    digest = digest_session(course, course.sessions[0])
    (main,) = lxml_html.fromstring(written).xpath("//main")
    assert (main.get("data-digest"), main.get("data-word")) == (digest, version_word(digest))
    assert [radio.get("value") for radio in main.xpath("//input[@name='decision']")] == ["approved", "approved with changes", "not yet"]


def test_it_asks_for_nothing_and_runs_only_its_own_script(written: str) -> None:
    assert not re.findall(r'(?:src|href)="(?!data:|#)', written)
    script = written.rpartition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', written)
    assert policy is not None
    assert f"script-src 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]


def test_what_an_author_types_is_never_markup_of_ours(course: Course) -> None:
    session = replace(course.sessions[0], title='</title><script>alert("x")</script>', summary="<img src=x onerror=alert(1)>")
    hostile = replace(course, title='"><script>', sessions=(session,))
    tree = lxml_html.fromstring(write_review_file(hostile, session, BUILD).decode())
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//*[@onerror]")


def test_the_same_course_gives_the_same_bytes(course: Course, written: str) -> None:
    assert write_review_file(course, course.sessions[0], BUILD).decode() == written


def test_words_in_another_language_are_marked_and_ours_are_not(course: Course) -> None:
    welsh = replace(course, language="cy")
    tree = lxml_html.fromstring(write_review_file(welsh, welsh.sessions[0], BUILD).decode())
    assert tree.get("lang") == "en-GB"
    assert {element.get("lang") for element in tree.xpath("//*[@data-words]") if element.text_content() != "(no words)"} == {"cy"}
