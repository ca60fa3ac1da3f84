"""`imsmanifest.xml` of SCORM 2004: an organization, an item and a SCO for each unit, every file listed (S04-01 to S04-25).

No metadata beyond schema and version is written: the LOM schemas that strict validators would then ask for come with no
package that we may take them from, and invalid metadata is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.package.content import plain_path
from builder.standards.scorm.manifest import ITEM_PREFIX, ORGANIZATION_PREFIX, Dialect, Item, Manifest, Organization, Resource, Sequencing
from builder.standards.script import UnitFiles, unit_files
from builder.tracking.plan import TrackingPlan

IMSCP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADLCP = "http://www.adlnet.org/xsd/adlcp_v1p3"
ADLSEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
ADLNAV = "http://www.adlnet.org/xsd/adlnav_v1p3"
IMSSS = "http://www.imsglobal.org/xsd/imsss"

TITLE_LENGTH = 255
"""Moodle's column (requirements 2.1.9); the standard sets none."""

IDENTIFIER_LENGTH = 255
"""The same."""

DIALECT = Dialect(
    version="scorm2004",
    title="SCORM 2004",
    title_length=TITLE_LENGTH,
    identifier_length=IDENTIFIER_LENGTH,
    prefixes={IMSCP: None, ADLCP: "adlcp", ADLSEQ: "adlseq", ADLNAV: "adlnav", IMSSS: "imsss"},
    calls=("completion_status", "progress_measure"),
    packaging=IMSCP,
    adlcp=ADLCP,
    scormtype="scormType",
    schemas=((IMSCP, "imscp_v1p1.xsd"), (ADLCP, "adlcp_v1p3.xsd"), (IMSSS, "imsss_v1p0.xsd")),
    imsss=IMSSS,
)
"""Both editions: the files behind the names differ, the names do not."""

CONTROL_DOCUMENTS = (
    "XMLSchema.dtd",
    "adlcp_v1p3.xsd",
    "datatypes.dtd",
    "imscp_v1p1.xsd",
    "imsss_v1p0.xsd",
    "imsss_v1p0auxresource.xsd",
    "imsss_v1p0control.xsd",
    "imsss_v1p0delivery.xsd",
    "imsss_v1p0limit.xsd",
    "imsss_v1p0objective.xsd",
    "imsss_v1p0random.xsd",
    "imsss_v1p0rollup.xsd",
    "imsss_v1p0seqrule.xsd",
    "imsss_v1p0util.xsd",
    "xml.xsd",
)
"""S04-03: what the manifest names, and what those files name in turn."""


class Edition(Struct, frozen=True):
    """What differs between the editions.

    Attributes:
        name: of the standard, `scorm2004-4th`.
        title: for people.
        schemaversion: exactly as platforms compare it (Moodle knows no other spelling).
        state: the most characters of `cmi.suspend_data` (S04-24).
        several_units: whether sessions may be launched one by one (tracking contract 7).

    """

    name: str
    title: str
    schemaversion: str
    state: int
    several_units: bool


THIRD = Edition("scorm2004-3rd", "SCORM 2004 3rd Edition", "2004 3rd Edition", 4000, several_units=False)
FOURTH = Edition("scorm2004-4th", "SCORM 2004 4th Edition", "2004 4th Edition", 64_000, several_units=True)


def make_manifest(edition: Edition, plan: TrackingPlan, files: Iterable[str], *, schemas: bool) -> Manifest:
    """Return the manifest of a course.

    Identifiers hang on ids of course and units alone: Moodle and Totara keep learners' tracks by the item's (requirements 7).
    No measure, threshold or mastery score is written, since platforms would overwrite our status with their own (tracking contract 1).
    """
    opened = unit_files(plan)
    of_units = {path for opening in opened for path in (opening.page, opening.script, opening.late)}
    own = {path: address for address in files if (path := plain_path(address)) in of_units}
    shared = tuple(sorted(set(files) - set(own.values())))
    marked = any(opening.unit.pass_rule.mark is not None for opening in opened)
    organization = Organization(
        ORGANIZATION_PREFIX + plan.course,
        plan.title,
        tuple(_item(plan, opening, marked=marked) for opening in opened),
        Sequencing(choice=True, flow=True),
    )
    return Manifest(
        identifier=f"course_{plan.course}",
        version=plan.version,
        schema="ADL SCORM",
        schemaversion=edition.schemaversion,
        default=organization.identifier,
        organizations=(organization,),
        resources=tuple(_resource(opening, (own[opening.script], own[opening.late], *shared)) for opening in opened),
        schemas=schemas,
    )


def _item(plan: TrackingPlan, opening: UnitFiles, *, marked: bool) -> Item:
    """Return a unit's item. Its objectives are the outcomes, under the ids that the run time writes (RT-14).

    Where another unit has the mark, success of an unmarked one stays unknown for ever and must not hold up the course's.
    """
    unit = opening.unit
    objectives = tuple(objective.tracked_id for objective in plan.only(unit).objectives)
    counts = unit.pass_rule.mark is not None or not marked
    return Item(
        ITEM_PREFIX + unit.id,
        unit.title,
        f"resource_{unit.id}",
        sequencing=Sequencing(satisfies=counts, objectives=objectives, by_content=True),
    )


def _resource(opening: UnitFiles, others: tuple[str, ...]) -> Resource:
    return Resource(f"resource_{opening.unit.id}", "webcontent", "sco", opening.page, (opening.page, *sorted(others)))
