"""The files of a further language in a package, and that a course of one language has none."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder import sentences
from builder.package.package import Package
from builder.pages.languages import list_choices, pair_texts
from builder.pipeline import build, compile_folder, package_course
from builder.resources import find_templates
from builder.standards.standard import Options
from tests.unit.pages.translated_course import OTHER, translate_small

SMALL = Path(__file__).parents[2] / "courses" / "small"


@pytest.fixture
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The player has every sentence in the other language."""
    folder = tmp_path_factory.mktemp("words")
    (folder / "pages").mkdir()
    english = json.loads((find_templates() / "pages" / f"words.{sentences.FALLBACK}.json").read_text("utf-8"))
    (folder / "pages" / f"words.{sentences.FALLBACK}.json").write_text(json.dumps(english), "utf-8")
    (folder / "pages" / f"words.{OTHER}.json").write_text(json.dumps({name: f"ŵ{text}" for name, text in english.items()}), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "find_templates", lambda: folder)
        sentences.find_sentences.cache_clear()
        yield
    sentences.find_sentences.cache_clear()


def package_of(folder: Path) -> Package:
    compilation = compile_folder(folder, standards=("web",))
    (package,), faults = package_course(compilation, Options(), lambda _: None)
    assert [fault for fault in faults if fault.rule.severity.value == "error"] == []
    return package


def pack_of(package: Package) -> dict[str, object]:
    (name,) = (name for name in package.files if name.startswith("languages/"))
    script = package.read(name).decode("ascii")
    assert script.startswith(f'copack.language("{OTHER}",')
    pack = json.loads(script.partition(",")[2].removesuffix(");\n"))
    assert isinstance(pack, dict)
    return pack


def test_a_package_holds_the_words_and_sessions_of_a_reviewed_language(spoken: None, tmp_path: Path) -> None:
    package = package_of(translate_small(tmp_path / "course"))
    pack = pack_of(package)
    texts = pack["texts"]
    assert isinstance(texts, dict)
    assert (texts["title"], texts["pages"]["welcome"], texts["words"]["next"]) == ("ŵA small course", "ŵWelcome", "ŵNext")
    assert {file["address"] for file in texts["files"].values()} <= set(package.files)
    replacing = dict(pack["replacing"])  # type: ignore[call-overload]
    assert replacing["A small course"] == "ŵA small course"
    assert replacing["Contents"] == "ŵContents"
    late = next(package.read(name) for name in package.files if name.startswith("standard-late"))
    assert b'part("translations"' in late
    assert b"data-languages" in late


def test_a_course_of_one_language_has_no_byte_of_the_switch(tmp_path: Path) -> None:
    package = package_of(SMALL)
    assert not any(name.startswith("languages/") for name in package.files)
    assert not any(b"data-languages" in package.read(name) and b'part("translations",' in package.read(name) for name in package.files)
    assert not any(b"copack-languages" in package.read(name) for name in package.files)


@pytest.mark.parametrize("left", ["course/title", "start/welcome/picture.1"])
def test_a_language_with_a_title_that_nobody_has_reviewed_stays_out_and_the_build_says_so(spoken: None, tmp_path: Path, left: str) -> None:
    told: list[str] = []
    build(translate_small(tmp_path / "course", without=(left,)), tmp_path / "out", Options(), standards=("web",), tell=told.append)
    titles = "Its titles, outcomes, glossary and words for pictures are not all translated and reviewed. `copack check` names them."
    assert told == [f"The packages do not hold the language “{OTHER}”. {titles}"]


def test_a_language_whose_sentences_are_a_draft_stays_out_of_packages_and_is_in_the_preview(tmp_path: Path) -> None:
    course, told = translate_small(tmp_path / "course"), list[str]()
    build(course, tmp_path / "out", Options(), standards=("web",), tell=told.append)
    assert told == [f"The packages do not hold the language “{OTHER}”. Copack’s own sentences in “{OTHER}” are not there yet, or not reviewed."]
    assert [other.course.language for other in compile_folder(course, drafts=True).others] == [f"{OTHER}-x-draft"]


def test_passages_that_nobody_has_reviewed_say_their_language_in_a_package(spoken: None, tmp_path: Path) -> None:
    package = package_of(translate_small(tmp_path / "course", without=("start/welcome/callout.1/text.1",)))
    texts = pack_of(package)["texts"]
    assert isinstance(texts, dict)
    session = package.read(texts["files"]["start"]["address"]).decode("ascii")
    assert r"p lang=\"en-GB\">You choose what to share." in session.replace(r" class=\"nhsuk-body\"", "")


def test_a_language_keeps_its_number_in_the_list_of_the_course_whichever_ones_packages_hold() -> None:
    course = compile_folder(SMALL).course
    assert course is not None
    choices = list_choices(replace(course, languages=("gd", "cy")), {"cy": {"languages/cy.js": b""}})
    assert [(choice.number, choice.tag, choice.address) for choice in choices] == [(0, "en-GB", ""), (2, "cy", "languages/cy.js")]


def test_texts_are_paired_outside_pages_alone() -> None:
    one = '<div><p title="a">b</p><article data-page="x"><p>c</p></article>d</div>'
    other = '<div><p title="A">B</p><article data-page="x"><p>C</p></article>D</div>'
    assert {pair for pair in pair_texts(one, other) if pair[0].strip()} == {("a", "A"), ("b", "B"), ("d", "D")}


def test_documents_that_differ_in_more_than_texts_are_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="longer"):
        list(pair_texts("<p>a</p>", "<p>a</p><p>b</p>"))


def test_the_folder_of_the_course_stays_as_it_is(spoken: None, tmp_path: Path) -> None:
    course = translate_small(tmp_path / "course")
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    package_of(course)
    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before
    shutil.rmtree(course)
