"""A small course made by hand: one question of each of the four shapes, in a check and outside."""

from __future__ import annotations

from msgspec.structs import replace

from builder.course.blocks import Check, Interaction
from builder.course.cmi import Choice, Component, Definition, InteractionType, Matching, Texts
from builder.course.document import Text
from builder.course.model import Course, Outcome, Page, PassRule, Record, Session
from builder.diagnostics import Place

HERE = Place("sessions/01-one/session.md", 3, 1)

CHOOSE_ONE = Definition(InteractionType.CHOICE, "Must you tell your story?", (Choice(("a",)),), choices=(Component("a", "No"), Component("b", "Yes")))
CHOOSE_SEVERAL = Definition(
    InteractionType.CHOICE,
    "Which two?",
    (Choice(("a", "c")),),
    choices=(Component("a", "One"), Component("b", "Two"), Component("c", "Three")),
    most_chosen=3,
)
MATCH = Definition(
    InteractionType.MATCHING,
    "Match them.",
    (Matching((("a", "x"), ("b", "y"))),),
    sources=(Component("a", "A carer"), Component("b", "A trial")),
    targets=(Component("x", "Involvement"), Component("y", "Participation"), Component("z", "Audit")),
)
FILL_GAPS = Definition(
    InteractionType.FILL_IN,
    "A research [1] committee must say yes.",
    (Texts(("ethics",)), Texts(("ethical",))),
    choices=(Component("a", "Gap 1"),),
    variants=(("ethics", "ethical"),),
)


def text(plain: str) -> Text:
    return Text(plain, plain, HERE)


def interaction(question_id: str, definition: Definition, **changes: object) -> Interaction:
    made = Interaction(
        kind="choose-one",
        id=question_id,
        definition=definition,
        prompt=(),
        outcomes=("1.1",),
        points=1,
        hint=None,
        if_right=None,
        if_wrong=None,
        key="",
        place=HERE,
    )
    return replace(made, **changes)


def page(page_id: str, *blocks: Interaction | Check, key: str = "") -> Page:
    return Page(page_id, text(page_id.capitalize()), core=True, minutes=2, key=key, blocks=blocks, place=HERE)


def example_course(record: Record = Record.ANSWERS, pass_rule: PassRule | None = None, pages: tuple[Page, ...] | None = None) -> Course:
    check = Check(
        "quick-check",
        text("Quick check"),
        final=True,
        body=(interaction("several", CHOOSE_SEVERAL), interaction("pairs", MATCH), interaction("gaps", FILL_GAPS)),
        key="",
        place=HERE,
    )
    shown = pages if pages is not None else (page("hello", interaction("must-you-tell", CHOOSE_ONE)), page("check", check))
    return Course(
        id="small",
        title="A small course",
        version="1.0",
        base="https://courses.nhs.test/small/",
        language="en-GB",
        description="For tests.",
        audience="",
        organisation="",
        contact="",
        licence="",
        outcomes=(Outcome("1.1", "Say one thing", HERE),),
        pass_rule=pass_rule or PassRule(),
        record=record,
        record_also=(),
        people=(),
        standards=("scorm12",),
        sessions=(Session("one", "Session one", "", ("1.1",), shown, HERE),),
        media={},
    )
