"""Every hint is obeyed to the letter, and the fault that it belongs to is gone.

A hint that says all is a change of the author's files (`Diagnostic.changes`): the test makes it, alone, and checks the course again. What only a
person can know (a sentence, a picture) is in the folder `obeyed/` of the fixture: what somebody does who follows all hints, as files to be laid over
it and a `recipe.txt`. Where a hint says `copack check --fix`, that is run as well. No new error may come of it. A note asks for no change.

What a course becomes in packages is judged again where one of its faults was told there, and of every other course in `make test-full`: that sound
courses make sound packages is what other tests prove (tests/build, tests/unit/standards).

So it is with the rules about what a standard cannot carry, as far as an author meets them.

A fixture of a rule about any package (PKG) has an `obeyed.json`: the package of somebody who follows the hint, in the form of `package.json`.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic, Severity
from builder.pipeline import Compilation, compile_folder, lint_folder
from builder.source.fix import fix
from builder.source.load import load
from tests.oracles.obedience import obey
from tests.test_broken import FIXTURES, OBEYED, lay_files, lay_over, lay_recipe
from tests.test_broken_packages import FIXTURES as PACKAGE_FIXTURES, find_course_faults, find_faults

Check = Callable[[Path], Sequence[Diagnostic]]
"""What is told of a course."""


def check_packages(compilation: Compilation) -> tuple[Diagnostic, ...]:
    return lint_folder(compilation, lambda _: None)


def check_course(folder: Path) -> tuple[Diagnostic, ...]:
    return compile_folder(folder).diagnostics


def check_all(folder: Path) -> tuple[Diagnostic, ...]:
    compilation = compile_folder(folder)
    return (*compilation.diagnostics, *check_packages(compilation))


def told(diagnostics: Sequence[Diagnostic]) -> Counter[tuple[str, str]]:
    return Counter((diagnostic.rule.code, diagnostic.message) for diagnostic in diagnostics)


def new_errors(before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> list[str]:
    known = {diagnostic.rule.code for diagnostic in before}
    return [f"{left.rule.code} {left.message}" for left in after if left.rule.severity is Severity.ERROR and left.rule.code not in known]


@pytest.mark.parametrize("every_package", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["as needed", "with every package"])
@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_each_hint_is_obeyed_and_its_fault_is_gone(fixture: Path, tmp_path: Path, *, every_package: bool) -> None:
    course = tmp_path / "course"
    lay_over(fixture, course)
    compilation = compile_folder(course)
    of_packages = check_packages(compilation)
    before = (*compilation.diagnostics, *of_packages)
    check = check_all if every_package or of_packages else check_course
    for number, diagnostic in enumerate(before):
        if diagnostic.changes:
            copy = tmp_path / f"copy-{number}"
            shutil.copytree(course, copy, symlinks=True)
            obey_what_says_all(copy, diagnostic, before, check)
    for_a_person = [one for one in before if not one.changes and one.rule.severity is not Severity.NOTE]
    obeyed = fixture / OBEYED
    assert obeyed.is_dir() == bool(for_a_person), (
        f"{fixture.name}/{OBEYED} holds what a person types who follows: {[one.hint for one in for_a_person]}"
    )
    if for_a_person:
        lay_recipe(obeyed, course)
        lay_files(obeyed, course)
        obey_as_a_person(course, for_a_person, before, check)


def obey_what_says_all(course: Path, diagnostic: Diagnostic, before: Sequence[Diagnostic], check: Check) -> None:
    """The change that a hint holds, made alone, mends its fault."""
    obey(course, diagnostic.changes)
    after = check(course)
    key = (diagnostic.rule.code, diagnostic.message)
    assert told(after)[key] < told(before)[key], diagnostic.hint
    assert new_errors(before, after) == [], diagnostic.hint


def obey_as_a_person(course: Path, faults: Sequence[Diagnostic], before: Sequence[Diagnostic], check: Check) -> None:
    """What only a person can do was done in the course; where hints say so, `--fix` is run, and the faults are gone."""
    if any("copack check --fix" in diagnostic.hint for diagnostic in faults):
        run_fix(course)
    after = check(course)
    assert told(after) & told(faults) == Counter()
    assert new_errors(before, after) == []


def run_fix(course: Path) -> None:
    source = load(course).value
    assert source is not None
    for change in fix(source):
        (course / change.file).write_bytes(change.new.encode())


AUTHORS = [fixture for fixture in PACKAGE_FIXTURES if not (fixture / "package.json").exists() and not (fixture / "delivered").exists()]
"""Of the rules of standards, those that an author meets. The others are about packages that other programs made: nobody types their files."""


@pytest.mark.parametrize("fixture", AUTHORS, ids=lambda fixture: fixture.name)
def test_a_hint_about_what_a_standard_cannot_carry_is_obeyed_and_the_fault_is_gone(fixture: Path, tmp_path: Path) -> None:
    before = find_course_faults(fixture, tmp_path)
    for_a_person = [one for one in before if not one.changes and one.rule.severity is not Severity.NOTE]
    obeyed = fixture / OBEYED
    assert obeyed.is_dir() == bool(for_a_person), f"{fixture.name}/{OBEYED} holds what a person types who follows: {[one.hint for one in for_a_person]}"
    if for_a_person:
        lay_files(obeyed, tmp_path / "course")
        after = find_course_faults(fixture, tmp_path, laid=True)
        assert fixture.name not in {diagnostic.rule.code for diagnostic in after}
        assert new_errors(before, after) == []


PACKAGES = [fixture for fixture in PACKAGE_FIXTURES if fixture.name.startswith("PKG")]


@pytest.mark.parametrize("fixture", PACKAGES, ids=lambda fixture: fixture.name)
def test_a_hint_about_a_package_is_obeyed_and_the_fault_is_gone(fixture: Path, tmp_path: Path) -> None:
    before, _package = find_faults(fixture, tmp_path)
    obeyed = fixture / "obeyed.json"
    for_a_person = [one.hint for one in before if one.rule.severity is not Severity.NOTE]
    assert obeyed.exists() == bool(for_a_person), f"{fixture.name}/obeyed.json is the package of somebody who follows: {for_a_person}"
    if for_a_person:
        after, _package = find_faults(fixture, tmp_path, "obeyed.json")
        assert fixture.name not in {diagnostic.rule.code for diagnostic in after}
        assert new_errors(before, after) == []
