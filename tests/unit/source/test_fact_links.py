"""Links to facts: learners get the words alone, the course knows which text says which fact, and what cannot be found is told."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.course.document import Prose
from builder.course.model import Course
from builder.course.walk import texts, walk
from builder.diagnostics import Diagnostic, Severity
from builder.editorial.passages import list_passages
from builder.source.compile import compile_course
from builder.source.files import SessionFolder, TextFile
from builder.source.fix import fix
from builder.source.tree.lines import split_lines
from builder.source.tree.parse import parse, write
from tests.unit.source.author import PAGE, TOP, place_of, source_of

FACTS = "facts:\n  - id: zebra-sum\n    statement: A zebra costs 12 pounds\n  - id: zebra-name\n    statement: The zebra has a name\n"


def compiled(page: str, facts: str | None = FACTS, *, guide: str = "") -> tuple[Course | None, tuple[Diagnostic, ...]]:
    source = source_of(TOP + PAGE + page)
    if facts is not None:
        source = replace(source, records={"facts": TextFile("facts.yaml", facts, split_lines(facts))})
    if guide:
        file = TextFile("sessions/01-any/facilitator.md", guide, split_lines(guide))
        source = replace(source, sessions=(SessionFolder("sessions/01-any", source.sessions[0].file, facilitator=file),))
    done = compile_course(source)
    return done.value, done.diagnostics


def said(course: Course) -> tuple[str, ...]:
    """Return the facts of the only page, by way of its blocks and by way of its passages, which have to agree."""
    (page,) = course.sessions[0].pages
    blocks = [fact for block in walk(page.blocks) for fact in (block.facts if isinstance(block, Prose) else [f for t in texts(block) for f in t.facts])]
    passages = [fact for group in list_passages(course, course.sessions[0]) for passage in group.passages for fact in passage.facts]
    assert set(passages) == {*blocks, *page.title.facts}
    return tuple(passages)


def errors(page: str, facts: str | None = FACTS) -> list[Diagnostic]:
    return [one for one in compiled(page, facts)[1] if one.rule.code == "TRK024"]


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("It costs [12 pounds](fact:zebra-sum).", "<p>It costs 12 pounds.</p>"),
        ("It costs [**12** pounds](Fact:Zebra-Sum).", "<p>It costs <strong>12</strong> pounds.</p>"),
        ("**It costs [12 pounds](fact:zebra-sum)**.", "<p><strong>It costs 12 pounds</strong>.</p>"),
        ("[It costs\n12 pounds](fact:zebra-sum)", "<p>It costs\n12 pounds</p>"),
        ("> It costs [12 pounds](fact:zebra-sum).", "<blockquote>\n<p>It costs 12 pounds.</p>\n</blockquote>"),
        ("- One\n- [12 pounds](fact:zebra-sum)", "<ul>\n<li>One</li>\n<li>12 pounds</li>\n</ul>"),
        ("[here](fact:zebra-sum) and now", "<p>here and now</p>"),
    ],
)
def test_learners_get_the_words_alone(typed: str, html: str) -> None:
    course, found = compiled(typed + "\n")
    assert course is not None, found
    (block,) = course.sessions[0].pages[0].blocks
    assert isinstance(block, Prose)
    assert block.html == html
    assert said(course) == ("zebra-sum",)
    assert [one.rule.code for one in found] == ["TRK025"]


EVERYWHERE = {
    "heading": "## What [it costs](fact:zebra-sum)\n\nText.\n",
    "cell of a table": "| A | B |\n| --- | --- |\n| it | [12](fact:zebra-sum) |\n",
    "caption of a table": "| A | B |\n| --- | --- |\n| it | 12 |\nCaption: It is [12](fact:zebra-sum)\n",
    "prompt": "::: reflection think\nIt costs [12](fact:zebra-sum). Is that much?\n:::\n",
    "answer": "::: choose-one q\nWhat?\n- [x] (a) [12](fact:zebra-sum)\n- [ ] (b) 13\n:::\n",
    "feedback": "::: choose-one q\nWhat?\n- [x] (a) 12\n  Feedback: It is [12](fact:zebra-sum).\n- [ ] (b) 13\n:::\n",
    "hint": "::: choose-one q\nWhat?\n- [x] (a) 12\n- [ ] (b) 13\nHint: It is [12](fact:zebra-sum).\n:::\n",
    "explanation": "::: true-or-false q\nIt costs 12 pounds.\nAnswer: true\nExplanation: It is [12](fact:zebra-sum).\n:::\n",
    "partner": "::: match q\nWhat?\n- (a) It -> (x) [12](fact:zebra-sum)\n- (b) That -> (y) 13\n:::\n",
    "extra partner": "::: match q\nWhat?\n- (a) It -> (x) 11\n- (b) That -> (y) 13\nExtra: (z) [12](fact:zebra-sum)\n:::\n",
    "group": "::: sort q\nWhat?\n## (x) [12](fact:zebra-sum)\n- (a) It\n## (y) 13\n- (b) That\n:::\n",
    "gaps": "::: fill-gaps q\nIt costs [12 pounds](fact:zebra-sum) and [[(a) nothing]] else.\n:::\n",
    "title of a box": "::: warning\nTitle: It costs [12](fact:zebra-sum)\nText.\n:::\n",
    "heading of a section": "::: accordion\n## It costs [12](fact:zebra-sum)\nText.\n## Two\nText.\n:::\n",
    "text in a section": "::: accordion\n## One\nIt costs [12](fact:zebra-sum).\n## Two\nText.\n:::\n",
    "time": "::: timeline\n## [2012](fact:zebra-sum): It came\n## 2013: It went\n:::\n",
    "check": "::: check c\nTitle: It costs [12](fact:zebra-sum)\n::: choose-one q\nWhat?\n- [x] (a) 12\n- [ ] (b) 13\n:::\n:::\n",
}


@pytest.mark.parametrize("where", EVERYWHERE)
def test_a_fact_is_said_wherever_learners_read_words(where: str) -> None:
    course, found = compiled(EVERYWHERE[where])
    assert course is not None, found
    assert set(said(course)) == {"zebra-sum"}
    assert "fact:" not in repr(course.sessions[0].pages)


def test_a_fact_may_be_said_in_the_heading_of_a_page() -> None:
    source = source_of(TOP + "# What [it](fact:zebra-sum) costs\nPage: a-page\n\nText.\n")
    course = compile_course(replace(source, records={"facts": TextFile("facts.yaml", FACTS, split_lines(FACTS))})).value
    assert course is not None
    assert course.sessions[0].pages[0].title.html == "What it costs"
    assert said(course) == ("zebra-sum",)


@pytest.mark.parametrize(
    ("typed", "place", "message", "hint"),
    [
        ("It costs [12](fact:zebra-sums).", (1, 15, 15), "facts.yaml has no fact “zebra-sums”.", "Did you mean `fact:zebra-sum`?"),
        (
            "It costs [12](fact:qqqq).",
            (1, 15, 9),
            "facts.yaml has no fact “qqqq”.",
            "Type the id of a fact: `[words](fact:zebra-sum)`. The ids are: zebra-sum, zebra-name.",
        ),
        ("It costs [12](fact).", (1, 15, 5), "This link to a fact has no id.", "Type the id of a fact: `[words](fact:zebra-sum)`."),
        ("It costs [12](fact:).", (1, 15, 6), "This link to a fact has no id.", "Type the id of a fact: `[words](fact:zebra-sum)`."),
        ("It costs [](fact:zebra-sum).", (1, 13, 14), "This link to a fact is around no words.", "`[12 regional networks](fact:zebra-sum)`"),
        ("It costs <fact:zebra-sum>.", (1, 11, 14), "This link to a fact is around no words.", "`[12 regional networks](fact:zebra-sum)`"),
    ],
)
def test_a_link_that_finds_no_fact_is_told_with_what_to_type(typed: str, place: tuple[int, int, int], message: str, hint: str) -> None:
    (told,) = errors(typed + "\n")
    assert place_of(told.place) == place
    assert told.message == message
    assert hint in told.hint
    assert compiled(typed + "\n")[0] is None


@pytest.mark.parametrize("facts", [None, "", "facts: []\n"])
def test_without_any_facts_the_hint_says_where_to_write_them(facts: str | None) -> None:
    (told,) = errors("It costs [12](fact:zebra-sum).\n", facts)
    assert told.message == "The course has no facts yet."
    assert "copack new . --records" in told.hint


def test_nothing_is_said_of_links_while_the_file_of_facts_is_at_fault() -> None:
    assert errors("It costs [12](fact:zebra-sums).\n", FACTS + "  - statement: Without an id\n") == []


def test_a_link_in_the_value_of_a_label_is_refused() -> None:
    page = "::: rating r\nHow much?\n- (a) It\nScale: [Little](fact:zebra-sum) | Much | More\n:::\n"
    (told,) = errors(page)
    assert told.message == "A link to a fact cannot be in “Scale:”."


def test_words_in_the_title_of_the_link_are_told() -> None:
    assert "SRC147" in [one.rule.code for one in compiled('It costs [12](fact:zebra-sum "in 2012").\n')[1]]


def test_facts_without_a_link_are_one_note() -> None:
    many = FACTS + "".join(f"  - id: fact-{number}\n    statement: Words\n" for number in range(3))
    course, (told,) = compiled("It costs [12](fact:zebra-sum).\n", many)
    assert course is not None
    assert (told.rule.code, told.rule.severity) == ("TRK025", Severity.NOTE)
    assert told.message == "No text is linked to 4 of 5 facts: zebra-name, fact-0, fact-1 and 1 more."
    assert told.place is not None
    assert (told.place.file, told.place.line) == ("facts.yaml", 4)
    _course, (one,) = compiled("It costs [12](fact:zebra-sum).\n")
    assert one.message == "No text is linked to the fact “zebra-name”."


def test_texts_for_facilitators_say_facts_too() -> None:
    page = "Text.\n\n::: facilitator\nIt costs [12](fact:zebra-sum).\n:::\n"
    course, found = compiled(page, guide="# 2 hours\n\nIt has [a name](fact:zebra-name).\n")
    assert course is not None, found
    assert found == ()
    assert said(replace(course, sessions=(replace(course.sessions[0], guide=()),))) == ()


def test_a_question_that_is_asked_again_says_its_facts_again() -> None:
    first = source_of(TOP + PAGE + EVERYWHERE["hint"])
    text = TOP.replace("any", "other") + PAGE.replace("a-page", "b-page") + "::: last-time\nQuestions: q\n:::\n"
    second = SessionFolder("sessions/02-other", TextFile("sessions/02-other/session.md", text, split_lines(text)))
    records = {"facts": TextFile("facts.yaml", FACTS, split_lines(FACTS))}
    done = compile_course(replace(first, sessions=(*first.sessions, second), records=records))
    assert done.value is not None, done.diagnostics
    assert [fact for group in list_passages(done.value, done.value.sessions[1]) for each in group.passages for fact in each.facts] == ["zebra-sum"]


def test_the_writer_keeps_links_to_facts() -> None:
    text = TOP + "# A page\n\n" + "It [costs](fact:zebra-sum).\n\n" + EVERYWHERE["answer"].replace("(a) ", "").replace("(b) ", "")
    assert write(parse("sessions/01-any/session.md", text)) == text
    (change,) = fix(source_of(text))
    assert change.new.count("(fact:zebra-sum)") == 2
    assert "- [x] (a) [12](fact:zebra-sum)" in change.new
