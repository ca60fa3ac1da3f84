"""A session in one file: all of its text without script, the player's pages beside it, nothing outside, and nothing that an author types gets out."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.edition import CoursePilot
from builder.course.model import Course
from builder.course.part import take_session
from builder.course.term import Term
from builder.kit.inline import choose_outside
from builder.kit.session_file import choose_words, write_session_file, write_session_files
from builder.output.build_name import BuildName
from builder.pages.visible_words import compare_words, shown_words, typed_words
from builder.pipeline import compile_folder
from builder.tracking.compile import plan_tracking

ROOT = Path(__file__).parents[3]
BUILD = BuildName("1.0", "4f2a-91c0-7d3e")
HOSTED = "https://courses.northtown.nhs.uk/four/?a=1&b=2"


def course_of(folder: str) -> Course:
    course = compile_folder(ROOT / folder).course
    assert course is not None
    return course


@pytest.fixture(scope="module")
def course() -> Course:
    return course_of("tests/courses/every_interaction")


@pytest.fixture(scope="module")
def files(course: Course) -> dict[str, str]:
    return {name: content.decode() for name, content in write_session_files(course, BUILD).items()}


def reading_of(html: str) -> str:
    """What is read without script."""
    return html[html.index("<body>") : html.index("<template data-player")]


class Elements(HTMLParser):
    """The elements of a page, with the text that stands in scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in {"script", "style"} and data.strip():
            self.raw.append((self.tags[-1][0], data))


def test_each_session_is_one_file_with_its_build(course: Course, files: dict[str, str]) -> None:
    assert list(files) == [f"{course.id}-{session.id}.html" for session in course.sessions]
    assert all(BUILD.mark in html[:4096] for html in files.values())
    assert {name: content.decode() for name, content in write_session_files(course, BUILD).items()} == files


def test_every_word_and_every_question_is_there_without_script(course: Course, files: dict[str, str]) -> None:
    for whole, html in zip(course.sessions, files.values(), strict=True):
        (session,) = take_session(course, whole.id).sessions
        reading = reading_of(html)
        shown = shown_words(re.sub(r'<span class="address">.*?</span>', "", reading), course.language)
        for page in session.pages:
            assert list(compare_words(typed_words(page), shown)) == []
        asked = [question.id for page in session.pages for question in page.interactions()]
        assert re.findall(r'data-question="([^"]+)"', reading) == asked
        stored = html[html.index("<template data-stored") :]
        assert re.findall(r'<form[^>]* data-question="([^"]+)"', stored) == asked


def test_a_part_has_the_ids_and_keys_of_its_course(course: Course) -> None:
    whole = plan_tracking(course).value
    assert whole is not None
    for session in course.sessions:
        part = plan_tracking(take_session(course, session.id)).value
        assert part is not None
        own = [each for each in whole.interactions if each.session == session.id]
        form = [each for each in whole.interactions if each.private and each not in own]
        assert [(each.id, each.key, each.activity, each.recorded) for each in part.interactions] == [
            (each.id, each.key, each.activity, each.recorded) for each in (*own, *form)
        ]
        keys = {page.id: page.key for each in whole.sessions() for page in each.pages}
        assert {page.id: page.key for page in part.sessions()[0].pages}.items() <= keys.items()
        # Who finishes a part has not finished the course.
        assert part.units[0].activity.suffix == f"sessions/{session.id}"


def test_nothing_is_asked_of_the_network(files: dict[str, str]) -> None:
    for html in files.values():
        elements = Elements(html)
        for tag, attributes in elements.tags:
            for name in ("src", "srcset", "poster"):
                # What lies in a template has the address in the package; the script puts the file itself there.
                assert (attributes.get(name) or "data:").startswith(("data:", "media/")), (tag, attributes)
            assert tag not in {"iframe", "object", "embed", "base"}
            assert tag != "link" or (attributes.get("href") or "data:,") == "data:,"
        assert re.findall(r'src="(?!data:)', reading_of(html)) == []
        assert "@import" not in html


