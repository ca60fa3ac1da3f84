"""What is said to be kept and sent is what arrives: each field of the plan is changed, and sentences and bytes change alike, in every standard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import get_type_hints

import pytest
from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Block, Interaction, Keeping
from builder.course.cmi import InteractionType
from builder.course.edition import CoursePilot
from builder.course.model import Course, PassRule, Record
from builder.pages.pages import Pages
from builder.pages.recorded import READERS, write_recorded
from builder.pages.render import render_pages
from builder.pipeline import compile_folder
from builder.reports.smoke_test import plan_smoke_test
from builder.sentences import find_sentences, say
from builder.standards.registry import STANDARDS
from builder.standards.script import unit_files
from builder.standards.standard import Options
from builder.standards.tables import make_tables
from builder.standards.web.table import WebTable
from builder.tracking.compile import plan_tracking
from builder.tracking.disclosures import answer_keeping, disclose
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from builder.tracking.statements import example_statement
from tests.oracles.arrived import Arrived, play_packages

ROOT = Path(__file__).parents[3]
COURSE = ROOT / "tests" / "courses" / "every_interaction"
ALL = tuple(standard.name for standard in STANDARDS)
BY_UNIT = tuple(standard.name for standard in STANDARDS if standard.several_units)
OWN_TEXT = "own-words"


class Played(Struct, frozen=True):
    """One unit of a changed course in one standard: what is said of it, and what arrived."""

    change: str
    standard: str
    plan: TrackingPlan
    arrived: Arrived
    html: str
    covers: dict[str, tuple[str, str]]
    words: dict[str, str]
    record: str


@cache
def course() -> Course:
    compiled = compile_folder(COURSE).course
    assert compiled is not None
    return compiled


CHANGES: dict[str, Callable[[Course], Course]] = {
    "as it is": lambda it: it,
    "record: scores": lambda it: replace(it, record=Record.SCORES),
    "record: completion": lambda it: replace(it, record=Record.COMPLETION),
    "record_also: none": lambda it: replace(it, record_also=()),
    "record_also: ratings only": lambda it: replace(it, record_also=("how-far",)),
    "record_also: own words only": lambda it: replace(it, record_also=(OWN_TEXT,)),
    "record_also: a practice question": lambda it: replace(it, record_also=("try-gaps", "my-notes")),
    "record_also: the form": lambda it: replace(it, record_also=tuple(_form_ids(it))),
    "Keep: platform": lambda it: _kept(it, "platform", lambda question: question.usual_keeping == "window" and question.kind != "reflection"),
    "Keep: window": lambda it: _kept(it, "window", lambda question: question.usual_keeping == "platform" and question.kind != "scenario"),
    "pass: complete": lambda it: replace(it, pass_rule=PassRule()),
    "pass: one try": lambda it: replace(it, pass_rule=PassRule(100, 1)),
    "pass and record: completion, nothing marked": lambda it: replace(it, pass_rule=PassRule(), record=Record.COMPLETION),
    "exit_when_done: normal": lambda it: replace(it, exit_when_done="normal"),
    "no practice, no checks": lambda it: replace(it, sessions=(_without_questions(it),), pass_rule=PassRule()),
    "pilot": lambda it: replace(it, pilot=CoursePilot("spring", "Pilot, spring")),
    "units: session": lambda it: replace(it, units="session"),
    "units: session, record: completion": lambda it: replace(it, units="session", record=Record.COMPLETION),
}


def _kept(it: Course, keep: Keeping, wanted: Callable[[Interaction], bool]) -> Course:
    """The course with a `Keep:` at questions outside checks."""

    def block_of(block: Block) -> Block:
        return replace(block, keep=keep) if isinstance(block, Interaction) and wanted(block) else block

    sessions = (
        replace(session, pages=tuple(replace(page, blocks=tuple(map(block_of, page.blocks))) for page in session.pages)) for session in it.sessions
    )
    return replace(it, sessions=tuple(sessions))


def _form_ids(it: Course) -> Iterator[str]:
    return (question.id for _, _, _, question in it.interactions() if question.private)


def _without_questions(it: Course) -> object:
    session = it.sessions[0]
    pages = tuple(replace(page, blocks=(page.blocks[0],)) for page in session.pages[:2])
    return replace(session, pages=pages)


@cache
def played() -> tuple[Played, ...]:
    """Every change in every standard that carries it, all played by one Node: to start it and to read the player costs more than ten walks."""
    units, packages = [], []
    for change, apply in CHANGES.items():
        changed = apply(course())
        plan = plan_tracking(changed).value
        assert plan is not None
        pages = render_pages(changed, plan)
        html = "\n".join(page.html for session in pages.sessions for page in session.pages)
        covers = {session.id: (unescape(session.pages[0].html.partition("</section>")[0]), session.pages[0].id) for session in pages.sessions}
        for standard in STANDARDS:
            if changed.units == "session" and standard.name not in BY_UNIT:
                continue
            openings = unit_files(plan)
            packages.append((standard.package(changed, plan, pages, Options(schemas=False)), [opening.script for opening in openings]))
            units.append([(change, standard.name, plan.only(opening.unit), html, covers, *_told(plan.only(opening.unit), pages)) for opening in openings])
    walked = play_packages(packages, [of_package[0][1] for of_package in units])
    return tuple(
        Played(change, name, plan, arrived, html, covers, words, record)
        for of_package, walks in zip(units, walked, strict=True)
        for (change, name, plan, html, covers, words, record), arrived in zip(of_package, walks, strict=True)
    )


def _told(plan: TrackingPlan, pages: Pages) -> tuple[dict[str, str], str]:
    """The sentences of a unit's player, and what stands below its completion record."""
    unit = plan.units[0]
    words = make_tables(plan, pages, "web", 64_000, WebTable(unit.id)).words
    return words, unescape(pages.views[unit.id].rpartition("copack-record__platform")[2])


