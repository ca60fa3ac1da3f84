"""A kind costs one folder and one entry of the registry: without both, everything else is made as before, and nothing else names it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builder.interactions.kind import Kind
from builder.interactions.registry import KINDS, find
from builder.standards.registry import STANDARDS
from tests.unit.source.author import COURSE, PAGE, TOP

ROOT = Path(__file__).parents[3]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90"/>'

COMMANDS = """
import sys
from pathlib import Path
import builder
from builder.cli import run
assert Path(builder.__file__).is_relative_to(Path.cwd()), builder.__file__
for course in ("without", "with"):
    print(run(["check", course, "--format", "json"]), flush=True)
print(run(["build", "without", "-o", "out"]))
"""


# ---------------------------------------------------------------- the house, less one room


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that makes packages, shared by the tests: each puts back what it takes away."""
    folder = tmp_path_factory.mktemp("house")
    for part in ("builder", "templates"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "_templates"))
    for file in ("LICENSE", "package.json"):
        shutil.copy(ROOT / file, folder / file)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


@contextmanager
def without_room(house: Path, kind: Kind) -> Iterator[None]:
    """Take away a kind's folder, what was made from it, and its two lines of the registry."""
    made, aside = house / "builder" / "_assets" / "kinds" / f"{kind.name}.js", house / "aside"
    registry = house / "builder" / "interactions" / "registry.py"
    rooms = registry.parent / "kinds"
    text = registry.read_text(encoding="utf-8")
    shorter = re.sub(rf"^(?:from builder\.interactions\.kinds\.{kind.folder} import .*|    {kind.folder.upper()},)\n", "", text, flags=re.MULTILINE)
    assert text.count("\n") - shorter.count("\n") == 2
    aside.mkdir()
    shutil.move(rooms / kind.folder, aside / kind.folder)
    shutil.move(made, aside / made.name)
    registry.write_text(shorter, encoding="utf-8")
    try:
        yield
    finally:
        registry.write_text(text, encoding="utf-8")
        shutil.move(aside / made.name, made)
        shutil.rmtree(rooms / kind.folder, ignore_errors=True)  # what running it left there
        shutil.move(aside / kind.folder, rooms / kind.folder)
        aside.rmdir()


def example(kind: Kind) -> str:
    return (ROOT / "builder" / "interactions" / "kinds" / kind.folder / "example.md").read_text(encoding="utf-8")


def write_course(folder: Path, session: str, *, also: list[str], form: str) -> None:
    """A course for every standard, with one session, and a form of one question."""
    place = folder / "sessions" / "01-any"
    (place / "media").mkdir(parents=True)
    (place / "media" / "meeting.svg").write_text(SVG, encoding="utf-8")
    (place / "session.md").write_text(session, encoding="utf-8")
    settings = f"standards: {json.dumps([standard.name for standard in STANDARDS])}\nrecord_also: {json.dumps(also)}\n"
    (folder / "course.yaml").write_text(COURSE + settings, encoding="utf-8")
    question = f"  - id: one\n    kind: {form}\n    ask: What helped?\n    items: {{a: The words, b: The breaks}}\n"
    (folder / "evaluation.yaml").write_text(f"title: Well?\nhand_in: Give it back.\nquestions:\n{question}", encoding="utf-8")


def write_courses(folder: Path, missing: Kind) -> int:
    """Write a course of every other kind, and the same with the missing one in it; return the line where that begins."""
    others = [kind for kind in KINDS if kind is not missing]
    marked = "".join(f"{example(kind)}\n" for kind in others if kind.in_checks)
    practice = "".join(f"{example(kind)}\n" for kind in others if not kind.in_checks)
    session = f"{TOP}{PAGE}{practice}# A check\nPage: a-check\n\n::: check all\n\n{marked}:::\n\n# The last page\nPage: last-page\n\nText.\n"
    also = re.findall(r"^::: [a-z-]+ ([a-z-]+)", practice, re.MULTILINE)
    form = next(kind.name for kind in others if kind.name in {"poll", "checklist"})
    shutil.rmtree(folder / "without", ignore_errors=True)
    shutil.rmtree(folder / "with", ignore_errors=True)
    shutil.rmtree(folder / "out", ignore_errors=True)
    write_course(folder / "without", session, also=also, form=form)
    write_course(folder / "with", f"{session}\n{example(missing)}", also=also, form=form)
    return session.count("\n") + 2


