"""The linter of cmi5 packages, ours and strangers'."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Place, Rule
from builder.package.package import Package
from builder.standards.cmi5 import rules
from builder.standards.cmi5.manifest import MANIFEST_FILE, NAMESPACE, Block, Described, Manifest, Unit, from_xml, walk
from builder.standards.cmi5.structure import check_structure, strangers
from builder.standards.content_packaging import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
LAUNCH_METHODS = ("AnyWindow", "OwnWindow")
LAUNCH_PARAMETERS = ("endpoint", "fetch", "actor", "registration", "activityId")
"""Names that the launch itself needs (8.1.0.0-6)."""

_MASTERY_DIGITS = 4
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ADDRESS = re.compile(r"([A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
"""The characters of RFC 1738 and its successors; others must be written as %XX."""
_SCRIPT_ENDS = (".js", ".mjs", ".htm", ".html", ".xhtml")


def recognises(package: Package) -> bool:
    """Tell whether a package has a cmi5.xml at its root."""
    return MANIFEST_FILE in package.files


def lint(package: Package) -> tuple[Diagnostic, ...]:
    """Return the faults of a cmi5 package. A file that is no XML is the generic linter's."""
    from lxml import etree

    try:
        root = parse_xml(package.read(MANIFEST_FILE))
    except etree.XMLSyntaxError:
        return ()
    if root.tag != f"{{{NAMESPACE}}}courseStructure":
        message = f"The file begins with “{etree.QName(root).localname}” in the namespace “{etree.QName(root).namespace or ''}”."
        return (_found(rules.ROOT, message, root.sourceline or 0, f'Begin it with <courseStructure xmlns="{NAMESPACE}">.'),)
    manifest = from_xml(root)
    units = [one for one in walk(manifest.members) if isinstance(one, Unit)]
    return (
        *check_structure(root),
        *_check_extensions(root, package),
        *_check_ids(manifest),
        *(fault for what, one in _described(manifest) for fault in _check_words(what, one)),
        *(fault for unit in units for fault in (*_check_address(unit, package), *_check_choices(unit), *_check_mastery(unit))),
        *_check_passes(units, package),
    )


def _found(rule: Rule, message: str, line: int, hint: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(MANIFEST_FILE, line), hint)


def _described(manifest: Manifest) -> Iterator[tuple[str, Described]]:
    yield "The course", manifest.course
    yield from (("The objective", one) for one in manifest.objectives)
    yield from (("The block" if isinstance(one, Block) else "The unit", one.about) for one in walk(manifest.members))


def _check_extensions(root: _Element, package: Package) -> Iterator[Diagnostic]:
    others = {str(node.tag).rpartition("}")[0].removeprefix("{"): node for node in reversed(strangers(root))}
    named = next((True for node in root.iter() if any("schemaLocation" in str(name) for name in node.attrib)), False)
    if named or any(name.lower().endswith(".xsd") for name in package.files):
        return
    for namespace, node in others.items():
        message = f"The file has elements of “{namespace}”, and no schema of them is in the zip."
        yield _found(rules.EXTENSION, message, node.sourceline or 0, "Add the schema (.xsd) to the zip, or take the elements out.")


# ---------------------------------------------------------------- ids and words


def _check_ids(manifest: Manifest) -> Iterator[Diagnostic]:
    known = {one.id.strip() for one in manifest.objectives}
    for what, one in _described(manifest):
        # That there is none is told with the attributes.
        if one.id.strip() and not _IRI.fullmatch(one.id.strip()):
            yield _found(
                rules.ID, f"{what} has the id “{one.id.strip()[:120]}”.", one.line, "Write a whole address, such as https://… that is yours."
            )
        yield from _check_blanks(what, "id", one.id, one.line)
    for kind in ("The objective", "The block", "The unit"):
        yield from _check_twice(kind, [one for what, one in _described(manifest) if what == kind])
    for member in walk(manifest.members):
        for reference in member.objectives:
            if reference.strip() not in known:
                message = f"“{member.about.id}” refers to the objective “{reference}”, which the file does not list."
                yield _found(rules.REFERENCE, message, member.about.line, "List it under <objectives>, or take the reference out.")


def _check_twice(kind: str, held: Iterable[Described]) -> Iterator[Diagnostic]:
    named = {one.id.strip(): one for one in held if one.id}
    counts = Counter(one.id.strip() for one in held)
    for identifier, one in named.items():
        if counts[identifier] > 1:
            message = f"{kind} “{identifier}” stands {counts[identifier]} times."
            yield _found(rules.DUPLICATE, message, one.line, "Give each an id of its own.")


