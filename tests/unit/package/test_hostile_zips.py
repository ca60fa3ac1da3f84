"""Zips made to cost memory or time cost little, and each is told by its rule; damaged zips are refused or read as they were."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from builder.lint import LONGEST_TEXT, MOST_OF_A_RULE, check_zip, lint
from builder.package.package import Package
from builder.package.zip import seal
from builder.package.zip_reader import read_zip
from builder.standards.registry import STANDARDS
from tests.unit.package.hostile_zips import HOSTILE, SCORM12, manifest, page, stored, write_raw
from tests.unit.package.zips import make_zip
from tests.unit.standards.packages import example_package

MEMORY = 200_000
"""Kilobytes that no zip may take, the program itself counted (issue 10)."""

CPU = 120
"""Seconds of work after which the system ends the child: only a hang takes them."""

CHILD = """
import json, resource, sys
from pathlib import Path
from builder.lint import check_zip
from builder.standards.registry import STANDARDS
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2])))
for path in sorted(Path(sys.argv[1]).glob("*.zip")):
    faults = check_zip(path, STANDARDS)
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
    longest = max((len(text) for fault in faults for text in (fault.message, fault.hint)), default=0)
    print(json.dumps([path.stem, peak, sorted({fault.rule.code for fault in faults}), len(faults), longest]), flush=True)
"""

HEAVY = {
    "190,000 addresses", "200 MB of dense pages", "paths 2,000 folders deep", "30,000 references", "15,000 missing files", "items 240 deep", "blocks 240 deep",
    "sequencing 200 deep", "8 million attributes without a value", "empty deflate blocks", "200,000 entries", "a manifest of 300 MB",
}  # fmt: skip
"""Those that take a second or more to make and to judge."""

SMALL = Package("small.zip", {"index.html": b"<p>Hello</p>" * 20, "a.jpg": b"\xff\xd8"})

Outcomes = dict[str, tuple[int, list[str], int, int]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    return judge_all(tmp_path_factory.mktemp("hostile"), [name for name in HOSTILE if name not in HEAVY])


@pytest.fixture(scope="module")
def heavy_outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    return judge_all(tmp_path_factory.mktemp("heavy"), HEAVY)


def judge_all(folder: Path, names: Iterable[str]) -> Outcomes:
    """Return name -> (peak of memory up to it, codes, number of faults, longest text), all from one process."""
    for name in names:
        (folder / f"{name}.zip").write_bytes(HOSTILE[name][0]())
    run = subprocess.run([sys.executable, "-c", CHILD, str(folder), str(CPU)], check=False, capture_output=True, text=True, cwd=Path(__file__).parents[3])
    assert run.returncode == 0, run.stderr[-2000:] + run.stdout[-500:]
    return {name: (peak, codes, count, longest) for name, peak, codes, count, longest in map(json.loads, run.stdout.splitlines())}


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in HEAVY])
def test_a_zip_made_to_cost_memory_or_time_costs_little(name: str, outcomes: Outcomes) -> None:
    assert_cheap(name, *outcomes[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HEAVY))
def test_a_large_zip_made_to_cost_memory_or_time_costs_little(name: str, heavy_outcomes: Outcomes) -> None:
    assert_cheap(name, *heavy_outcomes[name])


def assert_cheap(name: str, peak: int, codes: list[str], count: int, longest: int) -> None:
    assert peak < MEMORY
    assert any(code.startswith(HOSTILE[name][1]) for code in codes) or (not codes and HOSTILE[name][1] == "")
    assert count <= len(codes) * (MOST_OF_A_RULE + 1)
    assert longest <= LONGEST_TEXT + 1


# ---------------------------------------------------------------- damage


def test_a_zip_that_was_cut_anywhere_is_no_zip(tmp_path: Path) -> None:
    whole = seal(SMALL)
    path = tmp_path / "cut.zip"
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert [fault.rule.code for fault in read_zip(path).diagnostics] == ["PKG001"], length


@pytest.mark.parametrize("zipped", [seal(SMALL), make_zip(("index.html", SMALL.read("index.html")[:20]), ("b", b"x"), method=zipfile.ZIP_STORED)])
def test_a_flipped_bit_is_refused_or_changes_no_content(zipped: bytes, tmp_path: Path) -> None:
    """What is read after all is what Python's own reader finds under that name; the checksum has seen to the rest."""
    path = tmp_path / "flipped.zip"
    contents = {*(SMALL.read(name) for name in SMALL.files), SMALL.read("index.html")[:20], b"x"}
    accepted = 0
    for at in range(len(zipped)):
        for bit in {at % 8, 7 - at % 8}:
            flipped = bytearray(zipped)
            flipped[at] ^= 1 << bit
            path.write_bytes(flipped)
            read = read_zip(path)
            for fault in read.diagnostics:
                assert fault.message
                assert fault.hint
            held = {} if read.value is None else {name: read.value.read(name) for name in read.value.files}
            assert set(held.values()) <= contents
            if isinstance(read.value, Package):
                accepted += 1
                with zipfile.ZipFile(io.BytesIO(flipped)) as archive:
                    assert held == {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    assert accepted, "times and version numbers may say anything"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><title>Sign in</title>", "page of a login"),
        (b"Rar!\x1a\x07\x01\x00 and more than twenty-two bytes", "another kind"),
        (b"7z\xbc\xaf\x27\x1c and more than twenty-two bytes", "another kind"),
        (seal(SMALL)[:200], "its end is missing"),
        (seal(SMALL)[60:], "its beginning is missing"),
        (b"\0" * 400, "does not have the list of files"),
    ],
)
def test_what_is_no_zip_is_told_for_what_it_is(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "course.zip"
    path.write_bytes(content)
    (fault,) = read_zip(path).diagnostics
    assert fault.rule.code == "PKG001"
    assert words in fault.message


def codes_of(content: bytes, folder: Path) -> set[str]:
    path = folder / "stranger.zip"
    path.write_bytes(content)
    return {fault.rule.code for fault in check_zip(path, STANDARDS)}


def test_a_comment_or_bytes_around_do_not_hide_the_list(tmp_path: Path) -> None:
    whole = seal(SMALL)
    commented = whole[:-2] + b"\x06\0PK\x05\x06xy"
    assert codes_of(commented, tmp_path) == codes_of(whole, tmp_path)
    assert "PKG037" in codes_of(b"#!/bin/sh\n" + whole, tmp_path)
    assert "PKG037" in codes_of(whole + b"\r\n", tmp_path)


def test_a_count_that_is_not_that_of_the_list_is_told(tmp_path: Path) -> None:
    assert codes_of(write_raw([(b"index.html", 0, b"", 0, 0)], said=7), tmp_path) == {"PKG008"}
    assert "PKG006" in codes_of(write_raw(((b"%d" % number, 0, b"", 0, 0) for number in range(65_536)), said=0), tmp_path)


def test_a_zip_with_descriptors_behind_its_contents_is_read(tmp_path: Path) -> None:
    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    written = Unseekable()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("index.html", b"<p>Hello")
    assert codes_of(written.getvalue(), tmp_path) == set()


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    "name",
    [
        "con", "CON.js", "media/aux.svg", "nul.tar.gz", "Com1.html", "LPT9", "com¹.txt", "conin$", "CONOUT$.x", "con .js", "media/prn/x.svg",
        "plan.", "plan ", "folder./x.js", "folder /x.js",
    ],
)  # fmt: skip
def test_a_name_that_windows_cannot_make_is_told(name: str, tmp_path: Path) -> None:
    assert "PKG039" in codes_of(stored(("index.html", b"x"), (name, b"x")), tmp_path)


