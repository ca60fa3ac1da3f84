"""Compiled templates are taken only while they are what jinja2 would make of the sources, and say the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import jinja2
import pytest

from builder.pages.compiled import STAMP, compile_templates, make_stamp, use_compiled
from builder.pages.environment import source_environment
from builder.reports.sheet import source_environment as sheet_environment

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "greeting.html.jinja").write_text("Good morning {{ name }}", "utf-8")
    (folder / "notes.txt").write_text("{% this is no template", "utf-8")
    return folder


def reading(sources: Path, **settings: bool) -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.FileSystemLoader(sources), autoescape=True, **settings)  # type: ignore[arg-type]


def greet(environment: jinja2.Environment) -> str:
    return environment.get_template("greeting.html.jinja").render(name="<Asha>")


def test_compiled_templates_say_the_same_and_need_no_source(sources: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert compile_templates(reading(sources), made)
    environment = use_compiled(reading(sources), made)
    (sources / "greeting.html.jinja").unlink()
    assert greet(environment) == "Good morning &lt;Asha&gt;"
    assert len(list(made.glob("*.py"))) == 1


def test_nothing_is_compiled_twice(sources: Path, tmp_path: Path) -> None:
    assert compile_templates(reading(sources), tmp_path / "made")
    assert not compile_templates(reading(sources), tmp_path / "made")


def test_an_edited_source_is_compiled_at_run(sources: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    compile_templates(reading(sources), made)
    (sources / "greeting.html.jinja").write_text("Good evening {{ name }}", "utf-8")
    assert greet(use_compiled(reading(sources), made)) == "Good evening &lt;Asha&gt;"
    assert compile_templates(reading(sources), made)
    assert isinstance(use_compiled(reading(sources), made).loader, jinja2.ModuleLoader)


def test_a_new_name_another_setting_or_another_jinja2_changes_the_stamp(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = [make_stamp(reading(sources)), make_stamp(reading(sources, trim_blocks=True))]
    (sources / "greeting.html.jinja").rename(sources / "welcome.html.jinja")
    stamps.append(make_stamp(reading(sources)))
    monkeypatch.setattr(jinja2, "__version__", "0.0")
    stamps.append(make_stamp(reading(sources)))
    assert len(set(stamps)) == 4


def test_without_compiled_templates_the_sources_are_read(sources: Path, tmp_path: Path) -> None:
    assert greet(use_compiled(reading(sources), tmp_path / "absent")) == "Good morning &lt;Asha&gt;"


def test_a_template_that_cannot_be_compiled_leaves_the_old_ones(sources: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    compile_templates(reading(sources), made)
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    (sources / "greeting.html.jinja").write_text("{% if %}", "utf-8")
    with pytest.raises(jinja2.TemplateSyntaxError):
        compile_templates(reading(sources), made)
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made", "sources"], "no litter"


@pytest.mark.parametrize("make", [source_environment, sheet_environment], ids=["pages", "reports"])
def test_every_template_of_copack_can_be_compiled(make: object, tmp_path: Path) -> None:
    assert callable(make)
    compile_templates(make(), tmp_path / "made")
    names = make().list_templates(extensions=["jinja"])
    assert len(list((tmp_path / "made").glob("*.py"))) == len(names) > 2
    assert (tmp_path / "made" / STAMP).read_text("utf-8") == make_stamp(make())


def test_a_build_compiles_no_template(tmp_path: Path) -> None:
    """`make assets` has compiled them; run it after a change to a template."""
    code = (
        "import sys, jinja2\n"
        "compiled, compile_one = [], jinja2.Environment.compile\n"
        "def watch(self, source, name=None, *rest): compiled.append(name); return compile_one(self, source, name, *rest)\n"
        "jinja2.Environment.compile = watch\n"
        "from builder.cli import run\n"
        "assert run(['new', 'course']) == 0 and run(['build', 'course']) == 0\n"
        "print('COMPILED', compiled)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "COMPILED []"
