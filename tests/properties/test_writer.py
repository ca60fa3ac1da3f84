"""What is written is read back as it was meant, and nothing beside it changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from builder.course.blocks import Interaction
from builder.course.document import Prose
from builder.source.characters import canonical_text
from builder.source.compile import compile_course
from builder.source.files import TextFile
from builder.source.reading import collect
from builder.source.tree import grammar
from builder.source.tree.lines import split_lines
from builder.source.tree.parse import parse, write
from builder.source.tree.session import FenceNode, SessionTree
from builder.source.write.edits import Edit, apply
from builder.source.write.printer import NewGroup, NewItem, NewLabel, NewPage, NewQuestion, as_markdown, print_page, print_question
from builder.source.write.session_edits import add_page, add_question, remove_fence, set_item_label, set_page_label, set_question_label
from builder.source.write.yaml_edits import add_item, remove_field, set_value, write_edited, yaml_text
from builder.source.yaml.document import YamlDocument, parse_document
from builder.source.yaml.nodes import Mapping, Node, Scalar, Sequence
from tests.selection import examples, only_quick
from tests.unit.source.author import PAGE, TOP, source_of

ROOT = Path(__file__).parents[2]
QUICK = settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

SIGNS = "#*_`[](){}<>!|+-=~:;.,\\&'\"/%$@^?0123456789 abcXYZé" + grammar.ESCAPABLE_SIGNS
PIECES = ["Feedback", "Note", "Correct", "Answer", "(correct)", "->", "-->", "=>", "—>", " — ", ". ", ": ", "：", "A) ", "1. ", "iv) ", "Q1: ", "(x) ", "( ) ", "[x] ", "true",
    "??? note", "!!! tip", "/// x", "!> ", "+++ ", "{% hint %}", "::: ", "<- correct", "✅", "© ", "Difficulty: easy", "o ", "ü ", "👉 ", "📅 ", "👍🏽 ", "1️⃣ ", "🔟", "%% x %%", "h2. ", "bq. ", "x^2^", "H~2~O",
    "!a.png!", "key:: ", "[/] ", "[a b=c]", "<a b=c>", "<x>y</x>", "(true)", "The correct answer is 'A'", "The correct answer is: ", "Key: 1a, 2b", " ^block",
    "★ ", "[ ] ", "① ", "| ", "• a • b", "https://a.uk/", "www.a.uk"]  # fmt: skip
typed = st.one_of(st.sampled_from(SIGNS), st.sampled_from(PIECES), st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")))


def _is_plain(text: str) -> bool:
    """Whether a text is read as it is typed, and no part of it is refused whatever is around it."""
    shown = canonical_text(text)
    return (
        bool(text)
        and shown.text == text
        and not any(character in text for character in "\ufffc\ufffd")
        and not any(letter in text for letter in "âÃÂïð")  # text in a wrong encoding is refused
        and "\u2028" not in text
        and "\u2029" not in text
    )


words = st.lists(typed, min_size=1, max_size=12).map(lambda pieces: " ".join("".join(pieces).split())).filter(_is_plain)
"""Words of every sign that means something somewhere, and of any others, with single blanks."""


# ---------------------------------------------------------------- new nodes


@QUICK
@given(words)
def test_words_are_read_back_as_they_are(text: str) -> None:
    compiled = compile_course(source_of(TOP + print_page(NewPage("A page", "a-page", body=(as_markdown(text),)))))
    assert compiled.value is not None, compiled.diagnostics
    (block,) = compiled.value.sessions[0].pages[0].blocks
    assert isinstance(block, Prose)
    assert (block.kind, block.plain) == ("paragraph", text)


@QUICK
@given(words, words)
def test_two_paragraphs_that_begin_alike_make_no_list(first: str, second: str) -> None:
    for texts in ((first, second), (first, first), (f"o {first}", f"o {second}"), (f"👉 {first}", f"📅 {second}"), (f"1️⃣ {first}", f"2️⃣ {second}")):
        compiled = compile_course(source_of(TOP + print_page(NewPage("A page", "a-page", body=tuple(map(as_markdown, texts))))))
        assert compiled.value is not None, compiled.diagnostics
        blocks = compiled.value.sessions[0].pages[0].blocks
        assert [(block.kind, block.plain) for block in blocks if isinstance(block, Prose)] == [("paragraph", text) for text in texts]


@QUICK
@example(prompt="#", answers=["#", ": Feedback"], feedback="#")
@example(prompt="#", answers=["*", "#"], feedback=";#;")
@example(prompt="#", answers=["#", "— ☐#"], feedback="#")
@example(prompt="a ☐ b", answers=["a ☑", "☐ ☒ b"], feedback="1 □ ☑")
@example(prompt="#", answers=["a\\☑", "a \\☑"], feedback="a\\ ☑")
@given(words, st.lists(words, min_size=2, max_size=4, unique_by=lambda text: text.lower()), words)
def test_a_question_is_read_back_as_it_is(prompt: str, answers: list[str], feedback: str) -> None:
    label = (NewLabel("feedback", as_markdown(feedback)),)
    items = tuple(NewItem(as_markdown(answer), code, ticked=code == "a", labels=label) for answer, code in zip(answers, "abcd", strict=False))
    question = NewQuestion("choose-one", "which", (as_markdown(prompt),), items, labels=(NewLabel("hint", as_markdown(feedback)),))
    compiled = compile_course(source_of(TOP + PAGE + print_question(question)))
    assert compiled.value is not None, compiled.diagnostics
    (block,) = compiled.value.sessions[0].pages[0].blocks
    assert isinstance(block, Interaction)
    assert block.definition.description == prompt
    assert [choice.text for choice in block.definition.choices] == answers
    assert block.hint is not None
    assert block.hint.plain == feedback
    assert {option.feedback.plain for option in block.options} == {feedback}  # type: ignore[attr-defined]  # a ChooseOne


def test_groups_and_arrows_are_printed_as_the_guide_shows_them() -> None:
    lines = (NewItem("A carer helps", "a", side="Involvement", side_code="x"), NewItem("A trial", side="Participation"))
    assert print_question(NewQuestion("match", "words", ("Match.",), lines, labels=(NewLabel("extra", "(z) Audit"),))) == (
        "::: match words\nMatch.\n- (a) A carer helps -> (x) Involvement\n- A trial -> Participation\nExtra: (z) Audit\n:::\n"
    )
    group = NewGroup("Mine", "r", items=(NewItem("A bag", "a"),))
    assert print_question(NewQuestion("sort", "bags", ("Sort.",), groups=(group,))) == "::: sort bags\nSort.\n## (r) Mine\n- (a) A bag\n:::\n"


# ---------------------------------------------------------------- sessions

FILES = sorted((ROOT / "course_source" / "sessions").glob("*/session.md")) + sorted((ROOT / "tests" / "courses").glob("*/sessions/*/session.md"))
ENDS = ["\n", "\r\n", "\r"]


def tree_of(file: Path, end: str = "\n") -> SessionTree:
    return parse("session.md", file.read_text(encoding="utf-8").replace("\n", end))


def questions(tree: SessionTree) -> list[FenceNode]:
    return [fence for fence in tree.fences() if fence.question is not None]


def assert_only_adds(tree: SessionTree, edit: Edit) -> SessionTree:
    """Apply an edit that adds lines: all lines that were there are there, each with its own end."""
    text = write(apply(tree, [edit]))
    kept = iter(text.splitlines(keepends=True))
    assert all(line in kept for line in write(tree).splitlines(keepends=True)[:-1])
    return parse("session.md", text)


@pytest.mark.parametrize(
    ("file", "end"),
    only_quick([(file, end) for file in FILES for end in ENDS], *((file, "\n") for file in FILES), *((FILES[0], end) for end in ENDS)),
    ids=lambda part: part if isinstance(part, str) else "/".join(part.parts[-4:-1]),
)
def test_a_label_is_written_where_it_belongs(file: Path, end: str) -> None:
    tree = tree_of(file, end)
    page = tree.pages[-1]
    edited = assert_only_adds(tree, set_page_label(page, NewLabel("key", "b8y")))
    assert [(label.name, label.value.text) for label in edited.pages[-1].head.labels] == [
        *((label.name, label.value.text) for label in page.head.labels),
        ("key", "b8y"),
    ]
    for index, question in enumerate(questions(tree)):
        assert question.question is not None
        edited = assert_only_adds(tree, set_question_label(question, NewLabel("key", "a7x")))
        written = questions(edited)[index].question
        assert written is not None
        assert [label.value.text for label in written.labels if label.name == "key"] == ["a7x"]
        assert len(written.sections) == len(question.question.sections)


@pytest.mark.parametrize("end", ENDS)
def test_a_label_of_an_answer_stands_under_it(end: str) -> None:
    text = (TOP + PAGE + "::: choose-one which\nWhich?\n- [x] (a) This\n  and that\n- [ ] (b) No\n  Feedback: Old,\n  over lines\n:::\n").replace(
        "\n", end
    )
    tree = parse("session.md", text)
    question = questions(tree)[0].question
    assert question is not None
    first, second = question.sections[0].items
    edited = apply(tree, [set_item_label(first, NewLabel("feedback", "New.")), set_item_label(second, NewLabel("feedback", "Newer."))])
    assert write(edited) == text.replace(f"  and that{end}", f"  and that{end}  Feedback: New.{end}").replace(f"Old,{end}  over lines", "Newer.")


@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join(file.parts[-4:-1]))
def test_a_question_and_a_page_are_added_and_taken_away(file: Path) -> None:
    tree = tree_of(file)
    question = NewQuestion("true-or-false", "new-one", ("The earth is round.",), labels=(NewLabel("answer", "true"),))
    with_question = assert_only_adds(tree, add_question(tree.pages[0], question))
    added = next(fence for fence in questions(with_question) if fence.id == "new-one")
    taken = write(apply(with_question, [remove_fence(added)]))
    assert [line for line in taken.split("\n") if line] == [line for line in write(tree).split("\n") if line]

    with_page = assert_only_adds(tree, add_page(tree, NewPage("The end", "the-end", body=("Good bye.", question))))
    assert [page.heading.text for page in with_page.pages] == [*(page.heading.text for page in tree.pages), "The end"]
    assert with_page.sound


# ---------------------------------------------------------------- YAML

YAML = """\ufeff# A course
id: any   # never change it
title: 'Any: course'
empty:
audience: >
  Folded over
  lines

