"""Five minutes with a test learner: what to do in this course and what must be seen, made from the plan."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.course.cmi import Choice, InteractionType
from builder.pages.names import name_checks, name_pages, name_questions
from builder.sentences import find_sentences, say
from builder.tracking.plan import PlannedCheck, PlannedInteraction, PlannedPage, PlannedSession, TrackingPlan
from builder.tracking.responses import response_words


class SmokeQuestion(Struct, frozen=True):
    """A question to answer in the test. What is quoted is told apart from what reads alike (`builder.pages.names`).

    Attributes:
        id: the author's.
        prompt: as plain text, quoted.
        answer: a right answer in words.
        page_title: of its page.
        page: the page, quoted.
        check: the check that it stands in, quoted; empty for practice, which has a button of its own.
        button: what to press, in the course's language.

    """

    id: str
    prompt: str
    answer: str
    page_title: str
    page: str
    check: str
    button: str


class ReportedAnswer(Struct, frozen=True):
    """A question whose answer a report shows: `tracked_id` as platforms know it, a right answer in words."""

    tracked_id: str
    prompt: str
    answer: str


class SmokeTest(Struct, frozen=True):
    """What to do in the first unit that a platform opens, and what to see.

    Attributes:
        unit: its title where there are several, else empty.
        session: title of its first session.
        pages: how many pages that session has, as the player counts them.
        first_page: title of the first.
        question: the one to answer; `None` where no question of the unit can be answered rightly without doing more.
        left_at: title of the page that the learner leaves.
        words: sentences of the player by their names, in the course's language.
        welcome: what the second launch says.
        reported: how many questions' answers a report of one learner can show, over the whole course.
        at_most: whether a learner can finish without some of them, which are in no check.
        first_reported: the first of them that every learner is asked and that has a right answer, or `None`.

    """

    unit: str
    session: str
    pages: int
    first_page: str
    question: SmokeQuestion | None
    left_at: str
    words: dict[str, str]
    welcome: str
    reported: int
    at_most: bool
    first_reported: ReportedAnswer | None


def plan_smoke_test(plan: TrackingPlan) -> SmokeTest:
    """Return the test of a course. The plan has at least one page."""
    unit = plan.units[0]
    whole = plan.only(unit)
    pages = [(session, page) for session in unit.sessions for page in session.pages]
    first_session, first_page = pages[0]
    question = _choose_question(whole, pages)
    left_at = question.page_title if question else first_page.title
    recorded = [interaction for interaction in plan.interactions if interaction.recorded]
    drawn = {check.id: sum(draw.count for draw in check.draw) for check in plan.checks if check.draw}
    asked = [interaction for interaction in recorded if interaction.check not in drawn]
    right = next((interaction for interaction in asked if interaction.definition.correct), None)
    return SmokeTest(
        unit=unit.title if len(plan.units) > 1 else "",
        session=first_session.title,
        pages=len(first_session.pages),
        first_page=first_page.title,
        question=question,
        left_at=left_at,
        words=dict(find_sentences(plan.language).by_name),
        welcome=say(plan.language, "welcome-back", page=left_at),
        reported=len(asked) + sum(count for check, count in drawn.items() if any(interaction.check == check for interaction in recorded)),
        at_most=any(interaction.check is None for interaction in recorded),
        first_reported=None if right is None else ReportedAnswer(right.tracked_id, right.definition.description, _right_answer(right)),
    )


def _choose_question(plan: TrackingPlan, pages: Iterable[tuple[PlannedSession, PlannedPage]]) -> SmokeQuestion | None:
    """Return the quickest question to answer rightly: practice before a check, one choice before other kinds, then the order of the course.

    The final check is locked at first, a drawn question may not be asked, and a decision of a scenario waits for those before it.
    """
    titles = {page.id: page.title for _, page in pages}
    checks = {check.id: check for check in plan.checks}
    able = [
        interaction
        for interaction in plan.interactions
        if interaction.definition.correct and "." not in interaction.id and _is_open(checks.get(interaction.check or ""))
    ]
    if not able:
        return None
    chosen = min(able, key=lambda interaction: (interaction.check is not None, not _is_quick(interaction)))
    check = checks.get(chosen.check or "")
    button = say(plan.language, "shell-submit-check" if check else "check-answer")
    within = name_checks(plan)[check.id] if check else ""
    return SmokeQuestion(
        chosen.id,
        name_questions(plan)[chosen.id],
        _right_answer(chosen),
        titles[chosen.page],
        name_pages(plan)[chosen.page],
        within,
        button,
    )


def _is_open(check: PlannedCheck | None) -> bool:
    return check is None or not (check.final or check.draw)


def _is_quick(interaction: PlannedInteraction) -> bool:
    match interaction.definition.type, interaction.definition.correct[0]:
        case InteractionType.TRUE_FALSE, _:
            return True
        case InteractionType.CHOICE, Choice(codes):
            return len(codes) == 1
    return False


def _right_answer(interaction: PlannedInteraction) -> str:
    return response_words(interaction.definition, interaction.definition.correct[0])
