"""Links from page to page."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.suggestions import is_close, suggest_similar
from builder.source.tree.labels import read_label_line
from builder.source.tree.lines import Line
from builder.source.tree.session import PageNode

UNKNOWN_PAGE = Rule("CRS050", "unknown-page", Severity.ERROR, "A link to a page that does not exist does not work for learners.")


def check_links(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of links to pages that are not there. A page whose session has other faults is there all the same."""
    if not course.source.complete:
        return
    pages = dict.fromkeys(ident for session in course.sessions for page in session.tree.pages for ident in _ids(page))
    for reference in course.references("page"):
        if reference.id not in pages:
            near = suggest_similar(reference.id, tuple(pages))
            hint = f"Did you mean `#{near}`?" if near else "Type # and the id of a page. The id is after `Page:`, under the heading of the page."
            yield Diagnostic(UNKNOWN_PAGE, f"There is no page “{reference.id}” in the course.", reference.place, hint)


def _ids(page: PageNode) -> Iterator[str]:
    """Yield what looks like the id of a page: also one that is misspelt, or stands too late to be read as one."""
    for node in page.body:
        if not isinstance(node, Line):
            return
        label = read_label_line(node)
        if label is not None and is_close(label.name, ["page"]) and label.value.text:
            yield label.value.text.lower()
