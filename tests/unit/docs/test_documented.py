"""Nothing is undocumented: each command, rule, kind, block, standard and document has its place, and links lead somewhere.

`docs/authors/messages.md` is written from the rulebook: `COPACK_UPDATE=1 python -m pytest tests/unit/docs` renews it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder import __version__
from builder.cli import COMMANDS
from builder.interactions.registry import KINDS
from builder.rulebook import collect_rules
from builder.standards.registry import STANDARDS
from tests.oracles.expectation import assert_expected

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "builder" / "README.md", ROOT / "tests" / "README.md", *sorted(DOCS.rglob("*.md"))]


def text(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_documented(name: str) -> None:
    assert f"`copack {name}" in text("docs", "authors", "commands.md")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_each_kind_is_documented_with_an_example(kind: object) -> None:
    assert f"::: {kind.name} " in text("docs", "authors", "syntax.md")  # type: ignore[attr-defined]  # a Kind


@pytest.mark.parametrize("block", sorted(path.name.split(".")[0] for path in (ROOT / "templates/pages/blocks").glob("*.jinja")))
def test_each_block_is_documented(block: str) -> None:
    shown = {"question": ":::", "paragraph": "Ordinary text", "option-picture": "Picture:", "hand-in": "hand_in", "local-help": "local help"}.get(block, block)
    assert shown.lower() in text("docs", "authors", "syntax.md").lower()


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: str(standard.name))
def test_each_standard_is_documented_for_administrators(standard: object) -> None:
    assert f"`{standard.name}`" in text("docs", "administrators", "README.md")  # type: ignore[attr-defined]  # a Standard


@pytest.mark.parametrize("room", sorted(path.name for path in (ROOT / "builder").iterdir() if path.is_dir() and not path.name.startswith("_")))
def test_each_room_is_on_the_map(room: str) -> None:
    assert f"`{room}/`" in text("builder", "README.md")


@pytest.mark.parametrize("path", ["builder/README.md", "docs/authors/commands.md"])
def test_each_room_and_each_command_has_one_row(path: str) -> None:
    rows = [line.split(" | ")[0] for line in text(*path.split("/")).splitlines() if line.startswith("| `")]
    assert len(rows) == len(set(rows))


def messages() -> str:
    """The rulebook as a page."""
    head = (
        "# Every message\n\n"
        "Each fault that Copack can find has a code. `copack explain CODE` shows the same as this page, and which platforms are known to mind.\n"
        "An **error** stops the build; a **warning** is worth a look; a **note** only tells. This page is written from the program.\n\n"
        "| code | name | what it is | why it matters |\n| --- | --- | --- | --- |\n"
    )
    rows = (
        f"| {rule.code} | {rule.name} | {rule.severity.value} | {rule.reason}{f' ({rule.clause})' if rule.clause else ''} |\n".replace("\n|", "|")
        for rule in collect_rules()
    )
    return head + "".join(rows)


def test_the_page_of_messages_is_the_rulebook() -> None:
    assert_expected(DOCS / "authors" / "messages.md", messages())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("folder", sorted(path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and not path.name.startswith((".", "_"))))
def test_each_folder_of_tests_says_what_it_proves(folder: str) -> None:
    assert f"| `{folder}/" in text("tests", "README.md")


def test_install_lines_can_be_typed_in_any_shell() -> None:
    """PowerShell expands no wildcard, and pipx's folder is on nobody's path at first."""
    wheel = f"copack-{__version__}-py3-none-any.whl"
    for page in (text("README.md"), text("docs", "authors", "first-session.md")):
        lines = re.findall(r"^\$? ?(pipx .+?)(?:  .*)?$", page, re.MULTILINE)
        assert lines == [f"pipx install ./{wheel}", "pipx ensurepath"]
