"""The whole way from an author's folder to zips, stage by stage; every command walks some part of it.

Stages are imported where they are used: `copack --help` must not pay for a renderer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Checked, Diagnostic, Place, has_errors

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.package.package import Package
    from builder.pages.languages import Translated
    from builder.source.files import Source
    from builder.source.translations.translation import Translation
    from builder.standards.standard import Options, Standard
    from builder.tracking.plan import TrackingPlan

Progress = Callable[[str], None]
"""Called with the stage that begins, in plain words."""


class Compilation(Struct, frozen=True):
    """What became of an author's folder.

    Attributes:
        source: the files as read, for quoting lines; `None` when the folder could not be read at all.
        course: `None` when errors left none.
        plan: likewise.
        standards: those asked for, or the course's own.
        diagnostics: everything found, in no order.
        others: the course in those further languages that packages hold.

    """

    source: Source | None
    course: Course | None
    plan: TrackingPlan | None
    standards: tuple[Standard, ...]
    diagnostics: tuple[Diagnostic, ...]
    others: tuple[Translated, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the further languages that packages hold."""
        return tuple(other.course.language for other in self.others)


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


class BuildResult(Struct, frozen=True):
    """What a build left in the output folder: paths in the order of writing, and all that was found."""

    files: tuple[Path, ...]
    compilation: Compilation


class UnknownSessionError(Exception):
    """A session is asked for that the course does not have. The text names those that are there."""


def compile_folder(
    folder: Path, *, standards: Sequence[str] = (), drafts: bool = False, local: Path | None = None, language: str = "", session: str = ""
) -> Compilation:
    """Read, compile, open the pictures, plan and ask each standard what it cannot carry.

    `drafts` fills in ids and speaks by drafts; `local` stands in for the course's own local.yaml; `language`: one of those into which the course
    is translated, in which it is returned; in the preview with words that nobody has reviewed. `session`: id of the only one that is wanted;
    raises UnknownSessionError where the course has none of that id.
    """
    from builder.pages.assets import check_covers, check_pictures
    from builder.pages.theme import check_logo
    from builder.sentences import language_in_preview
    from builder.source.compile import compile_course
    from builder.source.load import load
    from builder.tracking.compile import plan_tracking

    loaded = load(folder, local)
    if loaded.value is None:
        return Compilation(None, None, None, (), loaded.diagnostics)
    compiled = compile_course(loaded.value, drafts=drafts)
    diagnostics = (*loaded.diagnostics, *compiled.diagnostics)
    if compiled.value is None:
        return Compilation(loaded.value, None, None, (), diagnostics)
    spoken = _translate(loaded.value, compiled.value, diagnostics, language, drafts=drafts)
    diagnostics = (*diagnostics, *spoken.diagnostics)
    if spoken.value is None:
        return Compilation(loaded.value, None, None, (), diagnostics)
    # The preview shows the course from its first page to its last, however platforms launch it, and sentences that are yet to be reviewed.
    course = spoken.value.course
    course = replace(course, units="course", language=language_in_preview(course.language)) if drafts else course
    course = _take(course, session) if session else course
    others = tuple(_take(other, session) if session else other for other in spoken.value.others)
    chosen, unknown = choose_standards(standards or course.standards)
    planned = plan_tracking(_accept_others(course, others))
    diagnostics = (
        *diagnostics,
        *unknown,
        *_check_units(course, chosen),
        *_check_films(course, chosen),
        *_check_parts(course, chosen),
        *check_pictures(course),
        *check_covers(course),
        *check_logo(course),
        *planned.diagnostics,
    )
    if planned.value is not None:
        diagnostics = (*diagnostics, *(fault for standard in chosen for fault in standard.check_plan(planned.value)))
    translated = _plan_others(others, drafts=drafts) if others else ()
    return Compilation(loaded.value, course, planned.value, chosen, diagnostics, translated)


class _Spoken(Struct, frozen=True):
    """A course in the language that was asked for, and in the further ones that packages hold."""

    course: Course
    others: tuple[Course, ...] = ()


def _translate(source: Source, course: Course, told: Sequence[Diagnostic], language: str, *, drafts: bool) -> Checked[_Spoken]:
    """Return the course in a language, and what is wrong with each of its translations. The draft of each is judged, even if it is not shown."""
    if not course.languages and not source.translations and not language:
        return Checked(_Spoken(course))

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
    return Checked(_Spoken(spoken, tuple(others) if spoken is course and speaks(course.language) else ()), tuple(diagnostics))


def _accept_others(course: Course, others: Sequence[Course]) -> Course:
    """Return the course as it is tracked: what may be typed into a gap in one language may be typed in all."""
    if not others:
        return course

    from builder.source.translations.accepted import accept_every_language

    return accept_every_language(course, others)


