"""Whether learners can read what a theme colours, and whose name they see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from builder.course.theme import LEAST_FOR_TEXT, ColourName, find_nearest, find_weak_pairs
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.yaml.field_fixes import retype_value
from builder.source.yaml.scalars import report

LOW_CONTRAST = Rule(
    "A11011",
    "low-contrast",
    Severity.ERROR,
    "People with tired or weak eyes, or with the sun on their phone, cannot read words that differ too little from what is behind them.",
    "WCAG 2.2 1.4.3",
)
TWO_ORGANISATIONS = Rule(
    "CRS392", "two-organisations", Severity.WARNING, "Learners would see one name with the course and another with its logo or colours."
)


def check_theme_contrast(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of each colour of the theme with which something cannot be read, with the nearest one that can."""
    if course.theme is None:
        return
    theme = course.theme.theme
    weak = find_weak_pairs(theme)
    for name in get_args(ColourName):
        pair = next((pair for pair in weak if pair.colour == name), None)
        if pair is None or name not in course.theme.colours:
            continue
        node = course.theme.colours[name]
        others = sum(other.colour == name for other in weak) - 1
        more = "" if not others else f" {others} other {'pair of colours is' if others == 1 else 'pairs of colours are'} too weak as well."
        # Rounded down: 4.49 is not enough, and must not read as 4.5.
        message = f"With “{node.text}”, {pair.what} {pair.view} have a contrast of {int(pair.ratio * 10) / 10} to 1.{more}"
        nearest = find_nearest(theme, name)
        words = f"Type this line instead: `{{}}`. It is the nearest darker colour with {LEAST_FOR_TEXT} to 1 everywhere."
        fix = retype_value(node, f'"{nearest}"', words)
        yield report(LOW_CONTRAST, message, node.place, fix or words.replace("{}", f'{name}: "{nearest}"'))


def check_organisations(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of a theme that names another organisation than course.yaml."""
    if course.theme is None or course.file is None:
        return
    own, of_theme = str(course.file.values.get("organisation", "")).strip(), course.theme.theme.organisation
    if own and of_theme and " ".join(own.split()).casefold() != " ".join(of_theme.split()).casefold():
        message = f"The theme is that of “{of_theme}”, but course.yaml names “{own}”. Learners see “{own}” under Help and on the completion record."
        hint = "Type the same name in both files, or delete the line in one of them."
        yield Diagnostic(TWO_ORGANISATIONS, message, course.theme.file.places["organisation"], hint)
