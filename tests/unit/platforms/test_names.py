"""No other room names a platform in a value, a message or a sentence: what is known of one has one place. Comments may cite a platform."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.platforms.registry import platforms

ROOT = Path(__file__).parents[3]
ROOM = ROOT / "builder" / "platforms"

NAMES = (
    *(
        "Learning ?Hub",
        r"\bESR\b",
        "Electronic Staff Record",
        "Moodle",
        "Totara",
        "Open ?edX",
        r"\b(?:Open)?OLAT\b",
        "Chamilo",
        r"\bILIAS\b",
        "Kolibri",
    ),
    *("SCORM Cloud", "Rustici", "wagtail", "AICC ?(?:Shim|Server|relay)", "scorm-again", "CATAPULT", "cmi5launch", "tincanlaunch", "mod_scorm"),
    *("Blackboard", "Turas", "Kallidus", "Cornerstone", "SuccessFactors", "SumTotal"),
)
NAMED = re.compile("|".join(NAMES), re.IGNORECASE)


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Every text that a program of Python can show or compare, with its line; docstrings and texts that explain an attribute are comments."""
    tree = ast.parse(source)
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.lineno, node.value


def without_comments(path: Path) -> str:
    """What a template, sheet, script or file of words says, without what it tells engineers."""
    text = path.read_text("utf-8")
    if path.suffix == ".jinja":
        return re.sub(r"\{#.*?#\}|<!--.*?-->", "", text, flags=re.DOTALL)
    if path.suffix in (".ts", ".css", ".js", ".mjs"):
        return re.sub(r"/\*.*?\*/|(?:^|\s)//[^\n]*", "", text, flags=re.DOTALL)
    if path.suffix in (".yaml", ".toml"):
        return re.sub(r"(?:^|\s)#[^\n]*", "", text)
    return text


def files(*endings: str) -> list[Path]:
    shown = (path for folder in ("builder", "templates") for path in (ROOT / folder).rglob("*") if path.suffix in endings)
    made = {"_assets", "_templates", "_compiled_templates", "__pycache__", "node_modules"}
    return sorted(path for path in shown if not path.is_relative_to(ROOM) and not made & set(path.parts) and path.name != "README.md")


def test_the_list_of_names_knows_every_platform_of_the_registry() -> None:
    assert [platform.title for platform in platforms() if not NAMED.search(platform.title)] == []


def test_no_text_of_the_program_names_a_platform() -> None:
    named = [
        f"{path.relative_to(ROOT)}:{line} {text}" for path in files(".py") for line, text in strings(path.read_text("utf-8")) if NAMED.search(text)
    ]
    assert named == []


@pytest.mark.parametrize("ending", [".jinja", ".json", ".ts", ".css", ".md", ".yaml"])
def test_no_template_script_or_sentence_for_learners_names_a_platform(ending: str) -> None:
    shown = files(ending)
    assert shown
    named = [f"{path.relative_to(ROOT)}: {hit.group()}" for path in shown for hit in NAMED.finditer(without_comments(path))]
    assert named == []


def test_the_search_finds_a_name_in_a_value_and_overlooks_a_comment() -> None:
    source = '"""Moodle does so."""\nX = 1\n"""So Moodle says."""\nMESSAGE = f"Open {X} in Moodle"\ndef f():\n    """As Totara."""\n    return "in Totara"\n'
    assert [(line, text) for line, text in strings(source) if NAMED.search(text)] == [(4, " in Moodle"), (7, "in Totara")]
