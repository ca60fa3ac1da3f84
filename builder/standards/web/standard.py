"""The course as a plain web page: opens by double-click and from any server, keeps progress on the device, tells nobody."""

from __future__ import annotations

from builder.course.model import Course
from builder.diagnostics import Diagnostic
from builder.package.content import Content
from builder.package.package import Package
from builder.pages.pages import Pages
from builder.standards.script import DriverParts, opening_files
from builder.standards.standard import Handover, Options, Standard
from builder.standards.web.inspection import lint, recognises
from builder.standards.web.table import device_names, driver_table
from builder.tracking.plan import StatementTemplate, TrackingPlan

NAME = "web"
STATE_LENGTH = 64_000
"""Our own bound; browsers give a page at least five million characters."""


def check_plan(_plan: TrackingPlan) -> tuple[Diagnostic, ...]:
    """Return nothing: a device keeps whatever the course needs."""
    return ()


def package(course: Course, plan: TrackingPlan, pages: Pages, _options: Options) -> Package:
    """Return the package: pages, driver and tables. No manifest."""
    files: dict[str, Content] = {
        **opening_files(plan, pages, "'self'", NAME, DriverParts(), STATE_LENGTH, driver_table, device_names),
        **pages.shared_files(),
    }
    return Package(f"{course.id}-{NAME}.zip", files)


def describe(_plan: TrackingPlan, _template: StatementTemplate) -> tuple[tuple[str, str], ...]:
    """Return nothing: a web package sends nothing."""
    return ()


def handover(_plan: TrackingPlan) -> Handover:
    """Return what somebody who puts it on a server must know."""
    return Handover(
        importing=(
            "On a web server: unpack the zip into its own folder, and give learners the address of that folder.",
            "On a memory stick or a shared drive: unpack it. Learners double-click “index.html”.",
        ),
        settings=(
            (
                "The course does not send anything, so you do not get a result. "
                "If you need a record, use another zip, or ask learners to print their completion record."
            ),
            (
                "Progress stays in the browser of the device. "
                "On a shared device the course asks “continue, or start as someone new?” and has “clear my answers”."
            ),
        ),
        updating=("Replace the files in the same folder. Learners continue where they stopped, as long as the address stays the same.",),
        begun="",
        finished="",
        unverified=(
            (
                "We have tried opening by double-click in Chromium only. "
                "Some browsers do not keep progress for pages opened this way. The course then tells the learner."
            ),
        ),
    )


STANDARDS = (Standard(NAME, "Web page", check_plan, package, recognises, lint, describe, handover),)
