"""Right and wrong responses, and what a SCORM platform must have of them: worked out here from the plan alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from builder.course.cmi import Choice, Definition, InteractionType, Likert, Matching, Numeric, Response, Sequence, Texts, Truth
from builder.tracking.plan import PlannedCheck, PlannedInteraction, TrackingPlan
from tests.oracles.cmi_versions import SCORM12, Version

Respond = Callable[[PlannedInteraction], Response]
"""What a learner answers to a question."""


def respond_right(question: PlannedInteraction) -> Response:
    """The author's own right response; any at all where none is right or wrong."""
    definition = question.definition
    if not definition.correct:
        return respond_somehow(definition)
    right = definition.correct[0]
    return Numeric(right.minimum or right.maximum, right.minimum or right.maximum) if isinstance(right, Numeric) else right


def respond_somehow(definition: Definition) -> Response:
    """A complete response to a question without right answers."""
    match definition.type:
        case InteractionType.CHOICE:
            return Choice(tuple(option.code for option in definition.choices[: definition.most_chosen]))
        case InteractionType.LIKERT:
            return Likert(definition.choices[-1].code)
        case InteractionType.LONG_FILL_IN:
            return Texts(("Nobody asks about the nights. I would.",))
        case _:
            raise TypeError(definition.type)


def respond_wrong(question: PlannedInteraction) -> Response:
    """A complete response that is wrong; where none is, another than `respond_right` gives."""
    definition = question.definition
    if not definition.correct:
        return _respond_otherwise(definition)
    match definition.correct[0]:
        case Choice(codes):
            accepted = {code for right in definition.correct if isinstance(right, Choice) for code in right.codes}
            wrong = tuple(option.code for option in definition.choices if option.code not in accepted)
            return Choice(wrong[: definition.most_chosen] or codes[:1])
        case Truth(value):
            return Truth(not value)
        case Matching(((source, target), *others)):
            other = next(each.code for each in definition.targets if each.code != target)
            return Matching(((source, other), *others))
        case Sequence(codes):
            return Sequence((*codes[1:], codes[0]))
        case Texts(texts):
            return Texts(tuple("xyzzy" for _ in texts))
        case Numeric(minimum, maximum):
            wrong_number = (maximum if maximum is not None else minimum or Decimal(0)) + 1000
            return Numeric(wrong_number, wrong_number)
        case right:
            raise TypeError(right)


def _respond_otherwise(definition: Definition) -> Response:
    match respond_somehow(definition):
        case Choice(codes):
            return Choice((definition.choices[-1].code,)) if len(codes) != 1 or codes[0] != definition.choices[-1].code else Choice(codes)
        case Likert():
            return Likert(definition.choices[0].code)
        case _:
            return Texts(("Another thought",))


def respond_right_to(*ids: str) -> Respond:
    """Right for these questions, wrong for all others."""
    return lambda question: respond_right(question) if question.id in ids else respond_wrong(question)


def is_right(definition: Definition, response: Response) -> bool:
    """Whether a response is right, by the plainest reading of what the author wrote. Where nothing is wrong everything is right."""
    if not definition.correct:
        return True
    match response:
        case Texts(texts):
            given = zip(texts, definition.variants, strict=True)
            return all(" ".join(text.split()).lower() in [each.lower() for each in variants] for text, variants in given)
        case Choice(codes):
            return any(isinstance(right, Choice) and set(right.codes) == set(codes) for right in definition.correct)
        case Matching(pairs):
            return any(isinstance(right, Matching) and set(right.pairs) == set(pairs) for right in definition.correct)
        case Numeric(number, _):
            return any(isinstance(right, Numeric) and _lies_in(number, right) for right in definition.correct)
        case _:
            return response in definition.correct


def _lies_in(number: Decimal | None, right: Numeric) -> bool:
    assert number is not None
    return (right.minimum is None or right.minimum <= number) and (right.maximum is None or number <= right.maximum)


def points_for(question: PlannedInteraction, response: Response) -> int:
    """The points that a response earns."""
    if is_right(question.definition, response):
        return question.points
    right = question.definition.correct[0]
    if not question.partial or not isinstance(response, Choice) or not isinstance(right, Choice):
        return 0
    good, bad = len(set(response.codes) & set(right.codes)), len(set(response.codes) - set(right.codes))
    return question.points * max(0, good - bad) // len(right.codes)