@pytest.fixture(scope="module", params=[(change, name) for change in CHANGES for name in ALL], ids=" / ".join)
def one(request: pytest.FixtureRequest) -> tuple[Played, ...]:
    """The units of one change in one standard; none where the standard does not carry it."""
    change, name = request.param
    return tuple(each for each in played() if (each.change, each.standard) == (change, name))


# ---------------------------------------------------------------- what arrived, by fact


def is_statement_of(arrived: Arrived, response: PlannedInteraction) -> bool:
    """Whether an answer arrived as a record of its own, in whatever way the standard has."""
    named = any(statement["object"]["id"] == response.activity.iri for statement in arrived.told("answered"))
    return named or any(re.fullmatch(r"cmi\.interactions\.\d+\.id", name) and value == response.tracked_id for name, value in arrived.sets)


def kept_in_state(each: Played, wanted: Callable[[PlannedInteraction], bool]) -> bool:
    """Whether the packed state holds a response to such a question."""
    keys = {response.key for response in each.plan.interactions if wanted(response)}
    return any(key in keys and payload for key, payload in each.arrived.state.payloads().items())


def is_score(arrived: Arrived) -> bool:
    scored = any("score" in statement.get("result", {}) for verb in ("passed", "failed") for statement in arrived.told(verb))
    return scored or any(name in ("cmi.core.score.raw", "cmi.score.raw", "cmi.score.scaled") for name, _ in arrived.sets)


def is_passed(arrived: Arrived) -> bool:
    values = [arrived.elements.get(name) for name in ("cmi.core.lesson_status", "cmi.success_status")]
    return "passed" in values or bool(arrived.told("passed"))


def is_done(arrived: Arrived) -> bool:
    values = [arrived.elements.get(name) for name in ("cmi.core.lesson_status", "cmi.completion_status")]
    return "completed" in values or bool(arrived.told("completed"))


