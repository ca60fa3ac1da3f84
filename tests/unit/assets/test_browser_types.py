"""The types that scripts are checked against follow the Python values: a change there that scripts do not know of turns `tsc` red."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import msgspec
import pytest
from msgspec import Struct

from builder.resources import find_assets
from builder.standards.script import as_json
from builder.tracking.responses import TableResponse
from tests.unit.standards.packages import read_tables

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = "templates/assets/browser_types.py"
TSC = ROOT / "node_modules/typescript-native/bin/tsc"
TABLES, LAYOUT = "builder/standards/tables.py", "builder/tracking/layout.py"


@pytest.fixture(scope="module")
def browser_types() -> ModuleType:
    spec = importlib.util.spec_from_file_location("browser_types", ROOT / SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def node() -> str:
    shown = subprocess.run([sys.executable, str(ROOT / "templates/assets/hook.py"), "--node"], capture_output=True, text=True, check=True)
    return shown.stdout.strip()


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All Python and TypeScript of this clone, to plant changes in."""
    folder = tmp_path_factory.mktemp("clone")
    sources = [*ROOT.glob("builder/**/*.py"), *(path for room in ("builder", "templates", "tests") for path in ROOT.glob(f"{room}/**/*.ts"))]
    for path in (*sources, ROOT / SCRIPT, ROOT / "tsconfig.json", ROOT / "tests/tsconfig.json", ROOT / "package.json"):
        relative = path.relative_to(ROOT)
        if "_assets" not in relative.parts:
            (folder / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / relative)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(ROOT / "templates/assets", folder / "templates/assets", dirs_exist_ok=True)
    shutil.copytree(ROOT / ".ci", folder / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def check_scripts(clone: Path, node: str, *projects: str) -> list[str]:
    """What `tsc` says of the scripts and their tests, once the types are made anew."""
    subprocess.run([sys.executable, str(clone / SCRIPT), str(clone / "builder/_assets")], check=True, capture_output=True, cwd=clone)
    said: list[str] = []
    for project in projects or ("tsconfig.json", "tests/tsconfig.json"):
        ran = subprocess.run([node, str(TSC), "--project", project], cwd=clone, capture_output=True, text=True, check=False)
        said += [line for line in ran.stdout.splitlines() if " error TS" in line]
    return said


CHANGES = [
    ("renamed", TABLES, "    minutes: int\n", "    length: int\n", "templates/runtime/", "'minutes'"),
    ("retyped", TABLES, "    points: int\n", "    points: str\n", "templates/runtime/", "'string' is not assignable to type 'number'"),
    ("added", TABLES, "    language: str\n", "    language: str\n    added: bool\n", "tests/runtime/", "'added'"),
    ("another value", TABLES, 'Literal["last", "never"]', 'Literal["final", "never"]', "templates/runtime/checks.ts", '"last"'),
    ("renamed for SCORM", "builder/standards/scorm_table.py", "    patience: int\n", "    waits: int\n", "templates/runtime/parts/scorm/", "'patience'"),
    ("renamed for stores", "builder/standards/statement_table.py", "    keep_days: int", "    days: int", "builder/standards/", "'keepDays'"),
    ("renamed for the web", "builder/standards/web/table.py", "    key: str\n", "    place: str\n", "builder/standards/web/driver.ts", "'key'"),
    ("renamed in a response", "builder/course/cmi.py", "    pairs: tuple[", "    couples: tuple[", "templates/runtime/responses.ts", "'pairs'"),
    ("a flag", LAYOUT, '"firstRight"', '"rightAtFirst"', "templates/runtime/state.ts", "rightAtFirst"),
    ("a field of the state", LAYOUT, 'Field("best"', 'Field("highest"', "templates/runtime/state.ts", "best"),
    ("a letter left out", LAYOUT, '"failed-may-retry": "r", ', "", "templates/runtime/state.ts", '"failed-may-retry"'),
]


@pytest.fixture(scope="module")
def said_of_changes(clone: Path, node: str) -> list[str]:
    """What `tsc` says when all of these changes are made at once."""
    before = {file: (clone / file).read_text("utf-8") for _, file, *_ in CHANGES}
    try:
        for _, file, old, new, *_ in CHANGES:
            text = (clone / file).read_text("utf-8")
            assert old in text, f"{file} holds {old!r} no more"
            (clone / file).write_text(text.replace(old, new), "utf-8")
        return check_scripts(clone, node)
    finally:
        for file, text in before.items():
            (clone / file).write_text(text, "utf-8")


@pytest.mark.slow  # `make test` runs tsc over both projects before the tests, and here over what is changed
def test_tsc_has_nothing_to_say_of_the_scripts_as_they_are(clone: Path, node: str) -> None:
    assert check_scripts(clone, node) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change[0]))
def test_tsc_refuses_what_python_renamed_added_or_retyped(said_of_changes: list[str], change: tuple[str, ...]) -> None:
    *_, blamed, word = change
    assert [line for line in said_of_changes if line.startswith(blamed) and word in line], [line for line in said_of_changes if word in line]


PACKAGES = {"scorm12": "ScormTable", "scorm2004-4th": "ScormTable", "cmi5": "Cmi5Table", "xapi": "XapiTable", "web": "WebTable"}


