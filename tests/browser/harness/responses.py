"""Right and wrong responses, and what a SCORM platform must have of them: worked out here from the plan alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from builder.course.cmi import Choice, Definition, Matching, Response, Texts
from builder.tracking.plan import PlannedCheck, PlannedInteraction, TrackingPlan
from tests.oracles.cmi_versions import SCORM12, Version

Respond = Callable[[PlannedInteraction], Response]
"""What a learner answers to a question."""


def respond_right(one: PlannedInteraction) -> Response:
    """The author's own right response."""
    return one.definition.correct[0]


def respond_wrong(one: PlannedInteraction) -> Response:
    """A complete response that is wrong."""
    definition, right = one.definition, one.definition.correct[0]
    if isinstance(right, Choice):
        wrong = tuple(option.code for option in definition.choices if option.code not in right.codes)
        return Choice(wrong[: definition.most_chosen])
    if isinstance(right, Matching):
        (source, target), *others = right.pairs
        other = next(each.code for each in definition.targets if each.code != target)
        return Matching(((source, other), *others))
    if isinstance(right, Texts):
        return Texts(tuple("xyzzy" for _ in right.texts))
    raise TypeError(right)


def respond_right_to(*ids: str) -> Respond:
    """Right for these questions, wrong for all others."""
    return lambda one: respond_right(one) if one.id in ids else respond_wrong(one)


def is_right(definition: Definition, response: Response) -> bool:
    """Whether a response is right, by the plainest reading of what the author wrote."""
    if isinstance(response, Texts):
        given = zip(response.texts, definition.variants, strict=True)
        return all(" ".join(text.split()).lower() in [each.lower() for each in variants] for text, variants in given)
    if isinstance(response, Choice):
        return any(isinstance(right, Choice) and set(right.codes) == set(response.codes) for right in definition.correct)
    if isinstance(response, Matching):
        return any(isinstance(right, Matching) and set(right.pairs) == set(response.pairs) for right in definition.correct)
    raise TypeError(response)


def write_response(definition: Definition, response: Response, version: Version = SCORM12) -> str:
    """A response in the notation of a version of SCORM."""
    if isinstance(response, Choice):
        order = [option.code for option in definition.choices]
        return version.item.join(sorted(response.codes, key=order.index))
    if isinstance(response, Matching):
        return version.item.join(f"{source}{version.pair}{target}" for source, target in response.pairs)
    if isinstance(response, Texts):
        return "[,]".join(response.texts)
    raise TypeError(response)


@dataclass
class Told:
    """What a learner has submitted so far, and what follows from it by the pass rule."""

    plan: TrackingPlan
    responses: dict[str, Response] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)
    best: dict[str, int] = field(default_factory=dict)

    def submit(self, check: PlannedCheck, responses: dict[str, Response]) -> None:
        """One submission of a check."""
        self.responses.update(responses)
        self.tries[check.id] = self.tries.get(check.id, 0) + 1
        points = sum(one.points for one in self.questions(check) if is_right(one.definition, responses[one.id]))
        self.best[check.id] = max(self.best.get(check.id, 0), 100 * points // check.points)

    def questions(self, check: PlannedCheck) -> Sequence[PlannedInteraction]:
        """The questions of a check."""
        return [one for one in self.plan.interactions if one.id in check.interactions]

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
            about = [one for one in self.plan.interactions if one.check and objective.id in one.outcomes]
            if about and all(one.id in self.responses for one in about):
                points = sum(one.points for one in about if is_right(one.definition, self.responses[one.id]))
                scores[objective.tracked_id] = str(100 * points // sum(one.points for one in about))
        return scores

    def interactions(self, version: Version = SCORM12) -> dict[str, dict[str, str]]:
        """By tracked id: type, response and result of every answer that is ever sent, by the names of a version of SCORM."""
        rows = {}
        for one in self.plan.interactions:
            if one.recorded and one.id in self.responses:
                response = self.responses[one.id]
                result = version.right if is_right(one.definition, response) else version.wrong
                text = write_response(one.definition, response, version)
                rows[one.tracked_id] = {"type": version.type_name(one.definition.type), version.response: text, "result": result}
        return rows
