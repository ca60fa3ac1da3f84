"""The author's word for leaving a finished course reaches the driver's table, and nothing else of it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli import run
from builder.pipeline import compile_folder
from builder.standards.scorm12.table import driver_table


@pytest.mark.parametrize(("line", "written"), [("", "suspend"), ("exit_when_done: suspend\n", "suspend"), ("exit_when_done: normal\n", "")])
def test_the_setting_decides_the_exit_of_a_finished_course(line: str, written: str, tmp_path: Path) -> None:
    assert run(["new", str(tmp_path / "course")]) == 0
    settings = tmp_path / "course" / "course.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + line, encoding="utf-8")
    plan = compile_folder(tmp_path / "course").plan
    assert plan is not None
    assert driver_table(plan).exit == written


def test_another_word_is_refused_with_those_that_exist(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["new", str(tmp_path / "course")]) == 0
    settings = tmp_path / "course" / "course.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "exit_when_done: logout\n", encoding="utf-8")
    assert run(["check", str(tmp_path / "course")]) == 1
    shown = capfd.readouterr().err
    assert "logout" in shown
    assert "normal" in shown
