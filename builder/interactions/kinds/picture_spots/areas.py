"""Areas of a picture, in per cent of its sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from builder.course.document import Item, Label
from builder.diagnostics import Diagnostic, Rule, Severity

SMALLEST = 4
"""The least width and height: a smaller area can hardly be seen, and not be hit."""

NO_AREA = Rule("CRS261", "no-area", Severity.ERROR, "Each answer is a place in the picture. Without its area, learners cannot point at it.")
BAD_AREA = Rule(
    "CRS262",
    "bad-area",
    Severity.ERROR,
    "An area is four numbers in per cent of the picture: left, top, width, height. It is inside the picture, and is "
    f"{SMALLEST} wide and high at least, so that it can be seen and hit.",
)
OVERLAP = Rule("CRS263", "areas-overlap", Severity.ERROR, "If two areas overlap, Copack cannot tell which of the two a learner means.")

WHOLE = 100
"""Per cent: what left and width come to at most, and top and height."""

_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")
_EXAMPLE = "`Area: 70, 60, 15, 20` is left, top, width and height in per cent of the picture."


class Area(Struct, frozen=True):
    """A rectangle in per cent of the picture."""

    left: Decimal
    top: Decimal
    width: Decimal
    height: Decimal

    def overlaps(self, other: Area) -> bool:
        """Tell whether the two share more than an edge."""
        beside = self.left + self.width <= other.left or other.left + other.width <= self.left
        return not (beside or self.top + self.height <= other.top or other.top + other.height <= self.top)


def read_areas(items: Sequence[Item], faults: list[Diagnostic]) -> tuple[Area, ...]:
    """Return the area of each answer; what is wrong with any goes to `faults`."""
    placed: list[tuple[Item, Label, Area]] = []
    for item in items:
        label = next((label for label in item.labels if label.name == "area"), None)
        area = _read_area(label, faults) if label else None
        if label is None:
            message = f"The answer “{item.text.plain}” has no area in the picture."
            faults.append(Diagnostic(NO_AREA, message, item.place, f"Type it under the answer. {_EXAMPLE}"))
        elif area is not None:
            placed.append((item, label, area))
    for index, (item, label, area) in enumerate(placed):
        for earlier, _label, other in placed[:index]:
            if area.overlaps(other):
                message = f"The area of “{item.text.plain}” overlaps that of “{earlier.text.plain}”."
                faults.append(Diagnostic(OVERLAP, message, label.text.place, "Move one of them, or make it smaller."))
    return tuple(area for _item, _label, area in placed)


def _read_area(label: Label, faults: list[Diagnostic]) -> Area | None:
    typed = [part for part in re.split(r"[\s,;%]+", label.text.plain) if part]
    if len(typed) != len(Area.__struct_fields__) or not all(_NUMBER.fullmatch(part) for part in typed):
        _refuse(label, f"“{label.text.plain}” is not an area.", _EXAMPLE, faults)
        return None
    area = Area(*map(Decimal, typed))
    for side, end in (("left", area.left + area.width), ("top", area.top + area.height)):
        if end > WHOLE:
            hint = f"Left and width together are {WHOLE} at most, and so are top and height."
            _refuse(label, f"Part of this area is outside the picture: it ends {end} per cent from the {side}.", hint, faults)
            return None
    if min(area.width, area.height) < SMALLEST:
        message = f"This area is {area.width} per cent wide and {area.height} high, which is too small to hit."
        _refuse(label, message, f"Make it {SMALLEST} wide and {SMALLEST} high at least.", faults)
        return None
    return area


def _refuse(label: Label, message: str, hint: str, faults: list[Diagnostic]) -> None:
    faults.append(Diagnostic(BAD_AREA, message, label.text.place, hint))
