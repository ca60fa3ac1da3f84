"""A pilot in a course of two languages: its label is translated like any other words, its id is the same in every record."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.pipeline import build, compile_folder
from builder.standards.standard import Options
from builder.tracking.statements import example_statement
from tests.browser.harness.server import read_files
from tests.browser.harness.two_languages import speaking_two, translate_course
from tests.browser.test_another_language import MADE_UP, make_up

SMALL = Path(__file__).parents[2] / "courses" / "small"
LABEL = "The spring pilot"


@pytest.mark.usefixtures("_two")
def test_pages_and_statements_name_the_pilot_in_both_languages(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    files = read_files(build(folder, tmp_path / "dist", Options(), standards=("cmi5",)).files[0])
    assert f">{LABEL} (spring)</p>" in files["index.html"].decode()
    (pack,) = (content.decode() for name, content in files.items() if name.startswith("languages/"))
    replaced = json.dumps([f"{LABEL} (spring)", f"{make_up(LABEL)} (spring)"], separators=(",", ":"))
    assert replaced in pack, "the switch puts the other label into the bar, which stands above every page"
    plan = compile_folder(folder).plan
    assert plan is not None
    for template in plan.statements:
        context = example_statement(plan, template)["context"]
        assert isinstance(context, dict)
        (pilot,) = [each for each in context["contextActivities"]["grouping"] if each["id"].endswith("/pilots/spring")]
        assert pilot["definition"]["name"] == {"en-GB": LABEL, MADE_UP: make_up(LABEL)}


@pytest.fixture
def _two(tmp_path: Path) -> Iterator[None]:
    folder = tmp_path / "course"
    shutil.copytree(SMALL, folder)
    settings = folder / "course.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}pilot:\n  id: spring\n  label: {LABEL}\n", "utf-8")
    with speaking_two(tmp_path):
        translate_course(folder)
        yield
