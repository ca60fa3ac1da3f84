"""What a response of each type may look like is itself judged: each row is a text that fits, and texts that must not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.course.cmi import Component, Definition, InteractionType
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import PlannedInteraction
from tests.oracles.closed_cmi import write_is_planned
from tests.oracles.closed_plan import fits_response
from tests.oracles.cmi_versions import SCORM12, SCORM2004
from tests.unit.tracking.example import example_course

XAPI, FIRST = ("[,]", "[.]"), (",", ".")
ABC = tuple(Component(code, code) for code in "abc")


def question(definition: Definition) -> PlannedInteraction:
    plan = plan_tracking(example_course()).value
    assert plan is not None
    return replace(next(interaction for interaction in plan.interactions if interaction.recorded), definition=definition)


@pytest.mark.parametrize(
    ("definition", "delimiters", "good", "bad"),
    [
        (Definition(InteractionType.TRUE_FALSE, "?"), XAPI, ["true", "false"], ["t", "True", "", "yes"]),
        (Definition(InteractionType.TRUE_FALSE, "?"), FIRST, ["t", "f"], ["true", "1", ""]),
        (Definition(InteractionType.SEQUENCING, "?", choices=ABC), XAPI, ["c[,]a[,]b"], ["a[,]b", "a[,]b[,]b", "a[,]b[,]c[,]a", "a,b,c", ""]),
        (Definition(InteractionType.SEQUENCING, "?", choices=ABC), FIRST, ["b,a,c"], ["b[,]a[,]c", "b,a"]),
        (Definition(InteractionType.NUMERIC, "?"), XAPI, ["53.10", "-4", "0"], ["", "£4", "1,000", "4[:]5", "1e3", ".5", "9" * 41]),
        (Definition(InteractionType.LIKERT, "?", choices=ABC), XAPI, ["a"], ["d", "a[,]b", ""]),
        (Definition(InteractionType.LONG_FILL_IN, "?"), XAPI, ["", "Anything, at any length. " * 400], []),
    ],
)  # fmt: skip
def test_a_response_names_only_what_its_question_has(definition: Definition, delimiters: tuple[str, str], good: list[str], bad: list[str]) -> None:
    interaction = question(definition)
    assert [text for text in good if not fits_response(interaction, text, delimiters)] == []
    assert [text for text in bad if fits_response(interaction, text, delimiters)] == []


def test_a_right_number_is_a_range_in_scorm_2004_and_a_number_in_scorm_12() -> None:
    plan = plan_tracking(example_course()).value
    assert plan is not None
    interaction = question(Definition(InteractionType.NUMERIC, "?"))
    made = replace(plan, interactions=(interaction,))
    element, ids = "cmi.interactions.0.correct_responses.0.pattern", {0: interaction.tracked_id}
    fits = {text: [write_is_planned(made, element, text, ids, version) for version in (SCORM12, SCORM2004)] for text in ("4", "4[:]5", "4[:]", "[:]")}
    assert fits == {"4": [True, False], "4[:]5": [False, True], "4[:]": [False, False], "[:]": [False, False]}
