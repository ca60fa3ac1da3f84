"""`scenario`: scenes, choices, where they lead, and stories in which learners would be lost."""

from __future__ import annotations

import pytest

from builder.course.cmi import Choice, Component
from builder.interactions.kinds.scenario import Scenario
from builder.tracking.compile import plan_tracking
from tests.unit.interactions.as_typed import Slips, assert_fixed, assert_read_as_meant, messages
from tests.unit.source.author import COURSE, course_of, question_of

CLEAN = """::: scenario talked-over
Maureen sits in her second meeting.
## (a) The chair talks over Maureen
> She was about to speak about Ken's “nights”.

What does she do?
- (a) She lifts her card -> (b)
  Feedback: The group agreed on the cards.
- (c) She says nothing -> (c)
## (b) The chair sees the card
"Sorry, Maureen. Please go on."
## (c) The meeting ends
- (a) She goes back -> (a)
- (b) She writes a letter -> (b)
:::
"""
SLIPS: dict[str, Slips] = {
    "bullets, arrows and signs": [("- (a) She lifts", "•(A) She lifts"), ("- (c)", "▪ ©"), (" -> (b)", " → (b)"), (" -> (c)", " =>©")],
    "scenes without blanks, with capitals and closing signs": [("## (a) ", "##(A) "), ("## (b) The chair sees the card", "  ## (b) The chair sees the card ##")],
    "arrows of word processors and labels": [(" -> (a)", " --> (A)"), (" -> (b)", " –> (b)"), ("  Feedback:", "**FEEDBACK :**")],
    "hard spaces, blank lines and Windows line ends": [("## (c)", "\n\n##\u00a0(c)"), ("- (b)", "\t-\u00a0(b)"), ("\n", "\r\n")],
    "names in place of codes": [("-> (c)", "-> The meeting  ends"), ("-> (a)", "-> (a) the chair talks over maureen")],
}


def test_each_scene_with_choices_is_a_question_of_its_own() -> None:
    question = question_of(CLEAN)
    assert isinstance(question, Scenario)
    assert [(ident, one.description, one.correct, one.most_chosen) for ident, one in question.definitions()] == [
        ("talked-over.a", "The chair talks over Maureen: She was about to speak about Ken's “nights”. What does she do?", (), 1),
        ("talked-over.c", "The meeting ends", (), 1),
    ]
    assert question.parts[0].definition.choices == (Component("a", "She lifts her card"), Component("c", "She says nothing"))
    assert [(scene.code, scene.name.plain, [turn.target for turn in scene.turns]) for scene in question.scenes] == [
        ("a", "The chair talks over Maureen", ["b", "c"]), ("b", "The chair sees the card", []), ("c", "The meeting ends", ["a", "b"]),
    ]  # fmt: skip
    feedback = question.scenes[0].turns[0].feedback
    assert feedback is not None
    assert feedback.plain == "The group agreed on the cards."


@pytest.mark.parametrize(
    ("told", "asks"), [("What now?", True), ("She asks: “What now?”", True), ("She waits.", False), ("What now?\n\nShe waits.", False), ("", False)]
)
def test_a_last_paragraph_that_ends_with_a_question_mark_is_the_question(told: str, asks: bool) -> None:
    question = question_of(f"::: scenario any\nIt rains.\n## (a) Start\n{told}\n- (a) On -> (b)\n## (b) End\nBye.\n:::\n")
    assert isinstance(question, Scenario)
    assert question.scenes[0].asks is asks


def test_with_boxes_every_right_choice_of_a_scene_is_accepted() -> None:
    typed = CLEAN.replace("- (a)", "- [x] (a)").replace("- (c)", "- [ ] (c)").replace("- (b)", "- [x] (b)")
    question = question_of(typed)
    assert [one.correct for _ident, one in question.definitions()] == [(Choice(("a",)),), (Choice(("a",)), Choice(("b",)))]


def test_a_scene_with_one_choice_only_goes_on() -> None:
    question = question_of("::: scenario short\nIt rains.\n## (a) The bus\nIt is late.\n- (a) Tom waits -> (b)\n## (b) The end\nIt comes.\n:::\n")
    assert [len(part.definition.choices) for part in question.parts] == [1]


@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS.keys())
def test_slips_are_read_as_they_were_meant(slips: Slips) -> None:
    assert_read_as_meant(CLEAN, slips)


def test_an_id_and_codes_of_scenes_and_choices_are_written_once() -> None:
    typed = "::: scenario\nIt rains.\n## The bus is late\n- He waits -> The end\n- He walks -> The end\n## The end\nHe is there.\n:::\n"
    written = ["::: scenario it-rains", "## (a) The bus is late", "- (a) He waits -> The end", "- (b) He walks -> The end", "## (b) The end"]
    assert_fixed(typed, written)


START, END = "## (a) Start\n", "## (b) End\nBye.\n"


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        (START + "- (a) One -> (x)\n- (b) Two -> (b)\n" + END, "CRS271", "There is no scene with the code (x)."),
        (START + "- (a) One -> Endd\n- (b) Two -> (b)\n" + END, "CRS271", "There is no scene called “Endd”."),
        (START + "- (a) One -> (b) Start\n" + END, "CRS271", "The scene (b) is called “End”, not “Start”."),
        (START + "- (a) One -> End\n" + END + "## (c) End\nBye.\n", "CRS271", "There are several scenes called “End”."),
        (START + "- (a) One -> (b)\n" + END + "## (c) Nowhere\n- (a) Two -> (b)\n", "CRS272", "No choice leads to the scene “Nowhere”."),
        (START + "- (a) One -> (a)\n", "CRS273", "From the scene “Start”, learners can never reach an ending."),
        (START + "Nothing.\n", "CRS274", "The scenario “any” has no choices."),
        (START + "- (a) One\n- (b) Two -> (b)\n" + END, "CRS275", "The choice “One” leads nowhere."),
        (START + "- (a) One ->\n- (b) Two -> (b)\n" + END, "CRS275", "The choice “One” leads nowhere."),
        (START + "- [ ] (a) One -> (b)\n- (b) Two -> (b)\n" + END, "CRS276", "The choice “Two” has no box, but others have."),
        (START + "- [ ] (a) One -> (b)\n- [ ] (b) Two -> (b)\n" + END, "CRS101", "No choice of the scene “Start” is marked as right."),
        (START + "- (a) One -> (b)\n- (a) Two -> (b)\n" + END, "CRS083", "The code (a) is used twice. The first is in line 12."),
        ("## (b) Start\n- (a) One -> (b)\n" + END, "CRS083", "The code (b) is used twice. The first is in line 11."),
        ("", "CRS270", "The scenario “any” has no scenes."),
    ],
)
def test_a_story_in_which_learners_would_be_lost_is_reported(typed: str, code: str, message: str) -> None:
    found = messages(f"::: scenario any\nIt rains.\n{typed}:::\n")
    assert [(one, said) for one, said, _hint in found] == [(code, message)]
    assert all(hint for *_rest, hint in found)


@pytest.mark.parametrize("sent", [True, False])
def test_it_is_sent_scene_by_scene_where_the_course_says_so(sent: bool) -> None:
    plan = plan_tracking(course_of(CLEAN, course=COURSE + "record_also: [talked-over]\n" if sent else COURSE)).value
    assert plan is not None
    assert [(one.id, one.block, one.recorded) for one in plan.interactions] == [
        ("talked-over.a", "talked-over", sent),
        ("talked-over.c", "talked-over", sent),
    ]
