"""`scenario`: a story of scenes that decisions lead through; a CMI `choice` interaction for each scene that asks for one."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.course.answer_rows import LINE, AnswerRows, count_lines, rows_of
from builder.course.blocks import Interaction, Part
from builder.course.cmi import Choice, Component, Definition, InteractionType
from builder.course.document import Fence, Group, Item, Picture, Prose, Text
from builder.diagnostics import Checked, Diagnostic, Place, has_errors
from builder.interactions import keeping, reading
from builder.interactions.kind import Kind
from builder.interactions.kinds.scenario import rules
from builder.interactions.kinds.scenario.reachability import check_reachability
from builder.interactions.paper_form import PaperAnswer, PaperScene, PaperTurn, SceneForm, Shape, letter_of

NAME = "scenario"

SCENE = 130
"""px of the name of a scene, and of the sentence that says what becomes of the answer, on a phone."""
CHARACTERS_IN_SCENE = 33
"""On a line of a scene, on a phone."""


class Turn(Struct, frozen=True):
    """A choice in a scene, and the code of the scene that it leads to. `right` is `None` where nothing is marked."""

    code: str
    text: Text
    target: str
    right: bool | None
    feedback: Text | None


class Scene(Struct, frozen=True):
    """What happens, and what may be done then. A scene without choices is an ending."""

    code: str
    name: Text
    body: tuple[Prose | Picture, ...]
    turns: tuple[Turn, ...]
    place: Place

    @property
    def asks(self) -> bool:
        """Whether its last paragraph is the question that its choices answer."""
        told = [block.plain for block in self.body if isinstance(block, Prose) and block.kind == "paragraph"]
        return bool(told) and told[-1].rstrip(" \"'”’)").endswith("?")


class Scenario(Interaction, frozen=True):
    """A story. The first scene is the start; `parts` has a definition for each scene with choices."""

    scenes: tuple[Scene, ...]

    @property
    def answer_rows(self) -> AnswerRows:
        """The first scene with choices: the others are not there when the page opens."""
        first = self.parts[0].definition
        return replace(rows_of(first), beside=SCENE + count_lines(first.description, CHARACTERS_IN_SCENE) * LINE)


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `scenario`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    asked = reading.read_asked(fence, prompt, faults)
    faults.extend(keeping.refuse_keep(fence, "window", "The platform must keep the answers of a scenario: they say where the learner goes on."))
    _check_lists(fence, faults)
    scenes = tuple(_scene(group, fence.groups(), faults) for group in fence.groups())
    if scenes and not any(scene.turns for scene in scenes):
        message = f"The scenario “{fence.id}” has no choices."
        faults.append(Diagnostic(rules.NO_DECISION, message, fence.place, "Type a choice under a scene: `- (a) She lifts her card -> (b)`."))
    _check_boxes(fence, faults)
    if not has_errors(faults):
        check_reachability(tuple((scene.code, scene.name, scene.place, tuple(turn.target for turn in scene.turns)) for scene in scenes), faults)
    if has_errors(faults):
        return Checked(None, tuple(faults))
    parts = tuple(Part(scene.code, _define(scene)) for scene in scenes if scene.turns)
    definition = replace(parts[0].definition, description=reading.plain_prompt(prompt))
    return Checked(Scenario(kind=NAME, definition=definition, parts=parts, scenes=scenes, **asked), tuple(faults))


def _define(scene: Scene) -> Definition:
    told = reading.plain_prompt(scene.body)
    return Definition(
        type=InteractionType.CHOICE,
        description=f"{scene.name.plain}: {told}" if told else scene.name.plain,
        correct=tuple(Choice((turn.code,)) for turn in scene.turns if turn.right),
        choices=tuple(Component(turn.code, turn.text.plain) for turn in scene.turns),
    )


def _check_lists(fence: Fence, faults: list[Diagnostic]) -> None:
    """Report scenes and choices that are missing, too many, or named twice."""
    groups = fence.groups()
    if not groups:
        hint = "Type the name of the first scene after two # signs: `## (a) The chair talks over Maureen`."
        faults.append(Diagnostic(rules.NO_SCENE, f"The scenario “{fence.id}” has no scenes.", fence.place, hint))
    reading.check_count(fence, groups, 0, "scenes", faults)
    reading.check_codes(((group.code, group.code_place) for group in groups), faults)
    for item in fence.items() if groups else ():
        message = f"The choice “{item.text.plain}” is before the first scene."
        faults.append(Diagnostic(rules.CHOICE_OUTSIDE, message, item.place, "Put it under its scene."))
    for group in groups:
        items = group.items()
        reading.check_count(fence, items, 0, "choices in one scene", faults)
        reading.check_items(items, faults)


def _scene(group: Group, groups: tuple[Group, ...], faults: list[Diagnostic]) -> Scene:
    turns = (Turn(item.code, item.text, _target(item, groups, faults), item.ticked, reading.feedback(item)) for item in group.items())
    return Scene(group.code, group.heading, group.prose(), tuple(turns), group.place)


def _target(item: Item, groups: tuple[Group, ...], faults: list[Diagnostic]) -> str:
    """Return the code of the scene that a choice leads to. Authors may type its code, its name, or both."""
    side = item.side
    if side is None or not (side.code or side.text.plain):
        message = f"The choice “{item.text.plain}” leads nowhere."
        hint = "Type an arrow and the code of the scene that follows: `- (a) She lifts her card -> (b)`."
        faults.append(Diagnostic(rules.NO_TARGET, message, item.place, hint))
        return ""
    named = [group for group in groups if _words(group.heading) == _words(side.text)]
    scenes = [group for group in groups if group.code == side.code] if side.code else named
    if side.code and side.text.plain and scenes and scenes[0] not in named:
        message = f"The scene ({side.code}) is called “{scenes[0].heading.plain}”, not “{side.text.plain}”."
        faults.append(
            Diagnostic(rules.UNKNOWN_SCENE, message, side.place, f"Type only `-> ({side.code})`, or type the code of the scene that you mean.")
        )
    elif not scenes or (len(scenes) > 1 and not side.code):
        said = f"with the code ({side.code})" if side.code else f"called “{side.text.plain}”"
        many = "There are several scenes" if scenes else "There is no scene"
        known = ", ".join(f"({group.code}) {group.heading.plain}" for group in groups)
        faults.append(Diagnostic(rules.UNKNOWN_SCENE, f"{many} {said}.", side.place, f"Type the code of one of these: {known}."))
    return scenes[0].code if scenes else ""


def _check_boxes(fence: Fence, faults: list[Diagnostic]) -> None:
    """Report boxes at some choices only, and scenes in which no choice is right."""
    items = [item for group in fence.groups() for item in group.items()]
    boxed = [item for item in items if item.ticked is not None]
    if not boxed:
        return
    bare = next((item for item in items if item.ticked is None), None)
    if bare is not None:
        message = f"The choice “{bare.text.plain}” has no box, but others have."
        hint = "Type `[x]` or `[ ]` before every choice of the scenario, or delete all boxes."
        faults.append(Diagnostic(rules.MIXED_BOXES, message, bare.place, hint))
        return
    for group in fence.groups():
        if group.items() and not any(item.ticked for item in group.items()):
            message = f"No choice of the scene “{group.heading.plain}” is marked as right."
            hint = "Type `[x]` in place of `[ ]` before the best one, or delete all boxes of the scenario."
            faults.append(Diagnostic(reading.NO_RIGHT_ANSWER, message, group.place, hint))


def _words(text: Text) -> str:
    return " ".join(text.plain.split()).lower()


def draw_on_paper(question: Interaction) -> Shape:
    """Return the scenes, each with a letter by which choices lead on."""
    assert isinstance(question, Scenario)
    return SceneForm(
        tuple(
            PaperScene(
                letter_of(index),
                scene.code,
                scene.name,
                scene.body,
                tuple(PaperTurn(PaperAnswer(turn.code, turn.text, turn.right, turn.feedback), turn.target) for turn in scene.turns),
            )
            for index, scene in enumerate(question.scenes)
        )
    )


KIND = Kind(
    name=NAME,
    title="Decide, see what follows, decide again",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"items", "groups"}),
    labels=frozenset(),
    item_labels=frozenset({"feedback"}),
    judged=False,
    in_checks=False,
    arrows=True,
    own_codes=True,
    own_buttons=True,
    also_called=frozenset({"branching", "branching-scenario"}),
)
