"""Names of people are shown where they agreed to it and nowhere else: every byte of every output is searched."""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from builder.cli import run
from builder.course.named_builds import NamedBuild, NamedBuilds, NamedFile
from builder.pipeline import compile_folder
from builder.source.files import TextFile
from builder.source.reading import collect
from builder.source.write.named_builds import write_named_builds
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import fill

SHORT = Path(__file__).parents[2] / "courses" / "short"
SECRET, EVIDENCE, CREDITED = "Zebedee Quillfeather", "Ottoline Marchbanks", "Persimmon Tadworth"
PEOPLE = f"""\
offered: Umbrageous fees for everybody
people:
  one:
    name: {SECRET}
    roles: [carer]
    competence: Xylophonic carers
    interests: Brontosaurus limited
  two:
    name: {EVIDENCE}
    roles: [carer, service user]
    consent: [evidence]
    agreed_on: 2026-05-01
  three:
    name: {CREDITED}
    roles: [professional]
    consent: [credits]
    agreed_on: 2026-05-01
"""
NEVER = (SECRET, "Xylophonic", "Brontosaurus")
OFFERED = "Umbrageous"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    course = Path(shutil.copytree(SHORT, tmp_path / "course"))
    (course / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    return course


def contents(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file, and all that is in it if it is a zip."""
    yield name, content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            for inner in opened.namelist():
                yield from contents(f"{name}/{inner}", opened.read(inner))


def holders(output: Path, words: str) -> set[str]:
    """The files of an output folder that have these words, in UTF-8 or in UTF-16."""
    files = [path for path in output.rglob("*") if path.is_file()]
    assert files
    forms = (words.encode(), words.encode("utf-16-le"))
    return {name for path in files for name, content in contents(path.name, path.read_bytes()) if any(form in content for form in forms)}


def test_a_name_without_consent_is_in_no_byte_of_any_output(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for command in (["build"], ["print", "--slides", "--docx"], ["review", "--form"], ["evidence"]):
        assert run([*command, str(folder), "-o", str(out)]) == 0
    assert {words: holders(out, words) for words in NEVER} == {words: set() for words in NEVER}
    assert holders(out, OFFERED) == {"four-kinds-evidence.html"}
    assert holders(out, EVIDENCE) == {"four-kinds-evidence.html"}
    assert holders(out, CREDITED) == {"four-kinds-learner-book.html", "four-kinds-facilitator-book.html"}
    book = (out / "four-kinds-learner-book.html").read_text(encoding="utf-8")
    assert "<li>carer: 2</li>" in book
    assert "<li>service user: 1</li>" in book


def test_packages_are_the_same_without_the_file(folder: Path, tmp_path: Path) -> None:
    assert run(["build", str(folder), "-o", str(tmp_path / "with")]) == 0
    (folder / "people.yaml").unlink()
    assert run(["build", str(folder), "-o", str(tmp_path / "without")]) == 0
    for path in (tmp_path / "with").glob("*.*"):
        assert (tmp_path / "without" / path.name).read_bytes() == path.read_bytes()


def test_a_new_course_keeps_the_file_out_of_git(tmp_path: Path) -> None:
    assert run(["new", str(tmp_path / "course")]) == 0
    assert "people.yaml" in (tmp_path / "course" / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert (tmp_path / "course" / "people.yaml").is_file()
    assert not (tmp_path / "course" / "gitignore").exists()


def test_what_was_offered_to_all_is_told_to_reviewers_and_nobody_else(folder: Path, tmp_path: Path) -> None:
    assert run(["evidence", str(folder), "-o", str(tmp_path / "out")]) == 0
    page = (tmp_path / "out" / "four-kinds-evidence.html").read_text(encoding="utf-8")
    assert page.count("What everybody who helped was offered: Umbrageous fees for everybody") == 2


def test_a_withdrawn_name_is_in_no_byte_of_the_next_build_and_the_builds_that_had_it_are_listed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    commands = (["print", "--slides", "--docx", "--files"], ["evidence"], ["kit", "--no-pdf"])
    for command in commands:
        assert run([*command, str(folder), "-o", str(first)]) == 0
    carried = {name.partition("/")[0] for words in (EVIDENCE, CREDITED) for name in holders(first, words)}
    recorded = (folder / "builds.yaml").read_text(encoding="utf-8")
    assert {path.name for path in first.iterdir() if f'"{path.name}"' in recorded} == carried
    assert all(hashlib.sha256((first / name).read_bytes()).hexdigest() in recorded for name in carried)
    assert not [words for words in (SECRET, EVIDENCE, CREDITED) if words in recorded]
    people = (folder / "people.yaml").read_text(encoding="utf-8")
    (folder / "people.yaml").write_text(people.replace("    consent: [credits]\n", "").replace("    consent: [evidence]\n", ""), encoding="utf-8")
    for command in commands:
        capsys.readouterr()
        assert run([*command, str(folder), "-o", str(second)]) == 0
        told = "".join(capsys.readouterr())
        assert "“three” is not to be named in credits any more" in told
        assert "“two” is not to be named in evidence for reviewers any more" in told
        assert all(name in told for name in carried)
    assert {words: holders(second, words) for words in (EVIDENCE, CREDITED)} == {EVIDENCE: set(), CREDITED: set()}
    assert (folder / "builds.yaml").read_text(encoding="utf-8") == recorded


def test_somebody_who_is_no_longer_in_the_file_counts_as_withdrawn(folder: Path, tmp_path: Path) -> None:
    assert run(["evidence", str(folder), "-o", str(tmp_path / "out")]) == 0
    (folder / "people.yaml").unlink()
    assert [one.rule.code for one in compile_folder(folder).diagnostics if one.rule.code.startswith("TRK03")] == ["TRK033"]


def test_the_same_files_are_noted_once_and_a_new_version_again(folder: Path, tmp_path: Path) -> None:
    def count() -> int:
        assert run(["evidence", str(folder), "-o", str(tmp_path / "out")]) == 0
        return (folder / "builds.yaml").read_text(encoding="utf-8").count("  - word:")

    assert (count(), count()) == (1, 1)
    file = folder / "course.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
    assert count() == 2
    assert not [one for one in compile_folder(folder).diagnostics if one.place is not None and one.place.file == "builds.yaml"]


def test_no_record_is_begun_where_nobody_agreed_to_be_named(folder: Path, tmp_path: Path) -> None:
    (folder / "people.yaml").write_text(f"people:\n  one:\n    name: {SECRET}\n    roles: [carer]\n", encoding="utf-8")
    assert run(["print", str(folder), "-o", str(tmp_path / "out")]) == 0
    assert not (folder / "builds.yaml").exists()


def test_the_record_is_in_no_package_and_changes_no_build(folder: Path, tmp_path: Path) -> None:
    assert run(["build", str(folder), "-o", str(tmp_path / "without"), "--standard", "web"]) == 0
    assert run(["evidence", str(folder), "-o", str(tmp_path / "out")]) == 0
    assert run(["build", str(folder), "-o", str(tmp_path / "with"), "--standard", "web"]) == 0
    for path in (tmp_path / "without").glob("*.*"):
        assert (tmp_path / "with" / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("words", ["Thanks to {}.", "({})", "{}’s view"])
def test_a_name_in_a_text_without_consent_for_it_is_told(words: str, folder: Path) -> None:
    (folder / "involvement.yaml").write_text(f"need: {words.format(CREDITED)}\n", encoding="utf-8")
    (found,) = [one for one in compile_folder(folder).diagnostics if one.rule.code == "TRK034"]
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("involvement.yaml", 1)


def test_names_in_notes_and_in_longer_words_are_not_told(folder: Path) -> None:
    (folder / "involvement.yaml").write_text(f"# {CREDITED}\nneed: A{CREDITED} and {CREDITED}s, {EVIDENCE}\n", encoding="utf-8")
    assert not [one for one in compile_folder(folder).diagnostics if one.rule.code == "TRK034"]


@given(
    st.builds(
        NamedBuilds,
        st.lists(
            st.builds(
                NamedBuild,
                st.just("mivodu"),
                st.just("4f2a-91c0-7d3e"),
                st.sampled_from(("", "1.0", "yes", 'a "b"', "back\\slash", "# note", "null")),
                st.just("2026-05-01"),
                st.lists(
                    st.builds(NamedFile, st.sampled_from(("a.html", "b: c.pdf")), st.just("0" * 64), st.just(("person-1", "2")), st.just(())), min_size=1
                ).map(tuple),
            ),
            min_size=1,
        ).map(tuple),
    )
)
def test_the_record_is_read_back_as_it_was_written(builds: NamedBuilds) -> None:
    text = write_named_builds(builds)
    document = collect(parse_document(TextFile("builds.yaml", text, tuple(text.splitlines()))))
    assert document.diagnostics == ()
    assert document.value is not None
    assert document.value.root is not None
    assert collect(fill(document.value.root, NamedBuilds)).value.model == builds
