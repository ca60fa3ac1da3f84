"""Begin a new kind of question: `make kind NAME=slider`.

The room of `choose-one` is copied under the new name, with everything that each kind must have: two lines of the registry, a rule and a
fixture for it, tests, examples in the courses that ask in every kind, docs, picture. So the kind builds, plays and passes the tests of all
kinds from the first minute; what makes it another kind is then written step by step. CONTRIBUTING.md lists the files.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODEL, MODEL_FOLDER, MODEL_CLASS, MODEL_RULE = "choose-one", "choose_one", "ChooseOne", "CRS110"
NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
FIRST_CODE = 320
"""Rules of new kinds begin at CRS320."""
MODEL_FIXTURES = ("CRS100", "CRS101")
"""Rules of all kinds with boxes, each broken at the model; the new kind gets the same courses."""

QUESTION = """::: {name} {ident}
Ken is asked to comment on a leaflet. He does not know one of the words.

What helps the team most?
- [x] (a) He says which word he does not know
  Feedback: Yes. Others will not know it either.
- [ ] (b) He looks it up and says nothing
  Feedback: Then the leaflet keeps the word.
- [ ] (c) He sends the leaflet back
{about}Hint: Who else will read the leaflet?
:::
"""
ABOUT = """Learners choose one of several answers. One is right.

Good for a start: this page still says what `make kind` wrote. Say here when the kind serves learners better than others do.

Picture: A card with a question and three answers in a column. The first is chosen. Below are “Show a hint” and the button “Check my answer”.
"""
TEST = '''"""`{name}`: what is read, what word processors make of it, and what is refused."""

from __future__ import annotations

import pytest

from builder.course.cmi import Choice, InteractionType
from builder.interactions.kinds.{folder} import {cls}
from tests.unit.interactions.as_typed import assert_read_as_meant
from tests.unit.source.author import codes, question_of

CLEAN = "::: {name} any-question\\nWhich?\\n- [x] (a) This\\n- [ ] (b) That\\nHint: Look.\\n:::\\n"


def test_the_right_answer_is_the_ticked_one() -> None:
    question = question_of(CLEAN)
    assert isinstance(question, {cls})
    assert question.definition.type is InteractionType.CHOICE
    assert question.definition.correct == (Choice(("a",)),)


def test_what_a_word_processor_makes_of_it_is_read_as_the_clean_one() -> None:
    assert_read_as_meant(CLEAN, [("- [x] (a)", "• [X] (A)"), ("Hint:", "**Hint:**"), ("\\n", "\\r\\n")])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Which?\\n- [x] (a) This\\n- [x] (b) That\\n", "{code}"),
        ("Which?\\n- [ ] (a) This\\n- [ ] (b) That\\n", "CRS101"),
        ("Which?\\n- [x] (a) This\\n- (b) That\\n", "CRS100"),
    ],
)
def test_what_cannot_be_a_question_of_this_kind_is_reported(typed: str, code: str) -> None:
    assert codes(f"::: {name} any-question\\n{{typed}}:::\\n") == [code]
'''


class Kind:
    """The new kind's names."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.folder = name.replace("-", "_")
        self.cls = "".join(word.capitalize() for word in name.split("-"))
        self.title = name.replace("-", " ").capitalize()
        self.code = free_code()

    def named(self, text: str) -> str:
        """A text about the model, about this kind."""
        pairs = ((MODEL, self.name), (MODEL_FOLDER, self.folder), (MODEL_CLASS, self.cls), (MODEL_RULE, self.code))
        for model, own in pairs:
            text = text.replace(model, own)
        return text

    def question(self, ident: str, outcome: str = "") -> str:
        """An example, with this id, about this outcome."""
        about = f"Outcome: {outcome}\n" if outcome else ""
        return QUESTION.format(name=self.name, ident=ident, about=about)


def free_code() -> str:
    """The first code that no rule has."""
    taken = {code for file in (ROOT / "builder").rglob("*.py") for code in re.findall(r'"(CRS\d{3})"', file.read_text(encoding="utf-8"))}
    return next(code for number in range(FIRST_CODE, 1000) if (code := f"CRS{number}") not in taken)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"  {path.relative_to(ROOT).as_posix()}")


def change(path: Path, *pairs: tuple[str, str]) -> None:
    """Put each second text in place of the first; fails when that is not there exactly once, so that this script cannot rot."""
    text = path.read_text(encoding="utf-8")
    for before, after in pairs:
        if text.count(before) != 1:
            sys.exit(f"{path.relative_to(ROOT)} holds {before!r} {text.count(before)} times, not once: .ci/kind.py must follow.")
        text = text.replace(before, after)
    write(path, text)