ALWAYS = {"choose-one", "match", "poll"}
"""A question of a check, a kind that shares its reading with others, and a form; the other kinds are taken away by `make test-full`."""


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.name, marks=() if kind.name in ALWAYS else pytest.mark.slow) for kind in KINDS])
def test_everything_else_is_made_without_a_room(house: Path, kind: Kind) -> None:
    line = write_courses(house, kind)
    with without_room(house, kind):
        done = subprocess.run([sys.executable, "-c", COMMANDS], cwd=house, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    good, strange, built = read_outcomes(done.stdout)
    assert (good[0], built[0]) == (0, 0), done.stdout + done.stderr
    ((code, at, message, hint),) = ((one["code"], one["line"], one["message"], one["hint"]) for one in strange[1] if one["severity"] == "error")
    assert (strange[0], code, at) == (1, "SRC033", line)
    assert kind.name in str(message)
    assert hint
    assert {path.name for path in (house / "out").glob("*.zip")} == {f"any-course-{standard.name}.zip" for standard in STANDARDS}


def read_outcomes(shown: str) -> list[tuple[int, list[dict[str, object]]]]:
    """Part what the commands said: after the faults of each, how it ended."""
    outcomes: list[tuple[int, list[dict[str, object]]]] = []
    said = ""
    for line in shown.splitlines():
        if re.fullmatch(r"\d", line):
            outcomes.append((int(line), json.loads(said or "[]")))
            said = ""
        else:
            said += line + "\n"
    return outcomes


@pytest.mark.parametrize("name", ["picture-spots", pytest.param("choose-one", marks=pytest.mark.slow)])
def test_the_front_end_is_made_without_a_room(house: Path, name: str) -> None:
    kind = find(name)
    assert kind is not None
    shutil.rmtree(house / "made", ignore_errors=True)
    with without_room(house, kind):
        subprocess.run([sys.executable, "templates/assets/browser_types.py", "made"], cwd=house, check=True)
        done = subprocess.run(["node", "templates/assets/build.mjs", ".", "made"], cwd=house, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    before, after = ROOT / "builder" / "_assets", house / "made"
    made = {str(path.relative_to(before)): path.read_bytes() for path in before.rglob("*") if path.is_file() and path.name not in {"digest", "styles.json"}}
    del made[f"kinds/{name}.js"]
    assert {str(path.relative_to(after)): path.read_bytes() for path in after.rglob("*") if path.is_file() and path.name != "styles.json"} == made
    assert f'"kind-{name}"' in (before / "styles.json").read_text(encoding="utf-8")
    assert f'"kind-{name}"' not in (after / "styles.json").read_text(encoding="utf-8")


# ---------------------------------------------------------------- nothing else names it

MENTIONS = {
    ("builder/README.md", "choose-one"): "the map says which room to read first",
    ("builder/course/document.py", "match"): "a comment gives an example of what is decided in a room",
    ("builder/course/blocks.py", "choose-one"): "a comment gives an example of a name",
    ("builder/interactions/kind.py", "choose-one"): "a comment gives an example of a name",
    ("builder/interactions/kinds/choose_one/interaction.py", "choose-several"): "a hint: the kind that the author probably wanted",
    ("builder/interactions/kinds/checklist/interaction.py", "choose-several"): "a hint: the kind that the author probably wanted",
    ("builder/interactions/kinds/number/what_to_type.py", "fill-gaps"): "a hint: the kind that the author probably wanted",
    ("builder/source/markdown/leftovers.py", "fill-gaps"): "a hint: where half of a gap belongs",
    ("builder/interactions/kinds/reflection/interaction.py", "checklist"): "a hint: the kind that the author probably wanted",
    ("builder/interactions/kinds/reflection/interaction.py", "poll"): "a hint: the kind that the author probably wanted",
    ("builder/interactions/kinds/fill_gaps/about.md", "choose-gaps"): "words for authors: the kind that may serve their learners better",
    ("builder/source/check/structure.py", "choose-one"): "a hint shows what the first line of a question looks like",
    ("builder/source/check/other_tools.py", "choose-one"): "a hint shows what the first line of a question looks like",
    ("templates/assets/styles.mjs", "choose-one"): "a comment gives an example of a folder's name",
}
"""(file, kind) -> why another room may name it: words for people, never a branch of the program."""

TEXTS = {".py", ".ts", ".mjs", ".json", ".css", ".jinja", ".html", ".js", ".md", ".yaml"}
OTHER_SENSES = {
    ("builder/source/yaml/schema.py", "number"): "a type of JSON",
    ("builder/course/record_values.py", "number"): "a type of JSON",
    ("builder/preview/application.py", "number"): "a variable and a field of our own",
    ("builder/standards/cmi5/launch.ts", "number"): "a type of JavaScript",
    ("builder/standards/xapi/launch.ts", "number"): "a type of JavaScript",
    ("templates/runtime/parts/lrs/queue.ts", "number"): "a type of JavaScript",
    ("templates/runtime/browser_history.ts", "number"): "a type of JavaScript",
    ("templates/assets/browser_types.py", "number"): "a type of TypeScript",
    ("builder/bilingual/table.py", "number"): "a column of a table",
    ("builder/printing/learner_book.py", "number"): "a parameter of a function",
    ("builder/evidence/verbs.py", "match"): "a verb of outcomes",
    ("builder/evidence/verbs.py", "sort"): "a verb of outcomes",
}
"""Quoted words that are no kind's name."""


def sources() -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every file that the program is made of, but for the starter: a course, which uses what it likes."""
    for part in ("builder", "templates"):
        for path in sorted((ROOT / part).rglob("*")):
            relative = path.relative_to(ROOT)
            if path.is_file() and path.suffix in TEXTS and not {"_assets", "_compiled_templates", "_templates", "__pycache__", "starter"} & set(relative.parts):
                yield relative.as_posix(), path.read_text(encoding="utf-8")


def test_no_other_room_names_a_kind() -> None:
    found = set()
    for file, text in sources():
        for kind in KINDS:
            home = f"builder/interactions/kinds/{kind.folder}/"
            folder = rf"|\b{kind.folder}\b" if "_" in kind.folder else rf"|kinds[./]{kind.folder}\b"
            pattern = rf"[\"'`]{kind.name}[\"'`]|:::+ ?{kind.name}\b|data-kind=\W*{kind.name}\b{folder}"
            if not file.startswith(home) and file != "builder/interactions/registry.py" and re.search(pattern, text):
                found.add((file, kind.name))
    assert found == set(MENTIONS) | set(OTHER_SENSES)
