"""The linter of cmi5 packages, ours and strangers'."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.iri import is_iri
from builder.language_tag import is_language_tag
from builder.package.package import PackageContents
from builder.standards.cmi5.manifest import MANIFEST_FILE, NAMESPACE, AssignableUnit, Block, Described, Manifest, from_xml, walk
from builder.standards.cmi5.structure import ID, check_structure, foreign_elements, manifest_fault
from builder.standards.xml_documents import open_manifest

if TYPE_CHECKING:
    from lxml.etree import _Element

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

ROOT = Rule(
    "CM5001", "cmi5-root", _ERROR, "Platforms know a course structure by its root element and namespace, and refuse others.", "cmi5 13.2.0.0-1"
)
EXTENSION = Rule(
    "CM5019",
    "extension-without-schema",
    _WARNING,
    "Custom elements need a schema. Strict platforms refuse a file without it.",
    "cmi5 13.1.5.0-1, 13.1.5.0-2",
)
DUPLICATE = Rule(
    "CM5005",
    "publisher-id-twice",
    _ERROR,
    "Registrations and records are kept under these ids, so each must be unique.",
    "cmi5 13.1.2.0-1, 13.1.3.0-1, 13.1.4.0-1",
)
REFERENCE = Rule(
    "CM5006", "objective-reference", _ERROR, "Importers stop at a reference to an objective that is not listed.", "cmi5 13.1.3.0-1, 4.4.0.0-1"
)
WORDS = Rule("CM5007", "cmi5-words", _WARNING, "Learners and reports see the title and the description.", "cmi5 13.1.0.0-1")
LANGUAGE_TAG = Rule("CM5008", "cmi5-language-tag", _ERROR, "The schema takes language tags only, such as en-GB.", "cmi5 13.2.0.0-1")
NO_LANGUAGE = Rule("CM5009", "cmi5-no-language", _WARNING, "Without its language, a text may be read aloud in the wrong one.", "cmi5 4.1.0.0-1")
BLANKS = Rule(
    "CM5020", "blanks-around-value", _NOTE, "A platform that does not remove these spaces sees a different id or address.", "cmi5 13.1.0.0-1"
)
URL = Rule("CM5010", "au-address", _ERROR, "Platforms refuse an address that is not valid.", "cmi5 13.1.4.0-2")
FILE = Rule("CM5011", "au-file-missing", _ERROR, "The page that opens is not in the zip, so platforms refuse it.", "cmi5 14.1.0.0-3, 14.1.0.0-4")
PARAMETER = Rule(
    "CM5012",
    "au-address-parameter",
    _ERROR,
    "The platform adds parameters with these names. If a name is used twice, the launch fails.",
    "cmi5 8.1.0.0-6",
)
INSECURE_AU = Rule("CM5021", "au-insecure-address", _WARNING, "A platform on https does not show a page from http.", "cmi5 14.1.0.0-4")
MOVE_ON = Rule("CM5013", "move-on", _ERROR, "Platforms know five ways of counting a unit as done, and refuse others.", "cmi5 13.2.0.0-1, 10.2.5.0-1")
NO_MOVE_ON = Rule(
    "CM5014", "no-move-on", _WARNING, "Without moveOn, a unit counts as done before anyone has opened it.", "cmi5 10.2.5.0-1, 9.6.1.1-3"
)
LAUNCH_METHOD = Rule("CM5017", "launch-method", _ERROR, "Platforms know AnyWindow and OwnWindow, and refuse others.", "cmi5 13.2.0.0-1, 8.1.0.0-1")
MASTERY = Rule("CM5015", "cmi5-mastery-score", _ERROR, "The score is a decimal from 0 to 1. Platforms refuse others.", "cmi5 13.2.0.0-1, 10.2.4.0-1")
MASTERY_DIGITS = Rule(
    "CM5016", "cmi5-mastery-digits", _WARNING, "Platforms keep four decimals only, so platform and course could differ.", "cmi5 10.2.4.0-1"
)
NO_PASS = Rule(
    "CM5018", "move-on-without-pass", _WARNING, "A unit that waits for “passed” is never done when nothing can send it.", "cmi5 9.3.4.0-1, 9.3.4.0-4"
)

MOVE_ON_VALUES = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
LAUNCH_METHODS = ("AnyWindow", "OwnWindow")
LAUNCH_PARAMETERS = ("endpoint", "fetch", "actor", "registration", "activityId")
"""Names that the launch itself needs (8.1.0.0-6)."""

_MASTERY_DIGITS = 4
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ADDRESS = re.compile(r"([A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
"""The characters of RFC 1738 and its successors; others must be written as %XX."""


def recognises(package: PackageContents) -> bool:
    """Tell whether a package has a cmi5.xml at its root."""
    return MANIFEST_FILE in package.texts.manifests


def lint(package: PackageContents) -> tuple[Diagnostic, ...]:
    """Return the faults of a cmi5 package. A file that is no XML is the generic linter's."""
    opened = open_manifest(package, MANIFEST_FILE, NAMESPACE, "courseStructure", ROOT)
    root = opened.value
    if root is None:
        return opened.diagnostics
    manifest = from_xml(root)
    units = [member for member in walk(manifest.members) if isinstance(member, AssignableUnit)]
    return (
        *check_structure(root),
        *_check_extensions(root, package),
        *_check_ids(manifest),
        *(fault for what, member in _list_described(manifest) for fault in _check_words(what, member)),
        *(fault for unit in units for fault in (*_check_address(unit, package), *_check_choices(unit), *_check_mastery(unit))),
        *_check_passes(units, package),
    )


