"""Slots: the words of an organisation are in the launch page alone, safe, and neutral words stand where there are none."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import html as markup

from builder.course.slots import LocalWords
from builder.output.build_name import BuildName
from builder.pages.slots import describe_words, fill_slots, show_nation
from builder.pipeline import Compilation, build, compile_folder
from builder.printing.books import print_books
from builder.printing.materials import PrintOptions
from builder.standards.standard import Options
from tests.browser.harness.server import read_files

SMALL = Path(__file__).parents[2] / "courses" / "small"
SLOTS = """
slots:
  contact: whoever offered you this course
  help: You could also talk to someone you trust.
  complaints: Ask the person who leads the group.
  dates: Ask when the next session is.
"""
TEXT = "Ask [contact](local:), or look here.\n\n- [dates](local:)\n\n::: local help\n:::\n"
NORTH = "organisation: Northtown Hospital\nnation: Northern Ireland\nslots:\n  contact: Priya <b>Shah</b>, priya@northtown.nhs.uk\n  dates: 3 May\n"
SOUTH = "organisation: Southtown\nslots:\n  contact: Sam, https://southtown.nhs.uk/ask\n  dates: ''\n"
STANDARDS = ("scorm12", "scorm2004-3rd", "scorm2004-4th", "cmi5", "xapi", "web")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slots") / "course"
    shutil.copytree(SMALL, folder)
    for path, old, new in (
        ("course.yaml", "outcomes:\n", f"{SLOTS}outcomes:\n"),
        ("sessions/01-start/session.md", "## What you will do\n", f"{TEXT}\n## What you will do\n"),
        ("sessions/09-words/session.md", "Involvement, participation and engagement are three things.\n", f"Three things.\n\n{TEXT}"),
    ):
        file = folder / path
        typed = file.read_text("utf-8")
        assert old in typed
        file.write_text(typed.replace(old, new, 1), "utf-8")
    return folder


def compiled(folder: Path, tmp_path: Path, words: str = "") -> Compilation:
    local = None
    if words:
        local = tmp_path / "words.yaml"
        local.write_text(words, "utf-8")
    compilation = compile_folder(folder, local=local)
    assert compilation.course is not None, compilation.diagnostics
    return compilation


def built(folder: Path, tmp_path: Path, words: str) -> dict[str, bytes]:
    """Every file of every zip and the handover sheet of a build with these words."""
    output = tmp_path / str(len(words))
    local = tmp_path / f"{len(words)}.yaml"
    local.write_text(words, "utf-8")
    written = build(folder, output, Options(), standards=STANDARDS, local=local)
    assert written.files, written.compilation.diagnostics
    zips = {f"{path.name}/{name}": content for path in written.files if path.suffix == ".zip" for name, content in read_files(path).items()}
    return {**zips, **{path.name: path.read_bytes() for path in written.files if path.suffix == ".html"}}


def test_two_organisations_differ_in_the_launch_page_alone(folder: Path, tmp_path: Path) -> None:
    north, south = (built(folder, tmp_path, words) for words in (NORTH, SOUTH))
    assert north.keys() == south.keys()
    differing = {name for name in north if north[name] != south[name]}
    assert differing == {*(f"small-course-{standard}.zip/index.html" for standard in STANDARDS), "small-course-handover.html"}
    assert b"Northtown" not in b"".join(content for name, content in north.items() if name not in differing)
    for standard in STANDARDS:
        pages = [each[f"small-course-{standard}.zip/index.html"].decode() for each in (north, south)]
        bare = [
            re.sub(r'<data .*?</data>|<script type="application/json".*?</script>|(?<=copack-local" href=)"#\w+"|(?<=") hidden(?=>)', "", page)
            for page in pages
        ]
        assert bare[0] == bare[1]
    sheet = markup.fromstring(north["small-course-handover.html"].decode())
    assert re.search(r"With the words of Northtown Hospital .code [0-9a-f]{12}\), for Northern Ireland\.", sheet.text_content())
    assert [each.get("hidden") for each in sheet.xpath("//*[@data-local-words or @data-neutral-words]")] == [None, ""]


def test_the_launch_page_shows_words_that_nobody_reads_as_markup(folder: Path, tmp_path: Path) -> None:
    page = built(folder, tmp_path, NORTH)["small-course-web.zip/index.html"].decode()
    shown = markup.fromstring(page)
    contact, dates, helped = (shown.xpath(f'//article//data[@value="{ident}"]')[0] for ident in ("contact", "dates", "help"))
    assert contact.text_content() == "Priya <b>Shah</b>, priya@northtown.nhs.uk"
    assert [link.get("href") for link in contact.iter("a")] == ["mailto:priya@northtown.nhs.uk"]
    assert dates.text_content() == "3 May"
    assert helped.text_content() == "You could also talk to someone you trust."
    lines = {line.get("data-nations"): line.get("hidden") for line in shown.xpath("//article//*[@data-nations]")}
    assert lines == {"england scotland wales": "", "northern-ireland": None}
    (held,) = shown.xpath('//script[@type="application/json"]/text()')
    assert json.loads(held)["words"]["contact"] == [["Priya <b>Shah</b>, "], ["priya@northtown.nhs.uk", "mailto:priya@northtown.nhs.uk"]]


def test_a_slot_without_words_is_never_a_hole(folder: Path, tmp_path: Path) -> None:
    compilation = compiled(folder, tmp_path, SOUTH)
    assert compilation.course is not None
    assert "dates" not in describe_words(compilation.course).words
    page = built(folder, tmp_path, SOUTH)["small-course-web.zip/index.html"].decode()
    assert '<data class="copack-local" value="dates">Ask when the next session is.</data>' in page
    assert 'data-nations="england scotland wales" hidden' not in page


def test_words_of_an_organisation_leave_the_digest_of_the_course_alone(folder: Path, tmp_path: Path) -> None:
    from builder.source.digest import digest_source

    sources = [compiled(folder, tmp_path, words).source for words in ("", NORTH, SOUTH)]
    assert len({digest_source(source) for source in sources if source is not None}) == 1


def test_books_hold_the_words_and_say_whose_they_are(folder: Path, tmp_path: Path) -> None:
    course = compiled(folder, tmp_path, NORTH).course
    assert course is not None
    book = print_books(course, BuildName("0.1", "abcdef"), PrintOptions()).files["small-course-learner-book.html"].decode()
    shown = markup.fromstring(book)
    assert "Priya <b>Shah</b>" in shown.text_content()
    (whose,) = shown.xpath("//*[@data-local-words]")
    assert whose.get("hidden") is None
    assert "Northtown Hospital" in whose.text_content()


@pytest.mark.parametrize(("local", "words"), [("", "whoever offered you this course"), (NORTH, "Priya <b>Shah</b>, priya@northtown.nhs.uk")])
def test_first_words_of_a_page_for_facilitators_have_the_words_of_a_slot_and_not_its_id(folder: Path, tmp_path: Path, local: str, words: str) -> None:
    course = compiled(folder, tmp_path, local).course
    assert course is not None
    book = print_books(course, BuildName("0.1", "abcdef"), PrintOptions()).files["small-course-facilitator-book.html"].decode()
    told = [re.sub(r"\s+", " ", each.text_content()) for each in markup.fromstring(book).xpath("//div[@class='in-short']/p")]
    (short,) = [text for text in told if "Three things." in text]
    assert f"Three things. Ask {words}, or look here." in short


def test_the_digest_is_of_the_words_that_count() -> None:
    filled = LocalWords("Trust", "wales", {"contact": "Sam"})
    assert filled.digest == LocalWords("Trust", "wales", {"contact": "Sam", "dates": ""}).digest
    others = [
        LocalWords("Trust", "wales", {"contact": "Jo"}),
        LocalWords("Trust", "", {"contact": "Sam"}),
        LocalWords("Trust B", "wales", {"contact": "Sam"}),
    ]
    assert len({filled.digest, *(other.digest for other in others)}) == 4


@pytest.mark.parametrize(("nation", "hidden"), [("", [False, False]), ("wales", [False, True]), ("northern ireland", [True, False])])
def test_help_shows_what_holds_in_the_nation(nation: str, hidden: list[bool]) -> None:
    html = show_nation('<p data-nations="england scotland wales" hidden>111</p><p data-nations="northern-ireland">GP</p>', nation)
    assert [" hidden>" in line for line in html.split("</p>")[:2]] == hidden


def test_a_course_without_slots_stays_as_it_is() -> None:
    course = compile_folder(SMALL).course
    assert course is not None
    assert fill_slots('<data class="copack-local" value="a">b</data>', course, None) == '<data class="copack-local" value="a">b</data>'
