"""cmi5: the platform launches, keeps the record store, and knows from statements who is done."""

from __future__ import annotations

from builder.course.model import Course
from builder.diagnostics import Checked, Diagnostic
from builder.package.package import Package
from builder.pages.pages import Pages
from builder.standards.cmi5.inspection import lint, recognises
from builder.standards.cmi5.manifest import MANIFEST_FILE, make_manifest, to_xml
from builder.standards.cmi5.rules import RULES
from builder.standards.cmi5.shapes import CMI5_CATEGORY, MASTERY_SCORE, MOVEON_CATEGORY, SESSION_ID, category, cmi5_shapes
from builder.standards.script import opening_files
from builder.standards.standard import Handover, Options, Standard
from builder.standards.statement_table import CONNECT, STATE_LENGTH, statement_table
from builder.tracking.plan import StatementTemplate, TrackingPlan
from builder.tracking.statements import profile_activity

NAME = "cmi5"
VERSIONS = ("1.0.3",)
"""cmi5 is written for xAPI 1.0.3 and names no way to agree on a later one (tracking contract 4)."""

LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"


def check_plan(_plan: TrackingPlan) -> tuple[Diagnostic, ...]:
    """Return nothing: cmi5 has all ten types and no lengths; ids and base IRI are checked where the author wrote them."""
    return ()


def package(course: Course, plan: TrackingPlan, pages: Pages, _options: Options) -> Checked[Package]:
    """Return the package: pages, driver and tables, cmi5.xml. There are no control documents."""
    files: dict[str, bytes] = {
        **opening_files(plan, pages, CONNECT, NAME, ("notation", "lrs"), STATE_LENGTH, driver_table),
        **pages.shared_files(),
        MANIFEST_FILE: to_xml(make_manifest(plan)),
    }
    return Checked(Package(f"{course.id}-{NAME}.zip", dict(files)))


def driver_table(plan: TrackingPlan) -> dict[str, object]:
    """Return what the driver knows: `Cmi5Table` of `driver.ts`."""
    return {
        **statement_table(plan, cmi5_shapes(plan, plan.shapes)),
        "versions": list(VERSIONS),
        "category": {"cmi5": category(CMI5_CATEGORY), "moveon": category(MOVEON_CATEGORY), "profile": [profile_activity(plan)]},
        "masteryScoreExtension": MASTERY_SCORE,
        "sessionExtension": SESSION_ID,
        "launchData": LAUNCH_DATA,
        "preferences": PREFERENCES,
    }


def describe(_plan: TrackingPlan, _template: StatementTemplate) -> tuple[tuple[str, str], ...]:
    """Return the properties of the statement that an event sends."""
    return ()


def handover(_plan: TrackingPlan) -> Handover:
    """Return what an administrator must know."""
    return Handover((), (), (), ())


STANDARD = Standard(NAME, "cmi5", check_plan, package, recognises, lint, describe, handover, RULES)
