"""A course with words in another language, without a disk."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from builder.course.model import Course
from builder.source.compile import compile_course
from builder.source.files import Source, TextFile
from builder.source.translations.compile import find_translations
from builder.source.translations.translation import Translation
from builder.source.translations.update import NewWords, update_translation
from builder.source.tree.lines import split_lines
from tests.unit.source.author import COURSE, source_of

LANGUAGE = "cy"
LISTED = COURSE + f"languages: [{LANGUAGE}]\n"


def with_files(source: Source, files: Mapping[str, str]) -> Source:
    """Return a folder with these files of the other language, and those that it has under other names."""
    texts = {text.path: text for text in source.translations.get(LANGUAGE, ())}
    texts |= {path: TextFile(path, text, split_lines(text)) for path, text in files.items()}
    return replace(source, translations={LANGUAGE: tuple(texts.values())})


def course_in(source: Source) -> Course:
    course = compile_course(source).value
    assert course is not None
    return course


def translation_of(source: Source) -> Translation:
    found = find_translations(source, course_in(source), (LANGUAGE,)).value
    assert found is not None
    return found[0]


def states(source: Source) -> dict[str, str]:
    return {each.origin.id: each.state for each in translation_of(source).match.passages}


def translated(source: Source, words: Mapping[str, str], *, reviewed: bool = True) -> Source:
    """Return a folder in which `copack translate` has written these words."""
    translation = translation_of(source)
    origins = {each.origin.id: each.origin.digest for each in translation.match.passages}
    update = update_translation(source, translation, {ident: NewWords(text, origins[ident], reviewed) for ident, text in words.items()})
    assert update.refused == ()
    return with_files(source, update.files)


def every_word(source: Source, mark: str = "ŵ") -> dict[str, str]:
    """Return a made-up translation of each passage: its own words between two marks, where that leaves the form of the text as it is."""
    from builder.source.translations.update import IN_LINES

    passages = [each.origin for each in translation_of(source).match.passages]
    return {each.id: each.words if each.sort in IN_LINES - {"text"} else f"{mark} {each.words} {mark}" for each in passages}


def session_source(session: str) -> Source:
    return source_of(session, course=LISTED)
