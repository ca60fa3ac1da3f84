"""A sign-off covers each character that learners see, and nothing that they do not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.model import Course
from builder.editorial.digest import digest_session, digest_texts, digest_words, version_word
from builder.editorial.passages import Passage, list_passages
from builder.source.compile import compile_course
from builder.source.files import Source
from builder.source.load import load
from builder.source.tree.lines import split_lines

COURSES = Path(__file__).parents[2] / "courses"
SESSION = "sessions/01-try/session.md"


@pytest.fixture(scope="module")
def source() -> Source:
    loaded = load(COURSES / "every_interaction").value
    assert loaded is not None
    return loaded


def compiled(source: Source) -> Course:
    checked = compile_course(source)
    assert checked.value is not None, checked.diagnostics
    return checked.value


def with_text(source: Source, change: Callable[[str], str]) -> Source:
    """The course with another text of its first session."""
    first, *others = source.sessions
    raw = change(first.file.raw)
    assert raw != first.file.raw
    return replace(source, sessions=(replace(first, file=replace(first.file, raw=raw, lines=split_lines(raw))), *others))


def with_course_file(source: Source, old: str, new: str) -> Source:
    assert source.course is not None
    raw = source.course.raw.replace(old, new)
    assert raw != source.course.raw
    return replace(source, course=replace(source.course, raw=raw, lines=split_lines(raw)))


def digest_of(source: Source) -> str:
    course = compiled(source)
    return digest_session(course, course.sessions[0])


def typed_passages(source: Source) -> list[Passage]:
    """Passages whose words begin at their place in the author's file."""
    course = compiled(source)
    lines = split_lines(source.sessions[0].file.raw)
    passages = [passage for group in list_passages(course, course.sessions[0]) for passage in group.passages]
    return [each for each in passages if each.place.file == SESSION and each.words and lines[each.place.line - 1][each.place.column - 1 :].startswith(each.words[:1])]


def change_letter(passage: Passage) -> Callable[[str], str]:
    """Another first letter of a passage, and nothing else."""

    def change(raw: str) -> str:
        lines = raw.split("\n")
        line, at = lines[passage.place.line - 1], passage.place.column - 1
        lines[passage.place.line - 1] = f"{line[:at]}{'Q' if line[at] != 'Q' else 'W'}{line[at + 1 :]}"
        return "\n".join(lines)

    return change


def first_of_each_role(passages: list[Passage]) -> list[Passage]:
    return list({passage.role: passage for passage in reversed(passages)}.values())


def test_a_letter_of_each_sort_of_passage_changes_the_digest(source: Source) -> None:
    before, sample = digest_of(source), first_of_each_role(typed_passages(source))
    assert len(sample) > 10
    for passage in sample:
        assert digest_of(with_text(source, change_letter(passage))) != before, passage


@pytest.mark.slow  # its neighbour is test_a_letter_of_each_sort_of_passage_changes_the_digest
def test_a_letter_of_any_passage_changes_the_digest(source: Source) -> None:
    before, passages = digest_of(source), typed_passages(source)
    assert len(passages) > 100
    for passage in passages:
        assert digest_of(with_text(source, change_letter(passage))) != before, passage


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- [x] (a) The ramp", "- [ ] (a) The ramp"),
        ("Answer: 53.10", "Answer: 53.11"),
        ("Accept: 53 to 53.20", "Accept: 53 to 53.30"),
        ("[[(a) ethics | ethical]]", "[[(a) ethics | ethnical]]"),
        ("![A slope up to a door]", "![A slope up to a gate]"),
        ("(media/ramp.svg)", "(media/steps.svg)"),
        ("title: Try each kind", "title: Try every kind"),
    ],
)
def test_keys_alternatives_pictures_and_the_title_are_covered(source: Source, old: str, new: str) -> None:
    changed = with_text(source, lambda raw: raw.replace(old, new, 1) if old != "- [x] (a) The ramp" else raw.replace(old, new, 1).replace("- [ ] (b) The stairs", "- [x] (b) The stairs", 1))
    assert digest_of(changed) != digest_of(source)


def test_an_outcome_of_the_session_is_covered(source: Source) -> None:
    outcome = compiled(source).outcomes[0].text
    assert digest_of(with_course_file(source, outcome, f"{outcome} well")) != digest_of(source)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\btry-one\b", "other-id"),
        (r"Page: try-choose-one", "Page: another-page"),
        (r"(Which entrance can everybody use\?)", r"\1\nKey: q7z"),
        (r"(Which entrance can everybody use\?)", r"\1\nKeep: window"),
        (r"\nShuffle: yes", ""),
        (r"\(a\) The ramp", "(r) The ramp"),
        (r"-> \(x\)", "-> (k)"),
        (r"\n\n", "\n\n\n"),
    ],
)
def test_ids_keys_codes_and_layout_are_not_covered(source: Source, pattern: str, text: str) -> None:
    changed = with_text(source, lambda raw: re.sub(pattern, text, raw))
    assert digest_of(changed) == digest_of(source)


def test_version_base_and_pass_rule_of_the_course_are_not_covered(source: Source) -> None:
    course = compiled(source)
    other = replace(course, version="9.9", base="https://elsewhere.org/", title="Another")
    assert digest_session(other, other.sessions[0]) == digest_session(course, course.sessions[0])


def test_what_facilitators_alone_read_is_not_covered_and_has_a_digest_of_its_own() -> None:
    loaded = load(COURSES / "every-block").value
    assert loaded is not None
    course = compiled(loaded)
    session = course.sessions[1]
    other = replace(session, guide=(), handouts=(), pages=tuple(replace(page, notes=()) for page in session.pages))
    assert digest_session(course, other) == digest_session(course, session)
    (before,) = [each for each in digest_texts(course) if each.session == session.id]
    (after,) = digest_texts(replace(course, sessions=(other,)))
    assert (before.learners, before.word) == (after.learners, after.word)
    assert len(before.room) == 64
    assert after.room == ""


def test_a_digest_has_a_word_for_the_telephone_and_words_a_short_one() -> None:
    assert re.fullmatch("(?:[bdjlmnrstvw][aeiou]){3}", version_word("0" * 64))
    assert version_word("0" * 64) != version_word("1" * 64)
    assert digest_words(" Two  words\n") == digest_words("Two words")
    assert re.fullmatch("[0-9a-f]{12}", digest_words("Two words"))