def is_about_aims(each: Played) -> bool:
    iris = {objective.activity.iri for objective in each.plan.objectives}
    scored = any("score" in statement.get("result", {}) and statement["object"]["id"] in iris for statement in each.arrived.statements)
    return scored or any(re.fullmatch(r"cmi\.objectives\.\d+\.score\.raw", name) for name, _ in each.arrived.sets)


def is_time(arrived: Arrived) -> bool:
    ended = any("duration" in statement.get("result", {}) for statement in arrived.told("terminated"))
    return ended or bool({"cmi.core.session_time", "cmi.session_time"} & set(arrived.elements))


def sessions_told(each: Played) -> bool:
    """Statements name finished sessions; in SCORM they can be read off the pages in the packed state."""
    iris = {session.activity.iri for session in each.plan.sessions()}
    told = any(statement["object"]["id"] in iris for statement in each.arrived.told("completed"))
    return told or each.standard.startswith("scorm")


def is_finished(each: Played) -> bool:
    """The packed state holds that the unit is done, and the day."""
    return each.arrived.state.outcome in ("c", "p", "f") and each.arrived.state.finished is not None


def _unmarked(response: PlannedInteraction) -> bool:
    return response.check is None


ARRIVES: dict[str, Callable[[Played], bool]] = {
    "place": lambda each: each.arrived.place in {page.id for session in each.plan.sessions() for page in session.pages},
    "state": lambda each: bool(each.arrived.state.pages),
    "time": lambda each: is_time(each.arrived),
    "done": lambda each: is_done(each.arrived) and not is_passed(each.arrived),
    "passed": lambda each: is_passed(each.arrived),
    "score": lambda each: is_score(each.arrived),
    "aims": is_about_aims,
    "pages": lambda each: set(each.arrived.state.pages) == {page.key for session in each.plan.sessions() for page in session.pages},
    "checks": lambda each: bool(each.arrived.state.checks),
    "practice": lambda each: kept_in_state(each, lambda response: _unmarked(response) and bool(response.definition.correct)),
    "opinions": lambda each: kept_in_state(each, lambda response: _unmarked(response) and not response.definition.correct),
    "drafts": lambda each: any(state.drafts for state in each.arrived.states),
    "finished": lambda each: is_finished(each) and each.arrived.state.raw is None,
    "finished-mark": lambda each: is_finished(each) and each.arrived.state.raw is not None,
    "no-score": lambda each: not is_score(each.arrived),
    "no-answers": lambda each: not any(is_statement_of(each.arrived, response) for response in each.plan.interactions),
}
"""By name of a fact: whether it is seen in the bytes. All but the last two must be said exactly where they are seen."""

EXACT = tuple(name for name in ARRIVES if not name.startswith("no-"))
IN_CODE = ("pages", "checks", "practice", "opinions", "drafts", "finished", "finished-mark")
"""What the packed state holds, which a completion record calls a short code."""
NEVER_SENT = {"cmi.core.student_name", "cmi.core.student_id", "cmi.learner_name", "cmi.learner_id"}


def test_each_sentence_about_what_is_kept_or_sent_is_there_exactly_where_the_bytes_are(one: tuple[Played, ...]) -> None:
    for each in one:
        if each.standard == "web":
            continue
        said = {fact.name for fact in disclose(each.plan)}
        wrong = [name for name in EXACT if (name in said) != ARRIVES[name](each)]
        assert not wrong, f"{each.plan.units[0].id}: {wrong}"
        assert all(ARRIVES[name](each) for name in said & {"no-score", "no-answers"})
        assert "sessions" not in said or sessions_told(each)