def _list_described(manifest: Manifest) -> Iterator[tuple[str, Described]]:
    yield "The course", manifest.course
    yield from (("The objective", member) for member in manifest.objectives)
    yield from (("The block" if isinstance(member, Block) else "The unit", member.about) for member in walk(manifest.members))


def _check_extensions(root: _Element, package: PackageContents) -> Iterator[Diagnostic]:
    others = {str(node.tag).rpartition("}")[0].removeprefix("{"): node for node in reversed(foreign_elements(root))}
    named = next((True for node in root.iter() if any("schemaLocation" in str(name) for name in node.attrib)), False)
    if named or any(name.lower().endswith(".xsd") for name in package.names):
        return
    for namespace, node in others.items():
        message = f"The file has elements from “{namespace}”, but the zip does not have their schema."
        yield manifest_fault(EXTENSION, message, node.sourceline or 0, "Add the schema (.xsd) to the zip, or remove the elements.")


# ---------------------------------------------------------------- ids and words


def _check_ids(manifest: Manifest) -> Iterator[Diagnostic]:
    known = {described.id.strip() for described in manifest.objectives}
    for what, described in _list_described(manifest):
        # That there is none is told with the attributes.
        if described.id.strip() and not is_iri(described.id.strip()):
            yield manifest_fault(
                ID, f"{what} has the id “{described.id.strip()[:120]}”.", described.line, "Write a full address, such as https://… that is yours."
            )
        yield from _check_blanks(what, "id", described.id, described.line)
    for kind in ("The objective", "The block", "The unit"):
        yield from _check_twice(kind, [described for what, described in _list_described(manifest) if what == kind])
    for member in walk(manifest.members):
        for reference in member.objectives:
            if reference.strip() not in known:
                message = f"“{member.about.id}” refers to the objective “{reference}”, which the file does not list."
                yield manifest_fault(REFERENCE, message, member.about.line, "List it under <objectives>, or remove the reference.")


def _check_twice(kind: str, held: Iterable[Described]) -> Iterator[Diagnostic]:
    named = {described.id.strip(): described for described in held if described.id}
    counts = Counter(described.id.strip() for described in held)
    for identifier, described in named.items():
        if counts[identifier] > 1:
            message = f"{kind} “{identifier}” is used {counts[identifier]} times."
            yield manifest_fault(DUPLICATE, message, described.line, "Give each a different id.")


def _check_words(what: str, described: Described) -> Iterator[Diagnostic]:
    for name, texts in (("title", described.title), ("description", described.description)):
        said = f"{what} “{described.id.strip()}” has a {name}"
        if texts and not any(text.strip() for _, text in texts):
            yield manifest_fault(WORDS, f"{said} that is empty.", described.line, f"Write its {name}.")
        for language, _text in texts:
            if not language.strip():
                yield manifest_fault(NO_LANGUAGE, f"{said} without a language.", described.line, 'Add lang, for example lang="en-GB".')
            elif not is_language_tag(language.strip()):
                yield manifest_fault(LANGUAGE_TAG, f"{said} in the language “{language}”.", described.line, 'Write a tag such as lang="en-GB".')


