"""Packages of the small hand-made course, and pages for it that no renderer made: what standards do, and nothing else."""

from __future__ import annotations

from functools import cache

from builder.package.package import Package
from builder.pages.pages import CONNECT_MARK, Pages, RenderedPage, RenderedSession
from builder.standards.registry import STANDARDS
from builder.standards.standard import Options, Standard
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import TrackingPlan
from tests.unit.tracking.example import example_course

SHELL = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>A small course</title>'
    f'<meta http-equiv="Content-Security-Policy" content="connect-src {CONNECT_MARK}">'
    '<link rel="icon" href="data:,"><link rel="stylesheet" href="style.css"></head>'
    '<body><main id="main"></main><script src="runtime.js"></script><script src="standard.js"></script></body></html>'
)


def example_plan(**changes: object) -> TrackingPlan:
    plan = plan_tracking(example_course(**changes)).value  # type: ignore[arg-type]  # a test names the fields it changes
    assert plan is not None
    return plan


def example_pages(plan: TrackingPlan) -> Pages:
    sessions = tuple(
        RenderedSession(
            session.id,
            f"sessions/{session.id}.js",
            "0123456789ab",
            b"copack.session();",
            tuple(RenderedPage(page.id, page.title, "<h1>Page</h1>") for page in session.pages),
        )
        for session in plan.sessions()
    )
    files = {"runtime.js": b"// the player", "style.css": b"body{margin:0}", "media/plan-0a1b2c3d.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    return Pages(
        {plan.units[0].id: SHELL}, sessions, files, frozenset({"choose-one"}), frozenset(), {"next": "Next", "odd": "</script><!-- é \u2028"}
    )


def standard(name: str) -> Standard:
    return next(one for one in STANDARDS if one.name == name)


@cache
def example_package(name: str, *, schemas: bool = True) -> Package:
    course, plan = example_course(), example_plan()
    return standard(name).package(course, plan, example_pages(plan), Options(schemas=schemas))
