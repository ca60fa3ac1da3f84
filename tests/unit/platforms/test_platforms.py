"""Every platform's file: read strictly, graded and sourced, and true to what the rest of Copack calls things."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

from builder.platforms import registry
from builder.platforms.platform import EvidenceGrade, Fact, Platform
from builder.platforms.registry import COMPILED, DATA, NAMES, compile_platforms, platforms, read_compiled, read_platform
from builder.rulebook import collect_rules
from builder.standards.registry import STANDARDS
from tests.browser.harness.platform import LMS, Quirks, model_rows
from tests.oracles.expectation import assert_expected

PLATFORMS = pytest.mark.parametrize("platform", platforms(), ids=lambda platform: platform.name)
KNOWN = {standard.name for standard in STANDARDS}
STANDARDS_OF_UNITS = tuple(standard.name for standard in STANDARDS if standard.several_units)
"""Those that can launch a course in several units (tracking contract 7)."""


def test_the_registry_lists_every_file_once() -> None:
    assert sorted(NAMES) == sorted(path.stem for path in DATA.glob("*.toml"))
    assert len({platform.title for platform in platforms()}) == len(NAMES)


@pytest.mark.parametrize(
    "damage, named",
    [
        (("reviewed = ", "revised = 2026-01-01\nreviewed = "), "revised"),
        (('grade = "read in code"\n', 'grade = "read in code"\ngrad = "tried"\n'), "grad"),
        (('grade = "read in code"', 'grade = "heard"'), "heard"),
        (("\nsource = ", "\n# source = "), "source"),
        (('who = "staff"', 'who = "everybody"'), "everybody"),
        (("[guests]", "[visitors]"), "visitors"),
        (('rule = "answers"', 'rules = "answers"'), "rule"),
    ],
)
def test_a_field_that_is_unknown_missing_or_wrong_is_an_error_that_names_it(tmp_path: Path, damage: tuple[str, str], named: str) -> None:
    text = (DATA / "learning-hub.toml").read_text("utf-8")
    assert damage[0] in text
    (tmp_path / "learning-hub.toml").write_text(text.replace(*damage, 1), "utf-8")
    with pytest.raises(msgspec.ValidationError, match=named):
        read_platform(tmp_path / "learning-hub.toml")


def test_the_undamaged_file_is_read_and_named_after_itself(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_bytes((DATA / "learning-hub.toml").read_bytes())
    assert read_platform(tmp_path / "elsewhere.toml").name == "elsewhere"


@PLATFORMS
def test_every_statement_is_a_sentence_with_a_source_and_a_day(platform: Platform) -> None:
    for statement in platform.statements():
        assert re.fullmatch(r"[A-Z“].*[.]”?", statement.text), statement.text
        assert len(statement.source.strip()) > 5, statement.text
        assert platform.reviewed_on(statement) == (statement.reviewed or platform.reviewed)
    assert platform.unverified, "what nobody has tried is said openly"
    assert all(open_question.text.endswith(".") for open_question in platform.unverified)
    assert all(row.source.strip() for run_time in platform.run_times for row in run_time.behaviours)


@PLATFORMS
def test_standards_are_called_as_the_registry_calls_them(platform: Platform) -> None:
    taken = [choice.standard for choice in platform.takes]
    assert taken
    assert len(taken) == len(set(taken))
    assert set(taken) <= KNOWN
    for statement in platform.statements():
        assert set(statement.standards) <= set(taken), statement.text
    for open_question in platform.unverified:
        assert set(open_question.standards) <= set(taken), open_question.text
    assert {run_time.standard for run_time in platform.run_times} <= set(taken)
    assert {standard for trial in platform.trials for standard in trial.standards} <= KNOWN


@PLATFORMS
def test_what_is_graded_as_tried_has_a_trial_with_version_and_date(platform: Platform) -> None:
    tried = {standard for trial in platform.trials for standard in trial.standards}
    assert {choice.standard for choice in platform.takes if choice.grade is EvidenceGrade.TRIED} <= tried
    for statement in platform.statements():
        if statement.grade is EvidenceGrade.TRIED:
            assert platform.trials, statement.text
            assert set(statement.standards) <= tried, statement.text


@PLATFORMS
def test_only_the_pass_mark_is_filled_in_and_only_where_there_is_one(platform: Platform) -> None:
    for statement in platform.statements():
        for name in re.findall(r"\{(.*?)\}", statement.text):
            assert name == "mark"
            assert {"mark", "score"} & set(statement.course), statement.text


@PLATFORMS
def test_importer_facts_name_rules_of_the_rulebook(platform: Platform) -> None:
    codes = {rule.code for rule in collect_rules()}
    for fact in platform.importer:
        assert set(fact.codes) <= codes


def test_a_statement_applies_to_its_standards_and_to_courses_with_all_its_traits() -> None:
    said = Fact(text="So it is.", grade=EvidenceGrade.TRIED, source="a trial", standards=("scorm12",), course=("mark", "score"))
    assert said.applies("scorm12", ("score", "mark"))
    assert not said.applies("scorm12", ("mark",))
    assert not said.applies("web", ("mark", "score"))


def test_a_platform_chooses_among_what_was_built_the_best_first() -> None:
    moodle = next(platform for platform in platforms() if platform.name == "moodle")
    assert [choice.standard for choice in moodle.choose(["xapi", "web", "scorm12"])] == ["scorm12", "xapi"]
    assert moodle.choose(["web"]) == ()


def test_compiled_platforms_are_those_of_the_files_and_are_made_once(tmp_path: Path) -> None:
    path = tmp_path / "made" / COMPILED
    assert read_compiled(path) is None
    assert compile_platforms(path)
    assert read_compiled(path) == tuple(read_platform(DATA / f"{name}.toml") for name in NAMES)
    assert not compile_platforms(path)
    assert [each.name for each in path.parent.iterdir()] == [COMPILED]


def test_compiled_platforms_of_other_files_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_platforms(tmp_path / COMPILED)
    copy = tmp_path / "data"
    copy.mkdir()
    for source in DATA.glob("*.toml"):
        (copy / source.name).write_bytes(source.read_bytes())
    monkeypatch.setattr(registry, "DATA", copy)
    assert read_compiled(tmp_path / COMPILED) is not None, "the same files in another place"
    (copy / "moodle.toml").write_bytes((copy / "moodle.toml").read_bytes().replace(b"Open-source platform", b"A platform"))
    assert read_compiled(tmp_path / COMPILED) is None
    assert compile_platforms(tmp_path / COMPILED)


def test_every_run_time_is_played_by_a_double() -> None:
    names = [run_time.name for platform in platforms() for run_time in platform.run_times]
    assert len(names) == len(set(names))
    bare = {"plain", "mandatory-only", "plain-2004", "plain-3rd"}
    assert {quirks.value for quirks in Quirks} == {*names, *bare}


def test_the_copies_that_tests_in_node_read_are_what_the_platforms_say() -> None:
    """Node reads no TOML; `COPACK_UPDATE=1` writes the copies anew."""
    run_times = {run_time.name: run_time for platform in platforms() for run_time in platform.run_times}
    copies = [path for path in (LMS / "quirks").glob("*.json") if path.stem in run_times]
    assert copies
    for path in copies:
        assert_expected(path, json.dumps(model_rows(run_times[path.stem]), indent=2, ensure_ascii=False) + "\n")


@PLATFORMS
def test_what_a_platform_does_with_several_units_is_said_for_each_standard_that_launches_them_and_for_no_other_course(platform: Platform) -> None:
    about_units = [text for text in (*platform.limits, *platform.unverified) if "several units" in text.course]
    taken = {choice.standard for choice in platform.takes} & set(STANDARDS_OF_UNITS)
    assert {name for name in STANDARDS_OF_UNITS if any(text.applies(name, ("several units",)) for text in about_units)} == taken
    assert {name for text in about_units for name in text.standards} == taken, "no other standard has several units"
    for text in (*platform.limits, *platform.unverified):
        assert "several units" in text.course or not re.search(r"\bseveral (units|parts)\b", text.text, re.IGNORECASE), text.text
