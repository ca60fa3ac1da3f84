"""No regular expression of the house goes back over a long text again and again."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import builder
from builder.lazy_pattern import LazyPattern, lazy_pattern
from tests.oracles.backtracking import find_backtracking

ROOT = Path(__file__).resolve().parents[2]

SEARCHES = r"\b{}\.(?:search|sub|subn|finditer|findall|split)\b"
"""How a pattern is used that may begin anywhere in a text."""

BOUNDED: dict[str, str] = {"source.file_names._COPY": "names of files, which no system lets grow beyond 255 bytes"}
"""Patterns that may go back, and why the texts they look at are short."""


def collect_patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern for text that is a constant of a module, by module and name."""
    found: dict[str, re.Pattern[str]] = {}
    for info in pkgutil.walk_packages(builder.__path__, "builder."):
        if any(part.startswith("_") for part in info.name.split(".")):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            pattern = re.compile(value.pattern, value.flags) if isinstance(value, LazyPattern) else value
            if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str) and name not in vars(importlib.import_module(info.name.rpartition(".")[0])):
                found[f"{info.name.removeprefix('builder.')}.{name}"] = pattern
    return found


PATTERNS = collect_patterns()
SOURCES = {
    path.relative_to(ROOT / "builder").with_suffix("").as_posix().replace("/", "."): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "builder").rglob("*.py"))
    if "_compiled_templates" not in path.parts
}


def is_searched(name: str) -> bool:
    """Whether a pattern is looked for anywhere in a text: in its own module, or in any other where its name is public."""
    module, _, constant = name.rpartition(".")
    texts = [text for where, text in SOURCES.items() if where == module or not constant.startswith("_")]
    return any(re.search(SEARCHES.format(constant), text) for text in texts)


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_goes_back_over_a_long_text(name: str) -> None:
    character = find_backtracking(PATTERNS[name], searched=is_searched(name))
    if name in BOUNDED:
        assert character is not None, "it is fine now: take it out of the list"
    else:
        assert character is None, f"a long run of {character!r} makes {PATTERNS[name].pattern} slow"


@pytest.mark.parametrize(
    ("pattern", "searched"),
    [
        (r"a*a*b", False),
        (r"\s*#*\s*$", False),
        (r"(?:a+)+b", False),
        (r"(?:[ab]b?|[ac])*d", False),
        (r"x\w*\d+;", False),
        (r"\s+and", True),
        (r"a+$", True),
        (r"[^a]*b*c", False),
    ],
)
def test_a_pattern_that_goes_back_is_found(pattern: str, *, searched: bool) -> None:
    assert find_backtracking(re.compile(pattern), searched=searched) is not None


@pytest.mark.parametrize(
    ("pattern", "searched"),
    [(r"a*b", False), (r"a+", True), (r"\s*(?P<rest>.*)$", False), (r"^\s*x", True), (r"a{1,3}a*b", False), (r"(?:\s+\w+)*;", False), (r"(?<!\s)\s+and", True), (r"\s+and", False)],
)
def test_a_pattern_that_does_not_is_left_alone(pattern: str, *, searched: bool) -> None:
    assert find_backtracking(re.compile(pattern), searched=searched) is None


def test_the_patterns_of_an_author_s_text_are_among_them() -> None:
    assert {"source.tree.grammar.LABEL", "source.yaml.escapes._NOT_TEXT", "source.markdown.addresses._ADDRESS", "pages.markup._TAG"} <= set(PATTERNS)


def test_a_lazy_pattern_is_compiled_at_its_first_use_and_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def count(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", count)
    word = lazy_pattern("(?P<word>[a-z]+)", re.IGNORECASE)
    assert not compiled
    first, second = word.match("Ward 1"), word.match("Bay")
    assert first is not None
    assert second is not None
    assert (first["word"], second["word"]) == ("Ward", "Bay")
    assert compiled == ["(?P<word>[a-z]+)"]
