"""`make-it-yours.html`: the page of a kit that puts the words of an organisation into copies of its files, without Copack and without a network.

What it knows of its files is made here; what it does is in `templates/runtime/make_it_yours/`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec
from markupsafe import Markup
from msgspec import Struct

from builder.course.model import Course
from builder.course.slots import COMPLAINTS, CONTACT, EVALUATION, HELP, LONGEST_NAME, LONGEST_WORDS, NATIONS
from builder.kit.cores import digest_page, digest_zip, has_places
from builder.output.build_name import BuildName
from builder.package.content import Content
from builder.package.package import Package
from builder.pages.contact import link_contact
from builder.pages.environment import layered_environment
from builder.pages.pages import CONNECT_MARK, DEVICE_MARK, LATE_MARK, SCRIPT_MARK
from builder.reports.brand import find_brand
from builder.resources import read_asset
from builder.sentences import find_sentences, mark_language, say_on_page, speaks

SCRIPT = "make-it-yours.js"

_PROBE = "https://a.example"

TITLES: Mapping[str, tuple[str, str]] = {
    CONTACT: ("Contact", "A person or a team, and how to reach them. Such as: Priya Shah, 0300 123 4567 or research@northtown.nhs.uk."),
    HELP: ("Help when your office is closed", "Where learners can turn in the evening or at the weekend. Numbers for emergencies are there already."),
    COMPLAINTS: ("How to complain", "A person, a page or an address. Such as: Patient Advice and Liaison Service, 0300 123 4568."),
    EVALUATION: ("Your evaluation form", "A few words and the address of your form on the web. Such as: Our own form is at https://forms.northtown.nhs.uk/course."),
    "dates": ("Dates", "When and where you meet. Such as: Tuesdays from 10 am, 5 May to 9 June, Room 4."),
    "payment": ("Payment and expenses", "What you pay, and how people claim it."),
    "opportunities": ("How to take part in research", "Where learners find studies and groups that they can join."),
}
"""By id of a slot, what the field is called and what to type; any other slot is called by its id."""


class Field(Struct, frozen=True):
    """A field for the words of a slot. `neutral`: what learners read without them."""

    id: str
    title: str
    hint: str
    neutral: str
    long: bool


class Slot(Struct, frozen=True):
    """A slot as the script knows it."""

    id: str
    neutral: str


class LinkEnds(Struct, frozen=True):
    """HTML behind the words of a link to a website: where the course is played, and on paper."""

    screen: str
    paper: str


class KnownFile(Struct, frozen=True, omit_defaults=True):
    """A file that holds words. `core`: SHA-256 of all else; `pages`: of a zip, the pages that hold them."""

    core: str
    pages: tuple[str, ...] = ()


class KitTable(Struct, frozen=True, rename="camel"):
    """What the script is told (`templates/runtime/make_it_yours/contract.ts`).

    Attributes:
        course: id of the course.
        title: its title.
        mark: name of the build, as each zip has it in its comment.
        kit: name of the kit's own zip.
        slots: in the order of course.yaml.
        nations: those that a person can choose.
        link_ends: see there.
        marks: signs that a launch page never shows as they are.
        limits: the most characters of the name and of the words of a slot.
        files: by path in the kit.

    """

    course: str
    title: str
    mark: str
    kit: str
    slots: tuple[Slot, ...]
    nations: tuple[str, ...]
    link_ends: LinkEnds
    marks: tuple[str, ...]
    limits: dict[str, int]
    files: dict[str, KnownFile]


def write_make_it_yours(course: Course, build: BuildName, files: Mapping[str, Content], packages: Sequence[Package]) -> bytes:
    """Return the page as UTF-8 HTML.

    Args:
        course: with slots.
        build: the name that all files carry.
        files: all other files of the kit, by their paths.
        packages: what its zips were made from.

    Raises OSError.

    """
    table = _make_table(course, build, files, packages)
    script = _read_script()
    html = (
        layered_environment("kit")
        .get_template("make_it_yours.html.jinja")
        .render(
            course=course,
            build=build,
            brand=find_brand(course),
            fields=[describe_field(ident, words) for ident, words in course.slots.items()],
            nations=NATIONS,
            helped=HELP in course.slots,
            kit=table.kit,
            kit_table=Markup(msgspec.json.encode(table).decode().replace("<", "\\u003c")),
            script=Markup(script),
            script_digest=f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}",
            words=partial(say_on_page, course.language),
            spoken=find_sentences(course.language).language,
        )
    )
    return mark_language(html, course.language).encode() if not speaks(course.language) else html.encode()


def _make_table(course: Course, build: BuildName, files: Mapping[str, Content], packages: Sequence[Package]) -> KitTable:
    return KitTable(
        course=course.id,
        title=course.title,
        mark=build.mark,
        kit=f"{course.id}-kit.zip",
        slots=tuple(Slot(ident, words) for ident, words in course.slots.items()),
        nations=NATIONS,
        link_ends=LinkEnds(_find_link_end(course, say_on_page(course.language, "shell-new-tab")), _find_link_end(course, "")),
        marks=(CONNECT_MARK, SCRIPT_MARK, LATE_MARK, DEVICE_MARK),
        limits={"organisation": LONGEST_NAME, "words": LONGEST_WORDS},
        files=dict(_known_files(files, {package.name: package for package in packages})),
    )


def _read_script() -> str:
    script = read_asset(SCRIPT).decode().strip()
    assert "</script" not in script, "it would end its own element"
    return script


def describe_field(ident: str, neutral: str) -> Field:
    """Return the field of a slot."""
    title, hint = TITLES.get(ident, (ident.replace("-", " ").capitalize(), ""))
    return Field(ident, title, hint, neutral, long=ident != EVALUATION)


def _find_link_end(course: Course, new_tab: str) -> str:
    """Return what stands behind the words of a link to a website in a slot, as `fill_slots` writes it."""
    html = mark_language(str(link_contact(_PROBE, new_tab)), course.language)
    return html.rpartition(_PROBE)[2]


def _known_files(files: Mapping[str, Content], packages: Mapping[str, Package]) -> Iterator[tuple[str, KnownFile]]:
    for path, content in sorted(files.items()):
        package = packages.get(path.rpartition("/")[2])
        if isinstance(content, Path) and package is not None:
            pages = {name: package.read(name).decode() for name in sorted(package.files) if name.endswith(".html")}
            filled = {name: html for name, html in pages.items() if has_places(html)}
            yield path, KnownFile(digest_zip(content, filled), tuple(filled))
        elif path.endswith(".html") and isinstance(content, bytes) and has_places(content.decode()):
            yield path, KnownFile(digest_page(content.decode()))
