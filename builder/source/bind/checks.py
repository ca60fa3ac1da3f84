"""Checks: their questions, and the labels that decide which are asked, how often, and when it shows how they went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.course.blocks import Check, Draw, FeedbackTime, Interaction
from builder.course.document import Label, Text
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.lazy_pattern import lazy_pattern
from builder.source.bind.labels import check_late, first_text, read_key, read_labels, read_truth
from builder.source.bind.reader import ReadBlocks
from builder.source.markdown.prose import Context
from builder.source.reading import DiagnosticReading, Reading, collect, pass_on_findings
from builder.source.suggestions import did_you_mean
from builder.source.tree.block_schemas import BLOCKS
from builder.source.tree.session import QUESTIONS, FenceNode

EMPTY_CHECK = Rule("CRS032", "empty-check", Severity.ERROR, "A check without a question can never be submitted.")
BAD_DRAW = Rule("CRS035", "bad-draw", Severity.ERROR, "How many questions each learner gets must be a number, or a number for each outcome.")
SMALL_BANK = Rule("CRS036", "small-bank", Severity.ERROR, "Learners cannot get more questions than the check has.")
BAD_TRIES = Rule("CRS037", "bad-tries", Severity.ERROR, "A check may be tried as often as a whole number says, or without a limit.")
BAD_FEEDBACK_TIME = Rule(
    "CRS039",
    "bad-feedback-time",
    Severity.ERROR,
    "A check shows how each question went at each try, at the last try, or never. Copack does not know any other word here.",
)

DEFAULT_TITLE = "Quick check"
MOST_TRIES = 20
FEEDBACK_TIMES: tuple[FeedbackTime, ...] = ("each try", "last try", "never")

_COUNT = lazy_pattern(r"[0-9]{1,3}")
_DRAW = lazy_pattern(r"(?P<count>[0-9]{1,3})\s+(?:of|about|from)\s+(?P<outcome>\S+)", re.IGNORECASE)
_FORM = "Type how many each learner gets: `Draw: 4`, or `Draw: 2 of 1.1, 1 of 1.2`."


def read_check(node: FenceNode, context: Context, read_blocks: ReadBlocks) -> Reading[Check]:
    """Read a check with its questions."""
    collected = collect(_read_check(node, context, read_blocks))
    yield from pass_on_findings(collected)
    check, labels = collected.value
    if collected.sound:  # a question that could not be read would be missing from its bank
        yield from _check_bank(check, labels)
    return check


def _read_check(node: FenceNode, context: Context, read_blocks: ReadBlocks) -> Reading[tuple[Check, Sequence[Label]]]:
    schema = BLOCKS["check"]
    labels = yield from read_labels(node.head, schema.labels, context)
    yield from check_late(node.content, schema.labels)
    place = node.opening.place(node.name_at, len(node.name))
    check = Check(
        id=node.id,
        title=first_text(labels, "title") or Text(DEFAULT_TITLE, DEFAULT_TITLE, place),
        final=(yield from read_truth(labels, "final", default=False)),
        body=(yield from read_blocks(node.content, schema, context)),
        key=(yield from read_key(labels)),
        place=place,
        draw=(yield from _read_draw(labels)),
        tries=(yield from _read_tries(labels)),
        feedback=(yield from _read_feedback_time(labels)),
    )
    if not any(isinstance(inner, FenceNode) and (inner.name in QUESTIONS or inner.broken) for inner in node.content):
        hint = "Put a question inside it, before its closing `:::`."
        yield Diagnostic(EMPTY_CHECK, f"The check “{node.id}” has no question.", place, hint)
    return check, labels


def _read_draw(labels: Sequence[Label]) -> DiagnosticReading[tuple[Draw, ...]]:
    """Read `Draw:`: how many questions each learner gets, of all or of those about an outcome."""
    text = first_text(labels, "draw")
    if text is None:
        return ()
    if _COUNT.fullmatch(text.plain) and int(text.plain) > 0:
        return (Draw(int(text.plain)),)
    parts = [_DRAW.fullmatch(part.strip()) for part in re.split(r"[,;]", text.plain)]
    draws = tuple(Draw(int(part["count"]), part["outcome"].lower()) for part in parts if part and int(part["count"]) > 0)
    if len(draws) == len(parts) and len({draw.outcome for draw in draws}) == len(draws):
        return draws
    yield Diagnostic(BAD_DRAW, f"“{text.plain}” does not say how many questions to draw.", text.place, _FORM)
    return ()


def _read_tries(labels: Sequence[Label]) -> DiagnosticReading[int | None]:
    """Read `Tries:`; `None` is no limit."""
    text = first_text(labels, "tries")
    if text is None:
        return None
    if _COUNT.fullmatch(text.plain) and 1 <= int(text.plain) <= MOST_TRIES:
        return int(text.plain)
    hint = f"Type a whole number from 1 to {MOST_TRIES}, for example `Tries: 3`. Or delete the line: then there is no limit."
    yield Diagnostic(BAD_TRIES, f"“{text.plain}” is not a number of tries.", text.place, hint)
    return None


def _read_feedback_time(labels: Sequence[Label]) -> DiagnosticReading[FeedbackTime]:
    """Read `Feedback:`: when learners see how each question went."""
    text = first_text(labels, "feedback")
    if text is None:
        return "each try"
    typed = " ".join(text.plain.lower().split())
    known = next((time for time in FEEDBACK_TIMES if time == typed), None)
    if known is None:
        message = f"“{text.plain}” is not a time to show feedback."
        yield Diagnostic(BAD_FEEDBACK_TIME, message, text.place, did_you_mean(typed, FEEDBACK_TIMES))
    return known or "each try"


def _check_bank(check: Check, labels: Sequence[Label]) -> DiagnosticReading[None]:
    """Tell of a bank that holds fewer questions than are to be drawn from it."""
    text = first_text(labels, "draw")
    if text is None:
        return
    for draw, held in _held(check):
        if held < draw.count:
            about = f" about the outcome {draw.outcome}" if draw.outcome else ""
            message = f"{draw.count} questions{about} should be drawn, but “{check.id}” has {held}{about}."
            yield Diagnostic(SMALL_BANK, message, text.place, "Add questions to the check, or draw fewer.")


def _held(check: Check) -> Iterator[tuple[Draw, int]]:
    """Yield each draw with the number of questions left for it, the draws before it having taken theirs.

    A question about two outcomes may go to either, so the browser might take it for the first: at worst it is gone for the second.
    """
    before: list[str] = []
    for draw in check.draw:
        about = [question for question in check.interactions() if not draw.outcome or draw.outcome in question.outcomes]
        shared = sum(1 for question in about if _is_about(question, before))
        taken = sum(earlier.count for earlier in check.draw if earlier.outcome in before)
        yield draw, len(about) - min(shared, taken)
        before.append(draw.outcome)


def _is_about(question: Interaction, outcomes: Sequence[str]) -> bool:
    return any(outcome in question.outcomes for outcome in outcomes)
