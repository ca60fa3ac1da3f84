"""Claims that a course may not make of itself until the records prove them: “co-produced”, “accredited”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.course.model import Course
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.editorial.sign_off import find_states

CO_PRODUCED = Rule(
    "TXT020",
    "co-produced-without-records",
    Severity.ERROR,
    "A course is co-produced once people of each role have approved the text that it has now. Before that nothing proves it.",
)
ACCREDITED = Rule(
    "TXT021", "accredited-without-records", Severity.ERROR, "Only a body that accredits courses can accredit one. The course has to name that body."
)

_SENTENCE = re.compile(r"[^.!?:;]+")
_WORD = re.compile(r"[a-z]+(?:[-\u2010\u2011][a-z]+)?")
_CO_PRODUCED = frozenset({"coproduced", "co-produced"})
_ACCREDITED = frozenset({"accredited", "cpd-accredited"})
_ABOUT_IT = frozenset({"course", "session", "sessions", "training", "package", "programme", "resource", "this", "by", "with"})
"""A sentence that has none of these says nothing of this course: “How co-produced research works”."""

_NOT_CLAIMED = frozenset({"not", "no", "never", "yet", "until", "before", "cannot"})
"""Words of a sentence that claims nothing: “This course is not accredited”."""


def check_claims(course: Course, places: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """Tell of words in titles, summaries, descriptions, covers and credits that claim what the records do not prove.

    `places`: those of the values of course.yaml, by their paths, such as `title`.
    """
    approved: bool | None = None
    for text, place in _claiming_texts(course, places):
        words = {word for sentence in _SENTENCE.findall(text.lower()) for word in _claims(sentence)}
        if words & _CO_PRODUCED:
            if approved is None:
                approved = all(state.approved for state in find_states(course))
            if not approved:
                hint = "Write “drafted for co-production”. Then `copack sign-off` shows who still has to read it."
                message = "The course says that it is co-produced, but not every role has approved its present text."
                yield Diagnostic(CO_PRODUCED, message, place, hint)
        if words & _ACCREDITED and not course.accreditation:
            message = "The course says that it is accredited, but it does not name the body that accredited it."
            yield Diagnostic(ACCREDITED, message, place, "Delete the word. Or type who accredited it in course.yaml: `accreditation: ...`.")


def _claims(sentence: str) -> set[str]:
    words = {word.replace("\u2010", "-").replace("\u2011", "-") for word in _WORD.findall(sentence)}
    return words if words & _ABOUT_IT and not words & _NOT_CLAIMED else set()


def _claiming_texts(course: Course, places: Mapping[str, Place]) -> Iterator[tuple[str, Place]]:
    """Yield what a course says of itself, each with its place; for a session that of its top block."""
    for field in ("title", "description", "audience", "organisation"):
        yield getattr(course, field), places.get(field, Place("course.yaml"))
    for person in course.people:
        yield ", ".join(person.roles), person.place
    for session in course.sessions:
        cover = session.cover.alt if session.cover is not None else ""
        for text in (session.title, session.summary, cover):
            yield text, session.place