@pytest.mark.parametrize("name", ["console.js", "com10.js", "null.js", "auxiliary/x.js", "icon.svg", "com.js", "lpt.js", "a.con", "prn-1.svg"])
def test_a_name_that_windows_can_make_is_not(name: str, tmp_path: Path) -> None:
    assert "PKG039" not in codes_of(stored(("index.html", b"x"), (name, b"x")), tmp_path)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("a.js", "A.js"), "PKG014"),
        (("caf\u00e9.js", "cafe\u0301.js"), "PKG014"),
        (("stra\u00dfe.js", "STRASSE.js"), "PKG014"),
        (("a", "a/b.js"), "PKG036"),
        (("a/b", "a/b/c/d.js"), "PKG036"),
        (("a/b", "a/b/"), "PKG036"),
        (("a", "a-b", "a/c"), "PKG036"),
        (("\u202ejs.exe",), "PKG013"),
        (("\x1b[31mred.js",), "PKG013"),
        (("line\nbreak.js",), "PKG013"),
        (("blank name.js",), "PKG013"),
        (("C:/x.js",), "PKG003"),
        (("\\\\server\\x.js",), "PKG003"),
        (("x/" * 600 + "y",), "PKG003"),
    ],
)
def test_names_that_are_one_elsewhere_or_safe_nowhere_are_told(names: tuple[str, ...], code: str, tmp_path: Path) -> None:
    assert code in codes_of(stored(*((name, b"") for name in ("index.html", *names))), tmp_path)


def test_a_folder_may_stand_before_or_behind_its_files(tmp_path: Path) -> None:
    assert codes_of(write_raw((name, 0, b"", 0, 0) for name in (b"index.html", b"a/b", b"a/", b"a-b", b"ab/c")), tmp_path) == {"PKG009"}


