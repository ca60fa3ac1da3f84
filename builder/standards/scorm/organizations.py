"""Organizations and items of a manifest: rules of every SCORM version, and their checks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from heapq import nsmallest

from builder.diagnostics import Diagnostic, Severity
from builder.standards.scorm.manifest import Dialect, Item, Manifest, manifest_fault, walk_items
from builder.standards.scorm.rules import VersionTerms, shared_rule

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

ORGANIZATION = shared_rule(
    "organization",
    "Without an organization that the manifest names as its default, learners see an empty course.",
    scorm12=VersionTerms("S12004", _ERROR, "S12-04"),
    scorm2004=VersionTerms("S04010", _ERROR, "S04-06, S04-07", "Without an organization that has a title and an item, learners see an empty course."),
)
DEFAULT = shared_rule(
    "default-organization",
    "The manifest must name the organization that opens.",
    scorm12=VersionTerms(
        "S12024", _WARNING, "S12-04", "Without it, most platforms take the first organization, others none. Strict validators refuse it."
    ),
    scorm2004=VersionTerms("S04009", _ERROR, "S04-06"),
)
TITLE = shared_rule(
    "item-title",
    "The title is what learners and administrators see; some platforms fail without one.",
    scorm12=VersionTerms("S12005", _ERROR, "S12-05"),
    scorm2004=VersionTerms("S04011", _ERROR, "S04-07, S04-08"),
)
REFERENCE = shared_rule(
    "item-reference",
    "An item that leads to no resource cannot be opened.",
    scorm12=VersionTerms("S12006", _ERROR, "S12-05"),
    scorm2004=VersionTerms("S04012", _ERROR, "S04-08"),
)
BRANCH = shared_rule(
    "item-with-items-and-page",
    "An item either holds items or opens a page.",
    scorm12=VersionTerms("S12025", _WARNING, "S12-05", "An item either holds items or opens a page; platforms drop one or the other."),
    scorm2004=VersionTerms("S04013", _ERROR, "S04-08"),
)
VISIBLE = shared_rule(
    "item-visibility",
    'Some platforms list only items that say isvisible="true" exactly.',
    scorm12=VersionTerms("S12019", _WARNING, "S12-17"),
    scorm2004=VersionTerms("S04015", _WARNING, "S04-08, requirements 2.2.3"),
)
IDENTIFIER = shared_rule(
    "identifier",
    "Learners' records are linked to identifiers, so each must be a plain name and unique.",
    scorm12=VersionTerms("S12007", _ERROR, "S12-06"),
    scorm2004=VersionTerms("S04032", _ERROR, "S04-25"),
)

_FEW = 12
"""Identifiers that a hint lists."""

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


def check_organizations(manifest: Manifest, dialect: Dialect) -> Iterator[Diagnostic]:
    """Yield the faults of organizations and items, and of all identifiers."""
    yield from _check_organizations(manifest, dialect)
    yield from _check_items(manifest, dialect)
    yield from _check_identifiers(manifest, dialect)


def _check_organizations(manifest: Manifest, dialect: Dialect) -> Iterator[Diagnostic]:
    names = [organization.identifier for organization in manifest.organizations]
    if not names:
        yield manifest_fault(ORGANIZATION[dialect.version], "The manifest has no organization.", 0, "Add one with a title and at least one item.")
    elif manifest.default not in names:
        message = f"The default organization “{manifest.default}” does not exist; there is “{names[0]}”."
        yield manifest_fault(DEFAULT[dialect.version], message, manifest.organizations[0].line, f'Write <organizations default="{names[0]}">.')
    for organization in manifest.organizations:
        if not organization.items:
            message = f"The organization “{organization.identifier}” has no item."
            yield manifest_fault(ORGANIZATION[dialect.version], message, organization.line, "Add an item that leads to the SCO.")
        yield from _check_title(f"The organization “{organization.identifier}”", organization.title, organization.line, dialect)


def _check_title(what: str, title: str, line: int, dialect: Dialect) -> Iterator[Diagnostic]:
    if not title.strip() or title.strip() == "0":
        yield manifest_fault(TITLE[dialect.version], f"{what} has no title that every platform shows.", line, "Give it a <title> with words in it.")
    elif len(title) > dialect.title_length:
        yield manifest_fault(
            TITLE[dialect.version], f"{what} has a title of {len(title)} characters.", line, f"Shorten it to {dialect.title_length}."
        )


def _check_items(manifest: Manifest, dialect: Dialect) -> Iterator[Diagnostic]:
    resources = {resource.identifier for resource in manifest.resources}
    known = _few(resources)
    for organization in manifest.organizations:
        for item in walk_items(organization.items):
            yield from _check_title(f"The item “{item.identifier}”", item.title, item.line, dialect)
            yield from _check_reference(item, resources, known, dialect)
            if item.visible is None:
                message = f"The item “{item.identifier}” does not say whether it is visible."
                yield manifest_fault(VISIBLE[dialect.version], message, item.line, 'Add isvisible="true".')


def _check_reference(item: Item, resources: set[str], known: str, dialect: Dialect) -> Iterator[Diagnostic]:
    if item.items and item.reference:
        message = f"The item “{item.identifier}” holds items and leads to “{item.reference}” as well."
        yield manifest_fault(BRANCH[dialect.version], message, item.line, "Remove identifierref, or give the page its own item.")
    elif not item.items and not item.reference:
        yield manifest_fault(
            REFERENCE[dialect.version], f"The item “{item.identifier}” leads nowhere.", item.line, "Add identifierref with the name of a resource."
        )
    elif item.reference and item.reference not in resources:
        message = f"The item “{item.identifier}” leads to “{item.reference}”, but this resource does not exist."
        yield manifest_fault(REFERENCE[dialect.version], message, item.line, f"Use one of: {known}.")


def _few(identifiers: set[str]) -> str:
    """Return the first identifiers for a hint: a stranger's manifest may have thousands."""
    shown = ", ".join(nsmallest(_FEW, identifiers)) or "none yet"
    return f"{shown}, …" if len(identifiers) > _FEW else shown


def _check_identifiers(manifest: Manifest, dialect: Dialect) -> Iterator[Diagnostic]:
    named = [(manifest.identifier, 0)]
    named += [(element.identifier, element.line) for element in manifest.organizations]
    named += [(item.identifier, item.line) for element in manifest.organizations for item in walk_items(element.items)]
    named += [(element.identifier, element.line) for element in manifest.resources]
    counts = Counter(name for name, _ in named)
    for name, line in dict(named).items():
        if counts[name] > 1:
            yield manifest_fault(IDENTIFIER[dialect.version], f"The identifier “{name}” is used {counts[name]} times.", line, "Make each unique.")
        if not _IDENTIFIER.fullmatch(name) or len(name) > dialect.identifier_length:
            hint = f"Use letters, digits, full stops, hyphens and underscores, a letter first, at most {dialect.identifier_length}."
            yield manifest_fault(IDENTIFIER[dialect.version], f"“{name[:80]}” is not a safe identifier.", line, hint)
