"""From files to the typed course. Every fault of every file is found in one run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.course.blocks import Download, Recording
from builder.course.model import Course, Outcome, PassRule, Person, Record, Session
from builder.diagnostics import Checked, Diagnostic, Place, has_errors
from builder.package.content import Content
from builder.source.blocks import Reader
from builder.source.evaluation import add_evaluation, read_evaluation, sent_ids
from builder.source.fields import fill_file
from builder.source.files import Source
from builder.source.findings import Findings
from builder.source.glossary import read_glossary
from builder.source.identifiers import Ids
from builder.source.lines import clean_all
from builder.source.media import check_files
from builder.source.outline import Outline, read_outline
from builder.source.pictures import check_picture
from builder.source.sense import check_links, check_settings, check_used, check_whole, media, pictures
from builder.source.session import known_ids, read_session
from builder.source.settings import CourseFile, PassMark


class Reading(Struct, frozen=True):
    """All that reading a course gives, good or not; `settings` is `None` where course.yaml is at fault. `sent`: `record_also` by ids on the pages."""

    settings: CourseFile | None
    places: Mapping[str, Place]
    outlines: tuple[Outline, ...]
    sessions: tuple[Session, ...]
    findings: Findings
    used: frozenset[str]
    sent: tuple[str, ...] = ()


def compile_course(source: Source, *, drafts: bool = False) -> Checked[Course]:
    """Return the course; `None` when there is any error, or when part of the folder could not be read.

    `drafts`: missing ids and codes are filled in as `copack check --fix` would write them, and only warned of.
    """
    reading = read_course(source, drafts=drafts)
    findings = reading.findings
    media, files = _check_pictures(reading.sessions, source, findings), _check_files(reading.sessions, source, findings)
    if reading.settings is None or not source.complete or has_errors(findings.diagnostics):
        return Checked(None, _sorted(findings.diagnostics))
    return Checked(_assemble(reading, reading.settings, media, files), _sorted(findings.diagnostics))


def read_course(source: Source, *, drafts: bool = False) -> Reading:
    """Read every file of a course as far as it goes."""
    findings = Findings(drafts=drafts)
    settings, places = _read_settings(source, findings)
    outlines = tuple(read_outline(one.file.path, clean_all(one.file.path, one.file.lines), findings) for one in source.sessions)
    findings.terms = read_glossary(source, findings)
    ids = Ids()
    for outline in outlines:
        pages, questions = known_ids(outline)
        ids.pages |= pages
        ids.questions |= questions
    outcomes = frozenset(settings.outcomes) if settings is not None else None
    reader = Reader(source, "", ids, findings, outcomes)
    sessions: list[Session] = []
    for outline, folder in zip(outlines, source.sessions, strict=True):
        reader.folder = folder.path
        session = read_session(outline, reader)
        if session is not None:
            sessions.append(session)
    whole = source.complete and all(outline.sound for outline in outlines)
    form, form_places = read_evaluation(source, findings)
    if form is not None and sessions:
        sessions = list(add_evaluation(form, form_places, sessions, ids, findings))
    if whole:
        check_links([*ids.page_places, *ids.pages], findings)
    if settings is not None and whole and len(sessions) == len(outlines) and not findings.errors:
        check_whole(settings, places, sessions, findings)
        check_used(settings, places, reader.used, findings)
    sent = sent_ids(form, settings.record_also, sessions) if settings is not None else ()
    return Reading(settings, places, outlines, tuple(sessions), findings, frozenset(reader.used), sent)


def _read_settings(source: Source, findings: Findings) -> tuple[CourseFile | None, dict[str, Place]]:
    settings, places = fill_file(source.course, CourseFile, findings)
    if settings is not None:
        check_settings(settings, places, findings)
    return settings, places


def _check_pictures(sessions: Sequence[Session], source: Source, findings: Findings) -> dict[str, bytes]:
    """Judge each picture that is shown, once, and return them."""
    posters = (one.poster for one in media(sessions) if isinstance(one, Recording) and one.poster)
    shown = {path: source.media[path] for path in (*(picture.file for picture in pictures(sessions)), *posters)}
    for path, content in shown.items():
        findings.extend(check_picture(path, content))
    return shown


def _check_files(sessions: Sequence[Session], source: Source, findings: Findings) -> dict[str, Content]:
    """Judge each recording and each download, once, and return their files."""
    paths = (path for one in media(sessions) if isinstance(one, Recording | Download) for path in one.files())
    shown = {path: source.files[path] if path in source.files else source.media[path] for path in paths}
    findings.extend(check_files(shown))
    return shown


def _sorted(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda found: (found.place or Place(""), found.rule.code)))


def _assemble(reading: Reading, settings: CourseFile, media: dict[str, bytes], files: dict[str, Content]) -> Course:
    mark = settings.pass_ if isinstance(settings.pass_, PassMark) else None
    return Course(
        id=settings.id,
        title=settings.title,
        version=settings.version,
        base=settings.base,
        language=settings.language,
        description=settings.description,
        audience=settings.audience,
        organisation=settings.organisation,
        contact=settings.contact,
        licence=settings.licence,
        outcomes=tuple(Outcome(ident, text, reading.places[f"outcomes.{ident}"]) for ident, text in settings.outcomes.items()),
        pass_rule=PassRule(mark.mark, mark.tries) if mark is not None else PassRule(),
        record=Record(settings.record),
        record_also=reading.sent,
        people=tuple(Person(one.name, one.role, one.consent) for one in settings.people),
        standards=settings.standards,
        sessions=reading.sessions,
        media=media,
        files=files,
        glossary=tuple((reading.findings.terms or {}).values()),
        exit_when_done=settings.exit_when_done,
        units=settings.units,
    )