def test_every_statement_names_the_pilot_exactly_where_the_page_says_so(one: tuple[Played, ...]) -> None:
    for each in one:
        piloted = [fact for fact in disclose(each.plan) if fact.name == "pilot"]
        assert [dict(fact.values) for fact in piloted] == ([{"label": "Pilot, spring"}] if each.change == "pilot" else [])
        for statement in each.arrived.statements:
            grouping = statement["context"].get("contextActivities", {}).get("grouping", [])
            assert (f"{each.plan.base}pilots/spring" in [activity["id"] for activity in grouping]) is bool(piloted)
        assert ("pilots/spring" in each.arrived.text) is bool(piloted and each.standard in ("cmi5", "xapi"))


def test_each_answer_is_sent_kept_or_neither_as_the_page_says(one: tuple[Played, ...]) -> None:
    for each in one:
        facts = disclose(each.plan)
        drawn = {check.id for check in each.plan.checks if check.draw}
        listed = [dict(fact.values)["prompt"] for fact in facts if fact.name in ("also", "words")]
        assert listed == [response.definition.description for response in each.plan.interactions if response.recorded and response.check is None]
        for response in each.plan.interactions:
            if response.check in drawn:
                continue
            sent = is_statement_of(each.arrived, response)
            assert sent is (response.recorded and each.standard != "web"), response.id
            assert (response.key in each.arrived.state.payloads()) is (response.kept == "state" or response.recorded), response.id


def test_a_bank_reports_so_many_questions_as_the_page_says(one: tuple[Played, ...]) -> None:
    for each in one:
        for fact in disclose(each.plan):
            values = dict(fact.values)
            if fact.name.startswith("check") and fact.group == "answers" and each.standard != "web":
                (check,) = [check for check in each.plan.checks if check.title == values["title"]]
                responses = [response for response in each.plan.interactions if response.check == check.id]
                assert sum(is_statement_of(each.arrived, response) for response in responses) == values["asked"]
                assert len(responses) == values["questions"]


def test_the_smoke_test_counts_the_answers_that_one_learner_has_reported(one: tuple[Played, ...]) -> None:
    """The walk answers all that it is asked, so that what it has reported is the most that anybody has."""
    for each in one:
        if each.standard == "web":
            continue
        test = plan_smoke_test(each.plan)
        reported = [response for response in each.plan.interactions if is_statement_of(each.arrived, response)]
        assert test.reported == len(reported)
        assert test.at_most is any(response.check is None for response in reported)
        first = test.first_reported
        assert first is None or first.tracked_id in {response.tracked_id for response in reported}


def test_own_words_leave_the_window_only_where_that_is_said(one: tuple[Played, ...]) -> None:
    for each in one:
        for response in each.plan.interactions:
            if response.definition.type is InteractionType.LONG_FILL_IN:
                left = f"Words of the learner for {response.id}" in each.arrived.text
                assert left is (response.recorded and each.standard != "web"), response.id


def test_no_sentence_says_that_the_packed_state_holds_what_it_does_not(one: tuple[Played, ...]) -> None:
    """Beside answers that stay in the window, “they are only in the packed state” would be untrue."""
    for each in one:
        for fact in disclose(each.plan):
            if fact.name in ("no-answers", "no-practice"):
                sentences = write_recorded(each.plan, "staff").groups["never"], write_recorded(each.plan, "learner").groups["never"]
                assert all(any("What the platform gets of them is only in" in sentence for sentence in said) for said in sentences)


def test_forms_leave_no_trace_unless_they_are_listed(one: tuple[Played, ...]) -> None:
    for each in one:
        for response in each.plan.interactions:
            if response.private and not response.recorded:
                assert response.key not in each.arrived.state.payloads()
                assert response.tracked_id not in each.arrived.text
                assert response.activity.iri not in each.arrived.text


def test_nothing_goes_to_anyone_else_and_no_name_is_asked_for(one: tuple[Played, ...]) -> None:
    for each in one:
        assert not NEVER_SENT & set(each.arrived.gets)
        assert set(each.arrived.addresses) <= {"https://lms.nhs.test", "https://lrs.nhs.test"}
        assert not each.arrived.addresses or each.standard in ("cmi5", "xapi")
        # The launch named a learner: the name is nowhere but in the actor that it gave.
        assert "Ada" not in str([{**statement, "actor": None} for statement in each.arrived.statements])
        assert "Ada" not in str((each.arrived.sets, each.arrived.documents, each.arrived.device))