def write_response(definition: Definition, response: Response, version: Version = SCORM12) -> str:
    """A response in the notation of a version of SCORM."""
    match response:
        case Choice(codes):
            order = [option.code for option in definition.choices]
            return version.item.join(sorted(codes, key=order.index))
        case Sequence(codes):
            return version.item.join(codes)
        case Matching(pairs):
            return version.item.join(f"{source}{version.pair}{target}" for source, target in pairs)
        case Texts(texts):
            return "[,]".join(texts)
        case Truth(value):
            words = ("true", "false") if version.two_statuses else ("t", "f")
            return words[0] if value else words[1]
        case Likert(code):
            return code
        case Numeric(number, _):
            return f"{number:f}"
        case _:
            raise TypeError(response)


@dataclass
class ExpectedRecord:
    """What a learner has submitted so far, and what follows from it by the pass rule."""

    plan: TrackingPlan
    responses: dict[str, Response] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)
    best: dict[str, int] = field(default_factory=dict)

    def submit(self, check: PlannedCheck, responses: dict[str, Response]) -> None:
        """One submission of a check."""
        self.responses.update(responses)
        self.tries[check.id] = self.tries.get(check.id, 0) + 1
        asked = self.asked(check)
        points = sum(points_for(question, responses[question.id]) for question in asked)
        self.best[check.id] = max(self.best.get(check.id, 0), 100 * points // sum(question.points for question in asked))

    def practise(self, parts: list[PlannedInteraction], responses: dict[str, Response]) -> None:
        """A question outside a check that was checked or sent."""
        self.responses.update({question.id: responses[question.id] for question in parts if question.recorded})

    def asked(self, check: PlannedCheck) -> list[PlannedInteraction]:
        """The questions of a check; of a bank, those that this learner got and answered."""
        return [question for question in self.plan.interactions if question.id in check.interactions and (not check.draw or question.id in self.responses)]

    def status(self, *, every_page_seen: bool = True) -> str:
        """cmi.core.lesson_status that follows (tracking contract 1)."""
        rule = self.plan.pass_rule
        if rule.mark is None:
            tried = all(check.id in self.tries for check in self.plan.checks)
            return "completed" if every_page_seen and tried else "incomplete"
        final = next(check for check in self.plan.checks if check.final)
        if self.best.get(final.id, -1) >= rule.mark:
            return "passed"
        used_up = rule.tries is not None and self.tries.get(final.id, 0) >= rule.tries
        return "failed" if used_up else "incomplete"

    def score(self) -> str:
        """cmi.core.score.raw that follows: "" while no outcome with a score is final."""
        final = next((check for check in self.plan.checks if check.final), None)
        if final is None or self.status() not in ("passed", "failed"):
            return ""
        return str(self.best[final.id])

    def elements_2004(self) -> dict[str, str]:
        """What SCORM 2004 has of status and score besides `raw` (tracking contract 1); "" where nothing may stand."""
        status, score = self.status(), self.score()
        final = status != "incomplete"
        return {
            "cmi.completion_status": "completed" if final else "incomplete",
            "cmi.success_status": status if status in ("passed", "failed") else "unknown",
            "cmi.progress_measure": "1" if final else "",
            "cmi.score.scaled": f"{int(score) / 100:.2f}".rstrip("0").rstrip(".") if score else "",
        }

    def outcome_scores(self) -> dict[str, str]:
        """By tracked id of an outcome: whole per cent of its questions, once all of them were submitted."""
        scores = {}
        for objective in self.plan.objectives:
            about = [question for check in self.plan.checks for question in self.asked(check) if objective.id in question.outcomes]
            if about and all(question.id in self.responses for question in about):
                points = sum(points_for(question, self.responses[question.id]) for question in about)
                scores[objective.tracked_id] = str(100 * points // sum(question.points for question in about))
        return scores

    def interactions(self, version: Version = SCORM12) -> dict[str, dict[str, str]]:
        """By tracked id: type, response and result of every answer that is ever sent, by the names of a version of SCORM."""
        rows = {}
        for question in self.plan.interactions:
            if question.recorded and question.id in self.responses:
                response = self.responses[question.id]
                result = "neutral" if not question.definition.correct else version.right if is_right(question.definition, response) else version.wrong
                text = write_response(question.definition, response, version)
                rows[question.tracked_id] = {"type": version.type_name(question.definition.type), version.response: text, "result": result}
        return rows
