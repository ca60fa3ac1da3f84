"""What stands where on one page: its short version, and what warns of what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.course.blocks import Block, Box, Check, Interaction
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.tree.block_schemas import CONTENT_WARNING, SHORT_VERSION

TWO_SHORT_VERSIONS = Rule("CRS090", "two-short-versions", Severity.ERROR, "Learners choose between the full page and one short version of it.")
NO_FULL_VERSION = Rule("CRS092", "no-full-version", Severity.ERROR, "Learners who choose the full version would see nothing.")
LATE_CONTENT_WARNING = Rule(
    "CRS093", "late-content-warning", Severity.WARNING, "A warning helps those who read it first, so that they can stop or skip what follows."
)


def check_short_versions(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of pages with two short versions, or with no other."""
    for page in course.pages():
        short = [block for block in page if isinstance(block, Box) and block.name == SHORT_VERSION]
        for again in short[1:]:
            message = f"This is the second short version of the page. The first is in line {short[0].place.line}."
            yield Diagnostic(TWO_SHORT_VERSIONS, message, again.place, "Put all of it into one.")
        if short and all(isinstance(block, Interaction | Check) for block in _full(page)):
            hint = "Type the full text of the page too. Or delete the lines that begin with three colons: then this is the full text."
            yield Diagnostic(NO_FULL_VERSION, "This page has a short version but no full version.", short[0].place, hint)


def check_content_warnings(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of warnings that come after what they warn of."""
    for page in course.pages():
        for row in (_full(page), *(block.body for block in page if isinstance(block, Box | Check))):
            last = row[-1] if len(row) > 1 else None
            if isinstance(last, Box) and last.name == CONTENT_WARNING:
                message = "Nothing follows this “content-warning”, so it warns of what learners have read already."
                yield Diagnostic(LATE_CONTENT_WARNING, message, last.place, "Put it above the text that may upset.")


def _full(page: Sequence[Block]) -> list[Block]:
    """Return what belongs to the full version of a page."""
    return [block for block in page if not (isinstance(block, Box) and block.name == SHORT_VERSION)]
