"""What people read is plain: no text holds a phrase of `phrases.toml`, which says what to write instead.

Texts are the strings of `builder/` (docstrings and comments apart), templates, the words of the player, facts about platforms, documents,
the example course and the reports of `tests/broken/`.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PHRASES = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))["phrase"]
COURSE = ROOT / "course_source"
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "tests" / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "builder").rglob("about.md"), *(ROOT / "builder").rglob("README.md")]
CODE_SPAN = re.compile(r"`[^`\n]*`")
FENCED = re.compile(r"(?ms)^```.*?^```")
AUTHORS_WORDS = re.compile(r"(?m)^  \|.*$|“[^”\n]*”")  # in a report: the line at fault, and what a message quotes of it
TEMPLATE_CODE = re.compile(r"(?s)\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<style.*?</style>|<[^>]*>")

Text = tuple[Path, int, str]  # file, number of the first line, the words


def strings_of(path: Path) -> Iterator[Text]:
    """The sentences of a module: string constants with a space in them. Those that are a statement of their own document the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value and id(node) not in documentation:
            yield path, node.lineno, node.value


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern matches turned into spaces, so that lines keep their numbers."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def lines_of(path: Path, text: str) -> Iterator[Text]:
    for number, line in enumerate(text.splitlines(), 1):
        yield path, number, line


def product_texts() -> Iterator[Text]:
    for path in sorted(path for path in (ROOT / "builder").rglob("*.py") if not path.parts[len(ROOT.parts) + 1].startswith("_")):
        yield from strings_of(path)
    for folder in ("builder", "templates"):
        for path in sorted((ROOT / folder).rglob("*.jinja")):
            yield from lines_of(path, blanked(TEMPLATE_CODE, path.read_text(encoding="utf-8")))
    words = ROOT / "templates" / "pages" / "words.en-GB.json"
    for sentence in json.loads(words.read_text(encoding="utf-8")).values():
        yield words, 0, sentence
    for path in sorted((ROOT / "builder" / "platforms" / "data").glob("*.toml")):
        yield from lines_of(path, path.read_text(encoding="utf-8"))
    for path in sorted(DOCUMENTS):
        yield from lines_of(path, blanked(CODE_SPAN, blanked(FENCED, path.read_text(encoding="utf-8"))))
    for path in sorted((ROOT / "tests" / "broken").glob("*/expected.txt")):
        yield from lines_of(path, blanked(AUTHORS_WORDS, path.read_text(encoding="utf-8")))


def course_texts() -> Iterator[Text]:
    examples = (ROOT / "builder").rglob("example.md")
    for path in sorted([*COURSE.rglob("*.md"), *COURSE.rglob("*.yaml"), *examples, *(ROOT / "builder" / "cli" / "starter").rglob("*.*")]):
        yield from lines_of(path, path.read_text(encoding="utf-8"))


def words_pattern(find: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{find})(?!\w)", re.IGNORECASE)


def hits(phrase: dict[str, object], texts: list[Text]) -> list[str]:
    """Place, the words around and the better wording, for each text that holds the phrase."""
    pattern = words_pattern(str(phrase["find"]))
    allowed = [words_pattern(str(words)) for words in phrase.get("allow", [])]  # type: ignore[attr-defined]  # a list of strings
    found = []
    for path, number, text in texts:
        kept = text
        for words in allowed:
            kept = blanked(words, kept)
        for match in pattern.finditer(kept):
            around = text[max(0, match.start() - 40) : match.end() + 40].replace("\n", " ")
            found.append(f"{path.relative_to(ROOT)}:{number}: “…{around}…” Write: {phrase['write']}")
    return found


READERS = {"product": product_texts, "course": course_texts}


@cache
def texts_of(place: str) -> list[Text]:
    """The texts of the product or of the example course, read once, by the workers alone that look at them."""
    return list(READERS[place]())


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: str(phrase["find"])[:40])
def test_no_text_holds_a_phrase_that_readers_stumble_over(phrase: dict[str, object]) -> None:
    places = [str(phrase["texts"])] if "texts" in phrase else list(READERS)
    found = [hit for place in places for hit in hits(phrase, texts_of(place))]
    assert not found, "\n".join(found)


def test_each_phrase_says_what_to_write_and_why_it_allows_what_it_allows() -> None:
    for phrase in PHRASES:
        assert phrase["write"]
        assert bool(phrase.get("allow")) == bool(phrase.get("reason")), phrase["find"]
        assert set(phrase) <= {"find", "write", "texts", "allow", "reason"}, phrase
        assert phrase.get("texts", "course") in READERS


@pytest.mark.parametrize(
    ("find", "text", "seen"),
    [
        ("mend(s|ed|ing)?", "Mend it.", True),
        ("mend(s|ed|ing)?", "We recommend it.", False),
        ("stands?", "It stands there.", True),
    ],
)
def test_a_phrase_is_found_in_whole_words_in_any_case(find: str, text: str, seen: bool) -> None:
    assert bool(hits({"find": find, "write": "…"}, [(ROOT / "README.md", 1, text)])) is seen


def test_every_sort_of_text_is_read() -> None:
    files = {path.relative_to(ROOT).as_posix() for path, _, _ in texts_of("product")}
    for name in ("README.md", "builder/source/rules.py", "templates/pages/words.en-GB.json", "builder/reports/sheets/handover.html.jinja"):
        assert name in files
    assert any(name.startswith("builder/platforms/data/") for name in files)
    assert any(name.startswith("tests/broken/") for name in files)
    assert any(path.name == "session.md" for path, _, _ in texts_of("course"))
