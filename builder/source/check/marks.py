"""Checks and the mark: one check a page, one final check, and one place that says how often it may be tried."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.blocks import Check
from builder.course.model import Page
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.suggestions import is_close
from builder.source.tree.session import SessionTree
from builder.source.yaml.settings import PassMark

NO_FINAL_CHECK = Rule("CRS030", "no-final-check", Severity.ERROR, "The course takes its mark from the final check, but no check is marked as final.")
TWO_FINAL_CHECKS = Rule("CRS031", "two-final-checks", Severity.ERROR, "The course takes its mark from one check only.")
USELESS_TRIES = Rule(
    "CRS038",
    "useless-tries",
    Severity.ERROR,
    "If the course asks for a mark, its pass rule says how often learners may try the final check. Two numbers could differ.",
)
TWO_CHECKS_ON_PAGE = Rule("CRS033", "two-checks-on-page", Severity.ERROR, "Learners would not know which button submits which questions.")

PAGE_AFTER_FINAL_CHECK = Rule(
    "CRS130",
    "page-after-final-check",
    Severity.WARNING,
    "The final check opens once every core page was seen and every other check was submitted. "
    "What comes after it keeps it closed, so learners have to go past it and come back.",
)


def check_one_check_a_page(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of a second check on a page."""
    for page in course.pages():
        for check in [block for block in page if isinstance(block, Check)][1:]:
            hint = "Type a heading above it, so that it has its own page: `# Another check`."
            yield Diagnostic(TWO_CHECKS_ON_PAGE, "This is the second check of the page.", check.place, hint)


def check_one_final_check(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of a second final check."""
    finals = [block for block in course.blocks() if isinstance(block, Check) and block.final]
    for check in finals[1:]:
        first = finals[0].place
        message = f"This is the second final check. The first is in {first.file}, line {first.line}."
        yield Diagnostic(TWO_FINAL_CHECKS, message, check.place, "Delete `Final: yes` in one of them.")


def check_final_check_comes_last(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of what must be done before the final check, and comes after it.

    Where each session is a unit of its own, so is the final check, and it waits for none.
    """
    if course.file is not None and course.file.values.get("units") == "session":
        return
    pages = [page for session in course.sessions for page in session.pages]
    final = [at for at, page in enumerate(pages) if any(check.final for check in _checks(page))]
    if len(final) != 1:  # one of them will go
        return
    for page in pages[final[0] + 1 :]:
        if checks := [check for check in _checks(page) if not check.final]:
            message = f"The check “{checks[0].id}” comes after the final check, which stays closed until it was submitted."
            yield Diagnostic(PAGE_AFTER_FINAL_CHECK, message, checks[0].place, "Move its page above the page of the final check.")
        elif page.core:
            message = f"The page “{page.title.plain}” comes after the final check, which stays closed until the page was seen."
            hint = "Type `Core: no` under the heading, so that learners can skip the page. Or move the page above the page of the final check."
            yield Diagnostic(PAGE_AFTER_FINAL_CHECK, message, page.place, hint)


def _checks(page: Page) -> list[Check]:
    return [block for block in page.blocks if isinstance(block, Check)]


def check_mark(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of a mark that no check decides, and of tries that are limited in two places."""
    mark = course.file.values.get("pass_") if course.file is not None else None
    if course.file is None or not isinstance(mark, PassMark):
        return
    if course.trees_are_sound and not any(_has_final_check(session.tree) for session in course.sessions):
        message = f"The course asks for a mark of {mark.mark}, but no check is the final one."
        hint = "Type `Final: yes` under the first line of the check that counts."
        yield Diagnostic(NO_FINAL_CHECK, message, course.file.places["pass"], hint)
    for check in course.blocks():
        if isinstance(check, Check) and check.final and check.tries is not None:
            message = f"The final check “{check.id}” limits its tries, and so may the pass rule in course.yaml."
            hint = f"Delete the line `Tries: {check.tries}`, and type `tries: {check.tries}` under `pass:` in course.yaml."
            yield Diagnostic(USELESS_TRIES, message, check.place, hint)


def _has_final_check(tree: SessionTree) -> bool:
    """Tell whether any check says that it is the final one, though it may stand in a wrong place, or say it in a wrong way."""
    checks = (fence for fence in tree.fences() if fence.name == "check")
    labels = (label for check in checks for label in (*check.head.labels, *check.head.slips))
    return any(is_close(label.name, ["final"]) and label.value.text.lower() not in {"no", "false"} for label in labels)
