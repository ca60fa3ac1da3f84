"""Reading takes work in proportion to the length of a source, whatever repeats in it.

Work is counted, not timed: the calls of functions, Python's own and those in C. What one call of a regular expression
takes is judged by its form (`tests/unit/test_patterns.py`).
"""

from __future__ import annotations

import cProfile
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from builder.source.compile import compile_course
from builder.source.files import Source, TextFile
from builder.source.tree.lines import split_lines
from tests.selection import only_quick
from tests.unit.source.author import COURSE, PAGE, TOP, source_of

Shape = Callable[[int], str | Source]

QUESTION = "::: choose-one q-a\nWhat?\nOutcome: 1.1\n- [x] (a) Yes\n- [ ] (b) No\n"


def glossary_of(count: int, text: str) -> Source:
    glossary = "".join(f"t{number}:\n  term: word {number}\n  means: What {number} means.\n" for number in range(count))
    return replace(source_of(TOP + PAGE + text), glossary=TextFile("glossary.yaml", glossary, split_lines(glossary)))


def outcomes_of(count: int) -> Source:
    return source_of(TOP + PAGE + "Text.\n", course=COURSE + "".join(f"  9.{number}: Say what {number} is.\n" for number in range(count)))


def course_with(text: str) -> Source:
    """A course file with more lines."""
    return source_of(TOP + PAGE + "Text.\n", course=COURSE + text)


COURSE_FILES: dict[str, Shape] = {
    "brackets in brackets": lambda n: course_with("x: " + "[" * n + "]" * n + "\n"),
    "brackets that stay open": lambda n: course_with("x: " + "[" * n + "\n"),
    "curly brackets in curly brackets": lambda n: course_with("x: " + "{a: " * n + "}" * n + "\n"),
    "brackets in lines of their own": lambda n: course_with("x:\n" + "  [\n" * n),
    "dashes in a line": lambda n: course_with("x:\n  " + "- " * n + "a\n"),
    "question marks in a line": lambda n: course_with("? " * n + "\n"),
    "a list in brackets": lambda n: course_with("x: [" + "a, " * n + "a]\n"),
    "fields in curly brackets": lambda n: course_with("x: {" + ", ".join(f"k{number}: v" for number in range(n)) + "}\n"),
    "items of a list": lambda n: course_with("x:\n" + "  - a\n" * n),
    "lines of a text as typed": lambda n: course_with("x: |\n" + "  words here\n" * n),
    "lines of a folded text": lambda n: course_with("x: >\n" + "  words here\n\n" * n),
    "lines of a text without a sign": lambda n: course_with("x: a\n" + "  words here\n" * n),
    "lines in quotes": lambda n: course_with('x: "a\n' + "  words here\n" * n + '  "\n'),
    "a quote that stays open": lambda n: course_with('x: "a\n' + "y: words here\n" * n),
    "quotes that stay open": lambda n: course_with("".join(f'x{number}: "a\n' for number in range(n))),
    "lists that stay open": lambda n: course_with("".join(f"x{number}: [a, b\n" for number in range(n))),
    "fields": lambda n: course_with("".join(f"k{number}: v\n" for number in range(n))),
    "fields of one name": lambda n: course_with("k: v\n" * n),
    "anchors": lambda n: course_with("".join(f"k{number}: &a{number} v\n" for number in range(n))),
    "aliases": lambda n: course_with("a: &a [x]\n" + "".join(f"k{number}: *a\n" for number in range(n))),
    "aliases of aliases": lambda n: course_with("a0: &a0 [x]\n" + "".join(f"a{number + 1}: &a{number + 1} [*a{number}, *a{number}]\n" for number in range(n))),
    "tags": lambda n: course_with("x: " + "!a " * n + "\n"),
    "escapes": lambda n: course_with('x: "' + "\\a" * n + '"\n'),
    "comments": lambda n: course_with("# a\n" * n),
    "colons": lambda n: course_with("x: a" + ": a" * n + "\n"),
    "lines with two colons": lambda n: course_with("".join(f"x{number}: a: b\n" for number in range(n))),
    "lines without a colon": lambda n: course_with("words here\n" * n),
    "lines without a space behind the colon": lambda n: course_with("".join(f"x{number}:a\n" for number in range(n))),
    "curly quotes": lambda n: course_with("".join(f"x{number}: “a”\n" for number in range(n))),
    "tabs": lambda n: course_with("".join(f"\tx{number}: a\n" for number in range(n))),
    "parts of a file": lambda n: course_with("---\na: b\n" * n),
}
"""Of course.yaml; glossary, evaluation form and top block are read by the same rules."""

