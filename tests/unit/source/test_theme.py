"""theme/theme.yaml: what is read of it, and what is told where a colour, a logo or a word is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.course.contrast import read_colour
from builder.course.model import Course
from builder.course.theme import Theme
from builder.diagnostics import Diagnostic, Severity
from builder.source.compile import compile_course
from builder.source.load import load
from tests.unit.source.author import COURSE, PAGE, TOP, source_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'
MEDIA = {"theme/logo.svg": SVG, "theme/Old Logo.svg": SVG}


def read(theme: str, course: str = COURSE) -> tuple[Course | None, tuple[Diagnostic, ...]]:
    compiled = compile_course(source_of(TOP + PAGE + "Some text.\n", course=course, media=MEDIA, theme=theme))
    return compiled.value, compiled.diagnostics


def theme_of(text: str, course: str = COURSE) -> Theme:
    value, diagnostics = read(text, course)
    assert value is not None, diagnostics
    assert value.theme is not None
    return value.theme


@pytest.mark.parametrize("typed", ['"#7a1f5c"', "7a1f5c", "'#7A1F5C'", '"  #7a1f5c "'])
def test_a_colour_may_be_typed_in_these_ways(typed: str) -> None:
    assert theme_of(f"colours:\n  main: {typed}\n").main == read_colour("#7a1f5c")


@pytest.mark.parametrize("typed", ["logo.svg", "Logo.SVG", "./logo.svg", "theme/logo.svg", '"logo.svg"', "theme\\logo.svg"])
def test_a_logo_is_a_picture_beside_the_file(typed: str) -> None:
    logo = theme_of(f"organisation: Northtown Hospital\nlogo: {typed}\n").logo
    assert logo is not None
    assert (logo.file, logo.alt) == ("theme/logo.svg", "Northtown Hospital")


def test_the_words_of_a_logo_are_its_own_or_the_name_of_the_organisation() -> None:
    named = COURSE + "organisation: Southtown Hospital\n"
    of_theme = theme_of("logo: logo.svg\nlogo_alt: Northtown and friends\norganisation: Northtown\n").logo
    of_course = theme_of("logo: logo.svg\n", named).logo
    assert of_theme is not None
    assert of_course is not None
    assert (of_theme.alt, of_course.alt) == ("Northtown and friends", "Southtown Hospital")


def test_the_organisation_of_a_theme_is_that_of_the_course_unless_it_names_its_own() -> None:
    value, _ = read("organisation: Northtown Hospital\n")
    assert value is not None
    assert value.organisation == "Northtown Hospital"
    other, diagnostics = read("organisation: Northtown Hospital\n", COURSE + "organisation: Southtown Hospital\n")
    assert other is not None
    assert other.organisation == "Southtown Hospital"
    assert [one.rule.code for one in diagnostics] == ["CRS392"]
    same, diagnostics = read("organisation: northtown  hospital\n", COURSE + "organisation: Northtown Hospital\n")
    assert same is not None
    assert diagnostics == ()


@pytest.mark.parametrize(
    ("theme", "code", "line", "hint"),
    [
        ("colours:\n  main: navy\n", "CRS390", 2, 'main: "#000080"'),
        ("colours:\n  main: Dark Red\n", "CRS390", 2, 'main: "#8b0000"'),
        ("colours:\n  main: rgb(0, 94, 184)\n", "CRS390", 2, 'main: "#005eb8"'),
        ("colours:\n  main: rgb(0 94 184)\n", "CRS390", 2, 'main: "#005eb8"'),
        ("colours:\n  main: rgb(0, 94, 284)\n", "CRS390", 2, 'main: "#005eb8"'),
        ("colours:\n  cover: '#005eb8ff'\n", "CRS390", 2, 'cover: "#005eb8"'),
        ("colours:\n  links: 0x005eb8\n", "CRS390", 2, 'links: "#005eb8"'),
        ("colours:\n  links: '# 005eb8'\n", "CRS390", 2, 'links: "#005eb8"'),
        ("colours:\n  links: '#005eb'\n", "CRS390", 2, 'links: "#005eb8"'),
        ("colours:\n  links: Pantone 300\n", "CRS390", 2, 'links: "#005eb8"'),
        ("colours:\n  main: #7a1f5c\n", "SRC171", 2, 'main: "#7a1f5c"'),
        ("colours:\n  main: '#ffb81c'\n", "A11011", 2, 'main: "#'),
        ("colours:\n  mian: '#7a1f5c'\n", "SRC015", 2, "main"),
        ("colours:\n  primary: '#7a1f5c'\n", "SRC015", 2, "main"),
        ("colors:\n  main: '#7a1f5c'\n", "SRC015", 1, "colours"),
        ("colours: '#7a1f5c'\n", "SRC017", 1, "main"),
        ("main: '#7a1f5c'\n", "SRC015", 1, "colours"),
        ("font: Frutiger\n", "SRC015", 1, "logo"),
        ("name: Northtown\n", "SRC015", 1, "organisation"),
        ("logo: logo.svg\n", "A11001", 1, "organisation: "),
        ("logo_alt: Northtown\n", "CRS391", 1, "logo: logo.svg"),
        ("organisation: N\nlogo: lgo.svg\n", "CRS060", 2, "logo.svg"),
        ("organisation: N\nlogo: other.png\n", "CRS060", 2, "theme/other.png"),
        ("organisation: N\nlogo: logo.eps\n", "CRS061", 2, ""),
        ("organisation: N\nlogo: media/logo.svg\n", "CRS062", 2, "logo: logo.svg"),
        ("organisation: N\nlogo: ../logo.svg\n", "CRS062", 2, "logo: logo.svg"),
        ("organisation: N\nlogo: https://northtown.nhs.uk/logo.svg\n", "CRS062", 2, "logo: logo.svg"),
    ],
)
def test_what_is_wrong_is_told_at_its_line_with_what_to_type(theme: str, code: str, line: int, hint: str) -> None:
    course, diagnostics = read(theme)
    assert course is None
    told = [one for one in diagnostics if one.rule.severity is Severity.ERROR and one.place is not None]
    assert [(one.rule.code, one.place.file, one.place.line) for one in told if one.place] == [(code, "theme/theme.yaml", line)], diagnostics
    assert hint in told[0].hint


def test_a_weak_colour_is_told_with_its_pair_its_ratio_and_the_nearest_that_passes() -> None:
    _, (fault,) = read("colours:\n  cover: '#41b6e6'\n")
    assert fault.message == "With “#41b6e6”, white words on the cover on a light screen have a contrast of 2.3 to 1."
    assert 'cover: "#' in fault.hint
    assert fault.changes


def files(tmp_path: Path, *names: str) -> list[str]:
    """What is told of a course folder in which these files, with a theme in each YAML, lie beside a sound course."""
    (tmp_path / "sessions" / "01-any").mkdir(parents=True)
    (tmp_path / "course.yaml").write_text(COURSE)
    (tmp_path / "sessions" / "01-any" / "session.md").write_text(TOP + PAGE + "Some text.\n")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(SVG if name.endswith("svg") else b"organisation: Northtown\n")
    return [f"{one.rule.code} {one.hint}" for one in load(tmp_path).diagnostics]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("theme/theme.yaml", "theme/logo.svg", "theme/second.svg"), []),
        (("theme/theme.yml",), ["SRC007 Rename it to `theme.yaml`."]),
        (("Theme/theme.yaml",), ["SRC007 Rename it to `theme`."]),
        (("theme.yaml",), ["SRC007 Make the folder and move it there: `theme/theme.yaml`."]),
    ],
)
def test_every_file_of_a_theme_is_accounted_for(tmp_path: Path, names: tuple[str, ...], told: list[str]) -> None:
    assert files(tmp_path, *names) == told


@pytest.mark.parametrize("names", [("theme/logo.svg",), ("theme/theme.yaml", "theme/fonts.zip"), ("theme/theme.yaml", "theme/media/logo.svg")])
def test_what_is_not_read_is_told(tmp_path: Path, names: tuple[str, ...]) -> None:
    (told,) = files(tmp_path, *names)
    assert told.startswith("SRC008")
    assert "theme.yaml" in told
