"""Where the choices of a story lead: every scene can be reached, and from every scene an ending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.course.document import Text
from builder.diagnostics import Diagnostic, Place
from builder.interactions.kinds.scenario import rules

SceneLinks = tuple[str, Text, Place, tuple[str, ...]]
"""Code, name and place of a scene, and the codes of the scenes that follow it."""


def check_reachability(scenes: Sequence[SceneLinks], faults: list[Diagnostic]) -> None:
    """Report scenes that nobody comes to, and scenes that nobody gets out of. Every target is a scene."""
    onward = {code: targets for code, _name, _place, targets in scenes}
    back: dict[str, tuple[str, ...]] = {code: tuple(scene for scene in onward if code in onward[scene]) for code in onward}
    reached = _reachable([scenes[0][0]], onward)
    leaving = _reachable([code for code in onward if not onward[code]], back)
    for code, name, place, _targets in scenes:
        if code not in reached:
            message = f"No choice leads to the scene “{name.plain}”."
            faults.append(Diagnostic(rules.UNREACHED_SCENE, message, place, f"Point a choice at it with `-> ({code})`, or delete the scene."))
        elif code not in leaving:
            message = f"From the scene “{name.plain}”, learners can never reach an ending."
            hint = "Point a choice at a scene without choices: that is an ending."
            faults.append(Diagnostic(rules.NO_WAY_OUT, message, place, hint))


def _reachable(start: Sequence[str], edges: Mapping[str, Sequence[str]]) -> set[str]:
    """Return all that can be reached, the start included."""
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting.extend(edges[code])
    return reached