def _check_blanks(what: str, name: str, value: str, line: int) -> Iterator[Diagnostic]:
    if value and value != value.strip():
        yield manifest_fault(BLANKS, f"{what} has spaces around its {name}, “{value.strip()[:120]}”.", line, "Remove them.")


# ---------------------------------------------------------------- what a unit says


def _check_address(unit: AssignableUnit, package: PackageContents) -> Iterator[Diagnostic]:
    url, line = unit.url.strip(), unit.about.line
    said = f"The unit “{unit.about.id.strip()}” has the address “{url[:120]}”"
    yield from _check_blanks("The unit", "url", unit.url, line)
    if not _ADDRESS.fullmatch(url):
        yield manifest_fault(URL, f"{said}.", line, "Write an address without spaces, and write other characters as %XX.")
        return
    taken = [name for name in LAUNCH_PARAMETERS if name in _query_names(url)]
    if taken:
        yield manifest_fault(PARAMETER, f"{said}, with the parameter “{taken[0]}”.", line, "Give the parameter another name.")
    if _SCHEME.match(url):
        if url.lower().startswith("http:"):
            yield manifest_fault(INSECURE_AU, f"{said}.", line, "Use https, or add the page to the zip.")
        return
    path = posixpath.normpath(re.split("[?#]", url)[0])
    if path.startswith(("/", "..")):
        yield manifest_fault(URL, f"{said}, which is outside the package.", line, "Write its path from the root of the zip.")
    elif not package.holds(path):
        near = package.find_in_other_capitals(path)
        hint = f"The zip has “{near}”: use the same capitals." if near else "Add the file to the zip, or correct the path."
        yield manifest_fault(FILE, f"{said}, which is not in the zip.", line, hint)


def _query_names(url: str) -> set[str]:
    from urllib.parse import parse_qsl, urlsplit

    return {name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)}


def _check_choices(unit: AssignableUnit) -> Iterator[Diagnostic]:
    said, line = f"The unit “{unit.about.id.strip()}”", unit.about.line
    if not unit.move_on:
        yield manifest_fault(NO_MOVE_ON, f"{said} does not say when it is done.", line, f"Add moveOn: {', '.join(MOVE_ON_VALUES)}.")
    elif unit.move_on not in MOVE_ON_VALUES:
        yield manifest_fault(MOVE_ON, f"{said} has moveOn “{unit.move_on}”.", line, f"Write one of: {', '.join(MOVE_ON_VALUES)}.")
    if unit.launch_method and unit.launch_method not in LAUNCH_METHODS:
        message = f"{said} has launchMethod “{unit.launch_method}”."
        yield manifest_fault(LAUNCH_METHOD, message, line, f"Write one of: {', '.join(LAUNCH_METHODS)}.")


def _check_mastery(unit: AssignableUnit) -> Iterator[Diagnostic]:
    score = unit.mastery_score.strip()
    said = f"The unit “{unit.about.id.strip()}” has masteryScore “{score[:40]}”."
    if score and (not _DECIMAL.fullmatch(score) or not 0 <= Decimal(score) <= 1):
        yield manifest_fault(MASTERY, said, unit.about.line, "Write a decimal from 0 to 1, for example 0.7, or remove it.")
    elif len(score.rstrip("0").partition(".")[2]) > _MASTERY_DIGITS:
        yield manifest_fault(MASTERY_DIGITS, said, unit.about.line, f"Round it to {_MASTERY_DIGITS} decimals.")


def _check_passes(units: Iterable[AssignableUnit], package: PackageContents) -> Iterator[Diagnostic]:
    """Only a sign: a script may make the word up, or load it from elsewhere. So it is a warning, and units elsewhere are not judged."""
    waiting = [unit for unit in units if unit.move_on in {"Passed", "CompletedAndPassed"} and not _SCHEME.match(unit.url.strip())]
    if waiting and not package.has_unread_scripts and not any(b"passed" in script.lower() for script in package.scripts()):
        message = f"The unit “{waiting[0].about.id.strip()}” is done when it is passed, but no page or script of the zip says “passed”."
        yield manifest_fault(NO_PASS, message, waiting[0].about.line, "Set moveOn to Completed, or add a test that sends “passed”.")
