"""A course's words in another language, matched with those of the first one; and what is missing, out of date, left over or not reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.files import COURSE_FILE, TRANSLATION_FILE, Source, in_language
from builder.source.reading import DiagnosticReading
from builder.source.translations.files import TranslatedFile, read_first, read_other
from builder.source.translations.matching import Match, match
from builder.source.translations.only_words import check_only_words
from builder.source.translations.passage import Passage
from builder.source.translations.record import Entry, read_record
from builder.source.tree.session import SessionTree
from builder.source.unread_files import OWN_NOTES

NOT_TRANSLATED = Rule(
    "SRC181",
    "not-translated",
    Severity.WARNING,
    "In the other language, learners meet these words in the first one, marked as such.",
    together="Words are not translated",
)
CHANGED_SINCE = Rule(
    "SRC182",
    "changed-since-translated",
    Severity.WARNING,
    "The first language says something else by now. Until the translation is looked at again, learners get these words in the first language.",
)
EXTRA_PASSAGE = Rule("SRC183", "extra-passage", Severity.WARNING, "The first language has nothing here, so learners do not get these words.")
UNLISTED_LANGUAGE = Rule("SRC184", "unlisted-language", Severity.WARNING, "Copack reads only the languages that course.yaml lists.")
LANGUAGE_ASKED_FOR = Rule("SRC191", "language-not-listed", Severity.ERROR, "course.yaml says into which languages a course is translated.")
NOT_REVIEWED = Rule(
    "SRC186",
    "not-reviewed",
    Severity.WARNING,
    "Learners do not get a translation before somebody has reviewed it. Only the preview shows it.",
    together="Translations are not reviewed",
)

WORDS_SHOWN = 60
"""Characters of a passage that a message quotes."""


class Translation(Struct, frozen=True):
    """The words of a course in one more language.

    Attributes:
        language: its tag.
        first: the files of the first language.
        other: those of this one that are there.
        match: their passages side by side.
        record: the record as it stands in its file.

    """

    language: str
    first: tuple[TranslatedFile, ...]
    other: tuple[TranslatedFile, ...]
    match: Match
    record: Mapping[str, Entry]


def read_translation(source: Source, trees: Sequence[SessionTree], sessions: Iterable[str], language: str) -> DiagnosticReading[Translation]:
    """Read the files of a language. `trees` are those of the sessions in the first language, with all ids; `sessions` are the sessions' ids."""
    record = yield from read_record(source.find_translation(TRANSLATION_FILE, language))
    first = yield from read_first(source, trees, sessions)
    other = yield from read_other(source, first, language)
    matched = match(_passages(first), _passages(other), record)
    return Translation(language, first, other, matched, record)


def _passages(files: Iterable[TranslatedFile]) -> list[Passage]:
    return [passage for file in files for passage in file.passages]


def check_translation(translation: Translation) -> Iterator[Diagnostic]:
    """Tell what is wrong with the files of a language, and what of it learners do not get."""
    language = translation.language
    paths = {in_language(file.path, language): file.path for file in translation.first}
    for file in translation.other:
        yield from check_only_words(file, paths[file.path])
    table = f"`copack translate --to {language} --table words.csv`"
    for each in translation.match.passages:
        shown = f"“{_shorten(each.origin.words)}”"
        if each.words is None:
            hint = f"Type {table}, and give the table to a translator."
            yield Diagnostic(NOT_TRANSLATED, f"{shown} has no words in “{language}”.", each.origin.place, hint)
        elif each.state == "changed":
            hint = f"Look whether the translation still fits, in the table that {table} makes, and change it there."
            yield Diagnostic(CHANGED_SINCE, f"{shown} has changed since it was translated into “{language}”.", each.words.place, hint)
        elif each.state == "draft":
            hint = f"Let somebody review it, in the table that {table} makes: type yes in the column “Reviewed”."
            yield Diagnostic(NOT_REVIEWED, f"“{_shorten(each.words.words)}” is not reviewed.", each.words.place, hint)
    for extra in translation.match.extra:
        hint = f"Look whether its words belong to another place, then delete them. Its id would be “{extra.id}”."
        yield Diagnostic(EXTRA_PASSAGE, f"“{_shorten(extra.words)}” translates nothing.", extra.place, hint)


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= WORDS_SHOWN else f"{line[:WORDS_SHOWN].rstrip()}…"


def check_listed(source: Source, languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Tell of files in a language that course.yaml does not list."""
    for language, files in source.translations.items():
        if language not in languages:
            listed = ", ".join((*languages, language))
            for file in files:
                message = f"“{file.path}” is not read: course.yaml does not list the language “{language}”."
                hint = f"If it is a translation, write `languages: [{listed}]` into {COURSE_FILE}. {OWN_NOTES}"
                yield Diagnostic(UNLISTED_LANGUAGE, message, Place(file.path), hint)


def report_not_listed(language: str, languages: Sequence[str]) -> Diagnostic:
    """Return what to say to somebody who asks for a language that course.yaml does not list."""
    hint = f"Write `languages: [{', '.join((*languages, language))}]`."
    return Diagnostic(LANGUAGE_ASKED_FOR, f"{COURSE_FILE} does not list the language “{language}”.", Place(COURSE_FILE), hint)