SHAPES: dict[str, Shape] = {
    "blanks in a heading": lambda n: "## a" + " " * n + "b\n\nText\n",
    "outcomes that course.yaml does not have": lambda n: f"Text.\n\n# More\nPage: more\nOutcomes: {', '.join(f'8.{number}' for number in range(n))}\n\nText.\n",
    "outcomes that nothing is about, and lines with labels": lambda n: replace(
        outcomes_of(n), sessions=source_of(TOP + PAGE + "Note: 9.1, and more.\n\n" * n).sessions
    ),
    "links": lambda n: "[words](https://a.uk/) " * n,
    "links that lead nowhere": lambda n: " ".join(f"[words](ftp://{number}.uk/)" for number in range(n)),
    "bare addresses": lambda n: "https://a.uk/ and me@a.uk or " * n,
    "tags": lambda n: "<u>a</u> <name> " * n,
    "half-open tags": lambda n: "<a " * n,
    "half-open notes": lambda n: "a <!-- " * n,
    "open brackets": lambda n: "[" * n + "]" * n,
    "half-open links": lambda n: "[a](" * n,
    "emphasis": lambda n: "*a **b_ " * n,
    "nested emphasis": lambda n: "*a **b " * n + "** c* " * n,
    "a run of stars": lambda n: "a" + "*" * n + "b" + "*" * n,
    "backticks": lambda n: "".join("`" * (number % 100) + "a" for number in range(n)),
    "signs of formulas": lambda n: "$^ " * n + "\\( " * n,
    "left-over markup": lambda n: "&nbsp; ~~ {{ x :a: [x][1] " * n,
    "nested lists": lambda n: "".join("  " * (number % 12) + "- a\n" for number in range(n)),
    "lists": lambda n: "- a\n1. b\n" * n,
    "bullets in a line": lambda n: "- " * n + "a\n",
    "deep quotes": lambda n: ">" * n + " a\n",
    "rows of a table": lambda n: "| A | B |\n| --- | --- |\n" + "| 1 | 2 |\n" * n,
    "columns of a table": lambda n: "|" + " a |" * n + "\n|" + " --- |" * n + "\n|" + " a |" * n + "\n",
    "a long word": lambda n: "a" * n * 10,
    "a long line": lambda n: "word " * n,
    "paragraphs": lambda n: "word *word*\n\n" * n,
    "options": lambda n: QUESTION + "".join(f"- [ ] No {number}\n" for number in range(n)) + ":::\n",
    "labels": lambda n: QUESTION + "Hint: a\n" * n + ":::\n",
    "gaps": lambda n: "::: fill-gaps g\n" + "A [[gap]] is. " * n + "\n:::\n",
    "half-open gaps": lambda n: "::: fill-gaps g\n" + "A [[gap " * n + "\n:::\n",
    "fences": lambda n: "::: callout\na\n:::\n" * n,
    "fences that stay open": lambda n: "::: callout\na\n" * n,
    "pages": lambda n: "Text.\n" + "".join(f"# P {number}\nPage: p-{number}\n\nText.\n" for number in range(n)),
    "words explained": lambda n: glossary_of(n, " ".join(f"[word {number}](glossary)" for number in range(n)) + "\n"),
    "words not explained": lambda n: glossary_of(n, " ".join(f"[wrod {number}](glossary)" for number in range(n)) + "\n"),
    "outcomes": outcomes_of,
    **COURSE_FILES,
}

LARGE = ("blanks in a heading", "links", "tags", "emphasis", "nested lists", "deep quotes", "rows of a table", "columns of a table", "a long line", "gaps", "pages", "brackets in brackets", "fields")
"""Looked at in a larger size, too."""

MARGIN = 1.25
"""How much more than ten times the work ten times the source may take."""

SETTLED = 3000
"""Calls that any source takes, and that a short one may spend on what is kept for the next."""


def make_source(shape: Shape, count: int) -> Source:
    """A course in which a shape is repeated so many times."""
    made = shape(count)
    return made if isinstance(made, Source) else source_of(TOP + PAGE + made)


def work(shape: Shape, count: int) -> int:
    """The number of calls that reading takes."""
    profile = cProfile.Profile()
    profile.runcall(compile_course, make_source(shape, count))
    return sum(entry.callcount for entry in profile.getstats())


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What is imported at the first use is no work of a source."""
    compile_course(source_of(TOP + PAGE + "Some *words*, [a form](https://a.uk/).\n\n" + QUESTION + ":::\n"))


@pytest.mark.parametrize("count", only_quick([50, 100], 50))
@pytest.mark.parametrize("name", SHAPES)
def test_ten_times_the_source_takes_ten_times_the_work(name: str, count: int) -> None:
    small, large = work(SHAPES[name], count), work(SHAPES[name], 10 * count)
    assert large <= 10 * MARGIN * small + SETTLED, f"{small} calls, then {large}"


@pytest.mark.slow  # `make test` reads all shapes at fifty and five hundred
@pytest.mark.parametrize("name", LARGE)
def test_a_hundred_times_the_source_takes_a_hundred_times_the_work(name: str) -> None:
    small, large = work(SHAPES[name], 1000), work(SHAPES[name], 10_000)
    assert large <= 10 * MARGIN * small + SETTLED, f"{small} calls, then {large}"


@pytest.mark.parametrize("line", ["{indent}k:\n", "{indent}- a\n", "{indent}- k:\n", "{indent}k: [\n"])
def test_each_line_that_is_indented_more_takes_the_same_work(line: str) -> None:
    """Characters grow with the square of the lines here, and calls must not."""

    def steps(count: int) -> Source:
        return course_with("x:\n" + "".join(line.format(indent=" " * (number + 1)) for number in range(count)))

    small, large = work(steps, 50), work(steps, 300)
    assert large <= 6 * MARGIN * small + SETTLED, f"{small} calls, then {large}"
