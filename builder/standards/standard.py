"""What a standard is: the interface between the pipeline and the rooms of this folder."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from builder.course.model import Course
from builder.diagnostics import Diagnostic
from builder.package.package import Package, PackageContents
from builder.pages.pages import Pages
from builder.tracking.plan import StatementTemplate, TrackingPlan


class Options(Struct, frozen=True):
    """What a build may leave to the person who runs it.

    Attributes:
        schemas: whether the control documents (XSD files) that a standard asks for go into the zip; `--no-schemas` leaves them out.

    """

    schemas: bool = True


class Handover(Struct, frozen=True, kw_only=True):
    """What an LMS administrator must know of a standard's zip, on whatever platform, in plain words; one sentence or two each.

    Attributes:
        importing: how to put it up where the platform's own way is not known.
        settings: what to set there.
        updating: how to replace a version without losing progress; a platform's own way stands in for the first sentence.
        begun: what a learner's record shows when the course was opened, and is not finished; empty where there is no record.
        finished: the same when it is finished.
        unverified: what nobody has tried yet; said openly.

    """

    importing: tuple[str, ...]
    settings: tuple[str, ...]
    updating: tuple[str, ...]
    begun: str
    finished: str
    unverified: tuple[str, ...] = ()


class Standard(Struct, frozen=True):
    """One standard; its room holds `standard.py` (with `STANDARDS`, its editions), `manifest.py`, `notation.py`, `rules.py`, `driver.ts`.

    Attributes:
        name: as in `--standard` and in the zip's name: `scorm12`.
        title: for people: "SCORM 1.2".
        check_plan: what this standard cannot carry (limits, types), as diagnostics; `copack check` runs it too.
        package: course, plan, pages, options -> package. Raises FileNotFoundError when the browser assets were never built.
        recognises: whether a package (perhaps a stranger's) is of this standard.
        lint: faults of such a package.
        describe: what one event of the plan sets in this standard's notation, as (field, value) pairs, for the catalogue;
            empty when the standard sends nothing then.
        handover: for administrators, given the plan.
        several_units: whether a platform may launch sessions one by one; such a room makes an item for each of `openings(plan)`.
        sends_statements: whether its driver sends xAPI statements: then tincan reads each one before anything is written.

    """

    name: str
    title: str
    check_plan: Callable[[TrackingPlan], tuple[Diagnostic, ...]]
    package: Callable[[Course, TrackingPlan, Pages, Options], Package]
    recognises: Callable[[PackageContents], bool]
    lint: Callable[[PackageContents], tuple[Diagnostic, ...]]
    describe: Callable[[TrackingPlan, StatementTemplate], tuple[tuple[str, str], ...]]
    handover: Callable[[TrackingPlan], Handover]
    several_units: bool = False
    sends_statements: bool = False