def _check_words(what: str, one: Described) -> Iterator[Diagnostic]:
    for name, texts in (("title", one.title), ("description", one.description)):
        said = f"{what} “{one.id.strip()}” has a {name}"
        if texts and not any(text.strip() for _, text in texts):
            yield _found(rules.WORDS, f"{said} without a word.", one.line, f"Write its {name}.")
        for language, _text in texts:
            if not language.strip():
                yield _found(rules.NO_LANGUAGE, f"{said} that does not say its language.", one.line, 'Add lang, for example lang="en-GB".')
            elif not _LANGUAGE.fullmatch(language.strip()):
                yield _found(rules.LANGUAGE_TAG, f"{said} in the language “{language}”.", one.line, 'Write a tag such as lang="en-GB".')


def _check_blanks(what: str, name: str, value: str, line: int) -> Iterator[Diagnostic]:
    if value and value != value.strip():
        yield _found(rules.BLANKS, f"{what} has blanks around its {name}, “{value.strip()[:120]}”.", line, "Take them out.")


# ---------------------------------------------------------------- what a unit says


def _check_address(unit: Unit, package: Package) -> Iterator[Diagnostic]:
    url, line = unit.url.strip(), unit.about.line
    said = f"The unit “{unit.about.id.strip()}” has the address “{url[:120]}”"
    yield from _check_blanks("The unit", "url", unit.url, line)
    if not _ADDRESS.fullmatch(url):
        yield _found(rules.URL, f"{said}.", line, "Write an address without blanks, with other characters as %XX.")
        return
    taken = [name for name in LAUNCH_PARAMETERS if name in _query_names(url)]
    if taken:
        yield _found(rules.PARAMETER, f"{said}, with the parameter “{taken[0]}”.", line, "Give the parameter another name.")
    if _SCHEME.match(url):
        if url.lower().startswith("http:"):
            yield _found(rules.INSECURE_AU, f"{said}.", line, "Use https, or put the page into the zip.")
        return
    path = posixpath.normpath(re.split("[?#]", url)[0])
    if path.startswith(("/", "..")):
        yield _found(rules.URL, f"{said}, which leaves the package.", line, "Write its path from the root of the zip.")
    elif not _holds(package, path):
        near = next((name for name in package.files if name.lower() == path.lower()), "")
        hint = f"The zip has “{near}”: use the same capitals." if near else "Put the file into the zip, or write the path that it has there."
        yield _found(rules.FILE, f"{said}, which is not in the zip.", line, hint)


def _query_names(url: str) -> set[str]:
    from urllib.parse import parse_qsl, urlsplit

    return {name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)}


def _holds(package: Package, path: str) -> bool:
    from urllib.parse import unquote

    return path in package.files or unquote(path) in package.files


def _check_choices(unit: Unit) -> Iterator[Diagnostic]:
    said, line = f"The unit “{unit.about.id.strip()}”", unit.about.line
    if not unit.move_on:
        yield _found(rules.NO_MOVE_ON, f"{said} does not say when it is done.", line, f"Add moveOn: {', '.join(MOVE_ON)}.")
    elif unit.move_on not in MOVE_ON:
        yield _found(rules.MOVE_ON, f"{said} has moveOn “{unit.move_on}”.", line, f"Write one of: {', '.join(MOVE_ON)}.")
    if unit.launch_method and unit.launch_method not in LAUNCH_METHODS:
        message = f"{said} has launchMethod “{unit.launch_method}”."
        yield _found(rules.LAUNCH_METHOD, message, line, f"Write one of: {', '.join(LAUNCH_METHODS)}.")


def _check_mastery(unit: Unit) -> Iterator[Diagnostic]:
    score = unit.mastery_score.strip()
    said = f"The unit “{unit.about.id.strip()}” has masteryScore “{score[:40]}”."
    if score and (not _DECIMAL.fullmatch(score) or not 0 <= Decimal(score) <= 1):
        yield _found(rules.MASTERY, said, unit.about.line, "Write a decimal of 0 to 1, for example 0.7, or leave it out.")
    elif len(score.rstrip("0").partition(".")[2]) > _MASTERY_DIGITS:
        yield _found(rules.MASTERY_DIGITS, said, unit.about.line, f"Round it to {_MASTERY_DIGITS} decimals.")


def _check_passes(units: Iterable[Unit], package: Package) -> Iterator[Diagnostic]:
    """Only a sign: a script may make the word up, or load it from elsewhere. So it is a warning, and units elsewhere are not judged."""
    waiting = [unit for unit in units if unit.move_on in {"Passed", "CompletedAndPassed"} and not _SCHEME.match(unit.url.strip())]
    if waiting and not any(b"passed" in package.read(name).lower() for name in package.files if name.lower().endswith(_SCRIPT_ENDS)):
        message = f"The unit “{waiting[0].about.id.strip()}” is done when it is passed, but no page or script of the zip says “passed”."
        yield _found(rules.NO_PASS, message, waiting[0].about.line, "Set moveOn to Completed, or add a test that sends “passed”.")
