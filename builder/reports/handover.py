"""The handover sheet: which file goes to which platform, what to set there, how to try it in five minutes, and what nobody has verified."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from builder.course.addresses import host_of, is_example_host
from builder.course.learning_time import describe_rule
from builder.course.model import Course
from builder.output.build_name import BuildName
from builder.pages.recorded import write_recorded
from builder.pages.slots import fill_slots
from builder.platforms.platform import EvidenceGrade
from builder.platforms.registry import platforms
from builder.reports.brand import find_brand
from builder.reports.delivered import Delivery
from builder.reports.material import Material
from builder.reports.outside_links import outside_links
from builder.reports.platforms import any_platform, platform_sections
from builder.reports.sheet import render_sheet
from builder.reports.smoke_test import plan_smoke_test
from builder.standards.registry import STANDARDS
from builder.tracking.plan import TrackingPlan

GRADES = {
    EvidenceGrade.TRIED: "somebody tried it with a package of Copack or the software itself",
    EvidenceGrade.CODE: "from the platform’s published code; we have not tried it",
    EvidenceGrade.VENDOR: "from help pages of its makers or reports of its users",
    EvidenceGrade.ASSUMED: "likely, but not checked",
}


def handover_sheet(
    course: Course,
    plan: TrackingPlan,
    delivered: Sequence[Delivery],
    build: BuildName | None = None,
    others: Sequence[str] = (),
    *,
    also: Sequence[Material] = (),
) -> bytes:
    """Return the sheet as one HTML file. Holds no date of its own: the same course gives the same bytes.

    Args:
        course: the course.
        plan: what it tracks.
        delivered: the zips that it describes.
        build: of which they all are.
        others: names of zips of other builds that lie beside it.
        also: files of this build that are no zips of a standard: books, slides, sessions in one file, the kit.

    """
    endings, host = {PurePosixPath(path).suffix for path in course.files}, host_of(plan.base)
    sheet = render_sheet(
        "handover.html.jinja",
        brand=find_brand(course),
        build=build,
        others=others,
        also=also,
        course=course,
        plan=plan,
        delivered=delivered,
        sections=platform_sections(plan, delivered, endings, platforms(), STANDARDS),
        general=[any_platform(plan, file) for file in delivered],
        grades=GRADES,
        test=plan_smoke_test(plan),
        example_host=host if is_example_host(host) else "",
        links=tuple(outside_links(course)),
        **_describe_plan(plan),
        **_describe_groupings(plan, delivered),
    )
    return fill_slots(sheet.decode(), course, course.local, on_paper=True).encode()


def _describe_groupings(plan: TrackingPlan, delivered: Sequence[Delivery]) -> dict[str, object]:
    """Return what the sheet says of the activities that group statements, which standards send statements, and which keep records without."""
    iris = {each.role: each.iri for each in plan.around}
    telling = [file.standard.title for file in delivered if file.standard.sends_statements]
    mute = [file.standard.title for file in delivered if file.standard.handover(plan).begun and not file.standard.sends_statements]
    return {"pilot_iri": iris.get("pilot") if telling else None, "whole_iri": iris.get("course"), "telling": telling, "mute": mute}


def _describe_plan(plan: TrackingPlan) -> dict[str, object]:
    """Return what the sheet says of time, and of what is kept and sent."""
    pages = [page for session in plan.sessions() for page in session.pages]
    return {
        "reported": sum(interaction.recorded for interaction in plan.interactions),
        "recorded": write_recorded(plan, "staff"),
        "minutes": sum(page.minutes for page in pages),
        "estimate": sum(page.estimate for page in pages),
        "rule": describe_rule(),
    }
