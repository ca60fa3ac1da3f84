"""Addresses with a digest (tracking contract 6): a cache that holds another version of a file never answers for it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from lxml import html

from builder.package.content import address_of, plain_path
from builder.package.package import Package
from builder.pages.render import render_pages
from builder.standards.registry import STANDARDS
from builder.standards.standard import Options, Standard
from builder.tracking.compile import plan_tracking
from tests.addresses import with_plain_names
from tests.browser.harness.build import build_course

COURSE = Path(__file__).parents[2] / "courses" / "media"

NAMED_BY_DIGEST = re.compile(r"-([0-9a-f]{12})\.[a-z0-9]+$")

FIXED = re.compile(r"(index|unit-[a-z0-9-]+)\.html|start\.js|licences\.txt|.*\.(xml|xsd|dtd)")
"""Launch pages, the script that finds the others, manifests and control documents; the notices, which no page asks for."""


def make(standard: Standard, folder: Path = COURSE) -> Package:
    built = build_course(folder, folder)
    plan = plan_tracking(built.course).value
    assert plan is not None
    return standard.package(built.course, plan, render_pages(built.course, plan), Options())


def asked_for(page: bytes) -> set[str]:
    """What a page names, but for other pages and websites."""
    tree = html.document_fromstring(page.decode())
    return {str(address) for address in tree.xpath("//link/@href|//*/@src|//*/@poster|//a[@download]/@href")}


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_every_address_carries_the_digest_of_what_lies_there(standard: Standard) -> None:
    package = make(standard)
    for name in package.files:
        if FIXED.fullmatch(name):
            continue
        named = NAMED_BY_DIGEST.search(name)
        assert named, name
        assert named[1] == hashlib.sha256(package.read(name)).hexdigest()[:12]
    addresses = asked_for(package.read("index.html"))
    assert addresses <= set(package.files)
    assert {plain_path(address) for address in addresses} >= {"start.js", "runtime.js", "standard.js", "standard-late.js", "first.css", "style.css", "icon.svg"}
    assert len(package.read("start.js")) < 1024


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_an_edit_of_one_session_changes_its_own_file_the_launch_page_and_the_manifest(standard: Standard, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    for path in (path for path in COURSE.rglob("*") if path.is_file()):
        copy = folder / path.relative_to(COURSE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    session = max(folder.glob("sessions/*/session.md"))
    before = make(standard, folder)
    text = session.read_text("utf-8")
    session.write_text(text.replace(" the ", " that ", 1), "utf-8")
    assert text != session.read_text("utf-8")
    after = make(standard, folder)
    changed = {plain_path(name) for name in before.files.keys() ^ after.files.keys()}
    assert len(changed) == 1
    assert next(iter(changed)).startswith("sessions/")
    rewritten = {name for name in before.files.keys() & after.files.keys() if before.read(name) != after.read(name)}
    assert rewritten - {"imsmanifest.xml"} == {"index.html"}


def test_a_path_without_a_digest_stays_as_it_is() -> None:
    address = address_of("sessions/a-session.js", b"words")
    assert re.fullmatch(r"sessions/a-session-[0-9a-f]{12}\.js", address)
    assert plain_path(address) == "sessions/a-session.js"
    for path in ("start.js", "sessions/deadbeef.js", "media/one-1f2e3d4c.svg"):
        assert plain_path(path) == path
    assert plain_path("media/one-aaaaaaaaaaaa-bbbbbbbbbbbb.svg") == "media/one-aaaaaaaaaaaa.svg", "one digest, whatever the name was"


def test_tests_take_a_digest_out_of_a_name_only_where_it_is_that_of_the_content() -> None:
    true, false = address_of("style.css", b"body{}"), address_of("runtime.js", b"// another version")
    page = f'<link href="{true}"><script src="{false}">'
    named = with_plain_names(Package("small.zip", {true: b"body{}", false: b"// the player", "index.html": page.encode()}))
    assert set(named.files) == {"style.css", false, "index.html"}
    assert named.read("index.html").decode() == f'<link href="style.css"><script src="{false}">'
