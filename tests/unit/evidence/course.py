"""A course of one session against which there is no advice, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

from builder.course.model import Course
from builder.pipeline import compile_folder
from builder.tracking.plan import TrackingPlan

COURSE = """id: a-course
title: A course
version: 0.1
base: https://courses.nhs.uk/a-course/
description: About something.
licence: CC BY 4.0
outcomes:
  1.1: Choose the word that fits.
"""

QUESTION = """
::: choose-one {ident}
{ask}
Outcome: 1.1
{answers}
:::
"""

RIGHT_FIRST = "- [x] (a) Yes\n- [ ] (b) No"
RIGHT_LAST = "- [ ] (a) No\n- [x] (b) Yes"


def question(ident: str, ask: str, answers: str = RIGHT_LAST) -> str:
    """A question about outcome 1.1."""
    return QUESTION.format(ident=ident, ask=ask, answers=answers)


PRACTICE = question("tried-before", "Which of these did you meet?")
CHECKED = question("one", "Is this one right?", RIGHT_FIRST) + question("two", "Is that one right?")


def session(practice: str = "", checked: str = CHECKED, minutes: str = "", activity: str = PRACTICE) -> str:
    """The text of session.md: a page, and a page with an activity and a check."""
    return f"""---
id: first
title: The first session
outcomes: [1.1]
---

# A page
Page: a-page
{minutes}

Some words to read.
{practice}

# A check
Page: a-check
{activity}
:::: check the-check
Title: The check
{checked}
::::
"""


def write_course(folder: Path, course: str = COURSE, text: str | None = None) -> Path:
    """Write a course into a folder, and return that."""
    place = folder / "sessions" / "01-first"
    place.mkdir(parents=True)
    (folder / "course.yaml").write_text(course, encoding="utf-8")
    (place / "session.md").write_text(session() if text is None else text, encoding="utf-8")
    return folder


def compiled(folder: Path) -> tuple[Course, TrackingPlan]:
    """The course of a folder with its plan."""
    compilation = compile_folder(folder)
    assert compilation.course is not None, [one.message for one in compilation.diagnostics]
    assert compilation.plan is not None
    return compilation.course, compilation.plan
