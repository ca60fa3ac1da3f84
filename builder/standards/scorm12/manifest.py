"""`imsmanifest.xml` of SCORM 1.2: one organization, one item, one SCO, every file listed (S12-01 to S12-18)."""

from __future__ import annotations

from collections.abc import Iterable

from builder.standards.scorm.manifest import ITEM_PREFIX, ORGANIZATION_PREFIX, Dialect, Item, Manifest, Organization, Resource
from builder.tracking.plan import TrackingPlan

IMSCP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"

TITLE_LENGTH = 200
"""`titleType` of imscp_rootv1p1p2.xsd (S12-05); Moodle and Learning Hub would take 255."""

IDENTIFIER_LENGTH = 128
"""Item and resource identifier of NHS Learning Hub (requirements 1.1.5)."""

DIALECT = Dialect(
    version="scorm12",
    title="SCORM 1.2",
    title_length=TITLE_LENGTH,
    identifier_length=IDENTIFIER_LENGTH,
    prefixes={IMSCP: None, ADLCP: "adlcp"},
    calls=("lesson_status",),
    packaging=IMSCP,
    adlcp=ADLCP,
    scormtype="scormtype",
    schemas=(
        (IMSCP, "imscp_rootv1p1p2.xsd"),
        ("http://www.imsglobal.org/xsd/imsmd_rootv1p2p1", "imsmd_rootv1p2p1.xsd"),
        (ADLCP, "adlcp_rootv1p2.xsd"),
    ),
)

CONTROL_DOCUMENTS = ("adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd")
"""S12-03. `ims_xml.xsd` is named by the others, not by the manifest."""


def make_manifest(plan: TrackingPlan, launch: str, files: Iterable[str], *, schemas: bool) -> Manifest:
    """Return the manifest of a course.

    Identifiers hang on the course's id alone: Moodle and Totara keep learners' tracks by the item's (requirements 7).
    `masteryscore` is never written, since Moodle would overwrite our status with its own (tracking contract 1).
    """
    return Manifest(
        identifier=f"course_{plan.course}",
        version=plan.version,
        schema="ADL SCORM",
        schemaversion="1.2",
        default=ORGANIZATION_PREFIX + plan.course,
        organizations=(
            Organization(ORGANIZATION_PREFIX + plan.course, plan.title, (Item(ITEM_PREFIX + plan.course, plan.title, f"resource_{plan.course}"),)),
        ),
        resources=(Resource(f"resource_{plan.course}", "webcontent", "sco", launch, (launch, *sorted(set(files) - {launch}))),),
        schemas=schemas,
    )