@pytest.mark.parametrize(
    "name",
    ["IMSMANIFEST.XML", "ImsManifest.xml", "imsmanifest.XML", "imsmanifest.xml.txt", "imsmanfest.xml", "imsmanifest(1).xml", "CMI5.xml", "cmi-5.xml", "TinCan.xml", "tincan .xml"],
)  # fmt: skip
def test_a_manifest_in_capitals_or_with_a_slip_is_named(name: str, tmp_path: Path) -> None:
    assert "PKG041" in codes_of(stored((name, b"<x/>"), ("index.html", b"x")), tmp_path)


@pytest.mark.parametrize("name", ["index.xml", "metadata.xml", "API.imsmanifest.xml", "course.xml", "imsmanifest.html"])
def test_another_file_is_not_taken_for_a_manifest(name: str, tmp_path: Path) -> None:
    assert "PKG041" not in codes_of(stored((name, b"<x/>"), ("index.html", b"x")), tmp_path)


def test_a_zip_in_a_zip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "outer.zip"
    path.write_bytes(stored(("course-scorm12.zip", seal(example_package("scorm12")))))
    (fault,) = (fault for fault in check_zip(path, STANDARDS) if fault.rule.code == "PKG010")
    assert "course-scorm12.zip" in fault.hint


# ---------------------------------------------------------------- manifests and addresses


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp037", "utf-7"])
def test_a_manifest_in_another_encoding_is_told(encoding: str, tmp_path: Path) -> None:
    declared = {"utf-16-le": "utf-16", "utf-16-be": "utf-16", "utf-8-sig": "utf-8", "cp037": "ebcdic-cp-us"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?>{SCORM12}</manifest>'
    assert codes_of(stored(("imsmanifest.xml", text.encode(encoding))), tmp_path) & {"PKG020", "PKG022"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_entities_do_not_hide_in_utf_16(encoding: str, tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE m [<!ENTITY e SYSTEM "file:///etc/hostname">]>{SCORM12}&e;</manifest>'
    assert "PKG021" in codes_of(stored(("imsmanifest.xml", text.encode(encoding))), tmp_path)


def test_a_manifest_in_an_encoding_that_does_not_exist_is_told(tmp_path: Path) -> None:
    assert "PKG020" in codes_of(manifest('<?xml version="1.0" encoding="nonsense"?><manifest/>'), tmp_path)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.svg", SVG.format('<image href="https://x.test/a.png"/>')),
        ("a.svg", SVG.format("<image xlink:href='//x.test/a.png'/>")),
        ("a.svg", SVG.format('<use href = "HTTPS://x.test/a.svg#b"/>')),
        ("a.svg", SVG.format("<feImage href=https://x.test/a.png />")),
        ("a.svg", SVG.format('<script href="https://x.test/a.js"/>')),
        ("a.svg", SVG.format("<style>@import 'https://x.test/a.css';</style>")),
        ("a.svg", SVG.format('<rect style="fill:url( \'https://x.test/a.svg#b\')"/>')),
        ("a.svg", SVG.format('<rect fill="url(https://x.test/a.svg#b)"/>')),
        ("a.svg", SVG.format('<svg:image xmlns:svg="http://www.w3.org/2000/svg" href="https&#58;//x.test/a.png"/>')),
        ("a.css", "body{background:url(//x.test/a.png)}"),
        ("page.html", "<script src='https://x.test/a.js'></script>"),
        ("page.html", "<IMG alt='a > b' SRC=https://x.test/a.png>"),
        ("page.html", "<link rel=stylesheet\nhref=https://x.test/a.css>"),
        ("page.html", "<video poster='https://x.test/a.png'></video>"),
        ("page.html", "<object data='https://x.test/a.pdf'></object>"),
        ("page.html", "<iframe src='https://x.test/'></iframe>"),
        ("page.html", "<style>a{background:url('https://x.test/a.png')}</style>"),
        ("a.css", '@import"https://x.test/a.css";'),
        ("a.css", "a{background:image-set('https://x.test/a.png' 1x, 'https://x.test/b.png' 2x)}"),
        ("page.html", "<img src=a.png srcset='a.png 1x, https://x.test/b.png 2x'>"),
        ("page.html", "<link rel=preload as=image imagesrcset='https://x.test/b.png 2x'>"),
        ("page.html", "<meta http-equiv=refresh content='0; url=https://x.test/'>"),
        ("page.html", "<base href='https://x.test/'>"),
        ("page.html", "<table background='https://x.test/a.png'>"),
        ("a.svg", '<?xml-stylesheet type="text/css" href="https://x.test/a.css"?>' + SVG.format("")),
        ("a.svg", SVG.format('<image><animate attributeName="href" values="a.png; https://x.test/a.png"/></image>')),
        ("a.svg", SVG.format('<image><set attributeName="href" to="https://x.test/a.png"/></image>')),
        ("a.svg", SVG.format('<foreignObject><meta http-equiv="refresh" content="0;URL=\'https://x.test/\'"/></foreignObject>')),
    ],
)
def test_what_a_file_loads_from_another_website_is_told(path: str, content: str, tmp_path: Path) -> None:
    package = example_package("scorm12")
    files = {**package.files, path: content.encode()}
    assert "PKG040" in {fault.rule.code for fault in lint(Package("small.zip", files), STANDARDS)}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.svg", SVG.format('<a href="https://x.test/">more</a>')),
        ("a.svg", '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + SVG.format("")),
        ("a.svg", SVG.format("<!-- <image href='https://x.test/a.png'/> -->")),
        ("a.svg", SVG.format("<desc>https://x.test/a.png</desc>")),
        ("page.html", "<a href='https://x.test/'>more</a>"),
        ("page.html", "<link rel=canonical href=https://x.test/>"),
        ("page.html", "<script>const src = '<img src=\"https://x.test/a.png\">';</script>"),
        ("page.html", "<form action='https://x.test/'></form>"),
        ("page.html", "<p>src=https://x.test/</p>"),
        ("page.html", "<meta name=author content='url=https://x.test/'>"),
        ("a.css", "@namespace svg url(http://www.w3.org/2000/svg);"),
        ("a.css", "a::after{content:'https://x.test/'}"),
    ],
)
def test_what_is_only_named_or_linked_is_not(path: str, content: str) -> None:
    package = example_package("scorm12")
    files = {**package.files, path: content.encode()}
    assert not {"PKG040", "PKG025"} & {fault.rule.code for fault in lint(Package("small.zip", files), STANDARDS)}