def tell_left_out(compilation: Compilation, tell: Progress) -> None:
    """Say of each language that a course lists and its packages do not hold why they do not."""
    from builder.sentences import speaks

    course = compilation.course
    for tag in course.languages if course is not None else ():
        if tag in compilation.languages:
            continue
        draft = f"Copack’s own sentences in “{tag}” are not there yet, or not reviewed."
        titles = "Its titles, outcomes, glossary and words for pictures are not all translated and reviewed. `copack check` names them."
        tell(f"The packages do not hold the language “{tag}”. {titles if speaks(tag) else draft}")


def _plan_others(others: Iterable[Course], *, drafts: bool) -> tuple[Translated, ...]:
    from builder.pages.languages import Translated
    from builder.sentences import language_in_preview
    from builder.tracking.compile import plan_tracking

    shown = [replace(other, units="course", language=language_in_preview(other.language)) if drafts else other for other in others]
    planned = [(other, plan_tracking(other).value) for other in shown]
    return tuple(Translated(other, plan) for other, plan in planned if plan is not None)


def open_translation(folder: Path, language: str) -> OpenedTranslation:
    """Read the words of a course in one of the languages that it lists. Only errors are told: others come with `copack check`."""
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
    if language not in course.languages:
        return OpenedTranslation(None, loaded.value, (report_not_listed(language, course.languages),))
    found = find_translations(loaded.value, course, (language,))
    errors += [one for one in found.diagnostics if one.rule.severity is Severity.ERROR]
    if errors or found.value is None:
        return OpenedTranslation(None, loaded.value, tuple(errors))
    return OpenedTranslation(Translating(loaded.value, course, found.value[0]), loaded.value, ())


def _take(course: Course, session: str) -> Course:
    from builder.course.part import take_session

    known = [each.id for each in course.sessions]
    if session not in known:
        raise UnknownSessionError(f"There is no session “{session}”. Type the id of one of these: {', '.join(known)}.")
    return take_session(course, session)


def _check_units(course: Course, chosen: Iterable[Standard]) -> Iterable[Diagnostic]:
    from builder.standards.registry import STANDARDS
    from builder.standards.rules import ONE_UNIT

    for standard in chosen:
        if course.units == "session" and not standard.several_units:
            able = ", ".join(known.name for known in STANDARDS if known.several_units) or "none of them"
            message = f"“units: session” does not go with {standard.title}: its platforms open the course as a whole."
            hint = f"Write `units: course`, or make packages of these standards only: {able}."
            yield Diagnostic(ONE_UNIT, message, Place("course.yaml"), hint)


def _check_parts(course: Course, chosen: Iterable[Standard]) -> Iterable[Diagnostic]:
    able = [standard for standard in chosen if standard.several_units]
    if course.units != "session" or not able:
        return  # the platforms' files are read only where somebody asks

    from builder.platforms.platform import EvidenceGrade
    from builder.platforms.registry import platforms
    from builder.standards.rules import PARTS_AT_PLATFORM

    for standard, platform in product(able, platforms()):
        for fact in platform.limits:
            if "several units" in fact.course and fact.applies(standard.name, ("several units",)) and fact.grade is not EvidenceGrade.ASSUMED:
                message = f"{platform.title}, with “units: session” and {standard.title}: {fact.text}"
                hint = "If your learners use it, write `units: course`. The handover sheet tells the people who run the platform."
                yield Diagnostic(PARTS_AT_PLATFORM, message, Place("course.yaml"), hint)


def _check_films(course: Course, chosen: Iterable[Standard]) -> Iterable[Diagnostic]:
    from builder.course.blocks import Recording
    from builder.pages.media import list_media

    films = [film for film in list_media(course) if isinstance(film, Recording)]
    if not films:
        return  # the platforms' files are read only where somebody asks

    from builder.platforms.registry import platforms
    from builder.standards.rules import BADLY_SERVED_FILM

    for standard in chosen:
        for platform, film in product(platforms(), films):
            if film.file.endswith(platform.badly_served(standard.name)):
                message = f"{platform.title}, which takes the {standard.title} package, may not play “{film.file}”."
                hint = "Learners there have its transcript. To let them see it as well, put it on a website and link to it with `::: resource`."
                yield Diagnostic(BADLY_SERVED_FILM, message, film.place, hint)


def choose_standards(names: Iterable[str]) -> tuple[tuple[Standard, ...], tuple[Diagnostic, ...]]:
    """Return the standards of these names, each once, and a diagnostic for each name that is none."""
    from builder.standards.registry import STANDARDS

    wanted = tuple(dict.fromkeys(names))
    unknown = tuple(_unknown(name, STANDARDS.names) for name in wanted if name not in STANDARDS.names)
    return tuple(STANDARDS.find(name) for name in wanted if name in STANDARDS.names), unknown


def _unknown(name: str, known: Iterable[str]) -> Diagnostic:
    from builder.standards.rules import UNKNOWN_STANDARD

    hint = f"Type one of these: {', '.join(known)}."
    return Diagnostic(UNKNOWN_STANDARD, f"There is no standard “{name}”.", Place("course.yaml"), hint)


