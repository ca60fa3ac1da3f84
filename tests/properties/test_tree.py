"""The tree of a file loses nothing, and an edit changes what it names and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings, strategies as st

from builder.source.files import TextFile
from builder.source.reading import collect
from builder.source.tree import grammar
from builder.source.tree.codes import TOUCHING_BOX
from builder.source.tree.lines import split_lines
from builder.source.tree.parse import parse, write
from builder.source.tree.session import FenceNode, PageNode, SessionTree, StrayClosing, TreeNode
from builder.source.write.edits import Edit, apply
from builder.source.yaml.document import parse_document, write_document
from tests.properties.test_source import TYPED
from tests.selection import examples
from tests.unit.source.author import TOP

QUICK = settings(max_examples=examples(150), suppress_health_check=[HealthCheck.data_too_large])

anything = st.text(st.characters(codec="utf-8"), max_size=300)
line = st.one_of(
    st.sampled_from([*TYPED, "---", "<!-- a", "b -->", "\ufeff", "\t", "::", "::::"]), st.text(st.characters(codec="utf-8"), max_size=20)
)
end = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
typed = st.tuples(st.sampled_from(["", "\ufeff", TOP, "\ufeff" + TOP]), st.lists(st.tuples(line, end).map("".join), max_size=40).map("".join)).map(
    "".join
)
text = st.one_of(anything, typed)


@QUICK
@given(text)
def test_writing_what_was_parsed_gives_the_text(text: str) -> None:
    assert write(parse("session.md", text)) == text


@QUICK
@given(text)
def test_every_line_stands_in_one_place_of_the_tree(text: str) -> None:
    tree = parse("session.md", text)
    assert [(number, raw, end) for number, raw, end in _leaves(tree)] == [(line.number, line.raw, line.end) for line in tree.lines]


def _leaves(tree: SessionTree) -> Iterator[tuple[int, str, str]]:
    top = [tree.top.opening, *tree.top.lines, *([tree.top.closing] if tree.top.closing is not None else [])] if tree.top is not None else []
    for node in (*tree.above, *top, *tree.lead, *tree.pages):
        yield from _of_node(node)


def _of_node(node: TreeNode | PageNode) -> Iterator[tuple[int, str, str]]:
    if isinstance(node, FenceNode):
        inside: list[TreeNode] = [node.opening, *node.body, *([node.closing] if node.closing is not None else [])]
    elif isinstance(node, PageNode):
        inside = [node.line, *node.body]
    else:
        leaf = node.line if isinstance(node, StrayClosing) else node
        yield leaf.number, leaf.raw, leaf.end
        return
    for inner in inside:
        yield from _of_node(inner)


@QUICK
@given(st.one_of(anything, st.just("id: x\ntitle: [a, 'b']\n\n# note\nout:\n  1.1: Say\n"), typed))
def test_a_yaml_file_loses_nothing(text: str) -> None:
    document = collect(parse_document(TextFile("course.yaml", text, split_lines(text)))).value
    assert document is None or write_document(document) == text


@QUICK
@given(st.data())
def test_only_what_changed_changes(data: st.DataObject) -> None:
    text = data.draw(text_to_edit)
    tree = parse("session.md", text)
    body = text.removeprefix("\ufeff")
    points = sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=8).filter(lambda points: len(points) % 2 == 0)))
    # An edit names places between characters on lines; a line end is one thing.
    points = [point - 1 if body[point - 1 : point + 1] == "\r\n" else point for point in points]
    spans = list(zip(points[::2], points[1::2], strict=True))
    pieces = [data.draw(st.sampled_from(["", "x", "# A page\n", "::: check\n:::\n", "\n", "é\u200b\t"])) for _ in spans]
    edits = [Edit(_point(body, start), _point(body, stop), piece) for (start, stop), piece in zip(spans, pieces, strict=True)]
    edited = apply(tree, edits)

    expected, kept = "", 0
    for (start, stop), edit in zip(spans, edits, strict=True):
        own = tree.lines[edit.start[0] - 1].end or next((line.end for line in tree.lines if line.end), "\n")
        expected += body[kept:start] + edit.text.replace("\n", own)
        kept = stop
    assert write(edited).removeprefix("\ufeff") == expected + body[kept:]
    assert parse("session.md", write(edited)).sound == edited.sound


text_to_edit = typed


def _point(body: str, offset: int) -> tuple[int, int]:
    before = split_lines("|" + body[:offset])
    first = 1 if len(before) == 1 else 0
    return len(before), len(before[-1]) + 1 - first


@QUICK
@given(st.data())
def test_what_is_not_edited_keeps_its_place(data: st.DataObject) -> None:
    text = data.draw(typed)
    tree = parse("session.md", text)
    at = data.draw(st.integers(0, len(tree.lines) - 1))
    column = data.draw(st.integers(1, len(tree.lines[at].raw) + 1))
    edited = apply(tree, [Edit((at + 1, column), (at + 1, column), data.draw(st.sampled_from(["x", "x\ny\n", "\n"])))])
    before = {(line.number, line.place(index).column): sign for line in tree.lines for index, sign in enumerate(line.text)}
    for line in edited.lines:
        for index, sign in enumerate(line.text):
            place = line.place(index)
            if (place.line, place.column) != (at + 1, column) and sign.isalnum():
                assert before[place.line, place.column] == sign


# What the guide says of these lines, as patterns that are right and look at a long line again and again (docs/authors/syntax.md, Part 3).
BLANK = r"[^\S\n]"
S = BLANK + "*"
HEADING = re.compile(rf"^ {{0,3}}(?P<signs>#{{2,}}){S}(?P<heading>.*?){S}#*{S}$")
GROUP = re.compile(rf"^{S}##(?!#){S}(?P<heading>.*?){S}#*{S}$")
OPENING = re.compile(rf"^{S}:{{3,}}{S}(?P<name>[a-z][a-z0-9_-]*)(?:{BLANK}+(?P<id>[^\s:]+))?{S}:*{S}$", re.IGNORECASE)
TABLE_DASHES = re.compile(rf"^{S}\|?{S}:?[-–—]+:?{S}(?:\|{S}:?[-–—]+:?{S})*\|?{S}$")
CLOSE_BOX = re.compile(rf"\[{S}(?P<mark>[x✓])?{S}\](?=\([a-z0-9©®]\))", re.IGNORECASE)


@QUICK
@given(st.text(st.sampled_from("##  ab:-|\t\u00a0–"), max_size=16))
def test_the_patterns_of_the_grammar_are_those_of_the_guide(line: str) -> None:
    for pattern, slow in ((grammar.HEADING, HEADING), (grammar.GROUP, GROUP)):
        start, whole = pattern.match(line), slow.match(line)
        assert (start is None) == (whole is None)
        if start is not None and whole is not None:
            assert grammar.heading_words(line, start.end()) == whole.span("heading")
    for pattern, slow in ((grammar.OPENING, OPENING), (grammar.TABLE_DASHES, TABLE_DASHES)):
        fast, whole = pattern.match(line), slow.match(line)
        assert (fast.groupdict() if fast else None) == (whole.groupdict() if whole else None)


@QUICK
@given(st.text(st.sampled_from("[[ xX✓]](a)"), max_size=8).map(lambda text: f"[{text}](a)"))
def test_a_box_with_its_code_is_read_as_in_the_guide(text: str) -> None:
    fast, slow = re.match(TOUCHING_BOX, text), CLOSE_BOX.match(text)
    assert (fast.span(), fast["touching"]) == (slow.span(), slow["mark"]) if fast and slow else fast == slow