@pytest.mark.parametrize("standard", ["scorm12", "web"])
@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("page.html", "<img src='file:///C:/Users/me/a.png'>"),
        ("page.html", "<img src='C:\\Users\\me\\a.png'>"),
        ("page.html", "<img src='d:/a.png'>"),
        ("page.html", "<video src='\\\\server\\share\\a.mp4'></video>"),
        ("page.html", "<a href='file:///home/me/leaflet.pdf'>leaflet</a>"),
        ("page.html", "<script src='/js/a.js'></script>"),
        ("page.html", "<style>a{background:url(/a.png)}</style>"),
        ("page.html", "<video poster='/a.png'></video>"),
        ("a.css", "a{background:url( '/theme/a.png' )}"),
        ("a.css", "@import '/theme/a.css';"),
        ("a.svg", SVG.format('<image href="/a.png"/>')),
        ("a.svg", SVG.format('<image xlink:href="file:///C:/a.png"/>')),
        ("a.svg", SVG.format('<rect fill="url(/a.svg#b)"/>')),
    ],
)
def test_an_address_fixed_to_a_computer_or_a_server_is_told(path: str, content: str, standard: str) -> None:
    package = example_package(standard)
    codes = [fault.rule.code for fault in lint(Package("small.zip", {**package.files, path: content.encode()}), STANDARDS)]
    assert [code for code in codes if code != "S12011"] in (["PKG044"], ["WEB002"])


@pytest.mark.parametrize("content", ["<img src='a/b.png'>", "<a href='/'>home</a>", "<img src='//x.test/a.png'>", "<img src='data:image/png;base64,AA=='>", "<img src='#a'>", "<a href='mailto:a@x.test'>"])
def test_another_address_is_not_fixed(content: str) -> None:
    package = example_package("scorm12")
    assert "PKG044" not in {fault.rule.code for fault in lint(Package("small.zip", {**package.files, "page.html": content.encode()}), STANDARDS)}


def test_the_line_of_a_page_is_that_of_the_tag(tmp_path: Path) -> None:
    path = tmp_path / "page.zip"
    path.write_bytes(page(b"<!-- \n\n -->\n<p>\n<script\n src='https://x.test/a.js'></script>\n<img src='gone.png'>"))
    assert [(fault.rule.code, fault.place.line) for fault in check_zip(path, STANDARDS) if fault.place] == [("WEB004", 5), ("WEB001", 7)]


def test_the_list_is_found_before_the_longest_comment(tmp_path: Path) -> None:
    whole = seal(SMALL)
    assert codes_of(whole[:-2] + b"\xff\xff" + b"." * 0xFFFF, tmp_path) == codes_of(whole, tmp_path)