def test_the_sentence_beside_a_question_says_where_its_answer_goes(one: tuple[Played, ...]) -> None:
    beside = {"sent": "shell-sent", "state": "shell-kept", "own": "notes-in-window", "window": "shell-window"}
    for each in one:
        for block, responses in each.plan.responses().items():
            (card,) = re.findall(rf'<form [^>]*data-question="{re.escape(block)}".*?</form>', each.html, re.DOTALL)
            keeping = answer_keeping(responses)
            said = {name for name, sentence in beside.items() if str(say("en-GB", sentence)) in card}
            assert said == ({keeping} & set(beside)), block
            if each.standard == "web" or responses[0].check:
                continue
            assert (keeping == "sent") is any(is_statement_of(each.arrived, response) for response in responses)
            if keeping in ("own", "form", "window"):
                assert not any(response.key in each.arrived.state.payloads() for response in responses)
            if keeping == "state":
                assert any(response.key in each.arrived.state.payloads() for response in responses)


# ---------------------------------------------------------------- in short: covers, ends, after leaving, the completion record


def reached(each: Played, response: PlannedInteraction) -> bool:
    """Whether anything of an answer arrived: in the packed state, or as a record of its own."""
    return response.key in each.arrived.state.payloads() or is_statement_of(each.arrived, response)


def given(each: Played, responses: Iterable[PlannedInteraction]) -> list[PlannedInteraction]:
    """The questions that this learner is asked: of a bank only those that were drawn."""
    drawn = {check.id for check in each.plan.checks if check.draw}
    return [response for response in responses if response.check not in drawn or reached(each, response)]


def test_the_cover_of_each_session_says_what_is_kept_of_its_answers(one: tuple[Played, ...]) -> None:
    for each in one:
        if each.standard == "web":
            continue
        for session in each.plan.sessions():
            cover, first = each.covers[session.id]
            # The final check may be a unit of its own, which has no cover unless it opens the session.
            if first not in {page.id for page in session.pages}:
                continue
            said = {name for name in COVER if str(say("en-GB", name)) in cover}
            responses = given(each, (response for response in each.plan.interactions if response.session == session.id))
            lost = [response for response in responses if not reached(each, response)]
            assert ("shell-cover-kept-answers" in said) is any(reached(each, response) for response in responses)
            assert ("shell-cover-kept" in said) is (not any(reached(each, response) for response in responses))
            assert ("shell-cover-stays" in said) is any(not response.private for response in lost)
            assert ("shell-cover-stays-form" in said) is any(response.private for response in lost)
            sent = any(response.check is None and is_statement_of(each.arrived, response) for response in responses)
            assert ("shell-cover-sent" in said) is sent


COVER = ("shell-cover-kept", "shell-cover-kept-answers", "shell-cover-stays", "shell-cover-stays-form", "shell-cover-sent")


def test_the_ends_and_the_last_view_say_what_is_saved_of_all_answers(one: tuple[Played, ...]) -> None:
    sentences = find_sentences("en-GB").by_name
    for each in one:
        if each.standard == "web":
            continue
        responses = given(each, each.plan.interactions)
        lost = [response for response in responses if not reached(each, response)]
        kept = any(reached(each, response) for response in responses)
        for name in ("recorded-normal", "closed-saved"):
            assert each.words[name] == sentences[name if kept else f"unkept-{name}"]
        assert ("recorded-stays" in each.words) is any(not response.private for response in lost)
        assert ("recorded-stays-form" in each.words) is any(response.private for response in lost)


