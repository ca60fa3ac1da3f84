"""The catalogue: what it says of outcomes and answers, in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import html

from builder.catalogue import catalogue, evidence
from builder.course.cmi import (
    Choice,
    Component,
    Definition,
    InteractionType,
    Likert,
    Matching,
    Numeric,
    Other,
    Response,
    Sequence,
    Steps,
    Texts,
    Truth,
)
from builder.course.model import Record
from builder.reports.statements import statement_page
from builder.standards.registry import STANDARDS
from builder.tracking.responses import response_words
from tests.unit.standards.packages import example_plan
from tests.unit.tracking.example import CHOOSE_SEVERAL, MATCH, page as course_page

STEPS = Definition(InteractionType.PERFORMANCE, "Do it.", steps=(Component("a", "Ring"), Component("b", "Wait")))


@pytest.mark.parametrize(
    ("definition", "response", "wanted"),
    [
        (CHOOSE_SEVERAL, Choice(("a", "c")), "One; Three"),
        (CHOOSE_SEVERAL, Choice(("q",)), "q"),
        (CHOOSE_SEVERAL, Sequence(("c", "a")), "Three, then One"),
        (CHOOSE_SEVERAL, Likert("b"), "Two"),
        (MATCH, Matching((("a", "x"), ("b", "y"))), "A carer – Involvement; A trial – Participation"),
        (STEPS, Steps((("a", "twice"),)), "Ring – twice"),
        (STEPS, Texts(("ethics", "consent")), "“ethics”; “consent”"),
        (STEPS, Truth(value=False), "false"),
        (STEPS, Numeric(Decimal(3), Decimal(3)), "3"),
        (STEPS, Numeric(Decimal("0.5"), Decimal(3)), "from 0.5 to 3"),
        (STEPS, Numeric(None, Decimal(3)), "at most 3"),
        (STEPS, Numeric(Decimal(3), None), "at least 3"),
        (STEPS, Numeric(None, None), "any number"),
        (STEPS, Other("free"), "free"),
    ],
)
def test_a_response_in_words(definition: Definition, response: Response, wanted: str) -> None:
    assert response_words(definition, response) == wanted


def test_each_answer_says_the_right_one_and_what_it_is_evidence_for() -> None:
    entries = {entry.template.name: dict(entry.summary) for section in catalogue(example_plan(), STANDARDS) for entry in section.entries}
    pairs = entries["answered/pairs"]
    assert pairs["Right answer"] == "A carer – Involvement; A trial – Participation"
    assert pairs["Evidence for"].startswith("1.1: ")
    assert entries["answered/gaps"]["Right answer"] == "“ethics” (one more is accepted)"


def test_every_entry_shows_each_standard_that_records_it() -> None:
    plan = example_plan()
    for section in catalogue(plan, STANDARDS):
        for entry in section.entries:
            shown = [name for notation in entry.notations for name in notation.standards]
            assert shown == [one.title for one in STANDARDS if one.describe(plan, entry.template)]


@pytest.mark.parametrize("record", Record)
def test_an_outcome_that_nothing_shows_is_named_at_the_top(record: Record) -> None:
    told = example_plan(record=record)
    untold = example_plan(record=record, pages=(course_page("hello"),))
    for plan, wanted in ((told, record is Record.COMPLETION), (untold, True)):
        bare = [one.objective.id for one in evidence(plan) if not one.shown()]
        assert bool(bare) is wanted
        root = html.fromstring(statement_page(plan, STANDARDS).decode())
        (section,) = [one for one in root.iter("section") if one.get("aria-labelledby") == "evidence"]
        links = [one.get("href") for one in section.iterfind("./div/ul/li/a")]
        assert links == [f"#outcome-{one}" for one in bare]
        assert ("Every outcome has evidence" in section.text_content()) is not wanted
        ids = {one.get("id") for one in root.iter() if one.get("id")}
        assert {str(one.get("href")).removeprefix("#") for one in root.iter("a")} <= ids, "every link leads somewhere"
