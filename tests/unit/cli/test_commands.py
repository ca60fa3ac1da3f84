"""The commands as an author meets them: what they say, what they leave behind, and how they end."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from builder.cli import COMMANDS, run
from builder.standards.registry import STANDARDS

HEAVY = ("jinja2", "lxml", "markdown_it", "nh3", "PIL", "tincan", "yaml", "msgspec", "rich", "starlette", "uvicorn", "watchfiles")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course as `copack new course` leaves it, with the working folder above it."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "course"]) == 0
    return tmp_path / "course"


def session_of(course: Path) -> Path:
    return course / "sessions" / "01-start" / "session.md"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_start_up_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"import sys; from builder.cli import run; run({arguments!r}); print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stderr.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert "Usage: copack" in capsys.readouterr().out


def test_a_new_course_builds_at_once(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert run(["build"]) == 0
    written = {path.name for path in (tmp_path / "dist").iterdir()}
    assert written == {
        *(f"course-{standard.name}.zip" for standard in STANDARDS),
        "course-handover.html",
        "course-statements.html",
    }
    shown = capfd.readouterr()
    assert shown.out == "", "silence in a pipe"
    assert "example.org" in shown.err, "the example address is worth a warning"


def test_one_standard_alone(course: Path, tmp_path: Path) -> None:
    assert run(["build", "course", "--standard", "web", "-o", "out"]) == 0
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".zip", ".html"}
    assert [path.name for path in (tmp_path / "out").glob("*.zip")] == ["course-web.zip"]


def test_the_control_documents_can_be_left_out(course: Path, tmp_path: Path) -> None:
    assert run(["build", "course", "--standard", "scorm12", "--no-schemas"]) == 0
    with zipfile.ZipFile(tmp_path / "dist" / "course-scorm12.zip") as opened:
        assert not [name for name in opened.namelist() if name.endswith(".xsd")]


def test_new_never_overwrites(course: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = session_of(course).read_bytes()
    assert run(["new", "course"]) == 2
    assert "not empty" in capfd.readouterr().err
    assert session_of(course).read_bytes() == before


def test_a_theme_is_written_with_a_new_course_or_into_one_and_never_over_another(course: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "other", "--theme"]) == 0
    assert run(["check", "other"]) == 0
    session = session_of(course).read_bytes()
    assert run(["new", "course", "--theme"]) == 0
    assert session_of(course).read_bytes() == session
    theme = course / "theme" / "theme.yaml"
    assert theme.read_bytes() == Path("other/theme/theme.yaml").read_bytes()
    assert run(["check", "course"]) == 0
    theme.write_text("organisation: Northtown Hospital\n", encoding="utf-8")
    capfd.readouterr()
    assert run(["new", "course", "--theme"]) == 2
    assert "there already" in capfd.readouterr().err
    assert theme.read_text(encoding="utf-8") == "organisation: Northtown Hospital\n"


@pytest.mark.parametrize("name", ["Ünïted cärers", "---", "COURSE 2", 'quo"ted', "a" * 80])
def test_a_course_may_have_any_folder_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "--", name]) == 0
    assert run(["check", "--", name]) == 0


def test_faults_are_told_with_place_caret_and_hint_and_nothing_is_written(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = session_of(course)
    path.write_text(path.read_text(encoding="utf-8").replace("- [x] (a)", "- [ ] (a)", 1), encoding="utf-8")
    capfd.readouterr()
    assert run(["build"]) == 1
    shown = capfd.readouterr().err
    assert "sessions/01-start/session.md:" in shown
    assert "^" in shown
    assert "Nothing was written" in shown
    assert not (tmp_path / "dist").exists()


def test_fix_writes_missing_ids_once(course: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = session_of(course)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Page: welcome\n", "").replace("(a) In the file", "In the file"), encoding="utf-8")
    assert run(["build"]) == 1
    assert "--fix" in capfd.readouterr().err
    assert run(["check", "--fix"]) == 0
    assert "+Page: welcome" in capfd.readouterr().out
    mended = path.read_text(encoding="utf-8")
    assert run(["check", "--fix"]) == 0
    assert path.read_text(encoding="utf-8") == mended


def test_check_reads_a_finished_zip(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["build"]) == 0
    capfd.readouterr()
    for path in (tmp_path / "dist").glob("*.zip"):
        assert run(["check", str(path)]) == 0
        assert "No faults" in capfd.readouterr().err


def test_check_of_a_file_that_is_no_zip(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "not.zip").write_bytes(b"no zip at all")
    assert run(["check", str(tmp_path / "not.zip")]) == 1
    assert "zip" in capfd.readouterr().err


def test_plan_tells_what_is_tracked(course: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["plan"]) == 0
    shown = capfd.readouterr().out
    assert "question check-question: choose-one (choice), marked in check first-check" in shown
    assert "question first-question: choose-one (choice), practice, not sent" in shown
    assert "answered/check-question" in shown
    (in_all,) = re.findall(r"about (\d+) screens in all", shown)
    of_sessions, of_pages = re.findall(r"about (\d+) phone screens\)", shown), re.findall(r", (\d+\.\d) screens", shown)
    assert sum(map(int, of_sessions)) == pytest.approx(int(in_all), abs=len(of_sessions))
    assert sum(map(float, of_pages)) == pytest.approx(int(in_all), abs=1)
    assert "Saved state at worst" in shown


def test_plan_goes_to_programs_too(course: Path, capfd: pytest.CaptureFixture[str]) -> None:
    session = next((course / "sessions").glob("*/session.md"))
    session.write_text(session.read_text(encoding="utf-8") + "\n# More to read\nPage: more\nCore: no\n" + "\nWords.\n" * 60, encoding="utf-8")
    assert run(["plan", "--format", "json"]) == 0
    told = json.loads(capfd.readouterr().out)
    planned = {page["id"]: page["core"] for unit in told["plan"]["units"] for each in unit["sessions"] for page in each["pages"]}
    assert set(told["screens"]) == set(planned)
    assert planned["more"] is False
    assert run(["plan"]) == 0
    (optional,) = set(re.findall(r"screens(?: in all)? and (\d+) of optional pages", capfd.readouterr().out))
    assert int(optional) == round(told["screens"]["more"])


@pytest.mark.parametrize("name", ["course", "session"])
def test_schemas_are_json_schemas(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    import jsonschema

    assert run(["schema", name]) == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_an_unknown_standard_is_a_fault_of_the_course(course: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = course / "course.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "standards: [scorm13]\n", encoding="utf-8")
    assert run(["build"]) == 1
    shown = capfd.readouterr().err
    assert "CRS070" in shown
    assert "scorm13" in shown
    assert "scorm12" in shown, "the hint names those that exist"


def test_explain_tells_which_platforms_mind_and_how_that_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "S12020"]) == 0
    said = capsys.readouterr().out
    assert "NHS Learning Hub: One launch address is read: one SCO. (read in code)" in said
    assert "Open edX: The first resource that has an address is opened. (read in code)" in said
    assert run(["explain", "CRS021"]) == 0
    assert "read in code" not in capsys.readouterr().out


def test_explain_knows_every_code(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from builder import rulebook

    rules = rulebook.collect_rules()
    monkeypatch.setattr(rulebook, "collect_rules", lambda: rules)  # it looks through every module, for each code
    for rule in rules:
        assert run(["explain", rule.code.lower()]) == 0
        assert rule.reason in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], "build"),
        (["explain", "TRK0O1"], "TRK001"),
        (["schema", "page"], "course"),
        (["build", "nowhere"], "nowhere"),
        (["check", "--fix", "some.zip"], "folder"),
        (["new"], "FOLDER"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_to_type(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "some.zip").write_bytes(b"")
    assert run(arguments) == 2
    assert said in capsys.readouterr().err


def test_our_own_fault_ends_with_three_and_no_traceback(course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("seeded")

    monkeypatch.setattr("builder.pipeline.compile_folder", broken)
    assert run(["plan"]) == 3
    shown = capsys.readouterr().err
    assert "fault in Copack" in shown
    assert "Traceback" not in shown


def test_an_unwritable_folder_is_told_plainly(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dist").write_text("a file where the folder should go")
    assert run(["build", "course", "-o", str(tmp_path / "dist" / "deeper")]) == 1
    assert "Traceback" not in capsys.readouterr().err



def test_a_profile_is_written_and_followed_by_the_next(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["profile", "course", "-o", "out/profile.json", "--made", "2026-01-31"]) == 0
    first = json.loads((tmp_path / "out" / "profile.json").read_text(encoding="utf-8"))
    assert [one["generatedAtTime"] for one in first["versions"]] == ["2026-01-31T00:00:00Z"]
    file = course / "course.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("language: en-GB", "language: cy"), encoding="utf-8")
    capfd.readouterr()
    assert run(["profile", "course", "--previous", "out/profile.json", "--made", "2026-02-28"]) == 0
    second = json.loads(capfd.readouterr().out)
    assert [one["generatedAtTime"] for one in second["versions"]] == ["2026-02-28T00:00:00Z", "2026-01-31T00:00:00Z"]
    assert second["versions"][0]["wasRevisionOf"] == [first["versions"][0]["id"]]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("no json", "is not an xAPI Profile"),
        ('{"id": "https://example.org/other", "versions": []}', "published for this course"),
        ('{"id": "BASEprofile", "versions": [{}]}', "a version without an id"),
    ],
)
def test_a_file_that_is_not_the_last_profile_is_refused(
    course: Path, tmp_path: Path, content: str, wanted: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["profile", "course", "-o", "right.json"]) == 0
    base = json.loads((tmp_path / "right.json").read_text(encoding="utf-8"))["id"].removesuffix("profile")
    (tmp_path / "last.json").write_text(content.replace("BASE", base), encoding="utf-8")
    assert run(["profile", "course", "--previous", "last.json"]) == 2
    assert wanted in " ".join(capfd.readouterr().err.split())


def test_the_catalogue_is_a_page_or_json(course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["statements", "course"]) == 0
    (page,) = (tmp_path / "dist").glob("*-statements.html")
    capfd.readouterr()
    assert run(["statements", "course", "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    statements = [one for section in found["sections"] for one in section["statements"]]
    assert statements
    shown = page.read_text(encoding="utf-8")
    for one in statements:
        assert f'id="{one["name"].replace("/", "-")}"' in shown
        assert one["example"]["id"] in shown
        assert {name for part in one["notations"] for name in part["standards"]} <= {standard.title for standard in STANDARDS}
    assert {outcome["id"]: outcome["shown"] for outcome in found["outcomes"]}


SHORT = Path(__file__).parents[2] / "courses" / "short"


def test_one_session_is_built_alone_and_every_package_of_it_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(["build", str(SHORT), "-o", str(out), "--session", "one", *(f"--standard={name}" for name in STANDARDS.names)]) == 0, capsys.readouterr().err
    names = {path.name for path in out.iterdir()}
    assert names == {f"four-kinds-one-{name}.zip" for name in STANDARDS.names} | {"four-kinds-one-handover.html", "four-kinds-one-statements.html"}
    assert run(["check", str(out)]) == 0, capsys.readouterr().err
    with zipfile.ZipFile(out / "four-kinds-one-cmi5.zip") as archive:
        structure = archive.read("cmi5.xml").decode()
    # A platform that has the whole course must not take the part for another version of it.
    assert re.search(r'<course id="[^"]*/sessions/one"', structure)
    assert re.search(r'<au id="[^"]*/units/sessions/one"', structure)
    with zipfile.ZipFile(out / "four-kinds-one-scorm2004-4th.zip") as archive:
        table = next(archive.read(name).decode() for name in archive.namelist() if re.fullmatch(r"standard-[0-9a-f]{12}\.js", name))
    assert '"whole":true' in table


def test_a_session_that_is_not_there_is_not_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(SHORT), "-o", str(tmp_path / "out"), "--session", "three"]) == 2
    assert "There is no session “three”. Type the id of one of these: one, two." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