def test_the_completion_record_says_what_a_platform_holds(one: tuple[Played, ...]) -> None:
    for each in one:
        if each.standard == "web":
            continue
        listed = set(each.record.partition("name: ")[2].partition(".</p>")[0].split("; "))
        told = {name for name in EXACT if find_sentences("en-GB").by_name[f"shell-recorded-{name}"] in listed}
        assert told == {name for name in EXACT if name not in IN_CODE and ARRIVES[name](each)}


# ---------------------------------------------------------------- the facts themselves


def test_every_fact_is_seen_said_and_unsaid_over_all_changes() -> None:
    every = {fact.name for each in played() for fact in disclose(each.plan)}
    always = set.intersection(*({fact.name for fact in disclose(each.plan)} for each in played()))
    assert always == {"place", "state", "time", "pages", "display", "queue", "name", "page-time", "others"}
    assert set(ARRIVES) | {"sessions", "no-practice", "notes", "ticks", "form", "check", "check-drawn", "also", "words"} <= every


def test_each_fact_names_a_field_of_the_plan_that_there_is() -> None:
    for fact in {fact for each in played() for fact in disclose(each.plan)}:
        owner: object = TrackingPlan
        for name in fact.field.split("."):
            hints = get_type_hints(owner)
            assert name in hints, fact.field
            owner = next((part for part in (hints[name], *getattr(hints[name], "__args__", ())) if isinstance(part, type) and issubclass(part, Struct)), owner)


def test_both_readers_have_a_sentence_for_every_fact() -> None:
    for each in played():
        for reader in READERS:
            sentences = write_recorded(each.plan, reader).groups  # type: ignore[arg-type]  # a key of READERS is a reader
            assert sum(map(len, sentences.values())) == len(disclose(each.plan))
            assert not [text for texts in sentences.values() for text in texts if "{" in text]


# ---------------------------------------------------------------- the handover sheet and the catalogue


def is_normal(element: str) -> str:
    """An element without the index of its interaction or objective."""
    return re.sub(r"^(cmi\.(?:interactions|objectives))\.\d+\.", r"\1.n.", element)


def test_the_sheet_says_of_a_finished_record_what_arrives(one: tuple[Played, ...]) -> None:
    for each in one:
        finished = next(standard for standard in STANDARDS if standard.name == each.standard).handover(each.plan).finished
        if each.standard == "web":
            assert not finished
            continue
        assert ("“passed”" in finished) is is_passed(each.arrived)
        no_score = "no score" in finished or "without a score" in finished
        # cmi5 says nothing of a score where no unit is marked: its store never gets one.
        assert (no_score or "score" not in finished) is not is_score(each.arrived)


def test_every_element_that_arrives_is_in_the_catalogue_and_the_other_way_round(one: tuple[Played, ...]) -> None:
    for each in one:
        if not each.standard.startswith("scorm"):
            continue
        standard = next(standard for standard in STANDARDS if standard.name == each.standard)
        asked = [template for template in each.plan.statements if template.event != "failed"]
        arrived = {is_normal(name) for name, _ in each.arrived.sets}
        described = {field for template in asked for field, _ in standard.describe(each.plan, template)}
        assert described <= arrived, described - arrived
        told = re.compile(r"cmi\.(interactions|objectives)\.n\.|.*(score|status|progress_measure)")
        assert {name for name in arrived if told.match(name)} <= described


def test_each_example_of_a_response_has_the_form_of_those_that_arrive(one: tuple[Played, ...]) -> None:
    for each in one:
        for statement in each.arrived.told("answered"):
            (response,) = [response for response in each.plan.interactions if response.activity.iri == statement["object"]["id"]]
            template = next(template for template in each.plan.statements if template.interaction == response.id)
            example = example_statement(each.plan, template)["result"]
            assert isinstance(example, dict)
            assert set(example) == set(statement["result"])
            assert isinstance(example["response"], str)
            assert bool(example["response"]) is bool(statement["result"]["response"])