def test_what_packages_carry_is_of_the_types_that_scripts_are_checked_against(clone: Path, node: str) -> None:
    """The tables of real packages as TypeScript: neither a field too few nor one too many, and no other type."""
    asked = clone / "templates/runtime/carried.ts"
    lines = [f"import type {{ {', '.join(sorted({'Tables', *PACKAGES.values()}))} }} from './contract';"]
    for at, (name, table) in enumerate(PACKAGES.items()):
        written = as_json(read_tables(name)).decode()
        own = json.dumps(json.loads(written)["driver"]["table"])
        lines += [f"export const tables{at}: Tables = {written};", f"export const table{at}: {table} = {own};"]
    try:
        asked.write_text("\n".join(lines), "utf-8")
        assert check_scripts(clone, node, "tsconfig.json") == []
        asked.write_text("\n".join(lines).replace('"minutes":', '"length":').replace('"patience": 5000', '"patience": "5000"'), "utf-8")
        said = check_scripts(clone, node, "tsconfig.json")
    finally:
        asked.unlink()
    assert len([line for line in said if "length" in line and "does not exist" in line]) >= len(PACKAGES)
    assert len([line for line in said if "'string' is not assignable to type 'number'" in line]) == 2


def test_a_new_type_of_response_must_be_given_its_row_in_the_browser(clone: Path, node: str) -> None:
    cmi, responses = clone / "builder/course/cmi.py", clone / "builder/tracking/responses.py"
    before = {path: path.read_text("utf-8") for path in (cmi, responses)}
    added = '    OTHER = "other"\n    DRAWING = "drawing"\n'
    made = '\n\nclass Drawing(Struct, frozen=True, tag_field="type", tag="drawing"):\n    """A drawing."""\n\n    lines: tuple[str, ...]\n'
    try:
        cmi.write_text(before[cmi].replace('    OTHER = "other"\n', added) + made, "utf-8")
        text = before[responses].replace("| NumericText | Other\n", "| NumericText | Other | Drawing\n").replace("    Choice,\n", "    Choice,\n    Drawing,\n", 1)
        responses.write_text(text, "utf-8")
        said = check_scripts(clone, node)
    finally:
        for path, text in before.items():
            path.write_text(text, "utf-8")
    assert {line.split("(")[0] for line in said} >= {"templates/runtime/responses.ts", "templates/runtime/parts/notation.ts"}


def test_the_types_that_stand_are_those_of_the_values() -> None:
    """`make assets` was run; the wheel and every build of the assets make them anew."""
    made = subprocess.run([sys.executable, str(ROOT / SCRIPT), str(find_assets().parent / "_assets-types")], capture_output=True, text=True, check=False)
    folder = find_assets().parent / "_assets-types"
    try:
        assert made.returncode == 0, made.stderr
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {name: (find_assets() / name).read_bytes() for name in ("tables.d.ts", "layout.ts")}
    finally:
        shutil.rmtree(folder)


def test_the_types_are_made_with_what_a_build_of_the_wheel_has(tmp_path: Path) -> None:
    """An isolated build has msgspec and hatchling; nothing else that Copack needs may be imported."""
    site = Path(msgspec.__file__).parent.parent
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "msgspec").symlink_to(site / "msgspec")
    run = [sys.executable, "-I", "-S", "-c", f"import sys, runpy; sys.path.append({str(tmp_path / 'site')!r}); sys.argv[1:] = [{str(tmp_path / 'out')!r}]; "]
    run[-1] += f"runpy.run_path({str(ROOT / SCRIPT)!r}, run_name='__main__')"
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["layout.ts", "tables.d.ts"]


class Inner(Struct):
    """Held by another."""

    name: str


class Shown(Struct, omit_defaults=True, rename="camel", tag_field="type", tag="shown"):
    """Of every form.

    Attributes:
        first_word: what comes
            first.
        maybe: absent or null.

    """

    first_word: str
    maybe: int | None
    left_out: int | None = None
    choice: Literal["a", "b"] | None = None
    several: tuple[int | str, ...] = ()
    pair: tuple[int, str] = (0, "")
    held: dict[str, Inner] = {}  # msgspec copies an empty one
    response: TableResponse | None = None
    anything: Any = None


def test_each_form_of_a_value_has_its_typescript(browser_types: ModuleType) -> None:
    text = browser_types.write_types({"Response": msgspec.inspect.type_info(TableResponse)}, [Shown])
    declared = text[text.index("/** Of every form. */") :].split("\n}\n")[0].splitlines()
    assert declared == [
        "/** Of every form. */",
        "export interface Shown {",
        '  type: "shown";',
        "  /** What comes first. */",
        "  firstWord: string;",
        "  /** Absent or null. */",
        "  maybe: number | null;",
        "  leftOut?: number;",
        '  choice?: "a" | "b";',
        "  several?: (number | string)[];",
        "  pair?: [number, string];",
        "  held?: Record<string, Inner>;",
        "  response?: Response;",
        "  anything?: unknown;",
    ]
    assert "export interface Inner {\n  name: string;\n}" in text
    assert "export type Response = Truth | Choice" in text


def test_a_value_that_json_tables_have_no_use_for_is_refused(browser_types: ModuleType) -> None:
    class Odd(Struct):
        """Odd."""

        raw: bytes

    with pytest.raises(TypeError, match="no TypeScript"):
        browser_types.write_types({}, [Odd])
