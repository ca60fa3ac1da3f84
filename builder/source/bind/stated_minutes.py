"""Minutes that an author states, beside those that the words and questions give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from builder.course.blocks import Recording
from builder.diagnostics import Diagnostic, Place, Rule, Severity

FAR_OFF = Rule(
    "CRS380",
    "stated-minutes-far-off",
    Severity.WARNING,
    "Learners plan by these minutes, and hours of accreditation depend on them.",
)
LENGTH_UNKNOWN = Rule(
    "CRS381",
    "recording-length-unknown",
    Severity.WARNING,
    "Without the length of its recordings, a page seems shorter than it is, in the contents and for accreditation.",
)
FACTOR = 2
LEAST_DIFFERENCE = 5
"""Minutes: below that, nobody plans otherwise."""


def compare_minutes(what: Literal["page", "session"], stated: int, estimate: int, place: Place) -> Iterator[Diagnostic]:
    """Tell of a stated number that is more than twice, or less than half, of what `builder/course/learning_time.py` gives."""
    smaller, larger = sorted((stated, estimate))
    if larger <= FACTOR * smaller or larger - smaller < LEAST_DIFFERENCE:
        return
    message = f"This {what} says {_minutes(stated)}. By its words, questions and recordings it takes about {_minutes(estimate)}."
    typed = f"Minutes: {estimate}" if what == "page" else f"minutes: {estimate}"
    hint = f"Type `{typed}`, or delete the line: then Copack estimates. `copack plan` prints the rule."
    if stated > estimate:
        hint += " If learners also talk or do something away from the screen, write that time on the page instead."
    yield Diagnostic(FAR_OFF, message, place, hint)


def report_unmeasured(recordings: Iterable[Recording]) -> Iterator[Diagnostic]:
    """Tell of recordings on a page without stated minutes whose length cannot be read from their files."""
    for recording in recordings:
        message = f"The file “{recording.file}” does not say how long it is, so only the words of its transcript are counted."
        hint = "Type the minutes of the whole page under its heading: `Minutes: 4`. Or save the recording again in another program."
        yield Diagnostic(LENGTH_UNKNOWN, message, recording.place, hint)


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"
