"""A course in the language that was asked for, and in the further languages that its packages hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Checked, Diagnostic
from builder.language_tag import is_language_tag

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.pages.languages import Translated
    from builder.source.files import Source
    from builder.source.translations.translation import Translation
    from builder.tracking.plan import TrackingPlan


class Spoken(Struct, frozen=True):
    """A course in the language that was asked for, and in the further ones that packages hold."""

    course: Course
    others: tuple[Course, ...] = ()


def translate(source: Source, course: Course, told: Sequence[Diagnostic], language: str, *, drafts: bool) -> Checked[Spoken]:
    """Return the course in a language, and what is wrong with each of its translations. The draft of each is judged, even if it is not shown."""
    if not course.languages and not source.translations and not language:
        return Checked(Spoken(course))

    from builder.sentences import language_in_preview, speaks
    from builder.source.translations.compile import compile_translation, find_translations, may_be_packed
    from builder.source.translations.translation import report_not_listed

    if language not in {"", course.language, *course.languages}:
        return Checked(None, (report_not_listed(language, course.languages),))
    found = find_translations(source, course, course.languages, drafts=drafts)
    diagnostics = list(found.diagnostics)
    compiled: dict[str, Course | None] = {course.language: course}
    others: list[Course] = []
    for translation in found.value or ():
        tag = translation.language
        whole = compile_translation(source, course, translation, told, drafts=True)
        diagnostics += whole.diagnostics
        compiled[tag] = whole.value if drafts else compile_translation(source, course, translation, told).value
        packed = compiled[tag]
        if packed is not None and speaks(language_in_preview(tag) if drafts else tag) and (drafts or may_be_packed(translation)):
            others.append(packed)
    spoken = compiled.get(language or course.language)
    if spoken is None:
        return Checked(None, tuple(diagnostics))
    return Checked(Spoken(spoken, tuple(others) if spoken is course and speaks(course.language) else ()), tuple(diagnostics))


def accept_others(course: Course, others: Sequence[Course]) -> Course:
    """Return the course as it is tracked: what may be typed into a gap in one language may be typed in all."""
    if not others:
        return course

    from builder.source.translations.accepted import accept_every_language

    return accept_every_language(course, others)


def plan_others(others: Iterable[Course], *, drafts: bool) -> tuple[Translated, ...]:
    """Return the course in each further language with its plan; one that cannot be planned is left out, and its faults are told elsewhere."""
    from builder.pages.languages import Translated
    from builder.sentences import language_in_preview
    from builder.tracking.compile import plan_tracking

    shown = [replace(other, units="course", language=language_in_preview(other.language)) if drafts else other for other in others]
    planned = [(other, plan_tracking(other).value) for other in shown]
    return tuple(Translated(other, plan) for other, plan in planned if plan is not None)


def name_in_others(plan: TrackingPlan, others: Sequence[Translated]) -> TrackingPlan:
    """Return the plan with what its activities are called in each further language."""
    if not others:
        return plan

    from builder.tracking.translations import add_languages

    return add_languages(plan, [other.plan for other in others])


class Translating(Struct, frozen=True):
    """A course whose words are translated: its files, the course in its first language, and the words of the other one."""

    source: Source
    course: Course
    translation: Translation


class OpenedTranslation(Struct, frozen=True):
    """What `open_translation` found: `value` is `None` where the first language has errors or the other one is not listed."""

    value: Translating | None
    source: Source | None
    diagnostics: tuple[Diagnostic, ...]


def open_translation(folder: Path, language: str, *, is_planned: bool = False) -> OpenedTranslation:
    """Read the words of a course in one of the languages that it lists. Only errors are told: others come with `copack check`.

    `is_planned`: also in a language that it does not list yet, in which it then has no words.
    """
    from builder.diagnostics import Severity
    from builder.source.compile import compile_course
    from builder.source.load import load
    from builder.source.translations.compile import find_translations
    from builder.source.translations.translation import report_not_listed

    loaded = load(folder)
    compiled = compile_course(loaded.value) if loaded.value is not None else Checked(None)
    course = compiled.value
    errors = [one for one in (*loaded.diagnostics, *compiled.diagnostics) if one.rule.severity is Severity.ERROR]
    if loaded.value is None or course is None:
        return OpenedTranslation(None, loaded.value, tuple(errors))
    if language not in course.languages and not (is_planned and is_language_tag(language) and language != course.language):
        return OpenedTranslation(None, loaded.value, (report_not_listed(language, course.languages),))
    found = find_translations(loaded.value, course, (language,))
    errors += [one for one in found.diagnostics if one.rule.severity is Severity.ERROR]
    if errors or found.value is None:
        return OpenedTranslation(None, loaded.value, tuple(errors))
    return OpenedTranslation(Translating(loaded.value, course, found.value[0]), loaded.value, ())
