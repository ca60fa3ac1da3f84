"""Writes `docs/authors/kinds.md` from the rooms: what each kind's `about.md` and `example.md`, its `KIND` and the standards say of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from builder.course.cmi import Choice, Definition, InteractionType, Likert, Response
from builder.interactions.kind import QUESTION_LABELS, UNJUDGED_LABELS, Kind
from builder.interactions.registry import KINDS
from builder.standards.scorm12 import notation as scorm12
from builder.standards.scorm2004 import notation as scorm2004
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import PlannedInteraction
from builder.tracking.responses import delimited
from tests.unit.source.author import course_of

ROOT = Path(__file__).parents[3]
OWN_WORDS = "their own words"

HEAD = """# The kinds of question

Each kind with an example to copy and a picture of what learners see. How to type each of its parts, and what the labels mean, is in
[how to write a course](syntax.md#the-kinds-of-question). Answers in a check are told to the learning platform. Of all others, only those that
`record_also` in course.yaml lists. This page is written from the program.

| kind | what learners do | right answers | can be in a check |
| --- | --- | --- | --- |
"""

PLATFORMS = """# How learning platforms know them

This part is for the people who run a learning platform. Authors do not need it. Every kind speaks to platforms in one of the types of question that
SCORM, xAPI and cmi5 share. The answer to the example above, or one that could be given where none is right, is then written so:

| kind | type | an answer to the example in SCORM 1.2 | in SCORM 2004, xAPI and cmi5 | room in the saved progress |
| --- | --- | --- | --- | --- |
"""

STATE = """
The last column is the most characters that an answer to the example takes of a learner's saved progress. SCORM 1.2 keeps {most} for a whole course;
`copack plan` adds up your own. [The packed state](../developers/state.md) says how they are made.

| type | in SCORM 1.2 | most characters there | in SCORM 2004, xAPI and cmi5 | most characters in SCORM 2004 |
| --- | --- | --- | --- | --- |
"""

TAIL = """
xAPI and cmi5 set no limit. If an answer is longer than a platform accepts, only its first part is sent, and `copack check` warns about it. What learners have before them
in the course is never cut.
"""


class Shown(Struct, frozen=True):
    """A kind with what its room says."""

    kind: Kind
    about: str
    alt: str
    example: str
    planned: tuple[PlannedInteraction, ...]


def show(kind: Kind) -> Shown:
    """Read a kind's room, and compile its example."""
    room = ROOT / "builder" / "interactions" / "kinds" / kind.folder
    about, alt = (room / "about.md").read_text(encoding="utf-8").rstrip("\n").split("\n\nPicture: ")
    example = (room / "example.md").read_text(encoding="utf-8")
    media = {f"sessions/01-any/media/{picture.name}": picture.read_bytes() for picture in room.glob("*.svg")}
    plan = plan_tracking(course_of(example, media=media)).value
    assert plan is not None
    return Shown(kind, about, alt, example, plan.interactions)


def write_page(kinds: Iterable[Kind] = KINDS) -> str:
    """The whole page."""
    shown = [show(kind) for kind in kinds]
    contents = "".join(
        f"| [`{one.kind.name}`](#{one.kind.name}) | {one.kind.title} | {_yes(one.kind.judged)} | {_yes(one.kind.in_checks)} |\n" for one in shown
    )
    types = list(dict.fromkeys(part.definition.type for one in shown for part in one.planned))
    return (
        HEAD
        + contents
        + "".join(map(_section, shown))
        + f"\n{PLATFORMS}"
        + "".join(map(_platforms, shown))
        + STATE.format(most=f"{scorm12.STATE_LENGTH:,}")
        + "".join(map(_type, types))
        + TAIL
    )


def _yes(value: bool) -> str:
    return "yes" if value else "no"


# ---------------------------------------------------------------- for authors


def _section(one: Shown) -> str:
    kind = one.kind
    facts = "".join(f"| {name} | {value} |\n" for name, value in _facts(one))
    return (
        f"\n## {kind.name}\n\n**{kind.title}.** {one.about}\n\nYou type:\n\n```\n{one.example}```\n\n"
        f"Learners see:\n\n![{one.alt}](pictures/{kind.name}.png)\n\n| | |\n| --- | --- |\n{facts}"
    )


def _facts(one: Shown) -> Iterable[tuple[str, str]]:
    kind = one.kind
    yield "its own labels", _labels(kind.labels)
    yield "labels right after a line of its list", _labels(kind.item_labels)
    yield "labels that it shares", _labels(QUESTION_LABELS if kind.judged else UNJUDGED_LABELS)
    yield "right answers", "yes: learners are told how they did" if kind.judged else "none, unless you mark choices with boxes" if "items" in kind.coded and kind.arrows else "none"
    yield "in a check", "yes, for marks" if kind.in_checks else "no"
    if all(part.kept == "window" for part in one.planned):
        kept = "asked the device to keep it, or downloaded it" if _is_own_words(one) else "asked the device to keep it, or the question says `Keep: platform`"
        yield "when learners come back", f"in the same window their answer is there again, after a reload too, until they use “Save and exit”; then it is gone, unless they {kept}"
    else:
        yield "when learners come back", "their answer is there again"


def _is_own_words(one: Shown) -> bool:
    return all(part.definition.type.value == "long-fill-in" for part in one.planned)


def _labels(names: Iterable[str]) -> str:
    return ", ".join(f"`{name.capitalize()}:`" for name in sorted(names)) or "none"


# ---------------------------------------------------------------- for platforms


def _platforms(one: Shown) -> str:
    first = one.planned[0]
    several = f", {len(one.planned)} of them" if len(one.planned) > 1 else ""
    response = _response(first.definition)
    older, newer = (OWN_WORDS, OWN_WORDS) if response is None else (f"`{scorm12.write_response(first.definition, response)}`", f"`{delimited(response)}`")
    return f"| `{one.kind.name}` | {first.definition.type.value}{several} | {older} | {newer} | {sum(part.cost for part in one.planned)} |\n"


def _response(definition: Definition) -> Response | None:
    """The right answer, or the first that could be given; `None` for own words."""
    if definition.correct:
        return definition.correct[0]
    if definition.type is InteractionType.LONG_FILL_IN:
        return None
    code = definition.choices[0].code
    return Likert(code) if definition.type is InteractionType.LIKERT else Choice((code,))


def _type(of: InteractionType) -> str:
    row = scorm12.NOTATION[of]
    fallback = f"; {scorm12.FALLBACKS[of]}" if of in scorm12.FALLBACKS else ""
    newer = scorm2004.NOTATION[of].type
    return f"| {of.value} | `{row.type}`{fallback} | {row.limit} | `{newer}` | {_most(of)} |\n"


def _most(of: InteractionType) -> str:
    if of is InteractionType.FILL_IN:
        return f"{scorm2004.LIMITS[of]} for each of {scorm2004.GAPS} gaps"
    if of is InteractionType.NUMERIC:
        return f"{scorm2004.DIGITS} digits before the point"
    return str(scorm2004.LIMITS.get(of, "more than any question needs"))
