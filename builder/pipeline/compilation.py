"""An author's folder read, planned, and judged by the standards that were asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Diagnostic
from builder.pipeline.chosen_standards import check_standards, choose_standards
from builder.pipeline.languages import accept_others, name_in_others, plan_others, translate

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.pages.languages import Translated
    from builder.source.files import Source
    from builder.standards.standard import Standard
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


class UnknownSessionError(Exception):
    """A session is asked for that the course does not have. The text names those that are there."""


def compile_folder(
    folder: Path,
    *,
    standards: Sequence[str] = (),
    drafts: bool = False,
    unproven: bool = False,
    local: Path | None = None,
    language: str = "",
    session: str = "",
) -> Compilation:
    """Read, compile, open the pictures, plan and ask each standard what it cannot carry.

    `drafts` fills in ids and speaks by drafts; `unproven` lets pass, with a warning, what a course claims before its records prove it; `local`
    stands in for the course's own local.yaml; `language`: one of those into which the course is translated, in which it is returned; in the
    preview with words that nobody has reviewed. `session`: id of the only one that is wanted; raises UnknownSessionError where the course has
    none of that id.
    """
    from builder.sentences import language_in_preview
    from builder.source.compile import compile_course
    from builder.source.load import load

    loaded = load(folder, local)
    if loaded.value is None:
        return Compilation(None, None, None, (), loaded.diagnostics)
    compiled = compile_course(loaded.value, drafts=drafts, unproven=unproven)
    diagnostics = (*loaded.diagnostics, *compiled.diagnostics)
    if compiled.value is None:
        return Compilation(loaded.value, None, None, (), diagnostics)
    spoken = translate(loaded.value, compiled.value, diagnostics, language, drafts=drafts)
    diagnostics = (*diagnostics, *spoken.diagnostics)
    if spoken.value is None:
        return Compilation(loaded.value, None, None, (), diagnostics)
    # The preview shows the course from its first page to its last, however platforms launch it, and sentences that are yet to be reviewed.
    course = spoken.value.course
    course = replace(course, units="course", language=language_in_preview(course.language)) if drafts else course
    course = _take(course, session) if session else course
    others = tuple(_take(other, session) if session else other for other in spoken.value.others)
    planned = _plan(course, others, standards, drafts=drafts)
    return replace(planned, source=loaded.value, diagnostics=(*diagnostics, *planned.diagnostics))


def _plan(course: Course, others: Sequence[Course], standards: Sequence[str], *, drafts: bool) -> Compilation:
    """Return the plan of a course and all that is found from its pictures on."""
    from builder.pages.assets import check_covers, check_pictures
    from builder.pages.theme import check_logo
    from builder.tracking.compile import plan_tracking

    chosen, unknown = choose_standards(standards or course.standards)
    planned = plan_tracking(accept_others(course, others))
    pictures = (*check_pictures(course), *check_covers(course), *check_logo(course))
    diagnostics = (*unknown, *check_standards(course, chosen), *pictures, *planned.diagnostics)
    spoken = plan_others(others, drafts=drafts) if others else ()
    plan = name_in_others(planned.value, spoken) if planned.value is not None else None
    if plan is not None:
        diagnostics = (*diagnostics, *(fault for standard in chosen for fault in standard.check_plan(plan)))
    return Compilation(None, course, plan, chosen, diagnostics, spoken)


def _take(course: Course, session: str) -> Course:
    from builder.course.part import take_session

    known = [each.id for each in course.sessions]
    if session not in known:
        raise UnknownSessionError(f"There is no session “{session}”. Type the id of one of these: {', '.join(known)}.")
    return take_session(course, session)


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