def test_only_its_own_scripts_and_styles_run(files: dict[str, str]) -> None:
    for html in files.values():
        elements = Elements(html)
        policy = next(attributes["content"] or "" for tag, attributes in elements.tags if attributes.get("http-equiv") == "Content-Security-Policy")
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        run = [(kind, text) for kind, text in elements.raw if not text.startswith("{")]
        allowed = dict.fromkeys(re.findall(r"'sha256-[^']+'", policy))
        assert list(allowed) == [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for _kind, text in (run[-1], *run[:-1])]
        assert [kind for kind, _text in run] == ["style", "style", "script"]


def test_no_word_of_an_author_gets_out_of_where_it_stands() -> None:
    hostile = "</script></style></template><!--<script>alert(1)</script>"
    small = course_of("tests/courses/short")
    session = replace(small.sessions[0], title=hostile, summary=hostile)
    named = replace(small, title=hostile, description=hostile, organisation=hostile, sessions=(session,), hosted=HOSTED)
    html = write_session_file(take_session(named, session.id), BUILD).decode()
    plain = write_session_file(take_session(replace(small, hosted=HOSTED), session.id), BUILD).decode()
    assert [tag for tag, _attributes in Elements(html).tags if tag in {"script", "style", "template"}] == [
        tag for tag, _attributes in Elements(plain).tags if tag in {"script", "style", "template"}
    ]
    assert html.count("alert(1)") == html.count("alert(1)</script&gt;") + html.count("alert(1)&lt;/script&gt;") + html.count("alert(1)<\\/script>")


def test_the_first_advice_is_the_copy_on_the_internet() -> None:
    small = course_of("tests/courses/short")
    html = write_session_file(take_session(replace(small, hosted=HOSTED), "one"), BUILD).decode()
    link = 'href="https://courses.northtown.nhs.uk/four/?a=1&amp;b=2"'
    assert html.index(link) < html.index("<h1")
    assert html.count(link) == 2  # read without script, and over the first page
    assert "file-hosted" not in write_session_file(take_session(small, "one"), BUILD).decode()


def test_a_recording_stands_in_the_file_once_and_a_large_one_stays_outside_and_is_told() -> None:
    media = course_of("tests/courses/media")
    part = take_session(media, media.sessions[0].id)
    html = write_session_file(part, BUILD).decode()
    assert re.findall(r'src="data:(?:audio|video)/', reading_of(html))
    assert re.findall(r'"data:(?:audio|video)/', html[html.index("<template data-player") :]) == []
    everything = set(part.files)
    assert choose_outside(part) == frozenset()
    assert choose_outside(part, 0) == everything
    sizes = sorted(len(content) for content in part.files.values() if isinstance(content, bytes))
    some = choose_outside(part, sum(sizes) - 1)
    assert some
    assert some < everything


def test_a_session_of_words_and_drawings_goes_into_any_mailbox() -> None:
    for name, content in write_session_files(course_of("course_source"), BUILD).items():
        assert len(content) < 450_000, name


def test_the_label_of_a_pilot_is_read_with_and_without_script() -> None:
    piloted = replace(course_of("tests/courses/short"), pilot=CoursePilot("spring", "Pilot, spring"))
    for html in (content.decode() for content in write_session_files(piloted, BUILD).values()):
        assert "<p>Pilot, spring (spring)</p>" in reading_of(html)
        assert " data-pilot>Pilot, spring (spring)</p>" in html[html.index("<template data-player") :]


def test_a_file_explains_the_words_that_its_session_links_or_says_and_no_others() -> None:
    course = course_of("course_source")
    words = (Term("mentioned", "lived experience", "See Zebrafish."), Term("nested", "Zebrafish", "A fish."), Term("absent", "Quasar", "A light."))
    part = take_session(replace(course, glossary=(*course.glossary, *words)), course.sessions[0].id)
    chosen = {term.id for term in choose_words(part)}
    linked = set(re.findall(r'href="#word-([a-z0-9-]+)"', reading_of(write_session_file(part, BUILD).decode())))
    assert linked
    assert linked | {"mentioned", "nested"} <= chosen
    assert "absent" not in chosen
    assert len(chosen) < len(part.glossary)