def package_course(compilation: Compilation, options: Options, progress: Progress) -> tuple[tuple[Package, ...], tuple[Diagnostic, ...]]:
    """Return the package of each standard and what its linter says of it. Needs a compilation without errors."""
    from builder.lint import lint
    from builder.pages.render import render_pages
    from builder.pages.visible_words import check_visible_words

    course, plan = compilation.course, compilation.plan
    assert course is not None
    assert plan is not None
    progress("Making the pages")
    pages = render_pages(course, plan, others=compilation.others)
    packages: list[Package] = []
    diagnostics = list(check_visible_words(course, pages))
    for standard in compilation.standards:
        progress(f"Packing {standard.title}")
        package = standard.package(course, plan, pages, options)
        packages.append(package)
        diagnostics += lint(package, (standard,))
    return tuple(packages), tuple(diagnostics)


def lint_folder(compilation: Compilation, progress: Progress) -> tuple[Diagnostic, ...]:
    """Return what only the finished packages show, when the course is good enough to make them; nothing is written."""
    from builder.standards.standard import Options

    if compilation.plan is None or has_errors(compilation.diagnostics):
        return ()
    return package_course(compilation, Options(), progress)[1]


def build(
    folder: Path,
    output: Path,
    options: Options,
    *,
    standards: Sequence[str] = (),
    local: Path | None = None,
    session: str = "",
    progress: Progress = lambda _: None,
    tell: Progress = lambda _: None,
) -> BuildResult:
    """Build a folder's packages, handover sheet and statement page into `output`. `tell` hears what the author should know at once.

    `session`: as in `compile_folder`. Nothing is written when there is any error. All files appear together or none; what a stopped build left is
    finished or removed first. Raises NotWritten when the computer refuses to write.
    """
    from builder.delivery import deliver, name_build_of
    from builder.output.output_folder import recover

    recovered = recover(output, tell)
    if recovered:
        tell(recovered)
    progress("Reading the course")
    compilation = compile_folder(folder, standards=standards, local=local, session=session)
    source, course, plan = compilation.source, compilation.course, compilation.plan
    if has_errors(compilation.diagnostics) or source is None or course is None or plan is None:
        return BuildResult((), compilation)
    tell_left_out(compilation, tell)
    packages, faults = package_course(compilation, options, progress)
    compilation = replace(compilation, diagnostics=(*compilation.diagnostics, *faults))
    if has_errors(faults):
        return BuildResult((), compilation)
    progress("Writing the files")
    delivered = deliver(course, plan, packages, compilation.standards, name_build_of(source, compilation.languages), output, tell)
    return BuildResult(delivered.files, replace(compilation, diagnostics=(*compilation.diagnostics, *delivered.diagnostics)))


def build_kit(
    folder: Path,
    output: Path,
    *,
    pdf: bool,
    local: Path | None = None,
    progress: Progress = lambda _: None,
    tell: Progress = lambda _: None,
) -> BuildResult:
    """Make the kit of a folder's course into `output`: one zip with every file of it. `pdf`: each book as PDF too.

    Nothing is written when there is any error. Raises NotWritten when the computer refuses to write, OSError when it refuses room for the zips.
    """
    from tempfile import TemporaryDirectory

    from builder.delivery import name_build_of
    from builder.kit.kit import KitOptions, make_kit
    from builder.output.output_folder import recover, write_together
    from builder.package.zip import write_zip
    from builder.standards.standard import Options

    recovered = recover(output, tell)
    if recovered:
        tell(recovered)
    progress("Reading the course")
    compilation = compile_folder(folder, local=local)
    source, course, plan = compilation.source, compilation.course, compilation.plan
    if has_errors(compilation.diagnostics) or source is None or course is None or plan is None:
        return BuildResult((), compilation)
    packages, faults = package_course(compilation, Options(), progress)
    compilation = replace(compilation, diagnostics=(*compilation.diagnostics, *faults))
    if has_errors(faults):
        return BuildResult((), compilation)
    build = name_build_of(source, compilation.languages)
    with TemporaryDirectory(prefix="copack-kit-") as work:
        progress("Making the books")
        standards = tuple(zip(compilation.standards, packages, strict=True))
        kit = make_kit(source, course, plan, standards, build, KitOptions(pdf=pdf), Path(work), compilation.diagnostics)
        compilation = replace(compilation, diagnostics=(*compilation.diagnostics, *kit.diagnostics))
        if has_errors(kit.diagnostics):
            return BuildResult((), compilation)
        progress("Writing the kit")
        with write_together(output, tell) as staging, staging.create(kit.package.name) as stream:
            write_zip(kit.package, stream, comment=build.mark.encode("ascii"))
    return BuildResult((output / kit.package.name,), compilation)
