"""IMS content packaging as values: the manifest that both SCORM versions share.

Source: IMS Content Packaging 1.1.2 and 1.1.4; SCORM 1.2 CAM 2.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule
from builder.standards.scorm.rules import Version
from builder.standards.xml_documents import Located

MANIFEST_FILE = "imsmanifest.xml"

ITEM_PREFIX = "item_"
ORGANIZATION_PREFIX = "organization_"
"""The longest prefix that an author's id gets in a manifest."""

VERSION_LENGTH = 20
"""`attr.version` of imscp_rootv1p1p2.xsd, and S04-04."""

TIME_LIMIT_ACTIONS = ("continue,message", "continue,no message", "exit,message", "exit,no message")
"""What a platform may do when the time is up (S12-13, S04-09)."""

_SCHEMA_2004 = re.compile(rb"imscp_v1p1|<(?:\w+:)?schemaversion>\s*(?:2004|CAM|1\.3)")


def is_scorm2004(manifest: bytes) -> bool:
    """Tell whether the content of a manifest calls itself SCORM 2004, of whatever edition."""
    return _SCHEMA_2004.search(manifest) is not None


class Dialect(Struct, frozen=True):
    """What one version of SCORM changes in a manifest, and in what is asked of it.

    Attributes:
        version: whose rules a fault is told by.
        title: the version for people.
        title_length: the most characters of a title.
        identifier_length: of an identifier.
        prefixes: namespace -> the prefix that Moodle compares as text; `None` is none.
        calls: words of which a tracked package must hold one, in some script or page (requirements 2.2.6).
        packaging: namespace of the elements, always the default one (Moodle and Open edX know no prefix there).
        adlcp: namespace of ADL's own names, always with the prefix `adlcp` (Moodle compares texts).
        scormtype: local name of the attribute: `scormtype` in 1.2, `scormType` in 2004.
        schemas: (namespace, control document) pairs in the order of `xsi:schemaLocation`.
        imsss: namespace of simple sequencing, always with the prefix `imsss`; empty where the edition has none.

    """

    version: Version
    title: str
    title_length: int
    identifier_length: int
    prefixes: dict[str, str | None]
    calls: tuple[str, ...]
    packaging: str
    adlcp: str
    scormtype: str
    schemas: tuple[tuple[str, str], ...]
    imsss: str = ""


class Sequencing(Struct, frozen=True):
    """What SCORM 2004 says of how an activity is reached, delivered and rolled up; only what Copack writes.

    Attributes:
        choice: whether learners may choose among the activity's children; `None`: not said.
        flow: whether they may go from one to the next; `None`: not said.
        satisfies: whether success of the activity counts for its parent's.
        objectives: ids of objectives beside the primary one, as the run time knows them.
        by_content: whether the content alone decides on completion and success (delivery controls, S04-22).

    """

    choice: bool | None = None
    flow: bool | None = None
    satisfies: bool = True
    objectives: tuple[str, ...] = ()
    by_content: bool = False


class Item(Located, frozen=True):
    """A line of an organization. Absent attributes are empty; `visible` is `None` when it is not said.

    `limits` holds (name, text) of ADL's elements, in order: prerequisites, maxtimeallowed, timelimitaction, datafromlms, masteryscore.
    """

    identifier: str
    title: str
    reference: str = ""
    visible: bool | None = True
    items: tuple[Item, ...] = ()
    limits: tuple[tuple[str, str], ...] = ()
    sequencing: Sequencing | None = None


class Organization(Located, frozen=True):
    """A way through the package: a title and items."""

    identifier: str
    title: str
    items: tuple[Item, ...]
    sequencing: Sequencing | None = None


class Resource(Located, frozen=True):
    """Files that belong together; `scormtype` is `sco` or `asset`, and what a stranger wrote."""

    identifier: str
    type: str
    scormtype: str
    href: str
    files: tuple[str, ...]
    dependencies: tuple[str, ...] = ()


class Manifest(Struct, frozen=True):
    """`imsmanifest.xml`. `schemas` says whether `xsi:schemaLocation` names the dialect's control documents."""

    identifier: str
    version: str
    schema: str
    schemaversion: str
    default: str
    organizations: tuple[Organization, ...]
    resources: tuple[Resource, ...]
    schemas: bool = True


def walk_items(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield items and all below them, in document order, each handed on once however deep it lies."""
    pending = list(reversed(items))
    while pending:
        item = pending.pop()
        yield item
        pending += reversed(item.items)


def manifest_fault(rule: Rule, message: str, line: int, hint: str) -> Diagnostic:
    """Return a fault of the manifest at a line (0: nowhere in particular)."""
    return Diagnostic(rule, message, Place(MANIFEST_FILE, line), hint)
