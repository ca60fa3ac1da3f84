"""From files to the typed course: parse, fill in what is missing, bind, check. Every fault of every file is found in one run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.course.edition import CoursePilot
from builder.course.model import Course, Outcome, PassRule, Record, Session
from builder.course.named_builds import NamedBuilds
from builder.course.slots import EVALUATION, LocalWords
from builder.diagnostics import Checked, Diagnostic, Place, Severity, has_errors
from builder.editorial.claims import check_claims
from builder.editorial.corrections import check_corrections
from builder.source.bind.course import BoundCourse, read_course
from builder.source.bind.evaluation import add_evaluation, sent_ids
from builder.source.bind.records import assemble_records
from builder.source.bind.room_texts import BoundRoomTexts
from builder.source.check.checks import check_course
from builder.source.check.shown_files import carried_facilitator_pictures, carried_files, carried_pictures
from builder.source.files import Source
from builder.source.markdown.terms import Terms
from builder.source.reading import collect
from builder.source.tree.parse import parse
from builder.source.tree.session import SessionTree
from builder.source.write.edits import apply
from builder.source.write.missing import MissingIds, find_missing
from builder.source.yaml.settings import CourseFile, PassMark


class ParsedSessions(Struct, frozen=True):
    """The trees of the sessions of a course, in order, and what each of them lacks."""

    trees: tuple[SessionTree, ...]
    missing: tuple[MissingIds, ...]


def parse_course(source: Source, *, drafts: bool = False) -> ParsedSessions:
    """Parse the sessions of a course, and find the ids and codes that they lack; `drafts`: those are only warned of."""
    trees = tuple(parse(session.file.path, session.file.raw) for session in source.sessions)
    return ParsedSessions(trees, find_missing(trees, drafts=drafts))


def compile_course(source: Source, *, drafts: bool = False, unproven: bool = False) -> Checked[Course]:
    """Return the course; `None` when there is any error, or when part of the folder could not be read.

    Missing ids and codes are filled in as `copack check --fix` would write them, so that all else can be judged. They are errors;
    `drafts`: only warned of, for an author who is still writing. `unproven`: so are claims that the records do not prove yet, for those commands
    that make the records.
    """
    parsed = parse_course(source, drafts=drafts)
    completed = tuple(apply(tree, missing.edits) for tree, missing in zip(parsed.trees, parsed.missing, strict=True))
    lacking = (diagnostic for missing in parsed.missing for diagnostic in missing.diagnostics)
    return compile_trees(source, completed, lacking, unproven=unproven)


def compile_trees(
    source: Source, trees: Sequence[SessionTree], lacking: Iterable[Diagnostic] = (), first: Terms = None, *, unproven: bool = False
) -> Checked[Course]:
    """Return the course of sessions that are parsed and have all ids and codes, as `compile_course` does.

    `lacking`: what was told of them before. `first`: a translated course's glossary in its first language, by whose words links find entries too.
    """
    bound = collect(read_course(source, trees, first))
    diagnostics = _sorted((*lacking, *bound.diagnostics, *check_course(bound.value)))
    course = bound.value
    file = course.file.model if course.file is not None else None
    if file is None or not source.complete or has_errors(diagnostics):
        return Checked(None, diagnostics)
    whole = _assemble(course, file)
    claims = (*check_claims(whole, course.file.places if course.file is not None else {}), *check_corrections(whole))
    if unproven:
        claims = tuple(replace(claim, rule=replace(claim.rule, severity=Severity.WARNING)) for claim in claims)
    return Checked(None if has_errors(claims) else whole, _sorted((*diagnostics, *claims)))


def _sorted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda diagnostic: (diagnostic.place or Place(""), diagnostic.rule.code)))


def _assemble(course: BoundCourse, file: CourseFile) -> Course:
    """Return the course of parts that have no faults."""
    assert course.file is not None
    sessions, theme = _sessions(course, file), course.theme.theme if course.theme is not None else None
    return Course(
        id=file.id,
        title=file.title,
        version=file.version,
        base=file.base,
        language=file.language,
        description=file.description,
        audience=file.audience,
        organisation=file.organisation or (theme.organisation if theme is not None else ""),
        contact=file.contact,
        licence=file.licence,
        outcomes=tuple(Outcome(ident, text, course.file.places[f"outcomes.{ident}"]) for ident, text in file.outcomes.items()),
        pass_rule=PassRule(file.pass_.mark, file.pass_.tries) if isinstance(file.pass_, PassMark) else PassRule(),
        record=Record(file.record),
        record_also=sent_ids(course.form, file.record_also, sessions),
        people=course.helpers.people,
        standards=file.standards,
        sessions=sessions,
        media=carried_pictures(course),
        files=carried_files(course),
        facilitator_media=carried_facilitator_pictures(course),
        glossary=tuple((course.terms or {}).values()),
        accreditation=file.accreditation, avoid=file.avoid,
        theme=theme,
        exit_when_done=file.exit_when_done,
        units=file.units,
        hosted=file.hosted,
        pilot=CoursePilot(file.pilot.id, file.pilot.label) if file.pilot is not None else None,
        slots=file.slots,
        reviewer_roles=file.reviewer_roles,
        sign_offs=course.sign_offs.sign_offs, corrections=course.sign_offs.corrections,
        local=_local_words(course),
        languages=file.languages,
        evidence=file.evidence, levels=file.levels,
        records=assemble_records(course.records, course.helpers.offered, _named_builds(course)),
    )


def _named_builds(course: BoundCourse) -> NamedBuilds:
    return course.builds.model if course.builds is not None and course.builds.model is not None else NamedBuilds()


def _sessions(course: BoundCourse, file: CourseFile) -> tuple[Session, ...]:
    """Return the sessions, with the form of the course where it has one."""
    sessions = tuple(_session(course))
    return add_evaluation(course.form, sessions, at_own_form=EVALUATION in file.slots) if course.form is not None and sessions else sessions


def _local_words(course: BoundCourse) -> LocalWords | None:
    local = course.local.model if course.local is not None else None
    return LocalWords(local.organisation, local.nation or "", local.slots) if local is not None else None


def _session(course: BoundCourse) -> Iterable[Session]:
    for session in course.sessions:
        assert session.top is not None
        top = session.top.model
        assert top is not None
        room = course.room_texts.get(session.tree.file.rpartition("/")[0], BoundRoomTexts())
        yield Session(
            top.id,
            top.title,
            top.summary,
            top.outcomes,
            session.pages,
            session.top.places["id"],
            session.cover,
            guide=room.guide,
            handouts=room.handouts,
        )
