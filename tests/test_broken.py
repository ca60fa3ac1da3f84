"""Every rule about an author's folder fires on its fixture, alone, and says what is in the golden file.

A fixture `tests/broken/<CODE>/` is laid over the good course `tests/courses/small`; it holds only the files that differ, and may have a
`recipe.txt` for what a file cannot show: `remove PATH`, `grow PATH BYTES`, `pad PATH BYTES`, `link PATH TARGET`, `rename PATH PATH`, `restore PATH`
(as it is in the good course). `expected.txt` is the report as an author reads it; `COPACK_UPDATE=1 pytest tests/test_broken.py` writes it anew.
`obeyed/` is what a person does who follows its hints (`tests/test_hints.py`). `tests/broken/<CODE>-<kind>/` shows the same rule at a
question of another kind.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.diagnostics.reporters import as_text
from builder.interactions.registry import KINDS
from builder.pipeline import compile_folder, lint_folder
from builder.rulebook import collect_rules
from tests.oracles.expectation import assert_expected

TESTS = Path(__file__).parent
GOOD = TESTS / "courses" / "small"
FAMILIES = ("SRC", "CRS", "A11", "TXT", "TRK")
FIXTURES = sorted(folder for folder in (TESTS / "broken").iterdir() if folder.is_dir() and folder.name.startswith(FAMILIES))
NOT_FILES = {"expected.txt", "recipe.txt"}
OBEYED = "obeyed"
WITHOUT_FIXTURE = {
    "SRC188": "only `copack translate` reads tables; tests/unit/bilingual/test_table.py proves it",
    "SRC189": "the same",
    "SRC190": "only `copack translate` reads tables; tests/unit/bilingual/test_files.py proves it",
    "SRC191": "a language is asked for by a command; tests/unit/cli/test_translate.py proves it",
    "SRC005": "no file of a repository is unreadable for every user; tests/unit/source/test_files.py proves it",
    **dict.fromkeys(("CRS420", "CRS421", "CRS422"), "a reviewer's reply is no part of a course; tests/unit/editorial/test_reply.py proves them"),
    "SRC148": "only a fault of our own templates breaks it; tests/unit/pages/test_visible_words.py plants some",
    **dict.fromkeys(
        ("TRK010", "TRK011", "TRK012", "TRK013", "TRK014", "TRK015", "TRK040", "TRK041", "TRK042"),
        "advice that `copack evidence` gives; tests/unit/evidence/test_assessment.py",
    ),
    **dict.fromkeys(("TRK020", "TRK021", "TRK022", "TRK023"), "dates and people: `copack check --release`; tests/unit/evidence/test_release.py"),
    **dict.fromkeys(
        ("TXT034", "TXT035", "TXT036", "TXT037", "TXT038"), "advice that `copack check --plain` gives; tests/unit/editorial/test_word_lists.py"
    ),
    **dict.fromkeys(("TXT030", "TXT031", "TXT032", "TXT033"), "advice that `copack check --plain` gives; tests/unit/editorial/test_plain_english.py"),
}

CODES = {rule.code for rule in collect_rules() if rule.code.startswith(FAMILIES)}


def code_of(fixture: Path) -> str:
    """The code of the rule that a fixture breaks."""
    return fixture.name.split("-")[0]


def lay_over(fixture: Path, folder: Path) -> None:
    """Copy the good course, then what differs."""
    shutil.copytree(GOOD, folder)
    lay_files(fixture, folder)
    lay_recipe(fixture, folder)


def lay_files(differing: Path, folder: Path) -> None:
    """Copy files over those of a course; a link that is in the way goes."""
    for file in sorted(differing.rglob("*")):
        relative = file.relative_to(differing)
        if file.is_file() and relative.name not in NOT_FILES and relative.parts[0] != OBEYED:
            target = folder / relative
            if target.is_symlink():
                target.unlink()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())


def lay_recipe(differing: Path, folder: Path) -> None:
    """Do what a recipe says, if there is one."""
    recipe = differing / "recipe.txt"
    for line in recipe.read_text().splitlines() if recipe.exists() else ():
        follow(line.split(), folder)


def follow(words: list[str], folder: Path) -> None:
    match words:
        case ["remove", path]:
            target = folder / path
            if target.is_dir():
                shutil.rmtree(target)
            else:
                target.unlink()
        case ["grow", path, size]:
            (folder / path).write_bytes(b"x" * int(size))
        case ["pad", path, size]:
            with (folder / path).open("r+b") as file:
                file.truncate(int(size))
        case ["link", path, elsewhere]:
            (folder / path).parent.mkdir(parents=True)
            (folder / path).symlink_to(elsewhere)
        case ["rename", path, new]:
            (folder / path).rename(folder / new)
        case ["restore", path]:
            good = GOOD / path
            shutil.copytree(good, folder / path) if good.is_dir() else shutil.copyfile(good, folder / path)
        case _:
            pytest.fail(f"a recipe holds {' '.join(words)!r}")


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_broken_course_fires_its_rule_alone(fixture: Path, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    lay_over(fixture, folder)
    compilation = compile_folder(folder)
    found = (*compilation.diagnostics, *lint_folder(compilation, lambda _: None))
    report = as_text(found, compilation.source.lines if compilation.source else lambda _: (), colour=False) + "\n"

    assert {one.rule.code for one in found} == {code_of(fixture)}, report
    assert_expected(fixture / "expected.txt", report)


def test_every_rule_has_a_fixture() -> None:
    fixtures = {folder.name for folder in FIXTURES if code_of(folder) == folder.name}
    assert fixtures | set(WITHOUT_FIXTURE) == CODES
    assert not fixtures & set(WITHOUT_FIXTURE)


def test_a_second_fixture_of_a_rule_is_named_after_a_kind_or_a_page() -> None:
    second = [folder.name.split("-", 1) for folder in FIXTURES if code_of(folder) != folder.name]
    assert second
    assert {code for code, _subject in second} <= CODES
    assert {subject for _code, subject in second} <= {"page", *(kind.name for kind in KINDS)}


def test_the_course_under_every_fixture_is_good() -> None:
    compilation = compile_folder(GOOD)
    assert compilation.plan is not None
    assert compilation.diagnostics == ()
    assert lint_folder(compilation, lambda _: None) == ()