# about the outcomes
outcomes:
  1.1: Say what.   # first
  1.2: "Say why"
standards: [scorm12, web]
people:
- name: A
  role: writer

- name: B
  role:   reader
pass: {mark: 70}
last: long text
  over lines
"""


def document_of(text: str) -> YamlDocument:
    document = collect(parse_document(TextFile("course.yaml", text, split_lines(text)))).value
    assert document is not None
    return document


def root_of(document: YamlDocument) -> Mapping:
    assert document.root is not None
    return document.root


def plain(node: Node | None) -> object:
    """A tree as Python values, to compare."""
    if node is None or isinstance(node, Scalar):
        return node.text if node is not None else None
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.fields}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("word", ["id", "title", "empty", "audience", "outcomes", "standards", "people", "pass", "last", "new"])
def test_a_value_is_written_in_its_place(word: str, end: str) -> None:
    document = document_of(YAML.replace("\n", end))
    before = plain(root_of(document))
    text = write_edited(document, [set_value(document.lines, root_of(document), word, yaml_text("Safe: hands"))])
    assert isinstance(before, dict)
    assert plain(root_of(document_of(text))) == {**before, word: "Safe: hands"}
    comments = ["# A course", "id: any   # never change it" if word != "id" else "   # never change it", "# about the outcomes"]
    assert all(comment in text for comment in comments)
    assert text.count("\n") == (text.count("\r\n") if end == "\r\n" else text.count(end) if end == "\n" else 0)


@pytest.mark.parametrize("word", ["title", "empty", "audience", "outcomes", "standards", "people", "last"])
def test_a_field_is_taken_away_with_its_lines(word: str) -> None:
    document = document_of(YAML)
    before = plain(root_of(document))
    assert isinstance(before, dict)
    text = write_edited(document, [remove_field(document.lines, root_of(document), word)])
    assert plain(root_of(document_of(text))) == {key: value for key, value in before.items() if key != word}
    assert "never change it" in text
    assert "about the outcomes" in text


def test_items_and_inner_fields_are_added() -> None:
    document = document_of(YAML)
    root = root_of(document)
    standards, people, outcomes, passing = (root.get(word) for word in ("standards", "people", "outcomes", "pass"))
    assert isinstance(standards, Sequence)
    assert isinstance(people, Sequence)
    assert isinstance(outcomes, Mapping)
    assert isinstance(passing, Mapping)
    second = people.items[1]
    assert isinstance(second, Mapping)
    edits = [
        add_item(document.lines, standards, "cmi5"),
        set_value(document.lines, outcomes, "2.1", "Say how."),
        set_value(document.lines, second, "consent", "yes"),
        set_value(document.lines, passing, "tries", "3"),
    ]
    added = plain(root_of(document_of(write_edited(document, edits))))
    assert isinstance(added, dict)
    assert added["standards"] == ["scorm12", "web", "cmi5"]
    assert added["outcomes"] == {"1.1": "Say what.", "1.2": "Say why", "2.1": "Say how."}
    assert added["people"] == [{"name": "A", "role": "writer"}, {"name": "B", "role": "reader", "consent": "yes"}]
    assert added["pass"] == {"mark": "70", "tries": "3"}


@QUICK
@given(words)
def test_any_words_are_a_yaml_value(text: str) -> None:
    document = document_of(YAML)
    edited = document_of(write_edited(document, [set_value(document.lines, root_of(document), "title", yaml_text(text))]))
    assert plain(root_of(edited).get("title")) == text
