"""The labels of a check that decide how it is asked: which questions, how often, and when it shows how they went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.course import rules as sense
from builder.course.blocks import Check, Draw, FeedbackTime, Interaction
from builder.course.document import Label
from builder.source.findings import Findings, did_you_mean

MOST_TRIES = 20
FEEDBACK_TIMES: tuple[FeedbackTime, ...] = ("each try", "last try", "never")

_COUNT = re.compile(r"[0-9]{1,3}")
_DRAW = re.compile(r"(?P<count>[0-9]{1,3})\s+(?:of|about|from)\s+(?P<outcome>\S+)", re.IGNORECASE)
_FORM = "Type how many each learner gets: `Draw: 4`, or `Draw: 2 of 1.1, 1 of 1.2`."


def read_draw(labels: Sequence[Label], findings: Findings) -> tuple[Draw, ...]:
    """Read `Draw:`: how many questions each learner gets, of all or of those about an outcome."""
    label = _label(labels, "draw")
    if label is None:
        return ()
    typed = label.text.plain
    if _COUNT.fullmatch(typed) and int(typed) > 0:
        return (Draw(int(typed)),)
    found = [_DRAW.fullmatch(part.strip()) for part in re.split(r"[,;]", typed)]
    draws = tuple(Draw(int(part["count"]), part["outcome"].lower()) for part in found if part and int(part["count"]) > 0)
    if len(draws) == len(found) and len({draw.outcome for draw in draws}) == len(draws):
        return draws
    findings.report(sense.BAD_DRAW, f"“{typed}” does not say how many questions to draw.", label.text.place, _FORM)
    return ()


def read_tries(labels: Sequence[Label], findings: Findings) -> int | None:
    """Read `Tries:`; `None` is no limit."""
    label = _label(labels, "tries")
    if label is None:
        return None
    typed = label.text.plain
    if _COUNT.fullmatch(typed) and 1 <= int(typed) <= MOST_TRIES:
        return int(typed)
    hint = f"Type a whole number from 1 to {MOST_TRIES}, for example `Tries: 3`; or take the line away: then there is no limit."
    findings.report(sense.BAD_TRIES, f"“{typed}” is not a number of tries.", label.text.place, hint)
    return None


def read_feedback_time(labels: Sequence[Label], findings: Findings) -> FeedbackTime:
    """Read `Feedback:`: when learners see how each question went."""
    label = _label(labels, "feedback")
    if label is None:
        return "each try"
    typed = " ".join(label.text.plain.lower().split())
    known = next((time for time in FEEDBACK_TIMES if time == typed), None)
    if known is None:
        message = f"“{label.text.plain}” is no time to show feedback."
        findings.report(sense.BAD_FEEDBACK_TIME, message, label.text.place, did_you_mean(typed, FEEDBACK_TIMES))
    return known or "each try"


def check_bank(check: Check, labels: Sequence[Label], findings: Findings) -> None:
    """Report a bank that holds fewer questions than are to be drawn from it."""
    label = _label(labels, "draw")
    if label is None:
        return
    for draw, held in _held(check):
        if held < draw.count:
            about = f" about the outcome {draw.outcome}" if draw.outcome else ""
            message = f"{draw.count} questions{about} are to be drawn, but “{check.id}” has {held}{about}."
            findings.report(sense.SMALL_BANK, message, label.text.place, "Add questions to the check, or draw fewer.")


def _held(check: Check) -> Iterator[tuple[Draw, int]]:
    """Yield each draw with the number of questions left for it, the draws before it having taken theirs.

    A question about two outcomes may go to either, so the browser might take it for the first: at worst it is gone for the second.
    """
    before: list[str] = []
    for draw in check.draw:
        about = [one for one in check.interactions() if not draw.outcome or draw.outcome in one.outcomes]
        shared = sum(1 for one in about if _is_about(one, before))
        taken = sum(earlier.count for earlier in check.draw if earlier.outcome in before)
        yield draw, len(about) - min(shared, taken)
        before.append(draw.outcome)


def _is_about(one: Interaction, outcomes: Sequence[str]) -> bool:
    return any(outcome in one.outcomes for outcome in outcomes)


def _label(labels: Sequence[Label], name: str) -> Label | None:
    return next((label for label in labels if label.name == name and label.text.plain), None)
