"""No author's text whatever breaks the reading of a course; what `--fix` writes is written once; line ends mean nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings, strategies as st

from builder.diagnostics import Diagnostic
from builder.diagnostics.formats import as_json
from builder.diagnostics.reporters import as_text
from builder.source.compile import compile_course, parse_course
from builder.source.files import SessionFolder, Source, TextFile
from builder.source.fix import fix
from builder.source.tree.lines import split_lines
from tests.selection import examples
from tests.unit.source.author import COURSE, TOP

TYPED = [
    "# A page", "# Another page ##", "#", "#Welcome", "Page: a-page", "Page: A Page", "Core: no", "Core: perhaps", "Minutes: 4", "Key: a7x",
    "::: accordion", "::: tabs", "::: Tabs an-id", "::: steps", "::: timeline", "::: story", "::: key-points", "::: do-and-dont", "::: for-carers",
    "::: content-warning", "::: nation-note", "::: short-version", "::: facilitator", "## May 2024: They meet", "## 10:30", "## :", "##",
    "Help: Call us.", "Help:", "Nation: Wales, Scotlnd, wales", "Nation: ,", "Nation: England",
    "Pge: x", "## A heading", "### Lower", "#### Lowest", "Some *text* with **stars** and _lines_.", "A <b>tag</b> & an &amp; entity.",
    "::: choose-one", "::: choose-one an-id", "::: Choose-Several", "::: match", "::: fill-gaps", "::: fill-gaps gaps-id", "::: check",
    "::: check a-check", "::: callout", "::: warning", "::: expander", "::: reflection", "::: what", "::: too many words here", ":::",
    "::::", ":: choose-one", "::", ":::callout:::", "Is this a question?", "- [x] (a) Yes", "- [ ] (b) No", "- [ ] (b) No, again",
    "- [X] Yes", "•No", "- [y] Odd", "* [ ] (c)", "-", "- (a) One -> (x) Two", "- Three → Four", "- Five -> (x)", "- -> ", "- a -> b -> c",
    "1. First", "2) Second", "   - nested", "\t- tabbed", "– dashed", "Feedback: Right.", "  Feedback: Indented.", "Feedbak: Slip",
    "Hint: Think.", "HINT :", "**Hint:** bold", "Outcome: 1.1", "Outcome: 9.9", "Points: 2", "Points: many", "If right: Yes.",
    "Extra: (z) Audit", "Extra: Audit", "Extra:", "Title: A title", "Final: yes", "Shuffle: yes", "Answer: 3",
    "A [[(a) gap | other]] here.", "A [[gap]] and [[gap two]].", "An [[open gap", "An [[ | ]] empty one", "**[[bold gap]]**",
    "closes ]] here", "[[(a) over", "> A quote", "> — Somebody", ">", "| A | B |", "| --- | --- |", "|—|—|", "| 1 | 2 |",
    "Caption: A caption", "Description: Long", "---", "***", "```", "![alt](media/x.svg)", "![](media/x.svg)", "![broken",
    "in ![a](b.png) text", "[link](https://www.hra.nhs.uk/)", "[](https://a.uk/)", "[x](#a-page)", "[x](javascript:alert(1))",
    "[x]: https://a.uk/", "<https://a.uk/>", "<!-- note", "<!-- note -->", "-->", "\\# not a page", "\\[[ not a gap", "Hint\\: no",
    "\u00a0- [x] hard space", "\u200b# invisible", "\ue0000\ue001", "“curly”", "a\u2028b", "\x0b", "\x1b[31m", "&#xE000;0&#xE001;",
    "é" * 50, "x" * 300,
]  # fmt: skip

line = st.one_of(st.sampled_from(TYPED), st.sampled_from(["", " ", "\t"]), st.text(st.characters(codec="utf-8"), max_size=40))
session = st.lists(line, max_size=40).map("\n".join)
QUICK = settings(max_examples=examples(150), suppress_health_check=[HealthCheck.data_too_large])


def source_of(text: str, *, course: str = COURSE, more: tuple[str, ...] = ()) -> Source:
    files = [TextFile(f"sessions/{number:02}-any/session.md", one, split_lines(one)) for number, one in enumerate((text, *more))]
    folders = tuple(SessionFolder(file.path.rpartition("/")[0], file) for file in files)
    return Source(TextFile("course.yaml", course, split_lines(course)), folders)


def show(found: tuple[Diagnostic, ...], source: Source) -> None:
    report = as_text(found, source.lines, colour=False)
    assert not set(report) & (set(map(chr, range(32))) - {"\n"})
    as_json(found)


def check_places(found: tuple[Diagnostic, ...], source: Source) -> None:
    for one in found:
        assert one.place is not None
        lines = source.lines(one.place.file)
        assert 0 <= one.place.line <= len(lines)
        if one.place.line:
            assert 0 <= one.place.column <= len(lines[one.place.line - 1]) + 1


@QUICK
@given(session)
def test_no_text_of_a_session_breaks_the_reading(text: str) -> None:
    source = source_of(TOP + text)
    for drafts in (False, True):
        compiled = compile_course(source, drafts=drafts)
        show(compiled.diagnostics, source)
        check_places(compiled.diagnostics, source)


@QUICK
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_no_characters_break_the_reading(text: str) -> None:
    source = source_of(text)
    show(compile_course(source).diagnostics, source)


YAML = [
    "id: x", "title: Safe: hands", "title: “curly”", "pass:", "  mark: 70", "\tmark: 1", "outcomes: [1.1, ", "- a", "&a b", "*a", "!t b",
    "? x", "<<: y", "%TAG", "---", "...", "{", "}", "| ", "people:", "  - name: A", "    consent: perhaps", "record_also: [a, [b]]",
    "version: 1.10", "title: [1]", "outcomes:", "  1.1: x", "  1.1: y", "'", '"\\x', "\u00a0id: y", "@x", "`", "[[[[[[[[[[[[[[[[",
]  # fmt: skip


@QUICK
@given(st.lists(st.one_of(st.sampled_from(YAML), st.text(st.characters(codec="utf-8"), max_size=20)), max_size=20).map("\n".join))
def test_no_yaml_breaks_the_reading(text: str) -> None:
    source = source_of(f"---\n{text}\n---\n# A page\nPage: a-page\n\nText.\n", course=text)
    found = compile_course(source).diagnostics
    show(found, source)
    check_places(found, source)


@QUICK
@given(session, session)
def test_fix_writes_everything_once(first: str, second: str) -> None:
    source = source_of(TOP + first, more=(TOP.replace("id: any", "id: other") + second,))
    changed = {change.file: change for change in fix(source)}
    for file in source.texts():
        if file.path in changed:
            assert changed[file.path].old == file.raw
    texts = [changed[one.file.path].new if one.file.path in changed else one.file.raw for one in source.sessions]
    again = source_of(texts[0], more=(texts[1],))

    assert fix(again) == ()
    parsed = parse_course(again)
    assert [missing for tree, missing in zip(parsed.trees, parsed.missing, strict=True) if tree.sound and missing.diagnostics] == []


@QUICK
@given(session)
def test_fix_only_adds(text: str) -> None:
    for change in fix(source_of(TOP + text)):
        rest = iter(change.new)
        assert all(character in rest for character in change.old)


@QUICK
@given(session)
def test_fix_does_not_change_what_else_is_found(text: str) -> None:
    """What was well formed before is the same question after: nothing is read differently because an id stands there."""
    source = source_of(TOP + text)
    changes = fix(source)
    if changes:
        before = compile_course(source, drafts=True)
        after = compile_course(source_of(changes[0].new), drafts=True)
        severe = [sorted(one.rule.code for one in found.diagnostics if one.rule.severity == "error") for found in (before, after)]
        assert severe[0] == severe[1]


@QUICK
@given(session, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_mean_nothing(text: str, end: str) -> None:
    text = TOP + text.replace("\r", "")
    usual, other = source_of(text), source_of(text.replace("\n", end))
    assert compile_course(other, drafts=True) == compile_course(usual, drafts=True)
    assert [change.new.replace(end, "\n") for change in fix(other)] == [change.new for change in fix(usual)]


@QUICK
@given(session)
def test_a_byte_order_mark_means_nothing(text: str) -> None:
    marked = source_of("\ufeff" + TOP + text)
    plain = source_of(TOP + text)
    assert compile_course(marked, drafts=True) == compile_course(plain, drafts=True)
    assert [change.new for change in fix(marked)] == ["\ufeff" + change.new for change in fix(plain)]