def write_room(kind: Kind) -> None:
    interactions = ROOT / "builder" / "interactions"
    room = interactions / "kinds" / kind.folder
    for file in sorted((room.parent / MODEL_FOLDER).iterdir()):
        if file.is_file():
            write(room / file.name, kind.named(file.read_text(encoding="utf-8")))
    change(
        room / "interaction.py",
        (", or change the name after the three colons to `choose-several`.", "."),
        ('"two-right-answers"', f'"two-right-in-{kind.name}"'),
        ('title="Choose one answer"', f'title="{kind.title}"'),
    )
    write(room / "example.md", kind.question(f"{kind.name}-leaflet"))
    write(room / "about.md", ABOUT)
    registry = interactions / "registry.py"
    lines = registry.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines) if line.startswith("from builder.interactions.kinds."))
    last = max(at for at, line in enumerate(lines) if line.startswith("from builder.interactions.kinds.")) + 1
    lines[first:last] = sorted([*lines[first:last], f"from builder.interactions.kinds.{kind.folder} import KIND as {kind.folder.upper()}\n"])
    write(registry, "".join(lines).replace("    CHOOSE_ONE,\n", f"    CHOOSE_ONE,\n    {kind.folder.upper()},\n"))


def write_tests(kind: Kind) -> None:
    tests = ROOT / "tests"
    write(tests / "unit" / "interactions" / f"test_{kind.folder}.py", TEST.format(name=kind.name, folder=kind.folder, cls=kind.cls, code=kind.code))
    for code, name in ((MODEL_RULE, kind.code), *((code, f"{code}-{kind.name}") for code in MODEL_FIXTURES)):
        session = Path("sessions") / "03-fault" / "session.md"
        write(tests / "broken" / name / session, kind.named((tests / "broken" / code / session).read_text(encoding="utf-8")))
    course = tests / "courses" / "every_interaction" / "sessions"
    page = f"# {kind.title}\nPage: try-{kind.name}\n\n{kind.question(f'try-{kind.name}', '1.1')}\n"
    change(course / "01-try" / "session.md", ("# What you think\n", f"{page}# What you think\n"))
    check = course / "02-check" / "session.md"
    text = check.read_text(encoding="utf-8").rstrip("\n").removesuffix(":::")
    write(check, f"{text}\n{kind.question(f'mark-{kind.name}', '1.1')}:::\n")
    row = f'    "{MODEL}": (("try-one", walk_judged),),\n'
    change(tests / "browser" / "test_every_state.py", (row, f'{row}    "{kind.name}": (("try-{kind.name}", walk_judged),),\n'))


def write_docs(kind: Kind) -> None:
    row = "| `choose-one` | choose one answer |\n"
    section = f"### {kind.name}\n\n```\n{kind.question(f'{kind.name}-word')}```\n\n`[x]` marks the right answer, `[ ]` the others.\n\n"
    change(
        ROOT / "docs" / "authors" / "syntax.md",
        (row, f"{row}| `{kind.name}` | choose one answer |\n"),
        ("### choose-several\n", f"{section}### choose-several\n"),
    )
    session = ROOT / "course_source" / "sessions" / "01-welcome" / "session.md"
    page = f"\n# {kind.title}\nPage: {kind.name}-page\n\n{kind.question(f'{kind.name}-in-use')}"
    write(session, session.read_text(encoding="utf-8").rstrip("\n") + "\n" + page)


def run(*arguments: str) -> None:
    """Run a Python of this project, expectations written anew."""
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env={**os.environ, "COPACK_UPDATE": "1", "PYTHONPATH": str(ROOT)}, check=False)
    if done.returncode:
        sys.exit(f"`python {' '.join(arguments)}` failed: what was written is there; mend it and run that again.")


def main(arguments: Sequence[str]) -> None:
    """Write the kind, and everything that is made from it."""
    if len(arguments) != 1 or not NAME.fullmatch(arguments[0]):
        sys.exit("Say what the kind is called, in small letters and dashes: make kind NAME=slider")
    kind = Kind(arguments[0])
    if (ROOT / "builder" / "interactions" / "kinds" / kind.folder).exists():
        sys.exit(f"There is a kind “{kind.name}” already.")
    print("Writing")
    write_room(kind)
    write_tests(kind)
    write_docs(kind)
    print("Making what follows from it")
    run("templates/assets/hook.py")
    run("-m", "pytest", "-q", "tests/test_broken.py")
    if shutil.which("chromium") or shutil.which("chromium-headless-shell"):
        run("-m", "tests.browser.pictures", kind.name)
        run("-m", "pytest", "-q", "tests/browser/test_every_state.py", "-k", kind.name)
    else:
        print(f"No Chromium: take the picture and write tests/golden/states/{kind.name}.txt where there is one.")
    run("-m", "pytest", "-q", "tests/unit/docs")
    print(f"\n“{kind.name}” builds and plays. Now make it yours: CONTRIBUTING.md lists its files.")
    print("`COPACK_UPDATE=1 python -m pytest -m 'slow or not slow' tests/browser/test_traces.py` writes the traces of whole walks with it.")


if __name__ == "__main__":
    main(sys.argv[1:])
