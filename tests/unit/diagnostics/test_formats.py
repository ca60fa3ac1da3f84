"""What programs read of diagnostics: well formed, complete, and safe whatever an author typed."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, strategies as st

from builder.cli import run
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.changes import Renaming, Replacement
from builder.diagnostics.fixes import Fix, diagnose
from builder.diagnostics.formats import FORMATS, as_github, as_json, as_sarif

RULE = Rule("SRC001", "some-fault", Severity.ERROR, "Because.")
FAULT = Diagnostic(RULE, "“a, b” is wrong:\n100%", Place("sessions/01 one/session.md", 3, 5, 2), "Type c.")


def test_a_github_annotation_is_one_line_with_its_place() -> None:
    expected = "::error file=sessions/01 one/session.md,line=3,col=5,title=SRC001 some-fault::“a, b” is wrong:%0A100%25 Type c."
    assert as_github([FAULT]) == expected


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
@example(["¹"])  # a digit that is no decimal
def test_no_text_begins_a_command_of_its_own(texts: list[str]) -> None:
    written = as_github([Diagnostic(RULE, text, Place(text, 1, 1), text) for text in texts])
    assert all(line.startswith("::error ") for line in written.split("\n"))


def test_sarif_names_rule_place_and_words() -> None:
    (run_found,) = json.loads(as_sarif([FAULT]))["runs"]
    assert [rule["id"] for rule in run_found["tool"]["driver"]["rules"]] == ["SRC001"]
    (result,) = run_found["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "sessions/01%20one/session.md"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 7}
    assert "Type c." in result["message"]["text"]


def test_a_fix_goes_to_programs_as_the_change_that_it_is() -> None:
    change = Replacement("sessions/01 one/session.md", (3, 5), (3, 7), "c")
    fixed = diagnose(RULE, "Wrong.", FAULT.place, Fix("Type `c`.", (change,)))
    (record,) = json.loads(as_json([fixed]))
    assert record["changes"] == [{"type": "replace", "file": "sessions/01 one/session.md", "start": [3, 5], "end": [3, 7], "text": "c"}]
    (result,) = json.loads(as_sarif([fixed]))["runs"][0]["results"]
    (fix,) = result["fixes"]
    assert fix["description"] == {"text": "Type `c`."}
    (artifact,) = fix["artifactChanges"]
    assert artifact["replacements"] == [
        {"deletedRegion": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 7}, "insertedContent": {"text": "c"}}
    ]
    (renamed,) = json.loads(as_sarif([diagnose(RULE, "Wrong.", FAULT.place, Fix("Rename it.", (Renaming("a", "b"),)))]))["runs"][0]["results"]
    assert "fixes" not in renamed


@pytest.mark.parametrize("form", FORMATS)
def test_a_fault_without_a_place_is_told_too(form: str) -> None:
    assert "SRC001" in FORMATS[form]([Diagnostic(RULE, "All is wrong.", None, "")])


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_the_commands_write_them_to_standard_output(form: str, tmp_path: object, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["new", f"{tmp_path}/course"]) == 0
    capfd.readouterr()
    assert run(["check", f"{tmp_path}/course", "--format", form]) == 0
    shown = capfd.readouterr()
    assert "CRS021" in shown.out
    assert shown.err == ""
    if form != "github":
        json.loads(shown.out)
