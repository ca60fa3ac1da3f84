"""`make-it-yours.html`: for the same words, its script makes the files that Copack builds, entry by entry, and refuses all others."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import html as markup

from builder.course.slots import LocalWords
from builder.kit.cores import core_of
from builder.lint import check_zip
from builder.pipeline import build_kit
from builder.standards.registry import STANDARDS
from tests.browser.harness.server import read_files
from tests.browser.harness.two_languages import speaking_two, translate_course
from tests.oracles.schemas import OFFICIAL, judge_package
from tests.unit.kit.slot_course import ALL_STANDARDS, write_slot_course

ROOT = Path(__file__).parents[3]
SCRIPT = Path(__file__).parent / "make_copies.ts"
NORTH = LocalWords("Northtown <Hospital> & “friends”", "wales", {"contact": "Priya Shah, priya@northtown.nhs.uk or https://help.nhs.uk/a?b=1&c=2", "help": "Ring 0300 123 4567", "dates": "3 May \\ 4 May"})
SOUTH = LocalWords("Southtown", "", {"contact": "Sam’s team, www.southtown.nhs.uk"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_slot_course(tmp_path_factory.mktemp("yours") / "course", ALL_STANDARDS)


@pytest.fixture(scope="module")
def kit(folder: Path) -> Path:
    return build_kit(folder, folder.parent / "kit", pdf=False).files[0]


@pytest.fixture(scope="module")
def built(folder: Path) -> Path:
    """The kit as `copack kit --local` makes it."""
    local = folder.parent / "north.yaml"
    local.write_text(json.dumps({"organisation": NORTH.organisation, "nation": NORTH.nation, "slots": dict(NORTH.words)}), "utf-8")
    return build_kit(folder, folder.parent / "built", pdf=False, local=local).files[0]


def page_of(kit: Path) -> markup.HtmlElement:
    return markup.fromstring(read_files(kit)["make-it-yours.html"].decode())


def copy(kit: Path, local: LocalWords, folder: Path, *files: Path) -> dict[str, Any]:
    """Work the script; what it said."""
    (table,) = page_of(kit).xpath("//script[@data-kit]/text()")
    folder.mkdir(exist_ok=True)
    asked = folder / "asked.json"
    words = {"organisation": local.organisation, "nation": local.nation, "words": [(ident, local.words.get(ident, "")) for ident in ("contact", "help", "complaints", "dates")]}
    asked.write_text(json.dumps({"local": words, "table": json.loads(table)}), "utf-8")
    done = subprocess.run(["node", "--import", "tsx", str(SCRIPT), str(asked), str(folder), *map(str, files)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.fixture(scope="module")
def copied(kit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copied")
    said = copy(kit, NORTH, folder, kit)
    assert said["refusals"] == []
    return folder / kit.name


def unpacked(kit: Path) -> dict[str, bytes]:
    """Every file of a kit, and every file of each zip in it."""
    files: dict[str, bytes] = {}
    for name, content in read_files(kit).items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                assert inner.testzip() is None
                files |= {f"{name}/{each}": inner.read(each) for each in inner.namelist()}
                files[f"{name} comment"] = inner.comment
        else:
            files[name] = content
    return files


def without_packing(name: str, content: bytes) -> bytes:
    """A page without what depends on how the browser packs: fingerprints and sizes of zips."""
    if not name.endswith(("start-here.html", "-handover.html")):
        return content
    return re.sub(rb'(?<=<dd><code>)[0-9a-f]{64}|(?<= data-size=")([^"]*\.zip)">[^<]*', rb"\1", content)


def test_a_kit_of_the_page_is_that_of_copack_entry_by_entry(copied: Path, built: Path) -> None:
    mine, theirs = unpacked(copied), unpacked(built)
    assert mine.keys() == theirs.keys()
    differing = {name for name in mine if without_packing(name, mine[name]) != without_packing(name, theirs[name])}
    assert differing == set()


def test_two_organisations_have_the_same_course_in_every_file(kit: Path, built: Path, folder: Path, tmp_path: Path) -> None:
    local = tmp_path / "south.yaml"
    local.write_text(json.dumps({"organisation": SOUTH.organisation, "slots": dict(SOUTH.words)}), "utf-8")
    north, south = unpacked(built), unpacked(build_kit(folder, tmp_path, pdf=False, local=local).files[0])
    assert north.keys() == south.keys()
    differing = {name for name in north if north[name] != south[name]}
    assert {name for name in differing if core_of(north[name].decode()) != core_of(south[name].decode())} == set()
    places = ("/index.html", "-book.html", "-slides.html", "-handover.html", "start-here.html", *(f"small-course-{session}.html" for session in ("start", "words")))
    assert {name for name in differing if not name.endswith(places)} == set()
    assert len({name for name in differing if ".zip/" in name}) == len(ALL_STANDARDS)


def test_nothing_but_places_for_words_has_changed(copied: Path, kit: Path) -> None:
    before, after = unpacked(kit), unpacked(copied)
    changed = {name for name in before if before[name] != after[name]}
    pages = {name for name in changed if name.endswith("/index.html")}
    assert len(pages) == len(ALL_STANDARDS)
    assert changed - pages == {
        *("start-here.html", "on-a-platform/small-course-handover.html"),
        *(f"in-a-room/small-course-{book}-book.html" for book in ("facilitator", "learner")),
        *(f"on-a-phone/small-course-{session}.html" for session in ("start", "words")),
        *(f"in-a-room/small-course-{session}-slides.html" for session in ("start", "words")),
    }
    for name in changed:
        assert core_of(before[name].decode()) == core_of(after[name].decode())
    codes = [re.search(rb'data-content="[0-9a-f]+"', files["on-a-platform/small-course-web.zip/index.html"]) for files in (before, after)]
    assert codes[0] is not None
    assert codes[1] is not None
    assert codes[0][0] == codes[1][0]


def test_the_zips_have_no_fault_and_the_sheet_knows_them(copied: Path, tmp_path: Path) -> None:
    files = read_files(copied)
    sheet = files["on-a-platform/small-course-handover.html"].decode()
    for name, content in files.items():
        if name.endswith(".zip"):
            path = tmp_path / Path(name).name
            path.write_bytes(content)
            assert check_zip(path, STANDARDS) == ()
            assert f"<dd><code>{sha256(content).hexdigest()}</code></dd>" in sheet


def test_the_official_schemas_accept_the_zips(copied: Path, standards: Path, tmp_path: Path) -> None:
    packages = {name: content for name, content in read_files(copied).items() if name.endswith(".zip")}
    assert len(packages) == len(ALL_STANDARDS)
    for standard in OFFICIAL:
        (content,) = (content for name, content in packages.items() if name.endswith(f"-{standard}.zip"))
        path = tmp_path / f"{standard}.zip"
        path.write_bytes(content)
        assert judge_package(standards, standard, path) == []


def test_a_copy_can_be_changed_again(copied: Path, kit: Path, tmp_path: Path) -> None:
    again = copy(kit, SOUTH, tmp_path / "again", copied)
    assert again["refusals"] == []
    first = copy(kit, SOUTH, tmp_path / "first", kit)
    assert first["refusals"] == []
    assert unpacked(tmp_path / "again" / kit.name).keys() == unpacked(tmp_path / "first" / kit.name).keys()
    one, other = (unpacked(tmp_path / name / kit.name) for name in ("again", "first"))
    assert {name for name in one if without_packing(name, one[name]) != without_packing(name, other[name])} == set()


def test_single_files_are_copied_and_others_refused_in_words(kit: Path, tmp_path: Path) -> None:
    files = read_files(kit)

    def put(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    web, book = files["on-a-platform/small-course-web.zip"], files["in-a-room/small-course-learner-book.html"]
    damaged = bytearray(files["more/small-course-xapi.zip"])
    damaged[len(damaged) // 2] ^= 0xFF
    said = copy(
        kit, NORTH, tmp_path / "out",
        put("small-course-web (1).zip", web),
        put("small-course-learner-book.html", book),
        put("small-course-handover.html", files["on-a-platform/small-course-handover.html"]),
        put("small-course-facilitator-book.html", files["in-a-room/small-course-facilitator-book.html"].replace(b"<main>", b"<main>x")),
        put("small-course-scorm12.zip", web),
        put("small-course-xapi.zip", bytes(damaged)),
        put("small-course-cmi5.zip", files["more/small-course-cmi5.zip"][:-30]),
    )
    assert [each["name"] for each in said["copies"]] == ["small-course-web.zip", "small-course-learner-book.html"]
    reasons = {each["name"]: each["reason"] for each in said["refusals"]}
    assert reasons.keys() == {f"small-course-{name}" for name in ("handover.html", "facilitator-book.html", "scorm12.zip", "xapi.zip", "cmi5.zip")}
    assert "Choose the whole kit (small-course-kit.zip)." in reasons["small-course-handover.html"]
    assert "it was changed" in reasons["small-course-facilitator-book.html"]
    assert "not a file of this kit" in reasons["small-course-scorm12.zip"]
    assert reasons["small-course-xapi.zip"].startswith(("It is not a file of this kit", "This file is damaged"))
    assert reasons["small-course-cmi5.zip"].startswith("This file is damaged")


def test_the_page_has_a_field_for_each_slot_and_may_run_its_own_script_alone(kit: Path) -> None:
    page = page_of(kit)
    fields = {field.get("data-field"): field for field in page.xpath("//*[@data-field]")}
    assert fields.keys() == {"@organisation", "@nation", "contact", "help", "complaints", "dates"}
    for field in fields.values():
        assert page.xpath(f"//label[@for='{field.get('id')}']")
        assert all(page.xpath(f"//*[@id='{ident}']") for ident in field.get("aria-describedby").split())
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    (script,) = page.xpath("//script[not(@type)]/text()")
    assert f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "connect-src" not in policy


def test_the_page_is_the_same_whoever_built_the_kit(kit: Path, built: Path) -> None:
    assert read_files(kit)["make-it-yours.html"] == read_files(built)["make-it-yours.html"]
    assert [link.get("href") for link in markup.fromstring(read_files(kit)["start-here.html"].decode()).xpath("//a[@href='make-it-yours.html']")]


def test_a_course_without_slots_has_no_such_page_and_the_same_bytes_whatever_the_words(tmp_path: Path) -> None:
    small = ROOT / "tests" / "courses" / "small"
    local = tmp_path / "words.yaml"
    local.write_text("organisation: Northtown\nnation: Wales\n", "utf-8")
    plain = build_kit(small, tmp_path / "plain", pdf=False).files[0]
    filled = build_kit(small, tmp_path / "filled", pdf=False, local=local).files[0]
    assert "make-it-yours.html" not in read_files(plain)
    assert plain.read_bytes() == filled.read_bytes()


def test_a_kit_in_two_languages_keeps_the_words_of_both(standards: Path, tmp_path: Path) -> None:
    """Its packages are played in `tests/browser/test_make_it_yours_played.py`."""
    folder = write_slot_course(tmp_path / "course", ("scorm12", "cmi5"))
    with speaking_two(tmp_path):
        translate_course(folder)
        kit = build_kit(folder, tmp_path / "kit", pdf=False).files[0]
        assert copy(kit, NORTH, tmp_path / "out", kit)["refusals"] == []
        before, after = unpacked(kit), unpacked(tmp_path / "out" / kit.name)
        inside = {name for name in before if ".zip/" in name and before[name] != after[name]}
        assert inside == {"on-a-platform/small-course-scorm12.zip/index.html", "more/small-course-cmi5.zip/index.html"}
        assert sum("/languages/" in name for name in before) == 2, "each package has the words of the other language"
        for name, content in read_files(tmp_path / "out" / kit.name).items():
            if name.endswith(".zip"):
                path = tmp_path / Path(name).name
                path.write_bytes(content)
                assert check_zip(path, STANDARDS) == ()
                assert judge_package(standards, path.stem.removeprefix("small-course-"), path) == []
